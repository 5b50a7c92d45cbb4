/// How many modules a code needs, so that its bars are as wide as its frame allows and the scanner still has white
/// around it.
public enum BarcodeSize {
  /// White on each side of a code, in modules: ten for bars (ISO 15417), four for QR (ISO 18004), one for Data Matrix
  /// (ISO 16022), eleven and seven for EAN, of which the greater is taken.
  public static func quiet(_ symbology: PaperSheet.Symbology) -> Int {
    switch symbology {
    case .code128: 10
    case .qr: 4
    case .dataMatrix: 1
    case .ean13: 11
    }
  }

  /// Across, without the white around; nil for what the code cannot say.
  public static func modules(_ symbology: PaperSheet.Symbology, _ content: String) -> Int? {
    let bytes = Array(content.utf8)
    switch symbology {
    case .code128:
      guard !bytes.isEmpty, bytes.count <= 80, bytes.allSatisfy({ 0x20...0x7E ~= $0 }) else { return nil }
      // Start and check beside the content, and a stop of thirteen.
      return 11 * (code128Words(bytes) + 2) + 13
    case .ean13:
      return bytes.count == 13 && bytes.allSatisfy({ 0x30...0x39 ~= $0 }) ? 95 : nil
    case .qr:
      // Bytes that a version holds at level M.
      let holds = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412]
      return holds.firstIndex { bytes.count <= $0 }.map { 21 + 4 * $0 }
    case .dataMatrix:
      let holds = [
        (10, 3), (12, 5), (14, 8), (16, 12), (18, 18), (20, 22), (22, 30), (24, 36), (26, 44), (32, 62), (36, 86),
        (40, 114), (44, 144), (48, 174), (52, 204),
      ]
      guard bytes.allSatisfy({ 0x20...0x7E ~= $0 }) else { return nil }
      let words = dataMatrixWords(bytes)
      return holds.first { words <= $0.1 }?.0
    }
  }

  /// Parts of a content by the subset of Code 128 that writes them shortest: pairs of digits in C, all else in B.
  static func code128Parts(_ bytes: [UInt8]) -> [(inC: Bool, bytes: ArraySlice<UInt8>)] {
    var parts: [(inC: Bool, bytes: ArraySlice<UInt8>)] = []
    var begun = 0
    var index = 0
    func isDigit(_ index: Int) -> Bool { 0x30...0x39 ~= bytes[index] }
    while index < bytes.count {
      var run = 0
      while index + run < bytes.count, isDigit(index + run) { run += 1 }
      let touchesEnd = index == 0 || index + run == bytes.count
      // Four digits pay at either end, six between letters, and two that are all.
      let pays = run >= 6 || run >= 4 && touchesEnd || run == 2 && bytes.count == 2
      if pays {
        let odd = run % 2 == 1 && index > 0 ? 1 : 0
        if index + odd > begun { parts.append((false, bytes[begun..<(index + odd)])) }
        let pairs = run / 2 * 2
        parts.append((true, bytes[(index + odd)..<(index + odd + pairs)]))
        begun = index + odd + pairs
      }
      index += max(run, 1)
    }
    if begun < bytes.count { parts.append((false, bytes[begun...])) }
    return parts
  }

  /// Symbols of Code 128 for the content, with the changes of subset.
  static func code128Words(_ bytes: [UInt8]) -> Int {
    let parts = code128Parts(bytes)
    return parts.reduce(max(0, parts.count - 1)) { $0 + ($1.inC ? $1.bytes.count / 2 : $1.bytes.count) }
  }

  private static func dataMatrixWords(_ bytes: [UInt8]) -> Int {
    var words = 0
    var index = 0
    while index < bytes.count {
      let isPair =
        0x30...0x39 ~= bytes[index] && index + 1 < bytes.count && 0x30...0x39 ~= bytes[index + 1]
      index += isPair ? 2 : 1
      words += 1
    }
    return words
  }
}
