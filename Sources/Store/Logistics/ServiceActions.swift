internal import Domain

extension ActionTable {
  /// Ways: carriers, their services, what counts how much, and which way goods go.
  static let wayActions: [ActionDefinition] = carrierActions + serviceActions + wayChoiceActions + fallbackActions

  private static let carrierActions: [ActionDefinition] = [
    ActionDefinition(
      "createCarrier", on: "carriers",
      [ActionField("code", .text(limit: 40), required: true, isCode: true), ActionField("name", .text(limit: 100))],
      right: .manageStock, creates: true, help: "Adds a carrier or forwarder; its services come after it."
    ) { work, arguments in
      let code = try wayCode(arguments, "carriers", work)
      return try insertRow(
        .carriers, "createCarrier", "carriers",
        [
          "code": .text(code), "code_key": .text(FoldedText.fold(code)),
          "name": .text(arguments.text("name") ?? ""),
        ], work)
    },
    ActionDefinition(
      "editCarrier", on: "carriers", [ActionField("name", .text(limit: 100), required: true)], right: .manageStock,
      help: "Changes a carrier's name."
    ) { work, arguments in
      try updateRow(.carriers, "editCarrier", ["name": .text(arguments.text("name") ?? "")], work, arguments)
    },
    ActionDefinition(
      "closeCarrier", on: "carriers", [ActionField("because", .text(limit: 200), required: true)],
      right: .manageStock, help: "Sends nothing with a carrier for now, and says why."
    ) { work, arguments in try close(.carriers, "closeCarrier", work, arguments) },
    ActionDefinition(
      "openCarrier", on: "carriers", right: .manageStock, help: "Sends with a closed carrier again."
    ) { work, arguments in try open(.carriers, "openCarrier", work, arguments) },
  ]

  private static let limits = [
    ActionField("name", .text(limit: 100)), ActionField("features", .words), ActionField("origins", .words),
    ActionField("minGrams", .number), ActionField("maxGrams", .number), ActionField("longestSide", .number),
    ActionField("girth", .number), ActionField("sumOfSides", .number), ActionField("valueLimit", .text(limit: 40)),
    ActionField("hazards", .words), ActionField("cutOff", .text(limit: 5)), ActionField("lossPoints", .number),
  ]

  private static let serviceActions: [ActionDefinition] = [
    ActionDefinition(
      "createService", on: "services",
      [
        ActionField("code", .text(limit: 40), required: true, isCode: true),
        ActionField("carrier", .record(kind: "carriers"), required: true),
      ] + limits, right: .manageStock, creates: true,
      help:
        "Adds a carrier's service: what it takes (grams, millimetres, valueLimit such as 150EUR, hazards such as "
        + "UN3481; what is not named is refused), cutOff such as 16:00, lossPoints in hundredths of a percent."
    ) { work, arguments in
      let code = try wayCode(arguments, "services", work)
      let carrier = arguments.text("carrier") ?? ""
      guard let carrierId = try ServiceTable.carrier(carrier, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "carriers", carrier)
      }
      var service = ShippingService(code: code, carrier: carrier, name: "", sheets: [])
      try take(arguments, into: &service)
      return try insertRow(
        .services, "createService", "services", ServiceTable.values(service, carrier: carrierId), work)
    },
    ActionDefinition(
      "editService", on: "services", limits, right: .manageStock,
      help: "Changes what a service takes and offers; an empty limit is none."
    ) { work, arguments in
      let id = try arguments.subject()
      guard let known = try ServiceTable.load(id, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "services", String(id))
      }
      var service = known.service
      try take(arguments, into: &service)
      var values = ServiceTable.values(service, carrier: known.carrierId)
      // A closed carrier closes its services without being written into them.
      values["closed_because"] = nil
      return try updateRow(.services, "editService", values, work, arguments)
    },
    ActionDefinition(
      "closeService", on: "services", [ActionField("because", .text(limit: 200), required: true)],
      right: .manageStock, help: "Sends nothing by a service for now, and says why."
    ) { work, arguments in try close(.services, "closeService", work, arguments) },
    ActionDefinition(
      "openService", on: "services", right: .manageStock, help: "Sends by a closed service again."
    ) { work, arguments in try open(.services, "openService", work, arguments) },
    ActionDefinition(
      "endSheet", on: "sheets", [ActionField("until", .date, required: true)], right: .manageStock,
      help: "Says when a rate sheet stops to hold; a newer sheet of the same service says it by itself."
    ) { work, arguments in
      let id = try arguments.subject()
      let until = try arguments.date("until", now: work.now) ?? work.now
      let sheet = try work.writer.first("SELECT valid_from, valid_until FROM rate_sheets WHERE id = \(id)") {
        ($0.instant(0), $0.optionalInstant(1))
      }
      guard let sheet else { throw ActionRefusal.noSuchRecord(kind: "sheets", String(id)) }
      if until <= sheet.0 || sheet.1.map({ until > $0 }) ?? false {
        throw ActionRefusal.badField(
          "until", found: arguments.text("until") ?? "",
          expected: .time(after: sheet.0, atMost: sheet.1))
      }
      return try updateRow(.rateSheets, "endSheet", ["valid_until": .number(until.milliseconds)], work, arguments)
    },
  ]

  // MARK: - Rows

  static func insertRow(
    _ table: FulfilmentTable, _ action: String, _ kind: String, _ values: [String: Plain], _ work: Work
  ) throws -> Int64 {
    let task = FulfilmentWork(work)
    let id = try task.rows.insert(table, values)
    try task.commit(action, kind, id)
    return id
  }

  static func updateRow(
    _ table: FulfilmentTable, _ action: String, _ values: [String: Plain], _ work: Work, _ arguments: ActionArguments
  ) throws -> Int64 {
    let id = try arguments.subject()
    let kind = FulfilmentNames.kind(of: table)
    guard try table.row(id, in: work.writer) != nil else {
      throw ActionRefusal.noSuchRecord(kind: kind, String(id))
    }
    let task = FulfilmentWork(work)
    try task.rows.update(table, id, values)
    if try task.rows.changes().isEmpty { throw ActionRefusal.order(.unchanged) }
    try task.commit(action, kind, id)
    return id
  }

  private static func close(
    _ table: FulfilmentTable, _ action: String, _ work: Work, _ arguments: ActionArguments
  ) throws -> Int64 {
    let why = (arguments.text("because") ?? "").filter { !$0.isNewline }
    return try updateRow(table, action, ["closed_because": .text(why)], work, arguments)
  }

  private static func open(
    _ table: FulfilmentTable, _ action: String, _ work: Work, _ arguments: ActionArguments
  ) throws -> Int64 {
    let id = try arguments.subject()
    if let row = try table.row(id, in: work.writer), row["closed_because"] == nil {
      throw ActionRefusal.way(.notClosed(row["code"]?.text ?? String(id)))
    }
    return try updateRow(table, action, ["closed_because": .null], work, arguments)
  }

  private static func wayCode(_ arguments: ActionArguments, _ kind: String, _ work: Work) throws -> String {
    let code = arguments.text("code") ?? ""
    guard WayCodes.isCode(code) else {
      throw ActionRefusal.badField("code", found: code, expected: .code)
    }
    if try FulfilmentNames.find(kind, code, in: work.writer) != nil { throw ActionRefusal.way(.codeTaken(code)) }
    return code
  }

  // MARK: - What a service takes

  private static func take(_ arguments: ActionArguments, into service: inout ShippingService) throws {
    if let name = arguments.text("name") { service.name = name }
    if arguments.text("features") != nil {
      service.features = Set(
        try arguments.words("features").map { word in
          guard let feature = ShippingService.Feature.named(word) else {
            throw ActionRefusal.badField(
              "features", found: word,
              expected: .anyOf(ShippingService.Feature.allCases.map(\.rawValue)))
          }
          return feature
        })
    }
    if arguments.text("origins") != nil {
      service.origins = Set(
        try arguments.words("origins").map { word in
          guard let code = Countries.code(word) else {
            throw ActionRefusal.badField("origins", found: word, expected: .country(example: "CN"))
          }
          return code
        })
    }
    if arguments.text("hazards") != nil {
      service.limits.allowedHazards = try arguments.words("hazards").reduce(into: []) { all, word in
        guard let hazards = Hazard.named(word) else {
          throw ActionRefusal.badField(
            "hazards", found: word,
            expected: .hazards(Hazard.allCases.map(\.rawValue)))
        }
        all.formUnion(hazards)
      }
    }
    func limit(_ field: String, _ value: inout Int64?) throws {
      if arguments.text(field) == nil { return }
      value = try count(field, arguments, from: 1, to: 100_000_000)
    }
    try limit("minGrams", &service.limits.minimumGrams)
    try limit("maxGrams", &service.limits.maximumGrams)
    try limit("longestSide", &service.limits.longestSideMillimetres)
    try limit("girth", &service.limits.girthMillimetres)
    try limit("sumOfSides", &service.limits.sumOfSidesMillimetres)
    service.lossBasisPoints = try count("lossPoints", arguments, to: 10_000) ?? service.lossBasisPoints
    if let text = arguments.text("valueLimit") {
      service.limits.highestValue = try text.isEmpty ? nil : value(text)
    }
    if let text = arguments.text("cutOff") {
      guard text.isEmpty || WayCodes.minute(text) != nil else {
        throw ActionRefusal.badField("cutOff", found: text, expected: .timeOfDay)
      }
      service.cutOffMinute = WayCodes.minute(text)
    }
  }

  private static func value(_ text: String) throws -> Money {
    do throws(TypedMoney.Refusal) {
      return try TypedMoney.read(text, currency: nil).money
    } catch {
      throw ActionRefusal.badField("valueLimit", found: text, expected: .sum(example: "150EUR"))
    }
  }
}

extension FulfilmentNames {
  static func kind(of table: FulfilmentTable) -> String {
    tables.first { $0.value == table }?.key ?? table.rawValue
  }
}
