/// What customs are told of a parcel.
public struct Declaration: Hashable, Sendable {
  /// One kind of goods in it.
  public struct Line: Hashable, Sendable {
    public var sku: String
    /// English.
    public var name: String
    public var material: String
    public var quantity: Int64
    /// Of the whole line.
    public var netGrams: Int64?
    /// Of the whole line.
    public var value: Money?
    /// What the buyer paid for the whole line; nil where the order does not say.
    public var paid: Money?
    /// Why less than what was paid is declared; empty where nobody said.
    public var reason: String
    /// Six to ten digits.
    public var hsCode: String
    /// ISO 3166 alpha-2.
    public var origin: String

    public init(
      sku: String, name: String, material: String = "", quantity: Int64, netGrams: Int64?, value: Money?,
      paid: Money? = nil, reason: String = "", hsCode: String, origin: String
    ) {
      self.sku = sku
      self.name = name
      self.material = material
      self.quantity = quantity
      self.netGrams = netGrams
      self.value = value
      self.paid = paid
      self.reason = reason
      self.hsCode = hsCode
      self.origin = origin
    }
  }

  /// Why the goods travel.
  public enum Category: String, Hashable, Sendable, CaseIterable {
    case sale, gift, sample, documents, returned, other
  }

  public var category: Category
  public var lines: [Line]
  public var currency: Currency
  /// As it is written below the lines.
  public var total: Money
  public var grossGrams: Int64?
  /// What the buyer paid for the way; nil where the order does not say.
  public var freight: Money?
  public var insurance: Money?
  /// `DAP`, `DDP` …
  public var incoterm: String
  public var comments: String
  public var licence: String
  public var certificate: String

  public init(
    category: Category = .sale, lines: [Line], currency: Currency, total: Money, grossGrams: Int64?,
    freight: Money? = nil, insurance: Money? = nil, incoterm: String = "DAP", comments: String = "",
    licence: String = "", certificate: String = ""
  ) {
    self.category = category
    self.lines = lines
    self.currency = currency
    self.total = total
    self.grossGrams = grossGrams
    self.freight = freight
    self.insurance = insurance
    self.incoterm = incoterm
    self.comments = comments
    self.licence = licence
    self.certificate = certificate
  }

  /// The same with its total made of its lines; what cannot be summed shows as a flaw.
  public init(
    summing lines: [Line], currency: Currency, grossGrams: Int64?, category: Category = .sale, freight: Money? = nil
  ) {
    let total = lines.reduce(Money.zero(currency)) { sum, line in
      guard let value = line.value, let more = try? sum.adding(value) else { return sum }
      return more
    }
    self.init(
      category: category, lines: lines, currency: currency, total: total, grossGrams: grossGrams, freight: freight)
  }

  /// Of what is known; nil where one line is not.
  public var netGrams: Int64? {
    var sum: Int64 = 0
    for line in lines {
      guard let grams = line.netGrams else { return nil }
      let (more, overflow) = sum.addingReportingOverflow(grams)
      if overflow { return nil }
      sum = more
    }
    return sum
  }
}
