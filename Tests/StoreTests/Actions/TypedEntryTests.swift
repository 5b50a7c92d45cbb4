import Domain
import Store
import Testing

/// What hands type when they slip.
@Suite struct TypedEntryTests {
  @Test func `A SKU with blanks around it is the same SKU, and one with unseen characters is none`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: " MUG-1 ")
    #expect(try shop.integer("SELECT COUNT(*) FROM variants WHERE sku = 'MUG-1'") == 1)
    #expect(throws: ActionRefusal.product(.skuTaken("MUG-1"))) {
      try shop.perform("createProduct", fields: ["number": "other", "title": "Other", "sku": "MUG-1 "])
    }
    #expect(throws: ActionRefusal.product(.numberTaken("p- MUG-1"))) {
      try shop.perform("createProduct", fields: ["number": "p- MUG-1", "title": "Other"])
    }
    #expect(throws: ActionRefusal.product(.skuTaken("MUG-1"))) {
      try shop.perform("addAlias", mug, fields: ["alias": " MUG-1"])
    }
    for sku in ["MUG\u{1b}[2J", "MUG\u{202e}1"] {
      #expect(throws: ActionRefusal.self, "\(sku)") { try shop.perform("editVariant", mug, fields: ["sku": sku]) }
    }
    #expect(throws: ActionRefusal.product(.unknownCountry("ZZ"))) {
      try shop.perform("editVariant", mug, fields: ["origin": "ZZ"])
    }
    try shop.perform("editVariant", mug, fields: ["origin": "de"])
  }

  @Test func `An order's number with blanks around it is taken, and one with unseen characters is refused`() throws {
    let shop = try Shop()
    _ = try shop.account()
    func enter(_ number: String) throws -> ActionResult {
      try shop.perform("enterOrder", fields: ["channel": "shop", "lines": "MUG *2@12.50", "number": number])
    }
    let made = try enter("1001 ")
    let order = try #require(try shop.order(made.subject ?? -1))
    #expect(order.number == "SHOP-1001" && order.lines.map(\.sku) == ["MUG"])
    #expect(throws: ActionRefusal.badField("number", found: "1001", expected: .notTaken(.orderNumber))) {
      try enter(" 1001")
    }
    #expect(throws: ActionRefusal.self) { try enter("1002\u{202e}") }
    #expect(throws: ActionRefusal.self) {
      try shop.perform("enterOrder", fields: ["channel": "shop", "lines": "MU\u{7}G*2@12.50"])
    }
    #expect(throws: ActionRefusal.self) {
      try shop.perform("rescheduleOrder", order.id, fields: ["shipBy": "2026-10-09", "deliverBy": "2026-10-08"])
    }
    try shop.perform("rescheduleOrder", order.id, fields: ["shipBy": "2026-10-07", "deliverBy": "2026-10-08"])
    #expect(throws: ActionRefusal.self) {
      try shop.perform("rescheduleOrder", order.id, fields: ["shipBy": "2026-10-09"])
    }
  }

  @Test func `A text that is translated anew keeps its place, and the same text its review`() throws {
    let shop = try Shop()
    let made = try shop.perform("createProduct", fields: ["number": "mug", "title": "Mug"])
    let id = try #require(made.subject)
    func translate(_ locale: String, _ text: String) throws {
      try shop.perform("translateProduct", id, fields: ["locale": locale, "field": "title", "text": text])
    }
    try translate("de", "Becher")
    try translate("fr", "Tasse")
    try shop.perform("approveTranslation", id, fields: ["locale": "de", "field": "title"])
    #expect(throws: ActionRefusal.order(.unchanged)) { try translate("de", "Becher") }
    let reviewed = try #require(try shop.product(id)?.translations.first)
    #expect(reviewed.reviewedVersion != nil)
    try translate("de", "Tasse")
    #expect(try shop.product(id)?.translations.map(\.locale) == ["de", "fr"])
    #expect(try shop.product(id)?.translations.first?.reviewedVersion == nil)
    #expect(throws: ActionRefusal.self) { try translate("xx-nonsense", "Tasse") }
  }

  @Test func `A view that leads back to itself is not kept`() throws {
    let shop = try Shop()
    func save(_ name: String, _ sentence: String) throws {
      try shop.perform("saveView", fields: ["name": name, "sentence": sentence])
    }
    try save("mine", "orders status:paid")
    try save("我的", "orders @mine")
    #expect(throws: SentenceError.self) { try save("mine", "orders @我的") }
    #expect(throws: SentenceError.self) { try save("mine", "orders @mine") }
    try save("mine", "orders status:unpaid")
  }
}
