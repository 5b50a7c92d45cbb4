/// Where the keys of a TOML text stand, which a parser's values do not say: for faults that name their line, and for
/// changing one value without touching the rest.
///
/// It reads any text, valid or not; what it cannot read it passes over by the line.
public struct TOMLLines: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// The tables around it by name, then its own name.
    public let path: [String]
    /// From 1.
    public let line: Int
    /// A `[table]` or `[[table]]`, whose value is empty.
    public let isTable: Bool
    /// Bytes of the text: the key as it is written, and its value without the blanks around it.
    public let key: Range<Int>
    public let value: Range<Int>
  }

  /// In the order of the text.
  public let entries: [Entry]

  public init(_ text: String) {
    var scanner = Scanner(bytes: Array(text.utf8))
    scanner.run()
    entries = scanner.entries
  }

  /// The first line with a key or table of that name, whatever is around it; 0 where there is none.
  public func line(of name: String) -> Int { entries.first { $0.path.last == name }?.line ?? 0 }

  /// The entry at a path.
  public func entry(at path: [String]) -> Entry? { entries.first { $0.path == path } }
}

private struct Scanner {
  let bytes: [UInt8]
  var entries: [TOMLLines.Entry] = []
  private var at = 0
  private var line = 1
  private var table: [String] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }
  private static let newline: UInt8 = 0x0A, hash: UInt8 = 0x23, quote: UInt8 = 0x22, apostrophe: UInt8 = 0x27

  mutating func run() {
    while let byte {
      switch byte {
      case 0x20, 0x09, 0x0D, Self.newline: step()
      case Self.hash: skipLine()
      case UInt8(ascii: "["): header()
      default: pair()
      }
    }
  }

  private mutating func step() {
    if bytes[at] == Self.newline { line += 1 }
    at += 1
  }

  private mutating func skipLine() {
    while let byte, byte != Self.newline { _ = byte; at += 1 }
  }

  private mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x09 { _ = byte; at += 1 }
  }

  private mutating func header() {
    let start = at
    while byte == UInt8(ascii: "[") { at += 1 }
    skipBlanks()
    if let path = names(), byte == UInt8(ascii: "]") {
      while byte == UInt8(ascii: "]") { at += 1 }
      table = path
      entries.append(.init(path: path, line: line, isTable: true, key: start..<at, value: at..<at))
    }
    skipLine()
  }

  private mutating func pair() {
    let start = at, first = line
    guard let path = names(), byte == UInt8(ascii: "=") else { return skipLine() }
    var keyEnd = at
    while keyEnd > start, bytes[keyEnd - 1] == 0x20 || bytes[keyEnd - 1] == 0x09 { keyEnd -= 1 }
    at += 1
    skipBlanks()
    let valueStart = at
    var end = skipValue()
    while end > valueStart, [0x20, 0x09, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    entries.append(
      .init(path: table + path, line: first, isTable: false, key: start..<keyEnd, value: valueStart..<end))
  }

  /// `a`, `"a b"`, `a.b`, with the blanks behind; nil where no name stands.
  private mutating func names() -> [String]? {
    var names: [String] = []
    while true {
      skipBlanks()
      guard let name = name() else { return nil }
      names.append(name)
      skipBlanks()
      guard byte == UInt8(ascii: ".") else { return names }
      at += 1
    }
  }

  private mutating func name() -> String? {
    guard let first = byte else { return nil }
    if first == Self.quote || first == Self.apostrophe {
      let start = at + 1
      skipString()
      return at > start && bytes[at - 1] == first ? String(decoding: bytes[start..<at - 1], as: UTF8.self) : nil
    }
    let start = at
    while let byte, !" \t\r\n.=[]{}#,\"'".utf8.contains(byte) { _ = byte; at += 1 }
    return at == start ? nil : String(decoding: bytes[start..<at], as: UTF8.self)
  }

  /// Passes over a value, over several lines where it has them; the place behind it.
  private mutating func skipValue() -> Int {
    var depth = 0
    while let byte {
      switch byte {
      case Self.quote, Self.apostrophe: skipString()
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        at += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        at += 1
      case Self.hash:
        if depth <= 0 { return at }
        skipLine()
      case Self.newline:
        if depth <= 0 { return at }
        step()
      default: at += 1
      }
    }
    return at
  }

  /// Passes over a string that begins here: `"…"`, `'…'` to the line's end at most, or three of them to the next three.
  private mutating func skipString() {
    let sign = bytes[at]
    let isLong = at + 2 < bytes.count && bytes[at + 1] == sign && bytes[at + 2] == sign
    at += isLong ? 3 : 1
    while let byte {
      if byte == 0x5C, sign == Self.quote, at + 1 < bytes.count {
        at += 1
        step()
      } else if byte == sign {
        at += 1
        if !isLong { return }
        if at + 1 < bytes.count, bytes[at] == sign, bytes[at + 1] == sign {
          at += 2
          // Quotation marks of the text itself may stand right before the closing ones.
          while self.byte == sign { at += 1 }
          return
        }
      } else if byte == Self.newline, !isLong {
        return
      } else {
        step()
      }
    }
  }
}
