internal import Domain

extension ActionTable {
  /// From the shelf to the carrier.
  static let fulfilmentActions: [ActionDefinition] =
    waveActions + waveChangeActions + runActions + parcelActions + manifestActions + stockTaskActions + countActions
    + warehouseActions + paperActions + declaringActions

  static let waveActions: [ActionDefinition] = [
    ActionDefinition(
      "planWave", on: "waves",
      [
        ActionField("warehouse", .record(kind: "locations"), required: true),
        ActionField("sentence", .text(limit: 500)), ActionField("channel", .text(limit: 40)),
        ActionField("cutOff", .date), ActionField("carrier", .text(limit: 60)), ActionField("limit", .number),
        ActionField("grouping", .choice(WaveGrouping.allCases.map(\.rawValue))), ActionField("perRun", .number),
      ], right: .shipOrders, creates: true,
      help:
        "Gathers orders whose goods are promised at a warehouse into a wave: those of a sentence, a release channel, "
        + "a carrier or a cut-off, the most urgent first."
    ) { work, arguments in try WavePlanning(work, arguments).plan() },
    ActionDefinition(
      "releaseWave", on: "waves", right: .shipOrders,
      help: "Lets a wave into the warehouse: its pick lists are made, in walking order; what of a released wave nobody "
        + "fetches any more gets new ones."
    ) { work, arguments in
      let wave = try wave(work, arguments)
      return try release(wave, work)
    },
    ActionDefinition(
      "cancelWave", on: "waves", right: .shipOrders,
      help: "Gives up a wave: what is still on the shelf waits for another one; refused once goods of it are off it."
    ) { work, arguments in
      let wave = try wave(work, arguments)
      return try cancel(wave, work)
    },
  ]

  private static func wave(_ work: Work, _ arguments: ActionArguments) throws -> Wave {
    let id = try arguments.subject()
    guard let wave = try WaveTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "waves", String(id))
    }
    return wave
  }

  private static func fulfilments(of wave: Wave, in reader: any Reader) throws -> [Int64] {
    try reader.all("SELECT id FROM fulfilments WHERE wave_id = \(wave.id) ORDER BY priority, id") { $0.integer(0) }
  }

  /// Orders of a wave whose goods stay on the shelf whatever is planned, and why.
  private static func leftOut(of wave: Wave, in reader: any Reader) throws
    -> [(fulfilment: Int64, order: String, why: String)]
  {
    try reader.all(
      """
      SELECT f.id, o.number, CASE WHEN o.state = 'cancelled' THEN 'cancelled' WHEN o.hold_mask <> 0 THEN 'on hold'
        ELSE 'paid back' END
      FROM fulfilments AS f
      JOIN orders AS o ON o.id = f.order_id
      WHERE f.wave_id = \(wave.id) AND (o.hold_mask <> 0 OR \(CallingOff.isOff))
        AND f.stage IN ('allocated', 'released', 'picking')
      ORDER BY f.id
      """
    ) { (fulfilment: $0.integer(0), order: $0.text(1), why: $0.text(2)) }
  }

  private static func release(_ wave: Wave, _ work: Work) throws -> Int64 {
    if wave.cancelledAt != nil {
      throw ActionRefusal.fulfilment(.waveNotPlanned(wave.number, .cancelled))
    }
    let warehouse = try LocationTable.loaded(wave.warehouseId, in: work.writer)
    _ = try Walking.packingPlace(of: warehouse, in: work.writer)
    let ids = try fulfilments(of: wave, in: work.writer)
    let leftOut = try leftOut(of: wave, in: work.writer)
    let apart = Set(leftOut.map(\.fulfilment))
    let needs = try Walking.needs(of: ids.filter { !apart.contains($0) }, in: work.writer)
    if needs.isEmpty {
      if let held = leftOut.first(where: { $0.why == "on hold" }) {
        throw ActionRefusal.fulfilment(.onHold(order: held.order))
      }
      throw ActionRefusal.fulfilment(.nothingToDo(wave.number))
    }
    let task = FulfilmentWork(work)
    if !leftOut.isEmpty {
      task.remark("leftOut", leftOut.map { "\($0.order) (\($0.why))" }.joined(separator: ", "))
    }
    if wave.releasedAt == nil {
      try task.rows.update(.waves, wave.id, ["released_at": .number(work.now.milliseconds)])
    }
    for id in ids { task.touch(id) }
    let seq = try task.commit("releaseWave", "waves", wave.id)
    let batch = work.batch
    work.batch = seq
    defer { work.batch = batch }
    let (runs, missing) = try Walking.makeRuns(wave, needs, work)
    if runs.isEmpty {
      for need in missing {
        let places = try ShortPicking.toBeCounted(need.variantId, in: wave.warehouseId, work.writer)
        if places.isEmpty { continue }
        let sku = try RecordNumber.of("variants", need.variantId, in: work.writer)
        throw ActionRefusal.fulfilment(.toBeCounted(sku: sku, places: places))
      }
    }
    // What no shelf has is said on the order, and waits.
    try ShortPicking.seekElsewhere(missing, in: wave.warehouseId, work)
    return wave.id
  }

  private static func cancel(_ wave: Wave, _ work: Work) throws -> Int64 {
    if wave.cancelledAt != nil { throw ActionRefusal.fulfilment(.waveNotPlanned(wave.number, .cancelled)) }
    let ids = try fulfilments(of: wave, in: work.writer)
    let offShelf =
      try work.writer.integer(
        """
        SELECT SUM(p.quantity)
        FROM picks AS p
        JOIN fulfilments AS f ON f.id = p.fulfilment_id
        WHERE f.wave_id = \(wave.id)
        """) ?? 0
    if offShelf > 0 { throw ActionRefusal.fulfilment(.waveUnderWay(wave.number, picked: offShelf)) }
    let task = FulfilmentWork(work)
    let time = Plain.number(work.now.milliseconds)
    try task.rows.update(.waves, wave.id, ["cancelled_at": time])
    for run in try work.writer.all(
      "SELECT id FROM runs WHERE wave_id = \(wave.id) AND done_at IS NULL AND cancelled_at IS NULL", { $0.integer(0) })
    {
      try task.rows.update(.runs, run, ["cancelled_at": time])
    }
    let seq = try task.commit("cancelWave", "waves", wave.id)
    let batch = work.batch
    work.batch = seq
    defer { work.batch = batch }
    for id in ids {
      let order = try work.writer.integer("SELECT order_id FROM fulfilments WHERE id = \(id)") ?? 0
      let one = FulfilmentWork(work)
      try one.change(unitsOf: order) { units in
        units.move(Int64.max, from: .reserved, where: { $0.fulfilmentId == id }) { $0.fulfilmentId = nil }
      }
      one.touch(id)
      try one.commit("cancelWave", "fulfilments", id)
    }
    return wave.id
  }
}

/// Which orders a wave takes.
private struct WavePlanning {
  let work: Work
  let warehouse: Location
  let channel: ReleaseChannel?
  let sentence: String
  let cutOff: Instant?
  let carrier: String
  let grouping: WaveGrouping
  let perRun: Int64
  let limit: Int64

  init(_ work: Work, _ arguments: ActionArguments) throws {
    self.work = work
    warehouse = try LocationTable.named(arguments.text("warehouse") ?? "", in: work.writer)
    if warehouse.role != .warehouse || !warehouse.type.isOwn { throw ActionRefusal.stock(.mirror(warehouse.code)) }
    if warehouse.isClosed { throw ActionRefusal.stock(.closedLocation(warehouse.code)) }
    channel = try arguments.text("channel").flatMap { $0.isEmpty ? nil : $0 }
      .map { try ReleaseChannels.named($0, in: work.writer) }
    sentence = arguments.text("sentence") ?? ""
    cutOff = try arguments.date("cutOff", now: work.now)
    carrier = arguments.text("carrier") ?? ""
    grouping = arguments.choice("grouping") ?? .cluster
    perRun = try WavePlanning.inside(arguments, "perRun", usual: grouping.usualSize)
    var limit = try WavePlanning.inside(arguments, "limit", usual: Wave.mostOrders)
    if let channel {
      if channel.state != .open { throw ActionRefusal.fulfilment(.channelNotOpen(channel.code, channel.state)) }
      let atWork = try ReleaseChannels.atWork(channel, in: work.writer)
      let room = channel.room(beside: atWork)
      if room == 0 {
        throw ActionRefusal.fulfilment(
          .channelFull(channel.code, limit: channel.workLimit ?? 0, atWork: atWork))
      }
      limit = min(limit, room)
    }
    self.limit = limit
  }

  private static func inside(_ arguments: ActionArguments, _ field: String, usual: Int64) throws -> Int64 {
    guard let number = try arguments.number(field) else { return usual }
    guard (1...Wave.mostOrders).contains(number) else {
      throw ActionRefusal.badField(field, found: String(number), expected: .from(1, to: Wave.mostOrders))
    }
    return number
  }

  private struct Candidate {
    var order: Int64
    var carrier: String
    var shipBy: Int64?
  }

  func plan() throws -> Int64 {
    _ = try Walking.packingPlace(of: warehouse, in: work.writer)
    let (chosen, caught) = try candidates()
    if chosen.isEmpty { throw try refusal(caught) }
    let task = FulfilmentWork(work)
    let wave = try task.rows.insert(
      .waves,
      [
        "warehouse_id": .number(warehouse.id), "channel_id": Plain(channel?.id), "sentence": .text(sentence),
        "grouping": .text(grouping.rawValue), "per_run": .number(perRun), "cut_off": Plain(cutOff),
        "carrier": .text(carrier), "planned_by": .text(work.actor.name),
        "planned_at": .number(work.now.milliseconds),
      ])
    let seq = try task.commit("planWave", "waves", wave)
    let batch = work.batch
    work.batch = seq
    defer { work.batch = batch }
    for candidate in chosen {
      let one = FulfilmentWork(work)
      let id = try one.rows.insert(
        .fulfilments,
        [
          "order_id": .number(candidate.order), "warehouse_id": .number(warehouse.id), "wave_id": .number(wave),
          "carrier": .text(candidate.carrier), "priority": .number(1), "ship_by": Plain(candidate.shipBy),
          "planned_at": .number(work.now.milliseconds), "came_short": .number(0),
        ])
      try one.change(unitsOf: candidate.order) { units in
        units.move(
          Int64.max, from: .reserved, where: { $0.warehouseId == warehouse.id && $0.fulfilmentId == nil }
        ) { $0.fulfilmentId = id }
      }
      try WayChoosing.plan(id, of: candidate.order, one)
      one.touch(id)
      try one.commit("planWave", "fulfilments", id)
    }
    return wave
  }

  /// A release channel that orders go through instead, and how many more may.
  private struct Catcher {
    let channel: ReleaseChannel
    let orders: RecordSet
    var room: Int64
    var caught: Int64 = 0
  }

  /// Channels that are asked before the one that is named; where none is, all of them, each with the room it has.
  private func catchers() throws -> [Catcher] {
    var catchers: [Catcher] = []
    for known in try ReleaseChannels.all(in: work.writer) {
      if known.id == channel?.id { break }
      if known.state == .asleep { continue }
      // A sentence that cannot be read any more catches nothing.
      guard let orders = try? ids(of: known.sentence.isEmpty ? "orders" : known.sentence) else { continue }
      var room: Int64 = 0
      if channel == nil {
        room = known.state == .open ? known.room(beside: try ReleaseChannels.atWork(known, in: work.writer)) : 0
      }
      catchers.append(Catcher(channel: known, orders: orders, room: room))
    }
    return catchers
  }

  /// Why there is nothing to plan: a channel has what there would be.
  private func refusal(_ caught: [Catcher]) throws -> ActionRefusal {
    guard let most = caught.max(by: { $0.caught < $1.caught }), most.caught > 0 else {
      return .fulfilment(.nothingToPlan)
    }
    let code = most.channel.code
    if channel != nil { return .fulfilment(.throughChannel(code, orders: most.caught)) }
    if most.channel.state != .open { return .fulfilment(.channelNotOpen(code, most.channel.state)) }
    return .fulfilment(
      .channelFull(
        code, limit: most.channel.workLimit ?? 0, atWork: try ReleaseChannels.atWork(most.channel, in: work.writer)))
  }

  /// Orders with goods promised here that no wave has, the most urgent first, and what channels have kept of them.
  private func candidates() throws -> (chosen: [Candidate], caught: [Catcher]) {
    var among: [RecordSet] = []
    if !sentence.isEmpty { among.append(try ids(of: sentence)) }
    if let channel, !channel.sentence.isEmpty { among.append(try ids(of: channel.sentence)) }
    var apart = try catchers()
    var chosen: [Candidate] = []
    try work.writer.forEach(
      """
      SELECT o.id, o.service, o.ship_by
      FROM (
        SELECT DISTINCT order_id
        FROM allocations
        WHERE warehouse_id = \(warehouse.id) AND state = 'reserved' AND fulfilment_id IS NULL
      ) AS a
      JOIN orders AS o ON o.id = a.order_id
      WHERE o.state = 'open' AND o.hold_mask = 0 AND o.place_key IS NOT NULL
      ORDER BY COALESCE(o.ship_by, \(Int64.max)), o.place_key
      """
    ) { row in
      let candidate = Candidate(order: row.integer(0), carrier: row.text(1), shipBy: row.optionalInteger(2))
      if !carrier.isEmpty && !FoldedText.areAlike(candidate.carrier, carrier) { return true }
      if let cutOff, candidate.shipBy.map({ $0 > cutOff.milliseconds }) ?? true { return true }
      if !among.allSatisfy({ $0.contains(candidate.order) }) { return true }
      if let first = apart.firstIndex(where: { $0.orders.contains(candidate.order) }) {
        if apart[first].room < 1 {
          apart[first].caught += 1
          return true
        }
        apart[first].room -= 1
      }
      chosen.append(candidate)
      return chosen.count < limit
    }
    return (chosen, apart)
  }

  private func ids(of sentence: String) throws -> RecordSet {
    let query = ViewQuery(
      try ReleaseChannels.sentence(sentence),
      inquiry: Inquiry(now: work.now, zone: .utc, me: work.actor.name), mayReadPersonal: false)
    return try Views.ids(query, in: work.writer)
  }
}

/// Release channels in the store.
enum ReleaseChannels {
  private static let columns: SQL = "SELECT id, code, sentence, priority, work_limit, state FROM release_channels"

  /// A sentence of orders, with or without the word before it; refused with its own error.
  static func sentence(_ text: String) throws -> Sentence {
    do {
      let sentence = try Sentence(text.hasPrefix("orders") ? text : "orders " + text) { _ in nil }
      if sentence.kind == .orders { return sentence }
    } catch {
      throw ActionRefusal.fulfilment(.badSentence(text, error))
    }
    throw ActionRefusal.badField("sentence", found: text, expected: .sentenceOfOrders)
  }

  /// In the order in which they are asked.
  static func all(in reader: any Reader) throws -> [ReleaseChannel] {
    try reader.all("\(columns) ORDER BY priority, code_key", ReleaseChannel.init(row:))
  }

  static func named(_ code: String, in reader: any Reader) throws -> ReleaseChannel {
    guard
      let channel = try reader.first(
        "\(columns) WHERE code_key = \(FoldedText.fold(code))", ReleaseChannel.init(row:))
    else { throw ActionRefusal.noSuchRecord(kind: "channels", code) }
    return channel
  }

  /// Fulfilments of it that somebody still has to do something with, those that are planned among them.
  static func atWork(_ channel: ReleaseChannel, in reader: any Reader) throws -> Int64 {
    try reader.integer(
      """
      SELECT COUNT(*)
      FROM fulfilments AS f
      JOIN waves AS w ON w.id = f.wave_id
      WHERE w.channel_id = \(channel.id)
        AND f.stage IN ('allocated', 'released', 'picking', 'picked', 'packing', 'packed', 'labelled', 'manifested')
      """) ?? 0
  }
}

extension ReleaseChannel {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), code: row.text(1), sentence: row.text(2), priority: row.integer(3),
      workLimit: row.optionalInteger(4), state: ReleaseState(rawValue: row.text(5)) ?? .open)
  }
}
