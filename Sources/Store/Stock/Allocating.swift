internal import Domain

/// Units of orders and the stock that is promised to them: checked and written in one transaction.
enum Allocating {
  static let field = "units"

  static func units(of order: Int64, in reader: any Reader) throws -> OrderUnits {
    OrderUnits(orderId: order, units: try AllocationTable.units(of: order, in: reader))
  }

  /// Promises what an order waits for out of the warehouses' stock.
  static func allocate(_ order: Order, from warehouse: Location?, maySplit: Bool, _ work: Work) throws {
    if order.state == .cancelled { throw ActionRefusal.stock(.cancelled(order: order.number)) }
    if !order.isToBeSent { throw ActionRefusal.stock(.notPaid(order: order.number)) }
    if let line = order.lines.first(where: { $0.variantId == nil && $0.quantity > 0 }) {
      throw ActionRefusal.stock(.unmappedLine(order: order.number, sku: line.sku))
    }
    let before = try units(of: order.id, in: work.writer)
    var after = before
    after.cover(order.lines)
    let wants = after.wants(order.lines)
    if wants.isEmpty { throw ActionRefusal.stock(.nothingToAllocate(order: order.number)) }
    let routing = try route(
      wants, to: order.country, from: warehouse, wishes: order.routes, maySplit: maySplit, at: work.now, work.writer)
    after.reserve(routing.shares)
    if after == before { throw ActionRefusal.stock(.nothingFree(order: order.number)) }
    try save(after, over: before, work)
    try append("allocateOrder", order.id, work)
  }

  /// Asks the warehouses; reading only.
  static func route(
    _ wants: [Routing.Want], to country: String?, from warehouse: Location?, wishes: [RouteWish] = [], maySplit: Bool,
    at now: Instant, _ reader: any Reader
  ) throws -> Routing {
    let places = try warehouse.map { [$0] } ?? LocationTable.warehouses(in: reader)
    var free: [Int64: [Int64: Int64]] = [:]
    for variant in Set(wants.map(\.variantId)) {
      for (place, figures) in try StockFigures.availability(of: variant, at: now, in: reader) {
        free[place, default: [:]][variant] = figures.free
      }
    }
    let offers = places.map { Routing.Offer(warehouse: $0, free: free[$0.id] ?? [:]) }
    // Who names a warehouse means it.
    return Routing(wants, to: country, offers: offers, wishes: warehouse == nil ? wishes : [], maySplit: maySplit)
  }

  /// Gives back what is promised to an order and still on the shelf.
  static func release(_ order: Order, _ work: Work) throws {
    let before = try units(of: order.id, in: work.writer)
    if before.count(.reserved) == 0 { throw ActionRefusal.stock(.nothingAllocated(order: order.number)) }
    var after = before
    after.release()
    try save(after, over: before, work)
    try append("deallocateOrder", order.id, work)
  }

  /// Brings the units in line with an order that has changed: lines that came or went, an agreement that is off or on
  /// again. An order that nothing was ever promised to has none.
  static func follow(_ order: Order, was old: Order, _ work: Work) throws {
    let wasOff = old.wantsNothing
    let isOff = order.wantsNothing
    let restored = work.unitsToRestore[order.id]
    let isAsBefore = wasOff == isOff && order.fulfilment == old.fulfilment && order.lines == old.lines
    if isAsBefore && restored == nil { return }
    let before = try units(of: order.id, in: work.writer)
    if before.isEmpty && restored?.isEmpty != false { return }
    var after = before
    if wasOff && !isOff { after.revive() }
    let lines = try OrderTable.lines(of: order.id, in: work.writer)
    after.cover(lines)
    if let restored = work.unitsToRestore.removeValue(forKey: order.id),
      try isThere([restored], beside: [before], coming: work.goodsComing, at: work.now, in: work.writer)
    {
      after = restored
    } else {
      try SentElsewhere.follow(order, lines, &after, work)
      if isOff { after.cancel() }
    }
    if after == before { return }
    try save(after, over: before, work)
  }

  /// Brings the units of orders in line whose lines stand for something else now: what was promised of the wrong thing
  /// is given back, and the right one is waited for.
  static func followMapping(_ work: Work) throws {
    if work.mappedOrders.isEmpty { return }
    let orders = work.mappedOrders.sorted { $0.key < $1.key }
    work.mappedOrders = [:]
    let batch = work.batch
    defer { work.batch = batch }
    for (id, entry) in orders {
      guard let order = try OrderTable.load(id, in: work.writer) else { continue }
      let before = try units(of: id, in: work.writer)
      var after = before
      after.cover(order.lines)
      if order.wantsNothing { after.cancel() }
      if after == before { continue }
      try save(after, over: before, work)
      // Never by itself: it goes back with what it follows from.
      work.batch = entry ?? batch ?? work.entries.first
      try append("mapLines", id, work)
    }
  }

  /// Whether the stock that units are promised is there beside what others are promised.
  static func isThere(_ units: OrderUnits, beside now: OrderUnits, at time: Instant, in reader: any Reader) throws
    -> Bool
  {
    try isThere([units], beside: [now], at: time, in: reader)
  }

  /// The same of several orders together, where units go from one to another; `coming`: goods that are put on their
  /// shelves with them.
  static func isThere(
    _ units: [OrderUnits], beside now: [OrderUnits], coming: [Place: Int64] = [:], at time: Instant,
    in reader: any Reader
  ) throws -> Bool {
    var more: [Place: Int64] = [:]
    for (each, sign) in units.map({ ($0, Int64(1)) }) + now.map({ ($0, -1) }) {
      for unit in each.units where unit.state.reserves {
        guard let warehouse = unit.warehouseId else { continue }
        more[Place(variant: unit.variantId, warehouse: warehouse), default: 0] += sign * unit.quantity
      }
    }
    for (place, quantity) in more where quantity > 0 {
      let free = try StockFigures.unpromised(place.variant, in: place.warehouse, at: time, reader)
      if free + (coming[place] ?? 0) < quantity { return false }
    }
    return try Pegging.isComing(units, beside: now, in: reader)
  }

  /// Where a warehouse has something.
  struct Place: Hashable {
    var variant: Int64
    var warehouse: Int64
  }

  static func save(_ after: OrderUnits, over before: OrderUnits, _ work: Work) throws {
    work.touchedStock.formUnion((before.units + after.units).map(\.variantId))
    try AllocationTable.replace(before.units, with: after.units, in: work.writer)
    // With the numbers that the rows were given.
    let written = try units(of: after.orderId, in: work.writer)
    let first = work.unitChanges[after.orderId]?.before ?? before.plain
    work.unitChanges[after.orderId] = FieldChange(field: field, before: first, after: written.plain)
    let fulfilments = Set((before.units + written.units).compactMap(\.fulfilmentId))
    try Fulfilling.settle(fulfilments, in: work.writer)
  }

  private static func append(_ action: String, _ order: Int64, _ work: Work) throws {
    try work.append(action: action, kind: "orders", subject: order, changes: [])
  }
}

extension Order {
  /// Whether its goods are to be sent: agreed, and paid as far as the shop asks for.
  var isToBeSent: Bool {
    state == .open && [.paid, .partlyRefunded, .authorised].contains(payment)
      && [.unfulfilled, .processing, .partlyShipped].contains(fulfilment)
  }
}

extension Undo {
  /// Puts an order's units back to before an entry that changed nothing else; what stands in the way instead.
  static func revertUnits(_ entry: JournalEntry, _ order: Order, _ work: Work) throws -> [FieldChange] {
    guard let change = entry.changes.first(where: { $0.field == Allocating.field }) else { return [] }
    let now = try Allocating.units(of: order.id, in: work.writer)
    if now.plain != change.after { return [FieldChange(field: change.field, before: change.after, after: now.plain)] }
    guard let earlier = OrderUnits(orderId: order.id, plain: change.before),
      try Allocating.isThere(earlier, beside: now, at: work.now, in: work.writer)
    else { return [FieldChange(field: change.field, before: change.before, after: now.plain)] }
    try Allocating.save(earlier, over: now, work)
    try work.append(action: "undo", kind: "orders", subject: order.id, changes: [], undoes: entry.seq)
    return []
  }
}
