internal import Domain

extension ActionTable {
  private static let measures = [
    "grams", "length", "width", "height", "measuredGrams", "measuredLength", "measuredWidth", "measuredHeight",
  ]

  static let variantEdits: [ActionDefinition] = [
    ActionDefinition(
      "editVariant", on: "variants",
      [
        ActionField("sku", .text(limit: 100), isCode: true), ActionField("barcodes", .words),
        ActionField("hs", .text(limit: 12)),
        ActionField("origin", .text(limit: 2)), ActionField("declaredName", .text(limit: 200)),
        ActionField("material", .text(limit: 200)), ActionField("mid", .text(limit: 40)),
        ActionField("hazards", .words), ActionField("price", .text(limit: 40)), ActionField("options", .words),
        ActionField("requiresShipping", .flag), ActionField("taxable", .flag),
      ] + measures.map { ActionField($0, .number) },
      right: .editProducts,
      help: "Changes a variant: SKU, barcodes (CODE or CODE*PACK), customs facts, hazards, grams and millimetres as "
        + "declared and as measured, price (12.30 EUR), values of its options."
    ) { work, arguments in
      try changeVariant("editVariant", work, arguments) { product, index in
        var variant = product.variants[index]
        try arguments.apply(to: &variant, of: product)
        try product.refuseSharedOptions(variant, was: product.variants[index])
        try SharedBarcodes.refuse(variant, was: product.variants[index], in: product, work.writer)
        product.variants[index] = variant
      }
    },
    ActionDefinition(
      "removeVariant", on: "variants", right: .editProducts,
      help: "Takes a variant away that no line, mapping, alias or kit refers to."
    ) { work, arguments in
      try changeVariant("removeVariant", work, arguments) { product, index in
        product.variants.remove(at: index)
      }
    },
    ActionDefinition(
      "setKit", on: "variants", [ActionField("components", .words)], right: .editProducts,
      help: "Makes a variant a kit of others: SKU*COUNT, divided by commas; empty: no kit."
    ) { work, arguments in
      let id = try variant(arguments, in: work.writer)
      if arguments.text("components") == nil { throw ActionRefusal.missingField("components") }
      let before = try Kit.plain(of: id, in: work.writer)
      try Kit.set(arguments.words("components"), of: id, in: work.writer)
      let after = try Kit.plain(of: id, in: work.writer)
      if before == after { throw ActionRefusal.product(.unchanged) }
      try work.append(
        action: "setKit", kind: "variants", subject: id,
        changes: [FieldChange(field: "kit", before: before, after: after)])
      return id
    },
    ActionDefinition(
      "addAlias", on: "variants", [ActionField("alias", .text(limit: 200), required: true, isCode: true)],
      right: .editProducts,
      help: "Gives a variant another code of ours, such as an old SKU: lines of any account are mapped by it."
    ) { work, arguments in
      let id = try variant(arguments, in: work.writer)
      let alias = SkuAlias(code: arguments.text("alias") ?? "")
      let isTaken =
        try alias.owner(in: work.writer) != nil || ProductTable.owner(ofSku: alias.code, in: work.writer) != nil
      if alias.key.allSatisfy(\.isWhitespace) || isTaken { throw ActionRefusal.product(.skuTaken(alias.code)) }
      let judged = try alias.keep(for: id, in: work.writer)
      let entry = try work.append(
        action: "addAlias", kind: "variants", subject: id,
        changes: [
          FieldChange(field: alias.field, before: .null, after: .flag(true)),
          FieldChange(field: "lines", before: .number(0), after: .number(judged.lines)),
        ])
      try judged.leave(after: entry, work)
      return id
    },
    ActionDefinition(
      "removeAlias", on: "variants", [ActionField("alias", .text(limit: 200), required: true, isCode: true)],
      right: .editProducts,
      help: "Takes an alias off a variant; what was shipped keeps what was picked."
    ) { work, arguments in
      let id = try variant(arguments, in: work.writer)
      let alias = SkuAlias(code: arguments.text("alias") ?? "")
      if try alias.owner(in: work.writer) != id {
        throw ActionRefusal.badField(
          "alias", found: alias.code, expected: .known(try SkuAlias.all(of: id, in: work.writer)))
      }
      let judged = try alias.forget(in: work.writer)
      let entry = try work.append(
        action: "removeAlias", kind: "variants", subject: id,
        changes: [FieldChange(field: alias.field, before: .flag(true), after: .null)])
      try judged.leave(after: entry, work)
      return id
    },
  ]

  private static func changeVariant(
    _ action: String, _ work: Work, _ arguments: ActionArguments, _ change: (inout Product, Int) throws -> Void
  ) throws -> Int64? {
    let id = try arguments.subject()
    guard let product = try work.writer.integer("SELECT product_id FROM variants WHERE id = \(id)") else {
      throw ActionRefusal.noSuchRecord(kind: "variants", String(id))
    }
    _ = try self.change(Product.self, action, work, arguments, id: product) { product in
      guard let index = product.variants.firstIndex(where: { $0.id == id }) else {
        throw ProductRefusal.noSuchVariant(String(id))
      }
      try change(&product, index)
    }
    return id
  }

  /// The subject, which must be there.
  private static func variant(_ arguments: ActionArguments, in reader: any Reader) throws -> Int64 {
    let id = try arguments.subject()
    let isThere = try reader.integer(
      """
      SELECT COUNT(*)
      FROM variants
      JOIN products ON products.id = variants.product_id
      WHERE variants.id = \(id) AND products.withdrawn_at IS NULL
      """)
    if isThere != 1 { throw ActionRefusal.noSuchRecord(kind: "variants", String(id)) }
    return id
  }
}

extension ActionArguments {
  func words(_ name: String) -> [String] {
    (text(name) ?? "").split(separator: ",").map { word in
      String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }

  /// `CODE*3`, or `CODE` for one.
  static func counted(_ word: String, field: String) throws(ActionRefusal) -> (String, Int64) {
    guard let star = word.lastIndex(of: "*") else { return (try code(word, field: field), 1) }
    guard let count = Int64(word[word.index(after: star)...]), count > 0, count < 1_000_000 else {
      throw .badField(field, found: word, expected: .codeAndCount)
    }
    return (try code(String(word[..<star]), field: field), count)
  }

  /// Puts the fields that were given into a variant of the product.
  func apply(to variant: inout Variant, of product: Product) throws {
    variant.sku = text("sku") ?? variant.sku
    if text("options") != nil {
      let values = words("options")
      if values.count != product.optionNames.count {
        throw ActionRefusal.badField(
          "options", found: values.joined(separator: ","),
          expected: .options(product.optionNames))
      }
      variant.optionValues = values
    }
    variant.requiresShipping = try flag("requiresShipping") ?? variant.requiresShipping
    variant.taxable = try flag("taxable") ?? variant.taxable
    if text("barcodes") != nil {
      variant.barcodes = try words("barcodes").map { word in
        let (code, pack) = try ActionArguments.counted(word, field: "barcodes")
        return Barcode(code: code, packQuantity: pack)
      }
      let codes = variant.barcodes.map(\.code)
      if let twice = codes.indices.first(where: { codes[..<$0].contains(codes[$0]) }) {
        throw ActionRefusal.badField("barcodes", found: codes[twice], expected: .eachCodeOnce)
      }
    }
    if let hs = text("hs") {
      let digits = hs.filter { $0 != "." && $0 != " " }
      let isCode =
        digits.isEmpty || (6...10).contains(digits.utf8.count) && digits.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      if !isCode { throw ProductRefusal.notAnHSCode(hs) }
      variant.customs.hsCode = digits
    }
    if let origin = text("origin") {
      let code = origin.uppercased()
      if !code.isEmpty && Countries.englishName(code) == nil { throw ProductRefusal.unknownCountry(origin) }
      variant.customs.origin = code
    }
    variant.customs.declaredName = text("declaredName") ?? variant.customs.declaredName
    variant.customs.material = text("material") ?? variant.customs.material
    variant.customs.mid = text("mid") ?? variant.customs.mid
    if text("hazards") != nil {
      variant.hazards = try words("hazards").map { word in
        guard let hazard = Hazard(rawValue: word) else {
          throw ActionRefusal.badField(
            "hazards", found: word, expected: .anyOf(Hazard.allCases.map(\.rawValue)))
        }
        return hazard
      }
    }
    if let price = text("price"), !price.isEmpty {
      let refusal = ActionRefusal.badField(
        "price", found: price, expected: .sum(example: "12.30 EUR"))
      let typed: TypedMoney
      do throws(TypedMoney.Refusal) {
        typed = try TypedMoney.read(price, currency: nil)
      } catch {
        throw refusal
      }
      // Nobody is there to see how a doubtful `12.305` was read.
      let money = typed.money
      if money.isNegative || typed.remark == .partsThousands { throw refusal }
      variant.prices.removeAll { $0.currency == money.currency }
      variant.prices.append(money)
    }
    try set("grams", \.declared.grams, of: &variant)
    try set("length", \.declared.lengthMillimetres, of: &variant)
    try set("width", \.declared.widthMillimetres, of: &variant)
    try set("height", \.declared.heightMillimetres, of: &variant)
    try set("measuredGrams", \.measured.grams, of: &variant)
    try set("measuredLength", \.measured.lengthMillimetres, of: &variant)
    try set("measuredWidth", \.measured.widthMillimetres, of: &variant)
    try set("measuredHeight", \.measured.heightMillimetres, of: &variant)
  }

  private func set(_ name: String, _ path: WritableKeyPath<Variant, Int64?>, of variant: inout Variant) throws {
    guard text(name) != nil else { return }
    let value = try number(name)
    if let value, value < 0 || value > 100_000_000 { throw ProductRefusal.notAMeasure(field: name, String(value)) }
    variant[keyPath: path] = value
  }
}
