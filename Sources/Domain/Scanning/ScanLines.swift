/// Why a text is no run.
public enum ScanTextFault: Error, Hashable, Sendable {
  /// The first line names another program, another scenario or a later version.
  case header(found: String, expected: String)
  /// Lines count from 1.
  case line(Int, expected: String, found: String)
  case plan(ScanPlanFault)
  /// The event ended otherwise when it happened.
  case differs(line: Int, was: String, now: String)
}

/// Why there is nothing to run.
public enum ScanPlanFault: Error, Hashable, Sendable {
  case noTasks
  case sameTask(Int64)
  /// Not above zero, or so large that sums overflow.
  case badQuantity(task: Int64, Int64)
  case binOfTwoOrders(bin: String, String, String)
  case noCode(task: Int64)
}

/// The text form of runs and logs: a line a thing, its word first, fields behind tabs.
///
/// Control characters are escaped, so that a field is never more than its field.
public struct ScanLines: Hashable, Sendable {
  public private(set) var lines: [String] = []
  private var fields: [String] = []
  private var at = 0
  private var fieldAt = 0

  public init() {}

  public init(_ text: String) {
    lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: true).map { String(Substring($0)) }
  }

  public var text: String { lines.map { $0 + "\n" }.joined() }

  // MARK: Writing

  public mutating func write(_ word: String, _ fields: [String] = []) {
    lines.append(([word] + fields.map(ScanLines.escaped)).joined(separator: "\t"))
  }

  // MARK: Reading

  public var isAtEnd: Bool { at >= lines.count }
  public var lineNumber: Int { at }
  public var nextWord: String { isAtEnd ? "" : String(lines[at].utf8.prefix { $0 != 0x09 }) ?? "" }

  /// Opens the next line, which must begin with this word.
  public mutating func open(_ word: String) throws(ScanTextFault) {
    guard nextWord == word else { throw .line(at + 1, expected: word, found: String(nextWord.prefix(40))) }
    let parts = lines[at].utf8.split(separator: 0x09, omittingEmptySubsequences: false)
    fields = parts.dropFirst().map { ScanLines.unescaped(Substring($0)) }
    fieldAt = 0
    at += 1
  }

  /// Whether the open line has fields left.
  public var hasField: Bool { fieldAt < fields.count }

  public mutating func string() throws(ScanTextFault) -> String {
    guard hasField else { throw .line(at, expected: "a field", found: "") }
    fieldAt += 1
    return fields[fieldAt - 1]
  }

  public mutating func integer() throws(ScanTextFault) -> Int64 {
    let text = try string()
    guard let number = Int64(text) else { throw .line(at, expected: "a number", found: String(text.prefix(40))) }
    return number
  }

  public mutating func flag() throws(ScanTextFault) -> Bool { try integer() != 0 }

  public mutating func optional() throws(ScanTextFault) -> String? {
    let text = try string()
    // By bytes: a mark that combines with the sign before it would hide it.
    return text.utf8.first == 0x3D ? String(Substring(text.utf8.dropFirst())) : nil
  }

  public mutating func list() throws(ScanTextFault) -> [String] {
    let count = try integer()
    guard (0...Int64(fields.count)).contains(count) else {
      throw .line(at, expected: "a count of fields", found: String(count))
    }
    var list: [String] = []
    for _ in 0..<count { list.append(try string()) }
    return list
  }

  public mutating func named<Value: RawRepresentable>(
    _ type: Value.Type = Value.self
  ) throws(ScanTextFault) -> Value where Value.RawValue == String {
    let text = try string()
    guard let value = Value(rawValue: text) else {
      throw .line(at, expected: "\(type)", found: String(text.prefix(40)))
    }
    return value
  }

  // MARK: Fields

  static func field(_ optional: String?) -> String { optional.map { "=" + $0 } ?? "-" }
  static func field(_ flag: Bool) -> String { flag ? "1" : "0" }
  static func fields(_ list: [String]) -> [String] { [String(list.count)] + list }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0x5C }) else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte < 0x20 || byte == 0x7F || byte == 0x5C {
        bytes += Array("\\".utf8) + [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unescaped(_ text: Substring) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == 0x5C, at + 2 < bytes.count, let high = hexDigits.firstIndex(of: bytes[at + 1]),
        let low = hexDigits.firstIndex(of: bytes[at + 2])
      {
        result.append(UInt8(high << 4 | low))
        at += 3
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
