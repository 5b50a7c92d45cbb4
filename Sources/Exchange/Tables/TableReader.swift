import Domain

/// Puts the rows of one kind of table together into records.
protocol TableMapper: AnyObject {
  /// How well the records' header fits: finds the delimiter.
  func score(_ records: [[String]]) -> Int
  /// The delimiter where it is known beforehand.
  var delimiter: UInt8? { get }
  /// Looks at the table's beginning before the first row is taken.
  func prepare(_ bytes: [UInt8], _ delimiter: UInt8)
  /// Takes every row of the file, the header and what stands above it too.
  func take(_ row: Row, _ sink: (IntakeItem) throws -> Void) throws
  func finish(_ sink: (IntakeItem) throws -> Void) throws
  var rereading: (() -> OrderRereading)? { get }
}

extension TableMapper {
  var rereading: (() -> OrderRereading)? { nil }
}

/// Reads a delimited table with any mapper: holds the beginning back until delimiter and header are known, then hands
/// on row by row.
struct TableReader<Mapper: TableMapper>: RecordReader {
  private var prelude: TablePrelude? = TablePrelude()
  private var scanner: RowScanner?
  private let mapper: Mapper

  var rereading: (() -> OrderRereading)? { mapper.rereading }

  init(_ mapper: Mapper) { self.mapper = mapper }

  mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, into sink: (IntakeItem) throws -> Void) throws {
    if prelude != nil {
      if prelude?.add(bytes) == true { try begin(sink) }
      return
    }
    let mapper = mapper
    try scanner?.consume(bytes) { try mapper.take($0, sink) }
  }

  mutating func finish(into sink: (IntakeItem) throws -> Void) throws {
    if prelude != nil { try begin(sink) }
    let mapper = mapper
    try scanner?.finish { try mapper.take($0, sink) }
    try mapper.finish(sink)
  }

  private mutating func begin(_ sink: (IntakeItem) throws -> Void) throws {
    let bytes = prelude?.take() ?? []
    prelude = nil
    let mapper = mapper
    let delimiter = TablePrelude.delimiter(bytes, given: mapper.delimiter) { mapper.score($0) }
    mapper.prepare(bytes, delimiter)
    var scanner = RowScanner(delimiter: delimiter)
    try bytes.withUnsafeBufferPointer { buffer in
      try scanner.consume(buffer) { try mapper.take($0, sink) }
    }
    self.scanner = scanner
  }
}
