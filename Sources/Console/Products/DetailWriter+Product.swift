internal import Domain
internal import Store
internal import Terminal

extension DetailWriter {
  func head(_ record: ProductRecord) -> [DetailLine] {
    let product = record.product
    var title = DetailLine(product.number, .title)
    title.pieces.append(.init(text: "  " + words.review(product.review), role: .accent))
    var lines = [title]
    lines += wrapped(product.title)
    lines += facts([
      (words.title(.product(.brand)), product.brand), (words.title(.product(.category)), product.category),
      (words.title(.product(.source)), words.source(product.source)), (words(.tags), words.list(product.tags)),
    ])
    return lines
  }

  func variants(_ product: Product) -> [DetailLine] {
    if product.variants.isEmpty { return [DetailLine(words(.noVariants), .dim)] }
    var lines: [DetailLine] = []
    for variant in product.variants {
      var head = DetailLine(variant.sku.isEmpty ? "#\(variant.position)" : variant.sku, .accent)
      if !variant.optionValues.isEmpty {
        head.pieces.append(.init(text: "  " + variant.optionValues.joined(separator: " / "), role: .text))
      }
      let prices = variant.prices.map { $0.amount + " " + $0.currency.code }
      head.pieces.append(.init(text: "  " + words.list(prices), role: .money))
      lines.append(head)
      let codes = variant.barcodes.map { $0.packQuantity > 1 ? "\($0.code) (x\($0.packQuantity))" : $0.code }
      lines += facts(
        [
          (words(.barcodes), words.list(codes)), (words(.declared), measures(variant.declared)),
          (words(.measured), measures(variant.measured)),
          (words(.hazards), words.list(variant.hazards.map(words.hazard))),
        ], indent: 4)
    }
    return lines
  }

  private func measures(_ measures: Measures) -> String {
    var parts = measures.grams.map { ["\($0) g"] } ?? []
    let sides = [measures.lengthMillimetres, measures.widthMillimetres, measures.heightMillimetres]
    if sides.contains(where: { $0 != nil }) {
      parts.append(sides.map { $0.map(String.init) ?? "?" }.joined(separator: " x ") + " " + words(.sides))
    }
    return parts.joined(separator: ", ")
  }

  func customs(_ product: Product) -> [DetailLine] {
    if product.variants.isEmpty { return [DetailLine(words(.noVariants), .dim)] }
    return product.variants.flatMap { variant in
      let customs = variant.customs
      let facts = facts(
        [
          (words(.hsCode), customs.hsCode), (words(.origin), customs.origin),
          (words(.declaredName), customs.declaredName), (words(.material), customs.material), ("MID", customs.mid),
        ], indent: 4)
      return [DetailLine(variant.sku.isEmpty ? "#\(variant.position)" : variant.sku, .accent)]
        + (facts.isEmpty ? [DetailLine(words(.emptyValue), .dim, indent: 4)] : facts)
    }
  }

  func translations(_ product: Product) -> [DetailLine] {
    if product.translations.isEmpty { return [DetailLine(words(.noTranslations), .dim)] }
    return product.translations.flatMap { translation in
      var head = DetailLine(translation.locale, .accent)
      head.pieces.append(.init(text: "  " + words.recordField(translation.field), role: .header))
      head.pieces.append(
        .init(text: "  " + words(translation.origin == .machine ? .machine : .human), role: .dim))
      let isReviewed = translation.reviewedVersion != nil
      head.pieces.append(
        .init(text: "  " + words(isReviewed ? .reviewed : .notReviewed), role: isReviewed ? .success : .warning))
      return [head] + wrapped(translation.text, indent: 4)
    }
  }

  func images(_ product: Product) -> [DetailLine] {
    if product.images.isEmpty { return [DetailLine(words(.noImages), .dim)] }
    return product.images.flatMap { image in
      wrapped("\(image.position). \(image.address)", .link)
        + (image.alt.isEmpty ? [] : wrapped(image.alt, .dim, indent: 4))
    }
  }
}
