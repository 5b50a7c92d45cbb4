internal import Domain

/// A file of a carrier on its way into the store, in one transaction.
final class WaysRun {
  let intake: WaysIntake
  let task: FulfilmentWork
  var report = WaysIntake.Report()
  private var writer: any Writer { task.writer }

  init(_ intake: WaysIntake, _ task: FulfilmentWork) {
    self.intake = intake
    self.task = task
  }

  func hasChanged() throws -> Bool { try !task.rows.changes().isEmpty }

  func take(_ rows: [IncomingWay]) throws {
    for case .service(let row) in rows { try take(row) }
    let (drafts, refused) = WaysPlan(intake).drafts(rows)
    report.refused += refused
    for draft in drafts { try take(draft) }
    var places: [(service: String, rows: [IncomingPlace])] = []
    for case .place(let row) in rows {
      guard let code = WaysPlan(intake).service(row.service) else {
        refuse(row.line, "service", .missingId, "", row.raw)
        continue
      }
      if let index = places.firstIndex(where: { FoldedText.areAlike($0.service, code) }) {
        places[index].rows.append(row)
      } else {
        places.append((code, [row]))
      }
    }
    for (service, rows) in places { try take(rows, of: service) }
    report.refused.sort { $0.issue.line < $1.issue.line }
  }

  private func refuse(_ line: Int, _ field: String, _ code: IssueCode, _ found: String, _ raw: String) {
    report.refused.append(
      .init(issue: RowIssue(line: line, field: field, code: code, found: found), raw: raw))
  }

  /// Counts rows of one record by what became of it.
  private func count(_ rows: Int, isNew: Bool, isChanged: Bool) {
    if isChanged { report.changedRecords += 1 }
    if !isChanged {
      report.unchanged += rows
    } else if isNew {
      report.imported += rows
    } else {
      report.updated += rows
    }
  }

  // MARK: - Services

  private func carrier(_ name: String) throws -> Int64? {
    guard let code = WayCodes.code(name) else { return nil }
    if let known = try ServiceTable.carrier(code, in: writer) { return known }
    return try task.rows.insert(
      .carriers,
      ["code": .text(code), "code_key": .text(FoldedText.fold(code)), "name": .text(name == code ? "" : name)])
  }

  private func take(_ row: IncomingService) throws {
    guard let carrier = try carrier(row.service.carrier) else {
      return refuse(row.line, "carrier", .missingValue, "", row.raw)
    }
    guard let known = try ServiceTable.find(row.service.code, in: writer) else {
      try task.rows.insert(.services, ServiceTable.values(row.service, carrier: carrier))
      return count(1, isNew: true, isChanged: true)
    }
    let service = row.merged(into: known.service)
    if service == known.service, carrier == known.carrierId { return count(1, isNew: false, isChanged: false) }
    var values = ServiceTable.values(service, carrier: carrier)
    // Whether it is closed is the house's own word.
    values["closed_because"] = nil
    try task.rows.update(.services, known.id, values)
    count(1, isNew: false, isChanged: true)
  }

  // MARK: - Sheets

  private func take(_ draft: SheetDraft) throws {
    guard let service = try service(of: draft) else { return }
    let from = draft.validFrom ?? intake.from
    let here = try SheetTable.beginning(service, at: from, in: writer)
    let before = try SheetTable.before(service, from, in: writer)
    let earlier = try (here ?? before).flatMap { try RateBodies.load($0.bodyId, in: writer) }
    let (body, lacksDays) = draft.body(after: earlier)
    if lacksDays, let line = draft.rows.first?.line {
      report.notes.append(RowIssue(line: line, field: "days", code: .missingValue))
    }
    let digest = RateBodies.digest(of: body)
    let next = try SheetTable.next(service, after: from, in: writer)
    let until = [draft.validUntil, next?.validFrom].compactMap { $0 }.min()
    // Without a day of its own a file that says what holds already is no new sheet.
    let same = here ?? (draft.validFrom == nil ? before.flatMap { $0.holds(at: from) ? $0 : nil } : nil)
    if let same, same.digest == digest, same.currency == draft.currency.code, here == nil || same.validUntil == until {
      return count(draft.rows.count, isNew: false, isChanged: false)
    }
    let values: [String: Plain] = [
      "service_id": .number(service), "body_id": .number(try RateBodies.keep(body, in: writer)),
      "digest": .text(digest), "currency": .text(draft.currency.code), "valid_from": .number(from.milliseconds),
      "valid_until": Plain(until), "source": .text(intake.file), "taken_at": .number(task.now.milliseconds),
    ]
    if let here {
      try task.rows.update(.rateSheets, here.id, values)
      return count(draft.rows.count, isNew: false, isChanged: true)
    }
    // The newer sheet ends the older one.
    if let before, before.validUntil.map({ $0 > from }) ?? true {
      try task.rows.update(.rateSheets, before.id, ["valid_until": .number(from.milliseconds)])
    }
    try task.rows.insert(.rateSheets, values)
    count(draft.rows.count, isNew: true, isChanged: true)
  }

  /// The sheet's service, made where it is new and its carrier is named; nil where its rows were refused.
  private func service(of draft: SheetDraft) throws -> Int64? {
    if let known = try ServiceTable.find(draft.service, in: writer) { return known.id }
    let named = draft.rows.first { !$0.carrier.isEmpty }
    guard let named, let carrier = try carrier(named.carrier) else {
      for row in draft.rows { refuse(row.line, "service", .unknownService, draft.service, row.raw) }
      return nil
    }
    let name = named.service == draft.service ? "" : named.service
    return try task.rows.insert(
      .services,
      ServiceTable.values(
        ShippingService(code: draft.service, carrier: named.carrier, name: name, sheets: []), carrier: carrier))
  }

  // MARK: - Zones

  private func take(_ rows: [IncomingPlace], of code: String) throws {
    guard let service = try ServiceTable.find(code, in: writer) else {
      for row in rows { refuse(row.line, "service", .unknownService, code, row.raw) }
      return
    }
    let sheet =
      try SheetTable.beginning(service.id, at: intake.from, in: writer)
      ?? SheetTable.before(service.id, intake.from, in: writer)
      ?? SheetTable.next(service.id, after: intake.from, in: writer)
    guard let sheet, var body = try RateBodies.load(sheet.bodyId, in: writer) else {
      for row in rows { refuse(row.line, "service", .noRates, code, row.raw) }
      return
    }
    var taken: [IncomingPlace] = []
    var places: [String: [PlacePattern]] = [:]
    for row in rows {
      let isThere =
        row.isRemote
        ? body.surcharges.contains(where: \.isOfPlaces)
        : body.zones.contains { FoldedText.areAlike($0.name, row.zone) }
      if !isThere {
        refuse(row.line, "zone", .noRates, "\(code) \(row.zone)", row.raw)
        continue
      }
      taken.append(row)
      let key = row.isRemote ? "" : FoldedText.fold(row.zone)
      for place in row.places where !(places[key]?.contains(place) ?? false) {
        places[key, default: []].append(place)
      }
    }
    for index in body.zones.indices {
      if let own = places[FoldedText.fold(body.zones[index].name)] { body.zones[index].places = own }
    }
    for index in body.surcharges.indices where body.surcharges[index].isOfPlaces {
      if let own = places[""] { body.surcharges[index].condition = .places(own) }
    }
    let digest = RateBodies.digest(of: body)
    if digest == sheet.digest { return count(taken.count, isNew: false, isChanged: false) }
    try task.rows.update(
      .rateSheets, sheet.id,
      ["body_id": .number(try RateBodies.keep(body, in: writer)), "digest": .text(digest)])
    count(taken.count, isNew: true, isChanged: true)
  }
}

extension SheetTable.Sheet {
  fileprivate func holds(at moment: Instant) -> Bool {
    validFrom <= moment && (validUntil.map { moment < $0 } ?? true)
  }
}

extension Surcharge {
  fileprivate var isOfPlaces: Bool { if case .places = condition { true } else { false } }
}

extension IncomingService {
  /// The known service with what this row says of it.
  fileprivate func merged(into known: ShippingService) -> ShippingService {
    var whole = known
    if says.contains(.name) { whole.name = service.name }
    if says.contains(.features) { whole.features = service.features }
    if says.contains(.origins) { whole.origins = service.origins }
    if says.contains(.weights) {
      whole.limits.minimumGrams = service.limits.minimumGrams
      whole.limits.maximumGrams = service.limits.maximumGrams
    }
    if says.contains(.sides) {
      whole.limits.longestSideMillimetres = service.limits.longestSideMillimetres
      whole.limits.girthMillimetres = service.limits.girthMillimetres
      whole.limits.sumOfSidesMillimetres = service.limits.sumOfSidesMillimetres
    }
    if says.contains(.value) { whole.limits.highestValue = service.limits.highestValue }
    if says.contains(.hazards) { whole.limits.allowedHazards = service.limits.allowedHazards }
    if says.contains(.cutOff) { whole.cutOffMinute = service.cutOffMinute }
    if says.contains(.loss) { whole.lossBasisPoints = service.lossBasisPoints }
    return whole
  }
}
