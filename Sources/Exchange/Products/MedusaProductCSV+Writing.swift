public import Domain

extension MedusaProductCSV {
  /// Writes products as Medusa's product table: a row a variant, a column each currency. The sequence is walked twice,
  /// because the header names every currency, option, tag and picture that occurs.
  public static func write(_ products: some Sequence<Product>, into sink: (String) throws -> Void) rethrows {
    var widths = Widths()
    for product in products { widths.take(product) }
    let header = widths.columns
    let writer = CSVWriter()
    try sink(writer.line(header))
    for product in products {
      for variant in product.variants { try sink(writer.line(header.map { cell($0, product, variant) })) }
    }
  }

  /// What the columns must have room for.
  private struct Widths {
    private var currencies: Set<Currency> = []
    private var kept: Set<String> = []
    private var (images, tags, options) = (0, 0, 0)

    mutating func take(_ product: Product) {
      images = max(images, product.images.count)
      tags = max(tags, product.tags.count)
      options = max(options, product.optionNames.count)
      for variant in product.variants {
        for price in variant.prices { currencies.insert(price.currency) }
        kept.formUnion(variant.extras.keys.filter(MedusaProductCSV.isOwn))
      }
      kept.formUnion(product.extras.keys.filter(MedusaProductCSV.isOwn))
    }

    var columns: [String] {
      func numbered(_ name: String, _ count: Int) -> [String] { count > 0 ? (1...count).map { "\(name) \($0)" } : [] }
      let fixed =
        ["Product Handle", "Product Title", "Product Status", "Product Description", "Product Category 1"]
        + numbered("Product Image", images) + numbered("Product Tag", tags)
      let variant =
        ["Variant Sku", "Variant Barcode", "Variant Ean", "Variant Upc", "Variant Hs Code", "Variant Origin Country"]
        + ["Variant Mid Code", "Variant Material", "Variant Weight", "Variant Length", "Variant Width"]
        + ["Variant Height"] + numbered("Variant Option", options).flatMap { ["\($0) Name", "\($0) Value"] }
        + currencies.filter { $0 != .none }.sorted().map { "Variant Price \($0.code)" }
      let all = fixed + variant
      return all + kept.subtracting(all).sorted()
    }
  }

  /// Whether Medusa has such a column: what other sources left in the extras stays behind.
  private static func isOwn(_ name: String) -> Bool {
    let tight = ColumnNames.tight(name)
    return others.contains(tight) || tight.hasPrefix("product category ") || tight.hasPrefix("product sales channel ")
      || (tight.hasPrefix("variant price ") && tight.contains("["))
  }

  private static func cell(_ name: String, _ product: Product, _ variant: Variant) -> String {
    let words = name.split(separator: " ").map(String.init)
    let number = words.lazy.compactMap { Int($0) }.first ?? 0
    func at(_ list: [String]) -> String { number >= 1 && number <= list.count ? list[number - 1] : "" }
    switch words.prefix(2).joined(separator: " ") {
    case "Product Image": return at(product.images.map(\.address))
    case "Product Tag": return at(product.tags)
    case "Variant Option": return at(name.hasSuffix("Name") ? product.optionNames : variant.optionValues)
    case "Variant Price" where !name.contains("["):
      return variant.prices.first { $0.currency.code == words.last }?.amount ?? ""
    default: return plain(name, product, variant)
    }
  }

  private static func plain(_ name: String, _ product: Product, _ variant: Variant) -> String {
    let codes = variant.barcodes.map(\.code)
    func digits(_ number: Int64?) -> String { number.map { String($0) } ?? "" }
    return switch name {
    case "Product Handle": product.number
    case "Product Title": product.title
    case "Product Status": status(product.review)
    case "Product Description": product.body
    case "Product Category 1": product.category
    case "Variant Sku": variant.sku
    case "Variant Barcode": codes.first ?? ""
    case "Variant Ean": codes.count > 1 ? codes[1] : ""
    case "Variant Upc": codes.count > 2 ? codes[2] : ""
    case "Variant Hs Code": variant.customs.hsCode
    case "Variant Origin Country": variant.customs.origin
    case "Variant Mid Code": variant.customs.mid
    case "Variant Material": variant.customs.material
    case "Variant Weight": digits(variant.declared.grams)
    case "Variant Length": digits(variant.declared.lengthMillimetres)
    case "Variant Width": digits(variant.declared.widthMillimetres)
    case "Variant Height": digits(variant.declared.heightMillimetres)
    default: isProductColumn(name) ? product.extras[name] ?? "" : variant.extras[name] ?? ""
    }
  }

  private static func status(_ review: ReviewState) -> String {
    switch review {
    case .approved: "published"
    case .rejected: "rejected"
    case .inReview: "proposed"
    default: "draft"
    }
  }
}
