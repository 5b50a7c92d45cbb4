internal import Domain

extension ActionTable {
  static let exchangeActions: [ActionDefinition] = [
    ActionDefinition(
      "exchangeReturn", on: "returns",
      [ActionField("lines", .words, required: true), ActionField("note", .text(limit: 500))], right: .settlePayments,
      help: "Sends something else for what was accepted of a return: SKU*COUNT or SKU*COUNT@PRICE, divided by commas. "
        + "What came back pays for it; the buyer owes the rest, or gets it back."
    ) { work, arguments in
      try Exchanging.exchange(work, arguments)
    }
  ]
}

/// A new order for goods that came back: what they cost is set off against it, and never paid back a second time.
enum Exchanging {
  static func exchange(_ work: Work, _ arguments: ActionArguments) throws -> Int64? {
    let old = try Returning.load(work, arguments)
    if let known = old.exchangeId {
      throw ActionRefusal.returns(.hasExchange(try RecordNumber.of("orders", known, in: work.writer)))
    }
    let order = try Returning.order(work, old.orderId)
    let counts = old.lines.compactMap { line in
      old.refundable(line) > 0 ? Return.Count(lineId: line.lineId, quantity: old.refundable(line)) : nil
    }
    var changed = try Returning.refusing { () throws(ReturnRefusal) in try old.refunding(counts) }
    let credit = try Refunding.make(order, counts, of: old, work, arguments, fields: false)
    let made = try newOrder(for: order, old, credit.amount, work, arguments)
    changed.exchangeId = made.id
    var cutter = TermCutter()
    let cards = try OrderWords.cards(of: made, in: work.writer)
    try OrderTable.insert(
      made, OrderSources(newest: RevisionStamp(revisedAt: work.now, contentHash: 0)),
      words: OrderWords.words(made, cards: cards, cutter: &cutter), in: work)
    if let customer = made.customerId { try CustomerTable.countOrder(of: customer, by: 1, in: work.writer) }
    try changed.save(was: old, action: "exchangeReturn", undoes: nil, isWithdrawn: false, in: work)
    try work.beside(work.nextSeq - 1) {
      try work.append(
        action: "exchangeReturn", kind: "orders", subject: made.id,
        changes: [
          FieldChange(field: "status", before: .null, after: .text(made.status.rawValue)),
          FieldChange(field: "exchangeFor", before: .null, after: .text(old.number)),
        ])
      try setOff(credit, against: made.money.discount, of: order, work)
    }
    return old.id
  }

  private static func newOrder(
    for order: Order, _ known: Return, _ credit: Int64, _ work: Work, _ arguments: ActionArguments
  ) throws -> Order {
    let lines = try EnteredLines.lines(
      arguments.words("lines"), order.money.currency, account: order.accountId, in: work.writer)
    var made = Order(
      id: try Counter.next("orders", in: work.writer), accountId: order.accountId,
      externalId: "\(order.externalId)/\(known.number)", number: "\(order.number)/\(known.number)", state: .draft,
      placedAt: work.now, customerId: order.customerId, shipToRevision: order.shipToRevision,
      billToRevision: order.billToRevision, country: order.country, money: OrderMoney(currency: order.money.currency),
      shippingService: order.shippingService)
    made = try Splitting.refusing { () throws(OrderRefusal) in try made.redrafted(lines, made.money) }
    made.state = .open
    made.money.taxIncluded = true
    made.money.discount = min(credit, made.money.items)
    if made.money.total == 0 {
      made.payment = .paid
      made.paidAt = work.now
    }
    try giveFreeNumber(to: &made, in: work.writer)
    return made
  }

  /// An order that follows from another has its number with a part behind it; one that was undone keeps it.
  static func giveFreeNumber(to made: inout Order, in reader: any Reader) throws {
    let taken = try reader.integer(
      "SELECT COUNT(*) FROM orders WHERE account_id = \(made.accountId) AND external_id = \(made.externalId)")
    if taken == 0 { return }
    made.externalId += "-\(made.id)"
    made.number += "-\(made.id)"
  }

  /// What the new order takes of the credit is done with; the rest goes back as money.
  private static func setOff(_ credit: Refund, against used: Int64, of order: Order, _ work: Work) throws {
    var exchange = credit
    exchange.method = .exchange
    exchange.state = .done
    if used < credit.amount {
      exchange.amount = used
      exchange.parts = .init(other: used)
    }
    if exchange.amount > 0 { try Refunding.keep(exchange, of: order, "exchangeReturn", work) }
    let rest = credit.amount - used
    if rest > 0 {
      let id = try RefundTable.nextId(in: work.writer)
      var money = credit
      (money.id, money.number, money.key) = (id, "RF-\(id)", "\(order.number)/RF-\(id)")
      (money.amount, money.parts) = (rest, .init(other: rest))
      money.lines = exchange.amount > 0 ? [] : credit.lines
      try Refunding.keep(money, of: order, "exchangeReturn", work)
    }
  }
}
