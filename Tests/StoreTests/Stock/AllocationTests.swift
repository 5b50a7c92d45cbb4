import Domain
import Store
import TestSupport
import Testing

/// Stock that is promised to orders: never more than there is, and never forgotten.
@Suite struct AllocationTests {
  private func shop() throws -> (Shop, mug: Int64, cup: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let cup = try shop.variant(ofNew: "CUP")
    try shop.place("SZ", ["country": "CN"])
    try shop.place("DE", ["country": "DE", "kind": "overseas"])
    return (shop, mug, cup)
  }

  @Test func `An order takes what is there and waits for the rest`() throws {
    let (shop, mug, cup) = try shop()
    try shop.receive(3, of: mug, at: "SZ")
    try shop.receive(1, of: cup, at: "DE")
    let order = try shop.sale("1", [("MUG", 2), ("CUP", 3)])

    try shop.perform("allocateOrder", order)

    #expect(try shop.units(order) == "backordered 2, reserved 3")
    #expect(try shop.free(mug, "SZ") == 1)
    #expect(try shop.free(cup, "DE") == 0)
    // It comes later.
    try shop.receive(2, of: cup, at: "SZ")
    try shop.perform("allocateOrder", order)
    #expect(try shop.units(order) == "reserved 5")
    #expect(throws: ActionRefusal.stock(.nothingToAllocate(order: "SHOP-1"))) {
      try shop.perform("allocateOrder", order)
    }
    #expect(try shop.findings() == [])
  }

  @Test func `As many orders are served as there is stock, and no unit twice`() throws {
    let (shop, mug, _) = try shop()
    try shop.receive(5, of: mug, at: "SZ")
    let orders = try (1...8).map { try shop.sale("\($0)", [("MUG", 1)]) }
    for order in orders { try shop.perform("allocateOrder", order) }
    #expect(try orders.map { try shop.units($0) }.count { $0 == "reserved 1" } == 5)
    #expect(try shop.units(orders[7]) == "backordered 1")
    #expect(throws: ActionRefusal.stock(.nothingFree(order: "SHOP-8"))) {
      try shop.perform("allocateOrder", orders[7])
    }
    #expect(try shop.free(mug, "SZ") == 0)
    #expect(throws: ActionRefusal.stock(.promised(sku: "MUG", warehouse: "SZ", asked: 1, free: 0))) {
      try shop.move(1, of: mug, from: "SZ", to: "LOSS")
    }
    #expect(try shop.findings() == [])
  }

  @Test func `Giving back is the exact inverse, by action and by undo`() throws {
    let (shop, mug, _) = try shop()
    try shop.receive(2, of: mug, at: "SZ")
    let order = try shop.sale("1", [("MUG", 2)])
    let allocated = try shop.perform("allocateOrder", order)
    let released = try shop.perform("deallocateOrder", order)
    #expect(try shop.units(order) == "backordered 2")
    _ = try shop.store.undo(entry: released.entry, as: shop.admin, now: shop.now)
    #expect(try shop.units(order) == "reserved 2")
    _ = try shop.store.undo(entry: allocated.entry, as: shop.admin, now: shop.now)
    #expect(try shop.units(order) == "")
    #expect(try shop.free(mug, "SZ") == 2)
    #expect(try shop.findings() == [])
  }

  @Test func `A cancelled order gives its stock back, and has it again when the cancelling is undone`() throws {
    let (shop, mug, _) = try shop()
    try shop.receive(2, of: mug, at: "SZ")
    let order = try shop.sale("1", [("MUG", 2)])
    try shop.perform("allocateOrder", order)
    let off = try shop.perform("cancelOrder", order)
    #expect(try shop.units(order) == "cancelled 2")
    #expect(try shop.free(mug, "SZ") == 2)
    _ = try shop.store.undo(entry: off.entry, as: shop.admin, now: shop.now)
    #expect(try shop.units(order) == "reserved 2")

    // Somebody else was faster meanwhile: the order is on again and waits.
    let again = try shop.perform("cancelOrder", order)
    let other = try shop.sale("2", [("MUG", 1)])
    try shop.perform("allocateOrder", other)
    _ = try shop.store.undo(entry: again.entry, as: shop.admin, now: shop.now)
    #expect(try shop.units(order) == "backordered 2")
    #expect(try shop.findings() == [])
  }

  @Test func `An order that its channel cancels or changes gives back what is no longer ordered`() throws {
    let (shop, mug, cup) = try shop()
    try shop.receive(5, of: mug, at: "SZ")
    try shop.receive(5, of: cup, at: "SZ")
    func record(_ revised: Int64, _ lines: [(String, String, Int64)], state: OrderState? = nil) -> IntakeItem {
      var order = IncomingOrder.made("1", revised: revised, raw: "\(revised)")
      order.state = state
      order.linesAreComplete = true
      order.lines = lines.map {
        IncomingLine(externalId: $0.0, sku: $0.1, title: $0.1, quantity: $0.2, unitPrice: 100)
      }
      return .order(order)
    }
    try shop.take([record(1, [("a", "MUG", 3), ("b", "CUP", 2)])])
    try shop.perform("allocateOrder", 1)
    #expect(try shop.units(1) == "reserved 5")
    try shop.take([record(2, [("a", "MUG", 1), ("b", "CUP", 2)])])
    #expect(try shop.units(1) == "reserved 3")
    try shop.take([record(3, [("a", "MUG", 4)])])
    #expect(try shop.units(1) == "backordered 3, reserved 1")
    #expect(try shop.free(cup, "SZ") == 5)
    try shop.take([record(4, [("a", "MUG", 4)], state: .cancelled)])
    #expect(try shop.units(1) == "cancelled 4")
    #expect(try shop.free(mug, "SZ") == 5)
    #expect(try shop.findings() == [])
  }

  @Test func `What is not paid, not mapped or off is not promised anything, and says why`() throws {
    let (shop, mug, _) = try shop()
    try shop.receive(5, of: mug, at: "SZ")
    var unpaid = IncomingOrder.made("1")
    unpaid.payment = .unpaid
    try shop.take([.order(unpaid)])
    #expect(throws: ActionRefusal.stock(.notPaid(order: "SHOP-1"))) { try shop.perform("allocateOrder", 1) }
    let unmapped = try shop.sale("2", [("???", 1)])
    #expect(throws: ActionRefusal.stock(.unmappedLine(order: "SHOP-2", sku: "???"))) {
      try shop.perform("allocateOrder", unmapped)
    }
    let off = try shop.sale("3", [("MUG", 1)])
    try shop.perform("cancelOrder", off)
    #expect(throws: ActionRefusal.stock(.cancelled(order: "SHOP-3"))) { try shop.perform("allocateOrder", off) }
    #expect(try shop.free(mug, "SZ") == 5)
  }

  @Test func `Any mixture of buying, cancelling, counting and undoing keeps every invariant`() throws {
    var dice = Dice(seed: 8)
    let (shop, mug, cup) = try shop()
    var orders: [Int64] = []
    var entries: [Int64] = []
    // Many of a mixture's steps cannot be done; not all of them.
    var refused = 0
    for step in 0..<160 {
      do {
        switch dice.roll(0...8) {
        case 0: try shop.receive(Int64(dice.roll(1...6)), of: dice.pick([mug, cup]), at: dice.pick(["SZ", "DE"]))
        case 1, 2: orders.append(try shop.sale("\(step)", [("MUG", Int64(dice.roll(1...3))), ("CUP", 1)]))
        case 3, 4:
          if let order = orders.randomElement(using: &dice), let entry = try shop.perform("allocateOrder", order).entry
          {
            entries.append(entry)
          }
        case 5:
          if let order = orders.randomElement(using: &dice), let entry = try shop.perform("deallocateOrder", order).entry {
            entries.append(entry)
          }
        case 6:
          if let order = orders.randomElement(using: &dice), let entry = try shop.perform("cancelOrder", order).entry {
            entries.append(entry)
          }
        case 7:
          if let entry = entries.randomElement(using: &dice) {
            if let undo = try shop.store.undo(entry: entry, as: shop.admin, now: shop.now).undoEntry {
              entries.append(undo)
            }
          }
        default:
          try shop.perform(
            "countStock", dice.pick([mug, cup]), fields: ["at": "SZ", "counted": "\(dice.roll(0...9))"])
        }
      } catch is ActionRefusal {
        refused += 1
      }
      if step % 20 == 0 { #expect(try shop.findings() == [], "step \(step)") }
    }
    #expect(try shop.findings() == [])
    #expect(!entries.isEmpty)
    #expect(refused < 160)
  }
}
