/// Where something applies: a country, a state of it, or postcodes. The narrower pattern wins over the wider.
public struct PlacePattern: Hashable, Sendable {
  /// ISO 3166 alpha-2; empty for every country.
  public var country: String
  /// State or province as its code; empty for all.
  public var region: String
  /// First and last postcode, or their beginnings (`10` to `12` covers 10115 and 12999); nil for all.
  public var postcodes: ClosedPostcodes?

  public init(country: String = "", region: String = "", postcodes: ClosedPostcodes? = nil) {
    self.country = country
    self.region = PlacePattern.plain(region)
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
    if !region.isEmpty, region != place.region { return false }
    return postcodes?.contain(place.postcode) ?? true
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

/// Postcodes from one to another, both included, by their beginnings.
public struct ClosedPostcodes: Hashable, Sendable {
  let first: [UInt8]
  let last: [UInt8]

  public init(_ first: String, _ last: String? = nil) {
    self.first = Array(PlacePattern.plain(first).utf8)
    self.last = Array(PlacePattern.plain(last ?? first).utf8)
  }

  func contain(_ postcode: [UInt8]) -> Bool {
    guard postcode.count >= first.count, postcode.count >= last.count, !first.isEmpty else { return false }
    return !postcode.prefix(first.count).lexicographicallyPrecedes(first)
      && !last.lexicographicallyPrecedes(postcode.prefix(last.count))
  }
}

/// Where a parcel goes.
public struct ShippingPlace: Hashable, Sendable {
  public let country: String
  public let region: String
  let postcode: [UInt8]

  public init(country: String, region: String = "", postcode: String = "") {
    self.country = country
    self.region = PlacePattern.plain(region)
    self.postcode = Array(PlacePattern.plain(postcode).utf8)
  }

  public var postcodeText: String { String(decoding: postcode, as: UTF8.self) }
}
