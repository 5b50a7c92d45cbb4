internal import Console
internal import Domain
internal import Exchange
internal import Store

/// How fields between shelf and carrier are worked out.
enum FulfilmentReason {
  /// nil where the field stands as it was given.
  static func rule(_ field: Field, _ id: Int64, _ now: Instant, in reader: any Reader) throws -> String? {
    switch field {
    case .fulfilment(.carrier): try WayReason.rule(of: id, in: reader)
    case .wave(let own): try WaveReport(of: id, in: reader).flatMap { rule(own, $0, now) }
    case .fulfilment(let own): try ShipmentReport(of: id, in: reader).flatMap { rule(own, $0, now) }
    case .parcel(.eta50), .parcel(.eta80), .parcel(.lateBy):
      try ArrivalReason(of: id, now: now, in: reader).map(ArrivalWords.rule) ?? "it has not left yet"
    case .parcel(let own):
      try ShipmentReport.fulfilment(ofParcel: id, in: reader)
        .flatMap { try ShipmentReport(of: $0, in: reader) }.flatMap { rule(own, id, $0, now) }
    case .run(let own): try WalkReport(of: id, in: reader).flatMap { rule(own, $0, now) }
    default: nil
    }
  }

  private static func rule(_ field: WaveField, _ report: WaveReport, _ now: Instant) -> String? {
    switch field {
    case .state:
      var stages: [FulfilmentStage: Int] = [:]
      for part in report.parts { stages[part.stage, default: 0] += 1 }
      let told = FulfilmentStage.allCases.compactMap { stage in stages[stage].map { "\(stage.rawValue) \($0)" } }
      let released = report.wave.releasedAt.map { "released \(time($0))" } ?? "not released"
      return "read off its orders: \(told.isEmpty ? "none" : told.joined(separator: ", ")); \(released)"
    case .late: return named(report.parts.filter { isLate($0.shipBy, $0.stage, now) }, "should have left")
    case .short: return named(report.parts.filter(\.isShort), "had units that were not found")
    case .picked: return "\(report.units(\.picked)) of \(report.units(\.units)) units are off the shelf"
    default: return nil
    }
  }

  private static func named(_ parts: [WaveReport.Part], _ what: String) -> String {
    if parts.isEmpty { return "none of its orders \(what)" }
    return "\(parts.prefix(20).map(\.order).joined(separator: ", ")) \(what)"
  }

  private static func rule(_ field: FulfilmentField, _ report: ShipmentReport, _ now: Instant) -> String? {
    switch field {
    case .stage:
      let units = report.units.map { "\($0.sku) \($0.state.rawValue) \($0.quantity)" }.joined(separator: ", ")
      let parcels = report.parcels.map { "\($0.number) \($0.state.rawValue)" }.joined(separator: ", ")
      return "read off its units: \(units.isEmpty ? "none" : units); parcels: \(parcels.isEmpty ? "none" : parcels)"
    case .late: return late(report.shipBy, isLate(report.shipBy, report.stage, now))
    case .parcels: return boxes(report.choice)
    default: return nil
    }
  }

  private static func rule(_ field: ParcelField, _ id: Int64, _ report: ShipmentReport, _ now: Instant) -> String? {
    guard let parcel = report.parcels.first(where: { $0.id == id }) else { return nil }
    switch field {
    case .state:
      let label = parcel.tracking.map { "label \($0)" } ?? "no label"
      let list = parcel.manifest.map { "on \($0)" } ?? "on no list"
      return "\(label); \(list); \(parcel.shippedAt.map { "shipped \(time($0))" } ?? "still here")"
    case .expectedGrams:
      let goods = parcel.contents.map { "\($0.sku) × \($0.quantity)" }.joined(separator: ", ")
      return "the box\(parcel.box.map { " \($0)" } ?? ""), empty, and \(goods) as they were weighed before"
    case .late: return late(report.shipBy, parcel.shippedAt == nil && (report.shipBy.map { $0 < now } ?? false))
    default: return nil
    }
  }

  private static func rule(_ field: RunField, _ report: WalkReport, _ now: Instant) -> String? {
    switch field {
    case .state, .actor:
      if let lease = report.run.lease { return "held by \(lease.actor) until \(time(lease.until))" }
      if report.run.isOver { return "it is over" + (report.run.givenTo.map { "; \($0) went it" } ?? "") }
      if let owner = report.run.givenTo, report.run.isLeft { return "\(owner) has left it" }
      if let given = report.run.givenTo { return "handed to \(given), who has not taken it up" }
      return "nobody is on it"
    case .short:
      let missing = report.steps.filter { $0.short > 0 }.map { "\($0.place) \($0.sku) \($0.short)" }
      return missing.isEmpty ? "everything was found so far" : "not found: \(missing.joined(separator: ", "))"
    default: return nil
    }
  }

  private static func isLate(_ due: Instant?, _ stage: FulfilmentStage, _ now: Instant) -> Bool {
    (stage.isAtWork || stage == .allocated) && due.map { $0 < now } ?? false
  }

  private static func late(_ due: Instant?, _ isLate: Bool) -> String {
    guard let due else { return "it has no shipBy, so it is never late" }
    return isLate ? "still here; shipBy \(time(due)) is over" : "shipBy \(time(due)); gone, or there is time left"
  }

  private static func boxes(_ choice: BoxChoice) -> String? {
    if !choice.unmeasured.isEmpty {
      return "no box is offered: \(choice.unmeasured.joined(separator: ", ")) unmeasured"
    }
    if choice.verdicts.isEmpty { return nil }
    let told = choice.verdicts.map { "\($0.code): \(FulfilmentWording.box($0.verdict, in: .fromEnvironment()))" }
    return "for what is in no parcel yet: \(told.joined(separator: "; "))"
  }

  private static func time(_ at: Instant) -> String { RecordOutput.plain(.time(at)) }
}
