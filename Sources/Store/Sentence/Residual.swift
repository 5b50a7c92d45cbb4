internal import Domain

/// What SQL could not decide of a condition, judged on the rows that it let through.
struct Residual {
  /// The columns that the SELECT must bring for it.
  private(set) var columns: [SQL] = []
  private var parts: [Part] = []

  private indirect enum Part {
    case all([Part])
    case any([Part])
    case not(Part)
    /// A condition that SQL decided: 1 or 0 in that column.
    case decided(Int)
    /// Terms in the texts of the columns from the first on.
    case text([SearchTerm], WordScope, SearchedTexts, first: Int)
    case field(FieldColumn, [ValueTest], first: Int)
  }

  var isEmpty: Bool { parts.isEmpty }

  /// nil for a condition that SQL decides alone.
  init(_ criteria: [Criterion], _ sql: SentenceSQL) throws {
    for criterion in criteria where try !sql.isExact(criterion) {
      parts.append(try part(criterion, sql))
    }
  }

  /// `first`: where the residual's columns begin in the row.
  func holds(_ row: any Columns, first: Int) -> Bool { parts.allSatisfy { holds($0, row, first) } }

  private mutating func part(_ criterion: Criterion, _ sql: SentenceSQL) throws -> Part {
    switch criterion {
    case .all(let inner): return .all(try inner.map { try part($0, sql) })
    case .any(let inner): return .any(try inner.map { try part($0, sql) })
    case .not(let inner): return .not(try part(inner, sql))
    case .text(let terms):
      if try sql.isExact(criterion) { return decided(try sql.condition(criterion)) }
      let first = columns.count
      var texts = sql.ownTexts
      if sql.scope == .open { texts.personal = [] }
      columns += texts.all
      return .text(terms, sql.scope, texts, first: first)
    case .field(let field, let tests):
      if try sql.isExact(criterion) { return decided(try sql.condition(criterion)) }
      let column = try sql.column(of: field)
      let first = columns.count
      columns += column.columns
      return .field(column, tests, first: first)
    }
  }

  private mutating func decided(_ condition: SQL) -> Part {
    columns.append(condition)
    return .decided(columns.count - 1)
  }

  private func holds(_ part: Part, _ row: any Columns, _ start: Int) -> Bool {
    switch part {
    case .all(let inner): return inner.allSatisfy { holds($0, row, start) }
    case .any(let inner): return inner.contains { holds($0, row, start) }
    case .not(let inner): return !holds(inner, row, start)
    case .decided(let index): return row.flag(start + index)
    case .text(let terms, let scope, let texts, let first):
      return SearchTerms.matches(terms, cut: texts.cut(row, first: start + first), scope)
    case .field(let column, let tests, let first):
      let value = column.read(row, start + first)
      return tests.contains { $0.matches(value) }
    }
  }
}
