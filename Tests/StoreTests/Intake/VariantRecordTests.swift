import Domain
import Store
import Testing

/// Records of one variant alone find the product that they belong to.
@Suite struct VariantRecordTests {
  private func part(_ id: String, _ variant: Variant, of product: String = "") -> IntakeItem {
    var incoming = IncomingProduct(
      externalId: id, product: Product(id: 0, version: 0, number: id, title: id), raw: "\(id) \(variant)", line: 2,
      rowCount: 1)
    incoming.product.variants = [variant]
    incoming.part = .init(productId: product)
    return .product(incoming)
  }

  private func parent() -> IntakeItem {
    var product = Product(id: 0, version: 0, number: "hoodie", title: "Hoodie")
    product.optionNames = ["Size"]
    product.variants = [Variant(position: 1, sku: "HOOD")]
    var incoming = IncomingProduct(externalId: "hoodie", product: product, raw: "parent", line: 2, rowCount: 1)
    incoming.sourceId = "17"
    incoming.keepsVariants = true
    return .product(incoming)
  }

  @Test func `Variations join the product that they name, and stay when it comes again`() throws {
    let shop = try Shop()
    try shop.take([parent()])
    let small = Variant(position: 1, sku: "HOOD-S", optionValues: ["S"], barcodes: [Barcode(code: "4006381333931")])
    let large = Variant(position: 1, sku: "HOOD-L", optionValues: ["L"])
    #expect(try shop.take([part("variation:18", small, of: "17")]) == [.updated(1)])
    #expect(try shop.take([part("variation:19", large, of: "17")]) == [.updated(1)])
    #expect(try shop.product(1)?.variants.map(\.sku) == ["HOOD-S", "HOOD-L"])
    #expect(try shop.take([part("variation:18", small, of: "17"), parent()]) == [.unchanged(1), .unchanged(1)])
    #expect(try shop.product(1)?.variants.count == 2)
    #expect(try shop.findings() == [])
  }

  @Test func `An inventory item adds what it knows to its SKU; one of no product is refused with what to do`() throws {
    let shop = try Shop()
    try shop.take([parent()])
    var item = Variant(position: 1, sku: "hood", extras: ["Cost per item": "4.20"])
    item.customs = CustomsProfile(hsCode: "611020", origin: "PT")
    let outcome = try shop.take([part("item:1", item)])
    #expect(outcome == [.updated(1)])
    let variant = try shop.product(1)?.variants.first
    #expect(variant?.customs.origin == "PT" && variant?.customs.hsCode == "611020")
    #expect(variant?.extras["Cost per item"] == "4.20" && variant?.sku == "hood")
    guard case .refused(let issue) = try shop.take([part("item:2", Variant(position: 1, sku: "NONE"))])[0] else {
      Issue.record("taken in")
      return
    }
    #expect(issue.code == .unknownVariant && issue.message.contains("take in its product first"))
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try shop.product(1)?.variants.first?.customs.origin == "")
    #expect(try shop.findings() == [])
  }
}
