import Domain
import Store
import TestSupport
import Testing

/// Stock for all that wait for it, and the answer why an order comes from where it does.
@Suite struct AllocationRunTests {
  private func shop() throws -> (Shop, mug: Int64, cup: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let cup = try shop.variant(ofNew: "CUP")
    try shop.place("SZ", ["country": "CN"])
    try shop.place("DE", ["country": "DE", "kind": "overseas", "shipsTo": "DE,FR"])
    return (shop, mug, cup)
  }

  private func due(_ shop: Shop, _ id: String, _ sku: String, _ quantity: Int64, days: Int64) throws -> Int64 {
    var order = IncomingOrder.made(id, lines: [(sku, quantity, 1000)], raw: id)
    order.shipBy = shop.now.adding(milliseconds: days * 86_400_000)
    try shop.take([.order(order)])
    return try #require(try shop.store.connection.readNow { try Views.find("SHOP-\(id)", kind: .orders, in: $0) }.first)
  }

  @Test func `A run serves those first that have to leave first, and the next one goes on`() throws {
    let (shop, mug, _) = try shop()
    try shop.receive(3, of: mug, at: "SZ")
    let late = try due(shop, "1", "MUG", 2, days: 9)
    let soon = try due(shop, "2", "MUG", 2, days: 1)
    let unmapped = try due(shop, "3", "???", 1, days: 1)
    let report = try shop.store.allocateWaiting(as: shop.admin, now: shop.now)
    #expect([report.served, report.partly, report.waiting, report.refused] == [1, 1, 0, 1])
    #expect(try shop.units(soon) == "reserved 2")
    #expect(try shop.units(late) == "backordered 1, reserved 1")
    #expect(try shop.units(unmapped) == "")

    // Only who still waits is asked again.
    let again = try shop.store.allocateWaiting(as: shop.admin, now: shop.now)
    #expect([again.served, again.partly, again.waiting, again.refused] == [0, 0, 1, 1])
    try shop.receive(5, of: mug, at: "DE")
    #expect(try shop.store.allocateWaiting(as: shop.admin, now: shop.now).served == 1)
    #expect(try shop.units(late) == "reserved 2")
    #expect(try shop.findings() == [])
    let entry = try shop.store.connection.readNow { reader in
      try JournalTable.history(kind: "orders", subject: late, in: reader).first?.seq
    }
    _ = try shop.store.undo(entry: entry, as: shop.admin, now: shop.now)
    #expect(try shop.units(late) == "backordered 1, reserved 1")
  }

  @Test func `Who may not promise stock cannot begin a run, and a run can be stopped`() throws {
    let (shop, mug, _) = try shop()
    try shop.receive(3, of: mug, at: "SZ")
    _ = try due(shop, "1", "MUG", 2, days: 9)
    let picker = Domain.Actor(name: "ada", rights: Domain.Role.picker.rights)
    #expect(throws: ActionRefusal.self) { try shop.store.allocateWaiting(as: picker, now: shop.now) }
    #expect(try shop.store.allocateWaiting(as: shop.admin, now: shop.now) { _ in false }.judged == 1)
  }

  @Test func `What was partly sent before the ledger knew of it waits for the rest alone`() throws {
    let (shop, mug, _) = try shop()
    try shop.receive(9, of: mug, at: "SZ")
    var order = IncomingOrder.made("1", lines: [("MUG", 5, 1000)], raw: "1")
    order.fulfilment = .partlyShipped
    order.lines[0].fulfilledQuantity = 2
    try shop.take([.order(order)])
    try shop.perform("allocateOrder", 1)
    #expect(try shop.units(1) == "reserved 3, shipped 2")
    #expect(try shop.findings() == [])
  }

  @Test func `What came back is not promised anything`() throws {
    let (shop, mug, _) = try shop()
    try shop.receive(9, of: mug, at: "SZ")
    var order = IncomingOrder.made("1", lines: [("MUG", 5, 1000)], raw: "1")
    order.fulfilment = .returned
    try shop.take([.order(order)])
    #expect(throws: ActionRefusal.stock(.notPaid(order: "SHOP-1"))) { try shop.perform("allocateOrder", 1) }
    #expect(try shop.store.allocateWaiting(as: shop.admin, now: shop.now).judged == 0)
  }

  @Test func `Every warehouse says why it gives what it gives, as if the order had nothing yet`() throws {
    let (shop, mug, cup) = try shop()
    try shop.receive(2, of: mug, at: "DE")
    try shop.receive(9, of: mug, at: "SZ")
    try shop.receive(1, of: cup, at: "SZ")
    let id = try shop.sale("1", [("MUG", 2)])
    try shop.perform("allocateOrder", id)
    func stock() throws -> OrderStock? {
      try shop.store.connection.readNow { reader in
        try OrderTable.load(id, in: reader).flatMap { try OrderStock(of: $0, at: shop.now, in: reader) }
      }
    }
    let now = try #require(try stock())
    #expect(now.chosen == ["DE"])
    #expect(now.routing.verdicts.map(\.code) == ["DE", "SZ"])
    #expect(now.routing.verdicts.map(\.verdict) == [.wholeOrder, .notNeeded(instead: "DE")])
    #expect(now.offers(of: mug).map { "\($0.warehouse) \($0.free)" } == ["SZ 9"])
    #expect(now.offers(of: cup) == [])
    try shop.perform("cancelOrder", id)
    #expect(try stock() == nil)
  }
}

/// Units of an order whose lines come to stand for something else.
@Suite struct MappedUnitsTests {
  @Test func `What is mapped anew gives the wrong thing back and waits for the right one, by undo too`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let cup = try shop.variant(ofNew: "CUP")
    try shop.place("SZ")
    try shop.receive(5, of: mug, at: "SZ")
    try shop.receive(5, of: cup, at: "SZ")
    let account = try shop.account().id
    try shop.perform("mapSku", account, fields: ["sku": "X", "to": "MUG"])
    let order = try shop.sale("1", [("X", 2)])
    let other = try shop.sale("2", [("X", 1)])
    try shop.perform("allocateOrder", order)
    let mapped = try shop.perform("mapSku", account, fields: ["sku": "X", "to": "CUP"])

    #expect(try shop.units(order) == "backordered 2")
    #expect(try shop.units(other) == "")
    #expect(try shop.free(mug, "SZ") == 5)
    #expect(try shop.findings() == [])
    let told = try shop.store.connection.readNow { try JournalTable.history(kind: "orders", subject: order, in: $0)[0] }
    #expect(told.action == "mapLines" && told.changes.map(\.field) == ["units"])
    try shop.perform("allocateOrder", order)
    #expect(try shop.free(cup, "SZ") == 3)

    // It goes back with what it followed from, and not by itself.
    #expect(throws: ActionRefusal.notUndoable(action: "mapLines")) {
      try shop.store.undo(entry: told.seq, as: shop.admin, now: shop.now)
    }
    _ = try shop.store.undo(entry: mapped.entry, as: shop.admin, now: shop.now)
    #expect(try shop.units(order) == "backordered 2")
    #expect(try shop.free(cup, "SZ") == 5)
    try shop.perform("allocateOrder", order)
    #expect(try shop.free(mug, "SZ") == 3)
    #expect(try shop.findings() == [])
  }

  @Test func `A cancelled order stays given up whatever its lines stand for`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    _ = try shop.variant(ofNew: "CUP")
    try shop.place("SZ")
    try shop.receive(5, of: mug, at: "SZ")
    let account = try shop.account().id
    try shop.perform("mapSku", account, fields: ["sku": "X", "to": "MUG"])
    let order = try shop.sale("1", [("X", 2)])
    try shop.perform("allocateOrder", order)
    try shop.perform("cancelOrder", order)
    try shop.perform("mapSku", account, fields: ["sku": "X", "to": "CUP"])
    #expect(try shop.units(order) == "cancelled 2")
    #expect(try shop.findings() == [])
  }

  @Test func `Lines judged in later turns bring their units in line as well`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    _ = try shop.variant(ofNew: "CUP")
    try shop.place("SZ")
    try shop.receive(400, of: mug, at: "SZ")
    let account = try shop.account().id
    try shop.perform("mapSku", account, fields: ["sku": "X", "to": "MUG"])
    let orders = try (1...300).map { try shop.sale("\($0)", [("X", 1)]) }
    for order in [orders[0], orders[299]] { try shop.perform("allocateOrder", order) }
    try shop.perform("mapSku", account, fields: ["sku": "X", "to": "CUP"])
    #expect(try shop.units(orders[0]) == "backordered 1")
    #expect(try shop.units(orders[299]) == "backordered 1")
    #expect(try shop.free(mug, "SZ") == 400)
    #expect(try shop.findings() == [])
  }
}
