/// All units of one order: of each line exactly what was ordered, in one state or another, whatever happens.
public struct OrderUnits: Hashable, Sendable {
  public let orderId: Int64
  public private(set) var units: [Allocation]

  public init(orderId: Int64, units: [Allocation]) {
    self.orderId = orderId
    self.units = units
  }

  public var isEmpty: Bool { units.isEmpty }

  /// Units of a state, of one line or of all.
  public func count(_ state: UnitState, line: Int64? = nil) -> Int64 {
    units.reduce(0) { $1.state == state && (line ?? $1.lineId) == $1.lineId ? $0 + $1.quantity : $0 }
  }

  /// Brings the units in line with what is ordered now: for more, stock is waited for; of fewer, those go first that
  /// nobody has reached yet. What has left the shelf stays what it is, to be put back.
  public mutating func cover(_ lines: [OrderLine]) {
    for line in lines {
      // What was mapped anew is another thing.
      drop(of: line.id) { $0.variantId != line.variantId }
      guard let variant = line.variantId, line.quantity > 0 else {
        drop(of: line.id)
        continue
      }
      let counting = units.reduce(0) { $1.lineId == line.id ? $0 + $1.quantity : $0 }
      if counting == 0 && line.fulfilledQuantity > 0 {
        // Shipped before the ledger knew of the order.
        add(line.id, variant, min(line.fulfilledQuantity, line.quantity), .shipped)
        add(line.id, variant, line.quantity - min(line.fulfilledQuantity, line.quantity), .backordered)
      } else if counting < line.quantity {
        add(line.id, variant, line.quantity - counting, .backordered)
      } else if counting > line.quantity {
        drop(counting - line.quantity, of: line.id)
      }
      callOff(line.cancelledQuantity, of: line.id)
    }
    let known = Set(lines.map(\.id))
    for unit in units where !known.contains(unit.lineId) { drop(of: unit.lineId) }
    gather()
  }

  /// What still waits for stock, as a question to the warehouses.
  public func wants(_ lines: [OrderLine]) -> [Routing.Want] {
    lines.compactMap { line in
      guard let variant = line.variantId else { return nil }
      let waiting = count(.backordered, line: line.id) + count(.pegged, line: line.id)
      return waiting > 0 ? .init(lineId: line.id, variantId: variant, sku: line.sku, quantity: waiting) : nil
    }
  }

  /// Promises the shares out of their warehouses' stock.
  public mutating func reserve(_ shares: [Routing.Share]) {
    for share in shares {
      var left = share.quantity
      for state in [UnitState.backordered, .pegged] where left > 0 {
        let taken = move(left, of: share.lineId, from: state) { unit in
          unit.state = .reserved
          unit.warehouseId = share.warehouseId
          unit.purchaseLineId = nil
        }
        left -= taken
      }
    }
    gather()
  }

  /// Gives back what is promised and not yet off the shelf.
  public mutating func release() {
    for index in units.indices where units[index].state == .reserved {
      units[index].state = .backordered
      units[index].warehouseId = nil
      units[index].fulfilmentId = nil
    }
    gather()
  }

  /// The order is off: what nobody has reached is given up.
  public mutating func cancel() {
    for index in units.indices {
      guard let next = try? units[index].state.after(.cancel) else { continue }
      units[index].state = next
      units[index].warehouseId = nil
      units[index].fulfilmentId = nil
      units[index].purchaseLineId = nil
    }
    gather()
  }

  /// The order is on again: what was given up waits for stock anew.
  public mutating func revive() {
    for index in units.indices where units[index].state == .cancelled { units[index].state = .backordered }
    gather()
  }

  /// Units of one state that go on to another, `limit` of them at most; how many went.
  @discardableResult
  public mutating func move(
    _ limit: Int64, of line: Int64? = nil, from state: UnitState, where fits: (Allocation) -> Bool = { _ in true },
    _ change: (inout Allocation) -> Void
  ) -> Int64 {
    var left = limit
    for index in units.indices where left > 0 && units[index].state == state && fits(units[index]) {
      if let line, units[index].lineId != line { continue }
      var moved = units[index]
      moved.quantity = min(left, moved.quantity)
      left -= moved.quantity
      units[index].quantity -= moved.quantity
      if units[index].quantity > 0 { moved.id = 0 }
      change(&moved)
      if units[index].quantity > 0 { units.append(moved) } else { units[index] = moved }
    }
    return limit - left
  }

  private mutating func add(_ line: Int64, _ variant: Int64, _ quantity: Int64, _ state: UnitState) {
    if quantity < 1 { return }
    units.append(
      Allocation(orderId: orderId, lineId: line, variantId: variant, quantity: quantity, state: state))
  }

  /// The same units, those that agree in everything in one row.
  public var gathered: OrderUnits {
    var units = self
    units.gather()
    return units
  }

  /// Brings the units that are called off to so many. Those that nobody has reached go first; what has left the shelf
  /// stays what it is until it is put back.
  private mutating func callOff(_ quantity: Int64, of line: Int64) {
    var more = quantity - count(.cancelled, line: line)
    if more < 0 { move(-more, of: line, from: .cancelled) { $0.state = .backordered } }
    for state in [UnitState.backordered, .pegged, .reserved] where more > 0 {
      more -= move(more, of: line, from: state) { unit in
        unit.state = .cancelled
        unit.warehouseId = nil
        unit.fulfilmentId = nil
        unit.purchaseLineId = nil
      }
    }
  }

  /// Units that are off the shelf and not wanted any more, by line: their goods are to be put back. Of an order that is
  /// off, of units that were called off, of lines that its channel took fewer units of, or took out.
  public func toPutBack(_ order: Order) -> [Int64: Int64] {
    var wanted: [Int64: Int64] = [:]
    let lines = Dictionary(order.lines.map { ($0.id, $0) }) { first, _ in first }
    for id in Set(units.map(\.lineId)) {
      let taken = count(.picked, line: id) + count(.packed, line: id)
      guard let line = lines[id], !order.isCalledOff else {
        if taken > 0 { wanted[id] = taken }
        continue
      }
      let excess = max(0, units.reduce(0) { $1.lineId == id ? $0 + $1.quantity : $0 } - line.quantity)
      let off = min(taken, line.cancelledQuantity - count(.cancelled, line: id) + excess)
      if off > 0 { wanted[id] = off }
    }
    return wanted
  }

  /// Goods went back to the shelf: their units are given up.
  public mutating func putBack(_ quantity: Int64, of line: Int64) {
    var left = quantity
    for state in [UnitState.picked, .packed] where left > 0 {
      left -= move(left, of: line, from: state) { unit in
        unit.state = .cancelled
        unit.warehouseId = nil
        unit.fulfilmentId = nil
      }
    }
    gather()
  }

  /// Goods that were sent have come back.
  public mutating func comeBack(_ quantity: Int64, of line: Int64) {
    move(quantity, of: line, from: .shipped) { $0.state = .returned }
    gather()
  }

  /// Takes units off that are not ordered any more, as far as they are still on the shelf.
  private mutating func drop(
    _ limit: Int64 = Int64.max, of line: Int64, where fits: (Allocation) -> Bool = { _ in true }
  ) {
    var left = limit
    for state in [UnitState.cancelled, .backordered, .pegged, .reserved] {
      for index in units.indices where units[index].lineId == line && units[index].state == state && fits(units[index])
      {
        let dropped = min(left, units[index].quantity)
        units[index].quantity -= dropped
        left -= dropped
      }
    }
  }

  /// Units that agree in everything are one row, under the oldest number.
  private mutating func gather() {
    var gathered: [Allocation] = []
    for unit in units where unit.quantity > 0 {
      let twin = gathered.firstIndex { other in
        var other = other
        (other.id, other.quantity) = (unit.id, unit.quantity)
        return other == unit
      }
      guard let twin else {
        gathered.append(unit)
        continue
      }
      gathered[twin].quantity += unit.quantity
      if gathered[twin].id == 0 { gathered[twin].id = unit.id }
    }
    units = gathered
  }
}

extension OrderUnits {
  /// As the journal keeps them, so that an undo puts them back: what they are, not under which number.
  public var plain: Plain {
    .list(
      units.sorted { OrderUnits.key($0).lexicographicallyPrecedes(OrderUnits.key($1)) }.map { unit in
        var map: [String: Plain] = [
          "line": .number(unit.lineId), "variant": .number(unit.variantId),
          "quantity": .number(unit.quantity), "state": .text(unit.state.rawValue),
        ]
        if let warehouse = unit.warehouseId { map["warehouse"] = .number(warehouse) }
        if let fulfilment = unit.fulfilmentId { map["fulfilment"] = .number(fulfilment) }
        if let purchase = unit.purchaseLineId { map["purchaseLine"] = .number(purchase) }
        return .map(map)
      })
  }

  private static func key(_ unit: Allocation) -> [Int64] {
    let state = UnitState.allCases.firstIndex(of: unit.state) ?? 0
    return [
      unit.lineId, unit.variantId, Int64(state), unit.warehouseId ?? 0, unit.fulfilmentId ?? 0,
      unit.purchaseLineId ?? 0, unit.quantity,
    ]
  }

  /// What `plain` once held; nil where the value is of another shape.
  public init?(orderId: Int64, plain: Plain) {
    guard let list = plain.list else { return nil }
    var units: [Allocation] = []
    for entry in list {
      guard let map = entry.map, let line = map["line"]?.number, let variant = map["variant"]?.number,
        let quantity = map["quantity"]?.number, let state = map["state"]?.text.flatMap(UnitState.init(rawValue:))
      else { return nil }
      units.append(
        Allocation(
          orderId: orderId, lineId: line, variantId: variant, quantity: quantity, state: state,
          warehouseId: map["warehouse"]?.number, fulfilmentId: map["fulfilment"]?.number,
          purchaseLineId: map["purchaseLine"]?.number))
    }
    self.init(orderId: orderId, units: units)
  }
}
