internal import Domain
internal import Exchange
internal import Store

/// Carriers, services and rate sheets as the command line shows them.
extension RecordOutput {
  static func way(_ kind: Kind, _ id: Int64, at now: Instant, in reader: any Reader) throws
    -> [(key: String, value: JSONOutput)]
  {
    switch kind {
    case .carriers: if let report = try CarrierReport(of: id, in: reader) { return carrier(report) }
    case .services: if let report = try ServiceReport(of: id, at: now, in: reader) { return service(report, now) }
    case .sheets: if let report = try SheetReport(of: id, in: reader) { return sheet(report, now) }
    default: break
    }
    throw ActionRefusal.noSuchRecord(kind: kind.rawValue, String(id))
  }

  private static func carrier(_ report: CarrierReport) -> [(key: String, value: JSONOutput)] {
    [
      ("code", .text(report.code)), ("name", .text(report.name)),
      ("closedBecause", .text(orNull: report.closedBecause)),
      ("services", .list(report.services.map { .text($0.service.code) })),
    ]
  }

  private static func service(_ report: ServiceReport, _ now: Instant) -> [(key: String, value: JSONOutput)] {
    let service = report.known.service
    let limits = service.limits
    return [
      ("code", .text(service.code)), ("carrier", .text(service.carrier)), ("name", .text(service.name)),
      ("closedBecause", .text(orNull: service.closedBecause)),
      (
        "features",
        .list(ShippingService.Feature.allCases.filter(service.features.contains).map { .text($0.rawValue) })
      ),
      ("hazards", .list(limits.allowedHazards.sorted.map { .text($0.rawValue) })),
      (
        "origins", .list(service.origins.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(JSONOutput.text))
      ),
      ("minGrams", .integer(orNull: limits.minimumGrams)), ("maxGrams", .integer(orNull: limits.maximumGrams)),
      ("longestSide", .integer(orNull: limits.longestSideMillimetres)),
      ("girth", .integer(orNull: limits.girthMillimetres)),
      ("sumOfSides", .integer(orNull: limits.sumOfSidesMillimetres)),
      ("valueLimit", .money(orNull: limits.highestValue)),
      ("cutOff", .text(orNull: service.cutOffMinute.map(WayCodes.time))),
      ("lossPoints", .integer(service.lossBasisPoints)), ("waiting", .integer(report.waiting)),
      ("sheets", .list(report.sheets.map { .object(line($0, now)) })),
      ("zones", .list((report.body?.zones ?? []).map { zone($0, report.currency) })),
    ]
  }

  private static func line(_ line: SheetLine, _ now: Instant) -> [(key: String, value: JSONOutput)] {
    [
      ("number", .text(line.number)), ("service", .text(line.service)), ("carrier", .text(line.carrier)),
      ("state", .text(line.state(at: now).rawValue)), ("currency", .text(line.currency)),
      ("validFrom", .time(line.validFrom)), ("validUntil", .time(orNull: line.validUntil)),
      ("rows", .integer(line.rows)), ("source", .text(line.source)), ("takenAt", .time(line.takenAt)),
    ]
  }

  private static func sheet(_ report: SheetReport, _ now: Instant) -> [(key: String, value: JSONOutput)] {
    let weight = report.body.weight
    return line(report.line, now) + [
      ("divisor", .integer(orNull: weight.divisor)), ("excessPercent", .integer(weight.excessPercent)),
      ("minimumGrams", .integer(weight.minimumGrams)), ("steps", .text(weight.stepsText)),
      ("zones", .list(report.body.zones.map { zone($0, report.line.currency) })),
      (
        "surcharges",
        .list(
          report.body.surcharges.map {
            ["name": .text($0.name), "applies": .text($0.conditionText), "amount": .text($0.amountText)]
          })
      ),
    ]
  }

  private static func zone(_ zone: RateSheet.Zone, _ currency: String) -> JSONOutput {
    .object([
      ("name", .text(zone.name)), ("places", .list(zone.places.map { .text($0.text) })),
      ("days", ["p50": .integer(Int64(zone.days.p50)), "p80": .integer(Int64(zone.days.p80))]),
      (
        "brackets",
        .list(
          zone.brackets.map { bracket in
            [
              "overGrams": .integer(bracket.overGrams), "upToGrams": .integer(bracket.upToGrams),
              "cost": .text(bracket.cost.text), "price": .text(orNull: bracket.price?.text),
            ]
          })
      ),
    ])
  }
}
