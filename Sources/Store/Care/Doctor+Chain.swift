internal import Domain

extension Doctor {
  /// Walks the journal from its first entry and computes every link anew; names the first that does not fit.
  static func checkChain(_ reader: any Reader, _ knownHead: String?, _ result: inout Examination) throws {
    var link = JournalLink(after: JournalLink.start)
    var count: Int64 = 0
    var broken: Int64?
    var seenHead = knownHead == nil
    let sealedFrom = try reader.integer("SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'sealedFrom'") ?? 0
    try reader.forEach(
      """
      SELECT seq, batch, recorded_at, occurred_at, actor, on_behalf_of, action, kind, subject, changes, reason, undoes,
        body_digest, hash, texts, salt, seal
      FROM journal
      ORDER BY seq
      """
    ) { row in
      let texts = row.optionalText(14)
      let seal = row.isNull(16) ? nil : row.bytes(16)
      if let seal, seal == SealedTexts.erasedUnsealed, row.integer(0) <= sealedFrom, texts == nil {
        link = JournalLink(after: row.bytes(13))
        count += 1
        if !seenHead && Hex.text(row.bytes(13)) == knownHead { seenHead = true }
        return true
      }
      let hash = link.extend(
        seq: row.integer(0), batch: row.optionalInteger(1), recordedAt: row.integer(2), occurredAt: row.integer(3),
        actor: row.text(4), onBehalfOf: row.optionalText(5), action: row.text(6), kind: row.text(7),
        subject: row.optionalInteger(8), changes: row.text(9), reason: row.text(10), undoes: row.optionalInteger(11),
        bodyDigest: row.bytes(12) + (seal ?? []))
      count += 1
      let isSealed = texts.map { SealedTexts.seal($0, salt: row.integer(15)) == seal } ?? true
      if hash != row.bytes(13) || !isSealed {
        broken = row.integer(0)
        return false
      }
      if !seenHead && Hex.text(hash) == knownHead { seenHead = true }
      return true
    }
    result.journalEntries = count
    result.head = Hex.text(link.hash)
    if let broken {
      result.findings.append(
        .init(check: "journalChain", text: "the chain is broken at entry \(broken)", isDerived: false))
    } else if !seenHead {
      result.findings.append(
        .init(
          check: "journalChain", text: "the head \(knownHead ?? "") is not in the journal: entries at its end are lost",
          isDerived: false))
    }
  }

  /// Compares the bodies of raw records with what they were when they came in.
  static func checkBodies(_ reader: any Reader, _ result: inout Examination) throws {
    var wrong = 0
    try reader.forEach("SELECT body, content_hash FROM raw_records WHERE body IS NOT NULL") { row in
      if !BodyDigest(row.text(0)).isContent(of: row.integer(1)) { wrong += 1 }
      return true
    }
    if wrong > 0 {
      result.findings.append(
        .init(check: "rawRecords", text: "\(wrong) raw records differ from what came in", isDerived: false))
    }
  }
}
