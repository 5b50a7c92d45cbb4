import Domain
import Store
import Testing

/// The words that tests of stock speak.
extension Shop {
  @discardableResult
  func place(_ code: String, in warehouse: String? = nil, _ fields: [String: String] = [:]) throws -> Int64 {
    var fields = fields
    fields["code"] = code
    if let warehouse { fields["warehouse"] = warehouse }
    return try #require(try perform("createLocation", fields: fields).subject)
  }

  @discardableResult
  func receive(_ quantity: Int64, of variant: Int64, at place: String, _ fields: [String: String] = [:]) throws
    -> ActionResult
  {
    try perform(
      "receiveStock", variant,
      fields: fields.merging(["to": place, "quantity": String(quantity)]) { first, _ in first })
  }

  @discardableResult
  func move(_ quantity: Int64, of variant: Int64, from: String, to: String, _ fields: [String: String] = [:]) throws
    -> ActionResult
  {
    let named = ["from": from, "to": to, "quantity": String(quantity)]
    return try perform("moveStock", variant, fields: fields.merging(named) { first, _ in first })
  }

  func there(_ variant: Int64, _ code: String, lot: String? = nil) throws -> Int64 {
    try store.connection.readNow { reader in
      guard let place = try LocationTable.find(code: code, in: reader) else { return -1 }
      let lot = try lot.flatMap { try LotTable.find($0, of: variant, in: reader) }
      return try StockLedger.quantity(variant, place.id, lot?.id, in: reader)
    }
  }

  /// What the warehouse of this code can promise.
  func free(_ variant: Int64, _ code: String) throws -> Int64 {
    try store.connection.readNow { reader in
      guard let place = try LocationTable.find(code: code, in: reader) else { return -1 }
      return try StockFigures.availability(of: variant, at: self.now, in: reader)[place.id]?.free ?? 0
    }
  }

  /// `reserved 2, backordered 1`, in the states' order.
  func units(_ order: Int64) throws -> String {
    let units = try store.connection.readNow { try AllocationTable.units(of: order, in: $0) }
    return UnitState.allCases.compactMap { state in
      let count = units.reduce(0) { $1.state == state ? $0 + $1.quantity : $0 }
      return count == 0 ? nil : "\(state.rawValue) \(count)"
    }.joined(separator: ", ")
  }

  /// An order that is paid, of these SKUs of ours.
  func sale(_ id: String, _ lines: [(String, Int64)], country: String = "DE") throws -> Int64 {
    var order = IncomingOrder.made(id, lines: lines.map { ($0.0, $0.1, 1000) }, raw: "\(id) \(lines)")
    order.shipTo?.country = country
    for outcome in try take([.order(order)]) {
      if case .imported(let id) = outcome { return id }
      if case .updated(let id) = outcome { return id }
    }
    return 0
  }
}
