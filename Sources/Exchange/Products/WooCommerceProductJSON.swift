import Domain

/// Products of WooCommerce's REST interface. A variable product names its variations by id only; they come as stock
/// keeping units of their own, with `parent_id`.
enum WooCommerceProductJSON {
  static func fits(_ has: (String) -> Bool) -> Bool {
    has("regular_price") && has("name") && (has("stock_status") || has("manage_stock"))
  }

  static func items(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let id = map.first(value, "slug", "id")
    if id.isEmpty { return map.refused(.missingId, "id") }
    if map.text(value["type"]) == "variation" { return map.skipped(.notThisKind, "variation") }
    let title = map.text(value["name"])
    if title.isEmpty { return map.refused(.missingValue, "name") }
    func names(_ key: String) -> [String] { (value[key]?.elements ?? []).map { map.text($0["name"]) } }
    var product = Product(
      id: 0, version: 0, number: id, title: title, brand: names("brands").first ?? "",
      category: names("categories").joined(separator: " / "),
      body: map.first(value, "description", "short_description"),
      tags: Tags.cleaned(names("tags"))
    )
    product.images = (value["images"]?.elements ?? []).enumerated().map {
      ProductImage(address: map.text($0.element["src"]), position: $0.offset + 1, alt: map.text($0.element["alt"]))
    }
    var variant = Variant(position: 1, sku: map.text(value["sku"]))
    if let price = map.amount(value["regular_price"], "regular_price") ?? map.amount(value["price"], "price") {
      variant.prices = [Money(minorUnits: price, currency: map.currency)]
    }
    if let sale = map.amount(value["sale_price"], "sale_price"), let regular = variant.prices.first {
      variant.compareAtPrice = regular
      variant.prices = [Money(minorUnits: sale, currency: map.currency)]
    }
    variant.requiresShipping = value["shipping_required"]?.flag ?? !(value["virtual"]?.flag ?? false)
    variant.taxable = map.text(value["tax_status"]) != "none"
    let code = map.text(value["global_unique_id"])
    if !code.isEmpty { variant.barcodes = [Barcode(code: code)] }
    for key in ["stock_quantity", "weight"] {
      let text = map.text(value[key])
      if !text.isEmpty { variant.extras[key] = text }
    }
    product.variants = [variant]
    return map.items(
      IncomingProduct(
        externalId: id, revisedAt: WooCommerceOrderJSON.time("date_modified", value, map), product: product,
        raw: value.source, line: line, rowCount: 1))
  }
}
