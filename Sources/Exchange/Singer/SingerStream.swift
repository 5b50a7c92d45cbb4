import Domain

/// A stream as its SCHEMA describes it, and the mapper that fits it.
struct SingerStream {
  typealias Mapper = (JSONValue, Int, ReadingContext) -> [IntakeItem]

  let name: String
  let properties: Set<String>

  /// nil: nothing here takes such records in. The properties decide; the stream's name only where they are common.
  func mapper(of record: JSONValue) -> Mapper? {
    let has: (String) -> Bool = { properties.contains($0) || record.has($0) }
    if SingerShop.isShopifyNode(record) {
      return { ShopifyBulkGroup(nested: $0, line: $1).items($2) }
    }
    if has("financial_status"), has("line_items") { return ShopifyOrderJSON.items(_:line:context:) }
    if WooCommerceOrderJSON.fits(has) { return WooCommerceOrderJSON.items(_:line:context:) }
    if EbayOrderJSON.fits(has) { return EbayOrderJSON.items(_:line:context:) }
    if has("AmazonOrderId"), AmazonOrderJSON.fits(record) { return AmazonOrderJSON.items(_:line:context:) }
    if AmazonOrder2026JSON.fits(record) { return AmazonOrder2026JSON.items(_:line:context:) }
    if has("inventory_item_id"), has("available") { return StockJSON.shopifyLevel(_:line:context:) }
    if ShopifyInventoryItem.fits(has) { return ShopifyInventoryItem.items(_:line:context:) }
    if ShopifyProductJSON.fits(has) { return ShopifyProductJSON.items(_:line:context:) }
    if WooCommerceProductJSON.fits(has) { return WooCommerceProductJSON.items(_:line:context:) }
    switch kind {
    case "order", "orders", "sales_orders", "salesorders":
      return general(GeneralOrderJSON.fits(has), GeneralOrderJSON.items)
    case "product", "products": return general(GeneralProductJSON.fits(has), GeneralProductJSON.items)
    default: return nil
    }
  }

  /// Why a record of a stream that is known by its name cannot be read: the field and what was expected there. nil: the
  /// stream is of no kind that is taken in here.
  func fault(of record: JSONValue, line: Int) -> RowIssue? {
    func isFilled(_ keys: [String]) -> Bool { keys.contains { !(record[$0]?.text ?? "").isEmpty } }
    switch kind {
    case "order", "orders", "sales_orders", "salesorders":
      if !isFilled(GeneralOrderJSON.idKeys) { return RowIssue(line: line, field: "id", code: .missingId) }
      return RowIssue(
        line: line, field: "line_items", code: .wrongRecord, found: "an order's lines or its total were expected")
    case "product", "products":
      if !isFilled(["handle", "slug", "id", "sku"]) { return RowIssue(line: line, field: "id", code: .missingId) }
      if !isFilled(["title", "name"]) { return RowIssue(line: line, field: "title", code: .missingValue) }
      return RowIssue(
        line: line, field: "variants", code: .wrongRecord, found: "a product's variants, SKU or price were expected")
    default: return nil
    }
  }

  private func general(_ fits: Bool, _ mapper: @escaping Mapper) -> Mapper? { fits ? mapper : nil }

  /// The stream's name without what stands before it: `bigcommerce-orders`, `public.orders` → `orders`.
  private var kind: String {
    let folded = name.lowercased()
    guard let cut = folded.lastIndex(where: { $0 == "-" || $0 == "." || $0 == "/" || $0 == ":" }) else { return folded }
    return String(folded[folded.index(after: cut)...])
  }
}
