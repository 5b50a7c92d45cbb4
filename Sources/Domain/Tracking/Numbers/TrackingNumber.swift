/// What a number on a parcel may be: each format that it keeps whole, and what was nearly one.
public struct TrackingNumber: Hashable, Sendable {
  /// Upper case, without blanks; dashes stand only where the format itself has one.
  public let canonical: String
  /// The surest first (see `TrackingFormat.Certainty`), then in the order of the table of formats. Empty for a number
  /// that keeps no known format: it is unknown, and nobody's.
  public let matches: [TrackingMatch]
  /// Formats whose letters and length fit, but not more.
  public let misses: [TrackingMiss]

  public var isValid: Bool { !matches.isEmpty }

  /// Who most likely carries it: of a post's number that post by name, else the surest format's carrier; empty where
  /// nobody can say.
  public var likelyCarrier: String {
    guard let match = matches.first else { return "" }
    return match.format.carrier == "s10" ? match.postalOperator ?? "" : match.format.carrier
  }

  /// Reads a number as people and scanners write it: any case, blanks and dashes anywhere, full-width signs.
  public init(_ text: some StringProtocol) {
    self = TrackingReader.read(text)
  }

  /// What it is among the numbers of one carrier.
  public func only(_ carrier: String) -> TrackingNumber {
    TrackingNumber(
      canonical: canonical, matches: matches.filter { $0.format.carrier == carrier },
      misses: misses.filter { $0.format.carrier == carrier })
  }

  init(canonical: String, matches: [TrackingMatch], misses: [TrackingMiss]) {
    self.canonical = canonical
    self.matches = matches
    self.misses = misses
  }
}

/// A format that a number keeps.
public struct TrackingMatch: Hashable, Sendable {
  public let format: TrackingFormat
  /// The digits that count the parcel, check digit left out.
  public let serial: String
  /// As it stands in the number, e.g. `03` of UPS or `RB` of a post; nil where the format has none.
  public let serviceCode: String?
  /// ISO 3166 alpha-2 of the country whose post gave the number out; nil where the format does not tell.
  public let originCountry: String?
  /// ISO 3166 alpha-2 of the receiver's country; nil where the format does not tell.
  public let destinationCountry: String?
  /// The receiver's postcode as the number holds it.
  public let destinationPostcode: String?
  /// The shipper's number at the carrier.
  public let shipper: String?

  /// What the service's code stands for; nil where there is none or nobody told us.
  public var service: String? { serviceCode.flatMap { format.serviceName($0) } }
  /// The post that gave an S10 number out.
  public var postalOperator: String? { originCountry.flatMap { PostalOperators.name($0) } }
}

/// Why a number of the right shape is not one of a format.
public struct TrackingMiss: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// The last of its signs ought to be `expected`; nil where no sign would do.
    case checkDigit(found: Character, expected: Character?)
    /// No post is known to give out numbers under these letters.
    case noPost(country: String)
  }

  public let format: TrackingFormat
  public let reason: Reason
}
