internal import Domain

extension ActionTable {
  /// Orders in and out of a wave that is planned, and walks from one hand to another.
  static let waveChangeActions: [ActionDefinition] = [
    ActionDefinition(
      "addToWave", on: "orders", [ActionField("wave", .record(kind: "waves"), required: true)], right: .shipOrders,
      help: "Puts what is promised to an order at a planned wave's warehouse into that wave."
    ) { work, arguments in
      let order = try arguments.subject()
      let wave = try FulfilmentNames.named("waves", arguments.text("wave") ?? "", in: work.writer)
      try WaveChange(work, wave).add(order)
      return order
    },
    ActionDefinition(
      "dropFromWave", on: "fulfilments", right: .shipOrders,
      help: "Takes an order's goods out of a wave that is not let in yet: they wait for another one."
    ) { work, arguments in
      let id = try arguments.subject()
      try WaveChange.drop(id, work)
      return id
    },
    ActionDefinition(
      "handOverRun", on: "runs", [ActionField("to", .text(limit: 100), required: true)], right: .shipOrders,
      help: "Hands a walk to a colleague, at the step where it stands: it is at the top of their handheld's list."
    ) { work, arguments in
      let id = try arguments.subject()
      return try RunHandOver(work, id, to: arguments.text("to") ?? "").perform()
    },
  ]
}

/// One order more or fewer in a wave that nobody walks for yet.
private struct WaveChange {
  let work: Work
  let wave: Wave

  init(_ work: Work, _ id: Int64) throws {
    guard let wave = try WaveTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "waves", String(id))
    }
    if wave.releasedAt != nil || wave.cancelledAt != nil {
      throw ActionRefusal.fulfilment(.waveNotPlanned(wave.number, try WaveTable.state(of: id, in: work.writer)))
    }
    self.work = work
    self.wave = wave
  }

  func add(_ id: Int64) throws {
    guard let order = try OrderTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "orders", String(id))
    }
    try order.refuseCalledOff()
    if !order.holds.isEmpty { throw ActionRefusal.fulfilment(.onHold(order: order.number)) }
    let (orders, known, channel) =
      try work.writer.first(
        """
        SELECT (SELECT COUNT(*) FROM fulfilments WHERE wave_id = \(wave.id)),
          (SELECT MIN(id) FROM fulfilments WHERE order_id = \(id) AND wave_id = \(wave.id) AND stage = 'allocated'),
          channel_id
        FROM waves
        WHERE id = \(wave.id)
        """
      ) { ($0.integer(0), $0.optionalInteger(1), $0.optionalInteger(2)) } ?? (0, nil, nil)
    if orders >= Wave.mostOrders && known == nil {
      throw ActionRefusal.badField(
        "wave", found: wave.number, expected: .waveWithRoom(under: Wave.mostOrders))
    }
    if known == nil { try refuseFull(channel) }
    let task = FulfilmentWork(work)
    let fulfilment =
      try known
      ?? task.rows.insert(
        .fulfilments,
        [
          "order_id": .number(id), "warehouse_id": .number(wave.warehouseId), "wave_id": .number(wave.id),
          "carrier": .text(order.shippingService), "priority": .number(1), "ship_by": Plain(order.shipBy),
          "planned_at": .number(work.now.milliseconds), "came_short": .number(0),
        ])
    let moved = try task.change(unitsOf: id) { units in
      units.move(
        Int64.max, from: .reserved, where: { $0.warehouseId == wave.warehouseId && $0.fulfilmentId == nil }
      ) { $0.fulfilmentId = fulfilment }
    }
    if moved == 0 { throw ActionRefusal.fulfilment(.nothingToPlan) }
    try WayChoosing.plan(fulfilment, of: id, task)
    task.touch(fulfilment)
    task.touch(wave: wave.id)
    try task.commit("addToWave", "fulfilments", fulfilment)
  }

  private func refuseFull(_ channel: Int64?) throws {
    guard let channel, let known = try ReleaseChannels.all(in: work.writer).first(where: { $0.id == channel }) else {
      return
    }
    let atWork = try ReleaseChannels.atWork(known, in: work.writer)
    if known.room(beside: atWork) > 0 { return }
    if known.state != .open { throw ActionRefusal.fulfilment(.channelNotOpen(known.code, known.state)) }
    throw ActionRefusal.fulfilment(.channelFull(known.code, limit: known.workLimit ?? 0, atWork: atWork))
  }

  static func drop(_ id: Int64, _ work: Work) throws {
    let row = try work.writer.first("SELECT number, order_id, wave_id, stage FROM fulfilments WHERE id = \(id)") {
      ($0.text(0), $0.integer(1), $0.optionalInteger(2), FulfilmentStage(rawValue: $0.text(3)) ?? .allocated)
    }
    guard let (number, order, wave, stage) = row else {
      throw ActionRefusal.noSuchRecord(kind: "fulfilments", String(id))
    }
    if stage != .allocated {
      throw ActionRefusal.fulfilment(.notAtStage(number, found: stage, expected: [.allocated]))
    }
    let task = FulfilmentWork(work)
    try task.change(unitsOf: order) { units in
      units.move(Int64.max, from: .reserved, where: { $0.fulfilmentId == id }) { $0.fulfilmentId = nil }
    }
    task.touch(id)
    task.touch(wave: wave)
    try task.commit("dropFromWave", "fulfilments", id)
  }
}

/// A walk from one hand to another. Who has it is no part of what happened to the goods: it goes back by itself, while
/// nobody has taken it up.
struct RunHandOver {
  let work: Work
  let run: RunRecord
  let to: String

  init(_ work: Work, _ id: Int64, to name: String) throws {
    let run = try RunTable.loaded(id, in: work.writer)
    if run.isOver { throw ActionRefusal.fulfilment(.runOver(run.number)) }
    guard let user = try Users.find(name, in: work.writer), user.isActive else {
      throw ActionRefusal.noSuchRecord(kind: "users", name)
    }
    guard user.rights.contains(.shipOrders) else {
      throw ActionRefusal.badField(
        "to", found: user.name, expected: .known(try Users.holders(of: .shipOrders, in: work.writer)))
    }
    self.work = work
    self.run = run
    to = user.name
  }

  /// Whether that is all that an entry did, or undid.
  static func isAll(of entry: JournalEntry) -> Bool {
    entry.kind == "runs" && entry.changes.map(\.field) == ["actor"]
  }

  /// Gives it back to whoever had it, at the step where it stands.
  static func revert(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    guard let id = entry.subject, let change = entry.changes.first else { return [] }
    let run = try RunTable.loaded(id, in: work.writer)
    if run.isOver { throw ActionRefusal.fulfilment(.runOver(run.number)) }
    let now = (run.lease?.actor ?? run.givenTo).map(Plain.text) ?? .null
    if now != change.after || run.lease != nil || run.isLeft {
      return [FieldChange(field: change.field, before: change.after, after: now)]
    }
    try work.append(
      action: "undo", kind: entry.kind, subject: id,
      changes: [FieldChange(field: change.field, before: change.after, after: change.before)], undoes: entry.seq)
    try work.writer.execute(
      """
      UPDATE runs
      SET actor = \(change.before.text), token = NULL, lease_until = NULL
      WHERE id = \(id) AND token IS NULL AND done_at IS NULL AND cancelled_at IS NULL
      """)
    guard try work.writer.changedRows == 1 else { throw ActionRefusal.fulfilment(.runOver(run.number)) }
    return []
  }

  func perform() throws -> Int64 {
    let before = run.lease?.actor ?? run.givenTo
    if run.givenTo == to { throw ActionRefusal.order(.unchanged) }
    try work.writer.execute(
      """
      UPDATE runs
      SET actor = \(to), token = NULL, lease_until = NULL
      WHERE id = \(run.id) AND done_at IS NULL AND cancelled_at IS NULL
      """)
    guard try work.writer.changedRows == 1 else { throw ActionRefusal.fulfilment(.runOver(run.number)) }
    try work.append(
      action: "handOverRun", kind: "runs", subject: run.id,
      changes: [
        FieldChange(field: "actor", before: before.map(Plain.text) ?? .null, after: .text(to))
      ])
    return run.id
  }
}
