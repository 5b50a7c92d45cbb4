internal import Domain
internal import TOMLKit

/// How the person's scanner is set, as `[scanner]` of the settings tells it: `prefixes`, `suffixes`, `separators` (what
/// it sends for GS1's separator), `codeIdPlace` and `codeIds` (the maker's letters), `duplicates` in milliseconds.
struct ScannerSection {
  private(set) var settings = ScannerSettings()
  /// By the key within the section.
  private(set) var faults: [(key: String, reason: SettingsFault.Reason)] = []

  static let keys = ["prefixes", "suffixes", "separators", "codeIdPlace", "codeIds", "duplicates"]
  private static let longest = 8

  init(_ table: TOMLTable) {
    for key in table.keys.sorted() where !ScannerSection.keys.contains(key) {
      faults.append((key, .unknownKey(fitting: ScannerSection.keys.filter { $0.hasPrefix(key.prefix(2)) })))
    }
    if let texts = texts("prefixes", table) { settings.prefixes = texts }
    if let texts = texts("suffixes", table) { settings.suffixes = texts }
    if let texts = texts("separators", table) { settings.separatorSubstitutes += texts }
    if let value = table["codeIdPlace"] {
      if let place = value.string.flatMap({ ScannerSettings.CodeIdPlace(rawValue: $0) }) {
        settings.codeIdPlace = place
      } else {
        wrong(
          "codeIdPlace", value.string ?? "",
          ScannerSettings.CodeIdPlace.allCases.map(\.rawValue).joined(separator: " / "))
      }
    }
    if let value = table["codeIds"] { takeIds(value.table) }
    if let value = table["duplicates"] {
      if let milliseconds = value.int, (0...5000).contains(milliseconds) {
        settings.duplicateMilliseconds = Int64(milliseconds)
      } else {
        wrong("duplicates", value.int.map(String.init) ?? "", "0 … 5000")
      }
    }
  }

  private mutating func takeIds(_ table: TOMLTable?) {
    guard let table else { return wrong("codeIds", "", "{ b = \"ean13\" }") }
    for letters in table.keys.sorted() {
      let word = table[letters]?.string ?? ""
      if let symbology = Symbology(rawValue: word), ScannerSection.isShort(letters) {
        settings.codeIds[letters] = symbology
      } else {
        wrong("codeIds", word, Symbology.allCases.map(\.rawValue).joined(separator: " / "))
      }
    }
  }

  private mutating func texts(_ key: String, _ table: TOMLTable) -> [String]? {
    guard let value = table[key] else { return nil }
    let texts = value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
    let isWhole = value.string != nil || value.array.map { $0.count == texts.count } ?? false
    guard isWhole, !texts.isEmpty, texts.allSatisfy(ScannerSection.isShort) else {
      wrong(key, texts.first ?? "", "\"~\" / [\"~\", \"$\"]")
      return nil
    }
    return texts
  }

  static func isShort(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= longest && text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
  }

  private mutating func wrong(_ key: String, _ found: String, _ expected: String) {
    faults.append((key, .wrongValue(found: found, expected: expected)))
  }
}
