public import Domain

/// Papers that goods need, and those that they have, in the store.
public enum CertificateTable {
  private static let columns: SQL = """
    SELECT id, version, product_id, certificate, number, issuer, valid_from, expires_at, withdrawn
    FROM certificates
    """

  private static let ruleColumns: SQL = """
    SELECT id, version, certificate, product_id, category, hazard, country, closed
    FROM certificate_rules
    """

  public static func load(_ id: Int64, in reader: any Reader) throws -> Certificate? {
    try reader.first("\(columns) WHERE id = \(id)", Certificate.init(row:))
  }

  public static func certificates(of product: Int64, in reader: any Reader) throws -> [Certificate] {
    try reader.all("\(columns) WHERE product_id = \(product) ORDER BY certificate, id", Certificate.init(row:))
  }

  public static func loadRule(_ id: Int64, in reader: any Reader) throws -> CertificateRule? {
    try reader.first("\(ruleColumns) WHERE id = \(id)", CertificateRule.init(row:))
  }

  /// All rules that are in force.
  public static func rules(in reader: any Reader) throws -> [CertificateRule] {
    try reader.all("\(ruleColumns) WHERE closed = 0 ORDER BY id", CertificateRule.init(row:))
  }

  /// What keeps a SKU from being sold out of a warehouse; nil where nothing does.
  public static func flaw(of variant: Int64, from warehouse: Location, at now: Instant, in reader: any Reader) throws
    -> SupplyRefusal?
  {
    let goods = try reader.first(
      """
      SELECT v.sku, v.hazards, p.id, p.category
      FROM variants AS v
      JOIN products AS p ON p.id = v.product_id
      WHERE v.id = \(variant)
      """
    ) { row in
      (
        sku: row.text(0),
        goods: CertificateRule.Goods(
          productId: row.integer(2), category: row.text(3),
          hazards: row.text(1).split(separator: ",").compactMap { Hazard(rawValue: String($0)) })
      )
    }
    guard let goods else { return nil }
    let home = warehouse.country.map { [$0] } ?? []
    let destinations = warehouse.shipsTo.isEmpty ? [] : warehouse.shipsTo + home
    return CertificateRule.flaw(
      try rules(in: reader), goods.goods, sku: goods.sku, to: destinations,
      has: try certificates(of: goods.goods.productId, in: reader), at: now)
  }
}

extension Certificate {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), productId: row.integer(2), type: row.text(3), number: row.text(4),
      issuer: row.text(5), validFrom: row.optionalInstant(6), expiresAt: row.optionalInstant(7),
      isWithdrawn: row.flag(8))
  }
}

extension CertificateRule {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), certificate: row.text(2), productId: row.optionalInteger(3),
      category: row.text(4), hazard: Hazard(rawValue: row.text(5)), country: row.text(6), isClosed: row.flag(7))
  }
}

extension Certificate: MadeRecord {
  static var kind: String { "certificates" }

  static func load(_ id: Int64, in reader: any Reader) throws -> Certificate? {
    try CertificateTable.load(id, in: reader)
  }

  var made: [String: Plain] {
    snapshot.merging(["product": .number(productId), "certificate": .text(type)]) { first, _ in first }
  }

  init?(id: Int64, made: [String: Plain]) {
    guard let product = made["product"]?.number, let type = made["certificate"]?.text else { return nil }
    self = Certificate(id: id, productId: product, type: type).taking(made)
  }

  func insert(in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO certificates (id, version, number, issuer, valid_from, expires_at, withdrawn, product_id, certificate)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, [.integer(id)] + values + [.integer(productId), .text(type)])
  }

  func update(was old: Certificate, in writer: any Writer) throws {
    try writer.run(
      """
      UPDATE certificates
      SET version = ?, number = ?, issuer = ?, valid_from = ?, expires_at = ?, withdrawn = ?
      WHERE id = ? AND version = ?
      """, values + [.integer(id), .integer(old.version)])
  }

  func delete(in writer: any Writer) throws {
    try writer.run("DELETE FROM certificates WHERE id = ?", [.integer(id)])
  }

  func uses(in reader: any Reader) throws -> Int64 { 0 }

  private var values: [SQLValue] {
    [
      .integer(version), .text(number), .text(issuer), SQLValue(validFrom), SQLValue(expiresAt), SQLValue(isWithdrawn),
    ]
  }
}

extension CertificateRule: MadeRecord {
  static var kind: String { "certificateRules" }
  var number: String { certificate }

  static func load(_ id: Int64, in reader: any Reader) throws -> CertificateRule? {
    try CertificateTable.loadRule(id, in: reader)
  }

  var made: [String: Plain] {
    snapshot.merging([
      "certificate": .text(certificate), "product": Plain(productId), "category": .text(category),
      "hazard": Plain(hazard?.rawValue), "country": .text(country),
    ]) { first, _ in first }
  }

  init?(id: Int64, made: [String: Plain]) {
    guard let certificate = made["certificate"]?.text else { return nil }
    self = CertificateRule(
      id: id, certificate: certificate, productId: made["product"]?.number, category: made["category"]?.text ?? "",
      hazard: made["hazard"]?.text.flatMap(Hazard.init(rawValue:)), country: made["country"]?.text ?? ""
    ).taking(made)
  }

  func insert(in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO certificate_rules (id, version, certificate, product_id, category, hazard, country, closed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .integer(version), .text(certificate), SQLValue(productId), .text(category),
        .text(hazard?.rawValue ?? ""), .text(country), SQLValue(isClosed),
      ])
  }

  func update(was old: CertificateRule, in writer: any Writer) throws {
    try writer.run(
      "UPDATE certificate_rules SET version = ?, closed = ? WHERE id = ? AND version = ?",
      [.integer(version), SQLValue(isClosed), .integer(id), .integer(old.version)])
  }

  func delete(in writer: any Writer) throws {
    try writer.run("DELETE FROM certificate_rules WHERE id = ?", [.integer(id)])
  }

  func uses(in reader: any Reader) throws -> Int64 { 0 }
}
