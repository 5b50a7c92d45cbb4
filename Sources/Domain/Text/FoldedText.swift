/// Text as it is compared, searched and sorted: lower case, without diacritics, full-width signs narrow.
///
/// Two texts that a reader takes for the same word fold alike: `Ünal` and `unal`, `Łódź` and `lodz`, `ＡＢ１` and `ab1`,
/// `ｶﾞﾗｽ` and `ガラス`. Traditional and simplified characters stay apart, and so do hiragana and katakana. Folded
/// texts are compared by their bytes, in Swift as in both engines.
public enum FoldedText {
  /// The folded form; folding twice changes nothing. Blanks stay as they are.
  public static func fold(_ text: String) -> String {
    if let isFolded = text.utf8.withContiguousStorageIfAvailable(isFoldedASCII), isFolded { return text }
    var native = text
    return native.withUTF8 { source in
      var folded: [UInt8] = []
      folded.reserveCapacity(source.count)
      append(source, to: &folded)
      return String(decoding: folded, as: UTF8.self)
    }
  }

  /// Whether two texts fold alike.
  public static func areAlike(_ a: String, _ b: String) -> Bool { a == b || fold(a).utf8.elementsEqual(fold(b).utf8) }

  /// The order of folded texts, by bytes.
  public static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  private static func isFoldedASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in bytes where byte >= 0x80 || (byte >= 0x41 && byte <= 0x5A) { return false }
    return true
  }

  private static func append(_ source: UnsafeBufferPointer<UInt8>, to folded: inout [UInt8]) {
    let letters = baseLetters
    var index = 0
    while index < source.count {
      let byte = source[index]
      if byte < 0x80 {
        folded.append(byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte)
        index += 1
        continue
      }
      var next = index
      let codePoint = decode(source, at: &next)
      switch part(of: codePoint, followedAt: &next, in: source, letters: letters) {
      case .dropped: break
      case .one(let letter): append(letter, to: &folded)
      case .ligature(let ascii):
        for offset in 0..<ascii.utf8CodeUnitCount { folded.append(ascii.utf8Start[offset]) }
      case .other: appendLowercase(codePoint, to: &folded)
      }
      index = next
    }
  }

  /// What becomes of one code point beyond ASCII.
  enum Part {
    /// A combining mark, or a sign that nobody sees.
    case dropped
    case one(UInt32)
    case ligature(StaticString)
    /// No rule of ours: Unicode's own lower case.
    case other
  }

  /// The folded form of a code point beyond ASCII; a voicing mark that follows a kana is taken in, and `next` moves on.
  @inline(__always)
  static func part(
    of codePoint: UInt32, followedAt next: inout Int, in source: UnsafeBufferPointer<UInt8>, letters: [UInt16]
  ) -> Part {
    if codePoint < 0x2000 {
      if codePoint >= 0x300 && codePoint <= 0x36F || codePoint == 0xAD { return .dropped }
      let letter = letters[Int(codePoint)]
      if letter != 0 { return .one(UInt32(letter)) }
      if codePoint == 0xB5 { return .one(0x3BC) }
    }
    if codePoint >= 0x3400 && codePoint <= 0x9FFF || codePoint >= 0xAC00 && codePoint <= 0xD7A3 {
      return .one(codePoint)
    }
    if codePoint >= 0x3041 && codePoint <= 0x30FE {
      if codePoint == 0x3099 || codePoint == 0x309A { return .dropped }
      return .one(voiced(codePoint, followedAt: &next, in: source))
    }
    if codePoint >= 0xFF01 && codePoint <= 0xFF9F {
      if codePoint <= 0xFF5E {
        let narrow = codePoint - 0xFEE0
        return .one(narrow >= 0x41 && narrow <= 0x5A ? narrow + 32 : narrow)
      }
      if codePoint >= 0xFF65 && codePoint <= 0xFF9D {
        return .one(voiced(wideKana[Int(codePoint - 0xFF65)], followedAt: &next, in: source))
      }
      if codePoint >= 0xFF9E { return .dropped }
      return .other
    }
    if isInvisible(codePoint) { return .dropped }
    if codePoint == 0x3000 { return .one(0x20) }
    let ascii = ligature(codePoint)
    return ascii.utf8CodeUnitCount > 0 ? .ligature(ascii) : .other
  }

  /// Marks that combine, and signs that only steer how text is drawn.
  private static func isInvisible(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x61C, 0x180E, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
      0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// U+FF65 to U+FF9D in full width.
  private static let wideKana: [UInt32] = "・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
    .unicodeScalars.map(\.value)

  private static func voiced(
    _ kana: UInt32, followedAt next: inout Int, in source: UnsafeBufferPointer<UInt8>
  ) -> UInt32 {
    guard next + 2 < source.count, source[next] == 0xEF || source[next] == 0xE3 else { return kana }
    var after = next
    let mark = decode(source, at: &after)
    let base = kana >= 0x30A0 ? kana - 0x60 : kana
    switch mark {
    case 0x3099, 0xFF9E:
      if base == 0x3046 {
        next = after
        return kana + 0x4E
      }
      // か to ち have their voiced twin one further on, つ to と too; は to ほ come in threes.
      let isPlain = base >= 0x304B && base <= 0x3061 && base % 2 == 1 || [0x3064, 0x3066, 0x3068].contains(base)
      guard isPlain || base >= 0x306F && base <= 0x307B && (base - 0x306F) % 3 == 0 else { return kana }
      next = after
      return kana + 1
    case 0x309A, 0xFF9F:
      guard base >= 0x306F, base <= 0x307B, (base - 0x306F) % 3 == 0 else { return kana }
      next = after
      return kana + 2
    default: return kana
    }
  }
}

extension FoldedText {
  /// The code point at `index`, which moves behind it. Swift's strings are always valid UTF-8.
  @inline(__always)
  static func decode(_ source: UnsafeBufferPointer<UInt8>, at index: inout Int) -> UInt32 {
    let first = UInt32(source[index])
    func tail(_ offset: Int) -> UInt32 { UInt32(source[index + offset]) & 0x3F }
    if first < 0x80 {
      index += 1
      return first
    }
    if first < 0xE0 {
      defer { index += 2 }
      return (first & 0x1F) << 6 | tail(1)
    }
    if first < 0xF0 {
      defer { index += 3 }
      return (first & 0x0F) << 12 | tail(1) << 6 | tail(2)
    }
    defer { index += 4 }
    return (first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
  }

  @inline(__always)
  static func append(_ codePoint: UInt32, to bytes: inout [UInt8]) {
    if codePoint < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: codePoint))
    } else if codePoint < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | codePoint >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F))
    } else if codePoint < 0x10000 {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | codePoint >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | codePoint >> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint >> 12 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F))
    }
  }

  static func appendLowercase(_ codePoint: UInt32, to bytes: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(codePoint) else { return }
    bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
  }
}
