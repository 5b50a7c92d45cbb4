public import Domain

/// A file or message format that can be taken in: what it is called, how it is told from the others, how it is read.
public struct Format: Sendable {
  /// Stable, for `--format`: e.g. `shopify-orders-csv`.
  public let id: String
  /// For people, e.g. `Shopify orders (CSV)`.
  public let title: String
  /// `orders`, `products`, `stock`: what it brings.
  public let kinds: [String]
  /// Whether the same format can be written.
  public let goesOut: Bool
  /// How surely the beginning of a file is of this format: 0 no, 100 beyond doubt.
  public let recognise: @Sendable (Sample) -> Int
  public let makeReader: @Sendable (ReadingContext) -> any RecordReader
  /// What its columns may be called, the likeliest first; empty where a marketplace sets them.
  public let columns: [[String]]

  public init(
    id: String, title: String, kinds: [String], goesOut: Bool = false, columns: [[String]] = [],
    recognise: @escaping @Sendable (Sample) -> Int,
    makeReader: @escaping @Sendable (ReadingContext) -> any RecordReader
  ) {
    self.id = id
    self.title = title
    self.kinds = kinds
    self.goesOut = goesOut
    self.columns = columns
    self.recognise = recognise
    self.makeReader = makeReader
  }
}

/// The beginning of a file (64 KiB at most), decoded to UTF-8, for recognising its format.
public struct Sample: Sendable {
  public let text: String
  /// The first record of a delimited file, and its delimiter, where the text looks like one.
  public let header: [String]
  public let delimiter: UInt8?
  /// The first records of a delimited file (20 at most): the header may stand below prose.
  public let records: [[String]]

  public init(text: String, header: [String], delimiter: UInt8?, records: [[String]]? = nil) {
    self.text = text
    self.header = header
    self.delimiter = delimiter
    self.records = records ?? [header]
  }
}

/// What a reader must know of the account that a file belongs to.
public struct ReadingContext: Sendable {
  /// Zone of dates that name none.
  public var zone: Zone
  /// For files that name no currency; nil: the format's own guess.
  public var currency: Currency?
  /// Finds a zone by its IANA name or a common abbreviation (`PST`, `CET`); zones are read outside Domain.
  public var zoneNamed: @Sendable (String) -> Zone?

  public init(
    zone: Zone = .utc, currency: Currency? = nil, zoneNamed: @escaping @Sendable (String) -> Zone? = { _ in nil }
  ) {
    self.zone = zone
    self.currency = currency
    self.zoneNamed = zoneNamed
  }
}

/// Reads a stream of decoded UTF-8 bytes and hands on what it holds, record by record, in constant memory.
///
/// `consume` is called with pieces of any size, `finish` once after the last. An error thrown by the sink goes through.
public protocol RecordReader {
  mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, into sink: (IntakeItem) throws -> Void) throws
  mutating func finish(into sink: (IntakeItem) throws -> Void) throws
  /// Says, when called inside a sink, how an order of this file is read again from all of its rows; nil where a record
  /// always comes whole.
  var rereading: (() -> OrderRereading)? { get }
}

extension RecordReader {
  public var rereading: (() -> OrderRereading)? { nil }
}

/// Reads one order of a file from its raw rows, joined by line feeds, as that file's reader would have read them had
/// they stood together; nil where none of them can be read.
public typealias OrderRereading = @Sendable (_ externalId: String, _ rows: String) -> IncomingOrder?
