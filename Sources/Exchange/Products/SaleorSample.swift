import Domain

/// Saleor's sample shop: a Django fixture, one array of rows of many tables that refer to each other by key.
///
/// Rows of products are held until the end, because a reference may point forwards; the limit holds them small.
struct SaleorSample: RecordReader {
  private var splitter = JSONSplitter(shape: .plain)
  private var parser = JSONParser()
  private var tables = SaleorTables()
  private let context: ReadingContext

  init(context: ReadingContext) { self.context = context }

  static func recognise(_ outline: JSONOutline) -> Int {
    outline.hasAll("model", "pk", "fields") ? 95 : 0
  }

  mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, into sink: (IntakeItem) throws -> Void) throws {
    var splitter = splitter
    self.splitter = JSONSplitter(shape: .plain)
    defer { self.splitter = splitter }
    try splitter.consume(bytes) { try take($0, sink) }
  }

  mutating func finish(into sink: (IntakeItem) throws -> Void) throws {
    var splitter = splitter
    self.splitter = JSONSplitter(shape: .plain)
    try splitter.finish { try take($0, sink) }
    try tables.hand(context, into: sink)
    tables = SaleorTables()
  }

  private mutating func take(_ event: JSONEvent, _ sink: (IntakeItem) throws -> Void) throws {
    switch event {
    case .disorder(let line, let text): try sink(.noted(RowIssue(line: line, code: .wrongJSON, found: text)))
    case .record(let piece):
      switch parser.read(piece) {
      case .refused(let issue): try sink(.refused(issue, raw: JSONParser.rejected(piece)))
      case .document(let document):
        if let item = tables.take(document.root, line: piece.line) { try sink(item) }
      }
    }
  }
}
