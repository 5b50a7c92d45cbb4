import Domain
import Store
import TestSupport
import Testing

/// Orders that are divided and joined: no unit and no cent is lost, and each line remembers where it came from.
@Suite struct SplittingTests {
  private func shop() throws -> (Shop, mug: Int64, cup: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let cup = try shop.variant(ofNew: "CUP")
    try shop.place("SZ", ["country": "CN"])
    try shop.receive(5, of: mug, at: "SZ")
    return (shop, mug, cup)
  }

  @Test func `Splitting keeps each unit's state and every cent, and its undo is exact`() throws {
    let (shop, mug, cup) = try shop()
    let order = try shop.sale("1", [("MUG", 3), ("CUP", 2)])
    try shop.perform("allocateOrder", order)
    #expect(try shop.units(order) == "backordered 2, reserved 3")
    let before = try shop.state(order, [mug, cup])
    let split = try shop.perform("splitOrder", order, fields: ["lines": "MUG*1,CUP*2"])
    let made = order + 1
    #expect(try shop.units(order) == "reserved 2")
    #expect(try shop.units(made) == "backordered 2, reserved 1")
    #expect(try shop.order(made)?.number == "SHOP-1/2")
    #expect(try shop.order(order)?.money.total == 2000)
    #expect(try shop.order(made)?.money.total == 3000)
    #expect(try shop.free(mug, "SZ") == 2)
    let links = try shop.store.connection.readNow { try OrderLinks.outOf(order, in: $0) }
    #expect(
      links.map { "\($0.number) \($0.sku) \($0.quantity) of \($0.sourceNumber)" } == [
        "SHOP-1/2 MUG 1 of SHOP-1", "SHOP-1/2 CUP 2 of SHOP-1",
      ])
    #expect(try shop.findings() == [])

    let undo = try shop.store.undo(entry: split.entry, as: shop.admin, now: shop.now)
    let left = difference(try shop.state(order, [mug, cup]), before)
    #expect(left == [])
    #expect(try shop.count("orders") == 1)
    #expect(try shop.findings() == [])
    // And the undo's undo divides it again, into the same order.
    _ = try shop.store.undo(entry: undo.undoEntry, as: shop.admin, now: shop.now)
    #expect(try shop.units(order) == "reserved 2")
    #expect(try shop.units(made) == "backordered 2, reserved 1")
    #expect(try shop.count("orders") == 2)
    #expect(try shop.findings() == [])
  }

  @Test func `An order that was split and touched since is not joined again by an undo`() throws {
    let (shop, _, _) = try shop()
    let order = try shop.sale("1", [("MUG", 2), ("CUP", 2)])
    let split = try shop.perform("splitOrder", order, fields: ["lines": "CUP*2"])
    try shop.perform("tagOrder", order + 1, fields: ["tag": "vip"])
    #expect(throws: ActionRefusal.self) { try shop.store.undo(entry: split.entry, as: shop.admin, now: shop.now) }
    #expect(try shop.count("orders") == 2)
    #expect(try shop.findings() == [])
  }

  @Test func `Merging moves lines, units and sums, and its undo is exact`() throws {
    let (shop, mug, cup) = try shop()
    let first = try shop.sale("1", [("MUG", 2)])
    let second = try shop.sale("2", [("MUG", 1), ("CUP", 1)])
    try shop.perform("allocateOrder", second)
    let before = try shop.state(first, [mug, cup]) + shop.state(second, [mug, cup])
    let merged = try shop.perform("mergeOrders", first, fields: ["with": "SHOP-2"])
    #expect(try shop.order(first)?.money.total == 4000)
    #expect(try shop.order(second)?.money.total == 0)
    #expect(try shop.order(second)?.status == .closed)
    #expect(try shop.units(first) == "backordered 3, reserved 1" || shop.units(first) == "backordered 1, reserved 1")
    #expect(try shop.findings() == [])
    #expect(throws: ActionRefusal.order(.noLines)) { try shop.perform("reopenOrder", second) }
    _ = try shop.store.undo(entry: merged.entry, as: shop.admin, now: shop.now)
    let left = difference(try shop.state(first, [mug, cup]) + shop.state(second, [mug, cup]), before)
    #expect(left == [])
    #expect(try shop.findings() == [])
  }

  @Test func `Orders that cannot be one parcel are not made one, and say why`() throws {
    let (shop, _, _) = try shop()
    let first = try shop.sale("1", [("MUG", 1)])
    let other = try shop.sale("2", [("MUG", 1)], country: "FR")
    #expect(throws: ActionRefusal.order(.differs(.address, "SHOP-1", "SHOP-2"))) {
      try shop.perform("mergeOrders", first, fields: ["with": "SHOP-2"])
    }
    var strangers = IncomingOrder.made("3", email: "bob@example.com", lines: [("MUG", 1, 1000)])
    strangers.shipTo?.name = "Bob"
    try shop.take([.order(strangers)])
    #expect(throws: ActionRefusal.order(.differs(.customer, "SHOP-1", "SHOP-3"))) {
      try shop.perform("mergeOrders", first, fields: ["with": "SHOP-3"])
    }
    var dear = IncomingOrder.made("4", lines: [("MUG", 1, 1000)])
    dear.currency = .yen
    try shop.take([.order(dear)])
    #expect(throws: ActionRefusal.order(.differs(.currency, "EUR", "JPY"))) {
      try shop.perform("mergeOrders", first, fields: ["with": "SHOP-4"])
    }
    try shop.perform("shipOrder", other)
    #expect(throws: ActionRefusal.order(.cannotSplit(.shipped))) {
      try shop.perform("mergeOrders", first, fields: ["with": "SHOP-2"])
    }
    #expect(throws: ActionRefusal.order(.cannotSplit(.everything))) {
      try shop.perform("splitOrder", first, fields: ["lines": "MUG*1"])
    }
  }

  @Test func `A file does not bring back what was split off, and makes somebody look`() throws {
    let (shop, _, _) = try shop()
    let order = try shop.sale("1", [("MUG", 2), ("CUP", 2)])
    try shop.perform("splitOrder", order, fields: ["lines": "CUP*2"])
    var again = IncomingOrder.made("1", revised: 9, lines: [("MUG", 2, 1000), ("CUP", 2, 1000)], raw: "again")
    again.linesAreComplete = true
    try shop.take([.order(again)])
    #expect(try shop.order(order)?.lines.count == 1)
    #expect(try shop.order(order)?.holds.map(\.reason) == [.other])
    #expect(try shop.findings() == [])
  }

  @Test func `Units are called off at every stage before they are sent, and wanted again`() throws {
    let (shop, mug, _) = try shop()
    let order = try shop.sale("1", [("MUG", 3), ("CUP", 1)])
    // Nobody was promised anything yet.
    try shop.perform("cancelUnits", order, fields: ["lines": "MUG*1"])
    #expect(try shop.units(order) == "")
    try shop.perform("allocateOrder", order)
    #expect(try shop.units(order) == "backordered 1, reserved 2, cancelled 1")
    let before = try shop.state(order, [mug])
    let off = try shop.perform("cancelUnits", order, fields: ["lines": "MUG*1"])
    #expect(try shop.units(order) == "backordered 1, reserved 1, cancelled 2")
    #expect(try shop.free(mug, "SZ") == 4)
    _ = try shop.store.undo(entry: off.entry, as: shop.admin, now: shop.now)
    #expect(difference(try shop.state(order, [mug]), before) == [])
    try shop.perform("restoreUnits", order, fields: ["lines": "MUG*1"])
    #expect(try shop.units(order) == "backordered 2, reserved 2")
    try shop.perform("shipPart", order, fields: ["lines": "MUG*2"])
    #expect(throws: ActionRefusal.order(.partlySent)) { try shop.perform("cancelOrder", order) }
    #expect(throws: ActionRefusal.order(.alreadySent(sku: "MUG", asked: 2, open: 1))) {
      try shop.perform("cancelUnits", order, fields: ["lines": "MUG*2"])
    }
    try shop.perform("cancelUnits", order, fields: ["lines": "MUG*1,CUP*1"])
    #expect(try shop.order(order)?.fulfilment == .shipped)
    #expect(try shop.findings() == [])
  }

  @Test func `The last unit that is called off takes the order with it`() throws {
    let (shop, mug, _) = try shop()
    let order = try shop.sale("1", [("MUG", 2)])
    try shop.perform("allocateOrder", order)
    try shop.perform("cancelUnits", order, fields: ["lines": "MUG*1"])
    let last = try shop.perform("cancelUnits", order, fields: ["lines": "MUG*1"])
    #expect(try shop.order(order)?.state == .cancelled)
    #expect(try shop.free(mug, "SZ") == 5)
    _ = try shop.store.undo(entry: last.entry, as: shop.admin, now: shop.now)
    #expect(try shop.units(order) == "reserved 1, cancelled 1")
    #expect(try shop.findings() == [])
  }

  @Test func `Goods that were taken for a cancelled order are asked back and put back`() throws {
    let (shop, mug, _) = try shop()
    try shop.place("SZ-A", in: "SZ")
    try shop.place("SZ-PACK", in: "SZ", ["use": "packing"])
    let order = try shop.sale("1", [("MUG", 2)])
    try shop.perform("allocateOrder", order)
    // As a picker leaves it: the goods in the packing place, the units off the shelf.
    try shop.perform("deallocateOrder", order)
    try shop.move(2, of: mug, from: "SZ", to: "SZ-PACK")
    try shop.tamper(
      """
      UPDATE allocations
      SET state = 'picked', warehouse_id = (SELECT id FROM locations WHERE code = 'SZ')
      WHERE order_id = \(order)
      """)
    #expect(throws: ActionRefusal.order(.goodsToPutBack(sku: "MUG", units: 2))) {
      try shop.perform("changeQuantity", order, fields: ["lines": "MUG*1"])
    }
    let off = try shop.perform("cancelOrder", order)
    #expect(try shop.units(order) == "picked 2")
    let back = try shop.perform("putBackGoods", order, fields: ["to": "SZ-A"])
    #expect(try shop.units(order) == "cancelled 2")
    #expect(try shop.there(mug, "SZ-A") == 2)
    #expect(throws: ActionRefusal.order(.notInWork)) { try shop.perform("putBackGoods", order, fields: ["to": "SZ-A"]) }
    _ = try shop.store.undo(entry: back.entry, as: shop.admin, now: shop.now)
    #expect(try shop.units(order) == "picked 2")
    #expect(try shop.there(mug, "SZ-PACK") == 2)
    _ = try shop.store.undo(entry: off.entry, as: shop.admin, now: shop.now)
    #expect(try shop.order(order)?.state == .open)
    #expect(try shop.units(order) == "picked 2")
    #expect(try shop.findings() == [])
  }

  @Test func `Another quantity changes what the line costs and what waits for stock`() throws {
    let (shop, mug, _) = try shop()
    let order = try shop.sale("1", [("MUG", 2), ("CUP", 1)])
    try shop.perform("allocateOrder", order)
    let changed = try shop.perform("changeQuantity", order, fields: ["lines": "MUG*4"])
    #expect(try shop.order(order)?.money.total == 5000)
    #expect(try shop.units(order) == "backordered 3, reserved 2")
    _ = try shop.store.undo(entry: changed.entry, as: shop.admin, now: shop.now)
    #expect(try shop.order(order)?.money.total == 3000)
    #expect(try shop.units(order) == "backordered 1, reserved 2")
    try shop.perform("changeQuantity", order, fields: ["lines": "MUG*1"])
    #expect(try shop.free(mug, "SZ") == 4)
    #expect(try shop.findings() == [])
  }
}
