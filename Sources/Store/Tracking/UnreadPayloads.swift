public import Domain

/// Carriers' answers that nobody can read yet: cut off, or of a kind that is not known.
///
/// Each is kept as it came, as an event without a meaning under a number of its own, so that whoever lists what is
/// unknown finds it; no parcel goes by such a number, and nothing is read into it.
enum UnreadPayloads {
  static let reader = "unread"

  /// `UNREAD-` and the beginning of its digest: the same answer again is the same number.
  static func number(of digest: String) -> String { "UNREAD-" + digest.prefix(16).uppercased() }

  private static func known(_ digest: String, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT id FROM tracking_numbers WHERE number_key = \(TrackingKey.of(number(of: digest)))")
  }

  /// - Returns: whether it is new.
  static func keep(
    _ text: String, why: String, saying: String, from source: TrackingIntake.Source, _ work: Work
  ) throws -> Bool {
    let writer = work.writer
    try writer.execute(
      """
      INSERT INTO tracking_payloads (digest, source, name, received_at, told_at, events)
      VALUES (\(source.digest), \(reader), \(source.name), \(work.now), \(work.now), 0)
      ON CONFLICT (digest) DO UPDATE
      SET told_at = excluded.told_at
      """)
    let payload = try writer.integer("SELECT id FROM tracking_payloads WHERE digest = \(source.digest)") ?? 0
    if try known(source.digest, in: writer) != nil { return false }
    let number = try TrackingNumbers.id(
      of: number(of: source.digest), carrier: "", at: work.now, in: writer)
    let event = TrackingEvent(
      carrier: "", number: "", moment: nil, code: "\(reader):\(why)", text: saying, raw: text,
      reading: TrackingReading(status: .unknown, basis: .nothing, hasUnknownCode: true))
    _ = try TrackingRows.keep(event, of: number, isWordless: false, payload: payload, at: work.now, in: writer)
    return true
  }

  /// What is read after all is unread no more.
  static func forget(_ digest: String, in writer: any Writer) throws {
    guard let number = try known(digest, in: writer) else { return }
    try writer.run("DELETE FROM tracking_events WHERE number_id = ?", [.integer(number)])
    try writer.run("DELETE FROM tracking_numbers WHERE id = ?", [.integer(number)])
  }

  /// Empties them all: nobody can say whose name stands in what nobody can read.
  static func erase(_ writer: any Writer) throws {
    try writer.run(
      """
      UPDATE tracking_events
      SET text = '', raw = NULL, erased = 1
      WHERE unknown_code = 1 AND carrier = '' AND erased = 0 AND code IN (?, ?)
      """, [.text("\(reader):broken"), .text("\(reader):unknownKind")])
  }
}

extension TrackingIntake {
  /// Keeps an answer that cannot be read. It is known again by its digest; `why` is one word, `saying` a sentence.
  public static func keepUnread(
    _ text: String, why: String, saying: String, from source: Source, as actor: Actor, at now: Instant, in store: Store
  ) throws -> (number: String, entry: Int64?) {
    try store.require(.importFiles, of: actor)
    let entry = try store.connection.writeNow { writer -> Int64? in
      let work = Work(writer, actor: actor, now: now, reason: "")
      try work.begin()
      var entry: Int64?
      if try UnreadPayloads.keep(text, why: why, saying: saying, from: source, work) {
        entry = try work.append(
          action: "importTracking", kind: "files", subject: nil,
          changes: [
            FieldChange(field: "file", before: .null, after: .text(source.name)),
            FieldChange(field: "format", before: .null, after: .text(UnreadPayloads.reader)),
            FieldChange(field: "unknownCodes", before: .null, after: .list([.text("\(UnreadPayloads.reader):\(why)")])),
          ])
      }
      try work.finish()
      return entry
    }
    return (UnreadPayloads.number(of: source.digest), entry)
  }
}
