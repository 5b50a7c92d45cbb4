/// What a carrier would send a parcel back for, field by field, with what would put it right.
public struct AddressFinding: Hashable, Sendable {
  public var field: AddressField
  public var problem: AddressProblem
  /// The field as it should be, where that can be told.
  public var remedy: String?

  public init(_ field: AddressField, _ problem: AddressProblem, remedy: String? = nil) {
    self.field = field
    self.problem = problem
    self.remedy = remedy
  }
}

public enum AddressField: String, Hashable, Sendable, CaseIterable {
  case name, street, city, region, postcode, country, phone
}

public enum AddressProblem: String, Hashable, Sendable, CaseIterable {
  case missing
  /// A street without the number of a house.
  case noHouseNumber
  /// Not as the country writes its postcodes.
  case wrongShape
  /// A box at a post office, which couriers do not deliver to.
  case boxForCourier
  /// In letters that the carrier there cannot print.
  case unprintable
  /// Longer than a label's line.
  case tooLong
  /// The order says another country than the address.
  case otherCountry
}

/// Looks at an address as the carrier of its country will.
public enum AddressCheck {
  /// Characters that a label's line holds with most carriers.
  static let lineLimit = 50

  /// `service` is the shipping service as the order names it; `country` what the order says beside the card.
  public static func findings(_ card: Card, country: String? = nil, service: String = "") -> [AddressFinding] {
    var findings: [AddressFinding] = []
    let code = card.country.isEmpty ? country ?? "" : card.country
    let shape = PostcodeShape.of(code)
    let street = card.lines.joined(separator: " ")
    if card.name.isEmpty && card.company.isEmpty { findings.append(.init(.name, .missing)) }
    if street.isEmpty { findings.append(.init(.street, .missing)) }
    if card.city.isEmpty { findings.append(.init(.city, .missing)) }
    if code.isEmpty { findings.append(.init(.country, .missing)) }
    if let country, !card.country.isEmpty, !country.isEmpty, country != card.country {
      findings.append(.init(.country, .otherCountry, remedy: country))
    }
    if regionNeeded.contains(code), card.region.isEmpty { findings.append(.init(.region, .missing)) }
    if let shape {
      if card.postcode.isEmpty {
        let elsewhere = misplacedPostcode(card, shape)
        findings.append(.init(.postcode, .missing, remedy: elsewhere))
      } else if !shape.fits(card.postcode) {
        findings.append(.init(.postcode, .wrongShape, remedy: shape.mended(card.postcode)))
      }
    }
    let isBox = PostBox.isOne(street)
    if isBox, isCourier(service) { findings.append(.init(.street, .boxForCourier)) }
    if !street.isEmpty, !isBox, houseNumberNeeded.contains(code), !street.contains(where: \.isNumber) {
      findings.append(.init(.street, .noHouseNumber))
    }
    for (field, text) in [(AddressField.name, card.name), (.street, street), (.city, card.city)] {
      if !PrintedScript.canPrint(text, in: code) { findings.append(.init(field, .unprintable)) }
    }
    if card.lines.contains(where: { $0.count > lineLimit }) { findings.append(.init(.street, .tooLong)) }
    if card.phone.isEmpty, isCourier(service) { findings.append(.init(.phone, .missing)) }
    return findings
  }

  /// The address with every remedy that can be told.
  public static func mended(_ card: Card, country: String? = nil, service: String = "") -> Card {
    var card = card
    for finding in findings(card, country: country, service: service) {
      guard let remedy = finding.remedy else { continue }
      switch finding.field {
      case .postcode: card.postcode = remedy
      case .country: card.country = remedy
      case .name, .street, .city, .region, .phone: break
      }
    }
    return card
  }

  /// A postcode that was typed before or behind the city.
  private static func misplacedPostcode(_ card: Card, _ shape: PostcodeShape) -> String? {
    let words = card.city.split(separator: " ").map(String.init)
    return [words.first, words.last].compactMap { $0 }.first { word in
      word.contains(where: \.isNumber) && (shape.fits(word) || shape.mended(word) != nil)
    }.map { shape.mended($0) ?? $0 }
  }

  /// Carriers that bring a parcel to a door and to no post office.
  static func isCourier(_ service: String) -> Bool {
    let folded = FoldedText.fold(service)
    return ["express", "courier", "ups", "fedex", "dpd", "gls", "tnt", "dhl exp", "快递", "顺丰"].contains {
      folded.contains($0)
    }
  }

  /// Where a street without a number is no address.
  private static let houseNumberNeeded: Set<String> = [
    "AT", "BE", "CH", "CZ", "DE", "DK", "ES", "FI", "FR", "HU", "IT", "LU", "NL", "NO", "PL", "PT", "SE", "SK", "US",
    "CA", "AU", "BR", "MX",
  ]

  /// Where a parcel is sorted by state or province.
  private static let regionNeeded: Set<String> = ["US", "CA", "AU", "BR", "MX", "IN", "CN"]
}

/// A box at a post office, as people of many countries write it.
enum PostBox {
  static func isOne(_ street: String) -> Bool {
    let words = FoldedText.fold(street).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    if words.isEmpty { return false }
    let joined = " " + words.joined(separator: " ") + " "
    if marks.contains(where: { joined.contains(" \($0) ") }) { return true }
    // `BP 123`, `Box 45`: the word alone is a street or a name.
    return zip(words, words.dropFirst()).contains { word, next in
      numbered.contains(word) && next.allSatisfy(\.isNumber)
    }
  }

  private static let marks = [
    "po box", "p o box", "pob", "post office box", "postfach", "postbus", "boite postale", "apartado", "apdo",
    "casella postale", "caixa postal", "skrytka pocztowa", "postboks", "postilokero", "posta kutusu", "packstation",
    "parcel locker", "paczkomat",
  ]
  private static let numbered: Set<String> = ["bp", "box", "cp", "apdo", "gpo"]
}
