/// The steps that make a store what this program needs. A step is frozen once it has landed: it is only ever followed.
enum Schema {
  static let steps: [@Sendable (Dialect) -> [String]] = [Schema.step1, Schema.step2]

  /// What this program knows.
  static var version: Int { steps.count }

  /// The version of a store; nought for an empty one.
  static func version(of reader: any Reader) throws -> Int {
    let known = try reader.integer("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'meta'") ?? 0
    guard known > 0 else { return 0 }
    return Int(try reader.integer("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'schema'") ?? 0)
  }

  /// Brings the store from `from` to this program's version, inside the caller's transaction.
  static func migrate(_ writer: any SchemaWriter, dialect: Dialect, from: Int) throws {
    for index in from..<version {
      for statement in steps[index](dialect) { try writer.define(statement) }
      try writer.execute("UPDATE meta SET value = \(String(index + 1)) WHERE key = 'schema'")
    }
  }
}

/// A writer that may also run the schema's frozen strings, which carry no values.
protocol SchemaWriter: Writer {
  func define(_ statement: String) throws
}
