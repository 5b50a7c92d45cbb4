public import Domain

/// What is done where a service or a carrier is in trouble: its parcels go by another service.
public struct FallbackPlan: Hashable, Sendable {
  public var id: Int64
  public var number: String
  public var name: String
  /// The service in trouble, or the carrier with all of its services.
  public var fromService: Int64?
  public var fromCarrier: Int64?
  /// Their code.
  public var from: String
  public var to: String
  public var toService: Int64
  /// Only parcels to these countries; empty: all.
  public var countries: Set<String>
  /// Only parcels of this zone of the service in trouble; empty: all.
  public var zone: String
  public var triedAt: Instant?
  public var appliedAt: Instant?

  public static func load(_ id: Int64, in reader: any Reader) throws -> FallbackPlan? {
    try reader.first(
      """
      SELECT f.id, f.number, f.name, f.from_service, f.from_carrier, COALESCE(s.code, c.code), t.code, f.to_service,
        f.countries, f.zone, f.tried_at, f.applied_at
      FROM fallback_plans AS f
      JOIN services AS t ON t.id = f.to_service
      LEFT JOIN services AS s ON s.id = f.from_service
      LEFT JOIN carriers AS c ON c.id = f.from_carrier
      WHERE f.id = \(id)
      """
    ) { row in
      FallbackPlan(
        id: row.integer(0), number: row.text(1), name: row.text(2), fromService: row.optionalInteger(3),
        fromCarrier: row.optionalInteger(4), from: row.text(5), to: row.text(6), toService: row.integer(7),
        countries: Set(row.text(8).split(separator: ",").map(String.init)), zone: row.text(9),
        triedAt: row.optionalInstant(10), appliedAt: row.optionalInstant(11))
    }
  }

  public static func all(in reader: any Reader) throws -> [FallbackPlan] {
    try reader.all("SELECT id FROM fallback_plans ORDER BY id") { $0.integer(0) }
      .compactMap { try load($0, in: reader) }
  }
}

/// What a plan would do to what waits.
public struct FallbackTrial: Sendable {
  /// Fulfilments that wait and go by what is in trouble.
  public var concerned = 0
  /// Those that the other service takes.
  public var switching = RecordSet()
  /// What it costs more (or less) for all of them, by currency, and days more in the mean of those that switch.
  public var moreCost: [Money] = []
  public var moreDays = 0
  /// Those that it does not take, with what speaks against each; a hundred at most.
  public var refused: [Refused] = []
  public var refusedCount = 0

  public struct Refused: Hashable, Sendable {
    public var number: String
    public var reasons: [QuoteRejection]
  }

  static let toldLimit = 100

  /// Tries a plan out on what waits now; nothing is changed.
  public static func of(_ plan: FallbackPlan, at now: Instant, zone: Zone = .utc, in reader: any Reader) throws
    -> FallbackTrial
  {
    var trial = FallbackTrial()
    var costs: [Currency: Int64] = [:]
    for waiting in try waiting(plan, in: reader) {
      guard let chosen = try ChosenWay.of(fulfilment: waiting, in: reader),
        var parcel = try ParcelWish.packed(fulfilment: waiting, at: now, in: reader)
      else { continue }
      parcel.wish.handOver(in: zone)
      if !plan.countries.isEmpty, !plan.countries.contains(parcel.wish.place.country) { continue }
      if !plan.zone.isEmpty, !isOf(plan.zone, chosen) { continue }
      trial.concerned += 1
      let ways = try Ways.read(to: parcel.wish.place.country, at: now, in: reader)
      let choice = ways.choice(parcel.wish, only: plan.to)
      guard let way = choice.best else {
        trial.refusedCount += 1
        if trial.refused.count < toldLimit {
          trial.refused.append(Refused(number: parcel.number, reasons: choice.refused.flatMap(\.reasons)))
        }
        continue
      }
      trial.switching.insert(waiting)
      trial.moreDays += way.quote.days.p80 - chosen.days.p80
      let cost = ways.exchange.convert(way.quote.cost, chosen.cost.currency)
      if let cost {
        costs[cost.currency, default: 0] += cost.minorUnits - chosen.cost.minorUnits
      } else {
        // Without a rate what goes and what comes is told in its own currency.
        costs[way.quote.cost.currency, default: 0] += way.quote.cost.minorUnits
        costs[chosen.cost.currency, default: 0] -= chosen.cost.minorUnits
      }
    }
    trial.moreCost = costs.map { Money(minorUnits: $1, currency: $0) }
      .sorted { $0.currency.code.utf8.lexicographicallyPrecedes($1.currency.code.utf8) }
    return trial
  }

  /// Fulfilments before their label that were to go by what is in trouble.
  private static func waiting(_ plan: FallbackPlan, in reader: any Reader) throws -> [Int64] {
    let stages = SQL.list(FulfilmentStage.beforeLabel.map { .text($0.rawValue) })
    let trouble: SQL =
      if let service = plan.fromService { "w.service_id = \(service)" } else {
        "w.service_id IN (SELECT id FROM services WHERE carrier_id = \(plan.fromCarrier ?? 0))"
      }
    return try reader.all(
      """
      SELECT w.fulfilment_id
      FROM way_choices AS w
      JOIN fulfilments AS f ON f.id = w.fulfilment_id
      WHERE \(trouble) AND w.service_id <> \(plan.toService) AND f.stage IN (\(stages))
      ORDER BY w.fulfilment_id
      """
    ) { $0.integer(0) }
  }

  private static func isOf(_ zone: String, _ chosen: ChosenWay) -> Bool {
    guard let first = chosen.explanation.map?["ways"]?.list?.first?.map?["zone"]?.text else { return false }
    return FoldedText.areAlike(first, zone)
  }
}

extension Store {
  /// Tries a plan out on what waits, and writes down that it was: nothing else is changed.
  public func tryFallback(_ id: Int64, as actor: Actor, now: Instant, zone: Zone = .utc) throws -> FallbackTrial {
    try require(.shipOrders, of: actor)
    let (_, trial) = try fallbackTrial(id, as: actor, now: now, zone: zone)
    _ = try perform(ActionRequest("tryFallback", subject: id), as: actor, now: now)
    return trial
  }

  /// What a plan would do to what waits; nothing is written down.
  public func fallbackTrial(_ id: Int64, as actor: Actor, now: Instant, zone: Zone = .utc) throws
    -> (plan: FallbackPlan, trial: FallbackTrial)
  {
    try require(.shipOrders, of: actor)
    return try connection.readNow { reader in
      guard let plan = try FallbackPlan.load(id, in: reader) else {
        throw ActionRefusal.noSuchRecord(kind: "fallbacks", String(id))
      }
      return (plan, try FallbackTrial.of(plan, at: now, zone: zone, in: reader))
    }
  }

  /// Switches what waits to the plan's service as one bulk action, which is undone as one.
  ///
  /// Throws where the plan was not tried out, or nothing would switch.
  public func applyFallback(_ id: Int64, as actor: Actor, now: Instant, zone: Zone = .utc, operation: String) throws
    -> BulkBatch
  {
    guard let plan = try connection.readNow({ try FallbackPlan.load(id, in: $0) }) else {
      throw ActionRefusal.noSuchRecord(kind: "fallbacks", String(id))
    }
    if plan.triedAt == nil { throw ActionRefusal.way(.notTried(plan.number)) }
    let trial = try connection.readNow { try FallbackTrial.of(plan, at: now, zone: zone, in: $0) }
    if trial.switching.isEmpty { throw ActionRefusal.way(.nothingSwitches(plan.number)) }
    let request = BulkRequest(
      "switchWay", on: .fulfilments, fields: ["plan": plan.number], reason: "\(plan.number) \(plan.name)",
      operationId: operation)
    let batch = try openBulk(request, on: trial.switching, as: actor, now: now, zone: zone)
    return try runBulk(batch.id, as: actor, now: { now }, zone: zone, step: { _, _ in true })
  }
}

extension ActionTable {
  /// Plans for when a way is in trouble.
  static let fallbackActions: [ActionDefinition] = [
    ActionDefinition(
      "createFallback", on: "fallbacks",
      [
        ActionField("name", .text(limit: 100), required: true), ActionField("from", .text(limit: 40), required: true),
        ActionField("to", .record(kind: "services"), required: true), ActionField("countries", .words),
        ActionField("zone", .text(limit: 60)),
      ], right: .manageStock, creates: true,
      help: "Writes a plan down: where a service or a whole carrier (from) is in trouble, its parcels go by another "
        + "service, all of them or those to some countries or a zone. Nothing is switched until it is applied."
    ) { work, arguments in
      try keepFallback(
        "createFallback", name: arguments.text("name") ?? "", from: arguments.text("from") ?? "", arguments, work)
    },
    ActionDefinition(
      "tryFallback", on: "fallbacks", right: .shipOrders,
      help: "Notes that a plan was tried out on what waits; `portolan ways try` tells what it would do."
    ) { work, arguments in
      try updateRow(.fallbackPlans, "tryFallback", ["tried_at": .number(work.now.milliseconds)], work, arguments)
    },
    ActionDefinition(
      "removeFallback", on: "fallbacks", right: .manageStock, help: "Takes a plan out; what it switched stays."
    ) { work, arguments in
      let id = try arguments.subject()
      guard try FulfilmentTable.fallbackPlans.row(id, in: work.writer) != nil else {
        throw ActionRefusal.noSuchRecord(kind: "fallbacks", String(id))
      }
      let task = FulfilmentWork(work)
      try task.rows.delete(.fallbackPlans, id)
      try task.commit("removeFallback", "fallbacks", id)
      return id
    },
    ActionDefinition(
      "switchWay", on: "fulfilments", [ActionField("plan", .record(kind: "fallbacks"), required: true)],
      right: .shipOrders,
      help: "Sends a fulfilment by the service of a plan; `portolan ways apply` does it to all that wait."
    ) { work, arguments in
      let id = try FulfilmentNames.named("fallbacks", arguments.text("plan") ?? "", in: work.writer)
      guard let plan = try FallbackPlan.load(id, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "fallbacks", String(id))
      }
      let task = FulfilmentWork(work)
      let parcel = try wayWish(of: try arguments.subject(), work)
      let ways = try Ways.read(to: parcel.wish.place.country, at: work.now, in: work.writer)
      let choice = ways.choice(parcel.wish, only: plan.to)
      if choice.best == nil {
        throw ActionRefusal.way(.notOpen(parcel.number, service: plan.to, choice.refused.flatMap(\.reasons)))
      }
      if let known = try ChosenWay.of(fulfilment: parcel.fulfilment, in: work.writer), known.service == plan.to {
        throw ActionRefusal.way(.alreadyChosen(parcel.number, service: known.service))
      }
      try WayChoosing.take(choice, for: parcel, by: .plan, task)
      try task.commit("switchWay", "fulfilments", parcel.fulfilment)
      return parcel.fulfilment
    },
  ]

  /// Keeps a plan; where no countries are named, those that are given.
  static func keepFallback(
    _ action: String, name: String, from: String, to countries: [String] = [], _ arguments: ActionArguments,
    _ work: Work
  ) throws -> Int64 {
    let service = try ServiceTable.find(from, in: work.writer)
    let carrier = try service == nil ? ServiceTable.carrier(from, in: work.writer) : nil
    if service == nil && carrier == nil { throw ActionRefusal.noSuchRecord(kind: "services", from) }
    let to = try ServiceTable.named(arguments.text("to") ?? "", in: work.writer)
    if to.id == service?.id { throw ActionRefusal.way(.sameService(to.service.code)) }
    let named = try arguments.words("countries").map { word in
      guard let code = Countries.code(word) else {
        throw ActionRefusal.badField("countries", found: word, expected: .country(example: "DE"))
      }
      return code
    }
    return try insertRow(
      .fallbackPlans, action, "fallbacks",
      [
        "name": .text(name), "from_service": Plain(service?.id), "from_carrier": Plain(carrier),
        "to_service": .number(to.id), "countries": .text((named.isEmpty ? countries : named).joined(separator: ",")),
        "zone": .text(arguments.text("zone") ?? ""),
      ], work)
  }
}
