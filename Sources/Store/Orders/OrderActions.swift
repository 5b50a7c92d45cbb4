internal import Domain

extension ActionTable {
  /// Everything that is done to an order.
  static let orderActions: [ActionDefinition] = orderHolds + orderProgress + orderPayments + orderNotes + orderEdits

  /// An action on orders that takes no field and moves one axis on; `topic` is what the outside hears of it.
  static func event(
    _ id: String, right: Right, topic: String? = nil, review moment: RuleMoment? = nil, help: String,
    _ move: @escaping @Sendable (inout Order, Instant) throws -> Void
  ) -> ActionDefinition {
    // What rules do, and what the warehouse does about it, may rest on other records and reach them.
    let isAlone = moment == nil && !CallingOff.actions.contains(id)
    return orderAction(id, right: right, reach: isAlone ? .record : .shop, help: help, topic: topic, review: moment) {
      order, work, _ in try move(&order, work.now)
    }
  }

  /// An action that changes an order.
  static func orderAction(
    _ id: String, _ fields: [ActionField] = [], right: Right, reach: ActionReach = .record, help: String,
    topic: String? = nil, review moment: RuleMoment? = nil,
    _ change: @escaping @Sendable (inout Order, Work, ActionArguments) throws -> Void
  ) -> ActionDefinition {
    ActionDefinition(id, on: "orders", fields, right: right, reach: reach, help: help) { work, arguments in
      let subject = try self.change(Order.self, id, work, arguments) { try change(&$0, work, arguments) }
      let head = work.nextSeq - 1
      if let topic {
        try work.tellOutside(topic, .map(["order": Plain(subject), "reason": .text(work.reason)]))
      }
      if let subject, CallingOff.actions.contains(id), !work.isJudging {
        try CallingOff.follow(subject, id, under: head, work)
      }
      if let moment, let subject { try ReviewRules.run([subject], moment, work) }
      return subject
    }
  }

  private static let reasons = HoldReason.allCases.map(\.rawValue)

  private static let orderHolds: [ActionDefinition] = [
    orderAction(
      "holdOrder",
      [
        ActionField("reason", .choice(reasons), required: true), ActionField("until", .date),
        ActionField("note", .text(limit: 500)),
      ], right: .editOrders, help: "Stops an order: it is not shipped until the hold is released or ends."
    ) { order, work, arguments in
      guard let reason: HoldReason = arguments.choice("reason") else { throw ActionRefusal.missingField("reason") }
      order = try order.held(
        Hold(
          reason: reason, actor: work.actor.name, placedAt: work.now,
          until: try arguments.date("until", now: work.now), note: arguments.text("note") ?? ""))
    },
    orderAction(
      "releaseOrder", [ActionField("reason", .choice(reasons))], right: .editOrders,
      help: "Releases an order's hold of that reason, or all of its holds."
    ) { order, _, arguments in order = try order.released(arguments.choice("reason")) },
    event(
      "endHolds", right: .editOrders,
      help: "Releases an order's holds whose end has come; the duty releaseHolds does it by itself."
    ) { order, now in order = try order.withoutEndedHolds(at: now) },
  ]

  private static let orderProgress: [ActionDefinition] = [
    event("confirmOrder", right: .editOrders, review: .comesIn, help: "Makes a draft an open order.") { order, _ in
      if order.lines.isEmpty { throw OrderRefusal.noLines }
      order = try order.after(OrderEvent.confirm)
    },
    event("closeOrder", right: .editOrders, help: "Closes an order: nothing more is to be done.") { order, _ in
      order = try order.after(OrderEvent.close)
    },
    event("reopenOrder", right: .editOrders, help: "Opens a closed order again.") { order, _ in
      // What was merged into another order has nothing left of its own.
      if order.lines.isEmpty { throw OrderRefusal.noLines }
      order = try order.after(OrderEvent.reopen)
    },
    event(
      "cancelOrder", right: .cancelOrders, topic: "channel.orderCancelled",
      help: "Cancels an order that has not been shipped; its channel is told."
    ) { order, now in
      order = try order.calledOff(at: now)
    },
    event("startProcessing", right: .shipOrders, help: "Takes an order into work in the warehouse.") { order, _ in
      order = try order.after(FulfilmentEvent.startProcessing)
    },
    event("stopProcessing", right: .shipOrders, help: "Puts an order back from the warehouse.") { order, _ in
      order = try order.after(FulfilmentEvent.stopProcessing)
    },
    orderAction(
      "shipOrder", right: .shipOrders, reach: .shop,
      help: "Notes that all goods of an order are on their way: what was promised to it leaves the books, and its "
        + "channel is told.",
      topic: "channel.orderShipped"
    ) { order, work, _ in
      order = try order.shippedWhole(at: work.now)
      try SentElsewhere.refuseInHand(order, work)
    },
    orderAction(
      "shipPart", [ActionField("lines", .words, required: true)], right: .shipOrders, reach: .shop,
      help: "Notes that some goods of an order are on their way: SKU*COUNT, or #LINE*COUNT, divided by commas.",
      topic: "channel.orderShipped"
    ) { order, work, arguments in
      order = try order.shipped(try EnteredLines.counts(arguments.words("lines"), of: order), at: work.now)
      try SentElsewhere.refuseInHand(order, work)
    },
    event("deliverOrder", right: .shipOrders, help: "Notes that an order arrived.") { order, _ in
      order = try order.after(FulfilmentEvent.deliver)
    },
    event("returnOrder", right: .shipOrders, help: "Notes that the goods of an order came back.") { order, _ in
      order = try order.after(FulfilmentEvent.comeBack)
    },
  ]

  private static func payment(_ id: String, _ event: PaymentEvent, help: String) -> ActionDefinition {
    self.event(id, right: .settlePayments, review: event == .pay ? .isPaid : nil, help: help) { order, now in
      order = try order.after(event)
      if event == .pay { order.paidAt = now }
    }
  }

  private static let orderPayments: [ActionDefinition] = [
    payment("markAuthorised", .authorise, help: "Notes that a payment is promised and not yet drawn."),
    payment("markPaid", .pay, help: "Notes that an order is paid in full."),
    payment("markPartlyPaid", .payPart, help: "Notes that an order is paid in part."),
    payment("markRefunded", .refund, help: "Notes that an order was refunded in full."),
    payment("markPartlyRefunded", .refundPart, help: "Notes that an order was refunded in part."),
    payment("voidPayment", .voidAuthorisation, help: "Notes that a promised payment will not come."),
  ]

  private static let orderNotes: [ActionDefinition] = [
    orderAction(
      "tagOrder", [ActionField("tag", .text(limit: 60), required: true)], right: .editOrders,
      help: "Puts a tag on an order."
    ) { order, _, arguments in order = try order.tagged(arguments.text("tag") ?? "") },
    orderAction(
      "untagOrder", [ActionField("tag", .text(limit: 60), required: true)], right: .editOrders,
      help: "Takes a tag off an order."
    ) { order, _, arguments in order = try order.untagged(arguments.text("tag") ?? "") },
    orderAction(
      "assignOrder", [ActionField("to", .text(limit: 60))], right: .editOrders,
      help: "Gives an order to a colleague, or to nobody."
    ) { order, work, arguments in
      // Nothing given is nothing changed; nobody is given as an empty name.
      guard let name = arguments.text("to") else { return }
      let isKnown = try name.isEmpty || Users.find(name, in: work.writer)?.isActive == true
      if !isKnown { throw ActionRefusal.unknownUser(name, ask: try Users.admins(in: work.writer)) }
      order.assignee = name.isEmpty ? nil : name
    },
    orderAction(
      "noteOrder", [ActionField("note", .longText(limit: 4000))], right: .editOrders,
      help: "Writes the shop's own note of an order."
    ) { order, _, arguments in
      try arguments.refuseConflicts(with: ["note": order.note])
      order.note = arguments.text("note") ?? order.note
    },
    orderAction(
      "rescheduleOrder", [ActionField("shipBy", .date), ActionField("deliverBy", .date)], right: .editOrders,
      help: "Changes the days by which an order has to be shipped and delivered."
    ) { order, work, arguments in
      if arguments.text("shipBy") != nil { order.shipBy = try arguments.date("shipBy", now: work.now) }
      if arguments.text("deliverBy") != nil { order.deliverBy = try arguments.date("deliverBy", now: work.now) }
      if let shipBy = order.shipBy, let deliverBy = order.deliverBy, shipBy > deliverBy {
        let isShipBy = arguments.text("shipBy") != nil
        throw ActionRefusal.badField(
          isShipBy ? "shipBy" : "deliverBy", found: arguments.text(isShipBy ? "shipBy" : "deliverBy") ?? "",
          expected: isShipBy ? .notAfterDelivery(deliverBy) : .notBeforeShipping(shipBy))
      }
    },
  ]
}
