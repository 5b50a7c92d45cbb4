public import Domain

/// A statement whose every interpolated value is bound, never spliced: injection cannot be written down.
///
///     let late: SQL = "SELECT id FROM orders WHERE ship_by < \(now)"
///
/// `\(sql)` inserts another statement with its arguments; `\(name: …)` takes a static name for a column or a table.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
  public private(set) var text: String
  public private(set) var arguments: [SQLValue]

  public init(stringLiteral value: StaticString) {
    text = "\(value)"
    arguments = []
  }

  public init(stringInterpolation: Interpolation) {
    text = stringInterpolation.text
    arguments = stringInterpolation.arguments
  }

  /// Words that an engine's own catalogue has given, for whoever handles tables without knowing them; never a person's.
  init(ofCatalogue text: String, _ arguments: [SQLValue] = []) {
    self.init(text: text, arguments: arguments)
  }

  private init(text: String, arguments: [SQLValue]) {
    self.text = text
    self.arguments = arguments
  }

  public struct Interpolation: StringInterpolationProtocol {
    var text = ""
    var arguments: [SQLValue] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount)
      arguments.reserveCapacity(interpolationCount)
    }

    public mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }

    public mutating func appendInterpolation(_ value: SQLValue) {
      text += "?"
      arguments.append(value)
    }

    public mutating func appendInterpolation(_ value: Int64) { appendInterpolation(.integer(value)) }
    public mutating func appendInterpolation(_ value: Int) { appendInterpolation(.integer(Int64(value))) }
    public mutating func appendInterpolation(_ value: String) { appendInterpolation(.text(value)) }
    public mutating func appendInterpolation(_ value: Instant) { appendInterpolation(.integer(value.milliseconds)) }
    public mutating func appendInterpolation(_ value: Bool) { appendInterpolation(.integer(value ? 1 : 0)) }
    public mutating func appendInterpolation(_ value: Int64?) { appendInterpolation(SQLValue(value)) }
    public mutating func appendInterpolation(_ value: String?) { appendInterpolation(SQLValue(value)) }
    public mutating func appendInterpolation(_ value: Instant?) { appendInterpolation(SQLValue(value)) }

    public mutating func appendInterpolation(_ sql: SQL) {
      text += sql.text
      arguments += sql.arguments
    }

    public mutating func appendInterpolation(name: StaticString) { text += "\(name)" }
  }

  public static func + (a: SQL, b: SQL) -> SQL {
    SQL(text: a.text + b.text, arguments: a.arguments + b.arguments)
  }

  public static func += (a: inout SQL, b: SQL) {
    a.text += b.text
    a.arguments += b.arguments
  }
}

extension [SQL] {
  public func joined(separator: SQL) -> SQL {
    guard var all = first else { return "" }
    for part in dropFirst() { all += separator + part }
    return all
  }
}
