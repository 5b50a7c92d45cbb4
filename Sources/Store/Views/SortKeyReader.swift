internal import Domain

/// Reads the sort keys of rows that come by the million: most of them say again what the row before said, or nothing.
struct SortKeyReader {
  let columns: [SQL]
  private let order: ViewOrder
  private let folded: [FieldColumn]
  /// A view by one text alone.
  private let text: Field?
  private var lastText: String?
  private var lastKeys: [SQLValue] = []
  private let absent: [SQLValue] = [.null]

  init(_ order: ViewOrder, hasCard: Bool) {
    self.order = order
    folded = (hasCard ? order.foldedOfCard : nil) ?? order.folded.map(\.column)
    columns = order.isSwift ? folded.flatMap(\.columns) : order.columns(.whole, place: nil)
    if order.isSwift, order.fields.count == 1, order.fields[0].type == .text || order.fields[0].type == .code {
      text = order.fields[0]
    } else {
      text = nil
    }
  }

  mutating func read(_ row: any Columns, first: Int) -> [SQLValue] {
    if !order.isSwift { return order.keys(of: row, first: first) }
    guard let text else {
      var values: [SQLValue] = []
      var index = first
      for (column, field) in zip(folded, order.fields) {
        values += ViewOrder.sortValues(column.read(row, index), field)
        index += column.columns.count
      }
      return values
    }
    if row.isNull(first) { return absent }
    if columns.count > 1 { return ViewOrder.sortValues(folded[0].read(row, first), text) }
    let found = row.text(first)
    if found == lastText { return lastKeys }
    lastText = found
    lastKeys = ViewOrder.sortValues(folded[0].read(row, first), text)
    return lastKeys
  }
}
