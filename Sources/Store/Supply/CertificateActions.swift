internal import Domain

extension ActionTable {
  private static let paper = ActionField("certificate", .text(limit: 40), required: true)

  /// Papers that goods need, and those that they have.
  static let certificateActions: [ActionDefinition] = [
    ActionDefinition(
      "addCertificate", on: "products",
      [
        paper, ActionField("number", .text(limit: 60), isCode: true), ActionField("issuer", .text(limit: 100)),
        ActionField("validFrom", .date), ActionField("expires", .date),
      ], right: .checkGoods, help: "Notes a certificate that a product has: CE, FCC, UN38.3 and their like."
    ) { work, arguments in
      let product = try arguments.subject()
      if try ProductTable.load(product, in: work.writer) == nil {
        throw ActionRefusal.noSuchRecord(kind: "products", String(product))
      }
      let id = (try work.writer.integer("SELECT MAX(id) FROM certificates") ?? 0) + 1
      try Certificate(
        id: id, productId: product, type: try word("certificate", arguments), number: arguments.text("number") ?? "",
        issuer: arguments.text("issuer") ?? "", validFrom: try arguments.date("validFrom", now: work.now),
        expiresAt: try arguments.date("expires", now: work.now)
      ).make("addCertificate", in: work)
      return product
    },
    ActionDefinition(
      "withdrawCertificate", on: "products", [paper, ActionField("number", .text(limit: 60), isCode: true)],
      right: .checkGoods,
      help: "Takes a product's certificate out of force: goods that need it are not let into stock."
    ) { work, arguments in
      let product = try arguments.subject()
      let kind = try word("certificate", arguments)
      let number = arguments.text("number").map(FoldedText.fold)
      let papers = try CertificateTable.certificates(of: product, in: work.writer).filter {
        FoldedText.fold($0.type) == FoldedText.fold(kind) && !$0.isWithdrawn
          && (number == nil || FoldedText.fold($0.number) == number)
      }
      guard let paper = papers.first else { throw ActionRefusal.noSuchRecord(kind: "certificates", kind) }
      if papers.count > 1 {
        throw ActionRefusal.ambiguous(kind: "certificates", kind, fits: papers.map(\.number))
      }
      _ = try change(Certificate.self, "withdrawCertificate", work, arguments, id: paper.id) { $0.isWithdrawn = true }
      return product
    },
    ActionDefinition(
      "requireCertificate", on: "certificateRules",
      [
        paper, ActionField("product", .record(kind: "products")), ActionField("category", .text(limit: 100)),
        ActionField("hazard", .choice(Hazard.allCases.map(\.rawValue))), ActionField("country", .text(limit: 40)),
      ], right: .checkGoods, creates: true,
      help:
        "Says that goods of a product, category or hazard need a certificate, in one country, in the EU or everywhere."
    ) { work, arguments in
      let rule = try rule(work, arguments)
      try rule.make("requireCertificate", in: work)
      return rule.id
    },
    ActionDefinition(
      "dropRequirement", on: "certificateRules", ruleFields, right: .checkGoods, creates: true,
      help: "No longer asks for a certificate that was required of just these."
    ) { work, arguments in
      let named = try rule(work, arguments)
      let known = try CertificateTable.rules(in: work.writer).first { known in
        var same = named
        (same.id, same.version, same.certificate) = (known.id, known.version, known.certificate)
        return same == known && FoldedText.fold(known.certificate) == FoldedText.fold(named.certificate)
      }
      guard let known else { throw ActionRefusal.noSuchRecord(kind: "certificates", named.certificate) }
      return try change(CertificateRule.self, "dropRequirement", work, arguments, id: known.id) { $0.isClosed = true }
    },
  ]

  private static let ruleFields = [
    paper, ActionField("product", .record(kind: "products")), ActionField("category", .text(limit: 100)),
    ActionField("hazard", .choice(Hazard.allCases.map(\.rawValue))), ActionField("country", .text(limit: 40)),
  ]

  /// The rule that somebody names by what it asks, and of what.
  private static func rule(_ work: Work, _ arguments: ActionArguments) throws -> CertificateRule {
    var rule = CertificateRule(
      id: (try work.writer.integer("SELECT MAX(id) FROM certificate_rules") ?? 0) + 1,
      certificate: try word("certificate", arguments), category: arguments.text("category") ?? "",
      hazard: arguments.choice("hazard"))
    if let number = arguments.text("product"), !number.isEmpty {
      guard
        let id = try work.writer.integer("SELECT id FROM products WHERE number_key = \(FoldedText.fold(number))")
      else { throw ActionRefusal.noSuchRecord(kind: "products", number) }
      rule.productId = id
    }
    if let country = arguments.text("country"), !country.isEmpty {
      let code = country.uppercased() == CertificateRule.union ? CertificateRule.union : Countries.code(country)
      guard let code else {
        throw ActionRefusal.badField("country", found: country, expected: .countryOrUnion(example: "DE"))
      }
      rule.country = code
    }
    return rule
  }

  private static func word(_ name: String, _ arguments: ActionArguments) throws -> String {
    let text = (arguments.text(name) ?? "").trimmingBlanks
    if text.isEmpty { throw ActionRefusal.missingField(name) }
    return text
  }
}
