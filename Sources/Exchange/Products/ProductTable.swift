import Domain

/// What the readers of product tables share: the header, the rows of one product, refusals by line and field.
class ProductTable: TableMapper {
  let context: ReadingContext
  let marks: [String]
  let needed: Int
  let delimiter: UInt8?
  private(set) var header: [String] = []
  private(set) var headerLine = 1
  private var widths = RowWidths(header: 0)
  private var names: [String: Int] = [:]
  private var headerNumber = 0
  private var rowNumber = 0
  /// The rows of the product that is being read, as texts by column.
  private var rows: [ProductRow] = []
  private var raw = ""
  private var key = ""

  init(context: ReadingContext, marks: [String], needed: Int, delimiter: UInt8? = nil) {
    self.delimiter = delimiter
    self.context = context
    self.marks = marks
    self.needed = needed
  }

  /// The column that tells products apart.
  var keyColumn: String { "Handle" }

  /// Whether a row without a key goes on with the product above it.
  var blankContinues: Bool { true }

  /// A cell as it was before it left guarded against spreadsheets.
  func bare(_ cell: String) -> String { cell }

  /// Why a row is none of the table's, e.g. a footer; nil: it is one.
  func isPassedOver(_ row: Row) -> IssueCode? { nil }

  func match(_ records: [[String]]) -> HeaderMatch { Self.match(records, marks: marks, needed: needed) }

  /// Makes the product of its rows; refused rows leave `rows`.
  func product(_ rows: [ProductRow], _ sink: (IntakeItem) throws -> Void) throws -> (Product, Instant?, used: Int)? {
    nil
  }

  /// Says what is odd about the header.
  func checkHeader(_ sink: (IntakeItem) throws -> Void) throws {}

  static func match(_ records: [[String]], marks: [String], needed: Int, forbids: [String] = []) -> HeaderMatch {
    HeaderMatch.best(
      records, key: [], marks: marks, needed: needed, forbids: forbids, known: Set(marks.map(ColumnNames.loose)))
  }

  func score(_ records: [[String]]) -> Int { match(records).score }

  func prepare(_ bytes: [UInt8], _ delimiter: UInt8) {
    bytes.withUnsafeBufferPointer { buffer in
      let records = DelimiterSearch.records(buffer, delimiter)
      headerNumber = match(records).index
      header = headerNumber < records.count ? records[headerNumber].map(bare) : []
      widths = RowWidths(buffer, delimiter, headerNumber: headerNumber, header: header.count)
    }
    for (index, name) in header.enumerated() where names[plain(name)] == nil { names[plain(name)] = index }
  }

  /// A column's name as the table's reader calls it.
  func plain(_ name: String) -> String { ColumnNames.tight(name) }

  func column(_ name: String) -> Int? { names[plain(name)] }

  func take(_ row: Row, _ sink: (IntakeItem) throws -> Void) throws {
    defer { rowNumber += 1 }
    if rowNumber == headerNumber {
      headerLine = row.line
      return try checkHeader(sink)
    }
    if row.isBlank && row.faults.isEmpty { return try sink(.skipped(RowIssue(line: row.line, code: .blankRow))) }
    if rowNumber < headerNumber {
      return try sink(.skipped(RowIssue(line: row.line, code: .proseRow, found: row.text)))
    }
    if row.count == header.count, row.texts.map(bare) == header {
      return try sink(.skipped(RowIssue(line: row.line, code: .headerAgain)))
    }
    if !row.faults.contains(where: \.hidesRest), let code = isPassedOver(row) {
      return try sink(.skipped(RowIssue(line: row.line, code: code, found: row.text)))
    }
    if let fault = row.faults.first(where: \.makesUnreadable) {
      return try refuse(row, fault.code, field: fault.field, sink)
    }
    if let issue = widths.tooWide(row) { return try refuse(row, issue.code, field: -1, found: issue.found, sink) }
    let texts = row.texts.map(bare)
    let found = column(keyColumn).map { $0 < texts.count ? texts[$0].trimmingSpaces : "" } ?? ""
    if found.isEmpty && (rows.isEmpty || !blankContinues) {
      let isFooter = row.filledCount <= 2
      let issue = RowIssue(line: row.line, field: keyColumn, code: isFooter ? .footer : .missingId, found: row.text)
      return try sink(isFooter ? .skipped(issue) : .refused(issue, raw: row.text))
    }
    if !found.isEmpty && found != key {
      try flush(sink)
      key = found
    }
    guard rows.count < 5000 else { return try refuse(row, .tooMany, field: -1, sink) }
    for fault in row.faults {
      let name = fault.field < header.count && fault.field >= 0 ? header[fault.field] : ""
      try sink(.noted(RowIssue(line: row.line, field: name, code: fault.code, found: row[fault.field].text)))
    }
    if row.count < header.count { try sink(.noted(widths.ragged(row))) }
    rows.append(ProductRow(line: row.line, texts: texts, raw: row.text))
  }

  func finish(_ sink: (IntakeItem) throws -> Void) throws { try flush(sink) }

  private func flush(_ sink: (IntakeItem) throws -> Void) throws {
    if rows.isEmpty { return }
    let taken = rows
    rows = []
    guard let (product, revisedAt, used) = try product(taken, sink) else { return }
    try sink(
      .product(
        IncomingProduct(
          externalId: key, revisedAt: revisedAt, product: product, raw: taken.map(\.raw).joined(separator: "\n"),
          line: taken[0].line, rowCount: used)))
  }

  private func refuse(
    _ row: Row, _ code: IssueCode, field: Int, found: String = "", _ sink: (IntakeItem) throws -> Void
  ) throws {
    let name = field >= 0 && field < header.count ? header[field] : ""
    let raw = String(decoding: row.bytes.prefix(65_536), as: UTF8.self)
    try sink(.refused(RowIssue(line: row.line, field: name, code: code, found: found), raw: raw))
  }
}

/// One row of a product table.
struct ProductRow {
  var line: Int
  var texts: [String]
  var raw: String

  func text(_ index: Int?) -> String {
    guard let index, index < texts.count else { return "" }
    return texts[index]
  }
}
