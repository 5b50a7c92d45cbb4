public import Domain

/// Which way a fulfilment goes: chosen by rule when it is planned and packed, by a person, or by a plan for trouble.
public struct ChosenWay: Hashable, Sendable {
  public enum Chooser: String, Hashable, Sendable {
    case rule, person, plan
  }

  public var serviceId: Int64
  public var service: String
  public var carrier: String
  public var by: Chooser
  public var actor: String
  public var at: Instant
  public var cost: Money
  public var price: Money
  public var billedGrams: Int64
  public var days: TransitDays
  /// What spoke for it, as it was weighed then.
  public var explanation: Plain

  /// nil where none was chosen.
  public static func of(fulfilment id: Int64, in reader: any Reader) throws -> ChosenWay? {
    try reader.first(
      """
      SELECT w.service_id, s.code, c.code, w.chosen_by, w.actor, w.chosen_at, w.cost, w.price, w.currency,
        w.billed_grams, w.days_p50, w.days_p80, w.explanation
      FROM way_choices AS w
      JOIN services AS s ON s.id = w.service_id
      JOIN carriers AS c ON c.id = s.carrier_id
      WHERE w.fulfilment_id = \(id)
      """
    ) { row in
      let currency = Currency(row.text(8)) ?? .none
      return ChosenWay(
        serviceId: row.integer(0), service: row.text(1), carrier: row.text(2),
        by: Chooser(rawValue: row.text(3)) ?? .rule, actor: row.text(4), at: row.instant(5),
        cost: Money(minorUnits: row.integer(6), currency: currency),
        price: Money(minorUnits: row.integer(7), currency: currency), billedGrams: row.integer(9),
        days: TransitDays(p50: Int(clamping: row.integer(10)), p80: Int(clamping: row.integer(11))),
        explanation: Plain(json: row.text(12)) ?? .null)
    }
  }
}

enum WayChoosing {
  /// Chooses for a fulfilment that is being planned; nothing where the shop has no services, or none is open: it is
  /// asked again when the goods are packed.
  static func plan(_ id: Int64, of order: Int64, _ task: FulfilmentWork) throws {
    if try Ways.isEmpty(in: task.writer) { return }
    let contents = try task.units(of: order).units.filter { $0.fulfilmentId == id && $0.state != .cancelled }
      .map { ParcelWish.Content(line: $0.lineId, variant: $0.variantId, quantity: $0.quantity) }
    guard var parcel = try ParcelWish.of(fulfilment: id, contents, at: task.now, in: task.writer) else { return }
    parcel.wish.handOver(in: task.work.zone)
    try take(try best(parcel, task), for: parcel, by: .rule, task)
  }

  /// Chooses anew for a parcel that was packed and weighed, unless a person or a plan has chosen.
  static func packed(_ parcel: Int64, _ task: FulfilmentWork) throws {
    if try Ways.isEmpty(in: task.writer) { return }
    guard var wish = try ParcelWish.of(parcel: parcel, at: task.now, in: task.writer) else { return }
    wish.wish.handOver(in: task.work.zone)
    let known = try ChosenWay.of(fulfilment: wish.fulfilment, in: task.writer)
    if let known, known.by != .rule { return }
    try take(try best(wish, task), for: wish, by: .rule, task)
  }

  private static func best(_ parcel: ParcelWish, _ task: FulfilmentWork) throws -> WayChoice {
    try Ways.read(to: parcel.wish.place.country, at: parcel.wish.at, in: task.writer).choice(parcel.wish)
  }

  /// Writes the best way of a choice down; false where no way is open.
  @discardableResult
  static func take(_ choice: WayChoice, for parcel: ParcelWish, by: ChosenWay.Chooser, _ task: FulfilmentWork) throws
    -> Bool
  {
    guard let way = choice.best, let service = try ServiceTable.find(way.quote.service, in: task.writer) else {
      return false
    }
    let values: [String: Plain] = [
      "fulfilment_id": .number(parcel.fulfilment), "service_id": .number(service.id), "chosen_by": .text(by.rawValue),
      "actor": .text(task.work.actor.name), "chosen_at": .number(task.now.milliseconds),
      "cost": .number(way.quote.cost.minorUnits), "price": .number(way.quote.price.minorUnits),
      "currency": .text(way.quote.cost.currency.code), "billed_grams": .number(way.quote.weight.grams),
      "days_p50": .number(Int64(way.quote.days.p50)), "days_p80": .number(Int64(way.quote.days.p80)),
      "explanation": .text(explanation(choice, parcel.wish).json),
    ]
    let known = try task.writer.integer(
      "SELECT id FROM way_choices WHERE fulfilment_id = \(parcel.fulfilment)")
    if let known {
      try task.rows.update(.wayChoices, known, values)
    } else {
      try task.rows.insert(.wayChoices, values)
    }
    try task.rows.update(.fulfilments, parcel.fulfilment, ["carrier": .text(service.service.code)])
    return true
  }

  private static let toldWays = 4

  /// The best ways with what they were weighed by, and how many others were refused for what. Never a postcode.
  static func explanation(_ choice: WayChoice, _ wish: QuoteWish) -> Plain {
    let ways = choice.ways.prefix(toldWays).map { way in
      Plain.map(
        [
          "service": .text(way.quote.service), "zone": .text(way.quote.zone), "cost": .text(way.cost.amount),
          "lateness": .text(way.lateness.amount), "loss": .text(way.loss.amount), "score": .text(way.score.amount),
          "currency": .text(way.score.currency.code), "p80": .number(Int64(way.quote.days.p80)),
          "estimate": .flag(way.quote.isEstimate), "waits": .number(Int64(way.quote.waitDays)),
          "waitsFor": way.quote.wait.map { .text($0.rawValue) } ?? .null,
        ].filter { $0.value != .null })
    }
    var refused: [String: Int64] = [:]
    for way in choice.refused { refused[way.reasons.first?.code ?? "", default: 0] += 1 }
    return .map([
      "ways": .list(Array(ways)), "open": .number(Int64(choice.ways.count)),
      "refused": .map(refused.mapValues(Plain.number)), "promisedDays": Plain(wish.promisedDays.map(Int64.init)),
    ])
  }

  /// What the carrier of a parcel's label is, refused where the parcel must not go that way.
  ///
  /// `named` is as somebody wrote it: a service, which is then the way that a person has chosen, a carrier, or one that
  /// the shop has no services of; empty: the way that is chosen. What was never measured refuses nothing here; hazards
  /// do, whatever was chosen before.
  static func label(_ parcel: Int64, _ named: String, _ task: FulfilmentWork) throws -> String {
    let fulfilment = try ShipmentReport.fulfilment(ofParcel: parcel, in: task.writer) ?? 0
    let chosen = try ChosenWay.of(fulfilment: fulfilment, in: task.writer)
    let carrier = named.isEmpty ? chosen?.carrier ?? "" : named
    if carrier.isEmpty { throw ActionRefusal.missingField("carrier") }
    if try Ways.isEmpty(in: task.writer) { return carrier }
    guard var wish = try ParcelWish.of(parcel: parcel, at: task.now, in: task.writer) else { return carrier }
    wish.wish.handOver(in: task.work.zone)
    let ways = try Ways.read(to: wish.wish.place.country, at: task.now, in: task.writer)
    let own = ways.services.first { FoldedText.areAlike($0.service.code, carrier) }
    let meant = meant(carrier, chosen, ways)
    if meant.isEmpty {
      if wish.wish.hazards.isEmpty { return carrier }
      throw ActionRefusal.way(.unknownCarrier(carrier, hazards: wish.wish.hazards.sorted))
    }
    var refused: [WayChoice.Refused] = []
    for service in meant {
      let choice = ways.choice(wish.wish, only: service.service.code)
      let reasons = blocking(choice)
      if reasons.isEmpty {
        if let own, own.id != chosen?.serviceId { try take(choice, for: wish, by: .person, task) }
        return own?.service.carrier ?? carrier
      }
      refused.append(WayChoice.Refused(service: service.service.code, reasons: reasons))
    }
    throw ActionRefusal.way(.noWay(wish.number, refused))
  }

  /// Refuses to hand over what its way takes no more since the label was made.
  static func refuseHazards(_ parcel: Int64, carrier: String, _ work: Work) throws {
    if try Ways.isEmpty(in: work.writer) { return }
    guard let wish = try ParcelWish.of(parcel: parcel, at: work.now, in: work.writer), !wish.wish.hazards.isEmpty else {
      return
    }
    let ways = try Ways.read(to: wish.wish.place.country, at: work.now, in: work.writer)
    let chosen = try ChosenWay.of(fulfilment: wish.fulfilment, in: work.writer)
    let refused = meant(carrier, chosen, ways).map { known in
      WayChoice.Refused(
        service: known.service.code,
        reasons: wish.wish.hazards.subtracting(known.service.limits.allowedHazards).sorted.map(QuoteRejection.hazard))
    }
    if refused.isEmpty || refused.contains(where: \.reasons.isEmpty) { return }
    throw ActionRefusal.way(.noWay(wish.number, refused))
  }

  /// The services that a carrier's name on a label can mean: the chosen one where it is of that carrier.
  private static func meant(_ carrier: String, _ chosen: ChosenWay?, _ ways: Ways) -> [KnownService] {
    let all = ways.services.filter {
      FoldedText.areAlike($0.service.code, carrier) || FoldedText.areAlike($0.service.carrier, carrier)
    }
    let own = all.filter { FoldedText.areAlike($0.service.code, carrier) }
    if !own.isEmpty { return own }
    let chosenOne = all.filter { $0.id == chosen?.serviceId }
    return chosenOne.isEmpty ? all : chosenOne
  }

  /// What of a choice of one service speaks against the parcel itself.
  static func blocking(_ choice: WayChoice) -> [QuoteRejection] {
    choice.refused.flatMap(\.reasons).filter { !$0.isIgnorance }
  }
}
