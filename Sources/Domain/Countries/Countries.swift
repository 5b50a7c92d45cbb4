/// Countries by code or by name.
public enum Countries {
  /// ISO 3166 alpha-2 for an alpha-2 or alpha-3 code or a name (English, Chinese, French, Spanish and the commonest
  /// native names; case and accents do not matter); nil for words that name no country.
  public static func code(_ words: String) -> String? {
    guard !words.isEmpty, words.utf8.count <= 64 else { return nil }
    return CountryTable.codes[CountryTable.folded(words)]
  }

  /// The usual English name; nil for what is no alpha-2 code.
  public static func englishName(_ code: String) -> String? { CountryTable.names[code]?.first }

  /// The shortest Chinese name; nil where the table has none.
  public static func chineseName(_ code: String) -> String? {
    CountryTable.names[code]?.filter(isHan).min { $0.count < $1.count }
  }

  /// Every name that the code of a country goes by.
  static func names(_ code: String) -> [String] { CountryTable.names[code] ?? [] }

  /// The alpha-2 codes, in alphabetical order.
  static let codes: [String] = CountryTable.names.keys.sorted()

  /// Kana belong to Japanese names.
  private static func isHan(_ name: String) -> Bool { name.unicodeScalars.allSatisfy { 0x4E00...0x9FFF ~= $0.value } }
}

/// The table behind `Countries`, read once.
enum CountryTable {
  static let codes: [String: String] = {
    var table: [String: String] = [:]
    table.reserveCapacity(2600)
    for row in rows {
      guard let code = row.first else { continue }
      for name in row {
        let key = folded(name)
        if table[key] == nil { table[key] = code }
      }
    }
    return table
  }()

  /// Names by alpha-2 code, the usual English one first.
  static let names: [String: [String]] = {
    var table: [String: [String]] = [:]
    for row in rows {
      guard let code = row.first, table[code] == nil else { continue }
      table[code] = Array(row.dropFirst(2))
    }
    return table
  }()

  private static var rows: [[String]] {
    [firstHalf, secondHalf].flatMap { half in
      half.split(separator: "\n").map { row in row.split(separator: ";").map(String.init) }
    }
  }

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
