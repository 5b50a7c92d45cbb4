public import Domain

/// A value to be written as JSON; members keep the order in which they are given.
public enum JSONOutput: Sendable {
  case null
  case flag(Bool)
  case integer(Int64)
  /// Digits as they are to stand, e.g. `1.5`; what is no JSON number is written as a text.
  case number(String)
  case text(String)
  /// `{"amount":"12.30","currency":"EUR"}`.
  case money(Money)
  /// ISO 8601 in UTC.
  case time(Instant)
  case list([JSONOutput])
  case object([(key: String, value: JSONOutput)])

  /// The text, or null where there is none.
  public static func text(orNull text: String?) -> JSONOutput { text.map(JSONOutput.text) ?? .null }
  public static func time(orNull time: Instant?) -> JSONOutput { time.map(JSONOutput.time) ?? .null }
  public static func money(orNull money: Money?) -> JSONOutput { money.map(JSONOutput.money) ?? .null }
  public static func integer(orNull number: Int64?) -> JSONOutput { number.map(JSONOutput.integer) ?? .null }
}

extension JSONOutput: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  public init(dictionaryLiteral elements: (String, JSONOutput)...) {
    self = .object(elements.map { (key: $0.0, value: $0.1) })
  }
  public init(arrayLiteral elements: JSONOutput...) { self = .list(elements) }
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .flag(value) }
  public init(nilLiteral: ()) { self = .null }
}

/// Writes JSON: one line (`jsonl`), or indented by two blanks.
///
/// Control characters, line separators and marks that turn the direction of writing leave as `\u` escapes: the text
/// read back is the same, and no terminal obeys it.
public struct JSONWriter: Sendable {
  private let isIndented: Bool

  public init(indented: Bool = false) { isIndented = indented }

  /// The value's text without a line end.
  public func text(_ value: JSONOutput) -> String {
    var out = ""
    write(value, level: 0, to: &out)
    return out
  }

  /// The value on a line of its own, with the line end.
  public func line(_ value: JSONOutput) -> String { text(value) + "\n" }

  private func write(_ value: JSONOutput, level: Int, to out: inout String) {
    switch value {
    case .null: out += "null"
    case .flag(let flag): out += flag ? "true" : "false"
    case .integer(let number): out += String(number)
    case .number(let digits):
      if JSONWriter.isNumber(digits) { out += digits } else { JSONWriter.quote(digits, to: &out) }
    case .text(let text): JSONWriter.quote(text, to: &out)
    case .time(let time): JSONWriter.quote(time.iso8601, to: &out)
    case .money(let money):
      out += "{\"amount\":\"\(money.amount)\",\"currency\":\"\(money.currency.code)\"}"
    case .list(let values):
      if values.isEmpty {
        out += "[]"
        return
      }
      out += "["
      for (place, element) in values.enumerated() {
        if place > 0 { out += "," }
        newLine(level + 1, to: &out)
        write(element, level: level + 1, to: &out)
      }
      newLine(level, to: &out)
      out += "]"
    case .object(let members):
      if members.isEmpty {
        out += "{}"
        return
      }
      out += "{"
      for (place, member) in members.enumerated() {
        if place > 0 { out += "," }
        newLine(level + 1, to: &out)
        JSONWriter.quote(member.key, to: &out)
        out += isIndented ? ": " : ":"
        write(member.value, level: level + 1, to: &out)
      }
      newLine(level, to: &out)
      out += "}"
    }
  }

  private func newLine(_ level: Int, to out: inout String) {
    if isIndented { out += "\n" + String(repeating: "  ", count: level) }
  }

  private static func isNumber(_ digits: String) -> Bool {
    var parser = JSONParser()
    do throws(JSONFault) {
      return try parser.parse(digits).root.isNumber
    } catch {
      return false
    }
  }

  static func quote(_ text: String, to out: inout String) {
    out += "\""
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f && $0 != 0x22 && $0 != 0x5c }) {
      out += text
    } else {
      for scalar in text.unicodeScalars { append(scalar, to: &out) }
    }
    out += "\""
  }

  private static func append(_ scalar: Unicode.Scalar, to out: inout String) {
    switch scalar {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    case "\n": out += "\\n"
    case "\r": out += "\\r"
    case "\t": out += "\\t"
    case "\0"..."\u{1f}", "\u{7f}"..."\u{9f}", "\u{061c}", "\u{200e}"..."\u{200f}", "\u{2028}"..."\u{202e}",
      "\u{2066}"..."\u{2069}":
      let digits = String(scalar.value, radix: 16)
      out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    default: out.unicodeScalars.append(scalar)
    }
  }
}
