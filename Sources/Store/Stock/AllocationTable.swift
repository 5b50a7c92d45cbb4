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

  /// Puts an order's units to these: rows that say the same stay, what differs is written, what is gone is taken out.
  static func replace(_ old: [Allocation], with new: [Allocation], in writer: any Writer) throws {
    var left = old
    var changed: [Allocation] = []
    for unit in new {
      let same = left.firstIndex { row in
        var row = row
        row.id = unit.id
        return row == unit
      }
      if let same { left.remove(at: same) } else { changed.append(unit) }
    }
    for var unit in changed {
      guard let index = left.firstIndex(where: { $0.id == unit.id }) ?? left.indices.first else {
        unit.id = 0
        try insert(unit, in: writer)
        continue
      }
      unit.id = left.remove(at: index).id
      try update(unit, in: writer)
    }
    for unit in left { try writer.run("DELETE FROM allocations WHERE id = ?", [.integer(unit.id)]) }
  }

  private static func update(_ unit: Allocation, in writer: any Writer) throws {
    try writer.run(
      """
      UPDATE allocations
      SET line_id = ?, variant_id = ?, quantity = ?, state = ?, warehouse_id = ?, fulfilment_id = ?,
        purchase_line_id = ?
      WHERE id = ?
      """,
      [
        .integer(unit.lineId), .integer(unit.variantId), .integer(unit.quantity), .text(unit.state.rawValue),
        SQLValue(unit.warehouseId), SQLValue(unit.fulfilmentId), SQLValue(unit.purchaseLineId), .integer(unit.id),
      ])
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
