/// Whether goods cross a customs border on their way, and so need papers.
///
/// Source: Union Customs Code (Regulation 952/2013), article 4, for what belongs to the EU's customs territory; the
/// treaties by which Monaco, Liechtenstein (with Switzerland) and the Isle of Man (with the United Kingdom) belong to
/// another's; the Windsor Framework for goods to Northern Ireland.
public enum CustomsBorder {
  public struct Place: Hashable, Sendable {
    /// ISO 3166 alpha-2.
    public var country: String
    public var postcode: String

    public init(country: String, postcode: String = "") {
      self.country = country
      self.postcode = postcode
    }
  }

  /// nil where one of the countries is not known: then nobody can say.
  public static func lies(between from: Place, and to: Place) -> Bool? {
    guard let a = territory(of: from), let b = territory(of: to) else { return nil }
    if a == b { return false }
    // Goods are in free movement between the EU and Northern Ireland, and between it and Great Britain's sellers a
    // parcel stays inland.
    let both: Set<String> = [a, b]
    return !(both.contains("XI") && (both.contains("EU") || both.contains("GB")))
  }

  /// The customs territory by a word of its own: `EU`, `CH`, `GB`, `XI`, else the country.
  public static func territory(of place: Place) -> String? {
    guard Countries.englishName(place.country) != nil else { return nil }
    let code = String(place.postcode.filter { $0.isLetter || $0.isNumber }).uppercased()
    switch place.country {
    // The Canary Islands are in it (their taxes are not); Ceuta and Melilla are not.
    case "ES": return code.hasPrefix("51") || code.hasPrefix("52") ? "ES-\(code.prefix(2))" : "EU"
    case "DE": return code == "27498" ? "DE-27498" : code == "78266" ? "CH" : "EU"
    case "IT": return code == "23041" ? "IT-23041" : "EU"
    case "GB": return code.hasPrefix("BT") ? "XI" : "GB"
    case "IM": return "GB"
    case "LI": return "CH"
    case "MC": return "EU"
    case let country: return members.contains(country) ? "EU" : country
    }
  }

  /// With what of France and Finland has codes of its own and lies within the customs territory.
  private static let members: Set<String> = [
    "AT", "AX", "BE", "BG", "CY", "CZ", "DK", "EE", "FI", "FR", "GF", "GP", "GR", "HR", "HU", "IE", "LT", "LU", "LV",
    "MF", "MQ", "MT", "NL", "PL", "PT", "RE", "RO", "SE", "SI", "SK", "YT",
  ]

  /// Places where the buyer's VAT can have been taken through the import one-stop shop: what belongs to the EU's VAT
  /// territory, which is less than its customs territory, and Northern Ireland.
  ///
  /// Source: Directive 2006/112/EC, article 6, for the parts whose taxes are their own.
  public static func takesIOSS(_ place: Place) -> Bool {
    let code = String(place.postcode.filter { $0.isLetter || $0.isNumber })
    switch territory(of: place) {
    case "XI": return true
    case "EU": break
    default: return false
    }
    switch place.country {
    case "AX", "GF", "GP", "MF", "MQ", "RE", "YT": return false
    case "ES": return !code.hasPrefix("35") && !code.hasPrefix("38")
    case "FR": return !code.hasPrefix("97")
    case "GR": return code != "63086"
    default: return true
    }
  }

  /// What a consignment may be worth for that, without its freight: 150 EUR (the same directive, article 369l).
  public static let mostWithIOSS = Money(minorUnits: 150_00, currency: .euro)
}
