import Domain
import Store
import Testing

/// What a product and its variants hold is set by actions, journalled and taken back.
@Suite struct ProductActionTests {
  private func mug(_ shop: Shop) throws -> Product {
    let made = try shop.perform("createProduct", fields: ["number": "mug", "title": "Mug", "sku": "MUG-1"])
    return try #require(try shop.product(made.subject ?? -1))
  }

  /// Does it, checks it, takes it back, checks that nothing is left of it, and redoes it.
  private func thereAndBack(
    _ shop: Shop, _ product: Product, _ action: String, on subject: Int64, _ fields: [String: String],
    _ check: (Product) -> Bool
  ) throws {
    let before = try #require(try shop.product(product.id))
    try shop.perform(action, subject, fields: fields)
    let after = try #require(try shop.product(product.id))
    #expect(check(after), "\(action) \(fields)")
    let undone = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try shop.product(product.id)?.snapshot == before.snapshot, "undo of \(action)")
    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    #expect(try shop.product(product.id).map(check) == true, "redo of \(action)")
  }

  @Test func `Everything that a variant holds is edited and taken back`() throws {
    let shop = try Shop()
    let product = try mug(shop)
    let id = try #require(product.variants.first?.id)
    func edit(_ fields: [String: String], _ check: @escaping (Variant) -> Bool) throws {
      try thereAndBack(shop, product, "editVariant", on: id, fields) { $0.variants.first.map(check) ?? false }
    }
    try edit(["sku": "mug-2"]) { $0.sku == "mug-2" }
    try edit(["barcodes": "4006381333931,4006381333948*12"]) { $0.barcodes.map(\.packQuantity) == [1, 12] }
    try edit(["hs": "6912.00", "origin": "cn", "declaredName": "Ceramic mug", "material": "clay", "mid": "CNABC"]) {
      $0.customs
        == CustomsProfile(hsCode: "691200", origin: "CN", declaredName: "Ceramic mug", material: "clay", mid: "CNABC")
    }
    try edit(["hazards": "lithiumIonInEquipment,magnet,liquid"]) {
      $0.hazards == [.lithiumIonInEquipment, .magnet, .liquid]
    }
    try edit(["grams": "350", "length": "120", "width": "80", "height": "95"]) {
      $0.declared == Measures(grams: 350, lengthMillimetres: 120, widthMillimetres: 80, heightMillimetres: 95)
    }
    try edit(["measuredGrams": "361", "measuredLength": "121", "measuredWidth": "81", "measuredHeight": "96"]) {
      $0.measured == Measures(grams: 361, lengthMillimetres: 121, widthMillimetres: 81, heightMillimetres: 96)
        && $0.declared.grams == 350
    }
    try edit(["price": "12.30 EUR"]) { $0.prices == [Money(minorUnits: 1230, currency: .euro)] }
    try edit(["price": "1500 JPY"]) { $0.prices.count == 2 }
    try edit(["requiresShipping": "no", "taxable": "no"]) { !$0.requiresShipping && !$0.taxable }
    #expect(try shop.findings() == [])
  }

  @Test(arguments: [
    ["hs": "12"], ["hs": "69A2"], ["origin": "CHN"], ["hazards": "fire"], ["grams": "-1"], ["grams": "1.5"],
    ["barcodes": "1*0"], ["barcodes": "1,1*2"], ["price": "12.30"], ["price": "12.305 EUR"], ["price": "12.5 JPY"],
    ["price": "-1 EUR"], ["options": "Red"], ["taxable": "perhaps"],
  ])
  func `What is no fact of a variant is refused`(fields: [String: String]) throws {
    let shop = try Shop()
    let id = try #require(try mug(shop).variants.first?.id)
    let entries = try shop.integer("SELECT COUNT(*) FROM journal")
    #expect(throws: ActionRefusal.self) { try shop.perform("editVariant", id, fields: fields) }
    #expect(try shop.integer("SELECT COUNT(*) FROM journal") == entries)
  }

  @Test func `A SKU is unique without letter case, in a product and among all`() throws {
    let shop = try Shop()
    let product = try mug(shop)
    try shop.perform("addVariant", product.id, fields: ["sku": "MUG-2"])
    let second = try #require(try shop.product(product.id)?.variants.last?.id)
    #expect(throws: ActionRefusal.product(.skuTaken("mug-1"))) {
      try shop.perform("editVariant", second, fields: ["sku": "mug-1"])
    }
    #expect(throws: ActionRefusal.product(.skuTaken("Mug-2"))) {
      try shop.perform("createProduct", fields: ["number": "other", "title": "x", "sku": "Mug-2"])
    }
    #expect(throws: ActionRefusal.product(.numberTaken("MUG"))) {
      try shop.perform("createProduct", fields: ["number": "MUG", "title": "x"])
    }
  }

  @Test func `Variants and options come and go`() throws {
    let shop = try Shop()
    let product = try mug(shop)
    try thereAndBack(shop, product, "setOptions", on: product.id, ["options": "Colour,Size"]) {
      $0.optionNames == ["Colour", "Size"]
    }
    try shop.perform(
      "addVariant", product.id, fields: ["sku": "MUG-RED", "options": "Red,XL", "price": "5 EUR", "barcodes": "42*6"])
    let red = try #require(try shop.product(product.id)?.variants.last)
    #expect(red.optionValues == ["Red", "XL"])
    #expect(red.id != 0)
    #expect(throws: ActionRefusal.product(.optionsTaken(["red", "XL"], by: "MUG-RED"))) {
      try shop.perform("addVariant", product.id, fields: ["sku": "MUG-R2", "options": "red,XL"])
    }
    #expect(throws: ActionRefusal.product(.optionsTaken(["Red", "xl"], by: "MUG-RED"))) {
      let first = try #require(try shop.product(product.id)?.variants.first?.id)
      try shop.perform("editVariant", first, fields: ["options": "Red,xl"])
    }
    let undone = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try shop.product(product.id)?.variants.count == 1)
    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    #expect(try shop.product(product.id)?.variants.last?.sku == "MUG-RED")

    let id = try #require(try shop.product(product.id)?.variants.last?.id)
    try shop.perform("addAlias", id, fields: ["alias": "OLD"])
    #expect(throws: ActionRefusal.product(.variantInUse("MUG-RED"))) { try shop.perform("removeVariant", id) }
    try shop.perform("removeAlias", id, fields: ["alias": "OLD"])
    try shop.perform("removeVariant", id)
    #expect(try shop.product(product.id)?.variants.count == 1)
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try shop.product(product.id)?.variants.last?.barcodes.map(\.packQuantity) == [6])
    #expect(try shop.findings() == [])
  }

  @Test func `One code stands for one SKU, but for packs of another size`() throws {
    let shop = try Shop()
    let product = try mug(shop)
    let first = try #require(product.variants.first?.id)
    try shop.perform("editVariant", first, fields: ["barcodes": "4006381333931"])
    #expect(throws: ActionRefusal.product(.barcodeTaken("4006381333931", by: product.variants[0].sku))) {
      try shop.perform("addVariant", product.id, fields: ["sku": "MUG-2", "barcodes": "4006381333931"])
    }
    try shop.perform("addVariant", product.id, fields: ["sku": "MUG-2", "barcodes": "4006381333931*6"])
    let second = try #require(try shop.product(product.id)?.variants.last?.id)
    #expect(throws: ActionRefusal.product(.barcodeTaken("4006381333931", by: product.variants[0].sku))) {
      try shop.perform("editVariant", second, fields: ["barcodes": "4006381333931"])
    }
    try shop.perform("editVariant", first, fields: ["barcodes": "4006381333931,42"])
    let other = try #require(
      try shop.perform("createProduct", fields: ["number": "cup", "title": "Cup", "sku": "CUP"]).subject)
    let cup = try #require(try shop.product(other)?.variants.first?.id)
    #expect(throws: ActionRefusal.product(.barcodeTaken("42", by: "MUG-1"))) {
      try shop.perform("editVariant", cup, fields: ["barcodes": "42"])
    }
    #expect(try shop.findings() == [])
  }

  @Test func `Pictures come and go by address, numbered from one`() throws {
    let shop = try Shop()
    let product = try mug(shop)
    try thereAndBack(shop, product, "addImage", on: product.id, ["address": "https://example.com/a.jpg"]) {
      $0.images.map(\.position) == [1]
    }
    try thereAndBack(
      shop, product, "addImage", on: product.id,
      ["address": "https://example.com/b.jpg", "alt": "front", "position": "1"]
    ) { $0.images.map(\.alt) == ["front", ""] && $0.images.map(\.position) == [1, 2] }
    try thereAndBack(shop, product, "removeImage", on: product.id, ["address": "https://example.com/a.jpg"]) {
      $0.images.map(\.position) == [1]
    }
    for address in ["a.jpg", "file:///etc/passwd", "https://a b", "https://example.com/b.jpg"] {
      #expect(throws: ActionRefusal.self) { try shop.perform("addImage", product.id, fields: ["address": address]) }
    }
  }

  @Test func `A translation has its origin and its review, and loses the review with a new text`() throws {
    let shop = try Shop()
    let product = try mug(shop)
    let text = ["locale": "ZH_hans", "field": "title", "text": "马克杯", "origin": "machine"]
    try thereAndBack(shop, product, "translateProduct", on: product.id, text) {
      $0.translations.map(\.locale) == ["zh-Hans"] && $0.translations.first?.origin == .machine
        && $0.translations.first?.reviewedVersion == nil
    }
    try thereAndBack(shop, product, "approveTranslation", on: product.id, ["locale": "zh-hans", "field": "title"]) {
      $0.translations.first?.reviewedVersion != nil
    }
    try shop.perform(
      "translateProduct", product.id, fields: ["locale": "zh-Hans", "field": "title", "text": "蓝色马克杯"])
    #expect(try shop.product(product.id)?.translations.first?.reviewedVersion == nil)
    #expect(try shop.product(product.id)?.translations.first?.origin == .human)
    try thereAndBack(shop, product, "removeTranslation", on: product.id, ["locale": "zh-Hans", "field": "title"]) {
      $0.translations.isEmpty
    }
    for locale in ["x", "german!", "123", ""] {
      #expect(throws: ActionRefusal.self) {
        try shop.perform("translateProduct", product.id, fields: ["locale": locale, "field": "title", "text": "x"])
      }
    }
  }

  @Test func `A review goes through its states by actions, and by no other way`() throws {
    let shop = try Shop()
    let id = try mug(shop).id
    for (action, state) in [
      ("submitProduct", ReviewState.inReview), ("rejectProduct", .rejected), ("reviseProduct", .draft),
      ("submitProduct", .inReview), ("approveProduct", .approved), ("retireProduct", .retired),
      ("reviveProduct", .draft),
    ] {
      try shop.perform(action, id)
      #expect(try shop.product(id)?.review == state)
    }
    #expect(throws: ActionRefusal.product(.wrongReview(.draft, for: .approve))) {
      try shop.perform("approveProduct", id)
    }
  }
}
