public import Domain

/// A paper as it was printed.
public struct PaperRecord: Hashable, Sendable {
  public enum Source: String, Hashable, Sendable, CaseIterable {
    case own
    /// A carrier's own label, cleaned.
    case carrier
  }

  public var id: Int64
  public var number: String
  public var parcelId: Int64
  public var kind: PaperKind
  public var format: PaperFormat
  public var source: Source
  /// SHA-256 of the bytes.
  public var digest: String
  public var bytes: Int64
  public var madeBy: String
  public var madeAt: Instant
  public var voidedAt: Instant?
  /// How often it came out of a printer; nought for a carrier's own that nobody has printed yet, and for one whose
  /// printing was begun and never told to be done: that one may have come out.
  public var prints: Int64
  /// Keyed digest of what stands on it.
  var imprint: String
}

public enum PaperTable {
  private static let columns: SQL = """
    SELECT id, number, parcel_id, kind, format, source, digest, bytes, made_by, made_at, voided_at, prints, imprint
    FROM papers
    """

  private static func record(_ row: any Columns) -> PaperRecord {
    PaperRecord(
      id: row.integer(0), number: row.text(1), parcelId: row.integer(2),
      kind: PaperKind(rawValue: row.text(3)) ?? .label,
      format: PaperFormat(rawValue: row.text(4)) ?? .txt, source: PaperRecord.Source(rawValue: row.text(5)) ?? .own,
      digest: row.text(6), bytes: row.integer(7), madeBy: row.text(8), madeAt: row.instant(9),
      voidedAt: row.optionalInstant(10), prints: row.integer(11), imprint: row.text(12))
  }

  /// Of a parcel, the oldest first.
  public static func papers(of parcel: Int64, in reader: any Reader) throws -> [PaperRecord] {
    try reader.all("\(columns) WHERE parcel_id = \(parcel) ORDER BY id", record)
  }

  public static func load(_ id: Int64, in reader: any Reader) throws -> PaperRecord? {
    try reader.first("\(columns) WHERE id = \(id)", record)
  }

  static func loaded(_ id: Int64, in reader: any Reader) throws -> PaperRecord {
    guard let paper = try load(id, in: reader) else { throw ActionRefusal.noSuchRecord(kind: "papers", String(id)) }
    return paper
  }

  /// What was printed, byte by byte; nil once it was erased.
  public static func body(of id: Int64, in reader: any Reader) throws -> [UInt8]? {
    try reader.first("SELECT body FROM papers WHERE id = \(id) AND body IS NOT NULL") { $0.bytes(0) }
  }

  /// The newest that counts, says what is so, and is of that kind, in whatever format.
  static func current(_ kind: PaperKind, of parcel: Int64, imprint: String, in reader: any Reader) throws
    -> PaperRecord?
  {
    try papers(of: parcel, in: reader).last { $0.kind == kind && $0.voidedAt == nil && $0.imprint == imprint }
  }

  /// Those of a parcel that still count, each with whether it says what is so.
  public static func standing(of id: Int64, _ parcel: PaperParcel, in reader: any Reader) throws
    -> [(paper: PaperRecord, isCurrent: Bool)]
  {
    // Without a secret nothing was ever printed.
    guard let secret = try reader.first("SELECT value FROM meta WHERE key = 'match_secret'", { Array($0.text(0).utf8) })
    else { return [] }
    return try papers(of: id, in: reader).filter { $0.voidedAt == nil }.map { paper in
      (paper: paper, isCurrent: paper.imprint == PaperRules.imprint(parcel, paper.kind, secret: secret))
    }
  }

  /// A code that a SKU's single unit bears, an EAN where there is one; nil where none is known.
  public static func barcode(of sku: String, in reader: any Reader) throws -> String? {
    let codes = try reader.all(
      """
      SELECT b.code
      FROM variants AS v
      JOIN barcodes AS b ON b.variant_id = v.id
      WHERE v.sku_key = \(FoldedText.fold(sku)) AND b.pack_quantity = 1
      ORDER BY b.code
      """
    ) { $0.text(0) }
    return codes.first { $0.utf8.count == 13 } ?? codes.first
  }

  /// Why and when it was printed once more, the newest last.
  public static func prints(of id: Int64, in reader: any Reader) throws -> [(by: String, at: Instant, why: String)] {
    try reader.all(
      "SELECT printed_by, printed_at, why FROM paper_prints WHERE paper_id = \(id) ORDER BY id"
    ) { (by: $0.text(0), at: $0.instant(1), why: $0.text(2)) }
  }
}

/// Who sends from a warehouse.
public enum SenderTable {
  public static func sender(of warehouse: Int64, in reader: any Reader) throws -> PaperSender? {
    try reader.first("SELECT sender FROM paper_senders WHERE location_id = \(warehouse)") { $0.text(0) }
      .flatMap { Plain(json: $0) }.map(PaperSender.init)
  }

  /// What one SDR is worth; nil where nobody has told.
  public static func rate(_ currency: Currency, in reader: any Reader) throws -> SpecialDrawingRight? {
    try reader.first(
      "SELECT micros, rate_date, source FROM sdr_rates WHERE code_key = \(FoldedText.fold(currency.code))"
    ) {
      SpecialDrawingRight(currency: currency, micros: $0.integer(0), date: $0.text(1), source: $0.text(2))
    }
  }
}
