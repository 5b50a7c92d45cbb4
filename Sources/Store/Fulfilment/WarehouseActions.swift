internal import Domain

extension ActionTable {
  /// What a warehouse works with: kinds of boxes, release channels, how full a picking bin is to be.
  static let warehouseActions: [ActionDefinition] = [
    ActionDefinition(
      "createBox", on: "boxes",
      [
        ActionField("code", .text(limit: 40), required: true, isCode: true),
        ActionField("length", .number, required: true),
        ActionField("width", .number, required: true), ActionField("height", .number, required: true),
        ActionField("emptyGrams", .number), ActionField("mostGrams", .number),
      ], right: .manageStock, creates: true, help: "Adds a kind of box: its inner sides in millimetres, its own weight."
    ) { work, arguments in
      let code = try freshCode(arguments, "boxes", work)
      var values: [String: Plain] = [
        "code": .text(code), "code_key": .text(FoldedText.fold(code)), "closed": .number(0),
        "empty_grams": .number(try inside(arguments, "emptyGrams", 0...PackPlan.mostGrams) ?? 0),
        "most_grams": Plain(try inside(arguments, "mostGrams", 1...PackPlan.mostGrams)),
      ]
      for (field, column) in [("length", "length_mm"), ("width", "width_mm"), ("height", "height_mm")] {
        values[column] = Plain(try inside(arguments, field, 1...Box.longestSide))
      }
      return try insert(.boxes, "createBox", "boxes", values, work)
    },
    ActionDefinition("closeBox", on: "boxes", right: .manageStock, help: "A kind of box is not packed in any more.") {
      work, arguments in
      let task = FulfilmentWork(work)
      let id = try arguments.subject()
      try task.rows.update(.boxes, id, ["closed": .number(1)])
      try task.commit("closeBox", "boxes", id)
      return id
    },
    ActionDefinition(
      "createChannel", on: "channels",
      [
        ActionField("code", .text(limit: 40), required: true, isCode: true), ActionField("sentence", .text(limit: 500)),
        ActionField("priority", .number), ActionField("limit", .number),
      ], right: .manageStock, creates: true,
      help: "Adds a release channel: which orders go through it, and how many may be at work at once."
    ) { work, arguments in
      let code = try freshCode(arguments, "channels", work)
      if let sentence = arguments.text("sentence"), !sentence.isEmpty { _ = try ReleaseChannels.sentence(sentence) }
      return try insert(
        .releaseChannels, "createChannel", "channels",
        [
          "code": .text(code), "code_key": .text(FoldedText.fold(code)),
          "sentence": .text(arguments.text("sentence") ?? ""),
          "priority": .number(try arguments.number("priority") ?? 0),
          "work_limit": Plain(try inside(arguments, "limit", 0...1_000_000)),
          "state": .text(ReleaseState.open.rawValue),
        ], work)
    },
    ActionDefinition(
      "editChannel", on: "channels",
      [
        ActionField("sentence", .text(limit: 500)), ActionField("priority", .number), ActionField("limit", .number),
        ActionField("state", .choice(ReleaseState.allCases.map(\.rawValue))),
      ], right: .manageStock, help: "Changes a release channel: opens, locks or puts it to sleep, or its limit of work."
    ) { work, arguments in
      var values: [String: Plain] = [:]
      if let sentence = arguments.text("sentence") {
        if !sentence.isEmpty { _ = try ReleaseChannels.sentence(sentence) }
        values["sentence"] = .text(sentence)
      }
      if let priority = try arguments.number("priority") { values["priority"] = .number(priority) }
      if arguments.text("limit") != nil { values["work_limit"] = Plain(try inside(arguments, "limit", 0...1_000_000)) }
      if let state: ReleaseState = arguments.choice("state") { values["state"] = .text(state.rawValue) }
      let id = try arguments.subject()
      let task = FulfilmentWork(work)
      try task.rows.update(.releaseChannels, id, values)
      if try task.rows.changes().isEmpty { throw ActionRefusal.order(.unchanged) }
      try task.commit("editChannel", "channels", id)
      return id
    },
    ActionDefinition(
      "setBinLevel", on: "locations",
      [
        ActionField("sku", .record(kind: "variants"), required: true), ActionField("least", .number, required: true),
        ActionField("most", .number, required: true),
      ], right: .manageStock,
      help: "Says how full a picking bin is to be of a SKU: below its least it is filled from the bulk up to its most."
    ) { work, arguments in
      let place = try arguments.subject()
      let sku = FoldedText.fold(arguments.text("sku") ?? "")
      guard let variant = try work.writer.integer("SELECT id FROM variants WHERE sku_key = \(sku)") else {
        throw ActionRefusal.noSuchRecord(kind: "variants", arguments.text("sku") ?? "")
      }
      let least = try inside(arguments, "least", 0...StockMove.limit) ?? 0
      let most = try inside(arguments, "most", least...StockMove.limit) ?? least
      let task = FulfilmentWork(work)
      let known = try work.writer.integer(
        "SELECT id FROM bin_levels WHERE location_id = \(place) AND variant_id = \(variant)")
      if let known {
        try task.rows.update(.binLevels, known, ["least": .number(least), "most": .number(most)])
      } else {
        try task.rows.insert(
          .binLevels,
          [
            "location_id": .number(place), "variant_id": .number(variant), "least": .number(least),
            "most": .number(most),
          ])
      }
      if try task.rows.changes().isEmpty { throw ActionRefusal.order(.unchanged) }
      try task.commit("setBinLevel", "levels", place)
      return place
    },
  ]

  private static func insert(
    _ table: FulfilmentTable, _ action: String, _ kind: String, _ values: [String: Plain], _ work: Work
  ) throws -> Int64 {
    let task = FulfilmentWork(work)
    let id = try task.rows.insert(table, values)
    try task.commit(action, kind, id)
    return id
  }

  private static func freshCode(_ arguments: ActionArguments, _ kind: String, _ work: Work) throws -> String {
    let code = arguments.text("code") ?? ""
    if code.isEmpty || code.contains(where: { $0.isWhitespace || $0 == "," }) {
      throw ActionRefusal.badField("code", found: code, expected: .code)
    }
    if try FulfilmentNames.find(kind, code, in: work.writer) != nil {
      throw ActionRefusal.badField("code", found: code, expected: .notTaken(.code))
    }
    return code
  }

  private static func inside(_ arguments: ActionArguments, _ field: String, _ range: ClosedRange<Int64>) throws
    -> Int64?
  {
    guard let number = try arguments.number(field) else { return nil }
    guard range.contains(number) else {
      throw ActionRefusal.badField(
        field, found: String(number), expected: .from(range.lowerBound, to: range.upperBound))
    }
    return number
  }
}
