internal import Domain

/// The undo of a batch: its entry says at once that the batch is not in force any more, and what was done goes back in
/// chunks under it. Until the last chunk a mark says that it was begun, so that whoever asks again goes on with it.
enum UndoneBatch {
  private static let prefix = "undoBegun:"
  private static let end = "undoBegun;"

  /// The undo of an entry that was begun and has not come to its end.
  static func open(of target: JournalEntry, in reader: any Reader) throws -> Int64? {
    guard Undo.isBatch(target) else { return nil }
    guard let undo = try reader.integer("SELECT MAX(seq) FROM journal WHERE undoes = \(target.seq)") else { return nil }
    return try reader.integer("SELECT COUNT(*) FROM meta WHERE key = \(prefix + String(undo))") == 0 ? nil : undo
  }

  /// The newest undo that somebody began and that has not come to its end.
  static func open(of actor: String, in reader: any Reader) throws -> Undo.Aim? {
    // The colon's neighbour ends what begins so.
    let begun = try reader.all("SELECT key FROM meta WHERE key > \(prefix) AND key < \(end) AND value = \(actor)") {
      Int64($0.text(0).dropFirst(prefix.count)) ?? 0
    }
    guard let undo = begun.max(), let seq = try JournalTable.entry(undo, in: reader)?.undoes,
      let target = try JournalTable.entry(seq, in: reader)
    else { return nil }
    return Undo.Aim(target: target, begun: undo)
  }

  static func begin(_ target: JournalEntry, _ work: Work) throws -> Int64 {
    let undo = try work.append(
      action: "undo", kind: target.kind, subject: target.subject, changes: [], undoes: target.seq)
    // Taking back an undo that was broken off ends it: what it had not reached stays as it is.
    try end(target.seq, work.writer)
    try work.writer.run(
      "INSERT INTO meta (key, value) VALUES (?, ?)", [.text(prefix + String(undo)), .text(work.actor.name)])
    return undo
  }

  static func end(_ undo: Int64, _ writer: any Writer) throws {
    try writer.run("DELETE FROM meta WHERE key = ?", [.text(prefix + String(undo))])
  }

  /// Whether an undo has taken this entry back.
  static func has(_ undo: Int64, undone entry: Int64, in reader: any Reader) throws -> Bool {
    try reader.integer("SELECT COUNT(*) FROM journal WHERE undoes = \(entry) AND batch = \(undo)") ?? 0 > 0
  }

  /// How many records of a batch an undo has not taken back.
  static func count(of target: JournalEntry, under undo: Int64?, in reader: any Reader) throws -> Int64 {
    let all = try reader.integer("SELECT COUNT(*) FROM journal WHERE batch = \(target.seq)") ?? 0
    let gone = try undo.map { try reader.integer("SELECT COUNT(*) FROM journal WHERE batch = \($0)") ?? 0 } ?? 0
    return max(all - gone, 0)
  }

  /// Children of a batch that an undo has not taken back, the newest first.
  static func left(of target: JournalEntry, under undo: Int64, before seq: Int64, in reader: any Reader) throws
    -> [JournalEntry]
  {
    try reader.all(
      """
      \(JournalTable.columns)
      WHERE batch = \(target.seq) AND seq < \(seq) AND NOT EXISTS (
        SELECT 1 FROM journal AS later WHERE later.undoes = journal.seq AND later.batch = \(undo))
      ORDER BY seq DESC
      LIMIT 200
      """, JournalEntry.init(row:))
  }
}

extension Store {
  /// Takes what was done back chunk by chunk. Killed at any moment, it has taken back whole chunks, and can be gone on
  /// with; two at once do not harm each other.
  func undoMany(_ aim: Undo.Aim, as actor: Actor, now: Instant, progress: (Int) -> Bool) throws -> UndoReport {
    let target = aim.target
    let undo = try connection.writeNow { writer in
      let work = Work(writer, actor: actor, now: now, reason: "")
      try work.begin()
      try Undo.checkRight(target, work)
      // Somebody else may have begun it, or come to its end, since it was looked for.
      if let begun = try UndoneBatch.open(of: target, in: writer) { return begun }
      if try !Undo.stands(target.seq, in: writer) { throw ActionRefusal.alreadyUndone(target.seq) }
      return try UndoneBatch.begin(target, work)
    }
    var report = UndoReport(entry: target, undone: 0, refused: [], undoEntry: undo, changeList: [])
    report.goesOnWith = aim.begun
    report.undone = Int(
      try connection.readNow { try $0.integer("SELECT COUNT(*) FROM journal WHERE batch = \(undo)") } ?? 0)
    let fate = try connection.readNow { try BulkFate(of: target, in: $0) }
    let pace = WritePace()
    var before = Int64.max
    while true {
      let children = try connection.readNow {
        try UndoneBatch.left(of: target, under: undo, before: before, in: $0)
      }
      if children.isEmpty {
        try connection.writeNow { try UndoneBatch.end(undo, $0) }
        return report
      }
      let (outcome, left) = try connection.writeNow(pace: pace) { writer in
        let work = Work(writer, actor: actor, now: now, reason: "", batch: undo)
        try work.begin()
        let outcome = try Undo.children(children, work, fate: fate) { pace.isOver }
        try work.finish()
        return (outcome, work.leftJudgings)
      }
      goOn(with: left, as: actor, now: now)
      before = outcome.last ?? before
      report.undone += outcome.undone
      for record in outcome.refused { report.refuse(record) }
      if !progress(report.undone) {
        report.isWhole = false
        return report
      }
      Breath.take()
    }
  }
}
