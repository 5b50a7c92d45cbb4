import Domain

/// One record, its key and where it stood.
struct JSONRecord {
  /// The key that held it (`orders`, `payload` …); empty for an outermost value.
  let key: String
  let value: JSONValue
  let line: Int
}

/// Reads documents of one family: each record is cut out, parsed and mapped by itself.
struct JSONRecordReader: RecordReader {
  typealias Map = @Sendable (JSONRecord, ReadingContext) -> [IntakeItem]

  private var splitter: JSONSplitter
  private var parser = JSONParser()
  private let context: ReadingContext
  private let map: Map
  private var rows = 0

  init(shape: JSONShape, context: ReadingContext, map: @escaping Map) {
    splitter = JSONSplitter(shape: shape)
    self.context = context
    self.map = map
  }

  mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, into sink: (IntakeItem) throws -> Void) throws {
    var (parser, rows) = (parser, rows)
    defer { (self.parser, self.rows) = (parser, rows) }
    self.parser = JSONParser()
    let (context, map) = (context, map)
    try splitter.consume(bytes) { try Self.take($0, &parser, &rows, context, map, sink) }
  }

  mutating func finish(into sink: (IntakeItem) throws -> Void) throws {
    var (parser, rows) = (parser, rows)
    let (context, map) = (context, map)
    try splitter.finish { try Self.take($0, &parser, &rows, context, map, sink) }
  }

  private static func take(
    _ event: JSONEvent, _ parser: inout JSONParser, _ rows: inout Int, _ context: ReadingContext, _ map: Map,
    _ sink: (IntakeItem) throws -> Void
  ) throws {
    switch event {
    case .disorder(let line, let text):
      try sink(.noted(RowIssue(line: line, code: .wrongJSON, found: text)))
    case .record(let piece):
      rows += 1
      switch parser.read(piece) {
      case .refused(let refused): try sink(.refused(refused, raw: JSONParser.rejected(piece)))
      case .document(let document):
        for item in map(JSONRecord(key: piece.key, value: document.root, line: piece.line), context) {
          try sink(item)
        }
      }
    }
  }
}

extension JSONParser {
  enum Reading {
    case document(JSONDocument)
    case refused(RowIssue)
  }

  /// The record of a piece, or why it is refused.
  mutating func read(_ piece: JSONPiece) -> Reading {
    if piece.isTooLong {
      return .refused(RowIssue(line: piece.line, field: piece.key, code: .tooLong, found: "16 MiB a record"))
    }
    if piece.isCutOff, piece.bytes.isEmpty {
      return .refused(RowIssue(line: piece.line, code: .wrongJSON, found: "the file ends before its last bracket"))
    }
    do throws(JSONFault) {
      return .document(try parse(piece.bytes, line: piece.line))
    } catch {
      let code: IssueCode = !error.isLimit ? .wrongJSON : error.expected.hasSuffix("string") ? .tooLong : .tooMany
      return .refused(RowIssue(line: error.line, field: error.path, code: code, found: error.expected))
    }
  }

  /// The text of a refused record for `--rejects`.
  static func rejected(_ piece: JSONPiece) -> String { String(decoding: piece.bytes, as: UTF8.self) }
}
