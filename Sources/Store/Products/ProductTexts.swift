internal import Domain

extension ActionTable {
  private static let translation = [
    ActionField("locale", .text(limit: 35), required: true),
    ActionField("field", .choice(["title", "body"]), required: true),
  ]

  /// What a product is called in other languages.
  static let productTexts: [ActionDefinition] = [
    productAction(
      "translateProduct",
      translation + [
        ActionField("text", .longText(limit: 200_000), required: true),
        ActionField("origin", .choice(TranslationOrigin.allCases.map(\.rawValue))),
      ], help: "Writes a product's title or description in another language; it waits for approval."
    ) { product, _, arguments in
      let (locale, field) = try named(arguments)
      let place = product.translations.firstIndex { $0.locale == locale && $0.field == field }
      let present = place.map { product.translations[$0] }
      try arguments.refuseConflicts(with: ["text": present?.text ?? ""])
      var written = Translation(
        locale: locale, field: field, text: arguments.text("text") ?? "", origin: arguments.choice("origin") ?? .human)
      // Whoever read the same words need not read them again.
      if let present, present.text == written.text {
        written.origin = arguments.choice("origin") ?? present.origin
        written.reviewedVersion = present.reviewedVersion
      }
      // The other languages stay where they are, or they would count as changed.
      if let place { product.translations[place] = written } else { product.translations.append(written) }
    },
    productAction(
      "approveTranslation", translation, right: .reviewProducts,
      help: "Notes that a person read a translation and found it right for the product as it is now."
    ) { product, _, arguments in
      let index = try index(arguments, in: product)
      // Approving is a change too, so it is the version after this one that the text was read for.
      product.translations[index].reviewedVersion = product.version + 1
    },
    productAction(
      "removeTranslation", translation, help: "Takes a product's title or description in another language away."
    ) { product, _, arguments in
      product.translations.remove(at: try index(arguments, in: product))
    },
  ]

  private static func named(_ arguments: ActionArguments) throws -> (locale: String, field: String) {
    let word = arguments.text("locale") ?? ""
    guard let locale = Translation.canonicalLocale(word) else {
      throw ActionRefusal.badField("locale", found: word, expected: .language)
    }
    return (locale, arguments.text("field") ?? "")
  }

  private static func index(_ arguments: ActionArguments, in product: Product) throws -> Int {
    let (locale, field) = try named(arguments)
    if let index = product.translations.firstIndex(where: { $0.locale == locale && $0.field == field }) {
      return index
    }
    let known = product.translations.map { "\($0.locale)/\($0.field)" }
    throw ActionRefusal.badField(
      "locale", found: "\(locale)/\(field)", expected: known.isEmpty ? .translationThatIsNone : .known(known))
  }

  /// Pictures by address, options, and variants that come and go.
  static let productImages: [ActionDefinition] = [
    productAction(
      "addImage",
      [
        ActionField("address", .text(limit: 2000), required: true), ActionField("alt", .text(limit: 500)),
        ActionField("position", .number),
      ], help: "Adds a picture by its address (https://…), at that position or behind the others."
    ) { product, _, arguments in
      let address = arguments.text("address") ?? ""
      let isAddress = ["https://", "http://"].contains { address.lowercased().hasPrefix($0) }
      if !isAddress || address.contains(where: \.isWhitespace) {
        throw ActionRefusal.badField(
          "address", found: address, expected: .pictureAddress)
      }
      if product.images.contains(where: { $0.address == address }) { throw ProductRefusal.unchanged }
      let count = product.images.count
      let place = Int(clamping: try arguments.number("position") ?? Int64(count + 1))
      product.images.insert(
        ProductImage(address: address, position: 0, alt: arguments.text("alt") ?? ""),
        at: min(max(place, 1) - 1, count))
      product.numberImages()
    },
    productAction(
      "removeImage", [ActionField("address", .text(limit: 2000), required: true)],
      help: "Takes a picture away, by its address."
    ) { product, _, arguments in
      let address = arguments.text("address") ?? ""
      guard let index = product.images.firstIndex(where: { $0.address == address }) else {
        throw ActionRefusal.badField(
          "address", found: address, expected: .known(product.images.prefix(5).map(\.address)))
      }
      product.images.remove(at: index)
      product.numberImages()
    },
    productAction(
      "setOptions", [ActionField("options", .words, required: true)],
      help: "Names a product's options in their order, such as Colour,Size; each variant has a value for each."
    ) { product, _, arguments in product.optionNames = arguments.words("options") },
    productAction(
      "addVariant",
      [
        ActionField("sku", .text(limit: 100), required: true, isCode: true), ActionField("options", .words),
        ActionField("price", .text(limit: 40)), ActionField("barcodes", .words),
      ], help: "Adds a variant to a product, with its value of each option."
    ) { product, work, arguments in
      var variant = Variant(position: (product.variants.map(\.position).max() ?? 0) + 1, sku: "")
      try arguments.apply(to: &variant, of: product)
      try product.refuseSharedOptions(variant, was: nil)
      try SharedBarcodes.refuse(variant, was: nil, in: product, work.writer)
      product.variants.append(variant)
    },
  ]
}

extension Product {
  fileprivate mutating func numberImages() {
    for index in images.indices { images[index].position = index + 1 }
  }
}
