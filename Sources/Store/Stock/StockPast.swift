public import Domain

/// Something that was done to the stock of one SKU before this store was told of it: a journal entry with its lines in
/// the ledger.
public struct StockStage: Hashable, Sendable {
  /// The id of the action that would have done it.
  public var action: String
  public var variantId: Int64
  public var occurredAt: Instant
  /// A user's name.
  public var actor: String
  /// Units without a lot, or of `lot`.
  public var moves: [StockMove]
  /// The code of the lot that all of them are of; one that is not known is made. Empty: they are kept without lots.
  public var lot: String
  /// Of a lot that is made.
  public var expiresAt: Instant?

  public init(
    action: String, variantId: Int64, occurredAt: Instant, actor: String, moves: [StockMove], lot: String = "",
    expiresAt: Instant? = nil
  ) {
    self.action = action
    self.variantId = variantId
    self.occurredAt = occurredAt
    self.actor = actor
    self.moves = moves
    self.lot = lot
    self.expiresAt = expiresAt
  }
}

/// Takes in what was done to stock in the past, each stage as its action would have done it: by an entry of its own,
/// which can be undone.
public final class StockPast {
  private let store: Store
  private let actor: Actor
  private let now: Instant
  private let pace = WritePace()
  private var places: [Int64: Location] = [:]
  private var lots: [String: Int64] = [:]

  public init(store: Store, actor: Actor, now: Instant) {
    self.store = store
    self.actor = actor
    self.now = now
  }

  /// As many stages as one transaction has time for, one at least, in the order in which the closure hands them on; it
  /// must not wait. How many there were; a thrown error leaves nothing of them.
  public func take(from next: () throws -> StockStage?) throws -> Int {
    do {
      return try store.connection.writeNow(pace: pace) { writer in
        let work = Work(writer, actor: actor, now: now, reason: "")
        try work.require(.moveStock)
        try work.begin()
        var count = 0
        while count == 0 || !pace.isOver, let stage = try next() {
          try take(stage, work)
          count += 1
        }
        try work.finish()
        return count
      }
    } catch {
      // Those of a transaction that was not kept are not there.
      lots = [:]
      throw error
    }
  }

  private func take(_ stage: StockStage, _ work: Work) throws {
    var moves = stage.moves
    let lot = stage.lot.isEmpty ? nil : try lotId(stage, work)
    for index in moves.indices {
      if let flaw = moves[index].flaw { throw ActionRefusal.stock(flaw) }
      moves[index].variantId = stage.variantId
      moves[index].lotId = lot
    }
    let entry = try work.append(
      action: stage.action, kind: "moves", subject: stage.variantId,
      changesJSON: FieldChange.json(try Undo.changes(of: moves) { try place($0, work).code }),
      occurredAt: stage.occurredAt,
      by: stage.actor)
    try StockLedger.add(moves, entry: entry, movedAt: stage.occurredAt, in: work)
    for move in moves where try place(move.to, work).type == .fba {
      // A mirror is as old as what was last told of it.
      try work.writer.run(
        "UPDATE locations SET mirrored_at = ? WHERE id = ?",
        [.integer(stage.occurredAt.milliseconds), .integer(move.to)])
    }
  }

  private func lotId(_ stage: StockStage, _ work: Work) throws -> Int64 {
    let key = "\(stage.variantId)/\(stage.lot)"
    if let known = lots[key] { return known }
    let id: Int64
    if let known = try LotTable.find(stage.lot, of: stage.variantId, in: work.writer) {
      id = known.id
    } else {
      id = (try work.writer.integer("SELECT MAX(id) FROM lots") ?? 0) + 1
      try LotTable.insert(
        Lot(id: id, variantId: stage.variantId, code: stage.lot, expiresAt: stage.expiresAt), in: work.writer)
    }
    lots[key] = id
    return id
  }

  private func place(_ id: Int64, _ work: Work) throws -> Location {
    if let known = places[id] { return known }
    let place = try LocationTable.loaded(id, in: work.writer)
    places[id] = place
    return place
  }
}
