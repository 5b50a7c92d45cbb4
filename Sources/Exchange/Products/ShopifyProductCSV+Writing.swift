public import Domain

extension ShopifyProductCSV {
  /// Writes products as Shopify's product table: header and rows end in CRLF but the last, as Shopify's own files do.
  ///
  /// The columns are those that the first product came with, else Shopify's own. Cells are quoted where they must be,
  /// and guarded where a spreadsheet would run them as a formula.
  public static func write(
    _ products: some Sequence<Product>, into sink: (String) throws -> Void
  ) rethrows {
    var header: [String]?
    for product in products {
      if header == nil {
        let names = product.extras[Layout.columns].map {
          $0.split(separator: "\u{1f}", omittingEmptySubsequences: false)
        }
        let columns = names?.map(String.init) ?? columns
        header = columns
        try sink(line(columns))
      }
      for row in rows(product, header ?? columns) { try sink("\r\n" + line(row)) }
    }
    if header == nil { try sink(line(columns)) }
  }

  /// Which rows a product has when nothing says otherwise: variant and picture side by side, then what is left over.
  static func pattern(variants: Int, pictures: Int) -> [String] {
    (0..<max(variants, pictures, 1)).map { index in
      let kind = (index < variants ? "v" : "") + (index < pictures ? "p" : "")
      return kind.isEmpty ? "-" : kind
    }
  }

  private static func rows(_ product: Product, _ header: [String]) -> [[String]] {
    var kinds = pattern(variants: product.variants.count, pictures: product.images.count)
    if let kept = product.extras[Layout.rows]?.split(separator: " ").map(String.init),
      kept.filter({ $0.contains("v") }).count == product.variants.count,
      kept.filter({ $0.contains("p") }).count == product.images.count
    {
      kinds = kept
    }
    let repeats = product.extras[Layout.repeats] != nil
    var variants = product.variants.makeIterator()
    var pictures = 0
    return kinds.enumerated().map { index, kind in
      let variant = kind.contains("v") ? variants.next() : nil
      if kind.contains("p") { pictures += 1 }
      let picture = kind.contains("p") ? product.images[pictures - 1] : nil
      return header.map { name in
        if isPictureColumn(name) { return picture.map { pictureText(name, $0, pictures, product) } ?? "" }
        if isVariantColumn(name) {
          guard let variant else { return product.extras[Layout.picture(max(pictures, 1), name)] ?? "" }
          return variantText(name, variant)
        }
        if plain(name) == "handle" { return product.number }
        if index == 0 || (repeats && variant?.extras[name] == nil) { return productText(name, product) }
        return variant?.extras[name] ?? ""
      }
    }
  }

  /// What the fields of a product give for a column, in our notation.
  static func canonical(_ name: String, _ product: Product) -> String {
    switch plain(name) {
    case "handle": product.number
    case "title": product.title
    case "body (html)": product.body
    case "vendor": product.brand
    case "type": product.category
    case "tags": product.tags.joined(separator: ", ")
    case "option1 name": product.optionNames.first ?? ""
    case "option2 name": product.optionNames.count > 1 ? product.optionNames[1] : ""
    case "option3 name": product.optionNames.count > 2 ? product.optionNames[2] : ""
    default: ""
    }
  }

  /// What the fields of a variant give for a column, in our notation.
  static func canonical(_ name: String, _ variant: Variant) -> String {
    func option(_ index: Int) -> String { index < variant.optionValues.count ? variant.optionValues[index] : "" }
    switch plain(name) {
    case "option1 value": return option(0)
    case "option2 value": return option(1)
    case "option3 value": return option(2)
    case "variant sku": return variant.sku
    case "variant grams": return variant.declared.grams.map { String($0) } ?? ""
    case "variant price": return variant.prices.first?.amount ?? ""
    case "variant compare at price": return variant.compareAtPrice?.amount ?? ""
    case "variant requires shipping": return variant.requiresShipping ? "true" : "false"
    case "variant taxable": return variant.taxable ? "true" : "false"
    case "variant barcode": return variant.barcodes.first?.code ?? ""
    case "variant hs code", "hs code": return variant.customs.hsCode
    default: return ""
    }
  }

  private static func productText(_ name: String, _ product: Product) -> String {
    let ours = canonical(name, product)
    guard let kept = product.extras[name] else { return ours }
    if ours.isEmpty && !["title", "tags", "vendor", "type", "body (html)"].contains(plain(name)) {
      return kept
    }
    return plain(name) == "tags" && ShopifyProductTable.tags(kept) == product.tags ? kept : ours
  }

  /// The kept notation while it still means what the field says.
  private static func variantText(_ name: String, _ variant: Variant) -> String {
    let ours = canonical(name, variant)
    guard let kept = variant.extras[name] else { return ours }
    switch plain(name) {
    case "variant price": return means(kept, variant.prices.first) ? kept : ours
    case "variant compare at price": return means(kept, variant.compareAtPrice) ? kept : ours
    case "variant grams": return WholeNumber.read(kept) == variant.declared.grams ? kept : ours
    case "variant requires shipping": return Truth.read(kept) ?? true == variant.requiresShipping ? kept : ours
    case "variant taxable": return Truth.read(kept) ?? true == variant.taxable ? kept : ours
    case "variant barcode": return SpreadsheetGuard.unforced(kept) == ours ? kept : ours
    case "variant sku", "option1 value", "option2 value", "option3 value":
      return ours.isEmpty && variant.optionValues.isEmpty ? kept : ours
    case "variant hs code", "hs code": return kept.filter(\.isNumber) == ours ? kept : ours
    default: return kept
    }
  }

  private static func means(_ kept: String, _ money: Money?) -> Bool {
    guard let money else { return kept.isEmpty }
    return Amount.read(kept, currency: money.currency)?.minorUnits == money.minorUnits
  }

  private static func pictureText(_ name: String, _ picture: ProductImage, _ number: Int, _ product: Product) -> String
  {
    switch plain(name) {
    case "image src": picture.address
    case "image alt text": picture.alt
    default: product.extras[Layout.picture(number, name)] ?? String(picture.position)
    }
  }

  static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") }

  private static func quoted(_ given: String) -> String {
    let cell = SpreadsheetGuard.sparing(given)
    guard let first = cell.utf8.first else { return "" }
    // What a spreadsheet could take for a formula is quoted too: some programs read numbers out of bare cells only.
    let must =
      cell != given || first == 0x20 || first != 0x27 && SpreadsheetGuard.guarded(cell) != cell
      || cell.utf8.contains { $0 == 0x2c || $0 == 0x22 || $0 == 0x0a || $0 == 0x0d }
    if !must { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
