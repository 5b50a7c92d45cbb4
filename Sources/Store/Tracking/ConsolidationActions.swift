internal import Domain

extension ActionTable {
  /// What goes together: shipments, bags, pallets, containers.
  static let consolidationActions: [ActionDefinition] = [
    ActionDefinition(
      "openConsolidation", on: "consolidations",
      [
        ActionField("form", .choice(ConsolidationForm.allCases.map(\.rawValue)), required: true),
        ActionField("carrier", .text(limit: 60)), ActionField("tracking", .text(limit: 60)),
        ActionField("parcels", .words),
      ], right: .shipOrders, creates: true,
      help: "Opens a shipment, bag, pallet or container, under a master number where there is one, and puts parcels or "
        + "smaller ones into it."
    ) { work, arguments in
      let task = FulfilmentWork(work)
      let id = try task.rows.insert(
        .consolidations,
        [
          "form": .text(arguments.text("form") ?? ""), "carrier": .text(arguments.text("carrier") ?? ""),
          "made_by": .text(work.actor.name), "made_at": .number(work.now.milliseconds),
        ])
      if arguments.text("tracking")?.isEmpty == false {
        try TrackingNumbers.add(arguments, to: .consolidation(id), called: "L-\(id)", role: .master, task)
      }
      return try Consolidations.change("openConsolidation", id, arguments, task, Consolidations.put(_:into:_:))
    },
    ActionDefinition(
      "addToConsolidation", on: "consolidations", [ActionField("parcels", .words, required: true)], right: .shipOrders,
      help: "Puts parcels (by their number or a tracking number) or smaller consolidations into an open one."
    ) { work, arguments in
      try Consolidations.change(
        "addToConsolidation", try arguments.subject(), arguments, FulfilmentWork(work), Consolidations.put(_:into:_:))
    },
    ActionDefinition(
      "takeFromConsolidation", on: "consolidations", [ActionField("parcels", .words, required: true)],
      right: .shipOrders, help: "Takes parcels or smaller consolidations out of an open one."
    ) { work, arguments in
      try Consolidations.change(
        "takeFromConsolidation", try arguments.subject(), arguments, FulfilmentWork(work),
        Consolidations.take(_:from:_:))
    },
    ActionDefinition(
      "closeConsolidation", on: "consolidations", right: .shipOrders,
      help: "Closes a consolidation: nothing more goes into it."
    ) { work, arguments in
      let unit = try Consolidations.load(try arguments.subject(), in: work.writer)
      if unit.isClosed { throw ActionRefusal.fulfilment(.consolidationClosed(unit.number)) }
      let inside = try work.writer.integer("SELECT COUNT(*) FROM consolidated WHERE consolidation_id = \(unit.id)")
      if inside == 0 { throw ActionRefusal.fulfilment(.nothingToDo(unit.number)) }
      let task = FulfilmentWork(work)
      try task.rows.update(.consolidations, unit.id, ["closed_at": .number(work.now.milliseconds)])
      try Consolidations.commit("closeConsolidation", unit.id, [], task)
      return unit.id
    },
    ActionDefinition(
      "reopenConsolidation", on: "consolidations", right: .shipOrders,
      help: "Opens a closed consolidation again."
    ) { work, arguments in
      let unit = try Consolidations.load(try arguments.subject(), in: work.writer)
      if !unit.isClosed { throw ActionRefusal.fulfilment(.consolidationOpen(unit.number)) }
      let task = FulfilmentWork(work)
      try task.rows.update(.consolidations, unit.id, ["closed_at": .null])
      try Consolidations.commit("reopenConsolidation", unit.id, [], task)
      return unit.id
    },
    ActionDefinition(
      "addMaster", on: "consolidations",
      [
        ActionField("tracking", .text(limit: 60), required: true), ActionField("carrier", .text(limit: 60)),
        ActionField("role", .choice(TrackingRole.allCases.map(\.rawValue))),
      ], right: .shipOrders,
      help: "Gives a consolidation a master number (MAWB, MBL): what is told of it is told of everything in it."
    ) { work, arguments in
      let unit = try Consolidations.load(try arguments.subject(), in: work.writer)
      let task = FulfilmentWork(work)
      try TrackingNumbers.add(arguments, to: .consolidation(unit.id), called: unit.number, role: .master, task)
      let parcels = Set(try Consolidations.parcels(in: unit.id, in: work.writer))
      try Consolidations.commit("addMaster", unit.id, parcels, task)
      return unit.id
    },
    ActionDefinition(
      "planConsolidationLeg", on: "consolidations", legFields, right: .shipOrders,
      help: "Writes down a part of a consolidation's way: who carries it, under which number, from when to when."
    ) { work, arguments in
      let unit = try Consolidations.load(try arguments.subject(), in: work.writer)
      let task = FulfilmentWork(work)
      try Legs.write(arguments, of: .consolidation(unit.id), task)
      for parcel in try Consolidations.parcels(in: unit.id, in: task.writer) {
        try Delays.stir(parcel, in: task.writer)
      }
      try Consolidations.commit("planConsolidationLeg", unit.id, [], task)
      return unit.id
    },
  ]
}

extension Consolidations {
  /// One of the things that go into a consolidation.
  private enum Member {
    case parcel(id: Int64, number: String)
    case unit(Unit)

    var number: String {
      switch self {
      case .parcel(_, let number): number
      case .unit(let unit): unit.number
      }
    }
  }

  /// By its own number, a consolidation's, or a tracking number that one parcel alone goes by.
  private static func member(_ name: String, in reader: any Reader) throws -> Member {
    let wanted = ASCIICapitals.raised(name)
    if let id = try reader.integer("SELECT id FROM consolidations WHERE number = \(wanted)") {
      return .unit(try load(id, in: reader))
    }
    let found = try reader.all(
      """
      SELECT id, number FROM parcels WHERE number = \(wanted)
      UNION
      SELECT p.id, p.number
      FROM tracking_numbers AS n
      JOIN number_links AS l ON l.number_id = n.id AND l.voided_at IS NULL
      JOIN parcels AS p ON p.id = l.parcel_id
      WHERE n.number_key = \(TrackingKey.of(name))
      """
    ) { (id: $0.integer(0), number: $0.text(1)) }
    guard found.count == 1, let parcel = found.first else {
      throw ActionRefusal.noSuchRecord(kind: "parcels", name)
    }
    return .parcel(id: parcel.id, number: parcel.number)
  }

  /// Where it stands: the row, and the consolidation.
  private static func place(of member: Member, in reader: any Reader) throws -> (row: Int64, unit: Int64)? {
    let own: SQL =
      switch member {
      case .parcel(let id, _): "parcel_id = \(id)"
      case .unit(let unit): "child_id = \(unit.id)"
      }
    return try reader.first("SELECT id, consolidation_id FROM consolidated WHERE \(own)") {
      (row: $0.integer(0), unit: $0.integer(1))
    }
  }

  /// - Returns: the parcels that it is about.
  static func put(_ name: String, into unit: Unit, _ task: FulfilmentWork) throws -> Set<Int64> {
    let member = try member(name, in: task.writer)
    if let place = try place(of: member, in: task.writer) {
      let number = try load(place.unit, in: task.writer).number
      throw ActionRefusal.fulfilment(.alreadyIn(member.number, consolidation: number))
    }
    var values: [String: Plain] = [
      "consolidation_id": .number(unit.id), "added_at": .number(task.now.milliseconds),
    ]
    switch member {
    case .parcel(let id, _):
      values["parcel_id"] = .number(id)
      try task.rows.insert(.consolidated, values)
      return [id]
    case .unit(let child):
      if try isWithin(unit.id, child.id, in: task.writer) {
        throw ActionRefusal.fulfilment(.goesInCircle(child.number, into: unit.number))
      }
      if !unit.form.takes(child.form) {
        throw ActionRefusal.fulfilment(.tooLargeFor(child.number, into: unit.number))
      }
      values["child_id"] = .number(child.id)
      try task.rows.insert(.consolidated, values)
      return Set(try parcels(in: child.id, in: task.writer))
    }
  }

  static func take(_ name: String, from unit: Unit, _ task: FulfilmentWork) throws -> Set<Int64> {
    let member = try member(name, in: task.writer)
    guard let place = try place(of: member, in: task.writer), place.unit == unit.id else {
      throw ActionRefusal.fulfilment(.notIn(member.number, consolidation: unit.number))
    }
    try task.rows.delete(.consolidated, place.row)
    switch member {
    case .parcel(let id, _): return [id]
    case .unit(let child): return Set(try parcels(in: child.id, in: task.writer))
    }
  }

  /// Puts each of the parcels named into an open one, or takes it out of it, and writes that down.
  static func change(
    _ action: String, _ id: Int64, _ arguments: ActionArguments, _ task: FulfilmentWork,
    _ body: (String, Unit, FulfilmentWork) throws -> Set<Int64>
  ) throws -> Int64 {
    var parcels: Set<Int64> = []
    let unit = try load(id, in: task.writer)
    if unit.isClosed { throw ActionRefusal.fulfilment(.consolidationClosed(unit.number)) }
    for name in arguments.words("parcels") { parcels.formUnion(try body(name, unit, task)) }
    try commit(action, id, parcels, task)
    return id
  }

  static func commit(_ action: String, _ id: Int64, _ parcels: Set<Int64>, _ task: FulfilmentWork) throws {
    for fulfilment in try TrackFolding.fulfilments(of: parcels, in: task.writer) { task.touch(fulfilment) }
    try Deliveries.follow(parcels, task)
    try task.commit(action, "consolidations", id)
  }
}
