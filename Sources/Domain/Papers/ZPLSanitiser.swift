/// A carrier's own label, made fit to print: what draws stays, what would change the printer goes, and what went is
/// told.
///
/// Labels come from outside: one of them once put every printer of a house out of peel mode.
public struct SanitisedZPL: Hashable, Sendable {
  public struct Stripped: Hashable, Sendable {
    /// With its sign: `^MM`, `~JR`.
    public var command: String
    public var reason: ZPLCommand.Reason
    public var count: Int
  }

  public enum Refusal: Error, Hashable, Sendable {
    case empty
    /// Bytes.
    case tooLarge(found: Int, limit: Int)
    /// The first bytes are no label's.
    case notZPL
    /// A label begins and has no end, by the byte where it begins.
    case unfinished(at: Int)
    /// `^CC` and its kin: what stands behind it means something else.
    case changesSigns(at: Int)
    case tooManyLabels(limit: Int)
    /// A graphic that is not as long as it says, or longer than a label.
    case badGraphic(at: Int)
    case tooManyCommands(limit: Int)
  }

  /// What may be printed.
  public private(set) var bytes: [UInt8]
  public private(set) var labels: Int
  /// By command, in the order in which each came first.
  public private(set) var stripped: [Stripped]
  /// What its fields say, codes and words alike.
  public private(set) var texts: [String] = []

  /// A megabyte: a label full of graphics at 300 dots an inch has 300 KB.
  public static let mostBytes = 1 << 20
  public static let mostLabels = 20
  public static let mostCommands = 20_000
  /// Bytes of one graphic, drawn: 4 × 8 inches at 600 dots an inch.
  public static let mostGraphic = 1_500_000

  public init(_ source: [UInt8]) throws(Refusal) {
    (bytes, labels, stripped) = ([], 0, [])
    if source.allSatisfy({ $0 <= 0x20 }) { throw .empty }
    if source.count > SanitisedZPL.mostBytes {
      throw .tooLarge(found: source.count, limit: SanitisedZPL.mostBytes)
    }
    var reading = Reading(source: source)
    try reading.run()
    if reading.labels == 0 { throw .notZPL }
    bytes = reading.out
    labels = reading.labels
    stripped = reading.stripped
    texts = reading.texts
  }

  /// One pass over the source.
  private struct Reading {
    let source: [UInt8]
    var index = 0
    var out: [UInt8] = []
    var labels = 0
    var stripped: [Stripped] = []
    var texts: [String] = []
    /// Where the open label begins.
    var begun: Int?
    var commands = 0

    init(source: [UInt8]) {
      self.source = source
      out.reserveCapacity(source.count)
    }

    mutating func run() throws(Refusal) {
      while let start = nextCommand() {
        commands += 1
        if commands > SanitisedZPL.mostCommands { throw .tooManyCommands(limit: SanitisedZPL.mostCommands) }
        try take(at: start)
      }
      if let begun { throw .unfinished(at: begun) }
    }

    /// Moves to the next `^` or `~`; what stands between commands is nothing.
    private mutating func nextCommand() -> Int? {
      while index < source.count, source[index] != 0x5E, source[index] != 0x7E { index += 1 }
      return index < source.count ? index : nil
    }

    private mutating func take(at start: Int) throws(Refusal) {
      let prefix: Character = source[start] == 0x5E ? "^" : "~"
      let name = name(after: start + 1)
      var end = start + 1 + name.utf8.count
      if ZPLCommand.changesSigns.contains(name) { throw .changesSigns(at: start) }
      if prefix == "^", name == "GF" {
        end = try endOfGraphic(from: end, at: start)
      } else {
        while end < source.count, source[end] != 0x5E, source[end] != 0x7E { end += 1 }
      }
      index = max(end, start + 1)
      let parameters = source[min(start + 1 + name.utf8.count, end)..<end]
      switch (prefix, name) {
      case ("^", "XA"):
        if let begun { throw .unfinished(at: begun) }
        begun = start
        labels += 1
        if labels > SanitisedZPL.mostLabels { throw .tooManyLabels(limit: SanitisedZPL.mostLabels) }
        keep("^XA", [])
      case ("^", "XZ"):
        // An end without a beginning ends nothing.
        if begun == nil { return strip("^XZ", .unknown) }
        begun = nil
        keep("^XZ", [0x0A])
      case ("^", "PQ"):
        if begun == nil { return strip("^PQ", .commandsPrinter) }
        // Copies are asked for here, with a reason, and counted.
        let count = parameters.prefix { 0x30...0x39 ~= $0 }
        if count.drop(while: { $0 == 0x30 }).elementsEqual([0x31]) && parameters.count == count.count {
          keep("^PQ", Array(parameters))
        } else {
          keep("^PQ", [0x31])
          if !count.drop(while: { $0 == 0x30 }).elementsEqual([0x31]) { strip("^PQ", .commandsPrinter) }
        }
      case ("^", let name) where ZPLCommand.allowed.contains(name) && begun != nil:
        if name == "FD" || name == "FV" { texts.append(String(decoding: parameters, as: UTF8.self)) }
        keep("^" + name, Array(parameters))
      default:
        strip(String(prefix) + name, ZPLCommand.reason(name, prefix: prefix))
      }
    }

    /// Two letters, or one: of `A` any font follows.
    private func name(after start: Int) -> String {
      var name = ""
      for offset in 0..<2 where start + offset < source.count {
        var byte = source[start + offset]
        if 0x61...0x7A ~= byte { byte -= 32 }
        guard 0x41...0x5A ~= byte || 0x30...0x39 ~= byte else { break }
        name.unicodeScalars.append(Unicode.Scalar(byte))
        if name == "A" { break }
      }
      return name
    }

    /// `^GFt,bytes,bytes,row,data`: text up to the next command, or as many raw bytes as it says.
    private func endOfGraphic(from start: Int, at command: Int) throws(Refusal) -> Int {
      var fields: [[UInt8]] = [[]]
      var index = start
      while index < source.count, fields.count < 5, fields.map(\.count).reduce(0, +) < 64 {
        let byte = source[index]
        if byte == 0x5E || byte == 0x7E { throw .badGraphic(at: command) }
        if byte == 0x2C { fields.append([]) } else { fields[fields.count - 1].append(byte) }
        index += 1
      }
      func number(_ position: Int) -> Int? {
        Int(String(decoding: fields[position].filter { $0 > 0x20 }, as: UTF8.self))
      }
      guard fields.count == 5, let sent = number(1), let drawn = number(2), let row = number(3), row > 0,
        (1...SanitisedZPL.mostGraphic).contains(drawn), (1...SanitisedZPL.mostGraphic).contains(sent), row <= drawn
      else { throw .badGraphic(at: command) }
      let kind = fields[0].first { $0 > 0x20 }
      if kind == 0x42 || kind == 0x43 || kind == 0x62 || kind == 0x63 {
        guard index + sent <= source.count else { throw .badGraphic(at: command) }
        return index + sent
      }
      while index < source.count, source[index] != 0x5E, source[index] != 0x7E { index += 1 }
      return index
    }

    private mutating func keep(_ command: String, _ parameters: [UInt8]) {
      out += command.utf8
      out += parameters
    }

    private mutating func strip(_ command: String, _ reason: ZPLCommand.Reason) {
      if let known = stripped.firstIndex(where: { $0.command == command }) {
        stripped[known].count += 1
      } else {
        stripped.append(Stripped(command: command, reason: reason, count: 1))
      }
    }
  }
}
