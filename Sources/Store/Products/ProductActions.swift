internal import Domain

extension ActionTable {
  /// Everything that is done to a product and its variants.
  static let productActions: [ActionDefinition] =
    productEdits + productReviews + productTexts + productImages + variantEdits

  /// An action that changes a product.
  static func productAction(
    _ id: String, _ fields: [ActionField] = [], right: Right = .editProducts, help: String,
    _ change: @escaping @Sendable (inout Product, Work, ActionArguments) throws -> Void
  ) -> ActionDefinition {
    ActionDefinition(id, on: "products", fields, right: right, reach: .record, help: help) { work, arguments in
      try self.change(Product.self, id, work, arguments) { try change(&$0, work, arguments) }
    }
  }

  private static let productFields = [
    ActionField("title", .text(limit: 500)), ActionField("brand", .text(limit: 200)),
    ActionField("category", .text(limit: 500)), ActionField("source", .choice(ProductSource.allCases.map(\.rawValue))),
    ActionField("tags", .words), ActionField("body", .longText(limit: 200_000)),
  ]

  private static let productEdits: [ActionDefinition] = [
    productAction(
      "editProduct", productFields, help: "Changes what a product is called and how it is described."
    ) { product, _, arguments in
      // A field that somebody else changed since the form was opened is a conflict; any other is merged.
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
    },
    ActionDefinition(
      "createProduct", on: "products",
      [
        ActionField("number", .text(limit: 200), required: true, isCode: true),
        ActionField("sku", .text(limit: 100), isCode: true),
      ] + productFields,
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
    productAction(
      "tagProduct", [ActionField("tag", .text(limit: 60), required: true)], help: "Puts a tag on a product."
    ) { product, _, arguments in
      product.tags = try Tags.adding(arguments.text("tag") ?? "", to: product.tags)
    },
    productAction(
      "untagProduct", [ActionField("tag", .text(limit: 60), required: true)], help: "Takes a tag off a product."
    ) { product, _, arguments in
      product.tags = try Tags.removing(arguments.text("tag") ?? "", from: product.tags)
    },
  ]

  private static func review(_ id: String, _ event: ReviewEvent, right: Right, help: String) -> ActionDefinition {
    productAction(id, right: right, help: help) { product, _, _ in product = try product.after(event) }
  }

  private static let productReviews: [ActionDefinition] = [
    review("submitProduct", .submit, right: .editProducts, help: "Hands a product in for review."),
    review("approveProduct", .approve, right: .reviewProducts, help: "Approves a product: it may be listed."),
    review("rejectProduct", .reject, right: .reviewProducts, help: "Rejects a product."),
    review("reviseProduct", .revise, right: .editProducts, help: "Makes a product a draft again."),
    review("retireProduct", .retire, right: .editProducts, help: "Retires a product: it is not sold any more."),
    review("reviveProduct", .revive, right: .editProducts, help: "Brings a retired product back as a draft."),
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
