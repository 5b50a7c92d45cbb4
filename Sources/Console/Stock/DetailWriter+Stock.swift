internal import Domain
internal import Store
internal import Terminal

extension DetailWriter {
  func head(_ record: StockRecord) -> [DetailLine] {
    let report = record.report
    var title = DetailLine(report.sku.isEmpty ? report.product : report.sku, .title)
    let free = report.available
    title.pieces.append(
      .init(text: "  \(words(.freeUnits)) \(words.number(free))", role: free > 0 ? .success : .warning))
    return [title] + wrapped(report.title) + facts([(words.title(.stock(.product)), report.product)])
  }

  func page(_ tab: DetailTab, of record: StockRecord) -> [DetailLine] {
    switch tab {
    case .stock: stock(record)
    case .ledger: ledger(record.report)
    case .promised: promised(record.report)
    case .history: history(record.history)
    case .lines, .addresses, .money, .variants, .customs, .translations, .images, .card, .orders, .raw, .place,
      .returned, .refunds, .rule:
      []
    case .ways, .sheets, .zones, .plans, .walks, .parcels, .scans, .delay, .letters, .journey, .numbers: []
    }
  }

  // MARK: What can be promised, and where it stands

  private func stock(_ record: StockRecord) -> [DetailLine] {
    let report = record.report
    let mirrors = report.channels.map(channel) + report.mirrors.map(mirror)
    if report.offers.isEmpty && report.standings.isEmpty { return [DetailLine(words(.noStock), .dim)] + mirrors }
    var lines: [DetailLine] = []
    for offer in report.offers { lines += figures(offer.figures, code: offer.warehouse.code, place: offer.warehouse) }
    if report.offers.count > 1 {
      var sum = Availability()
      for offer in report.offers {
        sum.onHand += offer.figures.onHand
        sum.blocked += offer.figures.blocked
        sum.uncounted += offer.figures.uncounted
        sum.reserved += offer.figures.reserved
        sum.elsewhere += offer.figures.elsewhere
      }
      lines += figures(sum, code: words(.allWarehouses), place: nil, free: report.available)
    }
    lines.append(.blank)
    for standing in report.standings {
      let line = self.standing(standing)
      var shown = standing.quantId == record.quant ? line.opened : line
      // What may be promised is seen first all the same.
      shown.isOpened = false
      lines.append(shown)
    }
    if !mirrors.isEmpty { lines.append(.blank) }
    return lines + mirrors
  }

  /// What a channel may sell: what is wanted, with what it was told and has taken where those differ.
  private func channel(_ channel: StockReport.Channel) -> DetailLine {
    let one = channel.published
    var line = DetailLine(channel.account, .accent)
    line.pieces.append(
      .init(text: "  " + words.say("may sell ", "可售 ") + words.number(one.desired.quantity), role: .text))
    if one.buffer > 0 {
      line.pieces.append(.init(text: "  " + words.say("buffer ", "保留 ") + words.number(one.buffer), role: .dim))
    }
    if let cap = one.cap {
      line.pieces.append(.init(text: "  " + words.say("cap ", "上限 ") + words.number(cap), role: .dim))
    }
    let told = one.pushed.map { words.number($0.quantity) } ?? "-"
    if one.isUnsent {
      line.pieces.append(.init(text: "  " + words.say("told ", "已告知 ") + told, role: .warning))
    } else if one.acknowledged?.sequence != one.pushed?.sequence {
      line.pieces.append(.init(text: "  " + words.say("told, unanswered", "已告知，待回执"), role: .dim))
    }
    if !one.refusal.isEmpty { line.pieces.append(.init(text: "  " + one.refusal, role: .danger)) }
    if one.isStopped { line.pieces.append(.init(text: "  " + words.say("stopped", "已停售"), role: .warning)) }
    return line
  }

  /// What lies with somebody else, as they say it, and when they said it.
  private func mirror(_ mirror: StockReport.Mirror) -> DetailLine {
    var line = DetailLine([mirror.account, mirror.location].filter { !$0.isEmpty }.joined(separator: " "), .accent)
    let told = mirror.buckets.isEmpty ? words.number(mirror.available) : words.buckets(mirror.buckets)
    line.pieces.append(.init(text: "  " + told, role: .text))
    line.pieces.append(.init(text: "  " + text.date(mirror.toldAt), role: .dim))
    return line
  }

  /// A warehouse's figures; those of nought that are rarely anything else stay away.
  private func figures(_ figures: Availability, code: String, place: Location?, free: Int64? = nil) -> [DetailLine] {
    var line = DetailLine(code, .accent)
    func add(_ wording: Wording, _ value: Int64, _ role: Role = .text) {
      line.pieces.append(.init(text: "  \(words(wording)) \(words.number(value))", role: role))
    }
    add(.onHandUnits, figures.onHand)
    if figures.blocked != 0 { add(.blockedUnits, figures.blocked, .warning) }
    if figures.uncounted != 0 { add(.uncountedUnits, figures.uncounted, .warning) }
    add(.promisedUnits, figures.reserved)
    let free = free ?? figures.free
    add(.freeUnits, free, free > 0 ? .success : .warning)
    if figures.short > 0 { add(.shortUnits, figures.short, .danger) }
    if figures.elsewhere != 0 { add(.elsewhereUnits, figures.elsewhere, .dim) }
    if place?.isClosed == true { line.pieces.append(.init(text: "  " + words(.closedPlace), role: .warning)) }
    return [line]
  }

  private func standing(_ standing: StockReport.Standing) -> DetailLine {
    let place = standing.place
    var line = DetailLine(place.code, .accent)
    line.pieces.append(.init(text: "  " + words.number(standing.quantity), role: .money))
    let use = place.type.isOwn ? words.use(place.use) : words.locationKind(place.type)
    line.pieces.append(.init(text: "  " + use, role: place.isSellable ? .text : .dim))
    if let lot = standing.lot {
      line.pieces.append(.init(text: "  " + lot.code, role: .text))
      let isSellable = lot.isSellable(at: text.viewer.now)
      if lot.status != .approved {
        line.pieces.append(.init(text: "  " + words.lotStatus(lot.status), role: .warning))
      }
      if let expires = lot.expiresAt {
        line.pieces.append(.init(text: "  " + text.date(expires, width: 10), role: isSellable ? .dim : .warning))
      }
    }
    if !standing.owner.isEmpty { line.pieces.append(.init(text: "  " + standing.owner, role: .dim)) }
    if place.isClosed { line.pieces.append(.init(text: "  " + words(.closedPlace), role: .warning)) }
    return line
  }

  // MARK: The ledger

  /// A line each, the newest first, with what was there behind it.
  private func ledger(_ report: StockReport) -> [DetailLine] {
    if report.lines.isEmpty { return [DetailLine(words(.noMoves), .dim)] }
    return report.lines.map { moved in
      var line = DetailLine(text.date(moved.movedAt), .dim)
      let isInside = moved.change == 0
      let sign = moved.change > 0 ? "+" : isInside ? "" : "-"
      line.pieces.append(
        .init(
          text: "  " + sign + words.number(moved.quantity),
          role: isInside ? .text : moved.change > 0 ? .success : .warning))
      line.pieces.append(.init(text: "  = " + words.number(moved.balance), role: .money))
      line.pieces.append(.init(text: "  \(moved.from) → \(moved.to)", role: .text))
      line.pieces.append(.init(text: "  " + words.moveReason(moved.reason), role: .title))
      if let lot = moved.lot { line.pieces.append(.init(text: "  " + lot, role: .dim)) }
      line.pieces.append(.init(text: "  " + moved.actor, role: .accent))
      return line
    } + (report.lines.count == StockReport.limit ? [DetailLine("…", .dim)] : [])
  }

  // MARK: Orders

  private func promised(_ report: StockReport) -> [DetailLine] {
    if report.promises.isEmpty { return [DetailLine(words(.nothingPromised), .dim)] }
    return report.promises.map { promise in
      var line = DetailLine(promise.order, .accent)
      line.pieces.append(
        .init(text: "  " + words.unitState(promise.state), role: promise.state.reserves ? .success : .warning))
      line.pieces.append(.init(text: "  " + words.number(promise.quantity), role: .money))
      if let warehouse = promise.warehouse { line.pieces.append(.init(text: "  " + warehouse, role: .text)) }
      return line
    }
  }

  /// What is on its way first, what waits behind it.
  private static let unitOrder: [UnitState] = [
    .reserved, .picked, .packed, .shipped, .returned, .pegged, .backordered, .cancelled,
  ]

  /// How far the units of an order's line are: `reserved 2 SZ · backordered 1`.
  func units(of line: OrderLine, in record: OrderRecord) -> [DetailLine] {
    let units = record.units.units.filter { $0.lineId == line.id }
    if units.isEmpty { return [] }
    var said = DetailLine("", indent: 4)
    said.pieces = []
    for state in DetailWriter.unitOrder {
      for unit in units where unit.state == state {
        let place = unit.warehouseId.map { " " + (record.warehouses[$0] ?? String($0)) } ?? ""
        let text = "\(words.unitState(state)) \(unit.quantity)\(place)"
        let role: Role = state == .backordered || state == .pegged ? .warning : state == .cancelled ? .dim : .success
        said.pieces.append(.init(text: (said.pieces.isEmpty ? "" : " · ") + text, role: role))
      }
    }
    return [said]
  }
}
