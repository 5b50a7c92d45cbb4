/// What differs between the engines, and nowhere else.
public enum Dialect: Hashable, Sendable {
  case sqlite

  /// Ends a CREATE TABLE: SQLite holds a column to its type only when asked.
  var tableEnding: String {
    switch self {
    case .sqlite: "STRICT"
    }
  }

  /// Ends a CREATE TABLE whose rows live in the primary key's tree.
  var keyedTableEnding: String {
    switch self {
    case .sqlite: "STRICT, WITHOUT ROWID"
    }
  }

  /// A column that numbers its rows by itself.
  var identity: String {
    switch self {
    case .sqlite: "INTEGER PRIMARY KEY"
    }
  }

  var bytes: String {
    switch self {
    case .sqlite: "BLOB"
    }
  }

  /// The statement with this engine's names of types: SQLite's strict tables know a BIGINT as INTEGER.
  func types(_ statement: String) -> String {
    switch self {
    case .sqlite:
      var parts: [Substring] = []
      var rest = Substring(statement)
      while let range = rest.firstRange(of: "BIGINT") {
        parts.append(rest[..<range.lowerBound])
        rest = rest[range.upperBound...]
      }
      return (parts + [rest]).joined(separator: "INTEGER")
    }
  }

  /// The free-text index of a kind: its rows are numbered like the kind's sort key, its text is already cut.
  ///
  /// Without the text itself and without positions: the program cuts the words, so all that is asked is which rows
  /// hold them. Prefixes of one to three letters have lists of their own, or one typed letter would merge half the
  /// dictionary.
  func textIndex(_ name: String) -> String {
    switch self {
    case .sqlite:
      """
      CREATE VIRTUAL TABLE \(name) USING fts5(
        words, content = '', columnsize = 0, detail = none, prefix = '1 2 3', tokenize = 'ascii')
      """
    }
  }

  /// The words that a free-text index has, in their order: which words begin so, without reading where they stand.
  func textTerms(_ name: String, of index: String) -> String {
    switch self {
    case .sqlite: "CREATE VIRTUAL TABLE \(name) USING fts5vocab(\(index), instance)"
    }
  }
}
