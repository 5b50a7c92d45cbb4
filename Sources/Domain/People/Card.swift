/// What is personal about a subject: one card is one revision in the one table that erasure empties.
public struct Card: Hashable, Sendable {
  public var name: String
  public var company: String
  public var email: String
  public var phone: String
  /// Street lines, without empty ones; four at most.
  public var lines: [String]
  public var city: String
  /// State, province or county.
  public var region: String
  public var postcode: String
  /// ISO 3166 alpha-2, or the source's own words where they name no known country.
  public var country: String
  /// A tax number or an importer's reference.
  public var taxId: String
  /// The buyer's message; personal because buyers write anything there.
  public var message: String

  public init(
    name: String = "", company: String = "", email: String = "", phone: String = "", lines: [String] = [],
    city: String = "", region: String = "", postcode: String = "", country: String = "", taxId: String = "",
    message: String = ""
  ) {
    self.name = name
    self.company = company
    self.email = email
    self.phone = phone
    self.lines = lines
    self.city = city
    self.region = region
    self.postcode = postcode
    self.country = country
    self.taxId = taxId
    self.message = message
  }

  public var isEmpty: Bool { self == Card() }
}

extension Card {
  /// Whether the other card says all that this one says.
  public func isPart(of other: Card) -> Bool {
    func isIn(_ text: String, _ whole: String) -> Bool { text.isEmpty || text == whole }
    return isIn(name, other.name) && isIn(company, other.company) && isIn(email, other.email)
      && isIn(phone, other.phone) && (lines.isEmpty || lines == other.lines) && isIn(city, other.city)
      && isIn(region, other.region) && isIn(postcode, other.postcode) && isIn(country, other.country)
      && isIn(taxId, other.taxId) && isIn(message, other.message)
  }
}
