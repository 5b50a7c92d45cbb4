import Domain
import Store
import TestSupport
import Testing

/// Rules look at orders as they come in or are paid: in their order, once each, and each says why in the journal.
@Suite struct ReviewRuleTests {
  private func rule(
    _ shop: Shop, _ name: String, _ sentence: String, _ effect: String, _ value: String = "", moment: String = "both"
  ) throws -> Int64 {
    let made = try shop.perform(
      "createRule",
      fields: ["name": name, "sentence": sentence, "effect": effect, "value": value, "moment": moment])
    let id = try #require(made.subject)
    try shop.perform("tryRule", id)
    try shop.perform("switchRuleOn", id)
    return id
  }

  @Test func `Who has an order reviewed can undo it, and a rule that was taken out comes back as it was`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1"))])
    let id = try rule(shop, "Mark", "orders total>=1", "tag", "seen")
    try shop.perform("reviewOrder", 1)
    #expect(try shop.order(1)?.tags == ["seen"])
    let undone = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(undone.entry.action == "reviewOrder")
    #expect(undone.entry.actor == shop.admin.name)
    #expect(try shop.order(1)?.tags == [])
    func isActive() throws -> Bool { try shop.integer("SELECT active FROM review_rules WHERE id = \(id)") == 1 }
    let removed = try shop.perform("removeRule", id)
    #expect(try isActive() == false)
    let back = try shop.store.undo(entry: removed.entry, as: shop.admin, now: shop.now)
    #expect(try isActive() == true)
    _ = try shop.store.undo(entry: back.undoEntry, as: shop.admin, now: shop.now)
    #expect(try isActive() == false)
  }

  @Test func `Where a rule wants an order to come from is told by the warehouse's code`() throws {
    let shop = try Shop()
    let place = try shop.place("SZ", ["country": "CN"])
    let wish = RouteWish(warehouseId: place, isPreferred: true, rule: "Near").plain
    let change = FieldChange(field: "routes", before: .null, after: .list([wish]))
    let told = try shop.store.connection.readNow { try NamedChanges.of([change], "orders", in: $0) }
    #expect(told.first?.after.list?.first?.map?["warehouse"] == .text("SZ"))
  }

  @Test func `A rule is tried out on past orders before it is switched on`() throws {
    let shop = try Shop()
    for id in 1...10 { try shop.take([.order(.made("\(id)", lines: [("MUG", Int64(id), 1000)]))]) }
    let made = try shop.perform(
      "createRule",
      fields: ["name": "Dear", "sentence": "orders total>=80", "effect": "hold", "value": "fraudRisk"])
    let id = try #require(made.subject)
    #expect(throws: ActionRefusal.rule(.notTried("Dear"))) { try shop.perform("switchRuleOn", id) }
    try shop.perform("tryRule", id)
    let tried = try shop.store.connection.readNow { try RuleTable.load(id, in: $0) }
    #expect(tried?.trial?.caught == 3)
    #expect(tried?.trial?.of == 10)
    let out = try shop.store.connection.readNow { try ReviewRules.tryOut("orders total>=80", at: shop.now, in: $0) }
    #expect(out.view.description == "orders total>=80 age<=90d")
    #expect(try shop.count(out.view.description) == 3)
    try shop.perform("switchRuleOn", id)
    #expect(throws: ActionRefusal.rule(.alreadyOn("Dear"))) { try shop.perform("switchRuleOn", id) }
    // Another sentence has not been tried.
    try shop.perform("editRule", id, fields: ["sentence": "orders total>=90"])
    #expect(throws: ActionRefusal.rule(.notTried("Dear"))) { try shop.perform("switchRuleOn", id) }
    // What it caught was only counted.
    #expect(try shop.count("holds:any") == 0)
  }

  @Test func `What comes in is held, tagged and routed, with the rule's name as the reason`() throws {
    let shop = try Shop()
    try shop.place("SZ", ["country": "CN"])
    try shop.place("DE", ["country": "DE", "kind": "overseas"])
    _ = try rule(shop, "Large", "orders total>=50", "tag", "large")
    _ = try rule(shop, "Look at large ones", "orders tag:large", "hold", "fraudRisk")
    _ = try rule(shop, "Out of China", "orders country:DE", "prefer", "SZ")
    _ = try rule(shop, "Not out of Germany", "orders tag:large", "forbid", "DE")
    let file = try shop.takeFile([
      .order(.made("1", lines: [("MUG", 6, 1000)])), .order(.made("2", lines: [("MUG", 1, 1000)])),
    ])
    let order = try #require(try shop.order(1))
    #expect(order.tags == ["large"])
    #expect(order.holds.map(\.reason) == [.fraudRisk])
    #expect(order.routes.map(\.rule) == ["Out of China", "Not out of Germany"])
    #expect(try shop.order(2)?.holds == [])
    let history = try shop.store.connection.readNow { try JournalTable.history(kind: "orders", subject: 1, in: $0) }
    #expect(history.map(\.action) == Array(repeating: "reviewOrder", count: 4) + ["importOrder"])
    #expect(history.map(\.reason) == ["Not out of Germany", "Out of China", "Look at large ones", "Large", ""])
    #expect(history[0].actor == "system")
    // What somebody releases stays released, though the order is paid later.
    try shop.perform("releaseOrder", 1)
    var paid = IncomingOrder.made("1", revised: 5, lines: [("MUG", 6, 1000)], raw: "paid")
    paid.payment = .paid
    try shop.take([.order(paid)])
    #expect(try shop.order(1)?.holds == [])
    // The file goes back whole, with what the rules did.
    _ = try shop.store.undo(entry: history[0].seq, as: shop.admin, now: shop.now)
    #expect(try shop.order(1)?.routes.count == 1)
    _ = try shop.store.undo(entry: file.batch, as: shop.admin, now: shop.now)
    #expect(try shop.count("orders") == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `A rule of payment waits for it, and routes what is promised`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.place("SZ", ["country": "CN"])
    try shop.place("DE", ["country": "DE", "kind": "overseas"])
    try shop.receive(5, of: mug, at: "SZ")
    try shop.receive(5, of: mug, at: "DE")
    _ = try rule(shop, "Paid", "orders payment:paid", "tag", "paid", moment: "isPaid")
    _ = try rule(shop, "Never from home", "orders country:DE", "forbid", "DE")
    var unpaid = IncomingOrder.made("1", lines: [("MUG", 1, 1000)])
    unpaid.payment = .unpaid
    try shop.take([.order(unpaid)])
    #expect(try shop.order(1)?.tags == [])
    try shop.perform("markPaid", 1)
    #expect(try shop.order(1)?.tags == ["paid"])
    try shop.perform("allocateOrder", 1)
    #expect(try shop.free(mug, "SZ") == 4)
    #expect(try shop.free(mug, "DE") == 5)
    #expect(try shop.findings() == [])
  }

  @Test func `A rule puts lines of a kind into an order of their own`() throws {
    let shop = try Shop()
    _ = try rule(shop, "Batteries alone", "orders sku:BAT*", "split", "lines sku:BAT*")
    try shop.take([
      .order(.made("1", lines: [("MUG", 1, 1000), ("BAT-9", 2, 500)])), .order(.made("2", lines: [("BAT-1", 1, 500)])),
    ])
    #expect(try shop.count("orders") == 3)
    #expect(try shop.order(1)?.lines.map(\.sku) == ["MUG"])
    let made = try #require(try shop.order(3))
    #expect(made.number == "SHOP-1/2")
    #expect(made.lines.map(\.sku) == ["BAT-9"])
    #expect(made.money.total == 1000)
    #expect(try shop.findings() == [])
  }

  @Test func `What a rule is made of is checked when it is made`() throws {
    let shop = try Shop()
    func make(_ fields: [String: String]) throws { try shop.perform("createRule", fields: fields) }
    #expect(throws: ActionRefusal.rule(.badSentence("orders colour:red"))) {
      try make(["name": "x", "sentence": "orders colour:red", "effect": "tag", "value": "y"])
    }
    #expect(throws: ActionRefusal.rule(.wrongKind(expected: .orders))) {
      try make(["name": "x", "sentence": "products brand:acme", "effect": "tag", "value": "y"])
    }
    #expect(throws: ActionRefusal.rule(.badValue(effect: .hold, found: "y"))) {
      try make(["name": "x", "sentence": "orders", "effect": "hold", "value": "y"])
    }
    let made = try shop.perform(
      "createRule", fields: ["name": "x", "sentence": "orders", "effect": "tag", "value": "y"])
    #expect(throws: ActionRefusal.rule(.nameTaken("x"))) {
      try make(["name": "X", "sentence": "orders", "effect": "tag", "value": "y"])
    }
    #expect(try shop.count("rules") == 1)
    let undo = try shop.store.undo(entry: made.entry, as: shop.admin, now: shop.now)
    #expect(try shop.count("rules") == 0)
    _ = try shop.store.undo(entry: undo.undoEntry, as: shop.admin, now: shop.now)
    #expect(try shop.count("rules") == 1)
    let agent = Actor(name: "bea", rights: Role.agent.rights)
    #expect(throws: ActionRefusal.self) {
      try shop.perform("switchRuleOff", made.subject, as: agent)
    }
  }

  @Test func `An address that a carrier would send back is held, and goes on when it is set right`() throws {
    let shop = try Shop()
    _ = try rule(shop, "Addresses", "orders", "checkAddress")
    var order = IncomingOrder.made("1")
    order.shipTo?.postcode = "5066"
    order.shipTo?.lines = ["Hauptstr."]
    try shop.take([.order(order), .order(.made("2"))])
    #expect(try shop.order(1)?.holds.map(\.note) == ["postcode: wrongShape, street: noHouseNumber"])
    #expect(try shop.order(2)?.holds == [])
    try shop.perform("fixAddress", 1, fields: ["street": "Hauptstr. 1"])
    // The nought that a table lost is put back, and nothing is left.
    #expect(try shop.order(1)?.holds == [])
    let fixed = try #require(try shop.order(1))
    let card = try shop.store.connection.readNow { try Addresses.card(of: fixed, in: $0) }
    #expect(card?.postcode == "05066")
    #expect(throws: ActionRefusal.order(.nothingToFix)) { try shop.perform("fixAddress", 1) }
    #expect(try shop.findings() == [])
  }
}
