internal import Domain

/// What a walk's confirmed steps change in the shop, all under one journal entry; nothing where they change nothing.
final class RunCommit {
  let work: Work
  let run: RunRecord
  let task: FulfilmentWork
  private var hasEffects = false
  /// Units that were not there, to be sought on other shelves.
  private(set) var missing: [PickNeed] = []
  private var packing: Int64?
  /// Whether this was the walk's last step.
  private(set) var hasEnded = false
  /// What was counted: there may be less than is promised.
  var counted: Set<Shortage.Find> = []

  init(_ work: Work, _ run: RunRecord) {
    self.work = work
    self.run = run
    task = FulfilmentWork(work)
  }

  func take(_ effects: ScanSession.Effects) throws {
    if effects.isEmpty { return }
    hasEffects = true
    switch effects {
    case .pick(let effects): for effect in effects { try take(effect) }
    case .pack(let effects): for effect in effects { try take(effect) }
    case .putAway(let effects): for effect in effects { try take(effect) }
    case .count(let effects): for effect in effects { try take(effect) }
    case .receive(let effects): for effect in effects { try take(effect) }
    case .returned(let effects): for effect in effects { try take(effect) }
    }
  }

  /// An order that is off: what of it is still on the shelf stays there.
  func take(_ notice: ScanNotice) throws {
    let number: String
    switch notice {
    case .orderCancelled(let order), .orderHeld(let order), .orderLost(let order): number = order
    case .locationClosed, .takenOver, .ended: return
    }
    hasEffects = true
    // What lies at the packing table waits there; if the order is to go after all, it is opened anew.
    if run.scenario == PackRun.word { return try end() }
    let steps = try work.writer.all(
      """
      SELECT s.id, s.cancelled + s.quantity - s.picked - s.short - s.cancelled, s.fulfilment_id
      FROM run_steps AS s
      JOIN orders AS o ON o.id = s.order_id
      WHERE s.run_id = \(run.id) AND o.number = \(number) AND s.picked + s.short + s.cancelled < s.quantity
      """
    ) { (id: $0.integer(0), cancelled: $0.integer(1), fulfilment: $0.integer(2)) }
    for step in steps {
      try task.rows.update(.runSteps, step.id, ["cancelled": .number(step.cancelled)])
      task.touch(step.fulfilment)
    }
    // Of an order that is not off as a whole, the rest is fetched by a walk of its own; of one on hold once it may go.
    if case .orderHeld = notice { return }
    for need in try Walking.needs(of: Set(steps.map(\.fulfilment)).sorted(), in: work.writer) { lack(need) }
  }

  /// Writes it all, and seeks on other shelves what was missing.
  func finish() throws {
    if !hasEffects { return }
    let seq = try task.commit("workRun", "runs", run.id)
    try Shortage.follow(counted, under: seq, work)
    if missing.isEmpty { return }
    let batch = work.batch
    work.batch = seq
    defer { work.batch = batch }
    guard let wave = try run.waveId.flatMap({ try WaveTable.load($0, in: work.writer) }) else {
      return try ShortPicking.seekElsewhere(missing, in: run.warehouseId, work)
    }
    let (_, nowhere) = try Walking.makeRuns(wave, missing, work)
    try ShortPicking.seekElsewhere(nowhere, in: wave.warehouseId, work)
  }

  func end() throws {
    try task.rows.update(.runs, run.id, ["done_at": .number(work.now.milliseconds)])
    hasEnded = true
    task.touch(run.fulfilmentId)
    task.touch(wave: run.waveId)
  }

  func lack(_ need: PickNeed) { missing.append(need) }

  func warehouse() throws -> Location {
    try LocationTable.loaded(run.warehouseId, in: work.writer)
  }

  func packingPlace() throws -> Int64 {
    if let packing { return packing }
    let place = try Walking.packingPlace(of: warehouse(), in: work.writer).id
    packing = place
    return place
  }
}
