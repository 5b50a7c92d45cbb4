internal import Domain

/// A field in a SELECT: the columns it needs and how its value is read back from them.
struct FieldColumn {
  var columns: [SQL]
  var read: (any Columns, Int) -> FieldValue
  /// Whether the value is the text of the one column, as it stands.
  var isPlainText = false

  init(columns: [SQL], isPlainText: Bool = false, read: @escaping (any Columns, Int) -> FieldValue) {
    self.columns = columns
    self.read = read
    self.isPlainText = isPlainText
  }

  static func text(_ column: SQL) -> FieldColumn {
    FieldColumn(columns: [column], isPlainText: true) { FieldValue($0.optionalText($1)) }
  }

  static func number(_ column: SQL) -> FieldColumn {
    FieldColumn(columns: [column]) { FieldValue($0.optionalInteger($1)) }
  }

  static func instant(_ column: SQL) -> FieldColumn {
    FieldColumn(columns: [column]) { FieldValue($0.optionalInstant($1)) }
  }

  static func flag(_ condition: SQL) -> FieldColumn {
    FieldColumn(columns: [condition]) { .flag($0.flag($1)) }
  }

  static func money(_ column: SQL, _ currency: SQL) -> FieldColumn {
    FieldColumn(columns: [column, currency]) { row, index in
      row.isNull(index) ? .null : .money(row.integer(index), Currency(row.text(index + 1)) ?? .none)
    }
  }

  /// Texts joined by this character; none and empty ones are absent.
  static func texts(_ column: SQL, separator: Character) -> FieldColumn {
    FieldColumn(columns: [column]) { row, index in
      guard let joined = row.optionalText(index), !joined.isEmpty else { return .null }
      return .texts(joined.split(separator: separator).map(String.init))
    }
  }

  static func mask(_ column: SQL, words: [String]) -> FieldColumn {
    FieldColumn(columns: [column]) { row, index in
      let mask = row.integer(index)
      if mask == 0 { return .null }
      return .texts(words.enumerated().compactMap { mask & (Int64(1) << Int64($0)) == 0 ? nil : $1 })
    }
  }

  /// The code of an account, by its id.
  static func among(_ column: SQL, _ names: [Int64: String]) -> FieldColumn {
    FieldColumn(columns: [column]) { row, index in FieldValue(names[row.integer(index)]) }
  }
}
