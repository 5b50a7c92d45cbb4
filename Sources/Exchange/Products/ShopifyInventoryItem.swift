import Domain

/// Shopify's inventory items: what is known of a variant's thing beside its price, found by the SKU.
enum ShopifyInventoryItem {
  static func fits(_ has: (String) -> Bool) -> Bool {
    has("sku") && !has("available") && !has("price")
      && (has("country_code_of_origin") || has("harmonized_system_code") || has("tracked") && has("created_at")
        || has("countryCodeOfOrigin") || has("harmonizedSystemCode"))
  }

  static func items(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let id = map.text(value["id"]).split(separator: "/").last.map(String.init) ?? ""
    if id.isEmpty { return map.refused(.missingId, "id") }
    let sku = map.text(value["sku"])
    if sku.isEmpty { return map.refused(.missingValue, "sku") }
    var variant = Variant(position: 1, sku: sku)
    variant.requiresShipping = (value["requires_shipping"] ?? value["requiresShipping"])?.flag ?? true
    let origin = map.first(value, "country_code_of_origin", "countryCodeOfOrigin")
    if !origin.isEmpty {
      variant.customs.origin = Countries.code(origin) ?? ""
      if variant.customs.origin.isEmpty { map.note(.unknownCountry, "country_code_of_origin", origin) }
    }
    let hs = map.first(value, "harmonized_system_code", "harmonizedSystemCode")
    variant.customs.hsCode = hs.filter { $0.isASCII && $0.isNumber }
    let code = map.text(value["barcode"])
    if !code.isEmpty { variant.barcodes = [Barcode(code: code)] }
    let weight = value["measurement", "weight"] ?? value["weight"]
    variant.declared.grams = JSONMeasure.grams(weight)
    let cost = map.text(value["cost"]).isEmpty ? map.text(value["unitCost", "amount"]) : map.text(value["cost"])
    // What the product CSV calls by this name, so that it can go out again.
    if !cost.isEmpty { variant.extras["Cost per item"] = cost }
    var product = Product(id: 0, version: 0, number: sku, title: sku)
    product.variants = [variant]
    var incoming = IncomingProduct(
      externalId: "item:" + id,
      revisedAt: value.has("updated_at")
        ? map.time(value["updated_at"], "updated_at") : map.time(value["updatedAt"], "updatedAt"),
      product: product, raw: value.source, line: line, rowCount: 1)
    incoming.part = .init(productId: "")
    return map.items(incoming)
  }
}
