internal import Domain

extension ActionTable {
  /// Places, what stands in them, and what of it is promised to orders.
  static let stockActions: [ActionDefinition] = locationActions + moveActions + lotActions + allocationActions

  private static let ownKinds = LocationKind.allCases.filter(\.isOwn).map(\.rawValue)

  private static let locationFields = [
    ActionField("name", .text(limit: 100)), ActionField("use", .choice(BinUse.allCases.map(\.rawValue))),
    ActionField("sequence", .number), ActionField("country", .text(limit: 2)), ActionField("shipsTo", .words),
    ActionField("priority", .number),
  ]

  private static let locationActions: [ActionDefinition] = [
    ActionDefinition(
      "createLocation", on: "locations",
      [
        ActionField("code", .text(limit: 40), required: true, isCode: true),
        ActionField("kind", .choice(ownKinds + [LocationKind.fba.rawValue])),
        ActionField("role", .choice(LocationRole.allCases.map(\.rawValue))),
        ActionField("warehouse", .record(kind: "locations")),
      ] + locationFields,
      right: .manageStock, creates: true,
      help: "Adds a warehouse, or a zone or bin to one; a bin's code is what is printed on its shelf."
    ) { work, arguments in try create(work, arguments) },
    ActionDefinition(
      "editLocation", on: "locations", [ActionField("code", .text(limit: 40), isCode: true)] + locationFields,
      right: .manageStock,
      help: "Changes a place: its code, use, way in the walk, country, where it sends to, priority."
    ) { work, arguments in
      try change(Location.self, "editLocation", work, arguments) { place in
        if let code = arguments.text("code") { place.code = try freshCode(code, but: place.id, work) }
        try take(arguments, into: &place)
      }
    },
    ActionDefinition(
      "closeLocation", on: "locations", right: .manageStock,
      help: "Closes a place: nothing is picked from it or put into it, and what stands there is promised to nobody."
    ) { work, arguments in
      try change(Location.self, "closeLocation", work, arguments) { place in
        try refuseOutside(place)
        place.isClosed = true
      }
    },
    ActionDefinition(
      "openLocation", on: "locations", right: .manageStock, help: "Opens a closed place again."
    ) { work, arguments in
      try change(Location.self, "openLocation", work, arguments) { $0.isClosed = false }
    },
  ]

  private static func create(_ work: Work, _ arguments: ActionArguments) throws -> Int64? {
    let code = try freshCode(arguments.text("code") ?? "", but: nil, work)
    let warehouse = try arguments.text("warehouse").flatMap { $0.isEmpty ? nil : $0 }
      .map { try LocationTable.named($0, in: work.writer) }
    if let warehouse { try refuseOutside(warehouse) }
    let id = try GivenIds.next("locations", kind: "locations", in: work.writer)
    var place = Location(
      id: id, code: code, type: warehouse?.type ?? arguments.choice("kind") ?? .domestic,
      role: arguments.choice("role") ?? (warehouse == nil ? .warehouse : .bin),
      warehouseId: warehouse?.warehouseId, country: warehouse?.country)
    if warehouse == nil && place.role != .warehouse { throw ActionRefusal.missingField("warehouse") }
    try take(arguments, into: &place)
    try LocationTable.insert(place, in: work.writer)
    try work.append(
      action: "createLocation", kind: "locations", subject: id,
      changes: [FieldChange(field: "code", before: .null, after: .text(code))])
    return id
  }

  /// Codes are printed and scanned: no blanks, and none that is taken.
  private static func freshCode(_ code: String, but id: Int64?, _ work: Work) throws -> String {
    if code.isEmpty || code.contains(where: { $0.isWhitespace || $0 == "," }) {
      throw ActionRefusal.badField("code", found: code, expected: .code)
    }
    if let taken = try LocationTable.find(code: code, in: work.writer), taken.id != id {
      throw ActionRefusal.badField("code", found: code, expected: .notTaken(.placeCode))
    }
    return code
  }

  private static func take(_ arguments: ActionArguments, into place: inout Location) throws {
    if let name = arguments.text("name") { place.name = name }
    if let use: BinUse = arguments.choice("use") { place.use = use }
    if let sequence = try arguments.number("sequence") { place.sequence = sequence }
    if let country = arguments.text("country") {
      place.country = country.isEmpty ? nil : try self.country("country", country)
    }
    if arguments.text("shipsTo") != nil {
      place.shipsTo = try arguments.words("shipsTo").map { try self.country("shipsTo", $0) }
    }
    if let priority = try arguments.number("priority") { place.priority = priority }
  }

  private static func country(_ field: String, _ text: String) throws -> String {
    guard let code = Countries.code(text) else {
      throw ActionRefusal.badField(field, found: text, expected: .country(example: "DE"))
    }
    return code
  }

  private static func refuseOutside(_ place: Location) throws {
    if !place.type.isOwn { throw ActionRefusal.stock(.mirror(place.code)) }
  }

  private static let lotActions: [ActionDefinition] =
    LotEvent.allCases.map { event in
      ActionDefinition(
        "\(event.rawValue)Lot", on: "lots", right: .manageStock,
        help: event == .approve ? "Lets a lot be sold again." : "Takes a lot out of sale: \(event.rawValue)."
      ) { work, arguments in
        try change(Lot.self, "\(event.rawValue)Lot", work, arguments) { lot in
          guard let next = lot.status.after(event) else {
            throw ActionRefusal.stock(
              .transition(
                from: lot.status.rawValue, event: event.rawValue,
                fits: (LotStatus.transitions[lot.status] ?? [:]).keys.map(\.rawValue).sorted()))
          }
          lot.status = next
        }
      }
    } + [
      ActionDefinition(
        "editLot", on: "lots", [ActionField("expires", .date)], right: .manageStock,
        help: "Corrects the day on which a lot goes off; an empty one: it does not."
      ) { work, arguments in
        try change(Lot.self, "editLot", work, arguments) { lot in
          guard let text = arguments.text("expires") else { throw ActionRefusal.missingField("expires") }
          lot.expiresAt = text.isEmpty ? nil : try arguments.date("expires", now: work.now)
        }
      }
    ]

  private static let allocationActions: [ActionDefinition] = [
    ActionDefinition(
      "allocateOrder", on: "orders",
      [ActionField("warehouse", .record(kind: "locations")), ActionField("split", .flag)], right: .allocateStock,
      help: "Promises stock to an order: out of one warehouse where one has all, else out of as few as there can be; "
        + "what nobody has waits."
    ) { work, arguments in
      let order = try order(work, arguments)
      let warehouse = try arguments.text("warehouse").flatMap { $0.isEmpty ? nil : $0 }
        .map { try LocationTable.named($0, in: work.writer) }
      try Allocating.allocate(
        order, from: warehouse, maySplit: try arguments.flag("split") ?? true, work)
      return order.id
    },
    ActionDefinition(
      "deallocateOrder", on: "orders", right: .allocateStock,
      help: "Gives back the stock that is promised to an order, as far as it is still on the shelf."
    ) { work, arguments in
      let order = try order(work, arguments)
      try Allocating.release(order, work)
      return order.id
    },
  ]

  private static func order(_ work: Work, _ arguments: ActionArguments) throws -> Order {
    let id = try arguments.subject()
    guard let order = try OrderTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "orders", String(id))
    }
    if try OrderTable.isWithdrawn(id, in: work.writer) {
      throw ActionRefusal.withdrawn(kind: "orders", order.number)
    }
    return order
  }
}
