public import Domain

/// What an action on many records would come to, said before it is done.
public struct BulkPlan: Hashable, Sendable {
  /// Records that are refused for one reason.
  public struct Refused: Hashable, Sendable {
    public var code: String
    /// Of the first of them.
    public var refusal: ActionRefusal
    public var count: Int64
    /// Numbers of the first ones.
    public var examples: [String]
  }

  public var request: BulkRequest
  public var total: Int64
  /// How many have been looked at so far.
  public var judged: Int64 = 0
  public var willDo: Int64 = 0
  /// The most frequent first.
  public var refused: [Refused] = []
  /// What the first ones change.
  public var samples: [UndoReport.RecordChanges] = []
  public var undo: Reversibility
  /// How long it will take, by what such batches took before.
  public var seconds: Double

  public var willRefuse: Int64 { judged - willDo }
  public var isWhole: Bool { judged >= total }

  static let sampleLimit = 3
  static let exampleLimit = 3
  /// Reasons told apart; what comes after is counted under the last.
  static let reasonLimit = 40
}

/// The verdict on one record.
public struct BulkVerdict: Sendable {
  public var subject: Int64
  public var number: String
  public var changes: [FieldChange]
  public var refusal: ActionRefusal?
}

extension Store {
  /// Records a second where no batch has told yet.
  static let usualBulkRate = 2_500.0

  /// Judges the records one by one against the store as it is, writing nothing; it holds up nobody. `step` is told
  /// after each part, with the verdicts where `names` is true, and stops it by answering false.
  public func planBulk(
    _ request: BulkRequest, on subjects: RecordSet, as actor: Actor, now: Instant, zone: Zone = .utc,
    names: Bool = false, step: (BulkPlan, [BulkVerdict]) -> Bool
  ) throws -> BulkPlan {
    let action = try BulkAction(request, zone: zone)
    try require(action.definition.right, of: actor)
    let rate = try connection.readNow { try Bulk.rate(of: request.action, in: $0) }
    var plan = BulkPlan(
      request: request, total: subjects.count, undo: action.definition.undo,
      seconds: Double(subjects.count) / rate)
    var judge = BulkJudge(action: action, actor: actor, now: now, store: self, names: names)
    var ids = subjects.ids(after: nil, limit: 4096)[...]
    while let last = ids.last {
      let part = Array(ids.prefix(64))
      let verdicts = try judge.verdicts(on: part)
      for verdict in verdicts { try judge.count(verdict, into: &plan) }
      if !step(plan, verdicts) { return plan }
      ids = ids.dropFirst(64)
      if ids.isEmpty { ids = subjects.ids(after: last, limit: 4096)[...] }
    }
    return plan
  }
}

extension Bulk {
  /// Records a second that the last batch of this action took.
  static func rate(of action: String, in reader: any Reader) throws -> Double {
    let known = try reader.first(
      "SELECT done + failed, spent FROM bulk_batches WHERE action = \(action) AND spent > 0 ORDER BY id DESC LIMIT 1"
    ) { ($0.integer(0), $0.integer(1)) }
    // A handful tells nothing of thousands.
    guard let known, known.0 >= 100 else { return Store.usualBulkRate }
    return max(Double(known.0) * 1000 / Double(known.1), 1)
  }
}

/// Finds out what an action would do to each record.
private struct BulkJudge {
  let action: BulkAction
  let actor: Actor
  let now: Instant
  let store: Store
  let names: Bool
  private var places: [String: Int] = [:]

  init(action: BulkAction, actor: Actor, now: Instant, store: Store, names: Bool) {
    self.action = action
    self.actor = actor
    self.now = now
    self.store = store
    self.names = names
  }

  func verdicts(on subjects: [Int64]) throws -> [BulkVerdict] {
    var verdicts = try store.connection.readNow { reader in
      try subjects.map { subject in try verdict(on: subject, in: reader) }
    }
    // What writes before it is refused shows by doing it and taking it back.
    for index in verdicts.indices where verdicts[index].changes.isEmpty && verdicts[index].refusal == nil {
      verdicts[index] = try tried(verdicts[index])
    }
    return verdicts
  }

  private func verdict(on subject: Int64, in reader: any Reader) throws -> BulkVerdict {
    let work = Work(
      JudgingWriter(reader: reader), actor: actor, now: now, reason: action.request.reason, isJudging: true)
    var verdict = BulkVerdict(
      subject: subject, number: names ? try Bulk.number(action.request.kind, subject, in: reader) : "", changes: [])
    do {
      try action.perform(try action.request(for: subject, in: reader), work)
      verdict.changes = work.judged
    } catch let refusal as ActionRefusal {
      verdict.refusal = refusal
    } catch is JudgingWriter.WouldWrite {
      return verdict
    }
    return verdict
  }

  private func tried(_ verdict: BulkVerdict) throws -> BulkVerdict {
    var verdict = verdict
    var one = try store.connection.readNow { try action.request(for: verdict.subject, in: $0) }
    one.operationId = nil
    do {
      let result = try store.plan(one, as: actor, now: now, zone: action.zone)
      verdict.changes = result.changes
    } catch let refusal as ActionRefusal {
      verdict.refusal = refusal
    }
    return verdict
  }

  mutating func count(_ verdict: BulkVerdict, into plan: inout BulkPlan) throws {
    plan.judged += 1
    func number() throws -> String {
      verdict.number.isEmpty
        ? try store.connection.readNow { try Bulk.number(action.request.kind, verdict.subject, in: $0) }
        : verdict.number
    }
    guard let refusal = verdict.refusal else {
      plan.willDo += 1
      if plan.samples.count < BulkPlan.sampleLimit {
        plan.samples.append(.init(record: try number(), changes: verdict.changes))
      }
      return
    }
    let code = refusal.code
    var place = places[code] ?? plan.refused.count
    if place >= BulkPlan.reasonLimit { place = BulkPlan.reasonLimit - 1 }
    if place == plan.refused.count {
      plan.refused.append(.init(code: code, refusal: refusal, count: 0, examples: []))
      places[code] = place
    }
    plan.refused[place].count += 1
    if plan.refused[place].examples.count < BulkPlan.exampleLimit {
      plan.refused[place].examples.append(try number())
    }
  }
}
