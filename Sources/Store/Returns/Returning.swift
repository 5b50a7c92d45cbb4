internal import Domain

/// Goods on their way back: what is asked for, comes in and is put away, with the ledger's lines and the order's units.
enum Returning {
  static func order(_ work: Work, _ id: Int64) throws -> Order {
    guard let order = try OrderTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "orders", String(id))
    }
    if try OrderTable.isWithdrawn(id, in: work.writer) {
      throw ActionRefusal.withdrawn(kind: "orders", order.number)
    }
    return order
  }

  static func load(_ work: Work, _ arguments: ActionArguments) throws -> Return {
    let id = try arguments.subject()
    guard let found = try ReturnTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "returns", String(id))
    }
    return found
  }

  // MARK: - Asking

  static func request(_ work: Work, _ arguments: ActionArguments) throws -> Int64? {
    let order = try order(work, try arguments.subject())
    let words = arguments.words("lines")
    let left = try withBuyer(order, work.writer)
    let counts =
      words.isEmpty
      ? order.lines.compactMap { line in
        (left[line.id] ?? 0) > 0 ? LineCount(position: line.position, quantity: left[line.id] ?? 0) : nil
      } : try EnteredLines.counts(words, of: order, left: { left[$0.id] ?? 0 })
    if counts.isEmpty { throw ActionRefusal.returns(.nothingToReturn(order: order.number)) }
    let id = try ReturnTable.nextId(in: work.writer)
    var made = Return(
      id: id, number: "RMA-\(id)", orderId: order.id, reason: arguments.choice("reason") ?? .other,
      requestedAt: work.now, tracking: arguments.text("tracking") ?? "", note: arguments.text("note") ?? "")
    for count in counts {
      guard let line = order.lines.first(where: { $0.position == count.position }) else {
        throw ActionRefusal.returns(.noSuchLine("#\(count.position)"))
      }
      if count.quantity < 1 || count.quantity > OrderLine.quantityLimit {
        throw ActionRefusal.returns(.badQuantity(count.quantity))
      }
      if let known = made.lines.firstIndex(where: { $0.lineId == line.id }) {
        made.lines[known].announced += count.quantity
      } else {
        made.lines.append(
          ReturnLine(
            lineId: line.id, variantId: line.variantId, sku: RecordSku.of(line), announced: count.quantity))
      }
    }
    if try arguments.flag("authorised") == true {
      made = try refusing { () throws(ReturnRefusal) in try made.after(.authorise) }
      made.authorisedAt = work.now
    }
    try ReturnTable.insert(made, work)
    try work.append(
      action: "requestReturn", kind: "returns", subject: id, changes: made.changes(since: nil))
    return order.id
  }

  /// Units of each line that the buyer has and no return has announced.
  static func withBuyer(_ order: Order, _ reader: any Reader) throws -> [Int64: Int64] {
    let left = try reader.all(
      "SELECT id, \(ReturnTable.shippedUnits) - returned_quantity FROM order_lines WHERE order_id = \(order.id)"
    ) { ($0.integer(0), max(0, $0.integer(1))) }
    return Dictionary(left) { first, _ in first }
  }

  // MARK: - Coming in

  static func receive(_ work: Work, _ arguments: ActionArguments) throws -> Int64? {
    let old = try load(work, arguments)
    let counts = try counts(arguments, of: old) { max(0, $0.announced - $0.received) }
    let order = try order(work, old.orderId)
    let place = try returnsPlace(old, arguments, work)
    var changed = try refusing { () throws(ReturnRefusal) in try old.received(counts, at: place.id, now: work.now) }
    if let condition: ReturnCondition = arguments.choice("condition") {
      for count in counts {
        let sku = old.lines.first { $0.lineId == count.lineId }?.sku ?? ""
        changed = changed.finding(
          ReturnFinding(
            lineId: count.lineId, code: sku, lot: arguments.text("lot") ?? "", condition: condition,
            quantity: count.quantity))
      }
    }
    try changed.save(was: old, action: "receiveReturn", undoes: nil, isWithdrawn: false, in: work)
    let head = work.nextSeq - 1
    let moves = try moves(counts, of: changed, arguments, work) { line, variant, lot in
      StockMove(
        variantId: variant, lotId: lot, quantity: line.quantity, from: LocationTable.customer, to: place.id,
        reason: .customerReturn)
    }
    try StockLedger.add(moves, entry: head, in: work)
    try work.beside(head) { try bringUnitsBack(counts, of: order, work) }
    return old.id
  }

  /// The order's units came back; when all of them have, so has the order.
  private static func bringUnitsBack(_ counts: [Return.Count], of old: Order, _ work: Work) throws {
    let before = try Allocating.units(of: old.id, in: work.writer)
    var after = before
    for count in counts { after.comeBack(count.quantity, of: count.lineId) }
    if after != before { try Allocating.save(after, over: before, work) }
    var order = old
    if [.shipped, .delivered].contains(order.fulfilment), try isAllBack(order, work.writer) {
      do {
        order = try order.after(FulfilmentEvent.comeBack)
      } catch {
        throw ActionRefusal.order(error)
      }
    }
    if order != old {
      try order.save(was: old, action: "receiveReturn", undoes: nil, isWithdrawn: false, in: work)
    } else {
      try work.append(action: "receiveReturn", kind: "orders", subject: old.id, changes: [])
    }
  }

  private static func isAllBack(_ order: Order, _ reader: any Reader) throws -> Bool {
    let received = try reader.integer(
      """
      SELECT CAST(COALESCE(SUM(return_lines.received), 0) AS BIGINT)
      FROM returns
      JOIN return_lines ON return_lines.return_id = returns.id
      WHERE returns.order_id = \(order.id)
      """)
    return (received ?? 0) >= order.lines.reduce(0) { $0 + max(0, $1.quantity - $1.cancelledQuantity) }
  }

  /// Where goods wait until somebody has looked at them: the place named, else where the first of them stand, else the
  /// returns' bin of the warehouse that the goods went out from, else of the first one that has such a bin.
  private static func returnsPlace(
    _ known: Return, _ arguments: ActionArguments, _ work: Work
  ) throws -> Location {
    if let code = arguments.text("to"), !code.isEmpty {
      let place = try LocationTable.named(code, in: work.writer)
      if let first = known.placeId, first != place.id {
        throw ActionRefusal.badField(
          "to", found: code, expected: .known([try RecordNumber.of("locations", first, in: work.writer)]))
      }
      if place.isClosed { throw ActionRefusal.stock(.closedLocation(place.code)) }
      if !place.type.isOwn { throw ActionRefusal.stock(.mirror(place.code)) }
      if place.isSellable { throw ActionRefusal.returns(.noReturnsPlace) }
      return place
    }
    return try usualPlace(known, in: work.writer)
  }

  /// Where goods of a return wait where nobody names a place.
  static func usualPlace(_ known: Return, in reader: any Reader) throws -> Location {
    if let id = known.placeId, let place = try LocationTable.load(id, in: reader) { return place }
    let sender = try reader.integer(
      """
      SELECT warehouse_id
      FROM allocations
      WHERE order_id = \(known.orderId) AND state IN ('shipped', 'returned') AND warehouse_id IS NOT NULL
      ORDER BY id
      LIMIT 1
      """)
    let found = try reader.integer(
      """
      SELECT id
      FROM locations
      WHERE use = 'returns' AND closed = 0 AND kind IN ('domestic', 'bonded', 'overseas', 'thirdParty')
      ORDER BY CASE WHEN warehouse_id = \(sender ?? 0) THEN 0 ELSE 1 END, sequence, code_key
      LIMIT 1
      """)
    guard let place = try found.flatMap({ try LocationTable.load($0, in: reader) }) else {
      throw ActionRefusal.returns(.noReturnsPlace)
    }
    return place
  }

  // MARK: - Going on

  static func putAway(_ work: Work, _ arguments: ActionArguments) throws -> Int64? {
    let old = try load(work, arguments)
    guard let goods: ReturnGoods = arguments.choice("goods") else { throw ActionRefusal.missingField("goods") }
    let counts = try counts(arguments, of: old) { $0.left(for: goods) }
    if old.reception == .leftWithBuyer { throw ActionRefusal.returns(.nothingToPutAway(old.number)) }
    var changed = try refusing { () throws(ReturnRefusal) in try old.putAway(counts, as: goods) }
    guard let from = old.placeId else { throw ActionRefusal.returns(.nothingToPutAway(old.number)) }
    let (to, reason) = try target(goods, arguments, work)
    try changed.save(was: old, action: "putAwayReturn", undoes: nil, isWithdrawn: false, in: work)
    let head = work.nextSeq - 1
    let moves = try moves(counts, of: changed, arguments, work) { line, variant, lot in
      StockMove(variantId: variant, lotId: lot, quantity: line.quantity, from: from, to: to, reason: reason)
    }
    try StockLedger.add(moves, entry: head, in: work)
    return old.id
  }

  private static func target(_ goods: ReturnGoods, _ arguments: ActionArguments, _ work: Work) throws
    -> (Int64, MoveReason)
  {
    switch goods {
    case .supplier: return (LocationTable.supplier, .supplierReturn)
    case .scrap: return (LocationTable.loss, .scrap)
    case .sendBack: return (LocationTable.customer, .shipment)
    case .restock, .refurbish:
      guard let code = arguments.text("to"), !code.isEmpty else { throw ActionRefusal.missingField("to") }
      let place = try LocationTable.named(code, in: work.writer)
      if place.isClosed { throw ActionRefusal.stock(.closedLocation(place.code)) }
      if !place.type.isOwn { throw ActionRefusal.stock(.mirror(place.code)) }
      if place.isSellable != (goods == .restock) {
        throw ActionRefusal.badField(
          "to", found: code,
          expected: goods == .restock ? .placeToSellFrom : .placeToKeepFromSale)
      }
      return (place.id, goods == .restock ? .putAway : .relocation)
    }
  }

  /// The ledger's lines of units; what stands for no SKU of ours has none.
  private static func moves(
    _ counts: [Return.Count], of known: Return, _ arguments: ActionArguments, _ work: Work,
    _ move: (Return.Count, Int64, Int64?) -> StockMove
  ) throws -> [StockMove] {
    try counts.compactMap { count in
      guard let variant = known.lines.first(where: { $0.lineId == count.lineId })?.variantId else { return nil }
      var lot: Int64?
      if let code = arguments.text("lot"), !code.isEmpty {
        guard let known = try LotTable.find(code, of: variant, in: work.writer) else {
          throw ActionRefusal.noSuchRecord(kind: "lots", code)
        }
        lot = known.id
      }
      return move(count, variant, lot)
    }
  }

  /// Units as somebody names them, `SKU*COUNT` or `#LINE*COUNT` as the return lists its lines; all of them where nobody
  /// does.
  static func counts(_ arguments: ActionArguments, of known: Return, all: (ReturnLine) -> Int64) throws
    -> [Return.Count]
  {
    let words = arguments.words("lines")
    if words.isEmpty {
      return known.lines.compactMap { line in
        all(line) > 0 ? Return.Count(lineId: line.lineId, quantity: all(line)) : nil
      }
    }
    var counts: [Return.Count] = []
    for word in words {
      let (name, count) = try ActionArguments.counted(word, field: "lines")
      let line: ReturnLine?
      if name.hasPrefix("#") {
        let position = Int(name.dropFirst()) ?? 0
        line = known.lines.indices.contains(position - 1) ? known.lines[position - 1] : nil
      } else {
        let own = known.lines.filter { FoldedText.fold($0.sku) == FoldedText.fold(name) }
        line = own.first { all($0) >= count } ?? own.first
      }
      guard let line else { throw ActionRefusal.returns(.noSuchLine(name)) }
      if let index = counts.firstIndex(where: { $0.lineId == line.lineId }) {
        counts[index].quantity += count
      } else {
        counts.append(Return.Count(lineId: line.lineId, quantity: count))
      }
    }
    return counts
  }

  /// A refusal of the domain as the action's.
  static func refusing<T>(_ body: () throws(ReturnRefusal) -> T) throws -> T {
    do {
      return try body()
    } catch {
      throw ActionRefusal.returns(error)
    }
  }
}

/// What a line is called: its SKU, or what its channel calls it.
enum RecordSku {
  static func of(_ line: OrderLine) -> String {
    line.sku.isEmpty ? (line.listingId.isEmpty ? line.title : line.listingId) : line.sku
  }
}
