import Domain
import Store
import TestSupport
import Testing

extension Shop {
  /// The stocked warehouse with a table to pack at, and enough of what two orders want.
  func setUpPacking() throws {
    try stockUp()
    try perform("createLocation", nil, ["code": "SZ-PACK", "warehouse": "SZ", "use": "packing", "sequence": "90"])
    for sku in ["MUG-4", "MUG-7"] {
      try perform("receiveStock", try id(sku, .variants), ["to": "SZ-A-01", "quantity": "30"])
    }
  }

  /// Goes a walk from shelf to shelf, as its screen asks.
  func pick(_ run: Int64) throws {
    var desk = try RunDesk(store, run: run, as: admin, token: "gun", now: Shop.now)
    for _ in 0..<60 where !desk.isDone {
      guard let event = desk.step.obvious else { break }
      _ = try desk.take(event, now: Shop.now)
    }
    #expect(desk.isDone)
  }

  /// Two warehouses with bins, goods in them, a lot on hold, and an order that is promised what there is of it.
  func stockUp() throws {
    try perform("createLocation", nil, ["code": "SZ", "name": "Shenzhen", "country": "CN"])
    try perform("createLocation", nil, ["code": "SZ-A-01", "warehouse": "SZ", "sequence": "10"])
    try perform("createLocation", nil, ["code": "SZ-QC", "warehouse": "SZ", "use": "quality"])
    try perform(
      "createLocation", nil, ["code": "HH", "name": "Hamburg", "kind": "overseas", "country": "DE", "shipsTo": "DE,FR"])
    let mug = try id("MUG-5", .variants)
    try receive(12, mug, "SZ-A-01", ["opening": "yes"])
    try receive(5, mug, "SZ-A-01", ["lot": "L-2609", "expires": "2027-03-01"])
    try receive(3, mug, "HH")
    try perform("moveStock", mug, ["from": "SZ-A-01", "to": "SZ-QC", "quantity": "4"])
    let lot = try store.connection.readNow { try LotTable.find("L-2609", of: mug, in: $0)?.id }
    try perform("holdLot", lot)
    try perform("countStock", mug, ["at": "HH", "counted": "2", "reason": "damaged"])
    try receive(1, try id("MUG-6", .variants), "SZ")
    try perform("allocateOrder", try id("SHOP-1058"))
  }

  private func receive(_ quantity: Int, _ variant: Int64, _ place: String, _ fields: [String: String] = [:]) throws {
    let named = ["to": place, "quantity": String(quantity)]
    try perform("receiveStock", variant, fields.merging(named) { first, _ in first })
  }

  func there(_ sku: String, _ code: String) throws -> Int64 {
    let variant = try id(sku, .variants)
    let place = try id(code, .locations)
    return try store.connection.readNow { try StockLedger.quantity(variant, place, in: $0) }
  }
}
