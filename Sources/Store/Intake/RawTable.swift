public import Domain

/// An outside record as it came.
public struct RawRecord: Hashable, Sendable {
  public var id: Int64
  public var externalId: String
  public var revisedAt: Instant
  public var format: String
  /// The journal entry of the import that brought it.
  public var batch: Int64
  /// nil once erased.
  public var body: String?
  public var isWithdrawn: Bool
}

/// The raw records beside what was read from them.
public enum RawTable {
  /// What the records of one thing have in common.
  struct Key: Hashable {
    var account: Int64
    var kind: String
    var externalId: String
  }

  /// The records of one thing, newest revision first.
  public static func bodies(
    kind: String, subject: Int64, account: Int64, externalId: String, in reader: any Reader
  ) throws -> [RawRecord] {
    try reader.all(
      """
      SELECT id, external_id, revised_at, format, batch, body, withdrawn_at
      FROM raw_records
      WHERE account_id = \(account) AND kind = \(kind) AND external_id = \(externalId)
      ORDER BY revised_at DESC, content_hash DESC
      """
    ) { row in
      RawRecord(
        id: row.integer(0), externalId: row.text(1), revisedAt: row.instant(2), format: row.text(3),
        batch: row.integer(4), body: row.optionalText(5), isWithdrawn: !row.isNull(6))
    }
  }
}

extension Order {
  var rawKey: RawTable.Key { RawTable.Key(account: accountId, kind: "orders", externalId: externalId) }
}

/// What a body is known by: its content, without being kept.
struct BodyDigest: Sendable {
  /// The first eight bytes of the body's digest, as a signed number. Where a file shows the same body of one record
  /// several times, each is a record of its own: the number goes up by one for each that came before.
  private(set) var contentHash: Int64
  let digest: [UInt8]

  init(_ body: String) {
    digest = SHA256.digest(Array(body.utf8))
    contentHash = digest.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// Of what has no body of its own.
  static let none = BodyDigest("")

  static let repetitionLimit: Int64 = 1 << 20

  /// The digest of an equal body that came after these.
  func after(_ earlier: [Int64]) -> BodyDigest {
    var next = self
    while earlier.contains(next.contentHash) { next.contentHash &+= 1 }
    return next
  }

  /// Whether a record of this body may be known by that number.
  func isContent(of hash: Int64) -> Bool { (0..<BodyDigest.repetitionLimit).contains(hash &- contentHash) }

  /// What the journal chains: it still verifies after the body and the salt are erased, and tells nothing of them.
  func salted(_ salt: Int64) -> [UInt8] {
    SHA256.digest(withUnsafeBytes(of: salt.bigEndian) { Array($0) } + digest)
  }
}
