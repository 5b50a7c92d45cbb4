/// How a shop's scanners are set: `[code id][prefix][AIM id]DATA[suffix]`, in the order that maker or shop chose.
public struct ScannerSettings: Hashable, Sendable {
  /// Where a maker's own letters for the symbology stand.
  public enum CodeIdPlace: String, Hashable, Sendable, CaseIterable {
    case absent, beforePrefix, afterPrefix, beforeSuffix, afterSuffix
  }

  /// Texts that may stand before each code; a scan without one is read as well.
  public var prefixes: [String]
  public var suffixes: [String]
  public var codeIdPlace: CodeIdPlace
  /// A maker's letters and what they say.
  public var codeIds: [String: Symbology]
  /// What a scanner sends for the separator FNC1 where a terminal on the way swallows 0x1D.
  ///
  /// A sign that GS1 elements themselves may hold does not do: `|`, `~`, `^`, `#`, `@` and blanks are safe.
  public var separatorSubstitutes: [String]
  /// Bytes.
  public var longestScan: Int
  /// An equal code again within so many milliseconds is a bounce of the scanner.
  public var duplicateMilliseconds: Int64
  /// Scans that wait while a screen commits.
  public var longestQueue: Int

  public init(
    prefixes: [String] = [], suffixes: [String] = [], codeIdPlace: CodeIdPlace = .absent,
    codeIds: [String: Symbology] = [:], separatorSubstitutes: [String] = ["␝", "<GS>", "{GS}"],
    longestScan: Int = 512, duplicateMilliseconds: Int64 = 300, longestQueue: Int = 32
  ) {
    self.prefixes = prefixes
    self.suffixes = suffixes
    self.codeIdPlace = codeIdPlace
    self.codeIds = codeIds
    self.separatorSubstitutes = separatorSubstitutes
    self.longestScan = longestScan
    self.duplicateMilliseconds = duplicateMilliseconds
    self.longestQueue = longestQueue
  }

  /// The codes of one burst: an imager that sees several labels sends them with line ends between them.
  public static func codes(in burst: String) -> [String] {
    burst.split { $0 == "\r" || $0 == "\n" || $0 == "\r\n" || $0 == "\t" }.map(String.init)
  }
}

extension ScannerSettings {
  /// What is left for a run's own reader: without what this scanner puts around a code, with AIM's letters before it
  /// where the scanner or its maker's letters told the symbology, and with GS1's separator as it is meant.
  ///
  /// Runs keep the reader that they began with, and another handheld may go on with them: so what is the handheld's own
  /// is taken off at the handheld.
  public func unwrapped(_ raw: String) -> String {
    guard raw.utf8.count <= longestScan else { return raw }
    var bare = BareScan(symbology: nil, data: Substring(raw))
    bare.trimLineEnds()
    if codeIdPlace == .beforePrefix { bare.takeCodeId(codeIds, atStart: true) }
    var identifier = bare.takeIdentifier()
    bare.dropPrefix(among: prefixes)
    if codeIdPlace == .afterPrefix { bare.takeCodeId(codeIds, atStart: true) }
    if identifier.isEmpty { identifier = bare.takeIdentifier() }
    if codeIdPlace == .afterSuffix { bare.takeCodeId(codeIds, atStart: false) }
    bare.dropSuffix(among: suffixes)
    if codeIdPlace == .beforeSuffix { bare.takeCodeId(codeIds, atStart: false) }
    bare.trimLineEnds()
    if identifier.isEmpty { identifier = bare.symbology?.identifier ?? "" }
    var data = String(bare.data)
    for substitute in separatorSubstitutes where !substitute.isEmpty {
      data = data.split(separator: substitute, omittingEmptySubsequences: false).joined(separator: "\u{1D}")
    }
    return identifier + data
  }
}

/// A scan without what the scanner put around it.
struct BareScan: Hashable {
  var symbology: Symbology?
  var data: Substring
}

extension ScannerSettings {
  /// Takes away line ends, prefixes, suffixes and identifiers, each where it stands.
  func bare(_ raw: String) throws(ScanFault) -> BareScan {
    var bare = BareScan(symbology: nil, data: Substring(raw))
    bare.trimLineEnds()
    let isFirst = codeIdPlace == .beforePrefix
    if isFirst { bare.takeCodeId(codeIds, atStart: true) }
    // Some makers put their prefix before AIM's letters and some behind.
    try bare.takeSymbologyIdentifier()
    bare.dropPrefix(among: prefixes)
    if codeIdPlace == .afterPrefix { bare.takeCodeId(codeIds, atStart: true) }
    try bare.takeSymbologyIdentifier()
    if codeIdPlace == .afterSuffix { bare.takeCodeId(codeIds, atStart: false) }
    bare.dropSuffix(among: suffixes)
    if codeIdPlace == .beforeSuffix { bare.takeCodeId(codeIds, atStart: false) }
    bare.trimLineEnds()
    return bare
  }
}

extension BareScan {
  fileprivate mutating func trimLineEnds() {
    func isEnd(_ scalar: Unicode.Scalar) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(scalar.value) }
    var scalars = data.unicodeScalars
    while let last = scalars.last, isEnd(last) { scalars.removeLast() }
    while let first = scalars.first, isEnd(first) { scalars.removeFirst() }
    data = Substring(scalars)
  }

  fileprivate mutating func dropPrefix(among prefixes: [String]) {
    let fitting = prefixes.filter { !$0.isEmpty && data.utf8.starts(with: $0.utf8) }
    guard let longest = fitting.max(by: { $0.utf8.count < $1.utf8.count }) else { return }
    data = data[data.utf8.index(data.startIndex, offsetBy: longest.utf8.count)...]
  }

  fileprivate mutating func dropSuffix(among suffixes: [String]) {
    let fitting = suffixes.filter { !$0.isEmpty && data.utf8.reversed().starts(with: $0.utf8.reversed()) }
    guard let longest = fitting.max(by: { $0.utf8.count < $1.utf8.count }) else { return }
    data = data[..<data.utf8.index(data.endIndex, offsetBy: -longest.utf8.count)]
  }

  fileprivate mutating func takeCodeId(_ ids: [String: Symbology], atStart: Bool) {
    let before = data
    if atStart { dropPrefix(among: Array(ids.keys)) } else { dropSuffix(among: Array(ids.keys)) }
    guard data.utf8.count < before.utf8.count else { return }
    let id = atStart ? before[..<data.startIndex] : before[data.endIndex...]
    symbology = ids[String(id)]
  }

  /// AIM's three characters as they stand; empty where there are none that anybody knows.
  fileprivate mutating func takeIdentifier() -> String {
    let id = Array(data.utf8.prefix(3))
    guard id.count == 3, id[0] == UInt8(ascii: "]"), isAlphanumeric(id[2]),
      Symbology.named(letter: id[1], modifier: id[2]) != nil
    else { return "" }
    data = data[data.utf8.index(data.startIndex, offsetBy: 3)...]
    return String(decoding: id, as: UTF8.self)
  }

  /// `]C1`: a closing bracket, the symbology's letter, its modifier.
  fileprivate mutating func takeSymbologyIdentifier() throws(ScanFault) {
    guard data.utf8.first == UInt8(ascii: "]") else { return }
    let id = Array(data.utf8.prefix(3))
    guard id.count == 3, isAlphanumeric(id[2]), let named = Symbology.named(letter: id[1], modifier: id[2]) else {
      throw .unknownSymbologyIdentifier(String(data.unicodeScalars.prefix(3).map(Character.init)))
    }
    symbology = named
    data = data[data.utf8.index(data.startIndex, offsetBy: 3)...]
  }

  private func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
