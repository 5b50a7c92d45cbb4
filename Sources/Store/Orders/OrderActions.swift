internal import Domain

extension ActionTable {
  /// Everything that is done to an order.
  static let orderActions: [ActionDefinition] =
    orderHolds + orderProgress + orderNotes

  /// Loads the order, asks the domain for the changed one, saves it and writes the journal.
  static func change(
    _ action: String, _ work: Work, _ arguments: ActionArguments,
    _ change: (Order) throws -> Order
  ) throws -> Int64? {
    let id = try arguments.subject()
    guard let old = try OrderTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "orders", String(id))
    }
    if try OrderTable.isWithdrawn(id, in: work.writer) { throw ActionRefusal.withdrawn(kind: "orders", old.number) }
    var order: Order
    do {
      order = try change(old)
    } catch let refusal as OrderRefusal {
      throw ActionRefusal.order(refusal)
    }
    if order == old { throw ActionRefusal.order(.unchanged) }
    try OrderTable.save(&order, was: old, action: action, in: work)
    return id
  }

  private static let reasons = HoldReason.allCases.map(\.rawValue)

  private static let orderHolds: [ActionDefinition] = [
    ActionDefinition(
      "holdOrder", on: "orders",
      [
        ActionField("reason", .choice(reasons), required: true), ActionField("until", .date),
        ActionField("note", .text(limit: 500)),
      ],
      right: .editOrders, help: "Stops an order: it is not shipped until the hold is released or ends."
    ) { work, arguments in
      try change("holdOrder", work, arguments) { order in
        guard let reason: HoldReason = arguments.choice("reason") else { throw ActionRefusal.missingField("reason") }
        return try order.held(
          Hold(
            reason: reason, actor: work.actor.name, placedAt: work.now,
            until: try arguments.date("until", now: work.now), note: arguments.text("note") ?? ""))
      }
    },
    ActionDefinition(
      "releaseOrder", on: "orders", [ActionField("reason", .choice(reasons))], right: .editOrders,
      help: "Releases an order's hold of that reason, or all of its holds."
    ) { work, arguments in
      try change("releaseOrder", work, arguments) { try $0.released(arguments.choice("reason")) }
    },
    ActionDefinition(
      "endHolds", on: "orders", right: .editOrders,
      help: "Releases an order's holds whose end has come; the duty releaseHolds does it by itself."
    ) { work, arguments in
      try change("endHolds", work, arguments) { try $0.withoutEndedHolds(at: work.now) }
    },
  ]

  private static func event(
    _ id: String, right: Right, help: String, undo: Reversibility = .reversible,
    _ move: @escaping @Sendable (Order, Instant) throws -> Order
  ) -> ActionDefinition {
    ActionDefinition(id, on: "orders", right: right, undo: undo, help: help) { work, arguments in
      try change(id, work, arguments) { try move($0, work.now) }
    }
  }

  private static let orderProgress: [ActionDefinition] = [
    event("confirmOrder", right: .editOrders, help: "Makes a draft an open order.") { order, _ in
      if order.lines.isEmpty { throw OrderRefusal.noLines }
      return try order.after(OrderEvent.confirm)
    },
    event("closeOrder", right: .editOrders, help: "Closes an order: nothing more is to be done.") { order, _ in
      try order.after(OrderEvent.close)
    },
    event("reopenOrder", right: .editOrders, help: "Opens a closed order again.") { order, _ in
      try order.after(OrderEvent.reopen)
    },
    ActionDefinition(
      "cancelOrder", on: "orders", right: .cancelOrders,
      help: "Cancels an order that has not been shipped; its channel is told."
    ) { work, arguments in
      let id = try change("cancelOrder", work, arguments) { order in
        var next = try order.after(OrderEvent.cancel)
        next.cancelledAt = work.now
        return next
      }
      try work.tellOutside("channel.orderCancelled", .map(["order": Plain(id), "reason": .text(work.reason)]))
      return id
    },
    event("markPaid", right: .settlePayments, help: "Notes that an order is paid in full.") { order, now in
      var next = try order.after(PaymentEvent.pay)
      next.paidAt = now
      return next
    },
    event("markRefunded", right: .settlePayments, help: "Notes that an order was refunded in full.") { order, _ in
      try order.after(PaymentEvent.refund)
    },
    event("startProcessing", right: .shipOrders, help: "Takes an order into work in the warehouse.") { order, _ in
      try order.after(FulfilmentEvent.startProcessing)
    },
    event("stopProcessing", right: .shipOrders, help: "Puts an order back from the warehouse.") { order, _ in
      try order.after(FulfilmentEvent.stopProcessing)
    },
    ActionDefinition(
      "shipOrder", on: "orders", right: .shipOrders,
      help: "Notes that all goods of an order are on their way; its channel is told."
    ) { work, arguments in
      let id = try change("shipOrder", work, arguments) { order in
        var next = try order.after(FulfilmentEvent.ship)
        next.shippedAt = work.now
        return next
      }
      try work.tellOutside("channel.orderShipped", .map(["order": Plain(id)]))
      return id
    },
    event("deliverOrder", right: .shipOrders, help: "Notes that an order arrived.") { order, _ in
      try order.after(FulfilmentEvent.deliver)
    },
    event("returnOrder", right: .shipOrders, help: "Notes that the goods of an order came back.") { order, _ in
      try order.after(FulfilmentEvent.comeBack)
    },
  ]

  private static let orderNotes: [ActionDefinition] = [
    ActionDefinition(
      "tagOrder", on: "orders", [ActionField("tag", .text(limit: 60), required: true)], right: .editOrders,
      help: "Puts a tag on an order."
    ) { work, arguments in
      try change("tagOrder", work, arguments) { try $0.tagged(arguments.text("tag") ?? "") }
    },
    ActionDefinition(
      "untagOrder", on: "orders", [ActionField("tag", .text(limit: 60), required: true)], right: .editOrders,
      help: "Takes a tag off an order."
    ) { work, arguments in
      try change("untagOrder", work, arguments) { try $0.untagged(arguments.text("tag") ?? "") }
    },
    ActionDefinition(
      "assignOrder", on: "orders", [ActionField("to", .text(limit: 60))], right: .editOrders,
      help: "Gives an order to a colleague, or to nobody."
    ) { work, arguments in
      try change("assignOrder", work, arguments) { order in
        var next = order
        let name = arguments.text("to") ?? ""
        if !name.isEmpty, try Users.find(name, in: work.writer) == nil {
          throw ActionRefusal.unknownUser(name, ask: try Users.admins(in: work.writer))
        }
        next.assignee = name.isEmpty ? nil : name
        return next
      }
    },
    ActionDefinition(
      "noteOrder", on: "orders", [ActionField("note", .longText(limit: 4000))], right: .editOrders,
      help: "Writes the shop's own note of an order."
    ) { work, arguments in
      try change("noteOrder", work, arguments) { order in
        var next = order
        next.note = arguments.text("note") ?? ""
        return next
      }
    },
    ActionDefinition(
      "rescheduleOrder", on: "orders", [ActionField("shipBy", .date), ActionField("deliverBy", .date)],
      right: .editOrders, help: "Changes the days by which an order has to be shipped and delivered."
    ) { work, arguments in
      try change("rescheduleOrder", work, arguments) { order in
        var next = order
        if arguments.text("shipBy") != nil { next.shipBy = try arguments.date("shipBy", now: work.now) }
        if arguments.text("deliverBy") != nil { next.deliverBy = try arguments.date("deliverBy", now: work.now) }
        return next
      }
    },
  ]
}
