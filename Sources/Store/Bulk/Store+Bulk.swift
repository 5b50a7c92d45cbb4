public import Domain

extension Store {
  /// Opens a batch: writes down which records are meant, so that it can be gone on with whatever happens. Nothing is
  /// done to them yet. Asked again with the same operation id it gives the batch of then.
  ///
  /// Throws `ActionRefusal` where the action is refused as a whole. Chunks of one transaction each.
  public func openBulk(_ request: BulkRequest, on subjects: RecordSet, as actor: Actor, now: Instant, zone: Zone = .utc)
    throws -> BulkBatch
  {
    let action = try BulkAction(request, zone: zone)
    try require(action.definition.right, of: actor)
    if subjects.isEmpty { throw ActionRefusal.bulk(.noRecords) }
    if let known = try connection.readNow({ try Bulk.batch(operation: request.operationId, in: $0) }) {
      if known.state != .listing { return known }
      try forgetListing(known.id)
    }
    let fields = action.isPersonal ? nil : Plain.map(request.fields.mapValues(Plain.text)).json
    let id = try connection.writeNow { writer in
      try writer.run(
        """
        INSERT INTO bulk_batches (operation, actor, action, kind, fields, reason, opened_at, state, total)
        VALUES (?, ?, ?, ?, ?, ?, ?, 'listing', ?)
        """,
        [
          .text(request.operationId), .text(actor.name), .text(request.action), .text(request.kind.rawValue),
          SQLValue(fields), .text(request.reason), .integer(now.milliseconds), .integer(subjects.count),
        ])
      return try writer.lastInsertedId
    }
    try list(subjects, of: id)
    guard let batch = try connection.readNow({ try Bulk.batch(id, in: $0) }) else {
      throw ActionRefusal.bulk(.noSuchBatch(id))
    }
    return batch
  }

  private func list(_ subjects: RecordSet, of batch: Int64) throws {
    let pace = WritePace()
    var after: Int64?
    var ids = subjects.ids(after: nil, limit: 4096)[...]
    while !ids.isEmpty {
      try connection.writeNow(pace: pace) { writer in
        repeat {
          for id in ids.prefix(256) {
            try writer.run(
              "INSERT INTO bulk_items (batch, subject, result, code) VALUES (?, ?, 'waiting', '')",
              [.integer(batch), .integer(id)])
          }
          after = ids.prefix(256).last ?? after
          ids = ids.dropFirst(256)
          if ids.isEmpty { ids = subjects.ids(after: after, limit: 4096)[...] }
        } while !ids.isEmpty && !pace.isOver
      }
      Breath.take()
    }
    try connection.writeNow { try $0.run("UPDATE bulk_batches SET state = 'open' WHERE id = ?", [.integer(batch)]) }
  }

  /// Takes away a batch that was broken off before anything was done.
  private func forgetListing(_ id: Int64) throws {
    var isMore = true
    while isMore {
      try connection.writeNow { writer in
        try writer.run(
          """
          DELETE FROM bulk_items WHERE batch = ?1 AND subject IN (
            SELECT subject FROM bulk_items WHERE batch = ?1 ORDER BY subject LIMIT 2000)
          """, [.integer(id)])
        isMore = try writer.changedRows > 0
        if !isMore { try writer.run("DELETE FROM bulk_batches WHERE id = ?", [.integer(id)]) }
      }
      Breath.take()
    }
  }

  /// Makes what was refused wait once more. What was done stays done; the batch stays one.
  public func retryBulk(_ id: Int64, as actor: Actor) throws -> BulkBatch {
    let batch = try connection.readNow { try Bulk.going(id, in: $0) }
    if batch.failed == 0 { throw ActionRefusal.bulk(.nothingFailed(id)) }
    try connection.writeNow {
      try $0.run("UPDATE bulk_batches SET state = 'open', reached = NULL WHERE id = ?", [.integer(id)])
    }
    var isMore = true
    while isMore {
      try connection.writeNow { writer in
        try writer.run(
          """
          UPDATE bulk_items SET result = 'waiting', code = '' WHERE batch = ?1 AND subject IN (
            SELECT subject FROM bulk_items WHERE batch = ?1 AND result = 'failed' ORDER BY subject LIMIT 2000)
          """, [.integer(id)])
        let count = try writer.changedRows
        isMore = count > 0
        try writer.run(
          "UPDATE bulk_batches SET failed = failed - ? WHERE id = ?", [.integer(Int64(count)), .integer(id)])
      }
      Breath.take()
    }
    return try connection.readNow { try Bulk.going(id, in: $0) }
  }

  /// Does what is left of a batch, chunk by chunk of one transaction each, so that the write gate is never held for
  /// long. `step` is told after each chunk how far it has come, and what became of the chunk's records; where it
  /// answers false the batch stops there and can be gone on with. What fails as a whole (a full disk, a right
  /// that was taken) is thrown; what was done before stays done.
  ///
  /// `request` is needed where the batch does not keep its fields, because they are personal.
  public func runBulk(
    _ id: Int64, as actor: Actor, request: BulkRequest? = nil, now: () -> Instant, zone: Zone = .utc,
    step: (BulkBatch, [BulkOutcome]) -> Bool
  ) throws -> BulkBatch {
    let batch = try connection.readNow { try Bulk.going(id, in: $0) }
    guard let request = request ?? batch.request else { throw ActionRefusal.bulk(.fieldsNotKept(id)) }
    if batch.left == 0 { throw ActionRefusal.bulk(.nothingLeft(id)) }
    let run = BulkRun(store: self, batch: id, action: try BulkAction(request, zone: zone), actor: actor)
    defer { settle(after: ActionRequest(request.action)) }
    while true {
      let (reached, outcomes) = try run.chunk(now: now())
      if !step(reached, outcomes) || reached.state == .done { return reached }
      Breath.take()
    }
  }
}

/// What became of one record in a chunk that has just been committed.
public struct BulkOutcome: Hashable, Sendable {
  public var subject: Int64
  public var entry: Int64?
  public var refusal: ActionRefusal?
}

extension Bulk {
  /// A batch that may be gone on with.
  static func going(_ id: Int64, in reader: any Reader) throws -> BulkBatch {
    guard let batch = try batch(id, in: reader) else { throw ActionRefusal.bulk(.noSuchBatch(id)) }
    if batch.state == .listing { throw ActionRefusal.bulk(.neverBegan(id)) }
    if let seq = batch.seq, try !Undo.stands(seq, in: reader) { throw ActionRefusal.bulk(.undone(id)) }
    return batch
  }
}
