public import Domain

/// Units of orders in the store: whole, by order.
public enum AllocationTable {
  public static func units(of order: Int64, in reader: any Reader) throws -> [Allocation] {
    try reader.all(
      """
      SELECT id, order_id, line_id, variant_id, quantity, state, warehouse_id, fulfilment_id, purchase_line_id
      FROM allocations
      WHERE order_id = \(order)
      ORDER BY line_id, id
      """, Allocation.init(row:))
  }

  static func insert(_ unit: Allocation, in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO allocations (id, order_id, line_id, variant_id, quantity, state, warehouse_id, fulfilment_id,
        purchase_line_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        unit.id == 0 ? .null : .integer(unit.id), .integer(unit.orderId), .integer(unit.lineId),
        .integer(unit.variantId), .integer(unit.quantity), .text(unit.state.rawValue), SQLValue(unit.warehouseId),
        SQLValue(unit.fulfilmentId), SQLValue(unit.purchaseLineId),
      ])
  }

  /// Puts an order's units to these: what differs is written, what is gone is taken out.
  static func replace(_ old: [Allocation], with new: [Allocation], in writer: any Writer) throws {
    let kept = Dictionary(new.filter { $0.id != 0 }.map { ($0.id, $0) }) { first, _ in first }
    for unit in old {
      guard let now = kept[unit.id] else {
        try writer.run("DELETE FROM allocations WHERE id = ?", [.integer(unit.id)])
        continue
      }
      if now == unit { continue }
      try writer.run(
        """
        UPDATE allocations
        SET line_id = ?, variant_id = ?, quantity = ?, state = ?, warehouse_id = ?, fulfilment_id = ?,
          purchase_line_id = ?
        WHERE id = ?
        """,
        [
          .integer(now.lineId), .integer(now.variantId), .integer(now.quantity), .text(now.state.rawValue),
          SQLValue(now.warehouseId), SQLValue(now.fulfilmentId), SQLValue(now.purchaseLineId), .integer(now.id),
        ])
    }
    let known = Set(old.map(\.id))
    for unit in new where unit.id == 0 || !known.contains(unit.id) { try insert(unit, in: writer) }
  }
}

extension Allocation {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), orderId: row.integer(1), lineId: row.integer(2), variantId: row.integer(3),
      quantity: row.integer(4), state: UnitState(rawValue: row.text(5)) ?? .backordered,
      warehouseId: row.optionalInteger(6), fulfilmentId: row.optionalInteger(7), purchaseLineId: row.optionalInteger(8))
  }
}
