import Domain

/// What a column of a file of parcels can mean.
enum ShippingColumn: String, CaseIterable, Sendable {
  case order, lineId, sku, quantity, carrier, otherCarrier, service, tracking, shippedAt
  /// What is done to the order: rows of anything but a shipment are passed over.
  case status
}

/// How a delimited file of parcels is read.
struct ShippingLayout: Sendable {
  var id: String
  var title: String
  var columns: [ShippingColumn: [String]]
  var marks: [String]
  var marksNeeded: Int?
  var forbids: [String] = []
  var delimiter: UInt8?
  /// What `status` says of a row that is a shipment; empty: every row is.
  var statuses: Set<String> = []
  /// A carrier's code that says that the other column names it.
  var carrierElsewhere = ""
  var orderPrefix = ""
  /// How surely a file with all marks is of this format; nought: as much as its columns are known.
  var certainty = 0

  var format: Format {
    let layout = self
    return Format(
      id: id, title: title, kinds: ["shipments"], goesOut: true, recognise: { layout.match($0.records).score },
      makeReader: { TableReader(ShippingTable(layout: layout, context: $0)) })
  }

  func match(_ records: [[String]]) -> HeaderMatch {
    var found = HeaderMatch.best(
      records, key: [], marks: marks, needed: marksNeeded ?? marks.count, forbids: forbids,
      known: Set(columns.values.joined().map(ColumnNames.loose)))
    if found.score > 0 { found.score = max(found.score, certainty) }
    return found
  }
}

/// Makes shipments of the rows of a delimited file of parcels.
final class ShippingTable: TableMapper {
  private let layout: ShippingLayout
  private let context: ReadingContext
  private var header: [String] = []
  private var headerNumber = 0
  private var rowNumber = 0
  private var widths = RowWidths(header: 0)
  private var bound: [ShippingColumn: Int] = [:]

  init(layout: ShippingLayout, context: ReadingContext) {
    self.layout = layout
    self.context = context
  }

  var delimiter: UInt8? { layout.delimiter }
  func score(_ records: [[String]]) -> Int { layout.match(records).score }

  func prepare(_ bytes: [UInt8], _ delimiter: UInt8) {
    bytes.withUnsafeBufferPointer { buffer in
      let records = DelimiterSearch.records(buffer, delimiter)
      headerNumber = layout.match(records).index
      header = headerNumber < records.count ? records[headerNumber] : []
      widths = RowWidths(buffer, delimiter, headerNumber: headerNumber, header: header.count)
    }
    let loose = header.map(ColumnNames.loose)
    for (field, names) in layout.columns {
      bound[field] = names.lazy.compactMap { name in loose.firstIndex(of: ColumnNames.loose(name)) }.first
    }
  }

  func take(_ row: Row, _ sink: (IntakeItem) throws -> Void) throws {
    defer { rowNumber += 1 }
    if rowNumber == headerNumber { return }
    if row.isBlank && row.faults.isEmpty { return try sink(.skipped(RowIssue(line: row.line, code: .blankRow))) }
    if rowNumber < headerNumber {
      return try sink(.skipped(RowIssue(line: row.line, code: .proseRow, found: row.text)))
    }
    if let fault = row.faults.first(where: \.makesUnreadable) { return try refuse(row, fault.code, "", "", sink) }
    if let issue = widths.tooWide(row) { return try refuse(row, issue.code, "", issue.found, sink) }
    let status = text(.status, row)
    if !layout.statuses.isEmpty, !status.isEmpty, !layout.statuses.contains(status.lowercased()) {
      return try sink(.skipped(RowIssue(line: row.line, field: name(.status), code: .notThisKind, found: status)))
    }
    var order = text(.order, row)
    if order.hasPrefix(layout.orderPrefix) { order.removeFirst(layout.orderPrefix.count) }
    if order.isEmpty { return try refuse(row, .missingId, name(.order), "", sink) }
    let tracking = text(.tracking, row)
    if SpreadsheetGuard.isRounded(tracking.utf8.map { $0 }) {
      return try refuse(row, .roundedNumber, name(.tracking), tracking, sink)
    }
    var line = ShippedLine(externalId: text(.lineId, row), sku: text(.sku, row))
    let quantity = text(.quantity, row)
    if !quantity.isEmpty {
      guard let units = WholeNumber.read(quantity), units > 0, units <= OrderLine.quantityLimit else {
        return try refuse(row, .wrongNumber, name(.quantity), quantity, sink)
      }
      line.quantity = units
    }
    let stamp = text(.shippedAt, row)
    var at: Instant?
    if !stamp.isEmpty {
      guard let time = DateText.read(stamp, zone: context.zone, zoneNamed: context.zoneNamed) else {
        return try refuse(row, .wrongDate, name(.shippedAt), stamp, sink)
      }
      at = time
    }
    var carrier = text(.carrier, row)
    let other = text(.otherCarrier, row)
    if !other.isEmpty, carrier.isEmpty || carrier == layout.carrierElsewhere { carrier = other }
    let isWhole = line.externalId.isEmpty && line.sku.isEmpty
    let parcel = ShippedParcel(
      order: order, carrier: carrier, service: text(.service, row), trackingNumber: tracking, shippedAt: at,
      lines: isWhole ? [] : [line])
    try sink(.shipment(IncomingShipment(parcel: parcel, raw: row.text, line: row.line)))
  }

  func finish(_ sink: (IntakeItem) throws -> Void) throws {}

  private func text(_ field: ShippingColumn, _ row: Row) -> String {
    guard let column = bound[field] else { return "" }
    let words = row[column].value.text.trimmingSpaces
    return field == .carrier || field == .service || field == .otherCarrier
      ? SpreadsheetGuard.bare(words) : SpreadsheetGuard.unforced(words)
  }

  private func name(_ field: ShippingColumn) -> String {
    bound[field].map { header[$0] } ?? layout.columns[field]?.first ?? field.rawValue
  }

  private func refuse(
    _ row: Row, _ code: IssueCode, _ field: String, _ found: String, _ sink: (IntakeItem) throws -> Void
  ) throws {
    let raw = String(decoding: row.bytes.prefix(65_536), as: UTF8.self)
    try sink(.refused(RowIssue(line: row.line, field: field, code: code, found: found), raw: raw))
  }
}
