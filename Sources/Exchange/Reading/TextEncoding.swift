internal import Glibc

/// The encoding of a text: found in its bytes or named by the user.
public struct TextEncoding: Hashable, Sendable {
  /// As reports show it: `UTF-8`, `UTF-16LE`, `GB18030`, `windows-1252` …
  public let name: String
  /// glibc's word for it; nil: UTF-8, which needs no conversion.
  let iconvName: String?

  private init(_ name: String, iconv: String?) {
    self.name = name
    self.iconvName = iconv
  }

  public static let utf8 = TextEncoding("UTF-8", iconv: nil)
  public static let utf16LittleEndian = TextEncoding("UTF-16LE", iconv: "UTF-16LE")
  public static let utf16BigEndian = TextEncoding("UTF-16BE", iconv: "UTF-16BE")
  public static let gb18030 = TextEncoding("GB18030", iconv: "GB18030")
  public static let shiftJIS = TextEncoding("Shift_JIS", iconv: "CP932")
  public static let windows1252 = TextEncoding("windows-1252", iconv: "CP1252")

  /// An encoding by any name that the system's iconv knows; nil for other words.
  public init?(named word: String) {
    let plain = word.lowercased()
    switch plain {
    case "utf-8", "utf8", "utf-8-sig", "ascii", "us-ascii": self = .utf8
    case "utf-16", "utf16", "utf-16le", "utf16le", "unicode": self = .utf16LittleEndian
    case "utf-16be", "utf16be": self = .utf16BigEndian
    case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
    case "shift_jis", "shift-jis", "sjis", "cp932", "windows-31j", "ms932": self = .shiftJIS
    case "windows-1252", "cp1252", "latin1", "latin-1", "iso-8859-1", "ansi": self = .windows1252
    default:
      guard plain.utf8.count <= 32, plain.utf8.allSatisfy({ TextEncoding.isNameByte($0) }),
        let handle = iconv_open("UTF-8", plain), handle != iconv_t(bitPattern: -1)
      else { return nil }
      iconv_close(handle)
      self.init(plain, iconv: plain)
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a) || byte == 0x2d || byte == 0x5f
  }

  /// How many bytes of a mark stand at the beginning, and which encoding it means.
  static func mark(_ bytes: UnsafeBufferPointer<UInt8>) -> (TextEncoding, length: Int)? {
    if bytes.count >= 3, bytes[0] == 0xef, bytes[1] == 0xbb, bytes[2] == 0xbf { return (.utf8, 3) }
    if bytes.count >= 2, bytes[0] == 0xff, bytes[1] == 0xfe { return (.utf16LittleEndian, 2) }
    if bytes.count >= 2, bytes[0] == 0xfe, bytes[1] == 0xff { return (.utf16BigEndian, 2) }
    return nil
  }

  /// The encoding that the bytes show; nil: only ASCII so far, which fits them all but UTF-16.
  static func found(_ bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
    if let wide = byNulPattern(bytes) { return wide }
    var tally = Tally()
    tally.count(bytes)
    if tally.wideBytes == 0 { return nil }
    if tally.faults == 0 || tally.sequences >= 2 * tally.faults { return .utf8 }
    // Chinese text pairs its bytes, nearly all in the common area; Western text has lone bytes between letters.
    if tally.hanziFaults == 0 && tally.commonHanzi * 10 >= tally.hanzi * 7 { return .gb18030 }
    // Japanese pairs begin below A0, where Western text has little more than quotation marks.
    if tally.kanjiFaults == 0 && tally.kanji > 0 && tally.lowKanji * 10 >= (tally.kanji + tally.loneKana) * 7 {
      return .shiftJIS
    }
    return .windows1252
  }

  /// Whether every other byte is so often nought as in UTF-16.
  static func isWide(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { byNulPattern(bytes) != nil }

  private static func byNulPattern(_ bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
    var nuls = (even: 0, odd: 0)
    let count = min(bytes.count, 4096) & ~1
    guard count >= 4 else { return nil }
    for index in 0..<count where bytes[index] == 0 {
      if index % 2 == 0 { nuls.even += 1 } else { nuls.odd += 1 }
    }
    let half = count / 2
    if nuls.odd * 10 >= half * 3 && nuls.even * 20 <= half { return .utf16LittleEndian }
    if nuls.even * 10 >= half * 3 && nuls.odd * 20 <= half { return .utf16BigEndian }
    return nil
  }

  /// What the bytes beyond ASCII would be in UTF-8 and in GB18030.
  private struct Tally {
    var wideBytes = 0
    var sequences = 0
    var faults = 0
    var hanzi = 0
    var commonHanzi = 0
    var hanziFaults = 0
    /// Pairs of Shift-JIS, those of them with a lead below A0, and katakana of one byte.
    var kanji = 0
    var lowKanji = 0
    var loneKana = 0
    var kanjiFaults = 0

    mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
      var index = 0
      while index < bytes.count {
        if bytes[index] < 0x80 {
          index += 1
          continue
        }
        wideBytes += 1
        let length = UTF8Check.sequenceLength(bytes, index)
        if length > 0 {
          sequences += 1
          index += length
        } else {
          // A sequence that the end of the sample cuts off is no fault.
          if !UTF8Check.isCutOff(bytes, index) { faults += 1 }
          // Broken bytes side by side are one fault.
          while index < bytes.count, bytes[index] >= 0x80, UTF8Check.sequenceLength(bytes, index) == 0 { index += 1 }
        }
      }
      countHanzi(bytes)
      countKanji(bytes)
    }

    private mutating func countKanji(_ bytes: UnsafeBufferPointer<UInt8>) {
      var index = 0
      while index < bytes.count {
        let lead = bytes[index]
        index += 1
        if lead < 0x80 { continue }
        if lead >= 0xa1 && lead <= 0xdf {
          loneKana += 1
          continue
        }
        guard index < bytes.count else { break }
        let trail = bytes[index]
        guard lead != 0x80, lead != 0xa0, lead <= 0xfc, trail >= 0x40, trail != 0x7f, trail <= 0xfc else {
          kanjiFaults += 1
          continue
        }
        index += 1
        kanji += 1
        if lead < 0xa0 { lowKanji += 1 }
      }
    }

    private mutating func countHanzi(_ bytes: UnsafeBufferPointer<UInt8>) {
      var index = 0
      while index < bytes.count {
        let lead = bytes[index]
        index += 1
        if lead < 0x80 { continue }
        guard index < bytes.count else { break }
        let trail = bytes[index]
        if lead >= 0x81, lead <= 0xfe, trail >= 0x40, trail != 0x7f, trail != 0xff {
          hanzi += 1
          if lead >= 0xa1, lead <= 0xf7, trail >= 0xa1 { commonHanzi += 1 }
          index += 1
        } else if lead >= 0x81, lead <= 0xfe, trail >= 0x30, trail <= 0x39, index + 2 < bytes.count,
          bytes[index + 1] >= 0x81, bytes[index + 1] <= 0xfe, bytes[index + 2] >= 0x30, bytes[index + 2] <= 0x39
        {
          // Letters of the West among Chinese; nothing else has such fours.
          hanzi += 1
          commonHanzi += 1
          index += 3
        } else {
          hanziFaults += 1
        }
      }
    }
  }
}
