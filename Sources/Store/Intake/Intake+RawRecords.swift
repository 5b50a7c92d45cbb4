internal import Domain

extension Intake {
  /// Keeps a record as it came, without a body where its person was erased; one that was withdrawn counts again. Gives
  /// the salt of its digest in the journal.
  func keepRaw(
    _ key: RawTable.Key, subject: Int64, _ revisedAt: Instant, _ digest: BodyDigest, body: String?, _ work: Work
  ) throws -> Int64 {
    try beginBatch(work)
    let salt = Int64(truncatingIfNeeded: randomness.next())
    try work.writer.run(
      """
      INSERT INTO raw_records (account_id, kind, subject, external_id, revised_at, content_hash, format, batch, body,
        salt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (account_id, kind, external_id, content_hash) DO UPDATE
      SET withdrawn_at = NULL, batch = excluded.batch, body = excluded.body, salt = excluded.salt
      """,
      [
        .integer(key.account), .text(key.kind), .integer(subject), .text(key.externalId),
        .integer(revisedAt.milliseconds), .integer(digest.contentHash), .text(format), .integer(batch ?? 0),
        SQLValue(body), .integer(salt),
      ])
    return salt
  }
}
