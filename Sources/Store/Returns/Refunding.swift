internal import Domain

extension ActionTable {
  private static let refundFields = [
    ActionField("lines", .words), ActionField("shipping", .flag), ActionField("fee", .money),
    ActionField("amount", .money), ActionField("key", .text(limit: 80)), ActionField("note", .text(limit: 500)),
  ]

  /// Money that goes back: a record and a message; what moves the money answers with `confirmRefund` or `failRefund`.
  static let refundActions: [ActionDefinition] = [
    ActionDefinition(
      "refundReturn", on: "returns", refundFields, right: .settlePayments,
      help: "Pays back what was accepted of a return: the share of price, discount and tax of each unit, with shipping "
        + "where shipping=yes, less a fee. An amount says another sum."
    ) { work, arguments in
      let old = try Returning.load(work, arguments)
      let counts = try Returning.counts(arguments, of: old, all: old.refundable)
      var changed = try Returning.refusing { () throws(ReturnRefusal) in try old.refunding(counts) }
      let order = try Returning.order(work, old.orderId)
      let refund = try Refunding.make(order, counts, of: old, work, arguments)
      try changed.save(was: old, action: "refundReturn", undoes: nil, isWithdrawn: false, in: work)
      try work.beside(work.nextSeq - 1) { try Refunding.keep(refund, of: order, "refundReturn", work) }
      return old.id
    },
    ActionDefinition(
      "refundOrder", on: "orders", refundFields, right: .settlePayments,
      help: "Pays back units of an order that do not come back (called off, lost, as goodwill), or an amount."
    ) { work, arguments in
      let order = try Returning.order(work, try arguments.subject())
      let refunded = try RefundTable.refundedUnits(of: order.id, in: work.writer)
      let words = arguments.words("lines")
      let counts = try EnteredLines.counts(words, of: order) { $0.quantity - (refunded[$0.id] ?? 0) }
        .compactMap { count in
          order.lines.first { $0.position == count.position }
            .map { Return.Count(lineId: $0.id, quantity: count.quantity) }
        }
      if counts.isEmpty && (arguments.text("amount") ?? "").isEmpty {
        throw ActionRefusal.returns(.nothingToRefund(order.number))
      }
      let refund = try Refunding.make(order, Refunding.gathered(counts), of: nil, work, arguments)
      try Refunding.keep(refund, of: order, "refundOrder", work)
      return order.id
    },
  ]

  static let refundStates: [ActionDefinition] = [
    state("confirmRefund", .confirm, help: "Notes that a refund's money has gone: refund=RF-17."),
    state("failRefund", .fail, help: "Notes that a refund's money could not be moved; it is to be paid back still."),
    state("cancelRefund", .cancel, help: "Calls off a refund whose money has not gone."),
  ]

  private static func state(_ id: String, _ event: RefundEvent, help: String) -> ActionDefinition {
    ActionDefinition(
      id, on: "orders", [ActionField("refund", .text(limit: 20), required: true)], right: .settlePayments, help: help
    ) { work, arguments in
      let order = try Returning.order(work, try arguments.subject())
      let number = arguments.text("refund") ?? ""
      guard let refund = try RefundTable.find(number: number, in: work.writer), refund.orderId == order.id else {
        throw ActionRefusal.noSuchRecord(kind: "refunds", number)
      }
      let next = try Returning.refusing { () throws(ReturnRefusal) in try refund.state.after(event) }
      try Refunding.go(refund, to: next, of: order, id, work)
      return order.id
    }
  }
}

/// What a refund amounts to, and what is written with it.
enum Refunding {
  /// The refund of these units, checked and not yet kept; with `fields` as the form says.
  static func make(
    _ order: Order, _ counts: [Return.Count], of known: Return?, _ work: Work, _ arguments: ActionArguments,
    fields takesFields: Bool = true
  ) throws -> Refund {
    if ![.paid, .partlyRefunded].contains(order.payment) {
      throw ActionRefusal.returns(.notPaid(order: order.number))
    }
    let currency = order.money.currency
    let earlier = try RefundTable.refundedUnits(of: order.id, in: work.writer)
    for count in counts {
      guard let line = order.lines.first(where: { $0.id == count.lineId }) else { continue }
      let left = line.quantity - (earlier[line.id] ?? 0)
      if count.quantity > left {
        throw ActionRefusal.returns(.tooMany(sku: RecordSku.of(line), asked: count.quantity, left: max(0, left)))
      }
    }
    let shares = MoneyShares(order)
    var parts = counts.reduce(MoneyShares.Parts()) { sum, count in
      sum + shares.parts(of: count.lineId, after: earlier[count.lineId] ?? 0, units: count.quantity)
    }
    // What a refund tells of goods is what they cost after the discount.
    (parts.items, parts.discount) = (parts.items - parts.discount, 0)
    if try !takesFields || arguments.flag("shipping") != true { parts = parts.ofGoods }
    var amount = parts.total(taxIncluded: order.money.taxIncluded)
    let fee = try takesFields ? arguments.money("fee", currency: currency) ?? 0 : 0
    if takesFields, let said = try arguments.money("amount", currency: currency) {
      if said < 1 {
        throw ActionRefusal.badField("amount", found: arguments.text("amount") ?? "", expected: .amountAboveNought)
      }
      parts = .init(other: said)
      amount = said
    }
    if fee < 0 || fee > amount {
      throw ActionRefusal.badField(
        "fee", found: arguments.text("fee") ?? "",
        expected: .amountAtMost(Money(minorUnits: amount, currency: currency)))
    }
    amount -= fee
    if amount < 1 { throw ActionRefusal.returns(.nothingToRefund(known?.number ?? order.number)) }
    let id = try RefundTable.nextId(in: work.writer)
    let key = arguments.text("key") ?? ""
    return Refund(
      id: id, number: "RF-\(id)", orderId: order.id, returnId: known?.id,
      key: key.isEmpty ? "\(order.number)/RF-\(id)" : key, amount: amount, parts: parts, fee: fee,
      requestedAt: work.now, note: arguments.text("note") ?? "", lines: counts)
  }

  /// Keeps a refund under its order's entry, and tells who moves the money.
  static func keep(_ refund: Refund, of order: Order, _ action: String, _ work: Work) throws {
    try RefundTable.insert(refund, work)
    try work.append(
      action: action, kind: "orders", subject: order.id,
      changes: [RefundFacts.change(refund, from: nil, to: refund.state, order.money.currency)])
    try RefundTable.tell(refund, work)
  }

  /// Brings a refund on; with its money gone the order's payment says so, and what it paid back of a return is open
  /// again where it did not go.
  static func go(_ refund: Refund, to next: RefundState, of old: Order, _ action: String, _ work: Work) throws {
    try RefundTable.set(refund, to: next, work)
    work.changesBeside[old.id, default: []].append(
      RefundFacts.change(refund, from: refund.state, to: next, old.money.currency))
    var order = old
    if next == .done {
      let isWhole = try done(of: old.id, in: work.writer) >= old.money.total
      do {
        order = try order.after(isWhole ? PaymentEvent.refund : .refundPart)
      } catch {
        throw ActionRefusal.order(error)
      }
    }
    if order != old {
      try order.save(was: old, action: action, undoes: nil, isWithdrawn: false, in: work)
    } else {
      try work.append(action: action, kind: "orders", subject: old.id, changes: [])
    }
    let head = work.nextSeq - 1
    if order.wantsNothing, !old.wantsNothing { try CallingOff.follow(old.id, action, under: head, work) }
    guard next.counts != refund.state.counts, let id = refund.returnId,
      let known = try ReturnTable.load(id, in: work.writer)
    else { return }
    try work.beside(head) {
      var changed = try Returning.refusing { () throws(ReturnRefusal) in
        next.counts ? try known.refunding(refund.lines) : try known.withdrawing(refund.lines)
      }
      try changed.save(was: known, action: action, undoes: nil, isWithdrawn: false, in: work)
    }
  }

  /// Minor units that have gone back for sure.
  private static func done(of order: Int64, in reader: any Reader) throws -> Int64 {
    try reader.integer(
      """
      SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT)
      FROM refunds
      WHERE order_id = \(order) AND state = 'done'
      """) ?? 0
  }

  /// Each line once.
  static func gathered(_ counts: [Return.Count]) -> [Return.Count] {
    counts.reduce(into: []) { gathered, count in
      if let index = gathered.firstIndex(where: { $0.lineId == count.lineId }) {
        gathered[index].quantity += count.quantity
      } else {
        gathered.append(count)
      }
    }
  }
}
