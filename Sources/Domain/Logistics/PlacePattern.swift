/// Where something applies: a country, a state of it, or postcodes. The narrower pattern wins over the wider.
public struct PlacePattern: Hashable, Sendable {
  /// ISO 3166 alpha-2; empty for every country.
  public var country: String
  /// State or province as its code; empty for all.
  public var region: String { didSet { meeting = States.meeting(region, in: country) } }
  /// What every way to write the state comes to.
  private var meeting: String
  /// First and last postcode, or their beginnings (`10` to `12` covers 10115 and 12999); nil for all.
  public var postcodes: ClosedPostcodes?

  public init(country: String = "", region: String = "", postcodes: ClosedPostcodes? = nil) {
    self.country = country
    self.region = PlacePattern.plainRegion(region)
    meeting = States.meeting(region, in: country)
    self.postcodes = postcodes
  }

  /// How narrow: postcodes before states before countries; of postcodes the longer beginnings.
  public var precision: Int {
    if let postcodes { return 1000 + postcodes.first.count }
    if !region.isEmpty { return 100 }
    return country.isEmpty ? 0 : 10
  }

  public func covers(_ place: ShippingPlace) -> Bool {
    if !country.isEmpty, country != place.country { return false }
    if !region.isEmpty, meeting != place.meeting { return false }
    return postcodes?.contain(place) ?? true
  }

  /// As `plain`, with letters of other writings kept.
  static func plainRegion(_ text: String) -> String {
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5A: plain.unicodeScalars.append(scalar)
      case 0x61...0x7A: plain.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) - 32))
      case 0x80... where scalar.properties.isAlphabetic: plain.unicodeScalars.append(scalar)
      default: continue
      }
    }
    return plain
  }

  /// Letters and digits in upper case: `SW1A 1AA` and `sw1a-1aa` are one postcode.
  static func plain(_ text: String) -> String {
    var plain = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A: plain.unicodeScalars.append(Unicode.Scalar(byte))
      case 0x61...0x7A: plain.unicodeScalars.append(Unicode.Scalar(byte - 32))
      default: continue
      }
    }
    return plain
  }
}

/// Postcodes from one to another, both included, by their beginnings. British ones are compared part by part.
public struct ClosedPostcodes: Hashable, Sendable {
  let first: [UInt8]
  let last: [UInt8]
  private let british: ClosedBritish?

  private struct ClosedBritish: Hashable, Sendable {
    var first: BritishPostcode
    var last: BritishPostcode
  }

  public init(_ first: String, _ last: String? = nil) {
    self.first = Array(PlacePattern.plain(first).utf8)
    self.last = Array(PlacePattern.plain(last ?? first).utf8)
    if let low = BritishPostcode(self.first), let high = BritishPostcode(self.last) {
      british = ClosedBritish(first: low, last: high)
    } else {
      british = nil
    }
  }

  /// Whether it runs from the least to the most, as the country orders its postcodes.
  public func ascends(in country: String) -> Bool {
    if let british, BritishPostcode.isUsed(in: country) { return (british.first.stands(to: british.last) ?? 1) <= 0 }
    return !last.lexicographicallyPrecedes(first)
  }

  func contain(_ place: ShippingPlace) -> Bool {
    if let british, let postcode = place.british {
      guard let low = postcode.stands(to: british.first), let high = postcode.stands(to: british.last) else {
        return false
      }
      return low >= 0 && high <= 0
    }
    let postcode = place.postcode
    guard postcode.count >= first.count, postcode.count >= last.count, !first.isEmpty else { return false }
    return !postcode.prefix(first.count).lexicographicallyPrecedes(first)
      && !last.lexicographicallyPrecedes(postcode.prefix(last.count))
  }
}

/// Where a parcel goes.
public struct ShippingPlace: Hashable, Sendable {
  public let country: String
  public let region: String
  let meeting: String
  let postcode: [UInt8]
  let british: BritishPostcode?

  public init(country: String, region: String = "", postcode: String = "") {
    self.country = country
    self.region = PlacePattern.plainRegion(region)
    meeting = States.meeting(region, in: country)
    let plain = Array(PlacePattern.plain(postcode).utf8)
    self.postcode = plain
    british = BritishPostcode.isUsed(in: country) ? BritishPostcode(plain) : nil
  }

  public var postcodeText: String { String(decoding: postcode, as: UTF8.self) }
}
