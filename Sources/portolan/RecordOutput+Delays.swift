internal import Domain
internal import Exchange
internal import Store

/// Warnings, claims and lanes as the command line shows them.
extension RecordOutput {
  static func alert(_ report: AlertReport) -> [(key: String, value: JSONOutput)] {
    let evidence: [String: Plain] = report.evidence.map ?? [:]
    let told: [(key: String, value: JSONOutput)] = evidence.keys.sorted().map { key in
      let value = evidence[key] ?? .null
      let number = value.number
      if key == "promisedBy" { return (key: key, value: .time(orNull: number.map { Instant(milliseconds: $0) })) }
      return (key: key, value: number.map { .integer($0) } ?? .text(orNull: value.text))
    }
    var members: [(key: String, value: JSONOutput)] = [
      ("number", .text(report.number)), ("parcel", .text(report.parcel)), ("order", .text(report.order)),
      ("cause", .text(report.cause.rawValue)), ("severity", .text(report.severity.rawValue)),
      ("party", .text(report.party.rawValue)), ("leg", .text(orNull: report.leg?.rawValue)),
      ("step", .text(report.step.rawValue)), ("tellsCustomer", .flag(report.tellsCustomer)),
      ("since", .time(report.since)), ("openedAt", .time(report.openedAt)),
    ]
    members += [
      ("closedAt", .time(orNull: report.closedAt)), ("carrier", .text(report.carrier)),
      ("tracking", .text(report.tracking)), ("lane", .text(report.lane.route)),
      ("eta50", .time(orNull: report.eta50)), ("eta80", .time(orNull: report.eta80)),
      ("slowerThanAnySeen", .flag(report.isSlowest)), ("storm", .integer(orNull: report.storm)),
      ("acknowledgedBy", .text(orNull: report.acknowledgedBy)),
      ("acknowledgedAt", .time(orNull: report.acknowledgedAt)), ("toldBy", .text(orNull: report.toldBy)),
      ("toldAt", .time(orNull: report.toldAt)), ("evidence", .object(told)),
    ]
    return members
  }

  static func claim(_ report: ClaimReport) -> [(key: String, value: JSONOutput)] {
    let claim = report.claim
    return [
      ("number", .text(claim.number)), ("parcel", .text(report.parcel)), ("order", .text(report.order)),
      ("state", .text(claim.state.rawValue)), ("cause", .text(claim.cause.rawValue)),
      ("carrier", .text(claim.carrier)), ("insurer", .text(claim.insurer)), ("tracking", .text(report.tracking)),
      ("asked", .money(claim.asked)), ("granted", .money(orNull: claim.granted)),
      ("reference", .text(claim.reference)), ("openedAt", .time(claim.openedAt)), ("fileBy", .time(claim.fileBy)),
      ("filedAt", .time(orNull: claim.filedAt)), ("answerBy", .time(orNull: claim.answerBy)),
      ("endedAt", .time(orNull: claim.endedAt)),
    ]
  }

  static func lane(_ report: LaneReport) -> [(key: String, value: JSONOutput)] {
    [
      ("way", .text(report.lane.way)), ("origin", .text(report.lane.origin)),
      ("country", .text(report.lane.destination)), ("zone", .text(report.lane.zone)),
      ("underWay", .integer(report.underWay)), ("late", .integer(report.late)), ("alerts", .integer(report.alerts)),
      (
        "measures",
        .list(
          report.measures.map { one in
            [
              "measure": .text(one.measure.rawValue), "p50": .integer(one.expected.p50),
              "p80": .integer(one.expected.p80), "p95": .integer(one.expected.p95),
              "samples": .integer(one.expected.samples), "days": .integer(one.expected.days),
              "basis": .text(one.expected.basis.word), "measured": .flag(one.isMeasured),
            ]
          })
      ),
    ]
  }
}

/// Why a parcel is expected when it is.
enum ArrivalWords {
  static func rule(_ reason: ArrivalReason) -> String {
    let door = reason.door
    let lane = "\(reason.lane.route) by \(reason.carrier.isEmpty ? "an unknown carrier" : reason.carrier)"
    let rests =
      switch door.basis {
      case .zone, .country:
        "n=\(door.samples) parcels of the last \(door.days) days \(lane), \(door.underWay) under way"
      case .region(let region):
        "n=\(door.samples) parcels of the last \(door.days) days to \(region.rawValue) (too few \(lane))"
      case .stated: "what the rate sheet of \(reason.lane.way.uppercased()) states (too few parcels \(lane))"
      case .kind(let kind): "what lines of kind \(kind.rawValue) take (too few parcels \(lane))"
      }
    let took = "half need \(door.p50) h, four of five \(door.p80) h, nineteen of twenty \(door.p95) h: \(rests)"
    let left = "handed over \(time(reason.handedOverAt)), first expected by \(time(reason.first.p80))"
    if let delivered = reason.deliveredAt { return "\(left); delivered \(time(delivered)); \(took)" }
    let leg = reason.leg.map { " on its \($0.rawValue)" } ?? ""
    guard let half = reason.now.told50 else {
      return
        "\(left); now \(reason.status.rawValue)\(leg), slower than any seen, so nobody knows when it comes; \(took)"
    }
    let most =
      reason.now.told80.map { "four of five by \(time($0))" } ?? "of four in five nobody knows: slower than any seen"
    return "\(left); now \(reason.status.rawValue)\(leg), half of those like it come by \(time(half)), \(most); \(took)"
  }

  private static func time(_ at: Instant) -> String { RecordOutput.plain(.time(at)) }
}
