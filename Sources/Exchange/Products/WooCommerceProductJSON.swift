import Domain

/// Products of WooCommerce's REST interface. A variable product names its variations by id, or holds them where the
/// source put them in.
enum WooCommerceProductJSON {
  static func fits(_ has: (String) -> Bool) -> Bool {
    has("regular_price") && (has("name") || has("parent_id") || has("attributes") && has("sku"))
      && (has("stock_status") || has("manage_stock"))
  }

  static func items(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let id = map.first(value, "slug", "id")
    if id.isEmpty { return map.refused(.missingId, "id") }
    if isVariation(value) { return variation(value, map) }
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
    let choices = (value["attributes"]?.elements ?? []).filter { $0["variation"]?.flag == true }
    product.optionNames = Array(choices.map { map.text($0["name"]) }.filter { !$0.isEmpty }.prefix(10))
    // Variations that are named by number alone come in by themselves, if at all.
    let variations = (value["variations"]?.elements ?? []).filter(\.isObject)
    product.variants = variations.enumerated().map { variant($0.element, $0.offset + 1, product.optionNames, map) }
    if product.variants.isEmpty { product.variants = [variant(value, 1, [], map)] }
    var incoming = IncomingProduct(
      externalId: id, revisedAt: WooCommerceOrderJSON.time("date_modified", value, map), product: product,
      raw: value.source, line: line, rowCount: 1)
    incoming.sourceId = map.text(value["id"])
    incoming.keepsVariants = variations.isEmpty && value["variations"]?.elements.isEmpty == false
    return map.items(incoming)
  }

  /// An answer of `products/ID/variations`, and what newer versions call so themselves.
  static func isVariation(_ value: JSONValue) -> Bool {
    if value["type"]?.text == "variation" { return true }
    let parent = value["parent_id"]?.text ?? ""
    return !parent.isEmpty && parent != "0" && !value.has("variations") && value.has("attributes")
  }

  /// A variation by itself: its product is the one whose number it names.
  private static func variation(_ value: JSONValue, _ map: JSONMapping) -> [IntakeItem] {
    let id = map.text(value["id"])
    let names = (value["attributes"]?.elements ?? []).map { map.text($0["name"]) }
    let variant = variant(value, 1, names, map)
    var product = Product(id: 0, version: 0, number: id, title: map.first(value, "name", "sku", "id"))
    product.variants = [variant]
    var incoming = IncomingProduct(
      externalId: "variation:" + id, revisedAt: WooCommerceOrderJSON.time("date_modified", value, map),
      product: product, raw: value.source, line: map.line, rowCount: 1)
    incoming.part = .init(productId: map.text(value["parent_id"]))
    return map.items(incoming)
  }

  private static func variant(_ value: JSONValue, _ position: Int, _ options: [String], _ map: JSONMapping) -> Variant {
    var variant = Variant(position: position, sku: map.text(value["sku"]))
    let chosen = value["attributes"]?.elements ?? []
    variant.optionValues = options.map { name in
      map.text(chosen.first { map.text($0["name"]).lowercased() == name.lowercased() }?["option"])
    }
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
    // Weight has no unit here: the shop's settings hold it, and no answer tells it.
    for key in ["stock_quantity", "weight"] {
      let text = map.text(value[key])
      if !text.isEmpty { variant.extras[key] = text }
    }
    return variant
  }
}
