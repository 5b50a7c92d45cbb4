import Domain

/// The rows of a Saleor fixture that products are made of.
struct SaleorTables {
  private struct Row {
    let document: JSONDocument
    let line: Int
    var fields: JSONValue? { document.root["fields"] }
    func text(_ key: String) -> String { fields?[key]?.text ?? "" }
  }

  /// Rows of each table by their key, in the order of the file.
  private var rows: [String: [(key: String, row: Row)]] = [:]
  private var bytes = 0
  private static let byteLimit = 64 << 20

  /// Tables whose rows become part of a product, and are counted with it.
  private static let parts: Set<String> = [
    "product.product", "product.productvariant", "product.productvariantchannellisting", "product.productmedia",
    "product.productchannellisting", "product.producttranslation", "attribute.assignedvariantattribute",
    "attribute.assignedvariantattributevalue", "attribute.assignedproductattributevalue", "warehouse.stock",
  ]
  /// Tables that are only looked up.
  private static let lookups: Set<String> = [
    "product.category", "product.producttype", "attribute.attribute", "attribute.attributevalue",
    "attribute.attributevariant", "warehouse.warehouse",
  ]

  /// Keeps the row, or says at once what becomes of it.
  mutating func take(_ value: JSONValue, line: Int) -> IntakeItem? {
    guard let model = value["model"]?.text, let key = value["pk"]?.text, value["fields"]?.isObject == true else {
      return .refused(
        RowIssue(line: line, code: .wrongRecord, found: "model, pk and fields expected"), raw: value.source)
    }
    let isPart = Self.parts.contains(model)
    if isPart || Self.lookups.contains(model) {
      if bytes > Self.byteLimit {
        return .refused(RowIssue(line: line, field: model, code: .tooMany, found: "64 MiB of rows"), raw: value.source)
      }
      bytes += value.document.bytes.count + value.document.nodes.count * 16
      rows[model, default: []].append((key, Row(document: value.document, line: line)))
    }
    return isPart ? nil : .skipped(RowIssue(line: line, field: "model", code: .notThisKind, found: model))
  }

  /// Hands on every product and stock row; a part whose product does not stand in the file is refused.
  func hand(_ context: ReadingContext, into sink: (IntakeItem) throws -> Void) throws {
    var variants = grouped("product.productvariant", by: "product")
    var listings = grouped("product.productvariantchannellisting", by: "variant")
    var media = grouped("product.productmedia", by: "product")
    var channels = grouped("product.productchannellisting", by: "product")
    var translations = grouped("product.producttranslation", by: "product")
    var assigned = grouped("attribute.assignedvariantattribute", by: "variant")
    var values = grouped("attribute.assignedvariantattributevalue", by: "assignment")
    var attributes = grouped("attribute.assignedproductattributevalue", by: "product")
    let lookup = SaleorLookup(tables: self)
    var skus: [String: String] = [:]
    for (key, row) in rows["product.product"] ?? [] {
      let map = JSONMapping(row.document.root, line: row.line, context: context)
      var count = 1
      var product = lookup.product(row.document.root, map)
      for (_, part) in attributes.removeValue(forKey: key) ?? [] {
        count += 1
        if let (name, value) = lookup.attribute(part.text("value")) { product.extras["attribute." + name] = value }
      }
      count += channels.removeValue(forKey: key)?.count ?? 0
      for (_, part) in media.removeValue(forKey: key) ?? [] {
        count += 1
        let address = part.text("image").isEmpty ? part.text("external_url") : part.text("image")
        product.images.append(ProductImage(address: address, position: product.images.count + 1, alt: part.text("alt")))
      }
      for (_, part) in translations.removeValue(forKey: key) ?? [] {
        count += 1
        let name = part.text("name")
        product.translations.append(
          Translation(locale: part.text("language_code"), field: "title", text: name, origin: .human))
      }
      for (variantKey, part) in variants.removeValue(forKey: key) ?? [] {
        count += 1
        let prices = listings.removeValue(forKey: variantKey) ?? []
        count += prices.count
        let assignments = assigned.removeValue(forKey: variantKey) ?? []
        count += assignments.count
        var options: [(String, String)] = []
        for (assignment, _) in assignments {
          for (_, chosen) in values.removeValue(forKey: assignment) ?? [] {
            count += 1
            if let option = lookup.attribute(chosen.text("value")) { options.append(option) }
          }
        }
        skus[variantKey] = part.text("sku")
        product.add(
          lookup.variant(part.document.root, prices: prices.map(\.row.document.root), map), options: options)
      }
      let revised = map.time(row.fields?["updated_at"], "updated_at", zone: .utc)
      let incoming = IncomingProduct(
        externalId: product.number, revisedAt: revised, product: product, raw: row.document.text, line: row.line,
        rowCount: count)
      // A refused product takes its parts with it: each is a row of its own again.
      for item in map.items(incoming) {
        try sink(item)
        if case .refused = item {
          for _ in 1..<max(count, 1) { try sink(.skipped(RowIssue(line: row.line, code: .orphanRow, found: key))) }
        }
      }
    }
    for group in [variants, listings, media, channels, translations, assigned, values, attributes] {
      for (_, row) in group.values.joined() {
        try sink(.refused(RowIssue(line: row.line, code: .orphanRow), raw: row.document.text))
      }
    }
    for (_, row) in rows["warehouse.stock"] ?? [] { try sink(stock(row, skus, lookup, context)) }
  }

  private func stock(
    _ row: Row, _ skus: [String: String], _ lookup: SaleorLookup, _ context: ReadingContext
  ) -> IntakeItem {
    let map = JSONMapping(row.document.root, line: row.line, context: context)
    let variant = row.text("product_variant")
    guard let quantity = map.count(row.fields?["quantity"], "quantity") else {
      return .refused(RowIssue(line: row.line, field: "quantity", code: .missingValue), raw: row.document.text)
    }
    let allocated = map.count(row.fields?["quantity_allocated"], "quantity_allocated") ?? 0
    let (available, overflow) = quantity.subtractingReportingOverflow(allocated)
    var stock = IncomingStock(
      sku: skus[variant] ?? "", itemId: variant, location: lookup.place(row.text("warehouse")),
      available: overflow ? quantity : available, raw: row.document.text, line: row.line)
    // A warehouse that is ours is counted; any other stays what the source says of it.
    stock.count = StockCount(quantity: quantity)
    stock.count?.mayBeReport = true
    return .stock(stock)
  }

  private func grouped(_ model: String, by field: String) -> [String: [(key: String, row: Row)]] {
    Dictionary(grouping: rows[model] ?? []) { $0.row.text(field) }
  }

  /// A lookup table's rows by key.
  func fields(of model: String) -> [String: JSONValue] {
    var table: [String: JSONValue] = [:]
    for (key, row) in rows[model] ?? [] { table[key] = row.fields }
    return table
  }
}

/// What the rows of a product point at.
struct SaleorLookup {
  private let categories: [String: JSONValue]
  private let types: [String: JSONValue]
  private let attributes: [String: JSONValue]
  private let values: [String: JSONValue]
  private let places: [String: JSONValue]

  init(tables: SaleorTables) {
    categories = tables.fields(of: "product.category")
    types = tables.fields(of: "product.producttype")
    attributes = tables.fields(of: "attribute.attribute")
    values = tables.fields(of: "attribute.attributevalue")
    places = tables.fields(of: "warehouse.warehouse")
  }

  func product(_ row: JSONValue, _ map: JSONMapping) -> Product {
    let fields = row["fields"]
    let slug = map.text(fields?["slug"])
    var product = Product(
      id: 0, version: 0, number: slug.isEmpty ? map.text(row["pk"]) : slug, title: map.text(fields?["name"]),
      category: map.text(categories[map.text(fields?["category"])]?["name"]),
      body: map.text(fields?["description_plaintext"])
    )
    if product.title.isEmpty { map.fault(.missingValue, "name", at: fields) }
    let type = map.text(types[map.text(fields?["product_type"])]?["name"])
    if !type.isEmpty { product.extras["type"] = type }
    return product
  }

  /// Name of the attribute and the value that is meant.
  func attribute(_ valueKey: String) -> (String, String)? {
    guard let value = values[valueKey], let key = value["attribute"]?.text,
      let name = attributes[key]?["name"]?.text, let text = value["name"]?.text
    else { return nil }
    return (name, text)
  }

  func place(_ key: String) -> String { places[key]?["slug"]?.text ?? key }

  func variant(_ row: JSONValue, prices: [JSONValue], _ map: JSONMapping) -> Variant {
    let fields = row["fields"]
    var variant = Variant(position: 0, sku: map.text(fields?["sku"]))
    for price in prices {
      guard let currency = map.takeCurrency(price["fields", "currency"], "currency"),
        let units = map.amount(price["fields", "price_amount"], "price_amount"),
        !variant.prices.contains(where: { $0.currency == currency })
      else { continue }
      variant.prices.append(Money(minorUnits: units, currency: currency))
    }
    let weight = map.text(fields?["weight"]).split(separator: ":", maxSplits: 1)
    if weight.count == 2 { variant.declared.grams = JSONMeasure.grams(String(weight[0]), unit: String(weight[1])) }
    let name = map.text(fields?["name"])
    if !name.isEmpty { variant.extras["name"] = name }
    return variant
  }
}

extension Product {
  /// Adds a variant whose options come by name; names new to the product give the earlier variants an empty value.
  fileprivate mutating func add(_ variant: Variant, options: [(String, String)]) {
    var variant = variant
    for (name, _) in options where !optionNames.contains(name) && optionNames.count < 10 {
      optionNames.append(name)
      for place in variants.indices { variants[place].optionValues.append("") }
    }
    variant.position = variants.count + 1
    variant.optionValues = optionNames.map { name in options.first { $0.0 == name }?.1 ?? "" }
    variants.append(variant)
  }
}
