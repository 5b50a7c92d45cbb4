internal import Domain

/// Reads the sort keys of rows that come by the million: most of them say again what the row before said, or nothing.
struct SortKeyReader {
  let columns: [SQL]
  private let order: ViewOrder
  private let folded: [FieldColumn]
  private let reader: any Reader
  /// A view by one text alone.
  private let text: Field?
  /// The currency of a line is looked up once the line may be on the page.
  private let looksUpCurrency: Bool
  private var lastText: String?
  private var lastKeys: [SQLValue] = []
  private let absent: [SQLValue] = [.null]

  init(_ order: ViewOrder, _ source: DriverSource, in reader: any Reader) {
    self.order = order
    self.reader = reader
    looksUpCurrency = source.isOfLinesAlone && order.isOfLineMoney
    folded = (source.hasCard ? order.foldedOfCard : nil) ?? order.folded.map(\.column)
    if looksUpCurrency, let amount = order.keys.first {
      columns = [amount.sql, "l.order_id"]
    } else {
      columns = order.isSwift ? folded.flatMap(\.columns) : order.columns(.whole, place: nil)
    }
    if order.isSwift, order.fields.count == 1, order.fields[0].type == .text || order.fields[0].type == .code {
      text = order.fields[0]
    } else {
      text = nil
    }
  }

  /// Whether the only column is the text that is sorted by.
  var isOneText: Bool { text != nil && columns.count == 1 && folded[0].isPlainText }

  mutating func read(_ row: any Columns, first: Int) throws -> [SQLValue] {
    if looksUpCurrency {
      let order = row.integer(first + 1)
      let currency = try reader.first("SELECT currency FROM orders WHERE id = \(order)") { $0.text(0) }
      return [.integer(row.integer(first)), SQLValue(currency)]
    }
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
