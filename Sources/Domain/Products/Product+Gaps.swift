/// Facts of a product that stay as they are known where a record does not say them: an older record that comes late
/// still says them.
extension Product {
  private static let translationsName = "translations"

  /// What the record says of them, by name.
  public var saidGaps: [String] {
    let ofVariants = variants.flatMap { variant in
      VariantGap.allCases.filter { !$0.isEmpty(variant) }.map { $0.name(variant) }
    }
    return (translations.isEmpty ? [] : [Product.translationsName]) + ofVariants
  }

  /// The known product with what this older record says of what newer ones leave open, or what only a still older one
  /// has said. Where people have edited the product, nothing is written over.
  public func filling(
    _ known: Product, from stamp: RevisionStamp, _ sources: inout FieldSources, isEdited: Bool
  ) -> Product {
    func counts(_ name: String, isEmpty: Bool) -> Bool {
      guard isEmpty || !isEdited && sources.accepts(name, from: stamp) else { return false }
      sources.note(name, from: stamp)
      return true
    }
    var product = known
    if !translations.isEmpty, counts(Product.translationsName, isEmpty: known.translations.isEmpty) {
      product.translations = translations
    }
    for variant in variants where !variant.sku.isEmpty {
      let sku = FoldedText.fold(variant.sku)
      guard let index = known.variants.firstIndex(where: { FoldedText.fold($0.sku) == sku }) else { continue }
      for gap in VariantGap.allCases where !gap.isEmpty(variant) {
        if counts(gap.name(variant), isEmpty: gap.isEmpty(known.variants[index])) {
          gap.copy(from: variant, to: &product.variants[index])
        }
      }
    }
    return product
  }
}

private enum VariantGap: String, CaseIterable {
  case measured, declared, customs, hazards, barcodes

  func name(_ variant: Variant) -> String {
    rawValue + "/" + FoldedText.fold(variant.sku).replacing("\n", with: " ")
  }

  func isEmpty(_ variant: Variant) -> Bool {
    switch self {
    case .measured: variant.measured == Measures()
    case .declared: variant.declared == Measures()
    case .customs: variant.customs == CustomsProfile()
    case .hazards: variant.hazards.isEmpty
    case .barcodes: variant.barcodes.isEmpty
    }
  }

  func copy(from said: Variant, to variant: inout Variant) {
    switch self {
    case .measured: variant.measured = said.measured
    case .declared: variant.declared = said.declared
    case .customs: variant.customs = said.customs
    case .hazards: variant.hazards = said.hazards
    case .barcodes: variant.barcodes = said.barcodes
    }
  }
}
