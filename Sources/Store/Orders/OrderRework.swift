internal import Domain

extension ActionTable {
  /// What is called off, changed, divided and joined after an order came in.
  static let orderRework: [ActionDefinition] = [
    orderAction(
      "cancelUnits", [ActionField("lines", .words, required: true)], right: .cancelOrders, reach: .shop,
      help:
        "Calls off units of an order that were not sent: SKU*COUNT or #LINE*COUNT, divided by commas. Goods that are "
        + "off the shelf are to be put back; its channel is told.",
      topic: "channel.unitsCancelled"
    ) { order, work, arguments in
      order = try order.callingOff(
        try EnteredLines.counts(arguments.words("lines"), of: order, left: order.openUnits), at: work.now)
    },
    orderAction(
      "restoreUnits", [ActionField("lines", .words, required: true)], right: .cancelOrders, reach: .shop,
      help: "Wants units again that were called off: SKU*COUNT or #LINE*COUNT, divided by commas."
    ) { order, _, arguments in
      order = try order.wantingAgain(
        try EnteredLines.counts(arguments.words("lines"), of: order, left: \.cancelledQuantity))
    },
    orderAction(
      "changeQuantity", [ActionField("lines", .words, required: true)], right: .editOrders, reach: .shop,
      help: "Changes how many units of lines are ordered, with what they cost: SKU*COUNT or #LINE*COUNT."
    ) { order, work, arguments in
      for count in try EnteredLines.counts(arguments.words("lines"), of: order, left: \.quantity) {
        try refuseTaken(count, order, work)
        order = try order.ordering(count.quantity, of: count.position)
      }
    },
    ActionDefinition(
      "splitOrder", on: "orders", [ActionField("lines", .words, required: true)], right: .editOrders,
      help:
        "Puts units of an order that was not sent into an order of their own, with their share of every sum and the "
        + "stock that is promised to them: SKU*COUNT or #LINE*COUNT, divided by commas."
    ) { work, arguments in
      let order = try Returning.order(work, try arguments.subject())
      let counts = try EnteredLines.counts(arguments.words("lines"), of: order)
      _ = try Splitting.split(order, counts, action: "splitOrder", work)
      return order.id
    },
    ActionDefinition(
      "mergeOrders", on: "orders", [ActionField("with", .text(limit: 60), required: true)], right: .editOrders,
      help:
        "Moves all lines of another order of the same buyer, address and currency into this one; the other is closed "
        + "and remembered."
    ) { work, arguments in
      let order = try Returning.order(work, try arguments.subject())
      let other = try Splitting.named(arguments.text("with") ?? "", work)
      try Splitting.merge(order, with: other, work)
      return order.id
    },
    ActionDefinition(
      "putBackGoods", on: "orders",
      [
        ActionField("to", .record(kind: "locations"), required: true),
        ActionField("from", .record(kind: "locations")), ActionField("lines", .words),
        ActionField("lot", .text(limit: 60)),
      ], right: .moveStock,
      help: "Puts goods back onto the shelf that were taken for an order and are called off; out of the packing place "
        + "where none is named."
    ) { work, arguments in
      let order = try Returning.order(work, try arguments.subject())
      try PuttingBack.putBack(order, arguments, work)
      return order.id
    },
  ]

  /// Units that somebody has in their hands are not ordered less without being put back.
  private static func refuseTaken(_ count: LineCount, _ order: Order, _ work: Work) throws {
    guard let line = order.lines.first(where: { $0.position == count.position }), count.quantity < line.quantity else {
      return
    }
    let units = try Allocating.units(of: order.id, in: work.writer)
    let taken = units.count(.picked, line: line.id) + units.count(.packed, line: line.id)
    if count.quantity < taken + line.cancelledQuantity + line.fulfilledQuantity {
      throw OrderRefusal.goodsToPutBack(sku: RecordSku.of(line), units: taken)
    }
  }
}

/// Goods that were taken for units which nobody wants any more.
enum PuttingBack {
  static func putBack(_ order: Order, _ arguments: ActionArguments, _ work: Work) throws {
    let before = try Allocating.units(of: order.id, in: work.writer)
    let asked = before.toPutBack(order)
    let words = arguments.words("lines")
    var counts = asked
    if !words.isEmpty {
      counts = [:]
      for count in try EnteredLines.counts(words, of: order, left: { asked[$0.id] ?? 0 }) {
        guard let line = order.lines.first(where: { $0.position == count.position }) else {
          throw ActionRefusal.order(.noSuchLine("#\(count.position)"))
        }
        counts[line.id, default: 0] += count.quantity
      }
    }
    if counts.isEmpty { throw ActionRefusal.order(.notInWork) }
    // What was fetched for a wave goes back by a walk, which knows out of which parcel and to which shelf.
    if before.units.contains(where: {
      counts[$0.lineId] != nil && $0.fulfilmentId != nil && [.picked, .packed].contains($0.state)
    }) {
      throw ActionRefusal.order(.cannotSplit(.inWork))
    }
    let to = try LocationTable.named(arguments.text("to") ?? "", in: work.writer)
    if to.isClosed { throw ActionRefusal.stock(.closedLocation(to.code)) }
    if !to.type.isOwn { throw ActionRefusal.stock(.mirror(to.code)) }
    var after = before
    var moves: [StockMove] = []
    for (line, quantity) in counts.sorted(by: { $0.key < $1.key }) {
      let left = asked[line] ?? 0
      let known = order.lines.first { $0.id == line }
      if quantity < 1 || quantity > left {
        throw ActionRefusal.returns(
          .tooMany(sku: known.map(RecordSku.of) ?? "", asked: quantity, left: left))
      }
      guard let unit = before.units.first(where: { $0.lineId == line && [.picked, .packed].contains($0.state) }) else {
        continue
      }
      var lot: Int64?
      if let code = arguments.text("lot"), !code.isEmpty {
        lot = try LotTable.find(code, of: unit.variantId, in: work.writer)?.id
      }
      let from = try packingPlace(of: unit, lot, quantity, arguments, work)
      moves.append(
        StockMove(
          variantId: unit.variantId, lotId: lot, quantity: quantity, from: from, to: to.id, reason: .putBack))
      after.putBack(quantity, of: line)
    }
    try Allocating.save(after, over: before, work)
    let entry = try work.append(action: "putBackGoods", kind: "orders", subject: order.id, changes: [])
    try StockLedger.add(moves, entry: entry, in: work)
  }

  /// Where the goods stand: the place named, else a packing place of their warehouse that has them.
  private static func packingPlace(
    of unit: Allocation, _ lot: Int64?, _ quantity: Int64, _ arguments: ActionArguments, _ work: Work
  ) throws -> Int64 {
    if let code = arguments.text("from"), !code.isEmpty { return try LocationTable.named(code, in: work.writer).id }
    let found = try work.writer.integer(
      """
      SELECT locations.id
      FROM locations
      JOIN quants ON quants.location_id = locations.id
      WHERE locations.use = 'packing' AND locations.warehouse_id = \(unit.warehouseId ?? 0)
        AND quants.variant_id = \(unit.variantId) AND quants.lot_id = \(lot ?? 0) AND quants.quantity >= \(quantity)
      ORDER BY locations.sequence, locations.code_key
      LIMIT 1
      """)
    guard let found else { throw ActionRefusal.missingField("from") }
    return found
  }
}
