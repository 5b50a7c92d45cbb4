internal import Domain
internal import Operations
internal import Store

/// What is between shelf and carrier, as the detail shows it.
struct FulfilmentRecord: Sendable {
  enum Sheet: Sendable {
    case wave(WaveReport)
    case walk(WalkReport)
    /// `parcel`: the one by which it was opened.
    case shipment(ShipmentReport, parcel: Int64?)
    case manifest(ManifestReport)
    case alert(AlertReport)
    case claim(ClaimReport)
    case lane(LaneReport)
    /// `isMasked`: what carriers say in words may name people, whom not everybody may see.
    case journey(JourneyReport, isMasked: Bool)
    case consolidation(ConsolidationReport)
  }

  var sheet: Sheet
  var history: [JournalEntry]
  /// What customs asks for of each parcel, where the warehouse has a sender.
  var papers: [Int64: PaperDesk.Sheaf] = [:]
  /// Who could take a walk.
  var colleagues: [String] = []
  /// How a fulfilment's goods could go; nil where the shop has no services.
  var ways: WaysReport?

  var kind: Kind {
    switch sheet {
    case .wave: .waves
    case .walk: .runs
    case .shipment: .fulfilments
    case .manifest: .manifests
    case .alert: .alerts
    case .claim: .claims
    case .lane: .lanes
    case .journey: .shipments
    case .consolidation: .consolidations
    }
  }

  var id: Int64 {
    switch sheet {
    case .wave(let report): report.wave.id
    case .walk(let report): report.run.id
    case .shipment(let report, _): report.id
    case .manifest(let report): report.id
    case .alert(let report): report.id
    case .claim(let report): report.claim.id
    case .lane(let report): report.id
    case .journey(let report, _): report.id
    case .consolidation(let report): report.id
    }
  }

  var number: String {
    switch sheet {
    case .wave(let report): report.wave.number
    case .walk(let report): report.run.number
    case .shipment(let report, _): report.number
    case .manifest(let report): report.number
    case .alert(let report): report.number
    case .claim(let report): report.claim.number
    case .lane(let report): "\(report.lane.way) \(report.lane.route)"
    case .journey(let report, _): report.number
    case .consolidation(let report): report.number
    }
  }

  /// The parcel by which it was opened, or the only one.
  var parcel: ShipmentReport.Parcel? {
    guard case .shipment(let report, let opened) = sheet else { return nil }
    if let opened { return report.parcels.first { $0.id == opened } }
    return report.parcels.count == 1 ? report.parcels.first : nil
  }

  /// What an action on a parcel is done to.
  var parcelNamed: (id: Int64, number: String)? {
    if case .journey(let report, _) = sheet { return (report.id, report.number) }
    return parcel.map { ($0.id, $0.number) }
  }

  /// What stands above a form: the ways that are open and what speaks against the others, what waits for a way.
  func intro(_ action: String, _ words: Words) -> [String] {
    if case .alert(let report) = sheet, action == "switchAlert" {
      let count = words.number(report.waiting)
      let (way, route) = (report.way, report.lane.destination)
      return [words.say("\(count) wait to go by \(way) to \(route).", "\(count) 个配货单等待走 \(way) 到 \(route)。")]
    }
    guard action == "chooseWay", let ways else { return [] }
    let open = ways.choice.ways.prefix(5).enumerated().map { index, way in
      let quote = way.quote
      let mark = quote.service == ways.chosen?.service ? "●" : " "
      return "\(mark) \(index + 1) \(quote.service)  \(quote.cost.withCode)  \(quote.days.p50)–\(quote.days.p80) "
        + words.say("d", "天")
    }
    let refused = ways.choice.refused.prefix(4).map { one in
      "× \(one.service)  " + one.reasons.map(words.rejection).joined(separator: words.way(.between))
    }
    return open + refused
  }

  /// What a form offers: the carrier whom the buyer asked for, the box that fits.
  func initial(_ field: String, of action: String) -> String? {
    if case .journey(let report, _) = sheet {
      let own = report.numbers.filter { $0.consolidation == nil && $0.voidedAt == nil && $0.replacedBy == nil }
      return action == "replaceNumber" && field == "old" && own.count == 1 ? own[0].number : nil
    }
    if case .alert(let report) = sheet, action == "switchAlert" {
      return field == "from" ? report.way : field == "countries" ? report.lane.destination : nil
    }
    guard case .shipment(let report, _) = sheet else { return nil }
    switch (action, field) {
    case ("labelParcel", "carrier"): return report.carrier.isEmpty ? nil : report.carrier
    case ("packParcel", "box"): return report.choice.box?.code
    default: return nil
    }
  }

  /// What the store would refuse, as far as the record tells.
  func judge(_ action: String) throws {
    switch sheet {
    case .wave(let report): try judge(report, action)
    case .walk(let report):
      if report.run.isOver { throw ActionRefusal.fulfilment(.runOver(report.run.number)) }
    case .shipment(let report, _): try judge(report, action)
    case .journey(let report, _):
      if action == "correctStatus", report.shippedAt == nil {
        throw ActionRefusal.fulfilment(.notShipped(report.number))
      }
    case .consolidation(let report): try judge(report, action)
    case .manifest(let report):
      if action == "shipManifest", report.state == .shipped {
        throw ActionRefusal.fulfilment(.nothingToDo(report.number))
      }
    case .alert(let report): try report.judge(action)
    case .claim(let report): try report.judge(action)
    case .lane: break
    }
  }

  private func judge(_ report: ConsolidationReport, _ action: String) throws {
    switch (action, report.state) {
    case ("addToConsolidation", .closed), ("takeFromConsolidation", .closed), ("closeConsolidation", .closed):
      throw ActionRefusal.fulfilment(.consolidationClosed(report.number))
    case ("reopenConsolidation", .open): throw ActionRefusal.fulfilment(.consolidationOpen(report.number))
    case ("closeConsolidation", .open) where report.members.isEmpty:
      throw ActionRefusal.fulfilment(.nothingToDo(report.number))
    default: break
    }
  }

  private func judge(_ report: WaveReport, _ action: String) throws {
    guard action == "releaseWave" || action == "cancelWave" else { return }
    if report.state == .cancelled {
      throw ActionRefusal.fulfilment(.waveNotPlanned(report.wave.number, .cancelled))
    }
    let picked = report.units(\.picked)
    if action == "cancelWave", picked > 0 {
      throw ActionRefusal.fulfilment(.waveUnderWay(report.wave.number, picked: picked))
    }
  }

  private func judge(_ report: ShipmentReport, _ action: String) throws {
    if action == "packParcel", report.loose.isEmpty {
      throw ActionRefusal.fulfilment(.nothingToDo(report.number))
    }
    if action == "dropFromWave", report.stage != .allocated {
      throw ActionRefusal.fulfilment(.notAtStage(report.number, found: report.stage, expected: [.allocated]))
    }
    guard let parcel, ["labelParcel", "voidLabel", "unpackParcel", "shipParcel"].contains(action) else { return }
    if parcel.state == .shipped { throw ActionRefusal.fulfilment(.parcelShipped(parcel.number)) }
    if let tracking = parcel.tracking, action == "labelParcel" || action == "unpackParcel" {
      throw ActionRefusal.fulfilment(.labelled(parcel: parcel.number, tracking: tracking))
    }
    if parcel.tracking == nil, action == "voidLabel" || action == "shipParcel" {
      throw ActionRefusal.fulfilment(.noLabel(parcel: parcel.number))
    }
  }
}

extension Desk {
  /// What a row of the fulfilment pane opens.
  func fulfilmentRecord(_ request: RecordRequest, in reader: any Reader) throws -> FulfilmentRecord? {
    let id = request.id
    func history(_ kind: String, _ id: Int64) throws -> [JournalEntry] {
      try JournalTable.history(kind: kind, subject: id, in: reader)
    }
    switch request.kind {
    case .waves:
      return try WaveReport(of: id, in: reader).map {
        FulfilmentRecord(sheet: .wave($0), history: try history("waves", id))
      }
    case .runs:
      guard let report = try WalkReport(of: id, in: reader) else { return nil }
      var record = FulfilmentRecord(sheet: .walk(report), history: try history("runs", id))
      if case .form(.handOverRun, _) = request.purpose {
        record.colleagues = try Users.holders(of: .shipOrders, in: reader)
      }
      return record
    case .manifests:
      return try ManifestReport(of: id, in: reader).map {
        FulfilmentRecord(sheet: .manifest($0), history: try history("manifests", id))
      }
    case .alerts:
      return try AlertReport(of: id, in: reader).map {
        var report = $0
        // Letters may name people.
        if !actor.may(.seePersonal) { report.letters = [] }
        return FulfilmentRecord(sheet: .alert(report), history: try history("alerts", id))
      }
    case .claims:
      return try ClaimReport(of: id, in: reader).map {
        FulfilmentRecord(sheet: .claim($0), history: try history("claims", id))
      }
    case .lanes:
      return try LaneReport(of: id, now: now(), in: reader).map { FulfilmentRecord(sheet: .lane($0), history: []) }
    case .shipments, .trackingEvents:
      let parcel = request.kind == .shipments ? id : try TrackingEventOwners.parcel(ofEvent: id, in: reader)
      guard let parcel, let report = try JourneyReport(of: parcel, in: reader) else { return nil }
      return FulfilmentRecord(
        sheet: .journey(report, isMasked: !mayReadPersonal),
        history: try FulfilmentHistory.of(parcel: parcel, in: reader))
    case .consolidations:
      return try ConsolidationReport(of: id, in: reader).map {
        FulfilmentRecord(sheet: .consolidation($0), history: try history("consolidations", id))
      }
    case .fulfilments, .parcels:
      let parcel = request.kind == .parcels ? id : nil
      let fulfilment = try parcel.map { try ShipmentReport.fulfilment(ofParcel: $0, in: reader) } ?? id
      guard let fulfilment, let report = try ShipmentReport(of: fulfilment, in: reader) else { return nil }
      var record = FulfilmentRecord(
        sheet: .shipment(report, parcel: parcel), history: try FulfilmentHistory.of(fulfilment: fulfilment, in: reader),
        ways: try WaysReport(of: fulfilment, at: now(), zone: zone, in: reader))
      for parcel in report.parcels {
        let sheaf = try PaperDesk.sheaf(parcel.id, at: now(), in: reader)
        if sheaf.parcel.sender.requiresPapers { record.papers[parcel.id] = sheaf }
      }
      return record
    default: return nil
    }
  }

  /// Waves that are planned, for whoever types one.
  func waves(_ wanted: Suggesting, in reader: any Reader) throws -> [VariantTable.Suggestion] {
    let sentence = Sentence(
      kind: .waves, condition: .field(.wave(.state), [.choice(WaveState.planned.rawValue)]))
    let query = ViewQuery(
      sentence, inquiry: Inquiry(now: now(), zone: zone, me: actor.name),
      columns: [.wave(.number), .wave(.orders), .wave(.warehouse)], mayReadPersonal: false)
    let typed = FoldedText.fold(wanted.text)
    let rows = try Views.page(query, from: .start, limit: 200, in: reader).rows
    let found = rows.compactMap { row -> VariantTable.Suggestion? in
      guard case .text(let number) = row.values[0], case .number(let orders) = row.values[1],
        typed.isEmpty || FoldedText.fold(number).contains(typed)
      else { return nil }
      let place = if case .text(let code) = row.values[2] { code } else { "" }
      return VariantTable.Suggestion(sku: number, title: "\(place)  \(orders)", options: "")
    }
    return Array(found.prefix(Suggesting.limit))
  }
}
