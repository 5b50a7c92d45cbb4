/// Countries by code or by name.
public enum Countries {
  /// ISO 3166 alpha-2 for an alpha-2 or alpha-3 code or a name (English, Chinese, French, Spanish and the commonest
  /// native names; case and accents do not matter); nil for words that name no country.
  public static func code(_ words: String) -> String? {
    guard !words.isEmpty, words.utf8.count <= 64 else { return nil }
    return CountryTable.codes[CountryTable.folded(words)]
  }
}

/// The table behind `Countries`, read once.
enum CountryTable {
  static let codes: [String: String] = {
    var table: [String: String] = [:]
    table.reserveCapacity(2400)
    for part in [firstHalf, secondHalf] {
      for row in part.split(separator: "\n") {
        let names = row.split(separator: ";")
        guard let code = names.first.map(String.init) else { continue }
        for name in names {
          let key = folded(String(name))
          if table[key] == nil { table[key] = code }
        }
      }
    }
    return table
  }()

  /// Lower case, without blanks at the ends, full stops and the accents of Western Europe.
  static func folded(_ words: String) -> String {
    var out = ""
    for character in words.lowercased() {
      if character == "." || (out.isEmpty && character == " ") { continue }
      out.append(plain[character] ?? character)
    }
    while out.hasSuffix(" ") { out.removeLast() }
    return out.hasPrefix("the ") ? String(out.dropFirst(4)) : out
  }

  private static let plain: [Character: Character] = [
    "á": "a", "à": "a", "â": "a", "ä": "a", "ã": "a", "å": "a", "ç": "c", "č": "c", "é": "e", "è": "e", "ê": "e",
    "ë": "e", "í": "i", "ì": "i", "î": "i", "ï": "i", "ñ": "n", "ó": "o", "ò": "o", "ô": "o", "ö": "o", "õ": "o",
    "ø": "o", "ú": "u", "ù": "u", "û": "u", "ü": "u", "’": "'", "\u{a0}": " ",
  ]
}
