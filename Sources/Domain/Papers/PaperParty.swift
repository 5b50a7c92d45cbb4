/// Who sends, or who receives, as a paper names them.
public struct PaperParty: Hashable, Sendable {
  public var name: String
  public var company: String
  /// The company's name in its own script, beside the Latin one; may be empty.
  public var localName: String
  /// Street lines, without empty ones.
  public var lines: [String]
  public var city: String
  public var region: String
  public var postcode: String
  /// ISO 3166 alpha-2, or the source's own words.
  public var country: String
  public var phone: String
  public var email: String
  /// A receiver's tax number or importer's reference.
  public var taxId: String

  public init(
    name: String = "", company: String = "", localName: String = "", lines: [String] = [], city: String = "",
    region: String = "", postcode: String = "", country: String = "", phone: String = "", email: String = "",
    taxId: String = ""
  ) {
    self.name = name
    self.company = company
    self.localName = localName
    self.lines = lines
    self.city = city
    self.region = region
    self.postcode = postcode
    self.country = country
    self.phone = phone
    self.email = email
    self.taxId = taxId
  }

  public init(_ card: Card) {
    self.init(
      name: card.name, company: card.company, lines: card.lines, city: card.city, region: card.region,
      postcode: card.postcode, country: card.country, phone: card.phone, email: card.email, taxId: card.taxId)
  }

  /// The country in English capitals, as the Universal Postal Union asks for the last line of an address.
  public var countryLine: String { (Countries.englishName(country) ?? country).uppercased() }

  /// Name, street and place, the country last; the place's order is the destination's own.
  public var addressLines: [String] {
    var all = [company, name, localName].filter { !$0.isEmpty }
    if company == name { all.removeFirst(min(1, all.count)) }
    all += lines.filter { !$0.isEmpty }
    all.append(placeLine)
    all.append(countryLine)
    return all.filter { !$0.isEmpty }
  }

  /// Postcode and town as the country writes them: before the town on the continent, behind it elsewhere.
  public var placeLine: String {
    let parts =
      PaperParty.postcodeFirst.contains(country)
      ? [[postcode, city].filter { !$0.isEmpty }.joined(separator: " "), region]
      : [city, [region, postcode].filter { !$0.isEmpty }.joined(separator: " ")]
    var said: [String] = []
    for part in parts where !part.isEmpty && !said.contains(part) { said.append(part) }
    return said.joined(separator: ", ")
  }

  private static let postcodeFirst: Set<String> = [
    "AT", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IL", "IT", "JP", "LI", "LT",
    "LU", "MC", "MX", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "SM", "TR", "VA",
  ]
}

/// Who sends from a warehouse, and under which numbers customs knows them.
public struct PaperSender: Hashable, Sendable {
  public var party: PaperParty
  /// Economic operators' registration number.
  public var eori: String
  public var vat: String
  /// Import one-stop shop: the number under which the EU's VAT was taken at the sale.
  public var ioss: String
  /// Who signs.
  public var signer: String
  /// Whether a parcel abroad leaves this warehouse only with a whole set of papers.
  public var requiresPapers: Bool
  /// Carriers that clear by an invoice rather than by the posts' forms.
  public var couriers: [String]

  public init(
    party: PaperParty = PaperParty(), eori: String = "", vat: String = "", ioss: String = "", signer: String = "",
    requiresPapers: Bool = true,
    couriers: [String] = PaperSender.usualCouriers
  ) {
    self.party = party
    self.eori = eori
    self.vat = vat
    self.ioss = ioss
    self.signer = signer
    self.requiresPapers = requiresPapers
    self.couriers = couriers
  }

  public static let usualCouriers = [
    "Aramex", "DHL Express", "DPD", "FedEx", "GLS", "SF Express", "SF International", "TNT", "UPS",
  ]

  public func isCourier(_ carrier: String) -> Bool { couriers.contains { FoldedText.areAlike($0, carrier) } }

  /// IOSS numbers are IM, the three digits of the country and nine more; a digit beside is not to reach customs.
  public static func isIOSS(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 12 && bytes[0] == 0x49 && bytes[1] == 0x4D && bytes[2...].allSatisfy { 0x30...0x39 ~= $0 }
  }

  /// EORI numbers are a country's two letters and up to fifteen signs.
  public static func isEORI(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return (3...17).contains(bytes.count) && bytes[..<2].allSatisfy { 0x41...0x5A ~= $0 }
      && bytes[2...].allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 }
  }
}

extension PaperSender {
  /// As the store keeps it.
  public var plain: Plain {
    .map([
      "name": .text(party.name), "company": .text(party.company), "localName": .text(party.localName),
      "street": .text(party.lines.joined(separator: "\n")), "city": .text(party.city), "region": .text(party.region),
      "postcode": .text(party.postcode), "country": .text(party.country), "phone": .text(party.phone),
      "email": .text(party.email), "eori": .text(eori), "vat": .text(vat), "ioss": .text(ioss),
      "signer": .text(signer), "required": .flag(requiresPapers), "couriers": .list(couriers.map(Plain.text)),
    ])
  }

  public init(_ plain: Plain) {
    let map = plain.map ?? [:]
    func text(_ field: String) -> String { map[field]?.text ?? "" }
    self.init(
      party: PaperParty(
        name: text("name"), company: text("company"), localName: text("localName"),
        lines: text("street").split(separator: "\n").map(String.init), city: text("city"), region: text("region"),
        postcode: text("postcode"), country: text("country"), phone: text("phone"), email: text("email")),
      eori: text("eori"), vat: text("vat"), ioss: text("ioss"), signer: text("signer"),
      requiresPapers: map["required"]?.flag ?? true,
      couriers: map["couriers"]?.list?.compactMap(\.text) ?? PaperSender.usualCouriers)
  }
}
