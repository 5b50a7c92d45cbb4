import Domain
import Testing

/// What a handheld takes off its scanner's codes before a run reads them.
@Suite struct UnwrappedScanTests {
  private static let mug = "4006381333931"

  static let table: [(name: String, ScannerSettings, raw: String, left: String)] = [
    ("nothing set", ScannerSettings(), mug, mug),
    ("a prefix and a suffix", ScannerSettings(prefixes: ["~"], suffixes: ["$$"]), "~\(mug)$$\r", mug),
    ("AIM's letters stay", ScannerSettings(prefixes: ["~"]), "]E0~\(mug)", "]E0\(mug)"),
    ("AIM's letters behind the prefix stay", ScannerSettings(prefixes: ["~"]), "~]E0\(mug)", "]E0\(mug)"),
    (
      "a maker's letter becomes AIM's", ScannerSettings(codeIdPlace: .beforePrefix, codeIds: ["b": .gs1Code128]),
      "b0104006381333931", "]C10104006381333931"
    ),
    (
      "a separator is what it stands for", ScannerSettings(separatorSubstitutes: ["|"]), "]C110L1|21S7",
      "]C110L1\u{1D}21S7"
    ),
    ("a bracket that is no identifier", ScannerSettings(), "]?9X", "]?9X"),
    ("nothing", ScannerSettings(prefixes: ["~"]), "", ""),
  ]

  @Test(arguments: table.indices)
  func `Only what the scanner put around the code goes`(row: Int) {
    let (name, settings, raw, left) = Self.table[row]
    #expect(settings.unwrapped(raw) == left, "\(name)")
  }

  @Test func `What is left is read as the whole would have been by a reader with the same settings`() throws {
    let settings = ScannerSettings(prefixes: ["~"], suffixes: ["$"])
    for raw in ["~\(Self.mug)$", "]C1~0104006381333931" + "10L1$", "]E0~\(Self.mug)$"] {
      let whole = try ScanReadingTests.read(raw, settings)
      let left = try ScanReadingTests.read(settings.unwrapped(raw))
      #expect(left.readings.map(\.key) == whole.readings.map(\.key), "\(raw)")
    }
  }
}
