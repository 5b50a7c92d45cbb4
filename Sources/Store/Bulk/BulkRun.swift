internal import Domain

/// A batch at work: one chunk after another, each child whole or not at all with its journal entry, its operation id
/// and its result in the same transaction.
///
/// Not Sendable: one run owns it. Two runs of one batch do not harm each other: each chunk takes what waits at its
/// moment.
final class BulkRun {
  private let store: Store
  private let batch: Int64
  private let action: BulkAction
  private let actor: Actor
  private let pace = WritePace()
  /// Refused only after something was written: they are not tried again in this run.
  private var refused: [Int64: ActionRefusal] = [:]
  private var limit = BulkRun.most

  private static let most = 512

  init(store: Store, batch: Int64, action: BulkAction, actor: Actor) {
    self.store = store
    self.batch = batch
    self.action = action
    self.actor = actor
  }

  /// A refusal that left something written: the chunk is taken back and done again without that record.
  private struct LateRefusal: Error {
    var subject: Int64
    var refusal: ActionRefusal
  }

  func chunk(now: Instant) throws -> (BulkBatch, [BulkOutcome]) {
    while true {
      do {
        let (done, left) = try store.connection.writeNow(pace: pace) { try chunk(in: $0, now: now) }
        store.goOn(with: left, as: actor, now: now)
        limit = min(limit * 2, BulkRun.most)
        return done
      } catch let late as LateRefusal {
        refused[late.subject] = late.refusal
        // Others like it may follow, and each would cost the whole chunk again.
        limit = 1
      }
    }
  }

  private func chunk(in writer: any Writer, now: Instant) throws -> ((BulkBatch, [BulkOutcome]), [LineJudging]) {
    let began = ContinuousClock.now
    var state = try Bulk.going(batch, in: writer)
    let watched = WatchedWriter(writer)
    let work = Work(watched, actor: actor, now: now, reason: action.request.reason)
    try work.require(action.definition.right)
    try work.begin()
    if state.seq == nil { state.seq = try begin(state, work) }
    work.batch = state.seq
    let waiting = try writer.all(
      """
      SELECT subject
      FROM bulk_items
      WHERE batch = \(batch) AND result = 'waiting'
        AND subject > COALESCE((SELECT reached FROM bulk_batches WHERE id = \(batch)), \(Int64.min))
      ORDER BY subject
      LIMIT \(limit)
      """
    ) { $0.integer(0) }
    var outcomes: [BulkOutcome] = []
    for subject in waiting {
      let outcome = try take(subject, work, watched)
      if outcome.refusal == nil { state.done += 1 } else { state.failed += 1 }
      outcomes.append(outcome)
      if pace.isOver { break }
    }
    try work.finish()
    if waiting.count < limit && outcomes.count == waiting.count { state.state = .done }
    let spent = ContinuousClock.now - began
    state.spentMilliseconds += spent.components.seconds * 1000 + spent.components.attoseconds / 1_000_000_000_000_000
    try writer.run(
      "UPDATE bulk_batches SET seq = ?, state = ?, reached = ?, done = ?, failed = ?, spent = ? WHERE id = ?",
      [
        SQLValue(state.seq), .text(state.state.rawValue), SQLValue(outcomes.last?.subject), .integer(state.done),
        .integer(state.failed), .integer(state.spentMilliseconds), .integer(batch),
      ])
    return ((state, outcomes), work.leftJudgings)
  }

  private func take(_ subject: Int64, _ work: Work, _ watched: WatchedWriter) throws -> BulkOutcome {
    if let refusal = refused[subject] { return try keep(subject, nil, refusal, work) }
    let writes = watched.writes
    do {
      let one = try action.request(for: subject, in: watched)
      let id = one.operationId ?? ""
      if let earlier = try Operations.entry(of: id, in: watched) { return try keep(subject, earlier, nil, work) }
      let entry = try action.perform(one, work)
      try Operations.keep(
        id, content: Store.content(of: one),
        result: ActionResult(entry: entry, subject: one.subject, changes: [], isRepeat: false), in: watched)
      return try keep(subject, entry, nil, work)
    } catch let refusal as ActionRefusal {
      if watched.writes != writes { throw LateRefusal(subject: subject, refusal: refusal) }
      return try keep(subject, nil, refusal, work)
    }
  }

  private func keep(_ subject: Int64, _ entry: Int64?, _ refusal: ActionRefusal?, _ work: Work) throws -> BulkOutcome {
    try work.writer.run(
      "UPDATE bulk_items SET result = ?, code = ?, seq = ? WHERE batch = ? AND subject = ?",
      [
        .text(refusal == nil ? "done" : "failed"), .text(refusal?.code ?? ""), SQLValue(entry), .integer(batch),
        .integer(subject),
      ])
    return BulkOutcome(subject: subject, entry: entry, refusal: refusal)
  }

  /// The batch's own entry: what is done to the records stands under it and is undone as one.
  private func begin(_ state: BulkBatch, _ work: Work) throws -> Int64 {
    try work.append(
      action: "bulk", kind: "bulk", subject: nil,
      changes: [
        FieldChange(field: "action", before: .null, after: .text(state.action)),
        FieldChange(field: "batch", before: .null, after: .number(state.id)),
        FieldChange(field: "records", before: .null, after: .number(state.total)),
      ])
  }
}
