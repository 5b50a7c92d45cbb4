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

/// What a body is known by: its content, without being kept.
struct BodyDigest {
  /// The first eight bytes of the body's digest, as a signed number.
  let contentHash: Int64
  let digest: [UInt8]

  init(_ body: String) {
    digest = SHA256.digest(Array(body.utf8))
    contentHash = digest.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// What the journal chains: it still verifies after the body and the salt are erased, and tells nothing of them.
  func salted(_ salt: Int64) -> [UInt8] {
    SHA256.digest(withUnsafeBytes(of: salt.bigEndian) { Array($0) } + digest)
  }
}
