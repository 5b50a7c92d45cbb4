/// The kind of bar code that a scanner read.
public enum Symbology: String, Hashable, Sendable, CaseIterable {
  /// EAN-13 and what is sent in its shape: UPC-A with a zero before it, UPC-E expanded.
  case ean13
  case ean13AddOn, ean8, upcA, upcE
  case addOn
  /// Interleaved two of five; fourteen digits with a right check digit are an ITF-14.
  case interleaved
  case code39, code93, code128, codabar, code11, msi, twoOfFive
  case pdf417, dataMatrix, qr, aztec, maxiCode, dotCode
  case gs1Code128, gs1DataBar, gs1DataMatrix, gs1QR, gs1Aztec, gs1DotCode
  case other

  /// Whether the data are GS1 element strings.
  public var isGS1: Bool {
    switch self {
    case .gs1Code128, .gs1DataBar, .gs1DataMatrix, .gs1QR, .gs1Aztec, .gs1DotCode: true
    default: false
    }
  }

  /// What an AIM identifier (ISO/IEC 15424) says, from its letter and its modifier; nil where none is known.
  ///
  /// FNC1 in the first place makes a symbol GS1's; in the second place it is an industry's of its own, plain for us.
  public static func named(letter: UInt8, modifier: UInt8) -> Symbology? {
    guard let row = table[letter] else { return nil }
    return row.special[modifier] ?? row.plain
  }

  /// The AIM identifier that says it; nil where it has none of its own.
  var identifier: String? {
    for (letter, row) in Symbology.table.sorted(by: { $0.key < $1.key }) {
      let special = row.special.filter { $0.value == self }.keys.min()
      guard let modifier = row.plain == self ? UInt8(ascii: "0") : special else { continue }
      return String(decoding: [UInt8(ascii: "]"), letter, modifier], as: UTF8.self)
    }
    return nil
  }

  private struct Row: Sendable {
    var plain: Symbology
    var special: [UInt8: Symbology] = [:]
  }

  private static let table: [UInt8: Row] = [
    UInt8(ascii: "A"): Row(plain: .code39),
    UInt8(ascii: "C"): Row(plain: .code128, special: [UInt8(ascii: "1"): .gs1Code128]),
    UInt8(ascii: "d"): Row(
      plain: .dataMatrix, special: [UInt8(ascii: "2"): .gs1DataMatrix, UInt8(ascii: "5"): .gs1DataMatrix]),
    UInt8(ascii: "e"): Row(plain: .gs1DataBar),
    UInt8(ascii: "E"): Row(
      plain: .ean13,
      special: [
        UInt8(ascii: "1"): .addOn, UInt8(ascii: "2"): .addOn, UInt8(ascii: "3"): .ean13AddOn, UInt8(ascii: "4"): .ean8,
      ]),
    UInt8(ascii: "F"): Row(plain: .codabar),
    UInt8(ascii: "G"): Row(plain: .code93),
    UInt8(ascii: "H"): Row(plain: .code11),
    UInt8(ascii: "I"): Row(plain: .interleaved),
    UInt8(ascii: "J"): Row(plain: .dotCode, special: [UInt8(ascii: "1"): .gs1DotCode, UInt8(ascii: "4"): .gs1DotCode]),
    UInt8(ascii: "L"): Row(plain: .pdf417),
    UInt8(ascii: "M"): Row(plain: .msi),
    UInt8(ascii: "Q"): Row(plain: .qr, special: [UInt8(ascii: "3"): .gs1QR, UInt8(ascii: "4"): .gs1QR]),
    UInt8(ascii: "R"): Row(plain: .twoOfFive),
    UInt8(ascii: "S"): Row(plain: .twoOfFive),
    UInt8(ascii: "U"): Row(plain: .maxiCode),
    UInt8(ascii: "X"): Row(plain: .other),
    UInt8(ascii: "z"): Row(plain: .aztec, special: [UInt8(ascii: "1"): .gs1Aztec, UInt8(ascii: "4"): .gs1Aztec]),
  ]
}
