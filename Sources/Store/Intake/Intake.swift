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
  private var isHasty = false
  private var secret: [UInt8] = []

  public init(
    store: Store, account: Account, actor: Actor, format: String, file: String, exportedAt: Instant
  ) throws {
    if !actor.may(.importFiles) { throw ActionRefusal.notAllowed(.importFiles, actor: actor.name) }
    self.store = store
    self.account = account
    self.actor = actor
    self.format = format
    self.file = file
    self.exportedAt = exportedAt
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
    var outcomes: [Outcome] = []
    let notesBefore = notes.count
    let batchBefore = batch
    do {
      outcomes = try store.connection.writeNow { writer in
        let work = Work(writer, actor: actor, now: now, reason: "", batch: nil)
        try work.begin()
        try beginTransaction(in: writer)
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(items.count)
        for item in items {
          switch item {
          case .order(let order): outcomes.append(try take(order, work))
          case .product(let product): outcomes.append(try take(product, work))
          case .stock(let stock): outcomes.append(try take(stock, work))
          case .skipped(let issue), .refused(let issue, _), .noted(let issue): outcomes.append(.refused(issue))
          }
        }
        try work.finish()
        if dryRun { throw DryRun(outcomes: outcomes) }
        return outcomes
      }
    } catch let run as DryRun {
      goBack(to: batchBefore, notes: notes.count)
      return run.outcomes
    } catch {
      goBack(to: batchBefore, notes: notesBefore)
      throw error
    }
    return outcomes
  }

  /// What holds for one transaction only.
  func beginTransaction(in writer: any Writer) throws {
    if !isHasty {
      for statement in store.connection.dialect.hasteBegins { try writer.execute(statement) }
      isHasty = true
    }
    freshCustomers.removeAll(keepingCapacity: true)
    numbers = IntakeNumbers()
    if secret.isEmpty { secret = try MatchKey.secret(in: writer) }
  }

  /// After a transaction that was not kept.
  func goBack(to batch: Int64?, notes count: Int) {
    notes.removeLast(notes.count - count)
    self.batch = batch
    variants = VariantFinder()
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
