/// The steps that make a store what this program needs. A step is frozen once it has landed: it is only ever followed.
enum Schema {
  static let steps: [SchemaStep] = [
    SchemaStep(define: Schema.step1), SchemaStep(define: Schema.step2), Schema.step3,
    Schema.step4, SchemaStep(define: Schema.step5), SchemaStep(define: Schema.step6),
  ]

  /// What this program knows.
  static var version: Int { steps.count }

  /// The version of a store; nought for an empty one.
  static func version(of reader: any Reader) throws -> Int {
    let known = try reader.integer("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'meta'") ?? 0
    guard known > 0 else { return 0 }
    return Int(try reader.integer("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'schema'") ?? 0)
  }

  /// Brings the store from `from` to this program's version (or an older one, for tests), in the caller's transaction.
  static func migrate(_ writer: any SchemaWriter, dialect: Dialect, from: Int, to: Int = version) throws {
    for index in from..<to {
      let step = steps[index]
      for statement in step.define(dialect) { try writer.define(statement) }
      try step.fill(writer)
      for statement in step.finish(dialect) { try writer.define(statement) }
      try writer.execute("UPDATE meta SET value = \(String(index + 1)) WHERE key = 'schema'")
    }
  }
}

/// One step of the schema.
struct SchemaStep: Sendable {
  var define: @Sendable (Dialect) -> [String]
  /// What only this program can work out of what is there, written before the indexes that are made of it.
  var fill: @Sendable (any Writer) throws -> Void = { _ in }
  var finish: @Sendable (Dialect) -> [String] = { _ in [] }
}

/// A writer that may also run the schema's frozen strings, which carry no values.
protocol SchemaWriter: Writer {
  func define(_ statement: String) throws
}
