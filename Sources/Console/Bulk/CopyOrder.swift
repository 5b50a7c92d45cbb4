internal import Domain
internal import Operations
internal import Store

/// What is copied of marked rows: read off the screen's thread, because it may be thousands.
struct CopyOrder: Hashable, Sendable {
  enum Form: Hashable, Sendable { case numbers, commas, tabs }

  var form: Form
  var toFile: Bool
  var query: ViewQuery
  /// Those of `query.columns` that the list shows.
  var columns: [Field]
  /// What rows are known by.
  var number: Field
  var marked: RecordSet

  /// So many rows are copied at once; `portolan export` writes any number.
  static let limit = 10_000

  /// The rows with the columns that the list shows, named as sentences and exports name them; or their numbers alone.
  func text(_ rows: [ViewRow]) -> String {
    if form == .numbers { return rows.map { cell(number, of: $0) }.joined(separator: "\n") }
    let tells = tellsCurrency
    return CopiedTable.text(
      titles: columns.map(\.id) + (tells ? ["currency"] : []),
      rows: rows.map { row in columns.map { cell($0, of: row) } + (tells ? [currency(of: row)] : []) },
      delimiter: form == .tabs ? "\t" : ",")
  }

  /// An amount without its currency cannot be taken in again: it stands behind the row's columns, as in a list of the
  /// command line.
  private var tellsCurrency: Bool {
    columns.contains { $0.type == .money } && !columns.contains { $0.id == "currency" }
  }

  private func currency(of row: ViewRow) -> String { columns.compactMap { value($0, of: row) }.currency?.code ?? "" }

  private func cell(_ field: Field, of row: ViewRow) -> String {
    value(field, of: row).map { FieldText.text($0) } ?? ""
  }

  private func value(_ field: Field, of row: ViewRow) -> FieldValue? {
    guard let index = query.columns.firstIndex(of: field), row.values.indices.contains(index) else { return nil }
    return row.values[index]
  }
}

/// Rows as text.
struct CopiedRows: Hashable, Sendable {
  var text: String
  var count: Int
}
