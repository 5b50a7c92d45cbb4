public import Domain

/// Rules at work: which orders they find, and what is done to those, in the transaction that the orders came in with.
public enum ReviewRules {
  /// Days of past orders that a rule is tried out on.
  public static let trialDays: Int64 = 90

  // MARK: Looking at orders

  /// Has the rules of a moment look at orders, one rule after the other; how many orders were changed. A rule catches
  /// an order once: what somebody released stays released. `askedBy`: who has them look now, and does what they do.
  @discardableResult
  static func run(
    _ orders: [Int64], _ moment: RuleMoment, _ work: Work, askedBy person: String = Actor.system.name
  ) throws -> Int {
    if orders.isEmpty || work.isJudging { return 0 }
    let rules = try RuleTable.active(in: work.writer).filter { moment == .both || $0.moment.includes(moment) }
    var caught = 0
    for rule in rules {
      for part in stride(from: 0, to: orders.count, by: 200).map({ orders[$0..<min($0 + 200, orders.count)] }) {
        for id in try found(by: rule, among: Array(part), work)
        where try apply(rule, to: id, as: person, work) {
          caught += 1
        }
      }
    }
    return caught
  }

  private static func found(by rule: ReviewRule, among orders: [Int64], _ work: Work) throws -> [Int64] {
    let known = try work.writer.all(
      """
      SELECT order_id
      FROM rule_hits
      WHERE rule_id = \(rule.id) AND order_id IN (\(SQL.list(orders.map(SQLValue.integer))))
      """
    ) { $0.integer(0) }
    let fresh = orders.filter { !known.contains($0) }
    if fresh.isEmpty { return [] }
    let query = ViewQuery(
      try sentence(rule.sentence, .orders), inquiry: Inquiry(now: work.now, zone: .utc, me: Actor.system.name),
      columns: [.order(.id)], mayReadPersonal: true)
    return try Views.rows(query, ids: fresh, in: work.writer).keys.sorted()
  }

  /// Does what the rule does to one order; false where that would change nothing.
  private static func apply(_ rule: ReviewRule, to id: Int64, as person: String, _ work: Work) throws -> Bool {
    guard let old = try OrderTable.load(id, in: work.writer), old.isUnderReview else { return false }
    return try work.speaking(as: person, because: rule.name) {
      if rule.effect == .split {
        guard try split(old, by: rule, work) else { return false }
      } else {
        guard var order = try changed(old, by: rule, work), order != old else { return false }
        try order.save(was: old, action: "reviewOrder", undoes: nil, isWithdrawn: false, in: work)
      }
      try work.writer.run(
        "INSERT INTO rule_hits (rule_id, order_id, seq, hit_at) VALUES (?, ?, ?, ?)",
        [.integer(rule.id), .integer(id), .integer(work.nextSeq - 1), .integer(work.now.milliseconds)])
      return true
    }
  }

  /// nil where the order does not take it: that is no fault of the rule's.
  private static func changed(_ order: Order, by rule: ReviewRule, _ work: Work) throws -> Order? {
    switch rule.effect {
    case .hold:
      guard let reason = HoldReason(rawValue: rule.value) else { return nil }
      return try? order.held(
        Hold(reason: reason, actor: Actor.system.name, placedAt: work.now, note: rule.name))
    case .tag: return try? order.tagged(rule.value)
    case .prefer, .forbid:
      guard let place = try LocationTable.find(code: rule.value, in: work.writer) else { return nil }
      var order = order
      order.routes.removeAll { $0.warehouseId == place.id }
      order.routes.append(
        RouteWish(warehouseId: place.id, isPreferred: rule.effect == .prefer, rule: rule.name))
      return order
    case .checkAddress:
      let hold = try Addresses.hold(of: order, by: Actor.system.name, at: work.now, in: work.writer)
      return hold.flatMap { try? order.held($0) }
    case .split: return nil
    }
  }

  private static func split(_ order: Order, by rule: ReviewRule, _ work: Work) throws -> Bool {
    let query = ViewQuery(
      try sentence(rule.value, .lines), inquiry: Inquiry(now: work.now, zone: .utc, me: Actor.system.name),
      columns: [.line(.id)], mayReadPersonal: true)
    let lines = try Views.rows(query, ids: order.lines.map(\.id), in: work.writer).keys
    let counts = order.lines.filter { lines.contains($0.id) }
      .map { LineCount(position: $0.position, quantity: $0.quantity) }
    // What cannot be split is not: all of it is of the kind, or none.
    guard (try? order.split(counts)) != nil else { return false }
    try Splitting.split(order, counts, action: "reviewOrder", work)
    return true
  }

  // MARK: What a rule is made of

  /// The sentence as everybody reads it; refused where it cannot be read or is of another kind.
  static func sentence(_ text: String, _ kind: Kind) throws -> Sentence {
    let sentence: Sentence
    do {
      let opensWithKind = Kind.allCases.contains { text.split(separator: " ").first.map(String.init) == $0.rawValue }
      sentence = try Sentence(text, kind: opensWithKind ? nil : kind) { _ in nil }
    } catch {
      throw ActionRefusal.rule(.badSentence(text))
    }
    if sentence.kind != kind { throw ActionRefusal.rule(.wrongKind(expected: kind)) }
    return Sentence(kind: kind, condition: sentence.condition)
  }

  /// Who may not see personal data makes no rule that asks for it.
  static func checkPersonal(_ text: String, _ work: Work) throws {
    let query = ViewQuery(
      try sentence(text, .orders), inquiry: Inquiry(now: work.now, zone: .utc, me: work.actor.name),
      mayReadPersonal: work.actor.may(.seePersonal))
    do {
      try query.check()
    } catch {
      throw ActionRefusal.notAllowed(
        .seePersonal, actor: work.actor.name, ask: try Users.holders(in: work.writer)[.seePersonal] ?? [])
    }
  }

  /// What an effect needs, as it is kept.
  static func value(_ text: String, of effect: RuleEffect, _ work: Work) throws -> String {
    if text.isEmpty && effect != .checkAddress { throw ActionRefusal.missingField("value") }
    switch effect {
    case .hold:
      guard HoldReason(rawValue: text) != nil else { throw ActionRefusal.rule(.badValue(effect: effect, found: text)) }
      return text
    case .tag:
      guard let tag = try? Tags.adding(text, to: []).first else {
        throw ActionRefusal.rule(.badValue(effect: effect, found: text))
      }
      return tag
    case .prefer, .forbid:
      let place = try LocationTable.named(text, in: work.writer)
      if place.role != .warehouse || !place.type.isOwn {
        throw ActionRefusal.rule(.badValue(effect: effect, found: text))
      }
      return place.code
    case .split:
      guard let view = try? sentence(text, .lines) else {
        throw ActionRefusal.rule(.badValue(effect: effect, found: text))
      }
      return view.description
    case .checkAddress: return ""
    }
  }

  // MARK: Trying out

  /// What a rule would have caught.
  public struct TryOut: Hashable, Sendable {
    public var caught: Int64
    public var of: Int64
    /// The orders caught, as a view.
    public var view: Sentence
  }

  /// Counts the past orders that a sentence finds; reading only.
  public static func tryOut(_ text: String, at now: Instant, in reader: any Reader) throws -> TryOut {
    func count(_ condition: Condition) throws -> Int64 {
      let query = ViewQuery(
        Sentence(kind: .orders, condition: condition), inquiry: Inquiry(now: now, zone: .utc, me: Actor.system.name),
        mayReadPersonal: true)
      return try Views.count(query, in: reader)
    }
    let view = try view(of: text)
    return TryOut(caught: try count(view.condition), of: try count(recent), view: view)
  }

  /// Past orders that a sentence finds, as a view.
  public static func view(of text: String) throws -> Sentence {
    Sentence(kind: .orders, condition: Condition.all([try sentence(text, .orders).condition, recent]).normalised)
  }

  private static let recent = Condition.field(.order(.age), [.age(.atMost(Age(trialDays, .days)))])

  /// A trial's figures are counted before its transaction: among a million orders that takes longer than anybody should
  /// wait for the gate.
  static func prepared(_ request: ActionRequest, at now: Instant, in store: Store) throws -> ActionRequest {
    guard request.action == "tryRule", request.fields["caught"] == nil, let id = request.subject else { return request }
    let found = try store.connection.readNow { reader in
      try RuleTable.load(id, in: reader).map { try tryOut($0.sentence, at: now, in: reader) }
    }
    guard let found else { return request }
    var request = request
    request.fields["caught"] = String(found.caught)
    request.fields["of"] = String(found.of)
    return request
  }
}

extension Order {
  /// Whether rules may still do something to it.
  var isUnderReview: Bool { state == .open && [.unfulfilled, .processing].contains(fulfilment) }
}
