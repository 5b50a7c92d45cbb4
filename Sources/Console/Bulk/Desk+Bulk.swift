internal import Domain
internal import Store
internal import Synchronization

/// A word to whoever works elsewhere that nobody wants it any more.
final class Stop: Sendable {
  private let flag = Mutex(false)

  var isAsked: Bool { flag.withLock { $0 } }
  func ask() { flag.withLock { $0 = true } }
}

/// Marks, plans and batches: the console's side of them, on any thread.
extension Desk {
  /// The message that answers at last; `tell` hears how far it has come.
  func answer(to effect: BulkEffect, stop: Stop, tell: (BulkMessage) -> Void) -> Message? {
    switch effect {
    case .read(let reading):
      return .bulk(.read(reading, outcome { try self.read(reading) }))
    case .inView(let kind, let serial, let marked, let query):
      return .bulk(
        .inView(
          kind, serial: serial,
          outcome {
            try store.connection.readNow { try Views.count(of: marked, in: try present(query, in: $0), in: $0) }
          }
        ))
    case .plan(let order): return plan(order, stop, tell)
    case .tryOut(let id, let serial, let isNoted):
      return .bulk(.triedOut(serial, outcome { try tryOut(id, isNoted: isNoted) }))
    case .leavePlan, .stop: return nil
    case .apply(let order): return .bulk(.ended(order, outcome { try apply(order, stop, tell) }))
    case .goOn(let id, let retries):
      return .bulk(
        .ended(
          nil,
          outcome {
            let actor = try present()
            if retries { _ = try store.retryBulk(id, as: actor) }
            return try run(id, nil, as: actor, stop, tell)
          }))
    case .unfinished: return .bulk(.unfinished(outcome { try unfinished() }))
    case .look(let id): return .bulk(.looked(outcome { try look(id) }))
    case .copy(let order): return .bulk(.copied(order, outcome { try copy(order) }))
    case .planUndo(let entry): return .undoPlanned(outcome { try store.undoPlan(entry: entry, as: actor) })
    case .undo(let entry, let total):
      return .undone(
        outcome {
          try store.undo(entry: entry, as: try present(), now: now()) { done in
            tell(.progress(BulkProgress(undoing: "undo", done: Int64(done), total: total)))
            return !stop.isAsked
          }
        })
    }
  }

  private func outcome<T>(_ body: () throws -> T) -> Result<T, Trouble> {
    do {
      return .success(try body())
    } catch {
      return .failure(Trouble(error))
    }
  }

  /// The query by the rights of this moment.
  private func present(_ query: ViewQuery, in reader: any Reader) throws -> ViewQuery {
    var query = query
    if query.mayReadPersonal { query.mayReadPersonal = try present(in: reader).may(.seePersonal) }
    return query
  }

  private func read(_ reading: MarkReading) throws -> RecordSet {
    try store.connection.readNow { reader in
      let query = try present(reading.query, in: reader)
      return switch reading.reach {
      case .all: try Views.ids(query, in: reader)
      case .between(let one, let other): try Views.ids(query, between: one, and: other, in: reader)
      }
    }
  }

  private func copy(_ order: CopyOrder) throws -> CopiedRows {
    try store.connection.readNow { reader in
      let rows = try Views.rows(
        try present(order.query, in: reader), of: order.marked, limit: CopyOrder.limit, in: reader)
      return CopiedRows(text: order.text(rows), count: rows.count)
    }
  }

  private func request(_ order: BulkOrder) throws -> (BulkRequest, RecordSet) {
    let (kind, subjects) = try store.connection.readNow {
      try BulkSubjects.of(order.marked, order.kind, action: order.action, in: $0)
    }
    let request = BulkRequest(
      order.action, on: kind, fields: order.fields, reason: order.reason, operationId: order.operationId)
    return (request, subjects)
  }

  private func plan(_ order: BulkOrder, _ stop: Stop, _ tell: (BulkMessage) -> Void) -> Message? {
    let result = outcome {
      let (request, subjects) = try request(order)
      if subjects.isEmpty { throw ActionRefusal.bulk(.noRecords) }
      return try store.planBulk(request, on: subjects, as: try present(), now: now(), zone: zone) { plan, _ in
        if !plan.isWhole { tell(.planned(order.serial, .success(plan))) }
        return !stop.isAsked
      }
    }
    return stop.isAsked ? nil : .bulk(.planned(order.serial, result))
  }

  private func apply(_ order: BulkOrder, _ stop: Stop, _ tell: (BulkMessage) -> Void) throws -> BulkBatch {
    let actor = try present()
    let (request, subjects) = try request(order)
    let batch = try store.openBulk(request, on: subjects, as: actor, now: now(), zone: zone)
    tell(.progress(BulkProgress(batch)))
    return try run(batch.id, request, as: actor, stop, tell)
  }

  private func run(
    _ id: Int64, _ request: BulkRequest?, as actor: Actor, _ stop: Stop, _ tell: (BulkMessage) -> Void
  ) throws -> BulkBatch {
    try store.runBulk(id, as: actor, request: request, now: now, zone: zone) { batch, _ in
      if batch.state != .done { tell(.progress(BulkProgress(batch))) }
      return !stop.isAsked
    }
  }

  private func look(_ id: Int64?) throws -> BulkSight? {
    try store.connection.readNow { reader in
      let found =
        try id.map { try Bulk.batch($0, in: reader) } ?? Bulk.newest(of: actor.name, limit: 1, in: reader).first
      guard let batch = found else { return nil }
      let lines = try Bulk.tally(of: batch.id, in: reader).map { BulkSight.Line(result: $0, code: $1, count: $2) }
      let open = try Bulk.unfinished(of: actor.name, in: reader).map(\.id)
      return BulkSight(batch: batch, lines: lines, unfinished: open)
    }
  }

  private func unfinished() throws -> [Int64] {
    try store.connection.readNow { try Bulk.unfinished(of: actor.name, in: $0).map(\.id) }
  }
}
