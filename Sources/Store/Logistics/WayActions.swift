public import Domain

extension ActionTable {
  /// Which way goods go, and what counts how much when it is chosen.
  static let wayChoiceActions: [ActionDefinition] = [
    ActionDefinition(
      "chooseWay", on: "fulfilments", [ActionField("service", .record(kind: "services"), required: true)],
      right: .shipOrders,
      help: "Sends a fulfilment by a service of one's own choice instead of the cheapest; refused where that must not "
        + "take it. Say why."
    ) { work, arguments in
      let name = arguments.text("service") ?? ""
      let service = try ServiceTable.named(name, in: work.writer)
      let task = FulfilmentWork(work)
      let parcel = try wayWish(of: try arguments.subject(), work)
      let ways = try Ways.read(to: parcel.wish.place.country, at: work.now, in: work.writer)
      let choice = ways.choice(parcel.wish, only: service.service.code)
      if choice.best == nil {
        throw ActionRefusal.way(
          .notOpen(parcel.number, service: service.service.code, choice.refused.flatMap(\.reasons)))
      }
      if let known = try ChosenWay.of(fulfilment: parcel.fulfilment, in: work.writer), known.serviceId == service.id,
        known.by == .person
      {
        throw ActionRefusal.way(.alreadyChosen(parcel.number, service: known.service))
      }
      try WayChoosing.take(choice, for: parcel, by: .person, task)
      try task.commit("chooseWay", "fulfilments", parcel.fulfilment)
      return parcel.fulfilment
    },
    ActionDefinition(
      "findWay", on: "fulfilments", right: .shipOrders,
      help:
        "Chooses the best way for a fulfilment anew, whoever had chosen before; refused with all reasons where none "
        + "is open."
    ) { work, arguments in
      let task = FulfilmentWork(work)
      let parcel = try wayWish(of: try arguments.subject(), work)
      if try Ways.isEmpty(in: work.writer) { throw ActionRefusal.way(.noServices) }
      let choice = try Ways.read(to: parcel.wish.place.country, at: work.now, in: work.writer).choice(parcel.wish)
      if choice.best == nil { throw ActionRefusal.way(.noWay(parcel.number, choice.refused)) }
      try WayChoosing.take(choice, for: parcel, by: .rule, task)
      try task.commit("findWay", "fulfilments", parcel.fulfilment)
      return parcel.fulfilment
    },
    ActionDefinition(
      "setWayWeights", on: "waySettings",
      [
        ActionField("latenessPerDay", .text(limit: 40)), ActionField("lossPercent", .number),
        ActionField("mustBeInTime", .flag),
      ], right: .manageStock, creates: true,
      help:
        "Says what counts how much when a way is chosen: a day beyond the promise (latenessPerDay such as 2.50EUR), "
        + "expected loss in percent of the goods' value, and whether slow ways are refused outright."
    ) { work, arguments in
      let known = try WaySettingsTable.load(in: work.writer)
      var settings = try known ?? Ways.read(to: "", at: work.now, in: work.writer).settings
      if let text = arguments.text("latenessPerDay") { settings.weights.latenessPerDay = try sum(text, settings) }
      settings.weights.lossPercent =
        try count("lossPercent", arguments, to: 1000) ?? settings.weights.lossPercent
      settings.mustBeInTime = try arguments.flag("mustBeInTime") ?? settings.mustBeInTime
      let values: [String: Plain] = [
        "late_cost": .number(settings.weights.latenessPerDay.minorUnits),
        "currency": .text(settings.weights.latenessPerDay.currency.code),
        "loss_percent": .number(settings.weights.lossPercent), "in_time": .number(settings.mustBeInTime ? 1 : 0),
      ]
      let task = FulfilmentWork(work)
      if known == nil {
        _ = try task.rows.insert(.waySettings, values)
      } else {
        try task.rows.update(.waySettings, 1, values)
        if try task.rows.changes().isEmpty { throw ActionRefusal.order(.unchanged) }
      }
      try task.commit("setWayWeights", "waySettings", 1)
      return 1
    },
    ActionDefinition(
      "setRate", on: "exchange",
      [
        ActionField("from", .text(limit: 20), required: true), ActionField("to", .text(limit: 20), required: true),
        ActionField("rate", .text(limit: 30), required: true), ActionField("day", .date),
        ActionField("source", .text(limit: 60), required: true),
      ], right: .manageStock, creates: true,
      help: "Writes down what one unit of a currency is worth in another, on which day, and who says so."
    ) { work, arguments in try setRate(work, arguments) },
  ]

  static func wayWish(of id: Int64, _ work: Work) throws -> ParcelWish {
    guard var parcel = try ParcelWish.packed(fulfilment: id, at: work.now, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "fulfilments", String(id))
    }
    parcel.wish.handOver(in: work.zone)
    if let stage = try Fulfilling.stage(of: id, in: work.writer), !FulfilmentStage.beforeLabel.contains(stage) {
      throw ActionRefusal.fulfilment(
        .notAtStage(parcel.number, found: stage, expected: FulfilmentStage.beforeLabel))
    }
    if parcel.wish.place.country.isEmpty { throw ActionRefusal.way(.noCountry(parcel.number)) }
    return parcel
  }

  private static func sum(_ text: String, _ settings: WaySettings) throws -> Money {
    let currency = settings.weights.latenessPerDay.currency
    guard let money = try? TypedMoney.read(text, currency: currency).money, money.minorUnits >= 0 else {
      throw ActionRefusal.badField("latenessPerDay", found: text, expected: .sum(example: "2.50EUR"))
    }
    return money
  }

  private static func setRate(_ work: Work, _ arguments: ActionArguments) throws -> Int64 {
    func currency(_ field: String) throws -> Currency {
      let text = arguments.text(field) ?? ""
      guard let currency = Currency(text), currency != .none else {
        throw ActionRefusal.badField(field, found: text, expected: .currency(example: "EUR"))
      }
      return currency
    }
    let (from, to) = (try currency("from"), try currency("to"))
    if from == to {
      throw ActionRefusal.badField("to", found: to.code, expected: .currencyBeside(from))
    }
    let text = arguments.text("rate") ?? ""
    guard let rate = ExchangeTable.hundredMillionths(text), rate > 0 else {
      throw ActionRefusal.badField("rate", found: text, expected: .rate(example: "7.8125"))
    }
    let day = try arguments.date("day", now: work.now) ?? work.now
    let start = day.milliseconds - ((day.milliseconds % 86_400_000) + 86_400_000) % 86_400_000
    let values: [String: Plain] = [
      "from_currency": .text(from.code), "to_currency": .text(to.code), "rate": .number(rate), "day": .number(start),
      "source": .text(arguments.text("source") ?? ""),
    ]
    let known = try work.writer.integer(
      """
      SELECT id FROM exchange_rates
      WHERE from_currency = \(from.code) AND to_currency = \(to.code) AND day = \(start)
      """)
    let task = FulfilmentWork(work)
    var id = known ?? 0
    if let known {
      try task.rows.update(.exchangeRates, known, values)
      if try task.rows.changes().isEmpty { throw ActionRefusal.order(.unchanged) }
    } else {
      id = try task.rows.insert(.exchangeRates, values)
    }
    try task.commit("setRate", "exchange", id)
    return id
  }
}

extension FulfilmentStage {
  /// Stages at which another way can still be chosen.
  static let beforeLabel: [FulfilmentStage] = [.allocated, .released, .picking, .picked, .packing, .packed, .short]
}

extension ParcelWish {
  /// Of a fulfilment: as its one parcel was weighed where it is packed into one, else as it is planned.
  public static func packed(fulfilment id: Int64, at now: Instant, in reader: any Reader) throws -> ParcelWish? {
    let parcels = try reader.all("SELECT id FROM parcels WHERE fulfilment_id = \(id) LIMIT 2") { $0.integer(0) }
    let loose = try reader.integer("SELECT id FROM picks WHERE fulfilment_id = \(id) AND parcel_id IS NULL LIMIT 1")
    guard parcels.count == 1, loose == nil, var wish = try of(parcel: parcels[0], at: now, in: reader) else {
      return try of(fulfilment: id, at: now, in: reader)
    }
    wish.number = try RecordNumber.of("fulfilments", id, in: reader)
    return wish
  }
}
