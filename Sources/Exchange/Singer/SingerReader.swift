import Domain

/// Singer messages, one a line: SCHEMA says what a stream holds, RECORD brings one record, STATE is the tap's own
/// bookmark. Taps for shops pipe straight into the import.
///
/// Every line is a row: records of known streams are taken in by the mapper that fits the stream's properties, all
/// others are passed over; streams that nobody knows are named at the end with their counts.
struct SingerReader: RecordReader {
  private var lines = JSONLines()
  private var parser = JSONParser()
  private var streams: [String: SingerStream] = [:]
  private var unknown: [String: Int] = [:]
  private var lastLine = 1
  private let context: ReadingContext

  /// More streams than any tap has; what comes beyond is read by its own keys.
  private static let streamLimit = 1000

  init(context: ReadingContext) { self.context = context }

  mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, into sink: (IntakeItem) throws -> Void) throws {
    var lines = lines
    self.lines = JSONLines()
    defer { self.lines = lines }
    try lines.consume(bytes) { try take($0, sink) }
  }

  mutating func finish(into sink: (IntakeItem) throws -> Void) throws {
    var lines = lines
    self.lines = JSONLines()
    try lines.finish { try take($0, sink) }
    for (stream, count) in unknown.sorted(by: { $0.key < $1.key }) {
      try sink(.noted(RowIssue(line: lastLine, code: .unknownStream, found: "\(stream): \(count) records")))
    }
  }

  private mutating func take(_ piece: JSONPiece, _ sink: (IntakeItem) throws -> Void) throws {
    lastLine = piece.line
    switch parser.read(piece) {
    case .refused(let issue): try sink(.refused(issue, raw: JSONParser.rejected(piece)))
    case .document(let document):
      for item in items(document.root, line: piece.line) { try sink(item) }
    }
  }

  private mutating func items(_ message: JSONValue, line: Int) -> [IntakeItem] {
    func skipped(_ code: IssueCode, _ found: String) -> [IntakeItem] {
      [.skipped(RowIssue(line: line, code: code, found: found))]
    }
    let stream = message["stream"]?.text ?? ""
    switch message["type"]?.text ?? "" {
    case "SCHEMA":
      let properties = (message["schema", "properties"]?.members ?? []).map(\.key)
      if streams.count < Self.streamLimit || streams[stream] != nil {
        streams[stream] = SingerStream(name: stream, properties: Set(properties))
      }
      return skipped(.streamMessage, "SCHEMA " + stream)
    case "STATE": return skipped(.streamMessage, "STATE")
    case "RECORD":
      guard let flat = message["record"], flat.isObject else {
        return [.refused(RowIssue(line: line, field: "record", code: .missingValue), raw: message.source)]
      }
      let record = SingerRecord.nested(flat) ?? flat
      let known = streams[stream] ?? SingerStream(name: stream, properties: [])
      guard let mapper = known.mapper(of: record) else {
        if SingerRecord.deletedAt(record) == nil, let fault = known.fault(of: record, line: line) {
          return [.refused(fault, raw: message.source)]
        }
        if unknown[stream] != nil || unknown.count < Self.streamLimit { unknown[stream, default: 0] += 1 }
        return skipped(.unknownStream, stream)
      }
      let items = mapper(record, line, context).map { stamped($0, message) }
      return SingerRecord.deletedAt(record).map { deleted(items, at: $0, stream, line) } ?? items
    case "BATCH":
      let found = "BATCH: its records lie in files of their own; let the tap write RECORD messages"
      return [.refused(RowIssue(line: line, code: .unsupported, found: found), raw: message.source)]
    case "":
      return [.refused(RowIssue(line: line, field: "type", code: .missingValue), raw: message.source)]
    case let other: return skipped(.streamMessage, other)
    }
  }

  /// What is deleted at its source: an order is cancelled, anything else is left as it was.
  private func deleted(_ items: [IntakeItem], at time: String, _ stream: String, _ line: Int) -> [IntakeItem] {
    for case .order(var order) in items {
      order.state = .cancelled
      order.cancelledAt = order.cancelledAt ?? JSONTime.instant(time, zone: .utc)
      return [.order(order)]
    }
    return [.skipped(RowIssue(line: line, code: .notThisKind, found: "\(stream): deleted at its source"))]
  }

  /// Where the record itself bears no stamp, the moment of its extraction is its revision.
  private func stamped(_ item: IntakeItem, _ message: JSONValue) -> IntakeItem {
    guard let text = message["time_extracted"]?.text, let time = JSONTime.instant(text, zone: .utc) else { return item }
    switch item {
    case .order(var order) where order.revisedAt == nil:
      order.revisedAt = time
      return .order(order)
    case .product(var product) where product.revisedAt == nil:
      product.revisedAt = time
      return .product(product)
    case .stock(var stock) where stock.revisedAt == nil:
      stock.revisedAt = time
      return .stock(stock)
    default: return item
    }
  }
}
