internal import Domain

/// Units that are sold before they are there: each is pegged to the purchase's line that brings it, or is still to be
/// bought.
enum Pegging {
  /// Units that wait for a line.
  static func count(on line: Int64, in reader: any Reader) throws -> Int64 {
    try reader.integer(
      "SELECT SUM(quantity) FROM allocations WHERE purchase_line_id = \(line) AND state = 'pegged'") ?? 0
  }

  /// Whether the purchases bring what units of these orders are pegged to, beside what others are.
  static func isComing(_ units: [OrderUnits], beside now: [OrderUnits], in reader: any Reader) throws -> Bool {
    var more: [Int64: Int64] = [:]
    for (each, sign) in units.map({ ($0, Int64(1)) }) + now.map({ ($0, -1) }) {
      for unit in each.units where unit.state == .pegged {
        if let line = unit.purchaseLineId { more[line, default: 0] += sign * unit.quantity }
      }
    }
    for (line, quantity) in more where quantity > 0 {
      guard let purchase = try PurchaseTable.load(ofLine: line, in: reader), let brings = purchase.line(line),
        try count(on: line, in: reader) + quantity <= purchase.incoming(brings)
      else { return false }
    }
    return true
  }

  /// Units of a variant that are sold and still to be bought.
  static func toBuy(_ variant: Int64, in reader: any Reader) throws -> Int64 {
    try reader.integer(
      """
      SELECT SUM(quantity)
      FROM allocations
      WHERE variant_id = \(variant) AND state = 'pegged' AND purchase_line_id IS NULL
      """) ?? 0
  }

  /// What suppliers promise of a variant and nobody has been sold yet.
  static func free(_ variant: Int64, at now: Instant, in reader: any Reader) throws -> Int64 {
    let promised = try PromiseTable.promises(of: variant, in: reader)
      .reduce(Int64(0)) { $1.isLive(at: now) ? $0 + $1.quantity : $0 }
    return max(0, promised - (try toBuy(variant, in: reader)))
  }

  /// Orders with units of a variant that are pegged so, those first that are due first.
  private static func orders(_ condition: SQL, newestFirst: Bool, in reader: any Reader) throws -> [Int64] {
    let order: SQL = newestFirst ? "due DESC, o.id DESC" : "due, o.id"
    return try reader.all(
      """
      SELECT DISTINCT o.id, COALESCE(o.ship_by, o.deliver_by, o.placed_at) AS due
      FROM allocations AS a
      JOIN orders AS o ON o.id = a.order_id
      WHERE a.state = 'pegged' AND \(condition)
      ORDER BY \(order)
      """
    ) { $0.integer(0) }
  }

  /// Gives a purchase's lines the units that are still to be bought, as many as they bring.
  static func takeUp(_ change: inout SupplyChange, _ reader: any Reader) throws {
    for line in change.purchase.lines {
      var left = change.purchase.incoming(line) - (try count(on: line.id, in: reader))
      if left <= 0 { continue }
      let waiting = try orders(
        "a.variant_id = \(line.variantId) AND a.purchase_line_id IS NULL", newestFirst: false, in: reader)
      for order in waiting where left > 0 {
        var units = try change.units(of: order, in: reader)
        left -= units.move(left, from: .pegged) {
          $0.variantId == line.variantId && $0.purchaseLineId == nil
        } _: {
          $0.purchaseLineId = line.id
        }
        try change.change(units.gathered, in: reader)
      }
    }
  }

  /// Sends back to be bought what a purchase no longer brings: the orders that are due last.
  static func giveUp(_ change: inout SupplyChange, _ reader: any Reader) throws {
    for line in change.purchase.lines {
      let coming = change.purchase.incoming(line)
      let waiting = try waiting(for: line.id, change, reader)
      var left = waiting - coming
      if left <= 0 { continue }
      for order in try orders("a.purchase_line_id = \(line.id)", newestFirst: true, in: reader) where left > 0 {
        var units = try change.units(of: order, in: reader)
        left -= units.move(left, from: .pegged) {
          $0.purchaseLineId == line.id
        } _: {
          $0.purchaseLineId = nil
        }
        try change.change(units.gathered, in: reader)
      }
    }
  }

  /// What waits for a line, as far as this change has left it waiting.
  private static func waiting(for line: Int64, _ change: SupplyChange, _ reader: any Reader) throws -> Int64 {
    var waiting = try count(on: line, in: reader)
    for order in change.orders {
      func pegged(_ units: OrderUnits) -> Int64 {
        units.units.reduce(0) { $1.state == .pegged && $1.purchaseLineId == line ? $0 + $1.quantity : $0 }
      }
      waiting += pegged(try change.units(of: order, in: reader)) - pegged(try Allocating.units(of: order, in: reader))
    }
    return waiting
  }

  /// Promises units that went into stock to the orders that waited for them, those first that are due first; `nil`:
  /// they are not on a shelf yet, and the orders wait for them there.
  static func allocate(
    _ quantity: Int64, of line: Int64, in warehouse: Int64?, _ change: inout SupplyChange, _ work: Work
  )
    throws
  {
    var left = quantity
    for id in try orders("a.purchase_line_id = \(line)", newestFirst: false, in: work.writer) where left > 0 {
      guard let order = try OrderTable.load(id, in: work.writer), order.isToBeSent else { continue }
      var units = try change.units(of: id, in: work.writer)
      left -= units.move(left, from: .pegged) {
        $0.purchaseLineId == line
      } _: {
        $0.state = warehouse == nil ? .backordered : .reserved
        $0.warehouseId = warehouse
        $0.purchaseLineId = nil
      }
      try change.change(units.gathered, in: work.writer)
    }
  }
}
