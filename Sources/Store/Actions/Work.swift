public import Domain

/// One action at work inside its transaction: who, when, why, and the journal it writes to.
///
/// It lives no longer than the closure that it was made in.
public final class Work {
  let writer: any Writer
  public let actor: Actor
  /// Comes from outside once, so that every part of an action has the same time.
  public let now: Instant
  /// By whose clock people speak of days and hours; of what no person asked for, Greenwich's.
  var zone = Zone.utc
  /// When it is written down: `now`, but of a past that is told later.
  let recordedAt: Instant
  private(set) var reason: String
  /// Who acts in the actor's stead: a rule that looks at what somebody brought.
  private var speaker: String?
  /// The batch whose children the entries are; nil: entries stand by themselves.
  var batch: Int64?
  /// Roll-ups of this transaction, written at its end.
  var tally = OrderTally()
  private var link = JournalLink(after: JournalLink.start)
  /// The number of the entry that comes next.
  private(set) var nextSeq: Int64 = 0
  private var hasHead = false
  private(set) var entries: [Int64] = []
  /// Whether the action is only judged: what would be saved is noted in `judged`, and nothing is written.
  let isJudging: Bool
  var judged: [FieldChange] = []
  /// How the units of an order changed beside its fields, until its entry is written.
  var unitChanges: [Int64: FieldChange] = [:]
  /// What else of an order changed in tables of their own, until its entry is written.
  var changesBeside: [Int64: [FieldChange]] = [:]
  /// Units that an undo puts back, where stock allows it.
  var unitsToRestore: [Int64: OrderUnits] = [:]
  /// Goods that leave with an order and without a parcel, until its entry is written: they go under it.
  var goodsLeaving: [Int64: [StockMove]] = [:]
  /// Goods that an undo is about to put on their shelves again.
  var goodsComing: [Allocating.Place: Int64] = [:]
  /// Orders with lines that stand for something else now, and the entry that it follows from: their units are brought
  /// in line at the end.
  var mappedOrders: [Int64: Int64?] = [:]
  /// Variants of which there is more or less on a shelf or promised now: channels are told at the end.
  var touchedStock: Set<Int64> = []
  /// Variants that orders want otherwise than before.
  var touchedOrders: Set<Int64> = []
  /// Orders that may go after all: off hold, or no longer cancelled.
  var ordersOnAgain: Set<Int64> = []
  /// Lines that follow from what was done and are brought in line after this transaction, in turns of their own.
  var leftJudgings: [LineJudging] = []

  init(
    _ writer: any Writer, actor: Actor, now: Instant, reason: String, batch: Int64? = nil, isJudging: Bool = false
  ) {
    self.isJudging = isJudging
    self.writer = writer
    self.actor = actor
    self.now = now
    recordedAt = Retelling.recordedAt ?? now
    self.reason = reason
    self.batch = batch
  }

  /// To be called once, first.
  func begin() throws {
    if !writer.isBesideOthers { try readHead() }
  }

  /// Reads the journal's head. Beside others this waits until it is this transaction's turn to write the journal: with
  /// its first entry, when what it changes has been changed.
  private func readHead() throws {
    try writer.lockJournal()
    let head = try JournalTable.head(in: writer)
    link = JournalLink(after: head.hash)
    nextSeq = head.seq + 1
    hasHead = true
  }

  /// Writes what follows from all of it, and the roll-ups; to be called once, last.
  func finish() throws {
    try Allocating.followMapping(self)
    try Walking.fetchAgain(self)
    try Publishing.follow(touchedStock, self)
    try Publishing.ask(touchedOrders, self)
    try tally.write(in: writer)
  }

  /// Refuses what the actor may not do.
  func require(_ right: Right) throws(ActionRefusal) {
    try Users.require(right, of: actor, in: writer)
  }

  /// Appends to the journal and returns the entry's number.
  @discardableResult
  func append(
    action: String, kind: String, subject: Int64?, changes: [FieldChange], occurredAt: Instant? = nil,
    undoes: Int64? = nil, bodyDigest: [UInt8] = []
  ) throws -> Int64 {
    var open = changes
    if kind == "orders", let subject {
      if let units = unitChanges.removeValue(forKey: subject) { open.append(units) }
      open += changesBeside.removeValue(forKey: subject) ?? []
    }
    let sealed = SealedTexts.take(from: &open, reason: reason, kind: kind)
    return try append(
      action: action, kind: kind, subject: subject, changesJSON: FieldChange.json(open), occurredAt: occurredAt,
      undoes: undoes, bodyDigest: bodyDigest, sealed: sealed)
  }

  /// `by` names who did it where that is not the actor: stages of a past that an import tells.
  @discardableResult
  func append(
    action: String, kind: String, subject: Int64?, changesJSON: String, occurredAt: Instant? = nil,
    undoes: Int64? = nil, bodyDigest: [UInt8] = [], sealed: SealedTexts? = nil, by name: String? = nil
  ) throws -> Int64 {
    if !hasHead { try readHead() }
    let seq = nextSeq
    let seal = sealed?.seal ?? []
    let reason = sealed == nil ? reason : ""
    let who = name ?? speaker ?? actor.name
    let occurred = occurredAt ?? now
    let hash = link.extend(
      seq: seq, batch: batch, recordedAt: recordedAt.milliseconds, occurredAt: occurred.milliseconds, actor: who,
      onBehalfOf: actor.realName, action: action, kind: kind, subject: subject, changes: changesJSON, reason: reason,
      undoes: undoes, bodyDigest: bodyDigest + seal)
    try writer.run(
      """
      INSERT INTO journal (seq, batch, recorded_at, occurred_at, actor, on_behalf_of, action, kind, subject, changes,
        reason, undoes, body_digest, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(seq), SQLValue(batch), .integer(recordedAt.milliseconds), .integer(occurred.milliseconds),
        .text(who), SQLValue(actor.realName), .text(action), .text(kind), SQLValue(subject),
        .text(changesJSON), .text(reason), SQLValue(undoes),
        bodyDigest.isEmpty ? .null : .bytes(bodyDigest), .bytes(hash),
      ])
    if let sealed {
      try writer.run(
        "UPDATE journal SET texts = ?, salt = ?, seal = ? WHERE seq = ?",
        [.text(sealed.text), .integer(sealed.salt), .bytes(seal), .integer(seq)])
    }
    nextSeq += 1
    entries.append(seq)
    if kind == "orders", let subject, let moves = goodsLeaving.removeValue(forKey: subject) {
      try StockLedger.add(moves, entry: seq, in: self)
    }
    return seq
  }

  /// What the body does is written down as done by another, and why.
  func speaking<T>(as name: String, because why: String, _ body: () throws -> T) rethrows -> T {
    let outer = (speaker, reason)
    (speaker, reason) = (name, why)
    defer { (speaker, reason) = outer }
    return try body()
  }

  /// Entries that the body writes stand under that one: what an action changed beside its own record, which an undo
  /// takes back together with it.
  func beside<T>(_ head: Int64, _ body: () throws -> T) rethrows -> T {
    let outer = batch
    batch = head
    defer { batch = outer }
    return try body()
  }

  /// Leaves a message for the outside in the same transaction; somebody sends it later, once.
  func tellOutside(_ topic: String, _ payload: Plain, notBefore: Instant? = nil) throws {
    if isJudging { return }
    try writer.run(
      "INSERT INTO outbox (seq, topic, payload, not_before) VALUES (?, ?, ?, ?)",
      [
        .integer(nextSeq - 1), .text(topic), .text(payload.json),
        .integer((notBefore ?? now.adding(milliseconds: 10_000)).milliseconds),
      ])
  }
}
