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

  func page(_ tab: DetailTab, of record: ProductRecord, raw: [RawRecord]?) -> [DetailLine] {
    switch tab {
    case .variants: variants(record)
    case .customs: customs(record)
    case .translations: translations(record.product)
    case .images: images(record.product)
    case .history: history(record.history)
    case .raw: self.raw(record.account == nil ? [] : raw)
    case .lines, .addresses, .money, .card, .orders, .stock, .ledger, .promised, .place, .returned, .refunds, .rule: []
    case .ways, .sheets, .zones, .plans, .walks, .parcels, .scans, .delay, .letters, .journey, .numbers: []
    }
  }

  private func name(_ variant: Variant) -> String { variant.sku.isEmpty ? "#\(variant.position)" : variant.sku }

  private func variants(_ record: ProductRecord) -> [DetailLine] {
    if record.product.variants.isEmpty { return [DetailLine(words(.noVariants), .dim)] }
    var lines: [DetailLine] = []
    for variant in record.product.variants {
      var head = DetailLine(name(variant), .accent)
      if !variant.optionValues.isEmpty {
        head.pieces.append(.init(text: "  " + variant.optionValues.joined(separator: " / "), role: .text))
      }
      let prices = variant.prices.map { $0.withCode }
      head.pieces.append(.init(text: "  " + words.list(prices), role: .money))
      let isOpened = variant.id == record.variant
      lines.append(isOpened ? head.opened : head)
      let codes = variant.barcodes.map { barcode in
        barcode.packQuantity > 1 ? "\(barcode.code) \(words(.packOf(barcode.packQuantity)))" : barcode.code
      }
      let parts = (record.kits[variant.id] ?? []).map { "\($0.quantity) x \($0.sku)" }
      let aliases = (record.aliases[variant.id] ?? []).map { alias in
        ([alias.account, alias.sku.uppercased(), alias.listingId].filter { !$0.isEmpty }).joined(separator: " ")
      }
      lines += facts(
        [
          (words(.barcodes), words.list(codes)), (words(.kitParts), words.list(parts)),
          (words(.declared), measures(variant.declared)), (words(.measured), measures(variant.measured)),
          (words(.hazards), words.list(variant.hazards.map(words.hazard))),
          (words(.channelSkus), words.list(aliases)),
        ], indent: 4)
      if isOpened { lines += customs(variant) }
    }
    return lines
  }

  private func customs(_ variant: Variant) -> [DetailLine] {
    let customs = variant.customs
    return facts(
      [
        (words(.hsCode), customs.hsCode), (words(.origin), customs.origin),
        (words(.declaredName), customs.declaredName), (words(.material), customs.material), ("MID", customs.mid),
      ], indent: 4)
  }

  private func measures(_ measures: Measures) -> String {
    var parts = measures.grams.map { ["\($0) \(words(.grams))"] } ?? []
    let sides = [measures.lengthMillimetres, measures.widthMillimetres, measures.heightMillimetres]
    if sides.contains(where: { $0 != nil }) {
      parts.append(sides.map { $0.map(String.init) ?? "?" }.joined(separator: " x ") + " " + words(.sides))
    }
    return parts.joined(separator: ", ")
  }

  private func customs(_ record: ProductRecord) -> [DetailLine] {
    if record.product.variants.isEmpty { return [DetailLine(words(.noVariants), .dim)] }
    return record.product.variants.flatMap { variant in
      let head = DetailLine(name(variant), .accent)
      let facts = customs(variant)
      return [variant.id == record.variant ? head.opened : head]
        + (facts.isEmpty ? [DetailLine(words(.emptyValue), .dim, indent: 4)] : facts)
    }
  }

  private func translations(_ product: Product) -> [DetailLine] {
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

  private func images(_ product: Product) -> [DetailLine] {
    if product.images.isEmpty { return [DetailLine(words(.noImages), .dim)] }
    return product.images.flatMap { image in
      linked(wrapped("\(image.position). \(image.address)", .link), to: image.address)
        + (image.alt.isEmpty ? [] : wrapped(image.alt, .dim, indent: 4))
    }
  }

  /// Lines of an address that lead there.
  private func linked(_ lines: [DetailLine], to address: String) -> [DetailLine] {
    guard let link = LinkAddress(address) else { return lines }
    return lines.map { line in
      var line = line
      for index in line.pieces.indices { line.pieces[index].link = link }
      return line
    }
  }
}
