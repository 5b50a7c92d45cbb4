import Domain
import Store
import Testing

@Suite struct ActionTests {
  private func shopWithOrder() throws -> Shop {
    let shop = try Shop()
    try shop.take([.order(.made("1"))])
    return shop
  }

  @Test func `A hold is kept, found, journalled and undone`() throws {
    let shop = try shopWithOrder()
    let before = try #require(try shop.order(1))

    let result = try shop.perform("holdOrder", 1, fields: ["reason": "fraudRisk", "until": "2d", "note": "odd"])

    #expect(try shop.order(1)?.holds.map(\.note) == ["odd"])
    #expect(try shop.count("holds:fraudRisk") == 1)
    #expect(result.changes.map(\.field) == ["holds"])
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try shop.order(1)?.snapshot == before.snapshot)
    #expect(try shop.findings() == [])
  }

  @Test func `Undoing an undo is redo`() throws {
    let shop = try shopWithOrder()
    try shop.perform("tagOrder", 1, fields: ["tag": "vip"])
    let undone = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try shop.order(1)?.tags == [])

    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)

    #expect(try shop.order(1)?.tags == ["vip"])
    #expect(try shop.count("tag:vip") == 1)
  }

  @Test func `An undo after somebody else's change is refused by field`() throws {
    let shop = try shopWithOrder()
    let first = try shop.perform("noteOrder", 1, fields: ["note": "mine"])
    try shop.perform("noteOrder", 1, fields: ["note": "theirs"])

    #expect(
      throws: ActionRefusal.conflict([.init(field: "note", mine: .text("mine"), theirs: .text("theirs"))])
    ) { try shop.store.undo(entry: first.entry, as: shop.admin, now: shop.now) }
    #expect(try shop.order(1)?.note == "theirs")
  }

  @Test func `An operation id has one effect, and another content under it is refused`() throws {
    let shop = try shopWithOrder()
    let once = try shop.perform("tagOrder", 1, fields: ["tag": "vip"], operation: "op-1")
    let again = try shop.perform("tagOrder", 1, fields: ["tag": "vip"], operation: "op-1")

    #expect(again.isRepeat)
    #expect(again.entry == once.entry)
    #expect(throws: ActionRefusal.operationReused("op-1")) {
      try shop.perform("tagOrder", 1, fields: ["tag": "gift"], operation: "op-1")
    }
  }

  @Test func `Each action is refused to whoever lacks its right, and nothing changes`() throws {
    let shop = try shopWithOrder()
    let nobody = Actor(name: "nobody", rights: [])
    let entries = try shop.integer("SELECT COUNT(*) FROM journal")

    for definition in ActionTable.all {
      #expect(throws: ActionRefusal.notAllowed(definition.right, actor: "nobody", ask: ["ada"]), "\(definition.id)") {
        try shop.perform(definition.id, 1, as: nobody)
      }
      #expect(try shop.integer("SELECT COUNT(*) FROM journal") == entries, "\(definition.id)")
    }
  }

  @Test func `A plan changes nothing and says what would change`() throws {
    let shop = try shopWithOrder()
    let entries = try shop.integer("SELECT COUNT(*) FROM journal")

    let plan = try shop.store.plan(
      ActionRequest("tagOrder", subject: 1, fields: ["tag": "vip"]), as: shop.admin, now: shop.now)

    #expect(plan.changes == [FieldChange(field: "tags", before: .list([]), after: .list([.text("vip")]))])
    #expect(try shop.order(1)?.tags == [])
    #expect(try shop.integer("SELECT COUNT(*) FROM journal") == entries)
  }

  @Test func `Acting as another needs the right, and the journal names both`() throws {
    let shop = try shopWithOrder()
    try shop.perform("addUser", fields: ["name": "bob", "roles": "agent"])
    let bob = try shop.store.connection.readNow { try Users.actor(named: "ada", as: "bob", in: $0) }
    #expect(bob.realName == "ada")

    try shop.perform("tagOrder", 1, fields: ["tag": "vip"], as: bob)

    let entry = try shop.store.connection.readNow { reader in
      try JournalTable.history(kind: "orders", subject: 1, limit: 1, in: reader)
    }
    #expect(entry.first?.actor == "bob")
    #expect(entry.first?.onBehalfOf == "ada")
    #expect(throws: ActionRefusal.notAllowed(.actAs, actor: "bob", ask: ["ada"])) {
      try shop.store.connection.readNow { try Users.actor(named: "bob", as: "ada", in: $0) }
    }
    #expect(throws: ActionRefusal.unknownUser("eve", ask: ["ada"])) {
      try shop.store.connection.readNow { try Users.actor(named: "eve", as: nil, in: $0) }
    }
  }

  @Test func `A form merges fields that do not collide and shows both values of one that does`() throws {
    let shop = try Shop()
    let made = try shop.perform("createProduct", fields: ["number": "mug", "title": "Mug", "brand": "A"])
    let id = try #require(made.subject)
    try shop.perform("editProduct", id, fields: ["brand": "B"])

    try shop.perform(
      "editProduct", id, fields: ["title": "Blue mug", "brand": "A"], seen: ["title": "Mug", "brand": "A"])
    #expect(try shop.product(id)?.title == "Blue mug")

    try shop.perform("editProduct", id, fields: ["brand": "B"])
    #expect(throws: ActionRefusal.conflict([.init(field: "brand", mine: .text("C"), theirs: .text("B"))])) {
      try shop.perform("editProduct", id, fields: ["brand": "C"], seen: ["brand": "A"])
    }
  }

  @Test func `Mapping a channel's SKU once maps all its lines`() throws {
    let shop = try shopWithOrder()
    try shop.take([.order(.made("2"))])
    try shop.perform("createProduct", fields: ["number": "mug", "title": "Mug", "sku": "OWN-1"])
    #expect(try shop.count("unmapped:yes") == 2)

    try shop.perform("mapSku", try shop.account().id, fields: ["sku": "mug", "to": "own-1"])
    try shop.take([.order(.made("3"))])

    #expect(try shop.count("unmapped:yes") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `An order is entered by hand, confirmed and cancelled, and its channel is told`() throws {
    let shop = try Shop()
    _ = try shop.account()
    let made = try shop.perform(
      "enterOrder", fields: ["channel": "shop", "lines": "MUG*2@12.50,CUP@3", "name": "李娜", "country": "cn"])
    let id = try #require(made.subject)

    try shop.perform("confirmOrder", id)
    try shop.perform("cancelOrder", id)

    let order = try #require(try shop.order(id))
    #expect(order.money.total == 2800)
    #expect(order.status == .cancelled)
    #expect(try shop.count("李娜") == 1)
    #expect(try shop.integer("SELECT COUNT(*) FROM outbox WHERE topic = 'channel.orderCancelled'") == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `Erasing a customer leaves nothing of them, in the store's file too`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1", email: "zyxwv@example.com", raw: "raw zyxwv@example.com"))])
    try shop.perform("eraseCustomer", 1)
    try shop.store.settle()

    #expect(try shop.count("zyxwv") == 0)
    #expect(try shop.integer("SELECT COUNT(*) FROM personal WHERE name IS NOT NULL") == 0)
    #expect(try shop.integer("SELECT COUNT(*) FROM raw_records WHERE body IS NOT NULL") == 0)
    let bytes = try shop.wholeFile()
    // The index stores a card's word under another first letter.
    #expect(!bytes.contains(Array("yxwv".utf8)))
    #expect(try shop.findings() == [])
    #expect(throws: ActionRefusal.notUndoable(action: "eraseCustomer")) {
      try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    }
    try shop.take([.order(.made("2", email: "zyxwv@example.com"))])
    #expect(try shop.integer("SELECT COUNT(*) FROM personal WHERE name IS NOT NULL") == 0)
  }
}
