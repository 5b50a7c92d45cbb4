import Domain

/// Products of Amazon's Listings Items (2021-08-01: a SKU each) and Catalog Items (2020-12-01, 2022-04-01:
/// an ASIN each).
enum AmazonProductJSON {
  static func isListing(_ value: JSONValue) -> Bool { value.has("sku") && value.has("summaries") }
  static func isCatalogItem(_ value: JSONValue) -> Bool { value.has("asin") && value.has("summaries") }

  static func listing(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let sku = map.text(value["sku"])
    if sku.isEmpty { return map.refused(.missingId, "sku") }
    let summaries = value["summaries"]?.elements ?? []
    let title = map.text(summaries.first?["itemName"])
    if title.isEmpty { return map.refused(.missingValue, "summaries.itemName") }
    var product = Product(
      id: 0, version: 0, number: sku, title: title, category: map.text(summaries.first?["productType"]))
    var variant = Variant(position: 1, sku: sku)
    variant.prices = prices(value["offers"]?.elements ?? [], map)
    if let asin = summaries.first?["asin"]?.text { variant.extras["asin"] = asin }
    let fnsku = map.text(summaries.first?["fnSku"])
    if !fnsku.isEmpty { variant.extras["fnsku"] = fnsku }
    readAttributes(value["attributes"], &product, &variant, map)
    if product.images.isEmpty, let link = summaries.first?["mainImage", "link"]?.text {
      product.images = [ProductImage(address: link, position: 1)]
    }
    product.variants = [variant]
    let revised = summaries.compactMap { map.time($0["lastUpdatedDate"], "summaries.lastUpdatedDate") }.max()
    return map.items(
      IncomingProduct(externalId: sku, revisedAt: revised, product: product, raw: value.source, line: line, rowCount: 1)
    )
  }

  /// One price a currency: the first consumer offer of each.
  private static func prices(_ offers: [JSONValue], _ map: JSONMapping) -> [Money] {
    var prices: [Money] = []
    for offer in offers where map.text(offer["offerType"]) != "B2B" {
      guard
        let currency = map.takeCurrency(
          offer["price"]?["currencyCode"] ?? offer["price"]?["currency"], "offers.price.currencyCode")
      else { continue }
      guard let units = map.amount(offer["price", "amount"], "offers.price.amount") else { continue }
      if !prices.contains(where: { $0.currency == currency }) {
        prices.append(Money(minorUnits: units, currency: currency))
      }
    }
    return prices
  }

  static func catalogItem(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let asin = map.text(value["asin"])
    if asin.isEmpty { return map.refused(.missingId, "asin") }
    guard let summary = value["summaries"]?.elements.first, let title = summary["itemName"]?.text, !title.isEmpty
    else { return map.refused(.missingValue, "summaries.itemName") }
    var product = Product(
      id: 0, version: 0, number: asin, title: title, brand: map.first(summary, "brand", "brandName", "manufacturer"),
      category: map.text(value["productTypes"]?.elements.first?["productType"])
    )
    var variant = Variant(position: 1, sku: "")
    variant.extras["asin"] = asin
    for (keys, name) in [
      (["color", "colorName"], "Color"), (["size", "sizeName"], "Size"), (["style", "styleName"], "Style"),
    ] {
      if let text = keys.lazy.compactMap({ summary[$0]?.text }).first(where: { !$0.isEmpty }) {
        product.optionNames.append(name)
        variant.optionValues.append(text)
      }
    }
    for list in value["identifiers"]?.elements ?? [] {
      for identifier in list["identifiers"]?.elements ?? [] {
        let code = map.text(identifier["identifier"])
        let kind = map.text(identifier["identifierType"]).uppercased()
        guard ["EAN", "UPC", "GTIN", "ISBN", "JAN"].contains(kind), !code.isEmpty,
          !variant.barcodes.contains(where: { $0.code == code })
        else { continue }
        variant.barcodes.append(Barcode(code: code))
      }
    }
    readImages(value["images"], &product, map)
    readAttributes(value["attributes"], &product, &variant, map)
    let size = value["dimensions"]?.elements.first
    let measured = size?["package"] ?? size?["item"]
    variant.declared = Measures(
      grams: JSONMeasure.grams(measured?["weight"]) ?? variant.declared.grams,
      lengthMillimetres: JSONMeasure.millimetres(measured?["length"]),
      widthMillimetres: JSONMeasure.millimetres(measured?["width"]),
      heightMillimetres: JSONMeasure.millimetres(measured?["height"])
    )
    product.variants = [variant]
    return map.items(IncomingProduct(externalId: asin, product: product, raw: value.source, line: line, rowCount: 1))
  }

  /// The largest picture of each place (`MAIN`, `PT01` …).
  private static func readImages(_ lists: JSONValue?, _ product: inout Product, _ map: JSONMapping) {
    var best: [(place: String, height: Int64, link: String)] = []
    for image in (lists?.elements ?? []).flatMap({ $0["images"]?.elements ?? [] }) {
      let (place, link) = (map.text(image["variant"]), map.text(image["link"]))
      let height = map.count(image["height"], "images.height") ?? 0
      if link.isEmpty { continue }
      if let index = best.firstIndex(where: { $0.place == place }) {
        if best[index].height < height { best[index] = (place, height, link) }
      } else if best.count < 50 {
        best.append((place, height, link))
      }
    }
    product.images = best.enumerated().map { ProductImage(address: $0.element.link, position: $0.offset + 1) }
  }

  private static func readAttributes(
    _ attributes: JSONValue?, _ product: inout Product, _ variant: inout Variant, _ map: JSONMapping
  ) {
    guard let attributes else { return }
    func first(_ key: String) -> JSONValue? { attributes[key]?.elements.first }
    if product.brand.isEmpty { product.brand = map.text(first("brand")?["value"]) }
    let points = (attributes["bullet_point"]?.elements ?? [])
    let language = points.first?["language_tag"]?.text
    product.body = points.filter { $0["language_tag"]?.text == language }.map { map.text($0["value"]) }
      .joined(separator: "\n")
    variant.declared.grams = JSONMeasure.grams(first("item_package_weight") ?? first("item_weight"))
    if let origin = first("country_of_origin")?["value"]?.text, origin.utf8.count == 2 {
      variant.customs.origin = origin
    }
    if variant.prices.isEmpty, let price = first("list_price"),
      let currency = map.takeCurrency(
        price["currency"], "attributes.list_price.currency"),
      let units = map.amount(
        price["value"], "attributes.list_price.value")
    {
      variant.prices = [Money(minorUnits: units, currency: currency)]
    }
  }
}
