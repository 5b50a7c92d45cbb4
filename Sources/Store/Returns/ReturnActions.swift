internal import Domain

extension ActionTable {
  /// Goods that come back, and the money that goes back for them.
  static let returnActions: [ActionDefinition] =
    returnAgreement + returnGoods + returnDockActions + returnJudgement + refundActions + refundStates + exchangeActions

  private static let reasons = ReturnReason.allCases.map(\.rawValue)

  /// Units that something is done to; without them, all that it can be done to.
  static let returnLines = ActionField("lines", .words)

  private static let returnAgreement: [ActionDefinition] = [
    ActionDefinition(
      "requestReturn", on: "orders",
      [
        returnLines, ActionField("reason", .choice(reasons)), ActionField("authorised", .flag),
        ActionField("tracking", .text(limit: 60)), ActionField("note", .longText(limit: 1000)),
      ], right: .editOrders,
      help: "Opens a return of goods that were sent: SKU*COUNT or #LINE*COUNT, divided by commas; all that is with the "
        + "buyer where none are named."
    ) { work, arguments in
      try Returning.request(work, arguments)
    },
    event("authoriseReturn", .authorise, help: "Agrees to a return: the goods may come.") { $0.authorisedAt = $1 },
    event("declineReturn", .decline, help: "Says no to a return that a buyer asks for."),
    event("cancelReturn", .cancel, help: "Calls a return off before anything of it came."),
    event("expireReturn", .expire, help: "Gives up waiting for a return that was agreed to and never sent."),
    event("loseReturn", .lose, help: "Notes that a carrier lost the goods on their way back."),
    event("settleShort", .settleShort, help: "Gives up waiting for the rest of a return: no more of it will come."),
    ActionDefinition(
      "leaveWithBuyer", on: "returns", right: .settlePayments,
      help: "Lets the buyer keep the goods: they are paid back all the same."
    ) { work, arguments in
      try change(Return.self, "leaveWithBuyer", work, arguments) { $0 = try $0.leftWithBuyer() }
    },
    ActionDefinition(
      "sendReturn", on: "returns", [ActionField("tracking", .text(limit: 60))], right: .editOrders,
      help: "Notes that the goods of a return are on their way here, and with which number."
    ) { work, arguments in
      try change(Return.self, "sendReturn", work, arguments) { changed in
        changed = try changed.after(.send)
        changed.tracking = arguments.text("tracking") ?? changed.tracking
      }
    },
    ActionDefinition(
      "noteReturn", on: "returns", [ActionField("note", .longText(limit: 1000))], right: .editOrders,
      help: "Writes the shop's own note of a return."
    ) { work, arguments in
      try change(Return.self, "noteReturn", work, arguments) { changed in
        try arguments.refuseConflicts(with: ["note": changed.note])
        changed.note = arguments.text("note") ?? changed.note
      }
    },
  ]

  /// An action without fields that moves the goods' axis on.
  private static func event(
    _ id: String, _ event: ReceptionEvent, help: String,
    _ more: @escaping @Sendable (inout Return, Instant) -> Void = { _, _ in }
  ) -> ActionDefinition {
    ActionDefinition(id, on: "returns", right: .editOrders, help: help) { work, arguments in
      try change(Return.self, id, work, arguments) { changed in
        changed = try changed.after(event)
        more(&changed, work.now)
      }
    }
  }

  private static let returnGoods: [ActionDefinition] = [
    ActionDefinition(
      "receiveReturn", on: "returns",
      [
        returnLines, ActionField("to", .record(kind: "locations")), ActionField("lot", .text(limit: 60)),
        ActionField("condition", .choice(ReturnCondition.allCases.map(\.rawValue))),
      ],
      right: .moveStock,
      help: "Books in what came of a return: SKU*COUNT, divided by commas; all that is awaited where none are named. "
        + "It stands in the returns' bin until somebody has looked at it."
    ) { work, arguments in
      try Returning.receive(work, arguments)
    },
    ActionDefinition(
      "putAwayReturn", on: "returns",
      [
        ActionField("goods", .choice(ReturnGoods.allCases.map(\.rawValue)), required: true), returnLines,
        ActionField("to", .record(kind: "locations")), ActionField("lot", .text(limit: 60)),
      ], right: .moveStock,
      help:
        "Says where goods that came back go: onto the shelf again, to be refurbished, to the supplier, into the bin "
        + "for scrap; refused ones back to the buyer."
    ) { work, arguments in
      try Returning.putAway(work, arguments)
    },
  ]

  private static let returnJudgement: [ActionDefinition] = [
    ActionDefinition(
      "acceptReturn", on: "returns", [returnLines], right: .moveStock,
      help: "Accepts what came of a return, so that it can be paid back and put away."
    ) { work, arguments in
      try judge("acceptReturn", work, arguments, accepted: true)
    },
    ActionDefinition(
      "refuseReturn", on: "returns", [returnLines, ActionField("note", .text(limit: 500))], right: .moveStock,
      help: "Refuses what came of a return: used, incomplete, not ours. The reason is kept."
    ) { work, arguments in
      try judge("refuseReturn", work, arguments, accepted: false)
    },
    ActionDefinition(
      "questionReturn", on: "returns", [ActionField("note", .text(limit: 500))], right: .moveStock,
      help: "Lays a return aside that nobody here can judge: somebody has to ask the buyer or the carrier."
    ) { work, arguments in
      try change(Return.self, "questionReturn", work, arguments) { changed in
        changed = try changed.questioned()
        if let note = arguments.text("note"), !note.isEmpty { changed.note = note }
      }
    },
  ]

  private static func judge(_ id: String, _ work: Work, _ arguments: ActionArguments, accepted: Bool) throws -> Int64? {
    try change(Return.self, id, work, arguments) { changed in
      let counts = try Returning.counts(arguments, of: changed, all: \.toJudge)
      changed = try changed.judged(counts, accepted: accepted)
      if let note = arguments.text("note"), !note.isEmpty { changed.note = note }
    }
  }
}
