internal import Domain
internal import Exchange
internal import Store

/// Parcels on their way, what carriers told, and what goes together, as the command line shows them.
extension RecordOutput {
  static func journey(_ report: JourneyReport, mayReadPersonal: Bool) -> [(key: String, value: JSONOutput)] {
    let track = report.track
    return [
      ("number", .text(report.number)), ("order", .text(report.order)), ("country", .text(report.country)),
      ("status", .text(report.status.rawValue)), ("sub", .text(orNull: track.detail?.rawValue)),
      ("reason", .text(orNull: track.reason?.rawValue)), ("party", .text(orNull: track.reason?.party?.rawValue)),
      ("leg", .text(orNull: track.leg?.rawValue)), ("since", .text(orNull: track.since?.text)),
      ("deliveredAt", .text(orNull: track.deliveredAt?.text)), ("settled", .flag(track.isFinal)),
      ("doubts", .list(doubts(track.doubts))), ("shippedAt", .time(orNull: report.shippedAt)),
      ("toldAt", .time(orNull: report.toldAt)), ("askAt", .time(orNull: report.askAt)),
      ("eta50", .time(orNull: report.eta50)), ("eta80", .time(orNull: report.eta80)),
      ("slowerThanAnySeen", .flag(report.isSlowest)),
      (
        "alerts",
        .list(
          report.alerts.map { alert in
            [
              "number": .text(alert.number), "cause": .text(alert.cause.rawValue),
              "severity": .text(alert.severity.rawValue), "step": .text(alert.step.rawValue),
            ]
          })
      ),
      ("consolidations", .list(report.consolidations.map(JSONOutput.text))),
      (
        "numbers",
        .list(
          report.numbers.map { number in
            [
              "number": .text(number.number), "carrier": .text(number.carrier), "role": .text(number.role.rawValue),
              "validFrom": .time(number.validFrom), "replacedBy": .text(orNull: number.replacedBy),
              "voidedAt": .time(orNull: number.voidedAt), "consolidation": .text(orNull: number.consolidation),
            ]
          })
      ),
      ("legs", .list(report.legs.map(leg))),
      (
        "events",
        .list(
          report.entries.map { entry in
            .object(
              event(entry.event, mayReadPersonal: mayReadPersonal) + [
                ("counts", .flag(entry.counts)), ("doubts", .list(doubts(entry.doubts))),
              ])
          })
      ),
    ]
  }

  private static func doubts(_ doubts: Set<TrackingDoubt>) -> [JSONOutput] {
    TrackingDoubt.allCases.filter(doubts.contains).map { .text($0.rawValue) }
  }

  private static func leg(_ leg: JourneyReport.Leg) -> JSONOutput {
    [
      "leg": .text(leg.leg.rawValue), "carrier": .text(leg.carrier), "number": .text(leg.number),
      "plannedFrom": .time(orNull: leg.plannedFrom), "plannedTo": .time(orNull: leg.plannedTo),
      "beganAt": .time(orNull: leg.beganAt), "endedAt": .time(orNull: leg.endedAt),
      "events": .integer(Int64(leg.events)),
    ]
  }

  /// What carriers say in words may name people, whom not everybody may see.
  static func event(_ event: TrackingEvent, mayReadPersonal: Bool) -> [(key: String, value: JSONOutput)] {
    [
      ("at", .time(orNull: event.moment?.at)), ("local", .text(orNull: event.moment?.text)),
      ("status", .text(event.status.rawValue)), ("sub", .text(orNull: event.reading.detail?.rawValue)),
      ("code", .text(event.code)), ("reason", .text(orNull: event.reading.reason?.rawValue)),
      ("leg", .text(orNull: event.reading.leg?.rawValue)), ("place", mayReadPersonal ? .text(event.place) : .null),
      ("country", .text(event.country)), ("carrier", .text(event.carrier)), ("number", .text(event.number)),
      ("text", mayReadPersonal ? .text(event.text) : .null), ("unknownCode", .flag(event.reading.hasUnknownCode)),
    ]
  }

  static func consolidation(_ report: ConsolidationReport) -> [(key: String, value: JSONOutput)] {
    [
      ("number", .text(report.number)), ("form", .text(report.form.rawValue)),
      ("state", .text(report.state.rawValue)), ("carrier", .text(report.carrier)),
      ("masters", .list(report.masters.map(JSONOutput.text))), ("within", .text(orNull: report.within)),
      ("madeBy", .text(report.madeBy)), ("madeAt", .time(report.madeAt)),
      ("closedAt", .time(orNull: report.closedAt)),
      (
        "members",
        .list(
          report.members.map { member in
            [
              "number": .text(member.number), "form": .text(orNull: member.form?.rawValue),
              "status": .text(orNull: member.status?.rawValue), "tracking": .text(member.tracking),
              "country": .text(member.country), "grams": .integer(orNull: member.grams),
            ]
          })
      ),
      ("legs", .list(report.legs.map(leg))),
    ]
  }
}
