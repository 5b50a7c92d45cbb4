import Domain

/// Products as Shopify's GraphQL names their fields.
enum ShopifyBulkProduct {
  static func items(_ group: ShopifyBulkGroup, _ map: JSONMapping) -> [IntakeItem] {
    let node = group.node
    let handle = map.text(node["handle"])
    if handle.isEmpty { return map.refused(.missingId, "handle") }
    let title = map.text(node["title"])
    if title.isEmpty { return map.refused(.missingValue, "title") }
    var product = Product(
      id: 0, version: 0, number: handle, title: title, brand: map.text(node["vendor"]),
      category: map.text(node["productType"]), body: map.first(node, "descriptionHtml", "bodyHtml", "description"),
      tags: ShopifyBulkOrder.tags(of: node) ?? [])
    product.optionNames = (node["options"]?.elements ?? []).prefix(10).map { map.text($0["name"]) }
    let nested = ["images", "media"].flatMap { ShopifyBulkGroup.nodes(node[$0]) }
    for child in group.children + nested {
      if let address = ["url", "src", "originalSrc"].lazy.compactMap({ (child["image"] ?? child)[$0]?.text }).first {
        product.images.append(
          ProductImage(address: address, position: product.images.count + 1, alt: map.first(child, "altText", "alt")))
      }
    }
    for (place, child) in group.children("ProductVariant", in: "variants").enumerated() {
      let field = "variants[\(place)]"
      var variant = Variant(position: place + 1, sku: map.text(child["sku"]))
      for option in child["selectedOptions"]?.elements ?? [] {
        let name = map.text(option["name"])
        if !product.optionNames.contains(name), product.optionNames.count < 10 { product.optionNames.append(name) }
      }
      variant.optionValues = product.optionNames.map { name in
        let chosen = (child["selectedOptions"]?.elements ?? []).first { map.text($0["name"]) == name }
        return map.text(chosen?["value"])
      }
      if let price = map.amount(child["price"], field + ".price") {
        variant.prices = [Money(minorUnits: price, currency: map.currency)]
      }
      if let before = map.amount(child["compareAtPrice"], field + ".compareAtPrice") {
        variant.compareAtPrice = Money(minorUnits: before, currency: map.currency)
      }
      let code = map.text(child["barcode"])
      if !code.isEmpty { variant.barcodes = [Barcode(code: code)] }
      product.variants.append(variant)
    }
    let revised = map.time(node["updatedAt"], "updatedAt")
    return map.items(
      IncomingProduct(
        externalId: handle, revisedAt: revised, product: product, raw: group.raw, line: group.line,
        rowCount: group.rowCount))
  }
}
