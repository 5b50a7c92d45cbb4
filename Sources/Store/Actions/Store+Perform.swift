public import Domain

extension Store {
  /// Performs one action: right, load, domain, save, journal, in one transaction.
  ///
  /// Throws `ActionRefusal` (nothing changed) or `StoreError`.
  public func perform(_ request: ActionRequest, as actor: Actor, now: Instant, zone: Zone = .utc) throws -> ActionResult
  {
    defer { settle(after: request) }
    let request = try ReviewRules.prepared(request, at: now, in: self)
    let result = try act(request) { try Store.perform(request, as: actor, now: now, zone: zone, in: $0) }
    return try followed(result, as: actor, now: now)
  }

  /// Performs many requests one after the other, as many in each transaction as there is time for. The first refusal is
  /// thrown: what the transactions before its own did stays done.
  public func perform(_ requests: [ActionRequest], as actor: Actor, now: Instant, zone: Zone = .utc) throws {
    let pace = WritePace()
    var done = 0
    while done < requests.count {
      done += try connection.writeNow(pace: pace) { writer in
        var count = 0
        for request in requests[done...] where count == 0 || !pace.isOver {
          _ = try Store.perform(request, as: actor, now: now, zone: zone, in: writer)
          count += 1
        }
        return count
      }
      Breath.take()
    }
    for request in requests { settle(after: request) }
  }

  /// What the action would do, by doing it and rolling back.
  public func plan(_ request: ActionRequest, as actor: Actor, now: Instant, zone: Zone = .utc) throws -> ActionResult {
    let request = try ReviewRules.prepared(request, at: now, in: self)
    do {
      return try connection.writeNow { writer in
        throw Rollback(
          planned: try Store.perform(request, as: actor, now: now, zone: zone, in: writer))
      }
    } catch let rollback as Rollback {
      var planned = rollback.planned
      for judging in planned.leftJudgings {
        let left = try connection.readNow { try judging.left(in: $0) }
        planned.add(lines: left.lines, orders: left.orders)
      }
      return planned
    }
  }

  /// Carries what was planned out of a transaction that must not be kept.
  private struct Rollback: Error {
    var planned: ActionResult
  }

  /// Opens a batch: an entry of its own, under which the actions on many records stand and are undone as one.
  public func beginBulk(_ action: String, count: Int, as actor: Actor, now: Instant, reason: String) throws -> Int64 {
    try connection.writeNow { writer in
      let work = Work(writer, actor: actor, now: now, reason: reason)
      try work.begin()
      return try work.append(
        action: "bulk", kind: "bulk", subject: nil,
        changes: [
          FieldChange(field: "action", before: .null, after: .text(action)),
          FieldChange(field: "records", before: .null, after: .number(Int64(count))),
        ])
    }
  }

  /// One action of a batch.
  public func perform(_ request: ActionRequest, inBatch batch: Int64, as actor: Actor, now: Instant, zone: Zone = .utc)
    throws -> ActionResult
  {
    defer { settle(after: request) }
    let result = try act(request) {
      try Store.perform(request, as: actor, now: now, zone: zone, batch: batch, in: $0)
    }
    return try followed(result, as: actor, now: now)
  }

  /// An action's transaction, with its record locked first: whoever asks for the same meanwhile waits for the answer.
  private func act<T>(_ request: ActionRequest, _ body: (any Writer) throws -> T) throws -> T {
    let definition = ActionTable.named(request.action)
    return try connection.act(definition?.reach ?? .shop) { writer in
      if let definition, definition.reach == .record, let id = request.subject {
        try writer.lock(definition.kind, id)
      }
      return try body(writer)
    }
  }

  /// What is asked, as far as asking again has to be the same.
  static func content(of request: ActionRequest) -> String {
    Plain.map([
      "action": .text(request.action), "subject": Plain(request.subject),
      "fields": .map(request.fields.mapValues(Plain.text)),
    ]).json
  }

  static func perform(
    _ request: ActionRequest, as actor: Actor, now: Instant, zone: Zone, batch: Int64? = nil, in writer: any Writer
  ) throws -> ActionResult {
    guard let definition = ActionTable.named(request.action) else {
      throw ActionRefusal.unknownAction(request.action, fits: ActionTable.all.map(\.id))
    }
    let work = Work(writer, actor: actor, now: now, reason: request.reason, batch: batch)
    try work.require(definition.right)
    let arguments = try ActionArguments(definition, request, zone: zone)
    let content = content(of: request)
    if let id = request.operationId, let earlier = try Operations.answer(to: id, content: content, in: writer) {
      return earlier
    }
    try work.begin()
    let subject = try definition.performed(work, arguments)
    try work.finish()
    let result = ActionResult(
      entry: work.entries.first, subject: subject,
      changes: try work.entries.first.flatMap { try JournalTable.entry($0, in: writer) }?.changes ?? [],
      isRepeat: false, leftJudgings: work.leftJudgings)
    if let id = request.operationId { try Operations.keep(id, content: content, result: result, in: writer) }
    return result
  }
}

/// Answers by operation id, so that a retry after a lost answer has one effect.
enum Operations {
  static func answer(to id: String, content: String, in writer: any Writer) throws -> ActionResult? {
    guard
      let kept = try writer.first(
        "SELECT content, seq, result FROM operations WHERE id = \(id)",
        { ($0.text(0), $0.optionalInteger(1), $0.text(2)) })
    else { return nil }
    if try kept.0 != digest(content, in: writer) { throw ActionRefusal.operationReused(id) }
    return ActionResult(
      entry: kept.1, subject: Int64(kept.2),
      changes: try kept.1.flatMap { try JournalTable.entry($0, in: writer) }?.changes ?? [],
      isRepeat: true)
  }

  /// What was asked may be somebody's address, which must be gone when they are erased: whether it is the same is all
  /// that a repeat needs to know.
  private static func digest(_ content: String, in writer: any Writer) throws -> String {
    MatchKey.key("operation:" + content, try MatchKey.secret(in: writer))
  }

  /// Digests what stores of older programs kept as it was asked.
  static func digestContents(_ writer: any Writer) throws {
    var after = ""
    while true {
      let kept = try writer.all("SELECT id, content FROM operations WHERE id > \(after) ORDER BY id LIMIT 1000") {
        (id: $0.text(0), content: $0.text(1))
      }
      guard let last = kept.last else { return }
      after = last.id
      for row in kept {
        try writer.run(
          "UPDATE operations SET content = ? WHERE id = ?",
          [.text(try digest(row.content, in: writer)), .text(row.id)])
      }
    }
  }

  /// What an operation that was done wrote into the journal; nil where it was not done.
  static func entry(of id: String, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT seq FROM operations WHERE id = \(id)")
  }

  static func keep(_ id: String, content: String, result: ActionResult, in writer: any Writer) throws {
    try writer.run(
      "INSERT INTO operations (id, seq, content, result) VALUES (?, ?, ?, ?)",
      [
        .text(id), SQLValue(result.entry), .text(try digest(content, in: writer)),
        .text(result.subject.map(String.init) ?? ""),
      ])
  }
}
