public import Domain
internal import Glibc
public import Store

/// A recurring piece of work that nobody asks for. It is safe from cron and from every console at once: whoever comes
/// second finds nothing to do.
public struct Duty: Sendable, Identifiable {
  /// Stable, a verb: `releaseHolds`.
  public let id: String
  /// What it does, one English sentence.
  public let help: String
  /// What somebody must be allowed to do for their process to run it; the work itself is done by the system.
  public let right: Right
  /// A condition that costs one look at an index.
  let isDue: @Sendable (Instant, Dialect) -> SQL
  let work: @Sendable (Store, Instant, DutyHaste) throws -> Int

  /// What one run of a duty did.
  public struct Report: Hashable, Sendable {
    public var duty: String
    /// How many things it dealt with; nought where nothing was due.
    public var done: Int
  }

  public static let all: [Duty] = [
    Duty(
      id: "releaseHolds", help: "Releases the holds whose end has come.", right: .editOrders,
      isDue: { now, _ in EndedHolds.areDue(at: now) },
      work: { store, now, _ in
        var done = 0
        while true {
          let count = try EndedHolds.release(at: now, in: store)
          if count == 0 { return done }
          done += count
        }
      }),
    Duty(
      id: "foldTallies", help: "Folds the deltas of the order roll-ups, so that totals stay quick to add up.",
      right: .editOrders, isDue: { _, _ in TallyFolding.isDue },
      work: { store, _, haste in try TallyFolding.fold(in: store, rests: haste.rest(after:)) }),
    Duty(
      id: "mergeSearchText", help: "Merges the words of erased people out of the search index.", right: .editOrders,
      isDue: { _, _ in TextMerging.isDue },
      work: { store, _, haste in try TextMerging.run(in: store, rests: haste.rest(after:)) }),
    Duty(
      id: "forgetBatchResults", help: "Forgets what became of single records of batches older than 90 days.",
      right: .editOrders, isDue: { now, _ in BulkRetention.isDue(at: now) },
      work: { store, now, haste in try BulkRetention.run(in: store, at: now, rests: haste.rest(after:)) }),
    Duty(
      id: "gatherSearchText",
      help: "Gathers the pieces that imports leave of the search index, so that filters stay quick.",
      right: .editOrders, isDue: { TextGathering.isDue(on: $1) },
      work: { store, _, haste in try TextGathering.run(in: store, rests: haste.rest(after:)) }),
    Duty(
      id: "mapLines", help: "Brings the lines in line that a mapping had no time for before it was broken off.",
      right: .mapSkus, isDue: { _, _ in WaitingJudgings.areDue },
      work: { store, now, haste in
        try WaitingJudgings.run(in: store, as: .system, now: now, rests: haste.rest(after:))
      }),
    sending, publishing, delays,
  ]

  static let sending = Duty(
    id: "sendShipping",
    help: "Writes what channels are to be told of parcels as their own files, where PORTOLAN_OUTGOING names a folder.",
    right: .shipOrders,
    isDue: { now, _ in OutgoingFolder.configured == nil ? "1 = 0" : Outbox.confirmationsAreDue(at: now) },
    work: { store, now, _ in
      try OutgoingFolder.filled {
        try ShippingSender(store: store, actor: OutgoingFolder.sender, folder: $0, holder: ShippingSender.ownHolder)
          .run(at: now)
      }
    })

  static let publishing = Duty(
    id: "publishStock",
    help: "Writes what channels may sell as their own files, where PORTOLAN_OUTGOING names a folder.",
    right: .manageStock,
    isDue: { now, _ in OutgoingFolder.configured == nil ? "1 = 0" : StockFigures.publishingIsDue(at: now) },
    work: { store, now, _ in
      try OutgoingFolder.filled {
        try StockSender(store: store, actor: OutgoingFolder.sender, folder: $0, holder: ShippingSender.ownHolder)
          .run(at: now)
      }
    })

  static let delays = Duty(
    id: "delays",
    help: "Looks at parcels on their way: learns from those that have arrived, warns of those that are late.",
    right: .shipOrders, isDue: { now, _ in Delays.areDue(at: now) },
    work: { store, now, haste in try Delays.run(in: store, at: now, rests: haste.rest(after:)) })

  public static func named(_ id: String) -> Duty? { all.first { $0.id == id } }
}

extension Duty {
  /// Those of these duties that have something to do, asked in one read.
  public static func due(_ duties: [Duty] = all, at now: Instant, in store: Store) throws -> [Duty] {
    if duties.isEmpty { return [] }
    let conditions = duties.map { $0.isDue(now, store.connection.dialect) }.joined(separator: ", ")
    let answers = try store.connection.readNow { reader in
      try reader.first("SELECT \(conditions)") { row in duties.indices.map { row.flag($0) } }
    }
    return zip(duties, answers ?? []).filter(\.1).map(\.0)
  }

  /// Does the duty, whether or not it says that it is due.
  public func run(in store: Store, as actor: Actor, now: Instant, haste: DutyHaste = .atOnce) throws -> Report {
    try store.require(right, of: actor)
    return Report(duty: id, done: try work(store, now, haste))
  }

  /// Does what is due and what the actor may have done, for a console that looks in now and then: without a write
  /// where nothing is due, and silently nothing where the actor may do none of it.
  public static func runDue(in store: Store, as actor: Actor, now: Instant, haste: DutyHaste = .atOnce) throws
    -> [Report]
  {
    let own = all.filter { actor.may($0.right) }
    return try due(own, at: now, in: store).map { try $0.run(in: store, as: actor, now: now, haste: haste) }
  }
}

/// How a duty that is done in many small turns goes about it.
public enum DutyHaste: Sendable {
  /// One turn after the other: cron.
  case atOnce
  /// Nine times as long a rest after each turn, for a console that somebody works in.
  case resting

  func rest(after turn: Duration) {
    guard self == .resting else { return }
    let (seconds, attoseconds) = (turn * 9).components
    usleep(UInt32(clamping: seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
  }
}
