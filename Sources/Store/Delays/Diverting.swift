internal import Domain

extension ActionTable {
  static let divertingActions: [ActionDefinition] = [
    ActionDefinition(
      "switchAlert", on: "alerts",
      [
        ActionField("to", .record(kind: "services"), required: true), ActionField("from", .text(limit: 40)),
        ActionField("countries", .words),
      ], right: .shipOrders,
      help:
        "Writes a fall-back plan down for what still waits to go the way of a late parcel: to its country by another "
        + "service. It is tried out before anything is switched."
    ) { work, arguments in
      let alert = try Alert(work, arguments)
      let lane = try work.writer.first(
        """
        SELECT n.way, n.carrier, n.destination
        FROM alerts AS a
        JOIN transit_lanes AS n ON n.id = a.lane_id
        WHERE a.id = \(alert.id)
        """
      ) { (way: $0.text(0), carrier: $0.text(1), country: $0.text(2)) }
      guard let lane else { throw ActionRefusal.noSuchRecord(kind: "alerts", alert.number) }
      var from = arguments.text("from") ?? ""
      if from.isEmpty {
        let isService = try ServiceTable.find(lane.way, in: work.writer) != nil
        from = isService ? lane.way : lane.carrier
        if try !isService && ServiceTable.carrier(lane.carrier, in: work.writer) == nil {
          throw ActionRefusal.way(.noServiceOf(alert: alert.number, carrier: lane.carrier))
        }
      }
      return try keepFallback(
        "switchAlert", name: "\(alert.number) \(alert.cause.rawValue)", from: from,
        to: lane.country.isEmpty ? [] : [lane.country], arguments, work)
    }
  ]
}
