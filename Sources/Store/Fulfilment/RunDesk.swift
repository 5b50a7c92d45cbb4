public import Domain

/// A walk as its desk knows it from the store's own log: where the lease and the number of events still are the desk's,
/// the log need not be played from its beginning for each scan.
struct PreparedRun: Sendable {
  @TaskLocal static var value: PreparedRun?

  let run: Int64
  let events: Int64
  let token: String
  let session: ScanSession
}

/// A handheld's hand on a walk: what it asks, and what becomes of each scan. Everything it knows it has read from the
/// store, so a dropped line loses nothing.
public struct RunDesk: Sendable {
  /// What became of one event.
  public enum Answer: Hashable, Sendable {
    case taken(ScanVerdict)
    /// The store would not have it: the goods are not there, the place was closed, somebody else has the walk.
    case refused(ActionRefusal)
    /// Something happened elsewhere first, and the screen asks for another thing now: the event was not taken.
    case news([ScanNotice])
  }

  public let store: Store
  public let actor: Actor
  public let token: String
  /// The clock on the house's wall.
  public var zone = Zone.utc
  public private(set) var run: RunRecord
  public private(set) var session: ScanSession

  /// Takes a walk into the hand; `ActionRefusal.fulfilment(.runTaken)` where a colleague is on it.
  public init(
    _ store: Store, run: Int64, as actor: Actor, token: String, cart: String = "", takesOver: Bool = false, now: Instant
  ) throws {
    let action = takesOver ? "takeOverRun" : "startRun"
    var fields = ["token": token]
    if !takesOver { fields["cart"] = cart }
    _ = try store.perform(ActionRequest(action, subject: run, fields: fields), as: actor, now: now)
    try self.init(opened: run, store, actor, token)
  }

  /// Opens an order at the packing table.
  public init(_ store: Store, packing fulfilment: Int64, as actor: Actor, token: String, now: Instant) throws {
    let made = try store.perform(
      ActionRequest("startPacking", subject: fulfilment, fields: ["token": token]), as: actor, now: now)
    guard let run = made.subject else { throw ActionRefusal.noSuchRecord(kind: "runs", String(fulfilment)) }
    try self.init(opened: run, store, actor, token)
  }

  /// Opens a purchase at the dock.
  public init(_ store: Store, receiving purchase: Int64, as actor: Actor, token: String, now: Instant) throws {
    let made = try store.perform(
      ActionRequest("startReceiving", subject: purchase, fields: ["token": token]), as: actor, now: now)
    guard let run = made.subject else { throw ActionRefusal.noSuchRecord(kind: Purchase.kind, String(purchase)) }
    try self.init(opened: run, store, actor, token)
  }

  /// Opens a return's parcel.
  public init(_ store: Store, returning id: Int64, as actor: Actor, token: String, now: Instant) throws {
    let made = try store.perform(
      ActionRequest("startReturn", subject: id, fields: ["token": token]), as: actor, now: now)
    guard let run = made.subject else { throw ActionRefusal.noSuchRecord(kind: "returns", String(id)) }
    try self.init(opened: run, store, actor, token)
  }

  private init(opened id: Int64, _ store: Store, _ actor: Actor, _ token: String) throws {
    (run, session) = try store.connection.readNow { reader in
      let run = try RunTable.loaded(id, in: reader)
      return (run, try RunTable.session(of: run, in: reader))
    }
    self.store = store
    self.actor = actor
    self.token = token
  }

  public var step: ScanStep { session.step }
  public var isDone: Bool { session.isDone || run.isOver }

  /// Takes one event: written down whatever becomes of it, and asked again without harm where the answer was lost.
  public mutating func take(_ event: ScanEvent, now: Instant) throws -> Answer {
    let position = run.events
    let request = ActionRequest(
      "workRun", subject: run.id,
      fields: ["token": token, "position": String(position), "event": event.line],
      operationId: "run:\(run.id):\(position):\(token)")
    do {
      try PreparedRun.$value.withValue(PreparedRun(run: run.id, events: position, token: token, session: session)) {
        _ = try store.perform(request, as: actor, now: now, zone: zone)
      }
    } catch let refusal as ActionRefusal {
      try note(event, refusal, now)
      return .refused(refusal)
    }
    return try catchUp(from: position)
  }

  /// Lets the walk go.
  public func leave() throws { try store.leaveRun(run.id, token: token) }

  /// What the store has written down since, taken here too.
  private mutating func catchUp(from position: Int64) throws -> Answer {
    let id = run.id
    let (now, lines) = try store.connection.readNow { reader in
      (try RunTable.loaded(id, in: reader), try RunTable.lines(of: id, from: position, in: reader))
    }
    run = now
    var notices: [ScanNotice] = []
    var verdict: ScanVerdict?
    for line in lines where !line.refusal.hasPrefix(RunTable.storesOwn) {
      guard let (event, at) = try? ScanEvent.logged(line.event) else {
        throw ActionRefusal.fulfilment(.unreadableRun(run.number))
      }
      let answer = session.take(event, at: at)
      if case .notice(let notice) = event {
        notices.append(notice)
      } else {
        verdict = answer.verdict
      }
    }
    return verdict.map(Answer.taken) ?? .news(notices)
  }

  /// A scan that the store would not have is in the log as well, as far as the walk is still ours.
  private mutating func note(_ event: ScanEvent, _ refusal: ActionRefusal, _ now: Instant) throws {
    var seen = session
    _ = seen.take(event, at: now)
    let line = seen.lastLine
    let (id, at, token, actor) = (run.id, run.events, token, actor)
    let isOurs = try store.connection.writeNow { writer in
      try writer.execute(
        """
        UPDATE runs
        SET events = \(at + 1)
        WHERE id = \(id) AND events = \(at) AND (token = \(token) OR token IS NULL AND done_at IS NOT NULL)
        """)
      guard try writer.changedRows == 1 else { return false }
      let word = RunTable.storesOwn + refusal.code
      try writer.execute(
        """
        INSERT INTO scan_lines (run_id, position, actor, scanned_at, event, refusal)
        VALUES (\(id), \(at), \(actor.name), \(now), \(line), \(word))
        """)
      return true
    }
    if isOurs { run.events = at + 1 }
  }
}
