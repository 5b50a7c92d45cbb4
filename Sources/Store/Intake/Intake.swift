public import Domain

/// One file on its way into the store: a journal batch with a child a record, taken in chunks of one transaction each.
///
/// Not Sendable: one run owns it. Every chunk is whole or not at all; a run that is broken off goes on by starting
/// again, because what is in already changes nothing.
public final class Intake {
  /// What became of one record.
  public enum Outcome: Hashable, Sendable {
    case imported(Int64), updated(Int64), unchanged(Int64)
    case refused(RowIssue)

    public var isRefused: Bool { if case .refused = self { true } else { false } }
  }

  let store: Store
  let account: Account
  let actor: Actor
  let format: String
  let file: String
  /// Revision of records that carry none: the export's time or the file's.
  let exportedAt: Instant
  /// Things worth saying that refused nothing: conflicts, erased people.
  public internal(set) var notes: [RowIssue] = []
  /// The batch's journal entry; nil until something changed.
  public private(set) var batch: Int64?
  var cutter = TermCutter()
  var variants = VariantFinder()
  var randomness = SystemRandomNumberGenerator()
  /// Made in the running transaction, so certainly not erased.
  var freshCustomers: Set<Int64> = []
  var numbers = IntakeNumbers()
  var foresight = IntakeForesight()
  /// What a run of counts knows.
  public var counts = CountTaking()
  /// The first order that this run brought: those from it on are its own.
  var firstNew: Int64?
  /// Orders of the running transaction that rules are to look at.
  var arrived: [Int64] = []
  var paid: [Int64] = []
  let pace = WritePace()
  private var transactions = 0
  /// Owned here, or by whoever goes through several files: it knows their intakes.
  private let ownRehearsal: IntakeRehearsal?
  private unowned let rehearsal: IntakeRehearsal
  private var isHasty = false
  /// The journal's next entry as the last transaction left it.
  private var nextEntry: Int64 = 0
  private var secret: [UInt8] = []

  public init(
    store: Store, account: Account, actor: Actor, format: String, file: String, exportedAt: Instant,
    rehearsal: IntakeRehearsal? = nil
  ) throws {
    try store.require(.importFiles, of: actor)
    self.store = store
    self.account = account
    self.actor = actor
    self.format = format
    self.file = file
    self.exportedAt = exportedAt
    let own = rehearsal == nil ? IntakeRehearsal() : nil
    ownRehearsal = own
    self.rehearsal = rehearsal ?? own ?? IntakeRehearsal()
    rehearsal?.take(part: self)
  }

  /// What a dry run has read last.
  var recent: RecentRecords {
    get { rehearsal.recent }
    _modify { yield &rehearsal.recent }
  }

  deinit {
    guard isHasty else { return }
    // The settings are the connection's own: should this fail, it is only somewhat larger than it need be.
    try? store.connection.writeNow { writer in
      for statement in store.connection.dialect.hasteEnds { try writer.execute(statement) }
    }
  }

  /// Takes in the records of one transaction; an answer for each, in order. A thrown error leaves nothing of them.
  ///
  /// `dryRun` does all of it and rolls back.
  public func take(_ items: [IntakeItem], now: Instant, dryRun: Bool = false) throws -> [Outcome] {
    try take(items.map { IntakeRecord($0) }, now: now, dryRun: dryRun)
  }

  public func take(_ records: [IntakeRecord], now: Instant, dryRun: Bool = false) throws -> [Outcome] {
    do {
      return try transact(now: now, pace: nil) { work in
        try lookAhead(at: records, in: work.writer)
        let outcomes = try records.map { try take($0, work) }
        if dryRun { throw DryRun(outcomes: outcomes) }
        return outcomes
      }
    } catch let run as DryRun {
      return run.outcomes
    }
  }

  /// Takes in as many records as one transaction has time for, one at least, in the order in which the closure hands
  /// them on; it must not wait. An answer for each that was asked for. A thrown error leaves nothing of them.
  public func take(now: Instant, from next: () throws -> IntakeRecord?) throws -> [Outcome] {
    try transact(now: now, pace: pace) { work in
      var outcomes: [Outcome] = []
      repeat {
        guard let first = try next() else { break }
        var records = [first]
        while records.count < lookahead, let record = try next() { records.append(record) }
        try lookAhead(at: records, in: work.writer)
        for record in records { outcomes.append(try take(record, work)) }
      } while !pace.isOver
      return outcomes
    }
  }

  /// Does it and rolls it back.
  func rehearse(_ body: (Work) throws -> Void) throws {
    do {
      _ = try transact(now: exportedAt, pace: pace) { work in
        try body(work)
        throw DryRun(outcomes: [])
      }
    } catch is DryRun {
      return
    }
  }

  private func transact(now: Instant, pace: WritePace?, _ body: (Work) throws -> [Outcome]) throws -> [Outcome] {
    let notesBefore = notes.count
    let batchBefore = batch
    do {
      let (outcomes, left) = try store.connection.writeNow(pace: pace) { writer in
        let work = Work(writer, actor: actor, now: now, reason: "", batch: nil)
        try work.begin()
        // Somebody may have said meanwhile what a SKU stands for.
        if work.nextSeq != nextEntry {
          variants.forget()
          counts.forget()
        }
        try beginTransaction(in: writer)
        (arrived, paid) = ([], [])
        let outcomes = try body(work)
        try review(work)
        try work.finish()
        nextEntry = work.nextSeq
        return (outcomes, work.leftJudgings)
      }
      store.goOn(with: left, as: actor, now: now)
      if pace != nil { keepTallyShort() }
      return outcomes
    } catch let run as DryRun {
      goBack(to: batchBefore, notes: notes.count)
      throw run
    } catch {
      goBack(to: batchBefore, notes: notesBefore)
      throw error
    }
  }

  /// Folds the roll-up from time to time: a run adds its rows by the ten thousand, and every console that watches would
  /// add them all up again several times a second. What fails here is left to the duty.
  private func keepTallyShort() {
    transactions += 1
    if transactions % 32 == 0 { _ = try? TallyFolding.foldIfDue(in: store, pace) }
  }

  /// Has the rules look at what came in and was paid, under the file's own entry.
  private func review(_ work: Work) throws {
    if arrived.isEmpty && paid.isEmpty { return }
    work.batch = batch
    try ReviewRules.run(arrived, .comesIn, work)
    try ReviewRules.run(paid, .isPaid, work)
    // A rule that splits orders has taken numbers.
    numbers = IntakeNumbers()
  }

  private func lookAhead(at records: [IntakeRecord], in reader: any Reader) throws {
    if lookahead == 0 { return }
    let orders = records.compactMap { if case .order(let order) = $0.item { order } else { nil } }
    try lookAhead(at: orders, in: reader)
  }

  func take(_ record: IntakeRecord, _ work: Work) throws -> Outcome {
    switch record.item {
    case .order(let order):
      if let earlier = record.earlier { return try take(order, record.body, after: earlier, work) }
      return try take(order, record.body, work)
    case .product(let product): return try take(product, record.body, work)
    case .stock(let stock): return try take(stock, work)
    case .shipment(let shipment): return try take(shipment, work)
    case .answer(let answer): return .refused(RowIssue(line: answer.line, code: .unsupported, found: "an answer"))
    case .way(let way): return .refused(RowIssue(line: way.line, code: .unsupported, found: "a carrier's row"))
    case .skipped(let issue), .refused(let issue, _), .noted(let issue): return .refused(issue)
    }
  }

  /// What holds for one transaction only.
  func beginTransaction(in writer: any Writer) throws {
    if !isHasty {
      for statement in store.connection.dialect.hasteBegins { try writer.execute(statement) }
      try store.connection.dialect.calmMerging(in: writer)
      isHasty = true
    }
    freshCustomers.removeAll(keepingCapacity: true)
    numbers = IntakeNumbers()
    foresight = IntakeForesight()
    if secret.isEmpty { secret = try MatchKey.secret(in: writer) }
  }

  /// After a transaction that was not kept.
  func goBack(to batch: Int64?, notes count: Int) {
    notes.removeLast(notes.count - count)
    self.batch = batch
    variants = VariantFinder()
    counts.forget()
    if batch == nil { firstNew = nil }
    // It may have been made in that very transaction.
    secret = []
  }

  private struct DryRun: Error {
    var outcomes: [Outcome]
  }

  /// Makes the batch's own entry when the first record changes something: a file that changes nothing leaves no trace.
  func beginBatch(_ work: Work) throws {
    if batch == nil {
      work.batch = nil
      batch = try work.append(
        action: "importFile", kind: "files", subject: account.id,
        changes: [
          FieldChange(field: "file", before: .null, after: .text(file)),
          FieldChange(field: "format", before: .null, after: .text(format)),
        ])
    }
    work.batch = batch
  }

  func matchKey(_ words: String) -> String { MatchKey.key(words, secret) }
}

/// Who a buyer is, without saying it: a digest keyed with a secret of the store.
enum MatchKey {
  static func secret(in writer: any Writer) throws -> [UInt8] {
    if let known = try writer.first("SELECT value FROM meta WHERE key = 'match_secret'", { $0.text(0) }) {
      return Array(known.utf8)
    }
    var random = SystemRandomNumberGenerator()
    let fresh = (0..<4).map { _ in String(random.next(), radix: 36) }.joined()
    try writer.execute("INSERT INTO meta (key, value) VALUES ('match_secret', \(fresh))")
    return Array(fresh.utf8)
  }

  static func key(_ words: String, _ secret: [UInt8]) -> String {
    Hex.text(Array(SHA256.digest(secret + Array(words.utf8)).prefix(16)))
  }
}
