import Domain

/// Products of Shopify's Admin REST interface (`products.json`, `product.json`, product listings, tap-shopify).
///
/// The external id is the handle, because the CSV export knows no other; the id stays in `raw`.
enum ShopifyProductJSON {
  static func fits(_ has: (String) -> Bool) -> Bool {
    has("variants") && (has("handle") || has("body_html") || has("product_type")) && has("title")
  }

  static func items(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let handle = map.first(value, "handle", "id", "product_id")
    if handle.isEmpty { return map.refused(.missingId, "handle") }
    let title = map.text(value["title"])
    if title.isEmpty { return map.refused(.missingValue, "title") }
    var product = Product(
      id: 0, version: 0, number: handle, title: title, brand: map.text(value["vendor"]),
      category: map.text(value["product_type"]), body: map.text(value["body_html"])
    )
    if let tags = value["tags"] {
      let words =
        tags.isArray ? tags.elements.compactMap(\.text) : map.text(tags).split(separator: ",").map(String.init)
      product.tags = Tags.cleaned(words)
    }
    let options = (value["options"]?.elements ?? []).map { $0.text ?? map.text($0["name"]) }
    product.optionNames = Array(options.filter { !$0.isEmpty }.prefix(10))
    product.images = images(value, map)
    for (place, variant) in (value["variants"]?.elements ?? []).enumerated() {
      product.variants.append(self.variant(variant, place, product.optionNames.count, map))
    }
    let revised = map.time(value["updated_at"], "updated_at")
    return map.items(
      IncomingProduct(
        externalId: handle, revisedAt: revised, product: product, raw: value.source, line: line, rowCount: 1))
  }

  private static func images(_ value: JSONValue, _ map: JSONMapping) -> [ProductImage] {
    var images: [ProductImage] = []
    for image in value["images"]?.elements ?? [] {
      let address = map.text(image["src"])
      if address.isEmpty { continue }
      let position = map.count(image["position"], "images.position").flatMap(Int.init(exactly:)) ?? images.count + 1
      images.append(ProductImage(address: address, position: position, alt: map.text(image["alt"])))
    }
    return images
  }

  private static func variant(_ value: JSONValue, _ place: Int, _ options: Int, _ map: JSONMapping) -> Variant {
    let field = "variants[\(place)]"
    var variant = Variant(position: place + 1, sku: map.text(value["sku"]))
    let named = (value["option_values"]?.elements ?? []).map { map.text($0["value"]) }
    let numbered = (1...max(1, options)).map { map.text(value["option\($0)"]) }
    variant.optionValues = Array((named.isEmpty ? numbered : named).prefix(max(options, 0)))
    if let price = map.amount(value["price"], field + ".price") {
      variant.prices = [Money(minorUnits: price, currency: map.currency)]
    }
    if let before = map.amount(value["compare_at_price"], field + ".compare_at_price") {
      variant.compareAtPrice = Money(minorUnits: before, currency: map.currency)
    }
    let code = map.text(value["barcode"])
    if !code.isEmpty { variant.barcodes = [Barcode(code: code)] }
    variant.declared.grams = map.count(value["grams"], field + ".grams") ?? weight(value, field, map)
    variant.requiresShipping = value["requires_shipping"]?.flag ?? true
    variant.taxable = value["taxable"]?.flag ?? true
    // What the product CSV calls by these names, so that it can go out again.
    for (key, name) in [
      ("inventory_quantity", "Variant Inventory Qty"), ("inventory_policy", "Variant Inventory Policy"),
      ("inventory_management", "Variant Inventory Tracker"), ("fulfillment_service", "Variant Fulfillment Service"),
      ("tax_code", "Variant Tax Code"),
    ] {
      let text = map.text(value[key])
      if !text.isEmpty { variant.extras[name] = text }
    }
    return variant
  }

  private static func weight(_ value: JSONValue, _ field: String, _ map: JSONMapping) -> Int64? {
    guard let text = value["weight"]?.text, let unit = value["weight_unit"]?.text else { return nil }
    if let grams = JSONMeasure.grams(text, unit: unit) { return grams }
    map.fault(.wrongNumber, field + ".weight", text + " " + unit, at: value)
    return nil
  }
}
