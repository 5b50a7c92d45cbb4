public import Domain

extension Store {
  /// What `undo` would say, with nothing written: each record of a batch is judged as the undo would judge it, in
  /// transactions that are rolled back. `progress` hears how many are judged; where it answers false it stops there.
  ///
  /// Refused like the undo itself.
  public func rehearseUndo(
    entry: Int64?, as actor: Actor, now: Instant, progress: (Int) -> Bool = { _ in true }
  ) throws -> UndoReport {
    let aim = try connection.readNow { try Undo.aim(entry, actor: actor, in: $0) }
    let target = aim.target
    if !Undo.isBatch(target) {
      var report = try rehearse(pace: nil, actor, now) { try Undo.single(target, $0) }
      report.undoEntry = nil
      return report
    }
    try rehearse(pace: nil, actor, now) { try Undo.checkRight(target, $0) }
    var report = UndoReport(entry: target, undone: 0, refused: [], changeList: [])
    report.goesOnWith = aim.begun
    // What an undo that was broken off has taken back already is counted by the one that goes on with it.
    if let begun = aim.begun {
      report.undone = Int(
        try connection.readNow { try $0.integer("SELECT COUNT(*) FROM journal WHERE batch = \(begun)") } ?? 0)
    }
    let pace = WritePace()
    var judged = 0
    var before = Int64.max
    while true {
      let children = try connection.readNow {
        try UndoneBatch.left(of: target, under: aim.begun ?? 0, before: before, in: $0)
      }
      guard let oldest = children.last else { return report }
      var waiting = children[...]
      while !waiting.isEmpty {
        let certain = try connection.readNow { reader in
          try waiting.prefix { try Undo.isUntouched($0, in: reader) }.count
        }
        for entry in waiting.prefix(certain) { try note(entry, in: &report) }
        waiting = waiting.dropFirst(certain)
        if waiting.isEmpty { break }
        let results = try rehearse(pace: pace, actor, now) { work in
          work.batch = try aim.begun ?? UndoneBatch.begin(target, work)
          return try Undo.judge(waiting, of: target, work) { pace.isOver }
        }
        for (entry, refused) in zip(waiting, results) {
          if let refused { report.refuse(refused) } else { try note(entry, in: &report) }
        }
        waiting = waiting.dropFirst(results.count)
      }
      judged += children.count
      before = oldest.seq
      if !progress(judged) {
        report.isWhole = false
        return report
      }
      Breath.take()
    }
  }

  /// One more goes back; the first hundred are named.
  private func note(_ entry: JournalEntry, in report: inout UndoReport) throws {
    report.undone += 1
    if report.changeList.count >= UndoReport.namedLimit { return }
    report.changeList.append(
      .init(record: try connection.readNow { try RecordNumber.of(entry, in: $0) }, changes: entry.reversed))
  }

  /// Does it and rolls it back.
  @discardableResult
  private func rehearse<T>(
    pace: WritePace?, _ actor: Actor, _ now: Instant, _ body: (Work) throws -> T
  ) throws -> T {
    var outcome: T?
    do {
      return try connection.writeNow(pace: pace) { writer -> T in
        let work = Work(writer, actor: actor, now: now, reason: "")
        try work.begin()
        outcome = try body(work)
        throw Rehearsed()
      }
    } catch let end as Rehearsed {
      guard let outcome else { throw end }
      return outcome
    }
  }

  private struct Rehearsed: Error {}
}

extension Undo {
  /// Whether an order's coming in is all that the journal tells of it: that it goes back is certain, and the records of
  /// a large import need no rehearsal.
  fileprivate static func isUntouched(_ entry: JournalEntry, in reader: any Reader) throws -> Bool {
    guard entry.kind == "orders", entry.makesRecord, !entry.isErased, let subject = entry.subject else { return false }
    return try reader.integer(
      "SELECT COUNT(*) FROM journal WHERE kind = 'orders' AND subject = \(subject) AND seq > \(entry.seq)") == 0
  }

  /// Judges entries of a batch, newest first, until `isOver`, one at least; an answer for each, nil where it goes back.
  /// Those that come after it in the undo's order are taken back before it, where it depends on them: newer entries of
  /// the same record, and those of a product that has the SKU by now.
  fileprivate static func judge(
    _ entries: ArraySlice<JournalEntry>, of target: JournalEntry, _ work: Work, isOver: () -> Bool
  ) throws -> [UndoReport.Refused?] {
    var results: [UndoReport.Refused?] = []
    var taken: Set<Int64> = []
    func take(_ entry: JournalEntry) throws -> UndoReport.Refused? {
      taken.insert(entry.seq)
      let refused = try children([entry], work) { true }.refused.first
      guard refused?.fields == ["sku"], let owners = try skuOwners(of: entry, in: work.writer) else { return refused }
      var isChanged = false
      for owner in owners {
        for newer in try newer(than: entry, of: target, "products", owner, in: work.writer)
        where taken.insert(newer.seq).inserted {
          _ = try children([newer], work) { true }
          isChanged = true
        }
      }
      return isChanged ? try children([entry], work) { true }.refused.first : refused
    }
    for entry in entries {
      if !results.isEmpty, isOver() { break }
      if let subject = entry.subject {
        for newer in try newer(than: entry, of: target, entry.kind, subject, in: work.writer)
        where !taken.contains(newer.seq) {
          _ = try take(newer)
        }
      }
      results.append(try take(entry))
    }
    return results
  }

  /// Entries of the same batch about a record that came after this one, newest first.
  private static func newer(
    than entry: JournalEntry, of target: JournalEntry, _ kind: String, _ subject: Int64, in reader: any Reader
  ) throws -> [JournalEntry] {
    try reader.all(
      """
      \(JournalTable.columns)
      WHERE kind = \(kind) AND subject = \(subject) AND batch = \(target.seq) AND seq > \(entry.seq)
      ORDER BY seq DESC
      """, JournalEntry.init(row:))
  }

  /// Other products that have a SKU which the entry's product would have again.
  private static func skuOwners(of entry: JournalEntry, in reader: any Reader) throws -> [Int64]? {
    guard entry.kind == "products", let id = entry.subject, let product = try ProductTable.load(id, in: reader) else {
      return nil
    }
    let skus = (inTheWay(entry, of: product).reverted ?? product).variants.map(\.sku)
    return try skus.filter { !$0.isEmpty }.compactMap { try ProductTable.owner(ofSku: $0, in: reader) }
      .filter { $0 != id }
  }
}
