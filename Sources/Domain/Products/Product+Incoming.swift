extension Product {
  /// This product as a file shows it, over the known one: the shop's own review, translations, measures and customs
  /// facts stay where the file does not say them.
  public func over(_ known: Product) -> Product {
    var product = self
    product.id = known.id
    product.version = known.version
    product.number = known.number
    product.review = known.review
    product.source = known.source
    product.tags = Tags.cleaned(tags)
    if translations.isEmpty { product.translations = known.translations }
    var free = known.variants
    product.variants = variants.map { variant in
      let index =
        free.firstIndex { !variant.sku.isEmpty && $0.sku.lowercased() == variant.sku.lowercased() }
        ?? free.firstIndex { $0.optionValues == variant.optionValues && ($0.sku.isEmpty || variant.sku.isEmpty) }
      guard let index else { return variant }
      let old = free.remove(at: index)
      var fresh = variant
      fresh.id = old.id
      if fresh.measured == Measures() { fresh.measured = old.measured }
      if fresh.declared == Measures() { fresh.declared = old.declared }
      if fresh.customs == CustomsProfile() { fresh.customs = old.customs }
      if fresh.hazards.isEmpty { fresh.hazards = old.hazards }
      if fresh.barcodes.isEmpty { fresh.barcodes = old.barcodes }
      return fresh
    }
    return product
  }
}

extension Variant {
  /// What a record of one variant says, over what is known: what it does not say stays.
  public func over(_ known: Variant) -> Variant {
    var variant = known
    if !sku.isEmpty { variant.sku = sku }
    if optionValues.contains(where: { !$0.isEmpty }) { variant.optionValues = optionValues }
    if !prices.isEmpty { (variant.prices, variant.compareAtPrice) = (prices, compareAtPrice) }
    for code in barcodes where !variant.barcodes.contains(where: { $0.code == code.code }) {
      variant.barcodes.append(code)
    }
    variant.declared.grams = declared.grams ?? known.declared.grams
    variant.declared.lengthMillimetres = declared.lengthMillimetres ?? known.declared.lengthMillimetres
    variant.declared.widthMillimetres = declared.widthMillimetres ?? known.declared.widthMillimetres
    variant.declared.heightMillimetres = declared.heightMillimetres ?? known.declared.heightMillimetres
    if !customs.hsCode.isEmpty { variant.customs.hsCode = customs.hsCode }
    if !customs.origin.isEmpty { variant.customs.origin = customs.origin }
    variant.requiresShipping = requiresShipping
    variant.taxable = taxable
    variant.extras.merge(extras) { _, new in new }
    return variant
  }
}
