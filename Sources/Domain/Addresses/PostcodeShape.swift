/// How a country writes its postcodes: a letter for a letter, a digit for a digit, everything else as it stands.
struct PostcodeShape: Hashable, Sendable {
  /// `99999`, `9999 AA`: 9 is a digit, A a letter, * a letter or digit.
  let patterns: [String]

  /// nil where the country has none that is told here, or uses none.
  static func of(_ country: String) -> PostcodeShape? { table[country].map(PostcodeShape.init(patterns:)) }

  func fits(_ text: String) -> Bool { patterns.contains { PostcodeShape.fits(text, $0) } }

  /// The postcode as the country writes it, where only blanks, dashes, letter case or noughts at its front are amiss.
  func mended(_ text: String) -> String? {
    let bare = text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    for pattern in patterns {
      for candidate in [bare, PostcodeShape.withNoughts(bare, pattern)] {
        if let mended = PostcodeShape.laid(candidate, over: pattern), fits(mended) { return mended }
      }
    }
    return nil
  }

  private static func fits(_ text: String, _ pattern: String) -> Bool {
    guard text.count == pattern.count else { return false }
    return zip(text, pattern).allSatisfy { character, mark in
      switch mark {
      case "9": character.isASCII && character.isNumber
      case "A": character.isASCII && character.isUppercase
      case "*": character.isASCII && (character.isUppercase || character.isNumber)
      default: character == mark
      }
    }
  }

  /// The bare characters with what the pattern has between them.
  private static func laid(_ bare: String, over pattern: String) -> String? {
    var rest = Substring(bare)
    var laid = ""
    for mark in pattern {
      if mark == "9" || mark == "A" || mark == "*" {
        guard let next = rest.popFirst() else { return nil }
        laid.append(next)
      } else {
        // A country's own letters before the digits may be written or not.
        if mark.isLetter, rest.first == mark { rest.removeFirst() }
        laid.append(mark)
      }
    }
    return rest.isEmpty ? laid : nil
  }

  /// Tables lose the noughts at the front of numbers.
  private static func withNoughts(_ bare: String, _ pattern: String) -> String {
    let wanted = pattern.count { $0 == "9" }
    guard pattern.allSatisfy({ $0 == "9" || $0 == "-" || $0 == " " }), bare.allSatisfy(\.isNumber),
      (1...2).contains(wanted - bare.count)
    else { return bare }
    return String(repeating: "0", count: wanted - bare.count) + bare
  }

  /// Of the countries that most parcels go to; Universal Postal Union, postal addressing systems.
  private static let table: [String: [String]] = [
    "AT": ["9999"], "AU": ["9999"], "BE": ["9999"], "BG": ["9999"], "BR": ["99999-999"], "CA": ["A9A 9A9"],
    "CH": ["9999"], "CN": ["999999"], "CY": ["9999"], "CZ": ["999 99"], "DE": ["99999"], "DK": ["9999"],
    "EE": ["99999"], "ES": ["99999"], "FI": ["99999"], "FR": ["99999"],
    "GB": ["A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA"], "GR": ["999 99"], "HR": ["99999"],
    "HU": ["9999"], "IE": ["A9* ****", "A99 ****"], "IL": ["9999999"], "IN": ["999999"], "IS": ["999"],
    "IT": ["99999"], "JP": ["999-9999"], "KR": ["99999"], "LT": ["LT-99999", "99999"], "LU": ["9999", "L-9999"],
    "LV": ["LV-9999"], "MT": ["AAA 9999"], "MX": ["99999"], "MY": ["99999"], "NL": ["9999 AA"], "NO": ["9999"],
    "NZ": ["9999"], "PH": ["9999"], "PL": ["99-999"], "PT": ["9999-999"], "RO": ["999999"], "RU": ["999999"],
    "SE": ["999 99"], "SG": ["999999"], "SI": ["9999"], "SK": ["999 99"], "TH": ["99999"], "TR": ["99999"],
    "TW": ["999", "99999", "999999"], "UA": ["99999"], "US": ["99999", "99999-9999"], "VN": ["999999", "99999"],
    "ZA": ["9999"],
  ]
}

/// Which letters the carriers of a country print on a label and their people read.
enum PrintedScript {
  static func canPrint(_ text: String, in country: String) -> Bool {
    let own = table[country] ?? []
    return text.unicodeScalars.allSatisfy { scalar in
      guard let script = script(of: scalar) else { return true }
      return own.contains(script)
    }
  }

  enum Script: Hashable { case cyrillic, greek, han, kana, hangul, arabic, hebrew, thai, devanagari, other }

  /// nil: Latin, digits, marks, which everybody prints.
  private static func script(of scalar: Unicode.Scalar) -> Script? {
    switch scalar.value {
    case 0...0x24F, 0x1E00...0x1EFF, 0x2000...0x206F, 0x300...0x36F: nil
    case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
    case 0x400...0x52F: .cyrillic
    case 0x590...0x5FF: .hebrew
    case 0x600...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFF: .arabic
    case 0x900...0x97F: .devanagari
    case 0xE00...0xE7F: .thai
    case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF: .hangul
    case 0x3040...0x30FF, 0x31F0...0x31FF: .kana
    case 0x3000...0x303F, 0xFF00...0xFFEF: .han
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
    default: scalar.properties.isAlphabetic ? .other : nil
    }
  }

  private static let table: [String: Set<Script>] = [
    "CN": [.han], "TW": [.han], "HK": [.han], "MO": [.han], "JP": [.han, .kana], "KR": [.hangul, .han],
    "RU": [.cyrillic], "BY": [.cyrillic], "UA": [.cyrillic], "KZ": [.cyrillic], "BG": [.cyrillic], "RS": [.cyrillic],
    "MK": [.cyrillic], "GR": [.greek], "CY": [.greek], "IL": [.hebrew], "TH": [.thai], "IN": [.devanagari],
    "AE": [.arabic], "SA": [.arabic], "EG": [.arabic], "QA": [.arabic], "KW": [.arabic], "MA": [.arabic],
    "SG": [.han], "MY": [.han],
  ]
}
