internal import Domain

extension ActionTable {
  /// What people do about parcels under way: numbers, states that carriers have wrong.
  static let trackingActions: [ActionDefinition] = [
    ActionDefinition(
      "addNumber", on: "parcels",
      [
        ActionField("tracking", .text(limit: 60), required: true), ActionField("carrier", .text(limit: 60)),
        ActionField("role", .choice(TrackingRole.allCases.map(\.rawValue))),
      ], right: .shipOrders,
      help: "Gives a parcel another number that it is followed by: the last carrier's unless another role is "
        + "named. What was told of the number before is the parcel's too."
    ) { work, arguments in
      let parcel = try Parcel(work, arguments)
      let task = FulfilmentWork(work)
      try TrackingNumbers.add(arguments, to: .parcel(parcel.id), called: parcel.number, role: .lastMile, task)
      task.touch(parcel.fulfilment)
      try Deliveries.follow([parcel.id], task)
      try task.commit("addNumber", "parcels", parcel.id)
      return parcel.id
    },
    ActionDefinition(
      "replaceNumber", on: "parcels",
      [
        ActionField("old", .text(limit: 60), required: true), ActionField("tracking", .text(limit: 60), required: true),
        ActionField("carrier", .text(limit: 60)),
      ], right: .shipOrders,
      help: "Notes that a parcel goes on under another number: both are followed, what was told of the old one stays."
    ) { work, arguments in
      let parcel = try Parcel(work, arguments)
      let task = FulfilmentWork(work)
      let old = try TrackingNumbers.linked(arguments.text("old") ?? "", to: .parcel(parcel.id), parcel.number, task)
      let new = try TrackingNumbers.add(
        arguments, to: .parcel(parcel.id), called: parcel.number, role: .lastMile, task)
      try task.rows.update(.numberLinks, old, ["replaced_by": .number(new)])
      task.touch(parcel.fulfilment)
      try Deliveries.follow([parcel.id], task)
      try task.commit("replaceNumber", "parcels", parcel.id)
      return parcel.id
    },
    ActionDefinition(
      "voidNumber", on: "parcels", [ActionField("tracking", .text(limit: 60), required: true)], right: .shipOrders,
      help: "Takes a number off a parcel that is not its own: it is kept, and what is told of it counts no more."
    ) { work, arguments in
      let parcel = try Parcel(work, arguments)
      let task = FulfilmentWork(work)
      let wanted = arguments.text("tracking") ?? ""
      let link = try TrackingNumbers.linked(wanted, to: .parcel(parcel.id), parcel.number, task)
      let ofLabel = try work.writer.integer("SELECT label_id FROM number_links WHERE id = \(link)")
      if ofLabel != nil {
        // The label itself has to be void then.
        throw ActionRefusal.fulfilment(.labelled(parcel: parcel.number, tracking: wanted))
      }
      try task.rows.update(.numberLinks, link, ["voided_at": .number(work.now.milliseconds)])
      task.touch(parcel.fulfilment)
      try Deliveries.follow([parcel.id], task)
      try task.commit("voidNumber", "parcels", parcel.id)
      return parcel.id
    },
    ActionDefinition(
      "correctStatus", on: "parcels",
      [
        ActionField("status", .choice(correctable.map(\.rawValue)), required: true),
        ActionField("sub", .choice(TrackingDetail.allCases.map(\.rawValue))), ActionField("occurredAt", .date),
      ], right: .shipOrders,
      help: "Puts right where a parcel is, against what its carrier says; news from after that moment counts again."
    ) { work, arguments in
      let parcel = try Parcel(work, arguments)
      guard parcel.shippedAt != nil else { throw ActionRefusal.fulfilment(.notShipped(parcel.number)) }
      let at = try arguments.date("occurredAt", now: work.now) ?? work.now
      if at > work.now {
        throw ActionRefusal.badField("occurredAt", found: arguments.text("occurredAt") ?? "", expected: .pastTime)
      }
      var values: [String: Plain] = [
        "parcel_id": .number(parcel.id), "status": .text(arguments.text("status") ?? ""),
        "occurred_at": .number(at.milliseconds), "made_by": .text(work.actor.name),
        "made_at": .number(work.now.milliseconds),
      ]
      if let detail = arguments.text("sub"), !detail.isEmpty { values["detail"] = .text(detail) }
      let task = FulfilmentWork(work)
      try task.rows.insert(.trackingCorrections, values)
      task.touch(parcel.fulfilment)
      try Deliveries.follow([parcel.id], task)
      try task.commit("correctStatus", "parcels", parcel.id)
      return parcel.id
    },
    ActionDefinition(
      "planLeg", on: "parcels", legFields, right: .shipOrders,
      help: "Writes down a part of a parcel's way: who carries it, under which number, from when to when."
    ) { work, arguments in
      let parcel = try Parcel(work, arguments)
      let task = FulfilmentWork(work)
      try Legs.write(arguments, of: .parcel(parcel.id), task)
      task.touch(parcel.fulfilment)
      try task.commit("planLeg", "parcels", parcel.id)
      return parcel.id
    },
  ]

  /// States that somebody can see a parcel in.
  private static let correctable = TrackingStatus.allCases.filter { $0.tells && $0 != .pending }

  static let legFields = [
    ActionField("leg", .choice(TrackingLeg.allCases.map(\.rawValue)), required: true),
    ActionField("carrier", .text(limit: 60)), ActionField("number", .text(limit: 60), isCode: true),
    ActionField("plannedFrom", .date), ActionField("plannedTo", .date),
    ActionField("actualFrom", .date), ActionField("actualTo", .date),
  ]
}

extension TrackingNumbers {
  /// The number that somebody names, given to a parcel or a consolidation.
  @discardableResult
  static func add(
    _ arguments: ActionArguments, to holder: Holder, called name: String, role: TrackingRole, _ task: FulfilmentWork
  ) throws -> Int64 {
    let text = (arguments.text("tracking") ?? "").filter { !$0.isWhitespace }
    if TrackingKey.of(text).isEmpty || !text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
      throw ActionRefusal.fulfilment(.badTracking(arguments.text("tracking") ?? ""))
    }
    if try link(text, of: holder, in: task.writer) != nil {
      throw ActionRefusal.fulfilment(.numberKnown(holder: name, number: text))
    }
    let known = TrackingNumber(text)
    let carrier = arguments.text("carrier").flatMap { $0.isEmpty ? nil : $0 }
    return try link(
      text, carrier: carrier ?? known.likelyCarrier, role: arguments.choice("role") ?? role,
      to: holder, task)
  }

  /// The row that gives somebody this number.
  static func linked(_ text: String, to holder: Holder, _ name: String, _ task: FulfilmentWork) throws -> Int64 {
    guard let link = try link(text, of: holder, in: task.writer) else {
      throw ActionRefusal.fulfilment(.noSuchNumber(holder: name, number: text))
    }
    return link
  }

  private static func link(_ text: String, of holder: Holder, in reader: any Reader) throws -> Int64? {
    let key = TrackingKey.of(text)
    let own: SQL =
      switch holder {
      case .parcel(let id): "l.parcel_id = \(id)"
      case .consolidation(let id): "l.consolidation_id = \(id)"
      }
    return try reader.integer(
      """
      SELECT l.id
      FROM tracking_numbers AS n
      JOIN number_links AS l ON l.number_id = n.id
      WHERE n.number_key = \(key) AND \(own) AND l.voided_at IS NULL
      """)
  }
}

/// Parts of the way as people plan and note them.
enum Legs {
  static func write(_ arguments: ActionArguments, of holder: TrackingNumbers.Holder, _ task: FulfilmentWork) throws {
    let leg = arguments.text("leg") ?? ""
    var values: [String: Plain] = [:]
    for (name, column) in [("carrier", "carrier"), ("number", "number")] {
      if let text = arguments.text(name) { values[column] = .text(text) }
    }
    let times = [
      ("plannedFrom", "planned_from"), ("plannedTo", "planned_to"), ("actualFrom", "actual_from"),
      ("actualTo", "actual_to"),
    ]
    for (name, column) in times {
      guard let text = arguments.text(name) else { continue }
      let time = try arguments.date(name, now: task.now)
      // What was done was done already; a plan may be for any day.
      if column.hasPrefix("actual"), let time, time > task.now {
        throw ActionRefusal.badField(name, found: text, expected: .pastTime)
      }
      values[column] = text.isEmpty ? .null : time.map { .number($0.milliseconds) } ?? .null
    }
    let (own, key): (SQL, (String, Int64)) =
      switch holder {
      case .parcel(let id): ("parcel_id = \(id)", ("parcel_id", id))
      case .consolidation(let id): ("consolidation_id = \(id)", ("consolidation_id", id))
      }
    let known = try task.writer.first(
      "SELECT id, planned_from, planned_to, actual_from, actual_to FROM legs WHERE \(own) AND leg = \(leg)"
    ) { row in (id: row.integer(0), times: (1...4).map { row.optionalInteger($0) }) }
    // With what is known of it already.
    func whole(_ index: Int) -> Int64? {
      let column = times[index].1
      return values[column].map(\.number) ?? known?.times[index]
    }
    for (from, to) in [(0, 1), (2, 3)] {
      guard let first = whole(from), let last = whole(to), last < first else { continue }
      let wrong = values[times[to].1] != nil ? times[to].0 : times[from].0
      throw ActionRefusal.badField(
        wrong, found: arguments.text(wrong) ?? "",
        expected: wrong == times[to].0 ? .timeAfterBeginning : .timeBeforeEnd)
    }
    if let known {
      if values.isEmpty { throw ActionRefusal.order(.unchanged) }
      return try task.rows.update(.legs, known.id, values)
    }
    let whole: [String: Plain] = ["leg": .text(leg), key.0: .number(key.1), "carrier": .text(""), "number": .text("")]
    try task.rows.insert(.legs, whole.merging(values) { _, new in new })
  }
}
