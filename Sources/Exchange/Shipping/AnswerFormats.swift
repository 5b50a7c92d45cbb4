import Domain

/// What marketplaces send back about a file that they were sent: read line by line.
public enum AnswerFormats {
  public static let all: [Format] = [AmazonAnswer.report, AmazonAnswer.document, TableAnswer.ebay, TableAnswer.shopify]

  /// The files that an answer of this format can be about.
  public static func answered(by format: String) -> [String] {
    switch format {
    case AmazonAnswer.report.id, AmazonAnswer.document.id: [AmazonShipping.format.id, StockFeeds.amazon.id]
    case TableAnswer.ebay.id: [EbayShipping.format.id, StockFeeds.ebay.id]
    case TableAnswer.shopify.id: [ShopifyShipping.table.id]
    default: []
    }
  }
}

/// Amazon's processing report: a summary, then a row for each record that it has something to say of. What is not
/// named was taken.
enum AmazonAnswer {
  static let report = Format(
    id: "amazon-feed-report", title: "Amazon feed processing report (tabs)", kinds: ["answers"],
    recognise: { sample in
      let text = sample.text
      if text.hasPrefix("Feed Processing Summary") { return 98 }
      return text.contains("original-record-number") && text.contains("error-code") ? 97 : 0
    },
    makeReader: { _ in LineReader { AmazonReportLines() } })

  /// The newer report, as JSON.
  static let document = Format(
    id: "amazon-feed-report-json", title: "Amazon feed processing report (JSON)", kinds: ["answers"],
    recognise: { sample in
      let outline = JSONOutline(sample.text)
      let isReport = outline.has("issues") && outline.has("summary") || outline.has("summary.messagesProcessed")
      return outline.isJSON && isReport ? 97 : 0
    },
    makeReader: {
      JSONRecordReader(
        shape: JSONShape(lists: ["issues"], singles: ["summary"], wrappers: [], beside: ["header"]), context: $0
      ) { items($0, context: $1) }
    })

  static func items(_ record: JSONRecord, context: ReadingContext) -> [IntakeItem] {
    let value = record.value
    let map = JSONMapping(value, line: record.line, context: context)
    if record.key == "summary" {
      let processed = map.count(value["messagesProcessed"], "messagesProcessed") ?? 0
      let accepted = map.count(value["messagesAccepted"], "messagesAccepted") ?? processed
      if let fault = map.faults.first { return [.refused(fault, raw: value.source)] }
      let verdict = ChannelAnswer.Verdict.summary(
        processed: Int(clamping: processed), successful: Int(clamping: accepted))
      return [.answer(ChannelAnswer(verdict, line: record.line))]
    }
    guard record.key == "issues", value.isObject else { return map.skipped(.notThisKind, record.key) }
    let isError = map.text(value["severity"]).uppercased() == "ERROR"
    var answer = ChannelAnswer(isError ? .refused : .warned, line: record.line)
    answer.record = map.count(value["messageId"], "messageId").map { Int(clamping: $0) }
    answer.code = map.text(value["code"])
    answer.reason = map.text(value["message"])
    if let fault = map.faults.first { return [.refused(fault, raw: value.source)] }
    return [.answer(answer)]
  }
}

/// Reads text line by line, each physical line by itself.
struct LineReader<Lines: LineTaker>: RecordReader {
  private var lines: Lines
  private var rest: [UInt8] = []
  private var number = 0
  private static var limit: Int { 1 << 20 }

  init(_ make: () -> Lines) { lines = make() }

  mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, into sink: (IntakeItem) throws -> Void) throws {
    for byte in bytes {
      if byte == 0x0a { try flush(sink) } else if rest.count < LineReader.limit { rest.append(byte) }
    }
  }

  mutating func finish(into sink: (IntakeItem) throws -> Void) throws {
    if !rest.isEmpty { try flush(sink) }
  }

  private mutating func flush(_ sink: (IntakeItem) throws -> Void) throws {
    number += 1
    if rest.last == 0x0d { rest.removeLast() }
    let text = String(decoding: rest, as: UTF8.self)
    rest.removeAll(keepingCapacity: true)
    try lines.take(text, number, sink)
  }
}

protocol LineTaker {
  mutating func take(_ line: String, _ number: Int, _ sink: (IntakeItem) throws -> Void) throws
}

/// The lines of Amazon's report: `Number of records processed  2`, then a table between tabs.
struct AmazonReportLines: LineTaker {
  private var processed: Int?
  private var columns: [String: Int] = [:]

  mutating func take(_ line: String, _ number: Int, _ sink: (IntakeItem) throws -> Void) throws {
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmingSpaces }
    if cells.allSatisfy(\.isEmpty) { return }
    if columns.isEmpty, cells.contains("original-record-number") {
      for (place, name) in cells.enumerated() { columns[name] = place }
      return
    }
    if columns.isEmpty { return try takeSummary(line, number, sink) }
    func cell(_ names: String...) -> String {
      for name in names {
        if let place = columns[name], place < cells.count, !cells[place].isEmpty { return cells[place] }
      }
      return ""
    }
    let record = cell("original-record-number")
    guard let place = WholeNumber.read(record), place >= 0 else {
      let issue = RowIssue(line: number, field: "original-record-number", code: .wrongNumber, found: record)
      return try sink(.refused(issue, raw: line))
    }
    let type = cell("error-type").lowercased()
    var answer = ChannelAnswer(type.hasPrefix("warn") ? .warned : .refused, line: number)
    answer.record = Int(clamping: place)
    answer.order = cell("order-id", "amazon-order-id")
    answer.lineId = cell("order-item-id")
    answer.code = cell("error-code")
    answer.reason = cell("error-message")
    try sink(.answer(answer))
  }

  private mutating func takeSummary(_ line: String, _ number: Int, _ sink: (IntakeItem) throws -> Void) throws {
    let words = line.lowercased()
    let digits = Int(
      line.reversed().drop { !$0.isNumber }.prefix(while: \.isNumber).reversed().map(String.init).joined())
    if words.contains("records processed") { processed = digits }
    if words.contains("records successful"), let digits {
      try sink(.answer(ChannelAnswer(.summary(processed: processed ?? digits, successful: digits), line: number)))
    }
  }
}

/// Answers that are a table with a row for each record of the file.
enum TableAnswer {
  struct Layout: Sendable {
    var marks: [String]
    var record: [String] = []
    /// How many rows of the file stand above its first record.
    var above = 0
    var order: [String] = []
    var lineId: [String] = []
    var tracking: [String] = []
    var status: [String]
    var code: [String]
    var reason: [String]
    var accepted: Set<String>
    var warned: Set<String>
  }

  /// eBay's results of an upload: the number of the line in the file, the header being the first.
  static let ebay = format(
    "ebay-upload-results", "eBay upload results (CSV)",
    Layout(
      marks: ["Line Number", "Action", "Status", "ErrorCode", "ErrorMessage"], record: ["Line Number"], above: 1,
      order: ["OrderID", "Order ID"], lineId: ["Line Item ID", "TransactionID"], status: ["Status"],
      code: ["ErrorCode", "WarningCode"], reason: ["ErrorMessage", "WarningMessage"], accepted: ["success"],
      warned: ["warning"]))

  /// The table that was imported into Shopify, with what became of each row behind it.
  static let shopify = format(
    "shopify-import-results", "Shopify import results (CSV)",
    Layout(
      marks: ["Name", "Import Result", "Import Comment"], order: ["Name"], lineId: ["Line: ID"],
      tracking: ["Fulfillment: Tracking Number"], status: ["Import Result"], code: [], reason: ["Import Comment"],
      accepted: ["ok", "success", "new", "updated"], warned: ["warning"]))

  private static func format(_ id: String, _ title: String, _ layout: Layout) -> Format {
    Format(
      id: id, title: title, kinds: ["answers"],
      recognise: { sample in
        let match = HeaderMatch.best(
          sample.records, key: [], marks: layout.marks, needed: layout.marks.count, forbids: [], known: [])
        return match.score > 0 ? 98 : 0
      },
      makeReader: { _ in TableReader(AnswerTable(layout)) })
  }
}

final class AnswerTable: TableMapper {
  private let layout: TableAnswer.Layout
  private var header: [String] = []
  private var headerNumber = 0
  private var rowNumber = 0

  init(_ layout: TableAnswer.Layout) { self.layout = layout }

  var delimiter: UInt8? { nil }
  func score(_ records: [[String]]) -> Int { match(records).score }

  private func match(_ records: [[String]]) -> HeaderMatch {
    HeaderMatch.best(
      records, key: [], marks: layout.marks, needed: layout.marks.count, forbids: [], known: [])
  }

  func prepare(_ bytes: [UInt8], _ delimiter: UInt8) {
    bytes.withUnsafeBufferPointer { buffer in
      let records = DelimiterSearch.records(buffer, delimiter)
      headerNumber = match(records).index
      header = headerNumber < records.count ? records[headerNumber].map(ColumnNames.loose) : []
    }
  }

  func take(_ row: Row, _ sink: (IntakeItem) throws -> Void) throws {
    defer { rowNumber += 1 }
    if rowNumber <= headerNumber { return }
    if row.isBlank { return }
    func text(_ names: [String]) -> String {
      for name in names {
        guard let place = header.firstIndex(of: ColumnNames.loose(name)) else { continue }
        let words = SpreadsheetGuard.unforced(row[place].value.text.trimmingSpaces)
        if !words.isEmpty { return words }
      }
      return ""
    }
    let status = text(layout.status)
    if status.isEmpty {
      let issue = RowIssue(line: row.line, field: layout.status.first ?? "", code: .missingValue)
      return try sink(.refused(issue, raw: row.text))
    }
    let word = status.lowercased()
    let isTaken = layout.accepted.contains(word)
    var answer = ChannelAnswer(isTaken ? .accepted : layout.warned.contains(word) ? .warned : .refused, line: row.line)
    let record = text(layout.record)
    if !record.isEmpty {
      guard let number = WholeNumber.read(record), number >= 0 else {
        let issue = RowIssue(line: row.line, field: layout.record.first ?? "", code: .wrongNumber, found: record)
        return try sink(.refused(issue, raw: row.text))
      }
      answer.record = max(0, Int(clamping: number) - layout.above)
    }
    answer.order = text(layout.order)
    if answer.order.hasPrefix("#") { answer.order.removeFirst() }
    answer.lineId = text(layout.lineId)
    answer.trackingNumber = text(layout.tracking)
    answer.code = text(layout.code)
    answer.reason = text(layout.reason)
    if answer.reason.isEmpty && !isTaken { answer.reason = status }
    try sink(.answer(answer))
  }

  func finish(_ sink: (IntakeItem) throws -> Void) throws {}
}
