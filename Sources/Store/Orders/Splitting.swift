public import Domain

/// Orders that are divided and joined: lines with their numbers, units with their states and sums go from one to the
/// other in one transaction, and every line remembers the order that its channel knows it by.
enum Splitting {
  static func named(_ number: String, _ work: Work) throws -> Order {
    let found = try Views.find(number, kind: .orders, in: work.writer)
    guard let id = found.first else { throw ActionRefusal.noSuchRecord(kind: "orders", number) }
    if found.count > 1 {
      throw ActionRefusal.ambiguous(
        kind: "orders", number, fits: try found.map { try RecordNumber.of("orders", $0, in: work.writer) })
    }
    return try Returning.order(work, id)
  }

  /// The new order's number.
  @discardableResult
  static func split(_ order: Order, _ counts: [LineCount], action: String, _ work: Work) throws -> Int64 {
    try refuseRefunded(order, work)
    let part = try refusing { () throws(OrderRefusal) in try order.split(counts) }
    var (rest, made) = (part.rest, order)
    made.id = try Counter.next("orders", in: work.writer)
    made.externalId = try freeNumber(after: order, in: work.writer)
    made.number = String(order.number.dropLast(order.externalId.count)) + made.externalId
    made.version = 1
    made.lines = part.lines
    made.money = part.money
    made.fulfilment = order.fulfilment
    let before = try Allocating.units(of: order.id, in: work.writer)
    var cutter = TermCutter()
    let words = OrderWords.words(made, cards: try OrderWords.cards(of: made, in: work.writer), cutter: &cutter)
    try OrderTable.insert(
      made, OrderSources(newest: RevisionStamp(revisedAt: work.now, contentHash: 0)), words: words, in: work)
    if let customer = made.customerId { try CustomerTable.countOrder(of: customer, by: 1, in: work.writer) }
    made.lines = try OrderTable.lines(of: made.id, in: work.writer)
    let (kept, gone) = try divide(before, part, into: made)
    if !before.isEmpty {
      try Allocating.save(OrderUnits(orderId: order.id, units: []), over: before, work)
      work.unitsToRestore[order.id] = kept
    }
    try rest.save(was: order, action: action, undoes: nil, isWithdrawn: false, in: work)
    let head = work.nextSeq - 1
    try work.beside(head) {
      if !gone.isEmpty { try Allocating.save(gone, over: OrderUnits(orderId: made.id, units: []), work) }
      try work.append(
        action: action, kind: "orders", subject: made.id,
        changes: [
          FieldChange(field: "status", before: .null, after: .text(made.status.rawValue)),
          FieldChange(field: "splitFrom", before: .null, after: .text(order.number)),
        ]
          + (made.lines.isEmpty
            ? [] : [FieldChange(field: "lines", before: .null, after: made.snapshot["lines"] ?? .null)]))
    }
    return made.id
  }

  /// Units go where their line goes; of a line that is divided those go first that wait for stock.
  /// Units that a wave has stay with the order that they are fetched and packed for.
  private static func divide(_ units: OrderUnits, _ part: Order.Part, into made: Order) throws
    -> (OrderUnits, OrderUnits)
  {
    var kept = units
    var gone: [Allocation] = []
    for (old, count) in part.units.sorted(by: { $0.key < $1.key }) {
      guard let source = part.rest.lines.first(where: { $0.id == old }) else {
        // The whole line.
        if units.units.contains(where: { $0.lineId == old && $0.fulfilmentId != nil }) {
          throw ActionRefusal.order(.cannotSplit(.inWork))
        }
        for unit in units.units where unit.lineId == old { gone.append(moved(unit, to: made, line: old)) }
        kept = OrderUnits(orderId: kept.orderId, units: kept.units.filter { $0.lineId != old })
        continue
      }
      guard
        let line = made.lines.first(where: {
          $0.source == (source.source ?? LineSource(orderId: units.orderId, position: position(of: old, in: part)))
            && $0.sku == source.sku
        })
      else { continue }
      var left = count
      for state in [UnitState.backordered, .pegged, .reserved, .picked, .packed, .cancelled] where left > 0 {
        var taken: [Allocation] = []
        left -= kept.move(left, of: old, from: state, where: { $0.fulfilmentId == nil }) { unit in
          taken.append(unit)
          unit.quantity = 0
        }
        gone += taken.map { moved($0, to: made, line: line.id) }
      }
      if left > 0, kept.units.contains(where: { $0.lineId == old && $0.fulfilmentId != nil }) {
        throw ActionRefusal.order(.cannotSplit(.inWork))
      }
      kept = OrderUnits(orderId: kept.orderId, units: kept.units.filter { $0.quantity > 0 })
    }
    return (kept, OrderUnits(orderId: made.id, units: gone))
  }

  private static func position(of line: Int64, in part: Order.Part) -> Int { part.positions[line] ?? 0 }

  private static func moved(_ unit: Allocation, to order: Order, line: Int64) -> Allocation {
    var unit = unit
    (unit.id, unit.orderId, unit.lineId) = (0, order.id, line)
    return unit
  }

  static func merge(_ order: Order, with other: Order, _ work: Work) throws {
    if order.id == other.id { throw ActionRefusal.order(.unchanged) }
    for each in [order, other] {
      try refuseRefunded(each, work)
      if try work.writer.integer("SELECT COUNT(*) FROM returns WHERE order_id = \(each.id)") != 0 {
        throw ActionRefusal.order(.cannotSplit(.shipped))
      }
    }
    var (whole, empty) = try refusing { () throws(OrderRefusal) in try order.merged(with: other) }
    let (own, others) = (
      try Allocating.units(of: order.id, in: work.writer), try Allocating.units(of: other.id, in: work.writer)
    )
    if others.units.contains(where: { $0.fulfilmentId != nil }) { throw ActionRefusal.order(.cannotSplit(.inWork)) }
    if !others.isEmpty {
      try Allocating.save(OrderUnits(orderId: other.id, units: []), over: others, work)
      if !own.isEmpty { try Allocating.save(OrderUnits(orderId: order.id, units: []), over: own, work) }
      work.unitsToRestore[order.id] = OrderUnits(
        orderId: order.id, units: own.units + others.units.map { moved($0, to: order, line: $0.lineId) })
    }
    try whole.save(was: order, action: "mergeOrders", undoes: nil, isWithdrawn: false, in: work)
    let head = work.nextSeq - 1
    try work.beside(head) {
      work.changesBeside[other.id] = [
        FieldChange(field: "mergedInto", before: .null, after: .text(order.number))
      ]
      try empty.save(was: other, action: "mergeOrders", undoes: nil, isWithdrawn: false, in: work)
    }
  }

  private static func refuseRefunded(_ order: Order, _ work: Work) throws {
    if try RefundTable.refunded(of: order.id, in: work.writer) != 0 {
      throw ActionRefusal.order(.cannotSplit(.refunded))
    }
  }

  /// `902-1/2`, or the next that nobody has.
  private static func freeNumber(after order: Order, in reader: any Reader) throws -> String {
    for index in 2...10_000 {
      let number = "\(order.externalId)/\(index)"
      let taken = try reader.integer(
        "SELECT COUNT(*) FROM orders WHERE account_id = \(order.accountId) AND external_id = \(number)")
      if taken == 0 { return number }
    }
    throw ActionRefusal.order(.cannotSplit(.nothing))
  }

  static func refusing<T>(_ body: () throws(OrderRefusal) -> T) throws -> T {
    do {
      return try body()
    } catch {
      throw ActionRefusal.order(error)
    }
  }
}

/// Where an order's lines came from, and where lines of it went to.
public enum OrderLinks {
  public struct Link: Hashable, Sendable {
    /// The order that has the line now.
    public var order: Int64
    public var number: String
    public var line: Int64
    /// The order that the channel knows the line by, and its place there.
    public var source: LineSource
    public var sourceNumber: String
    public var sku: String
    public var quantity: Int64
  }

  /// Lines of an order that came from others.
  public static func into(_ order: Int64, in reader: any Reader) throws -> [Link] {
    try links("l.order_id = \(order) AND l.source_order_id IS NOT NULL", in: reader)
  }

  /// Lines of an order that are in others now.
  public static func outOf(_ order: Int64, in reader: any Reader) throws -> [Link] {
    try links("l.source_order_id = \(order)", in: reader)
  }

  /// Whether an order's lines were divided or joined by people here, so that a file no longer says which there are.
  static func concern(_ order: Int64, in reader: any Reader) throws -> Bool {
    try reader.integer(
      """
      SELECT (SELECT COUNT(*) FROM order_lines WHERE source_order_id = \(order))
        + (SELECT COUNT(*) FROM order_lines WHERE order_id = \(order) AND source_order_id IS NOT NULL)
      """) ?? 0 != 0
  }

  private static func links(_ condition: SQL, in reader: any Reader) throws -> [Link] {
    try reader.all(
      """
      SELECT l.order_id, o.number, l.id, l.source_order_id, l.source_position, s.number, l.sku, l.quantity
      FROM order_lines AS l
      JOIN orders AS o ON o.id = l.order_id
      JOIN orders AS s ON s.id = l.source_order_id
      WHERE \(condition) AND o.place_key IS NOT NULL
      ORDER BY l.order_id, l.position
      """
    ) { row in
      Link(
        order: row.integer(0), number: row.text(1), line: row.integer(2),
        source: LineSource(orderId: row.integer(3), position: Int(row.integer(4))), sourceNumber: row.text(5),
        sku: row.text(6), quantity: row.integer(7))
    }
  }
}
