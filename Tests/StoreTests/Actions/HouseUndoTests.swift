import Domain
import Store
import Testing

/// What stands in tables of its own goes back by the same undo as any record.
@Suite struct HouseUndoTests {
  private func product(_ shop: Shop, _ number: String, sku: String) throws -> Int64 {
    let made = try shop.perform("createProduct", fields: ["number": number, "title": number, "sku": sku])
    let id = try #require(made.subject)
    return try #require(try shop.product(id)?.variants.first?.id)
  }

  private func undo(_ shop: Shop, _ entry: Int64? = nil, as actor: Actor? = nil) throws -> Int64? {
    try shop.store.undo(entry: entry, as: actor ?? shop.admin, now: shop.now).undoEntry
  }

  private func view(_ shop: Shop, _ name: String, for user: String = "ada") throws -> String? {
    try shop.store.connection.readNow { try SavedViews.named(name, for: user, in: $0) }?.sentence
  }

  private func user(_ shop: Shop, _ name: String) throws -> Users.User? {
    try shop.store.connection.readNow { try Users.find(name, in: $0) }
  }

  @Test func `What cannot be undone is not offered`() throws {
    let shop = try Shop()
    #expect(throws: ActionRefusal.nothingToUndo) { try shop.store.undoPlan(entry: nil, as: shop.admin) }
    #expect(throws: ActionRefusal.nothingToUndo) { try undo(shop) }
    #expect(throws: ActionRefusal.notUndoable(action: "initStore")) {
      try shop.store.undoPlan(entry: 1, as: shop.admin)
    }
    try shop.take([.order(.made("1"))])
    try shop.perform("eraseCustomer", try #require(try shop.order(1)?.customerId))
    #expect(throws: ActionRefusal.notUndoable(action: "eraseCustomer")) {
      try shop.store.undoPlan(entry: nil, as: shop.admin)
    }
  }

  @Test func `A mapping is undone and redone with all its lines`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1")), .order(.made("2", lines: [("mug", 1, 100), ("CUP", 2, 100)]))])
    _ = try product(shop, "own", sku: "OWN-1")
    let mapped = try shop.perform("mapSku", try shop.account().id, fields: ["sku": "Mug", "to": "own-1"])
    #expect(try shop.count("unmapped:yes") == 1)

    let undone = try undo(shop, mapped.entry)
    #expect(try shop.count("unmapped:yes") == 2)
    #expect(try shop.integer("SELECT COUNT(*) FROM channel_skus") == 0)
    #expect(try shop.findings() == [])

    _ = try undo(shop, undone)
    #expect(try shop.count("unmapped:yes") == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `A mapping that somebody changed since is not undone`() throws {
    let shop = try Shop()
    let first = try product(shop, "a", sku: "A")
    let second = try product(shop, "b", sku: "B")
    let mapped = try shop.perform("mapSku", try shop.account().id, fields: ["sku": "mug", "to": "a"])
    try shop.perform("mapSku", try shop.account().id, fields: ["sku": "mug", "to": "b"])

    #expect(
      throws: ActionRefusal.conflict([.init(field: "sku:mug", mine: .number(first), theirs: .number(second))])
    ) { try undo(shop, mapped.entry) }
  }

  @Test func `A kit is undone and redone`() throws {
    let shop = try Shop()
    let kit = try product(shop, "kit", sku: "KIT")
    _ = try product(shop, "a", sku: "A")
    try shop.perform("setKit", kit, fields: ["components": "A*2"])
    let parts = "SELECT COALESCE(SUM(quantity), 0) FROM kit_components" as SQL
    #expect(try shop.integer(parts) == 2)

    let undone = try undo(shop)
    #expect(try shop.integer(parts) == 0)
    _ = try undo(shop, undone)
    #expect(try shop.integer(parts) == 2)
  }

  @Test func `A kit is not made of itself, however deep, nor of a part twice`() throws {
    let shop = try Shop()
    let kit = try product(shop, "kit", sku: "KIT")
    let part = try product(shop, "a", sku: "A")
    try shop.perform("setKit", kit, fields: ["components": "A"])

    for (subject, components) in [(kit, "KIT"), (part, "kit*2"), (kit, "A*1,a*2"), (kit, "A*0")] {
      #expect(throws: ActionRefusal.self) { try shop.perform("setKit", subject, fields: ["components": components]) }
    }
    try shop.perform("setKit", kit, fields: ["components": ""])
    #expect(try shop.integer("SELECT COUNT(*) FROM kit_components") == 0)
  }

  @Test func `A user who was added is gone again, and comes back with the redo`() throws {
    let shop = try Shop()
    try shop.perform("addUser", fields: ["name": "bob", "roles": "agent"])
    let undone = try undo(shop)
    #expect(try user(shop, "bob") == nil)
    _ = try undo(shop, undone)
    #expect(try user(shop, "bob")?.roles == [.agent])

    try shop.perform("addUser", fields: ["name": "bob", "roles": "manager,buyer"])
    _ = try undo(shop)
    #expect(try user(shop, "bob")?.roles == [.agent])
    try shop.perform("removeUser", fields: ["name": "bob"])
    _ = try undo(shop)
    #expect(try user(shop, "bob")?.isActive == true)
  }

  @Test func `Nothing leaves the shop without an admin, an undo neither`() throws {
    let shop = try Shop()
    #expect(throws: ActionRefusal.self) { try shop.perform("addUser", fields: ["name": "ada", "roles": "agent"]) }
    #expect(throws: ActionRefusal.self) { try shop.perform("removeUser", fields: ["name": "ada"]) }
    let added = try shop.perform("addUser", fields: ["name": "eve", "roles": "admin"])
    try shop.perform("removeUser", fields: ["name": "ada"])
    let eve = Actor(name: "eve", rights: Set(Right.allCases))

    #expect(throws: ActionRefusal.self) { try undo(shop, added.entry, as: eve) }
    #expect(try user(shop, "eve")?.isActive == true)
    #expect(throws: ActionRefusal.self) { try shop.perform("addUser", fields: ["name": "system", "roles": "agent"]) }
  }

  @Test func `An account is undone while nothing belongs to it`() throws {
    let shop = try Shop()
    let account = try shop.account("EBAY")
    let undone = try undo(shop)
    #expect(try shop.integer("SELECT COUNT(*) FROM accounts") == 0)
    _ = try undo(shop, undone)
    #expect(try shop.account("EBAY").id == account.id)

    try shop.perform("editAccount", account.id, fields: ["currency": "", "zone": "Europe/Berlin"])
    #expect(try shop.account("EBAY").currency == nil)
    _ = try undo(shop)
    #expect(try shop.account("EBAY").currency == .euro)

    let made = try shop.perform("addAccount", fields: ["code": "SHOP", "channel": "own"])
    try shop.take([.order(.made("1"))])
    #expect(throws: ActionRefusal.conflict([.init(field: "records", mine: .number(0), theirs: .number(2))])) {
      try undo(shop, made.entry)
    }
  }

  @Test func `A saved view is undone to what it said before`() throws {
    let shop = try Shop()
    try shop.perform("saveView", fields: ["name": "dawdling", "sentence": "orders late:yes"])
    try shop.perform("saveView", fields: ["name": "dawdling", "sentence": "orders late:yes age>3d"])
    _ = try undo(shop)
    #expect(try view(shop, "dawdling") == "orders late:yes")
    try shop.perform("removeView", fields: ["name": "dawdling"])
    #expect(try view(shop, "dawdling") == nil)
    _ = try undo(shop)
    #expect(try view(shop, "dawdling") == "orders late:yes")
    _ = try undo(shop)
    #expect(try view(shop, "dawdling") == nil)
    #expect(throws: SentenceError.self) {
      try shop.perform("saveView", fields: ["name": "bad", "sentence": "orders statos:x"])
    }
  }

  @Test func `Somebody else's own view is not theirs to undo, a shared one takes the right`() throws {
    let shop = try Shop()
    let own = try shop.perform("saveView", fields: ["name": "mine", "sentence": "orders"])
    let shared = try shop.perform("saveView", fields: ["name": "all", "sentence": "orders", "shared": "yes"])
    let bob = Actor(name: "bob", rights: [.look])

    #expect(throws: ActionRefusal.notAllowed(.manageUsers, actor: "bob", ask: ["ada"])) {
      try undo(shop, own.entry, as: bob)
    }
    #expect(throws: ActionRefusal.notAllowed(.shareViews, actor: "bob", ask: ["ada"])) {
      try undo(shop, shared.entry, as: bob)
    }
  }

  @Test func `Redoing takes the right of what is redone`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1"))])
    try shop.perform("cancelOrder", 1)
    let undone = try undo(shop)
    let picker = Actor(name: "pat", rights: Role.picker.rights)

    #expect(throws: ActionRefusal.notAllowed(.cancelOrders, actor: "pat", ask: ["ada"])) {
      try undo(shop, undone, as: picker)
    }
  }

  @Test func `After a redo, undo means the same action again`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1"))])
    let tagged = try #require(try shop.perform("tagOrder", 1, fields: ["tag": "vip"]).entry)
    let undone = try #require(try undo(shop))
    #expect(throws: ActionRefusal.alreadyUndone(tagged)) { try undo(shop, tagged) }
    _ = try undo(shop, undone)
    _ = try undo(shop)
    #expect(try shop.order(1)?.tags == [])
    #expect(throws: ActionRefusal.alreadyUndone(undone)) { try undo(shop, undone) }
  }

  @Test func `A bulk action is undone and redone as one`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1")), .order(.made("2")), .order(.made("3"))])
    let batch = try shop.store.beginBulk("tagOrder", count: 3, as: shop.admin, now: shop.now, reason: "")
    for id in 1...3 {
      _ = try shop.store.perform(
        ActionRequest("tagOrder", subject: Int64(id), fields: ["tag": "gift"]), inBatch: batch, as: shop.admin,
        now: shop.now)
    }
    try shop.perform("untagOrder", 2, fields: ["tag": "gift"])

    let report = try shop.store.undo(entry: batch, as: shop.admin, now: shop.now)
    #expect(report.undone == 2)
    #expect(report.refused.map(\.number) == ["SHOP-2"])
    #expect(try shop.count("tag:gift") == 0)

    let redone = try shop.store.undo(entry: report.undoEntry, as: shop.admin, now: shop.now)
    #expect(redone.undone == 2)
    #expect(try shop.count("tag:gift") == 2)
    #expect(try shop.findings() == [])
    let picker = Actor(name: "pat", rights: Role.picker.rights)
    #expect(throws: ActionRefusal.notAllowed(.editOrders, actor: "pat", ask: ["ada"])) {
      try undo(shop, batch, as: picker)
    }
  }

  @Test func `Every action says how it is taken back, and only what is erased or printed is final`() {
    let final = ActionTable.all.filter { $0.undo == .final }.map(\.id)
    #expect(Set(final) == ["eraseCustomer", "printPaper", "printPapers", "reprintPaper", "takeBackPrint"])
    // What a channel has in its hands is made good by telling it anew.
    #expect(
      ActionTable.all.filter { $0.undo == .compensated }.map(\.id)
        == ["resendShipping", "withdrawShipping", "acknowledgeStock"])
  }
}
