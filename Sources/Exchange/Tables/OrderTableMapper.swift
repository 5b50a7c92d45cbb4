import Domain

/// Puts the rows of an order table together into orders.
///
/// Rows of one order need not stand together: up to 4096 orders or 16 MiB of rows are held open, the oldest is handed
/// on beyond that. Rows that come later still make a second `IncomingOrder` of the same number; whoever takes it in
/// reads both together (`rereading`).
///
/// A row with an unreadable date of order, quantity, amount or currency, or of broken form, becomes one of its order's
/// `unreadableLines`. Where only its line cannot be read, what it says of the order is taken all the same; where no row
/// says anything of the order that could be read, they are all refused.
final class OrderTableMapper: TableMapper {
  let layout: OrderLayout
  let context: ReadingContext
  var columns: BoundColumns
  let zone: Zone
  /// Decimal sign of each field as far as its values have shown it.
  var signs: [DecimalSign?]
  var dateOrder: DateOrder
  /// Whether the file's beginning has dates whose numbers do not tell the day from the month, and none that does.
  var hasDoubtfulDates = false
  var currencyCache = CurrencyCache()
  var fallbackCurrency: Currency?
  var statusCache: [(field: OrderColumn, bytes: [UInt8], meaning: StatusMeaning?)] = []
  var countryCache: [(bytes: [UInt8], code: String?)] = []

  /// What a spreadsheet writes where it has found nothing.
  private static let notAvailable = Array("#N/A".utf8)

  private var headerNumber = 0
  private var rowNumber = 0
  private(set) var header: [String] = []
  private(set) var widths = RowWidths(header: 0)
  /// What divides the cells of the file that is being read.
  private(set) var foundDelimiter: UInt8 = 0x2c
  private var window = OrderWindow()
  private var last: OpenOrder?
  /// Bytes of the rows of all open orders.
  private var openBytes = 0

  init(layout: OrderLayout, context: ReadingContext) {
    self.layout = layout
    self.context = context
    columns = BoundColumns(layout: layout, header: [])
    zone = layout.zoneName.flatMap { context.zoneNamed($0) } ?? context.zone
    signs = Array(repeating: layout.decimal, count: OrderColumn.allCases.count)
    dateOrder = layout.dateOrder
    fallbackCurrency = layout.currency ?? context.currency
  }

  /// One that reads rows as another does that has seen its file's beginning.
  init(like other: OrderTableMapper) {
    layout = other.layout
    context = other.context
    columns = other.columns
    zone = other.zone
    signs = other.signs
    dateOrder = other.dateOrder
    fallbackCurrency = other.fallbackCurrency
    header = other.header
    widths = other.widths
    foundDelimiter = other.foundDelimiter
  }

  var delimiter: UInt8? { layout.delimiter }

  func score(_ records: [[String]]) -> Int { layout.match(records).score }

  /// Looks at the beginning: which record is the header, what its values show of decimal signs and dates.
  func prepare(_ bytes: [UInt8], _ delimiter: UInt8) {
    foundDelimiter = delimiter
    bytes.withUnsafeBufferPointer { buffer in
      let records = DelimiterSearch.records(buffer, delimiter)
      let match = layout.match(records)
      headerNumber = match.score > 0 ? match.index : 0
      guard headerNumber < records.count else { return }
      header = records[headerNumber]
      columns = BoundColumns(layout: layout, header: header)
      if let currency = columns.headerCurrency { fallbackCurrency = currency }
      widths = RowWidths(buffer, delimiter, headerNumber: headerNumber, header: header.count)
      if layout.decimal == nil && delimiter == 0x3b { signs = signs.map { _ in .comma } }
      studyValues(buffer, delimiter)
    }
  }

  private func studyValues(_ buffer: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8) {
    var scanner = RowScanner(delimiter: delimiter)
    var number = 0
    var shown: (day: Int, month: Int) = (0, 0)
    var stroked = 0
    scanner.consume(buffer) { row in
      defer { number += 1 }
      guard number > headerNumber else { return }
      for field in OrderColumn.amounts where columns[field] >= 0 {
        if let sign = Amount.read(row[columns[field]].trimmed)?.shownSign { signs[field.rawValue] = sign }
      }
      for field in OrderColumn.dates where columns[field] >= 0 {
        switch DateText.shownOrder(row[columns[field]]) {
        case .dayFirst: shown.day += 1
        case .monthFirst: shown.month += 1
        default: if DateText.isStroked(row[columns[field]]) { stroked += 1 }
        }
      }
    }
    hasDoubtfulDates = stroked > 0 && shown.day == 0 && shown.month == 0
    if shown.day > shown.month { dateOrder = .dayFirst }
    if shown.month > shown.day { dateOrder = .monthFirst }
    // A column that never shows its sign follows the others, where they agree.
    let known = Set(OrderColumn.amounts.compactMap { signs[$0.rawValue] })
    if known.count == 1, let sign = known.first {
      for field in OrderColumn.amounts where signs[field.rawValue] == nil { signs[field.rawValue] = sign }
    }
  }

  func take(_ row: Row, _ sink: (IntakeItem) throws -> Void) throws {
    defer { rowNumber += 1 }
    if rowNumber == headerNumber && !header.isEmpty { return }
    if rowNumber < headerNumber || (row.isBlank && row.faults.isEmpty) {
      return try sink(.skipped(issue(row, row.isBlank ? .blankRow : .proseRow, found: row)))
    }
    if let fault = row.faults.first, fault.hidesRest || fault.code == .nulByte, isBeyondReading(row) {
      return try sink(.refused(faultIssue(row), raw: rawText(row)))
    }
    if row[0].trimmed.bytes.isEmpty == false, row.count == header.count, isHeaderAgain(row) {
      return try sink(.skipped(issue(row, .headerAgain)))
    }
    var key = columns.cell(.externalId, row).value
    if key.isEmpty, columns[.fallbackId] >= 0 { key = columns.cell(.fallbackId, row).value }
    if key.isEmpty {
      if layout.blankContinues, let last { return try continueOrder(last, row, sink) }
      if isAside(row, key) { return try sink(.skipped(issue(row, .footer, found: row))) }
      let name = columns.name(.externalId)
      return try sink(
        .refused(
          row.faults.isEmpty || columns[.externalId] < 0
            ? RowIssue(line: row.line, field: name, code: .missingId) : faultIssue(row), raw: rawText(row)))
    }
    if RowReading.isNothing(key) || key.equals(Self.notAvailable) {
      let name = columns.name(.externalId)
      let fault = RowIssue(line: row.line, field: name, code: .missingId, found: key.text)
      return try sink(.refused(fault, raw: rawText(row)))
    }
    if isAside(row, key) {
      let code: IssueCode = rowNumber == headerNumber + 1 ? .proseRow : .footer
      return try sink(.skipped(issue(row, code, found: row)))
    }
    if !layout.filters.isEmpty, columns.isFiltered(row, layout.filters) {
      return try sink(.skipped(issue(row, .notThisKind)))
    }
    if SpreadsheetGuard.isRounded(key.bytes) {
      let fault = RowIssue(
        line: row.line, field: columns.name(.externalId), code: .roundedNumber, found: key.text)
      return try sink(.refused(fault, raw: rawText(row)))
    }
    var place: [UInt8]?
    if var found = last.flatMap({ $0.hasKey(key) ? $0 : nil }) ?? window.find(key) {
      if columns[.revisedAt] >= 0, !isRevision(of: found, row) {
        let name = found.key + [0] + columns.cell(.revisedAt, row).value.bytes
        if let other = window.find(key), isRevision(of: other, row) {
          found = other
        } else if let other = window.find(place: name) {
          found = other
        } else {
          place = name
        }
      }
      if place == nil {
        last = found
        return try continueOrder(found, row, sink)
      }
    }
    guard let opened = open(key, row, place) else {
      return try sink(.refused(faultIssue(row), raw: rawText(row)))
    }
    last = opened
    if let oldest = window.add(opened) { try handOn(oldest, sink) }
    try continueOrder(opened, row, sink)
  }

  func finish(_ sink: (IntakeItem) throws -> Void) throws {
    last = nil
    for order in window.takeAll() { try handOn(order, sink) }
  }

  /// Whether the row is of the revision that the order is being read of: a table may hold several of one order, each
  /// with its time. A row without a time, or with one that cannot be read, belongs to the rows before it.
  private func isRevision(of open: OpenOrder, _ row: Row) -> Bool {
    let stamp = columns.cell(.revisedAt, row).value
    if stamp.isEmpty { return true }
    if open.stamp.isEmpty {
      open.stamp = Array(stamp.bytes)
      return true
    }
    if stamp.equals(open.stamp) { return true }
    guard let time = DateText.read(stamp, zone: zone, order: dateOrder, zoneNamed: context.zoneNamed) else {
      return true
    }
    return open.order.revisedAt == nil || open.order.revisedAt == time
  }

  private func open(_ key: Cell, _ row: Row, _ place: [UInt8]?) -> OpenOrder? {
    guard key.bytes.count <= 128, !key.bytes.contains(0) else { return nil }
    if let fault = row.faults.first, fault.field == columns[.externalId],
      fault.makesUnreadable || !row[fault.field].isForced
    {
      return nil
    }
    var id = SpreadsheetGuard.unforced(key.text)
    if !layout.idPrefix.isEmpty, id.hasPrefix(layout.idPrefix) { id = String(id.dropFirst(layout.idPrefix.count)) }
    if layout.wholeNumberFields.contains(.externalId), id.hasSuffix(".0") { id = String(id.dropLast(2)) }
    if id.isEmpty { return nil }
    let open = OpenOrder(id: id, key: Array(key.bytes), place: place, line: row.line)
    if columns[.revisedAt] >= 0 { open.stamp = Array(columns.cell(.revisedAt, row).value.bytes) }
    return open
  }

  private func continueOrder(_ open: OpenOrder, _ row: Row, _ sink: (IntakeItem) throws -> Void) throws {
    guard open.order.rowCount < OpenOrder.rowLimit else {
      return try sink(.refused(issue(row, .tooMany), raw: rawText(row)))
    }
    try apply(row, to: open, sink)
    openBytes += row.bytes.count
    while openBytes > OrderWindow.byteLimit, let oldest = window.takeOldest() {
      if oldest === last { last = nil }
      try handOn(oldest, sink)
    }
  }

  private func handOn(_ open: OpenOrder, _ sink: (IntakeItem) throws -> Void) throws {
    openBytes -= open.byteCount
    guard open.readableRows > 0 else {
      for (issue, raw) in zip(open.order.unreadableLines, open.order.unreadableRows) {
        try sink(.refused(issue, raw: raw))
      }
      return
    }
    open.settle(layout)
    open.takeRefund()
    try sink(.order(open.order))
  }

  func issue(_ row: Row, _ code: IssueCode, found: Row? = nil) -> RowIssue {
    RowIssue(
      line: row.line, code: code, found: found.map { String(decoding: $0.bytes.prefix(80), as: UTF8.self) } ?? "")
  }

  func faultIssue(_ row: Row) -> RowIssue {
    let fault = row.faults.first(where: \.makesUnreadable) ?? row.faults.first
    guard let fault else { return RowIssue(line: row.line, code: .wrongRecord) }
    let name = fault.field >= 0 && fault.field < header.count ? header[fault.field] : ""
    let limit = "\(RowScanner.Limits().rowBytes >> 20) MiB a row"
    return RowIssue(line: row.line, field: name, code: fault.code, found: fault.code == .tooLong ? limit : "")
  }

  func headerName(_ index: Int) -> String { index >= 0 && index < header.count ? header[index] : "" }
  var headerCount: Int { header.count }

  func rawText(_ row: Row) -> String { String(decoding: row.bytes.prefix(65_536), as: UTF8.self) }

  /// Whether a row that goes beyond a limit or is full of NUL shows no number of an order that it could belong to.
  private func isBeyondReading(_ row: Row) -> Bool {
    let key = columns.cell(.externalId, row).value
    return key.isEmpty || key.bytes.count > 128 || key.bytes.contains(0)
  }

  private func isHeaderAgain(_ row: Row) -> Bool {
    for index in 0..<min(header.count, 4) where row[index].text != header[index] { return false }
    return true
  }

  /// Whether a row is no record but something said beside: a footer, or a row that explains the columns.
  private func isAside(_ row: Row, _ key: Cell) -> Bool {
    // Of a row beyond the limit only the beginning is at hand, which looks like a short one: it is never passed over.
    if row.faults.contains(where: \.hidesRest) { return false }
    if columns.isTotal(row, key) { return true }
    if key.bytes.count <= 40, columns.looksLikeNumber(key), row.count >= header.count { return false }
    let filled = row.filledCount
    if header.count >= 4 && filled <= 3 && (row.count < header.count || key.isEmpty || columns.hasBlank(key)) {
      // A short row whose number is a number is a ragged record.
      if !key.isEmpty && columns.looksLikeNumber(key) && filled > 1 { return false }
      return columns.typedCells(row, mapper: self).good == 0 || filled <= 1
    }
    for footer in layout.footers where row.text.lowercased().contains(footer) { return true }
    guard columns.hasBlank(key) else { return false }
    let typed = columns.typedCells(row, mapper: self)
    return typed.good == 0 && typed.bad >= min(2, columns.typedCount)
  }
}
