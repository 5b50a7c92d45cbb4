internal import Domain
internal import Operations
internal import Store
internal import Terminal

extension DetailWriter {
  func head(_ record: FulfilmentRecord) -> [DetailLine] {
    switch record.sheet {
    case .wave(let report): head(report)
    case .walk(let report): head(report)
    case .shipment(let report, _): head(report)
    case .manifest(let report): head(report)
    case .alert(let report): head(report)
    case .claim(let report): head(report)
    case .lane(let report): head(report)
    case .journey(let report, _): head(report)
    case .consolidation(let report): head(report)
    }
  }

  func page(_ tab: DetailTab, of record: FulfilmentRecord) -> [DetailLine] {
    switch (record.sheet, tab) {
    case (_, .history): history(record.history)
    case (.wave(let report), .orders): parts(report)
    case (.wave(let report), .walks): walks(report)
    case (.walk(let report), .lines): steps(report)
    case (.walk(let report), .scans): scans(report)
    case (.shipment(let report, let parcel), .parcels): parcels(report, opened: parcel, record.papers)
    case (.shipment(let report, _), .lines): units(report)
    case (.manifest(let report), .parcels): parcels(report)
    case (.shipment, .ways): ways(record.ways)
    case (.alert(let report), .delay): facts(of: report)
    case (.alert(let report), .letters): letters(of: report)
    case (.claim(let report), .delay): facts(of: report)
    case (.lane(let report), .delay): facts(of: report)
    case (.journey(let report, let isMasked), .journey): journey(report, isMasked: isMasked)
    case (.journey(let report, _), .numbers): numbers(report)
    case (.consolidation(let report), .parcels): members(report)
    case (.consolidation(let report), .journey): legs(report.legs)
    default: []
    }
  }

  func named(_ number: String, _ state: String, _ role: Role) -> DetailLine {
    var title = DetailLine(number, .title)
    title.pieces.append(.init(text: "  " + state, role: role))
    return title
  }

  func add(_ text: String, _ role: Role, to line: inout DetailLine) {
    if !text.isEmpty { line.pieces.append(.init(text: "  " + text, role: role)) }
  }

  // MARK: Waves

  private func head(_ report: WaveReport) -> [DetailLine] {
    let wave = report.wave
    let picked = report.units(\.picked), all = report.units(\.units)
    let late = report.parts.count { isLate($0.shipBy, $0.stage) }
    let short = report.parts.count(where: \.isShort)
    return [named(wave.number, words.waveState(report.state), role(of: report.state))]
      + facts([
        (words.title(.wave(.picked)), "\(words.number(picked)) / \(words.number(all))"),
        (words.title(.wave(.orders)), words.number(Int64(report.parts.count))),
        (words.title(.wave(.short)), short == 0 ? "" : words.number(Int64(short))),
        (words.title(.wave(.late)), late == 0 ? "" : words.number(Int64(late))),
        (words.title(.wave(.warehouse)), report.warehouse), (words.title(.wave(.channel)), report.channel ?? ""),
        (words.title(.wave(.carrier)), report.carrier), (words.title(.wave(.cutOff)), date(report.cutOff)),
        (words.title(.wave(.grouping)), "\(words.grouping(wave.grouping)) \(wave.perRun)"),
        (words.title(.wave(.plannedAt)), date(wave.plannedAt)), (words.title(.wave(.plannedBy)), report.plannedBy),
        (words.title(.wave(.releasedAt)), date(wave.releasedAt)), (words.title(.wave(.sentence)), report.sentence),
      ])
  }

  private func isLate(_ due: Instant?, _ stage: FulfilmentStage) -> Bool {
    (stage.isAtWork || stage == .allocated) && due.map { $0 < text.viewer.now } ?? false
  }

  private func role(of state: WaveState) -> Role {
    switch state {
    case .planned: .dim
    case .released: .warning
    case .picked: .info
    case .done: .success
    case .cancelled: .dim
    }
  }

  private func role(of stage: FulfilmentStage) -> Role {
    switch stage {
    case .allocated, .closed, .cancelled: .dim
    case .released, .picking, .packing: .warning
    case .picked, .packed, .labelled, .manifested: .info
    case .shipped, .delivered: .success
    case .short: .danger
    }
  }

  private func parts(_ report: WaveReport) -> [DetailLine] {
    if report.parts.isEmpty { return [DetailLine(words(.noRows), .dim)] }
    return report.parts.map { part in
      var line = DetailLine(part.order, .accent)
      add(words.stage(part.stage), role(of: part.stage), to: &line)
      add("\(words.number(part.picked))/\(words.number(part.units))", .title, to: &line)
      if part.isShort { add(words.title(.fulfilment(.short)), .danger, to: &line) }
      if let due = part.shipBy { add(date(due), isLate(due, part.stage) ? .danger : .dim, to: &line) }
      add(part.number, .dim, to: &line)
      return line
    }
  }

  private func walks(_ report: WaveReport) -> [DetailLine] {
    if report.walks.isEmpty { return [DetailLine(words(.noWalks), .dim)] }
    return report.walks.map { walk in
      var line = DetailLine(walk.number, .accent)
      add(walk.actor ?? (walk.isOver ? "" : words(.nobody)), walk.actor == nil ? .dim : .text, to: &line)
      add(
        "\(words.number(walk.picked))/\(words.number(walk.units))", walk.isOver ? .success : .title, to: &line)
      if walk.short > 0 {
        add("\(words.title(.run(.short))) \(words.number(walk.short))", .danger, to: &line)
      }
      add(walk.zone, .dim, to: &line)
      return line
    }
  }

  // MARK: Walks

  private func head(_ report: WalkReport) -> [DetailLine] {
    let run = report.run
    var title = DetailLine(run.number, .title)
    add(words.scenario(run.work), .accent, to: &title)
    let done = report.steps.reduce(0) { $0 + $1.done }, all = report.steps.reduce(0) { $0 + $1.quantity }
    return [title]
      + facts([
        (words.title(.run(.done)), "\(words.number(done)) / \(words.number(all))"),
        (words.title(.run(.actor)), run.lease?.actor ?? run.givenTo ?? words(.nobody)),
        (words.title(.run(.wave)), report.wave ?? ""), (words.title(.run(.order)), report.order ?? ""),
        (words.title(.run(.zone)), run.zone), (words.title(.run(.cart)), run.cart),
        (words.title(.run(.warehouse)), report.warehouse),
        (words.title(.run(.startedAt)), date(run.startedAt)),
        (words.title(.run(.scannedAt)), date(report.scans.first?.at)),
        (words.title(.run(.leaseUntil)), date(run.lease?.until)),
      ])
  }

  private func steps(_ report: WalkReport) -> [DetailLine] {
    if report.steps.isEmpty { return [DetailLine(words(.noLines), .dim)] }
    return report.steps.map { step in
      var line = DetailLine(step.from.map { "\($0) → \(step.place)" } ?? step.place, .accent)
      add(step.sku, .text, to: &line)
      add(
        "\(words.number(step.done))/\(words.number(step.quantity))",
        step.short > 0 ? .danger : step.done == step.quantity ? .success : .title, to: &line)
      if step.short > 0 { add("\(words.title(.run(.short))) \(words.number(step.short))", .danger, to: &line) }
      add(step.reason.map(words.countCause) ?? step.bin, .info, to: &line)
      add(step.order ?? "", .dim, to: &line)
      add(step.lot ?? "", .dim, to: &line)
      add(step.title, .text, to: &line)
      return line
    } + (report.steps.count == WalkReport.limit ? [DetailLine("…", .dim)] : [])
  }

  private func scans(_ report: WalkReport) -> [DetailLine] {
    if report.scans.isEmpty { return [DetailLine(words(.noScans), .dim)] }
    return report.scans.map { scan in
      var line = DetailLine(date(scan.at), .dim)
      add(scan.actor, .accent, to: &line)
      add(scan.what.map(words.scanned) ?? scan.event, .text, to: &line)
      add(words.refusal(logged: scan.refusal), .danger, to: &line)
      return line
    }
  }

  // MARK: Parcels

  private func head(_ report: ShipmentReport) -> [DetailLine] {
    var title = named(report.number, words.stage(report.stage), role(of: report.stage))
    add(report.order, .accent, to: &title)
    if report.isShort { add(words.title(.fulfilment(.short)), .danger, to: &title) }
    return [title]
      + facts([
        (words.title(.fulfilment(.shipBy)), date(report.shipBy)),
        (words.title(.fulfilment(.carrier)), report.carrier), (words.title(.fulfilment(.wave)), report.wave ?? ""),
        (words.title(.fulfilment(.warehouse)), report.warehouse),
      ])
  }

  private func parcels(_ report: ShipmentReport, opened: Int64?, _ papers: [Int64: PaperDesk.Sheaf]) -> [DetailLine] {
    var lines = report.parcels.flatMap { parcel -> [DetailLine] in
      var head = DetailLine(parcel.number, .title)
      add(words.parcelState(parcel.state), parcel.state == .shipped ? .success : .info, to: &head)
      add(parcel.carrier ?? "", .text, to: &head)
      add(parcel.tracking ?? words(.noLabelYet), parcel.tracking == nil ? .warning : .accent, to: &head)
      add(parcel.manifest ?? "", .dim, to: &head)
      var weight = DetailLine("", indent: 4)
      weight.pieces = []
      add(parcel.box ?? "", .text, to: &weight)
      if let grams = parcel.grams { add("\(words.number(grams)) g", .title, to: &weight) }
      if let expected = parcel.expectedGrams {
        add("\(words.title(.parcel(.expectedGrams))) \(words.number(expected)) g", .dim, to: &weight)
      }
      add(parcel.packedBy, .dim, to: &weight)
      let contents = parcel.contents.map { content in
        var line = DetailLine(content.sku, .accent, indent: 4)
        add(words.number(content.quantity), .title, to: &line)
        add(content.lot ?? "", .dim, to: &line)
        return line
      }
      return [parcel.id == opened ? head.opened : head, weight] + contents
        + (papers[parcel.id].map { self.papers($0, isShipped: parcel.state == .shipped) } ?? [])
    }
    if report.parcels.isEmpty { lines.append(DetailLine(words(.noParcels), .dim)) }
    if report.loose.isEmpty { return lines }
    lines += [.blank, DetailLine(words(.atTheTable), .header)]
    lines += report.loose.map { item in
      var line = DetailLine(item.sku, .accent)
      add(words.number(item.quantity), .title, to: &line)
      return line
    }
    return lines + [.blank] + boxes(report.choice)
  }

  /// The box that fits, and why not another.
  private func boxes(_ choice: BoxChoice) -> [DetailLine] {
    if !choice.unmeasured.isEmpty {
      return wrapped(words(.notMeasured(choice.unmeasured)), .warning)
    }
    if choice.verdicts.isEmpty { return [] }
    var lines = [
      choice.box.map { DetailLine(label: words.title(.parcel(.box)), $0.code, .success) }
        ?? DetailLine(words(.noBoxFits), .warning)
    ]
    lines += choice.verdicts.map { verdict in
      var line = DetailLine(verdict.code, verdict.verdict == .fits ? .success : .dim, indent: 2)
      add(words.box(verdict.verdict), verdict.verdict == .fits ? .success : .dim, to: &line)
      return line
    }
    return lines
  }

  private func units(_ report: ShipmentReport) -> [DetailLine] {
    if report.units.isEmpty { return [DetailLine(words(.noLines), .dim)] }
    return report.units.map { unit in
      var line = DetailLine(unit.sku, .accent)
      add(words.number(unit.quantity), .title, to: &line)
      add(words.unitState(unit.state), .info, to: &line)
      add(unit.title, .text, to: &line)
      return line
    }
  }

  // MARK: Lists for carriers

  private func head(_ report: ManifestReport) -> [DetailLine] {
    var title = named(
      report.number, words.manifestState(report.state), report.state == .shipped ? .success : .warning)
    add(report.carrier, .accent, to: &title)
    return [title]
      + facts([
        (words.title(.manifest(.parcels)), words.number(Int64(report.parcels.count))),
        (words.title(.manifest(.grams)), report.grams == 0 ? "" : "\(words.number(report.grams)) g"),
        (words.title(.manifest(.warehouse)), report.warehouse),
        (words.title(.manifest(.madeAt)), date(report.madeAt)), (words.title(.manifest(.madeBy)), report.madeBy),
        (words.title(.manifest(.shippedAt)), date(report.shippedAt)),
      ])
  }

  private func parcels(_ report: ManifestReport) -> [DetailLine] {
    if report.parcels.isEmpty { return [DetailLine(words(.noParcels), .dim)] }
    return report.parcels.map { parcel in
      var line = DetailLine(parcel.number, .accent)
      add(parcel.tracking, .title, to: &line)
      if let grams = parcel.grams { add("\(words.number(grams)) g", .text, to: &line) }
      add(parcel.country ?? "", .text, to: &line)
      add(parcel.order, .dim, to: &line)
      return line
    }
  }
}
