import Domain

/// Makes counts of the rows of a stock table: a row a SKU in a place, or a row a SKU with a column for each place.
final class StockTable: TableMapper {
  private let layout: StockLayout
  private let context: ReadingContext
  private var header: [String] = []
  private var headerNumber = 0
  private var rowNumber = 0
  private var widths = RowWidths(header: 0)
  private var bound: [StockColumn: [Int]] = [:]
  private var filters = BoundFilters(header: [])
  /// Columns that are places, with their names.
  private var places: [(column: Int, name: String)] = []
  private var dateOrder: DateOrder

  init(layout: StockLayout, context: ReadingContext) {
    self.layout = layout
    self.context = context
    dateOrder = layout.dateOrder
  }

  var delimiter: UInt8? { layout.delimiter }
  func score(_ records: [[String]]) -> Int { match(records).score }

  private func match(_ records: [[String]]) -> HeaderMatch {
    if !layout.marks.isEmpty { return layout.match(records) }
    let found = StockLayouts.general(records)
    if found.score > 0 { return found }
    // Asked for by name: whatever holds most of the columns is the header.
    return HeaderMatch.best(
      records, key: [], marks: Array(layout.columns.values.joined()), needed: 1, forbids: [],
      known: Set(layout.columns.values.joined().map(ColumnNames.loose)))
  }

  func prepare(_ bytes: [UInt8], _ delimiter: UInt8) {
    bytes.withUnsafeBufferPointer { buffer in
      let records = DelimiterSearch.records(buffer, delimiter)
      headerNumber = match(records).index
      header = headerNumber < records.count ? records[headerNumber] : []
      widths = RowWidths(buffer, delimiter, headerNumber: headerNumber, header: header.count)
      bind()
      guard let dates = bound[.expiresAt]?.first else { return }
      // One date that can only be meant one way tells of the others.
      for record in records.dropFirst(headerNumber + 1) where dates < record.count {
        var text = record[dates]
        if let shown = text.withUTF8({ DateText.shownOrder(Cell($0)) }) {
          dateOrder = shown
          return
        }
      }
    }
  }

  private func bind() {
    let loose = header.map(ColumnNames.loose)
    for (field, names) in layout.columns {
      bound[field] = names.compactMap { name in loose.firstIndex(of: ColumnNames.loose(name)) }
    }
    filters = BoundFilters(header: header)
    if layout.placesAreColumns {
      places = header.enumerated().filter { !$1.isEmpty && !StockLayouts.shopifyOwn.contains(ColumnNames.tight($1)) }
        .map { (column: $0, name: $1.trimmingSpaces) }
    }
  }

  func take(_ row: Row, _ sink: (IntakeItem) throws -> Void) throws {
    defer { rowNumber += 1 }
    if rowNumber == headerNumber { return try noteMissing(row.line, sink) }
    if row.isBlank && row.faults.isEmpty { return try sink(.skipped(RowIssue(line: row.line, code: .blankRow))) }
    if rowNumber < headerNumber {
      return try sink(.skipped(RowIssue(line: row.line, code: .proseRow, found: row.text)))
    }
    if row.count == header.count, row.texts == header {
      return try sink(.skipped(RowIssue(line: row.line, code: .headerAgain)))
    }
    if let fault = row.faults.first(where: \.makesUnreadable) {
      let raw = String(decoding: row.bytes.prefix(65_536), as: UTF8.self)
      return try sink(.refused(RowIssue(line: row.line, field: name(fault.field), code: fault.code), raw: raw))
    }
    if filters.isFiltered(row, layout.filters) {
      return try sink(.skipped(RowIssue(line: row.line, code: .notThisKind, found: row.text)))
    }
    let text = layout.footers.isEmpty ? "" : row.text.lowercased()
    if SumWords.contains(row[0].value) || layout.footers.contains(where: text.contains) {
      return try sink(.skipped(RowIssue(line: row.line, code: .footer, found: row.text)))
    }
    for fault in row.faults {
      try sink(
        .noted(RowIssue(line: row.line, field: name(fault.field), code: fault.code, found: row[fault.field].text)))
    }
    if let issue = widths.tooWide(row) { return try refuse(row, issue.code, "", issue.found, sink) }
    try count(row, sink)
  }

  func finish(_ sink: (IntakeItem) throws -> Void) throws {}

  private func noteMissing(_ line: Int, _ sink: (IntakeItem) throws -> Void) throws {
    for field in StockColumn.allCases where bound[field]?.isEmpty == true && layout.handicap > 0 {
      guard let name = layout.columns[field]?.first else { continue }
      try sink(.noted(RowIssue(line: line, field: field.rawValue, code: .notMapped, found: name)))
    }
  }

  // MARK: - One row

  private func count(_ row: Row, _ sink: (IntakeItem) throws -> Void) throws {
    let sku = code(.sku, row)
    let barcode = code(.barcode, row)
    if sku.isEmpty && barcode.isEmpty {
      let isFooter = row.filledCount <= 2 && !layout.placesAreColumns
      let issue = RowIssue(
        line: row.line, field: name(.sku), code: isFooter ? .footer : .missingId, found: isFooter ? row.text : "")
      return try sink(isFooter ? .skipped(issue) : .refused(issue, raw: row.text))
    }
    if SpreadsheetGuard.isRounded(sku.utf8.map { $0 }) || SpreadsheetGuard.isRounded(barcode.utf8.map { $0 }) {
      return try refuse(row, .roundedNumber, name(sku.isEmpty ? .barcode : .sku), sku.isEmpty ? barcode : sku, sink)
    }
    if layout.placesAreColumns { return try countPlaces(row, sku, sink) }
    guard let (field, words) = quantity(row) else {
      return try sink(
        .skipped(RowIssue(line: row.line, field: name(.quantity), code: .notThisKind, found: "not counted: \(sku)")))
    }
    if StockTable.isNotStocked(words) {
      return try sink(
        .skipped(RowIssue(line: row.line, field: name(field), code: .notThisKind, found: "\(words): \(sku)")))
    }
    guard let units = WholeNumber.read(words) else { return try refuse(row, .wrongNumber, name(field), words, sink) }
    var count = StockCount(quantity: units)
    count.isAvailable = field == .available
    count.barcode = barcode
    count.bin = code(.bin, row)
    count.lot = code(.lot, row)
    count.owner = text(.owner, row)
    let expires = text(.expiresAt, row)
    if !expires.isEmpty {
      guard let at = date(expires) else { return try refuse(row, .wrongDate, name(.expiresAt), expires, sink) }
      count.expiresAt = at
    }
    let condition = text(.condition, row)
    if !condition.isEmpty {
      guard let use = StockWords.use(condition) else {
        return try refuse(row, .unknownCondition, name(.condition), condition, sink)
      }
      count.use = use.use
    }
    count.reason = StockWords.reason(text(.reason, row))
    var stock = IncomingStock(
      sku: sku, itemId: "", location: text(.place, row), available: units, raw: row.text, line: row.line)
    let countedAt = text(.countedAt, row)
    if !countedAt.isEmpty {
      guard let at = date(countedAt) else { return try refuse(row, .wrongDate, name(.countedAt), countedAt, sink) }
      stock.revisedAt = at
    }
    stock.count = count
    try sink(.stock(stock))
  }

  /// The first number of a row that is filled, and what it means.
  private func quantity(_ row: Row) -> (StockColumn, String)? {
    for field in [StockColumn.quantity, .available] {
      for column in bound[field] ?? [] {
        let words = row[column].value.text.trimmingSpaces
        if !words.isEmpty { return (field, SpreadsheetGuard.unforced(words)) }
      }
    }
    return layout.constants[.quantity].map { (.quantity, $0) }
  }

  private func countPlaces(_ row: Row, _ sku: String, _ sink: (IntakeItem) throws -> Void) throws {
    var told = false
    for (column, place) in places {
      let words = SpreadsheetGuard.unforced(row[column].value.text.trimmingSpaces)
      if words.isEmpty || StockTable.isNotStocked(words) { continue }
      told = true
      guard let units = WholeNumber.read(words) else {
        try refuse(row, .wrongNumber, place, words, sink)
        continue
      }
      var stock = IncomingStock(
        sku: sku, itemId: "", location: place, available: units, raw: row.text, line: row.line)
      stock.count = StockCount(quantity: units)
      stock.count?.isAvailable = true
      try sink(.stock(stock))
    }
    if !told { try sink(.skipped(RowIssue(line: row.line, code: .notThisKind, found: "not stocked: \(sku)"))) }
  }

  private static func isNotStocked(_ words: String) -> Bool { words.lowercased() == "not stocked" }

  private func date(_ words: String) -> Instant? {
    DateText.read(words, zone: context.zone, order: dateOrder, zoneNamed: context.zoneNamed)
  }

  /// Numbers, SKUs and codes, which spreadsheets force to be text.
  private func code(_ field: StockColumn, _ row: Row) -> String { SpreadsheetGuard.unforced(raw(field, row)) }
  private func text(_ field: StockColumn, _ row: Row) -> String { SpreadsheetGuard.bare(raw(field, row)) }

  private func raw(_ field: StockColumn, _ row: Row) -> String {
    for column in bound[field] ?? [] {
      let words = row[column].value.text.trimmingSpaces
      if !words.isEmpty { return words }
    }
    return layout.constants[field] ?? ""
  }

  private func name(_ field: StockColumn) -> String { bound[field]?.first.map(name) ?? field.rawValue }
  private func name(_ column: Int) -> String { column >= 0 && column < header.count ? header[column] : "" }

  private func refuse(
    _ row: Row, _ code: IssueCode, _ field: String, _ found: String, _ sink: (IntakeItem) throws -> Void
  ) throws {
    try sink(.refused(RowIssue(line: row.line, field: field, code: code, found: found), raw: row.text))
  }
}

/// Words of stock tables.
enum StockWords {
  /// What units of a condition are fit for; `nil` within: as good as any. nil for an unknown word.
  static func use(_ word: String) -> (use: BinUse?, Void)? {
    let word = ColumnNames.loose(word)
    if let use = BinUse(rawValue: word) { return (use == .picking ? nil : use, ()) }
    if good.contains(word) { return (nil, ()) }
    return uses[word].map { ($0, ()) }
  }

  /// Why a count differs; nil where the words say nothing of it.
  static func reason(_ words: String) -> MoveReason? {
    let word = ColumnNames.loose(words)
    if let reason = MoveReason.ofCounts.first(where: { ColumnNames.loose($0.rawValue) == word }) { return reason }
    return reasons[word]
  }

  private static let good: Set<String> = [
    "new", "newitem", "good", "sellable", "available", "ok", "a", "approved", "normal", "良品", "正品", "正常", "合格", "neu",
    "gut",
    "neuf",
  ]
  private static let uses: [String: BinUse] = [
    "damaged": .damaged, "defective": .damaged, "unsellable": .damaged, "broken": .damaged, "残次品": .damaged,
    "次品": .damaged, "残损": .damaged, "不良品": .damaged, "b": .damaged, "defekt": .damaged, "beschädigt": .damaged,
    "return": .returns, "returned": .returns, "退货": .returns, "retoure": .returns, "quarantine": .quality,
    "quarantined": .quality, "qc": .quality, "inspection": .quality, "待检": .quality, "质检": .quality, "bulk": .reserve,
    "存储": .reserve,
  ]
  private static let reasons: [String: MoveReason] = [
    "missing transaction": .missingTransaction, "漏记": .missingTransaction, "错盘": .miscounted, "盘盈": .found,
    "盘亏": .lost, "丢失": .lost, "stolen": .lost, "theft or loss": .lost, "过期": .expired, "残损": .damaged,
    "damage": .damaged,
  ]
}
