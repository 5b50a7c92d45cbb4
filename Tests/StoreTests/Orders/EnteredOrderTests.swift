import Domain
import Store
import Testing

@Suite struct EnteredOrderTests {
  private func enter(_ shop: Shop, _ fields: [String: String]) throws -> Order {
    _ = try shop.account()
    let made = try shop.perform(
      "enterOrder", fields: ["channel": "shop", "lines": "MUG*2@12.50"].merging(fields) { $1 })
    return try #require(try shop.order(made.subject ?? -1))
  }

  @Test func `An order entered by hand has every field, its money adds up, and it is searched by all of it`() throws {
    let shop = try Shop()
    let order = try enter(
      shop,
      [
        "number": "2026-7", "lines": "MUG*2@12.50,CUP@3", "name": "李娜", "company": "Blau GmbH",
        "email": "li@example.com", "phone": "+86 139", "street": "Hauptstr. 1\n2. OG", "city": "Köln", "region": "NW",
        "postcode": "50667", "country": "de", "taxId": "DE123", "shipping": "4.90", "discount": "1.00", "tax": "4.56",
        "taxIncluded": "yes", "service": "DHL Paket", "message": "please hurry", "note": "fragile", "tags": "Gift,vip",
        "placedAt": "2026-09-20", "shipBy": "2026-09-25 12:00", "deliverBy": "2026-09-30",
      ])

    #expect(order.number == "SHOP-2026-7")
    #expect(order.state == .draft)
    #expect(order.money.items == 2800)
    #expect(order.money.total == 2800 - 100 + 490)
    #expect(order.tags == ["gift", "vip"])
    #expect(order.country == "DE")
    #expect(order.placedAt < shop.now)
    #expect(order.shipBy != nil && order.deliverBy != nil)
    let card = try shop.store.connection.readNow {
      try PersonalTable.card(subject: order.customerId ?? 0, revision: order.shipToRevision, in: $0)
    }
    #expect(card?.lines == ["Hauptstr. 1", "2. OG"])
    #expect(card?.taxId == "DE123")
    for text in ["李娜", "Blau", "50667", "CUP", "fragile", "2026-7", "message:hurry", "customer:李娜"] {
      #expect(try shop.count(text) == 1, "\(text)")
    }
    #expect(try shop.findings() == [])
  }

  @Test func `The buyer is found by e-mail or number, and counts one order more`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1", email: "anna@example.com"))])
    let byMail = try enter(shop, ["email": "Anna@Example.com", "name": "Anna"])
    let byNumber = try enter(shop, ["customer": "c-1"])

    #expect(byMail.customerId == 1)
    #expect(byNumber.customerId == 1)
    #expect(byNumber.shipToRevision != nil, "the card that is known is the address")
    #expect(try shop.integer("SELECT order_count FROM customers WHERE id = 1") == 3)
    #expect(try shop.findings() == [])
  }

  @Test(arguments: [
    (["channel": "nope"], "channel"), (["number": "taken"], "number"), (["lines": "MUG"], "lines"),
    (["lines": "MUG*0@5"], "lines"), (["lines": "MUG*-1@5"], "lines"), (["lines": "MUG@-5"], "lines"),
    (["lines": "MUG@5.005"], "lines"), (["lines": "@5"], "lines"), (["lines": "MUG@abc"], "lines"),
    (["currency": "XYZ"], "currency"), (["country": "Germany"], "country"), (["country": "D1"], "country"),
    (["email": "anna"], "email"), (["email": "a b@c"], "email"), (["shipping": "-1"], "shipping"),
    (["shipping": "1,50"], "shipping"), (["discount": "x"], "discount"), (["shipBy": "soon"], "shipBy"),
    (["taxIncluded": "maybe"], "taxIncluded"), (["country": "XX"], "country"),
    (["currency": "JPY", "lines": "MUG@12.50"], "lines"),
  ])
  func `What does not fit is refused by its field, and nothing is written`(fields: [String: String], field: String)
    throws
  {
    let shop = try Shop()
    _ = try enter(shop, ["number": "taken"])
    let entries = try shop.integer("SELECT COUNT(*) FROM journal")
    do {
      _ = try enter(shop, fields)
      Issue.record("\(fields) was taken")
    } catch ActionRefusal.badField(let name, _, _) {
      #expect(name == field)
    }
    #expect(try shop.integer("SELECT COUNT(*) FROM journal") == entries)
    #expect(try shop.integer("SELECT COUNT(*) FROM customers") == 0)
  }

  @Test func `Sums beyond 64 bits, missing fields and unknown people are refused`() throws {
    let shop = try Shop()
    #expect(throws: ActionRefusal.order(.sumTooLarge)) {
      try enter(shop, ["lines": "MUG*999999@90000000000000000"])
    }
    #expect(throws: ActionRefusal.order(.discountTooLarge(50_000, items: 2500, .euro))) {
      try enter(shop, ["discount": "500"])
    }
    #expect(throws: ActionRefusal.missingField("lines")) { try enter(shop, ["lines": ""]) }
    #expect(throws: ActionRefusal.noSuchRecord(kind: "customers", "C-9")) { try enter(shop, ["customer": "C-9"]) }
    #expect(throws: ActionRefusal.unknownField("colour", fits: [])) {
      do {
        _ = try enter(shop, ["colour": "red"])
      } catch ActionRefusal.unknownField(let name, _) {
        throw ActionRefusal.unknownField(name, fits: [])
      }
    }
  }

  @Test func `An own SKU brings its price and title, and so does its alias`() throws {
    let shop = try Shop()
    let made = try shop.perform("createProduct", fields: ["number": "mug", "title": "Blue mug", "sku": "MUG-1"])
    let variant = try #require(try shop.product(made.subject ?? -1)?.variants.first)
    try shop.perform("editVariant", variant.id, fields: ["price": "9.90 EUR"])
    try shop.perform("addAlias", variant.id, fields: ["alias": "OLD"])

    let order = try enter(shop, ["lines": "mug-1*3,old@5,OLD"])

    #expect(order.money.items == 2970 + 500 + 990)
    #expect(order.lines.map(\.title) == ["Blue mug", "Blue mug", "Blue mug"])
    #expect(order.lines.map(\.sku) == ["MUG-1", "MUG-1", "MUG-1"])
    #expect(order.lines.map(\.variantId) == [variant.id, variant.id, variant.id])
  }

  @Test func `A draft is set right until it is confirmed`() throws {
    let shop = try Shop()
    let order = try enter(shop, [:])
    #expect(throws: ActionRefusal.order(.discountTooLarge(1000, items: 600, .euro))) {
      try shop.perform("editDraft", order.id, fields: ["lines": "CUP*3@2", "discount": "10"])
    }
    try shop.perform("editDraft", order.id, fields: ["lines": "CUP*3@2", "shipping": "1.50", "service": "UPS"])
    let edited = try #require(try shop.order(order.id))
    #expect(edited.lines.map(\.sku) == ["CUP"])
    #expect(edited.money.total == 750)
    #expect(throws: ActionRefusal.badField("discount", found: "-2", expected: .amountNotBelowNought)) {
      try shop.perform("editDraft", order.id, fields: ["discount": "-2"])
    }
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try shop.order(order.id)?.snapshot == order.snapshot)

    try shop.perform("confirmOrder", order.id)
    #expect(throws: ActionRefusal.order(.wrongState(.open, for: .confirm))) {
      try shop.perform("editDraft", order.id, fields: ["shipping": "1"])
    }
    #expect(try shop.findings() == [])
  }

  @Test(arguments: ["startProcessing", "shipOrder", "shipPart", "deliverOrder", "returnOrder"])
  func `The goods of a draft do not move before it is confirmed`(action: String) throws {
    let shop = try Shop()
    let order = try enter(shop, [:])
    #expect(throws: ActionRefusal.order(.wrongState(.draft, for: .confirm))) {
      try shop.perform(action, order.id, fields: action == "shipPart" ? ["lines": "MUG*1"] : [:])
    }
  }

  @Test func `An address is changed while the goods are here; the journal holds no name`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1"))])
    let before = try #require(try shop.order(1))
    try shop.perform("changeAddress", 1, fields: ["city": "Xanten", "postcode": "46509"])

    #expect(try shop.count("xanten") == 1)
    #expect(try shop.count("postcode:50667") == 0)
    #expect(try shop.integer("SELECT COUNT(*) FROM journal WHERE changes LIKE '%Xanten%'") == 0)
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try shop.order(1)?.snapshot == before.snapshot)
    #expect(try shop.count("xanten") == 0)

    try shop.perform("shipOrder", 1)
    #expect(throws: ActionRefusal.order(.wrongFulfilment(.shipped, for: .ship))) {
      try shop.perform("changeAddress", 1, fields: ["city": "Bonn"])
    }
    #expect(try shop.findings() == [])
  }

  @Test func `An order that named nobody gets its buyer by an address, and loses them by undo`() throws {
    let shop = try Shop()
    let order = try enter(shop, [:])
    #expect(order.customerId == nil)
    try shop.perform("changeAddress", order.id, fields: ["name": "Zoë", "country": "NL"])
    #expect(try shop.order(order.id)?.country == "NL")
    #expect(try shop.integer("SELECT order_count FROM customers") == 1)
    #expect(try shop.findings() == [])
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try shop.integer("SELECT order_count FROM customers") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `Goods go out in parts, never more than are left`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1", lines: [("MUG", 2, 100), ("CUP", 1, 100), ("MUG", 3, 100)]))])
    try shop.perform("shipPart", 1, fields: ["lines": "mug*4"])
    #expect(try shop.order(1)?.lines.map(\.fulfilledQuantity) == [2, 0, 2])
    #expect(try shop.order(1)?.fulfilment == .partlyShipped)
    #expect(throws: ActionRefusal.order(.notSoMany(line: 3, left: 1))) {
      try shop.perform("shipPart", 1, fields: ["lines": "MUG*2"])
    }
    #expect(throws: ActionRefusal.order(.noSuchLine("POT"))) {
      try shop.perform("shipPart", 1, fields: ["lines": "POT"])
    }
    try shop.perform("shipPart", 1, fields: ["lines": "#2,#3"])
    let whole = try #require(try shop.order(1))
    #expect(whole.fulfilment == .shipped)
    #expect(whole.shippedAt != nil)
    #expect(try shop.integer("SELECT COUNT(*) FROM outbox WHERE topic = 'channel.orderShipped'") == 2)
  }

  @Test func `Shipping is undone though the SKU was mapped meanwhile`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1"))])
    let shipped = try shop.perform("shipOrder", 1)
    #expect(try shop.order(1)?.lines.map(\.fulfilledQuantity) == [1])
    try shop.perform("createProduct", fields: ["number": "mug", "title": "Mug", "sku": "MUG"])

    _ = try shop.store.undo(entry: shipped.entry, as: shop.admin, now: shop.now)

    let order = try #require(try shop.order(1))
    #expect(order.lines.map(\.fulfilledQuantity) == [0])
    #expect(order.lines.allSatisfy { $0.variantId != nil })
    #expect(try shop.findings() == [])
  }

  @Test func `Each payment event is an action, and undo takes it back`() throws {
    let shop = try Shop()
    let order = try enter(shop, [:])
    for (action, state) in [
      ("markAuthorised", PaymentState.authorised), ("markPartlyPaid", .partlyPaid), ("markPaid", .paid),
      ("markPartlyRefunded", .partlyRefunded), ("markRefunded", .refunded),
    ] {
      try shop.perform(action, order.id)
      #expect(try shop.order(order.id)?.payment == state)
    }
    #expect(throws: ActionRefusal.order(.wrongPayment(.refunded, for: .voidAuthorisation))) {
      try shop.perform("voidPayment", order.id)
    }
    for _ in 0..<5 { _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now) }
    #expect(try shop.order(order.id)?.snapshot == order.snapshot)
  }

  @Test func `Only who works here is given an order`() throws {
    let shop = try Shop()
    let order = try enter(shop, [:])
    #expect(throws: ActionRefusal.unknownUser("bob", ask: ["ada"])) {
      try shop.perform("assignOrder", order.id, fields: ["to": "bob"])
    }
    try shop.perform("addUser", fields: ["name": "bob", "roles": "agent"])
    try shop.perform("assignOrder", order.id, fields: ["to": "bob"])
    #expect(try shop.count("assignee:bob") == 1)
    try shop.perform("removeUser", fields: ["name": "bob"])
    try shop.perform("assignOrder", order.id, fields: ["to": ""])
    #expect(throws: ActionRefusal.unknownUser("bob", ask: ["ada"])) {
      try shop.perform("assignOrder", order.id, fields: ["to": "bob"])
    }
  }
}
