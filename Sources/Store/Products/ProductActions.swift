internal import Domain

extension ActionTable {
  /// Everything that is done to a product and its variants.
  static let productActions: [ActionDefinition] = productEdits + productReviews + productTexts + variantEdits

  /// Loads the product, changes it, saves it and writes the journal. A field that somebody else changed since the form
  /// was opened is a conflict; any other is merged.
  static func changeProduct(
    _ action: String, _ work: Work, _ arguments: ActionArguments, id: Int64? = nil,
    _ change: (inout Product) throws -> Void
  ) throws -> Int64? {
    let id = try id ?? arguments.subject()
    guard let old = try ProductTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "products", String(id))
    }
    if try ProductTable.isWithdrawn(id, in: work.writer) {
      throw ActionRefusal.withdrawn(kind: "products", old.number)
    }
    var product = old
    do {
      try change(&product)
    } catch let refusal as ProductRefusal {
      throw ActionRefusal.product(refusal)
    } catch let refusal as OrderRefusal {
      throw ActionRefusal.order(refusal)
    }
    if product == old { throw ActionRefusal.product(.unchanged) }
    try ProductTable.save(&product, was: old, action: action, in: work)
    return id
  }

  private static let productFields = [
    ActionField("title", .text(limit: 500)), ActionField("brand", .text(limit: 200)),
    ActionField("category", .text(limit: 500)), ActionField("source", .choice(ProductSource.allCases.map(\.rawValue))),
    ActionField("tags", .words), ActionField("body", .longText(limit: 200_000)),
  ]

  private static let productEdits: [ActionDefinition] = [
    ActionDefinition(
      "editProduct", on: "products", productFields, right: .editProducts,
      help: "Changes what a product is called and how it is described."
    ) { work, arguments in
      try changeProduct("editProduct", work, arguments) { product in
        try arguments.refuseConflicts(with: product.formFields)
        if let title = arguments.text("title") {
          if title.allSatisfy(\.isWhitespace) { throw ProductRefusal.emptyTitle }
          product.title = title
        }
        product.brand = arguments.text("brand") ?? product.brand
        product.category = arguments.text("category") ?? product.category
        product.body = arguments.text("body") ?? product.body
        if let source: ProductSource = arguments.choice("source") { product.source = source }
        if let tags = arguments.text("tags") {
          product.tags = Tags.cleaned(tags.split(separator: ",").map(String.init))
        }
      }
    },
    ActionDefinition(
      "createProduct", on: "products",
      [ActionField("number", .text(limit: 200), required: true), ActionField("sku", .text(limit: 100))] + productFields,
      right: .editProducts, creates: true, help: "Makes a new product with one variant."
    ) { work, arguments in
      let number = arguments.text("number") ?? ""
      let taken =
        try work.writer.integer(
          "SELECT COUNT(*) FROM products WHERE number_key = \(FoldedText.fold(number))") ?? 0
      if taken > 0 { throw ActionRefusal.product(.numberTaken(number)) }
      let sku = arguments.text("sku") ?? ""
      if !sku.isEmpty, try ProductTable.owner(ofSku: sku, in: work.writer) != nil {
        throw ActionRefusal.product(.skuTaken(sku))
      }
      let title = arguments.text("title") ?? ""
      if title.allSatisfy(\.isWhitespace) { throw ActionRefusal.product(.emptyTitle) }
      let product = Product(
        id: try Counter.next("products", in: work.writer), number: number, title: title,
        brand: arguments.text("brand") ?? "", category: arguments.text("category") ?? "",
        body: arguments.text("body") ?? "", source: arguments.choice("source") ?? .custom,
        tags: Tags.cleaned((arguments.text("tags") ?? "").split(separator: ",").map(String.init)),
        variants: [Variant(position: 1, sku: sku)])
      try ProductTable.insert(product, account: nil, externalId: nil, in: work)
      try work.append(
        action: "createProduct", kind: "products", subject: product.id,
        changes: [FieldChange(field: "review", before: .null, after: .text(product.review.rawValue))])
      return product.id
    },
    ActionDefinition(
      "tagProduct", on: "products", [ActionField("tag", .text(limit: 60), required: true)], right: .editProducts,
      help: "Puts a tag on a product."
    ) { work, arguments in
      try changeProduct("tagProduct", work, arguments) {
        $0.tags = try Tags.adding(arguments.text("tag") ?? "", to: $0.tags)
      }
    },
    ActionDefinition(
      "untagProduct", on: "products", [ActionField("tag", .text(limit: 60), required: true)], right: .editProducts,
      help: "Takes a tag off a product."
    ) { work, arguments in
      try changeProduct("untagProduct", work, arguments) {
        $0.tags = try Tags.removing(arguments.text("tag") ?? "", from: $0.tags)
      }
    },
  ]

  private static func review(_ id: String, _ event: ReviewEvent, right: Right, help: String) -> ActionDefinition {
    ActionDefinition(id, on: "products", right: right, help: help) { work, arguments in
      try changeProduct(id, work, arguments) { $0 = try $0.after(event) }
    }
  }

  private static let productReviews: [ActionDefinition] = [
    review("submitProduct", .submit, right: .editProducts, help: "Hands a product in for review."),
    review("approveProduct", .approve, right: .reviewProducts, help: "Approves a product: it may be listed."),
    review("rejectProduct", .reject, right: .reviewProducts, help: "Rejects a product."),
    review("reviseProduct", .revise, right: .editProducts, help: "Makes a product a draft again."),
    review("retireProduct", .retire, right: .editProducts, help: "Retires a product: it is not sold any more."),
    review("reviveProduct", .revive, right: .editProducts, help: "Brings a retired product back as a draft."),
  ]

  private static let translated = ["title", "body"]

  private static let productTexts: [ActionDefinition] = [
    ActionDefinition(
      "translateProduct", on: "products",
      [
        ActionField("locale", .text(limit: 35), required: true),
        ActionField("field", .choice(translated), required: true),
        ActionField("text", .longText(limit: 200_000), required: true),
        ActionField("origin", .choice(TranslationOrigin.allCases.map(\.rawValue))),
      ], right: .editProducts, help: "Writes a product's title or description in another language."
    ) { work, arguments in
      try changeProduct("translateProduct", work, arguments) { product in
        let locale = arguments.text("locale") ?? ""
        let field = arguments.text("field") ?? ""
        product.translations.removeAll { $0.locale == locale && $0.field == field }
        product.translations.append(
          Translation(
            locale: locale, field: field, text: arguments.text("text") ?? "",
            origin: arguments.choice("origin") ?? .human))
      }
    },
    ActionDefinition(
      "approveTranslation", on: "products",
      [
        ActionField("locale", .text(limit: 35), required: true),
        ActionField("field", .choice(translated), required: true),
      ], right: .reviewProducts, help: "Notes that a person read a translation and found it right."
    ) { work, arguments in
      try changeProduct("approveTranslation", work, arguments) { product in
        let index = product.translations.firstIndex {
          $0.locale == arguments.text("locale") && $0.field == arguments.text("field")
        }
        guard let index else {
          throw ActionRefusal.badField(
            "locale", found: arguments.text("locale") ?? "",
            expected: product.translations.map { "\($0.locale)/\($0.field)" }.joined(separator: ", "))
        }
        product.translations[index].reviewedVersion = product.version
      }
    },
  ]
}

extension Product {
  /// As the form shows them.
  var formFields: [String: String] {
    [
      "title": title, "brand": brand, "category": category, "source": source.rawValue,
      "tags": tags.joined(separator: ","), "body": body,
    ]
  }
}

extension ActionArguments {
  /// Refuses the fields whose present value is neither what the form showed nor what it wants.
  func refuseConflicts(with current: [String: String]) throws(ActionRefusal) {
    var conflicts: [ActionRefusal.Conflict] = []
    for (field, seen) in request.seen.sorted(by: { $0.key < $1.key }) {
      guard let mine = request.fields[field], let theirs = current[field], theirs != seen, theirs != mine else {
        continue
      }
      // Only a field that this form changed can collide.
      if mine != seen { conflicts.append(.init(field: field, mine: .text(mine), theirs: .text(theirs))) }
    }
    if !conflicts.isEmpty { throw .conflict(conflicts) }
  }
}
