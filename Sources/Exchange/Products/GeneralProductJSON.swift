import Domain

/// Products of shops without a mapper of their own, by the common names of fields.
enum GeneralProductJSON {
  static func fits(_ has: (String) -> Bool) -> Bool {
    (has("name") || has("title")) && (has("sku") || has("price") || has("variants"))
  }

  static func items(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let id = map.first(value, "handle", "slug", "id", "sku")
    if id.isEmpty { return map.refused(.missingId, "id") }
    let title = map.first(value, "title", "name")
    if title.isEmpty { return map.refused(.missingValue, "title") }
    _ = map.takeCurrency(value["currency"], "currency")
    var product = Product(
      id: 0, version: 0, number: id, title: title, brand: map.first(value, "vendor", "brand", "manufacturer"),
      category: map.first(value, "category", "product_type", "type"),
      body: map.first(value, "body_html", "description", "body")
    )
    let variants = value["variants"]?.elements.filter(\.isObject) ?? []
    for (place, item) in (variants.isEmpty ? [value] : variants).enumerated() {
      let field = variants.isEmpty ? "" : "variants[\(place)]."
      var variant = Variant(position: place + 1, sku: map.text(item["sku"]))
      let price = GeneralOrderJSON.amount(["price", "calculated_price", "retail_price"], item, map, in: field)
      variant.prices = price.map { [Money(minorUnits: $0, currency: map.currency)] } ?? []
      let code = map.first(item, "barcode", "upc", "gtin", "ean")
      if !code.isEmpty { variant.barcodes = [Barcode(code: code)] }
      product.variants.append(variant)
    }
    let revised = GeneralOrderJSON.time(["updated_at", "date_modified", "updatedAt", "modified_at"], value, map)
    return map.items(
      IncomingProduct(externalId: id, revisedAt: revised, product: product, raw: value.source, line: line, rowCount: 1))
  }
}
