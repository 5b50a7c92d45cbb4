/// The fields of variants. The first seven are promised to scripts, in this order.
public enum VariantField: String, Hashable, Sendable, CaseIterable {
  case sku
  /// The product's number.
  case product
  case barcodes, hs, origin
  /// As the supplier declares it.
  case grams
  case hazard
  /// The product's title.
  case title
  case options
  /// The first price of the source.
  case price
  case declaredName
  /// As the warehouse weighed it.
  case measuredGrams
  /// The locales of the product's translations.
  case translated
  case id
  /// The batches of actions that it was in, and the newest with its result.
  case batch, result

  var description: FieldDescription {
    switch self {
    case .sku: .init(.code, .init(18, 6...32, 0))
    case .product: .init(.code, .init(20, 6...40, 4))
    case .barcodes: .init(.codes, .init(14, 8...30, 5), ["barcode", "gtin", "ean"])
    case .hs: .init(.code, .init(10, 6...12, 6), ["hscode"])
    case .origin: .init(.code, .init(4, 2...8, 7), group: true, of: .countries)
    case .grams: .init(.number, .init(7, 4...9, 6, .trailing), ["weight"])
    case .hazard: .init(.choices(Hazard.allCases.map(\.rawValue)), .init(14, 4...30, 8), ["hazards"])
    case .title: .init(.text, .init(32, 8...80, 1))
    case .options: .init(.text, .init(16, 5...30, 2), ["option"])
    case .price: .init(.money, .init(12, 8...16, 3, .trailing))
    case .declaredName: .init(.text, .init(20, 6...40, 9), ["declared"])
    case .measuredGrams: .init(.number, .init(7, 4...9, 9, .trailing), ["measured"])
    case .translated: .init(.codes, .init(10, 2...20, 10), ["translations", "locale"])
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    case .batch: .init(.codes, .init(12, 4...24, 12), ["bulk"])
    case .result: .init(.text, .init(52, 8...70, 12))
    }
  }
}
