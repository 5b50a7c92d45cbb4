/// Mends text that was spoilt on its way, where that is beyond doubt.
public enum TextRepair {
  /// `MÃ¼ller` → `Müller`: UTF-8 that somebody read as Windows-1252. Only where the whole text turns into clean UTF-8;
  /// nil where nothing is to mend.
  public static func mojibake(_ text: String) -> String? {
    guard text.utf8.count <= 65_536 else { return nil }
    var bytes: [UInt8] = []
    var isWide = false
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        bytes.append(UInt8(scalar.value))
      } else if let byte = Windows1252.byte(scalar) {
        bytes.append(byte)
        isWide = true
      } else {
        return nil
      }
    }
    guard isWide, let mended = String(validating: bytes, as: UTF8.self) else { return nil }
    return mended
  }
}

/// The upper half of Windows-1252 (its five unused bytes stand for the control characters of the same number).
enum Windows1252 {
  static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if let byte = upper[scalar.value] { return byte }
    return scalar.value >= 0x80 && scalar.value <= 0xff ? UInt8(scalar.value) : nil
  }

  private static let upper: [UInt32: UInt8] = [
    0x20ac: 0x80, 0x201a: 0x82, 0x0192: 0x83, 0x201e: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87, 0x02c6: 0x88,
    0x2030: 0x89, 0x0160: 0x8a, 0x2039: 0x8b, 0x0152: 0x8c, 0x017d: 0x8e, 0x2018: 0x91, 0x2019: 0x92, 0x201c: 0x93,
    0x201d: 0x94, 0x2022: 0x95, 0x2013: 0x96, 0x2014: 0x97, 0x02dc: 0x98, 0x2122: 0x99, 0x0161: 0x9a, 0x203a: 0x9b,
    0x0153: 0x9c, 0x017e: 0x9e, 0x0178: 0x9f,
  ]
}
