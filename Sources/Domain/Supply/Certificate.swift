/// A paper that says goods may be sold: CE, FCC, UKCA, UN38.3 …
public struct Certificate: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  public var productId: Int64
  /// The kind of paper, as rules name it; compared without letter case.
  public var type: String
  /// The paper's own number.
  public var number: String
  public var issuer: String
  public var validFrom: Instant?
  /// nil: it does not end.
  public var expiresAt: Instant?
  /// Taken back by who gave it.
  public var isWithdrawn: Bool

  public init(
    id: Int64, version: Int64 = 1, productId: Int64, type: String, number: String = "", issuer: String = "",
    validFrom: Instant? = nil, expiresAt: Instant? = nil, isWithdrawn: Bool = false
  ) {
    self.id = id
    self.version = version
    self.productId = productId
    self.type = type
    self.number = number
    self.issuer = issuer
    self.validFrom = validFrom
    self.expiresAt = expiresAt
    self.isWithdrawn = isWithdrawn
  }

  public func isValid(at now: Instant) -> Bool {
    !isWithdrawn && (validFrom.map { $0 <= now } ?? true) && (expiresAt.map { $0 > now } ?? true)
  }
}

/// Which goods need which paper, and where.
public struct CertificateRule: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  public var certificate: String
  /// nil: any product.
  public var productId: Int64?
  /// Empty: any category.
  public var category: String
  /// nil: whatever is dangerous about it.
  public var hazard: Hazard?
  /// ISO 3166 alpha-2, or `EU`; empty: everywhere.
  public var country: String
  public var isClosed: Bool

  public init(
    id: Int64, version: Int64 = 1, certificate: String, productId: Int64? = nil, category: String = "",
    hazard: Hazard? = nil, country: String = "", isClosed: Bool = false
  ) {
    self.id = id
    self.version = version
    self.certificate = certificate
    self.productId = productId
    self.category = category
    self.hazard = hazard
    self.country = country
    self.isClosed = isClosed
  }

  /// What a rule asks about goods.
  public struct Goods: Hashable, Sendable {
    public var productId: Int64
    public var category: String
    public var hazards: [Hazard]

    public init(productId: Int64, category: String, hazards: [Hazard]) {
      self.productId = productId
      self.category = category
      self.hazards = hazards
    }
  }

  /// Whether such goods need the paper where they are sold to; `destinations` is empty where that is everywhere.
  public func covers(_ goods: Goods, to destinations: [String]) -> Bool {
    if isClosed { return false }
    if let productId, productId != goods.productId { return false }
    if !category.isEmpty && FoldedText.fold(category) != FoldedText.fold(goods.category) { return false }
    if let hazard, !goods.hazards.contains(hazard) { return false }
    if country.isEmpty || destinations.isEmpty { return true }
    let there = country == CertificateRule.union ? CertificateRule.unionMembers : [country]
    return destinations.contains { there.contains($0) || $0 == country }
  }

  /// What is missing of these papers; nil where each rule that covers the goods has a valid one.
  public static func flaw(
    _ rules: [CertificateRule], _ goods: Goods, sku: String, to destinations: [String], has certificates: [Certificate],
    at now: Instant
  ) -> SupplyRefusal? {
    for rule in rules where rule.covers(goods, to: destinations) {
      let key = FoldedText.fold(rule.certificate)
      let papers = certificates.filter { $0.productId == goods.productId && FoldedText.fold($0.type) == key }
      if papers.contains(where: { $0.isValid(at: now) }) { continue }
      let ended = papers.filter { !$0.isWithdrawn }.compactMap { paper in paper.expiresAt.map { ($0, paper.number) } }
        .filter { $0.0 <= now }.max { $0.0 < $1.0 }
      if let ended {
        return .certificateExpired(sku: sku, certificate: rule.certificate, number: ended.1, at: ended.0)
      }
      return .certificateMissing(sku: sku, certificate: rule.certificate, country: rule.country)
    }
    return nil
  }

  public static let union = "EU"
  /// The member states of the European Union.
  public static let unionMembers = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
  ]
}

extension Certificate: Journalled {
  public var snapshot: [String: Plain] {
    [
      "number": .text(number), "issuer": .text(issuer), "validFrom": Plain(validFrom), "expiresAt": Plain(expiresAt),
      "withdrawn": .flag(isWithdrawn),
    ]
  }

  public func with(_ field: String, _ value: Plain) -> Certificate? {
    var paper = self
    switch field {
    case "number": paper.number = value.text ?? ""
    case "issuer": paper.issuer = value.text ?? ""
    case "validFrom": paper.validFrom = value.instant
    case "expiresAt": paper.expiresAt = value.instant
    case "withdrawn": paper.isWithdrawn = value.flag ?? false
    default: return nil
    }
    return paper
  }
}

extension CertificateRule: Journalled {
  public var snapshot: [String: Plain] { ["closed": .flag(isClosed)] }

  public func with(_ field: String, _ value: Plain) -> CertificateRule? {
    guard field == "closed" else { return nil }
    var rule = self
    rule.isClosed = value.flag ?? false
    return rule
  }
}
