internal import Console
internal import Domain
internal import Exchange
internal import Store

/// Plans and batches on the command line: a result for each record, and at the end how many, why not, what next.
struct BulkReport {
  struct Result {
    var number: String
    var entry: Int64?
    var changes: [FieldChange]
    var refusal: String?
  }

  let store: Store
  let actor: Actor
  let zone: Zone
  let json: Bool
  let isPlan: Bool

  /// Results as they come: lines at once, JSON at the end.
  struct Lines {
    let isPlan: Bool
    let json: Bool
    private(set) var done: Int64 = 0
    private(set) var refused: Int64 = 0
    private var list: [JSONOutput] = []

    /// As many as a report lists.
    static let limit = 10_000

    init(isPlan: Bool, json: Bool) {
      self.isPlan = isPlan
      self.json = json
    }

    mutating func add(_ result: Result) {
      if result.refusal == nil { done += 1 } else { refused += 1 }
      if json {
        if list.count < Lines.limit { list.append(Lines.output(result)) }
      } else if let refusal = result.refusal {
        Output.line("\(result.number): refused. \(refusal)")
      } else {
        let changes = result.changes.flatMap(Changes.lines)
        Output.line("\(result.number): \(isPlan ? "would be done" : "done") (\(changes.joined(separator: "; ")))")
      }
    }

    func end(action: String, batch: BulkBatch?, further: [(key: String, value: JSONOutput)] = []) {
      guard json else {
        if done + refused == 0 && batch == nil { Output.line("Nothing to do it to.") }
        return
      }
      var fields: [(key: String, value: JSONOutput)] = [
        (key: "action", value: .text(action)), (key: "dryRun", value: .flag(isPlan)),
        (key: "done", value: .integer(done)), (key: "refused", value: .integer(refused)),
      ]
      if let batch {
        fields.append((key: "batch", value: .integer(batch.id)))
        fields.append((key: "left", value: .integer(batch.left)))
      }
      fields += further
      fields.append((key: "results", value: .list(list)))
      Output.json(.object(fields))
    }

    private static func output(_ result: Result) -> JSONOutput {
      [
        "number": .text(result.number), "entry": .integer(orNull: result.entry),
        "refused": .text(orNull: result.refusal),
        "changes": .list(
          result.changes.map {
            [
              "field": .text($0.field), "before": RecordOutput.json($0.before, $0.field),
              "after": RecordOutput.json($0.after, $0.field),
            ]
          }),
      ]
    }
  }

  // MARK: The plan

  func plan(_ request: BulkRequest, _ ids: RecordSet) throws {
    var lines = Lines(isPlan: true, json: json)
    if ids.isEmpty { return lines.end(action: request.action, batch: nil) }
    let plan = try store.planBulk(request, on: ids, as: actor, now: Process.now(), zone: zone, names: true) {
      plan, verdicts in
      for verdict in verdicts {
        lines.add(
          Result(
            number: verdict.number, changes: verdict.changes, refusal: verdict.refusal.map { Said.text($0) }))
      }
      Output.progress("looked at \(plan.judged) of \(plan.total)")
      return true
    }
    Output.endProgress()
    let reasons: [JSONOutput] = plan.refused.map { group in
      [
        "code": .text(group.code), "text": .text(Said.text(group.refusal)), "count": .integer(group.count),
        "examples": .list(group.examples.map(JSONOutput.text)),
      ]
    }
    let seconds = Int64(plan.seconds.rounded(.up))
    lines.end(
      action: request.action, batch: nil,
      further: [
        (key: "undo", value: .text(plan.undo.rawValue)), (key: "seconds", value: .integer(seconds)),
        (key: "reasons", value: .list(reasons)),
      ])
    if !json { say(plan) }
    try leave(done: plan.willDo, refused: plan.willRefuse)
  }

  private func say(_ plan: BulkPlan) {
    let undo =
      switch plan.undo {
      case .reversible: "it can be undone as one"
      case .compensated: "it cannot be undone, only made good by something else"
      case .final: "it cannot be undone"
      }
    Output.talk(
      "\(plan.willDo) of \(plan.total) would be done, in about \(Int64(plan.seconds.rounded(.up))) s; \(undo).")
    for group in plan.refused {
      let names = group.examples.joined(separator: ", ") + (group.count > Int64(group.examples.count) ? " …" : "")
      Output.talk("\(group.count) would be refused: \(Said.text(group.refusal)) (\(names))")
    }
  }

  // MARK: The batch

  func perform(_ request: BulkRequest, _ ids: RecordSet) throws {
    if ids.isEmpty { return Lines(isPlan: false, json: json).end(action: request.action, batch: nil) }
    let batch = try store.openBulk(request, on: ids, as: actor, now: Process.now(), zone: zone)
    // Asked again with its operation id: what was done then is the answer.
    if batch.left == 0 { return try tell(batch) }
    try run(batch, request)
  }

  /// Does what is left of a batch.
  func run(_ opened: BulkBatch, _ request: BulkRequest?) throws {
    var lines = Lines(isPlan: false, json: json)
    let batch = try store.runBulk(opened.id, as: actor, request: request, now: Process.now, zone: zone) {
      batch, outcomes in
      do {
        for outcome in outcomes { lines.add(try result(outcome, batch)) }
      } catch {
        Output.talk("portolan: \(error)")
      }
      Output.progress("\(batch.done + batch.failed) of \(batch.total), \(batch.failed) refused")
      return true
    }
    Output.endProgress()
    lines.end(action: batch.action, batch: batch)
    say(batch)
    try leave(done: lines.done, refused: lines.refused)
  }

  /// What became of a batch that is through.
  func tell(_ batch: BulkBatch) throws {
    var lines = Lines(isPlan: false, json: json)
    var after = Int64.min
    while true {
      let items = try store.connection.readNow { try Bulk.items(of: batch, after: after, limit: 500, in: $0) }
      guard let last = items.last else { break }
      after = last.subject
      for item in items where item.result != .waiting {
        let refusal = item.result == .failed || item.result == .left ? said(item.code) : nil
        lines.add(
          Result(number: item.number, entry: item.seq, changes: try changes(item.seq, batch), refusal: refusal))
      }
    }
    lines.end(action: batch.action, batch: batch)
    say(batch)
    try leave(done: lines.done, refused: lines.refused)
  }

  private func said(_ code: String) -> String { ActionRefusal(code: code).map { Said.text($0) } ?? code }

  private func result(_ outcome: BulkOutcome, _ batch: BulkBatch) throws -> Result {
    let number = try store.connection.readNow { try Bulk.name(of: outcome.subject, batch.kind, in: $0) }
    return Result(
      number: number, entry: outcome.entry, changes: try changes(outcome.entry, batch),
      refusal: outcome.refusal.map { Said.text($0) })
  }

  private func changes(_ entry: Int64?, _ batch: BulkBatch) throws -> [FieldChange] {
    guard let entry else { return [] }
    return try store.connection.readNow { reader in
      guard let found = try JournalTable.entry(entry, in: reader) else { return [] }
      return try NamedChanges.of(found.changes, found.kind, found.subject, in: reader)
    }
  }

  private func say(_ batch: BulkBatch) {
    if json { return }
    var text = "batch \(batch.id): \(batch.done) done, \(batch.failed) refused"
    if batch.left > 0 { text += ", \(batch.left) left: `portolan batches resume \(batch.id)` goes on" }
    if batch.failed > 0 {
      text +=
        "; `portolan ls '\(batch.kind.rawValue) batch:\(batch.id).failed'` lists the refused, "
        + "`portolan batches retry \(batch.id)` tries them again"
    }
    Output.talk(text + ".")
  }

  private func leave(done: Int64, refused: Int64) throws {
    if refused > 0 { throw Failure(text: "", status: done == 0 ? 2 : 1) }
  }
}
