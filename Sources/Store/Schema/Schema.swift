/// The steps that make a store what this program needs. A step is frozen once it has landed: it is only ever followed.
enum Schema {
  static let steps: [SchemaStep] = [
    SchemaStep(define: Schema.step1), SchemaStep(define: Schema.step2), Schema.step3,
    Schema.step4, SchemaStep(define: Schema.step5), Schema.step6, SchemaStep(define: Schema.step7),
    SchemaStep(define: Schema.step8), SchemaStep(define: Schema.step9), SchemaStep(define: Schema.step10),
    SchemaStep(define: Schema.step11), SchemaStep(define: Schema.step12), SchemaStep(define: Schema.step13),
    SchemaStep(define: Schema.step14), SchemaStep(define: Schema.step15),
    SchemaStep(define: Schema.step16), SchemaStep(define: Schema.step17),
  ]

  /// What this program knows.
  static var version: Int { steps.count }

  /// The version of a store; nought for an empty one.
  static func version(of reader: any Reader) throws -> Int {
    let known = try reader.integer(reader.dialect.tables(named: "meta")) ?? 0
    guard known > 0 else { return 0 }
    return Int(try reader.integer("SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'schema'") ?? 0)
  }

  /// Brings the store from `from` to this program's version (or an older one, for tests), in the caller's transaction.
  /// `tell` learns how much of it is done, from nought to one, and may throw to end it.
  static func migrate(
    _ writer: any SchemaWriter, dialect: Dialect, from: Int, to: Int = version,
    tell: (Double) throws -> Void = { _ in }
  ) throws {
    for index in from..<to {
      let step = steps[index]
      let statements = step.define(dialect)
      let endings = step.finish(dialect)
      // Each index takes about as long as the rows that are worked out.
      let whole = Double(statements.count + endings.count) + SchemaStep.fillWeight
      var done = 0.0
      func tellStep(_ more: Double) throws {
        try tell((Double(index - from) + (done + more) / whole) / Double(to - from))
      }
      for statement in statements {
        try writer.define(statement)
        done += 1
        try tellStep(0)
      }
      try step.fill(writer) { try tellStep($0 * SchemaStep.fillWeight) }
      done += SchemaStep.fillWeight
      for statement in endings {
        try tellStep(0)
        try writer.define(statement)
        done += 1
      }
      done = whole
      try tellStep(0)
      try writer.execute("UPDATE meta SET value = \(String(index + 1)) WHERE key = 'schema'")
    }
  }
}

/// One step of the schema.
struct SchemaStep: Sendable {
  var define: @Sendable (Dialect) -> [String]
  /// What only this program can work out of what is there, written before the indexes that are made of it.
  /// It tells how much of it is done, from nought to one.
  var fill: @Sendable (any Writer, (Double) throws -> Void) throws -> Void = { _, _ in }
  var finish: @Sendable (Dialect) -> [String] = { _ in [] }

  /// How many of the step's statements the filling takes as long as.
  static let fillWeight = 4.0
}

/// A writer that may also run the schema's frozen strings, which carry no values.
protocol SchemaWriter: Writer {
  func define(_ statement: String) throws
}
