internal import Domain

extension ActionTable {
  /// What is set right in an order before it goes out.
  static let orderEdits: [ActionDefinition] = [
    orderAction(
      "editDraft", [ActionField("lines", .words)] + moneyFields, right: .editOrders,
      help: "Changes what a draft holds and costs; lines are SKU*COUNT@PRICE and replace what was there."
    ) { order, work, arguments in
      let lines =
        arguments.text("lines") == nil
        ? nil
        : try EnteredLines.lines(
          arguments.words("lines"), order.money.currency, account: order.accountId, in: work.writer)
      order = try order.redrafted(lines, try arguments.money(over: order.money))
      order.shippingService = arguments.text("service") ?? order.shippingService
    },
    orderAction(
      "changeAddress", cardFields, right: .editOrders,
      help: "Sends an order that is still here to another address; what is not named stays as it was."
    ) { order, work, arguments in
      let writer = work.writer
      if let customer = order.customerId, try CustomerTable.isErased(customer, in: writer) {
        throw ActionRefusal.erased
      }
      let known = try order.customerId.flatMap { subject in
        try PersonalTable.card(subject: subject, revision: order.shipToRevision, in: writer)
      }
      let card = try arguments.card(over: known ?? Card())
      if card == known ?? Card() { throw OrderRefusal.unchanged }
      let subject = try order.customerId ?? newCustomer(of: order, card, work)
      let revision = try PersonalTable.keep(card, subject: subject, at: work.now, in: writer)
      order = try order.readdressed(
        to: revision, customer: subject, country: card.country.isEmpty ? nil : card.country)
    },
  ]

  private static func newCustomer(of order: Order, _ card: Card, _ work: Work) throws -> Int64 {
    let id = try Counter.next("customers", in: work.writer)
    let customer = Customer(
      id: id, number: "C-\(id)", revision: 1, country: card.country.isEmpty ? nil : card.country,
      firstOrderAt: order.placedAt, lastOrderAt: order.placedAt)
    try CustomerTable.insert(customer, in: work.writer)
    try PersonalTable.insert(card, subject: id, revision: 1, at: work.now, in: work.writer)
    try CustomerTable.index(customer, card, was: nil, in: work.writer)
    return id
  }
}
