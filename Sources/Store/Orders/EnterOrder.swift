internal import Domain

extension ActionTable {
  /// Entering an order by hand: it is a draft until it is confirmed.
  static let orderEntry: [ActionDefinition] = [
    ActionDefinition(
      "enterOrder", on: "orders",
      [
        ActionField("channel", .text(limit: 16), required: true), ActionField("number", .text(limit: 60), isCode: true),
        ActionField("lines", .words, required: true), ActionField("currency", .text(limit: 3)),
        ActionField("placedAt", .date), ActionField("customer", .text(limit: 40)),
      ] + cardFields + moneyFields + [
        ActionField("message", .longText(limit: 4000)), ActionField("note", .longText(limit: 4000)),
        ActionField("tags", .words), ActionField("shipBy", .date), ActionField("deliverBy", .date),
      ], right: .editOrders, creates: true,
      help: "Enters an order by hand as a draft; lines are SKU*COUNT@PRICE, divided by commas. An own SKU has its own "
        + "price. The buyer is found by customer number or e-mail, or is new."
    ) { work, arguments in
      try enter(work, arguments)
    }
  ]

  /// What a draft costs beside its items, and how it goes.
  static let moneyFields = [
    ActionField("shipping", .money), ActionField("discount", .money), ActionField("tax", .money),
    ActionField("taxIncluded", .flag), ActionField("service", .text(limit: 100)),
  ]

  private static func enter(_ work: Work, _ arguments: ActionArguments) throws -> Int64? {
    let writer = work.writer
    let account = try account(arguments, in: writer)
    let code = arguments.text("currency") ?? ""
    if code.isEmpty && account.currency == nil { throw ActionRefusal.missingField("currency") }
    guard let currency = code.isEmpty ? account.currency : Currency(code) else {
      throw ActionRefusal.badField("currency", found: code, expected: .currency(example: "EUR"))
    }
    let id = try Counter.next("orders", in: writer)
    var order = Order(
      id: id, accountId: account.id, externalId: try externalId(arguments, id, account, in: writer), number: "",
      state: .draft, placedAt: try arguments.date("placedAt", now: work.now) ?? work.now,
      shipBy: try arguments.date("shipBy", now: work.now), deliverBy: try arguments.date("deliverBy", now: work.now),
      money: OrderMoney(currency: currency))
    order.number = account.code + "-" + order.externalId
    order.tags = Tags.cleaned(arguments.words("tags"))
    order.note = arguments.text("note") ?? ""
    order.shippingService = arguments.text("service") ?? ""
    let lines = try EnteredLines.lines(arguments.words("lines"), currency, account: account.id, in: writer)
    do {
      order = try order.redrafted(lines, try arguments.money(over: order.money))
    } catch let refusal as OrderRefusal {
      throw ActionRefusal.order(refusal)
    }
    let cards = try keepBuyer(&order, arguments, work)
    var cutter = TermCutter()
    try OrderTable.insert(
      order, OrderSources(newest: RevisionStamp(revisedAt: work.now, contentHash: 0)),
      words: OrderWords.words(order, cards: cards, cutter: &cutter), in: work)
    try work.append(
      action: "enterOrder", kind: "orders", subject: id,
      changes: [FieldChange(field: "status", before: .null, after: .text(order.status.rawValue))])
    return id
  }

  private static func account(_ arguments: ActionArguments, in reader: any Reader) throws -> Account {
    let code = arguments.text("channel") ?? ""
    if let account = try Accounts.find(code, in: reader) { return account }
    let known = try Accounts.all(in: reader).map(\.code)
    throw ActionRefusal.badField(
      "channel", found: code,
      expected: known.isEmpty ? .accountThatIsNone : .known(known))
  }

  private static func externalId(
    _ arguments: ActionArguments, _ id: Int64, _ account: Account, in reader: any Reader
  ) throws -> String {
    let given = arguments.text("number") ?? ""
    let externalId = given.isEmpty ? "M\(id)" : given
    let taken = try reader.integer(
      "SELECT COUNT(*) FROM orders WHERE account_id = \(account.id) AND external_id = \(externalId)")
    if taken != 0 { throw ActionRefusal.badField("number", found: externalId, expected: .notTaken(.orderNumber)) }
    return externalId
  }

  /// Finds or makes the buyer and keeps the cards; gives those that the order is searched by.
  private static func keepBuyer(_ order: inout Order, _ arguments: ActionArguments, _ work: Work) throws -> [Card] {
    let writer = work.writer
    let message = arguments.text("message") ?? ""
    var customer = try namedCustomer(arguments, in: writer)
    let contact = try customer.flatMap {
      try PersonalTable.card(subject: $0.id, revision: $0.revision, in: writer)
    }
    let card = try arguments.card(over: contact ?? Card())
    order.country = card.country.isEmpty ? nil : card.country
    if card.isEmpty && message.isEmpty && customer == nil { return [] }
    let key =
      card.email.isEmpty
      ? nil : MatchKey.key("mail:" + FoldedText.fold(card.email), try MatchKey.secret(in: writer))
    if customer == nil, let key, let known = try CustomerTable.find(matchKey: key, in: writer),
      try !CustomerTable.isErased(known.id, in: writer)
    {
      customer = known
    }
    var buyer: Customer
    if let customer {
      buyer = customer
    } else {
      let id = try Counter.next("customers", in: writer)
      let isFree = try key.map { try CustomerTable.find(matchKey: $0, in: writer) == nil } ?? false
      buyer = Customer(id: id, number: "C-\(id)", matchKey: isFree ? key : nil, country: order.country)
      try CustomerTable.insert(buyer, in: writer)
    }
    order.customerId = buyer.id
    buyer.firstOrderAt = min(buyer.firstOrderAt ?? order.placedAt, order.placedAt)
    buyer.lastOrderAt = max(buyer.lastOrderAt ?? order.placedAt, order.placedAt)
    buyer.orderCount += 1
    if !card.isEmpty {
      let revision = try PersonalTable.keep(card, subject: buyer.id, at: work.now, in: writer)
      order.shipToRevision = revision
      if customer == nil { buyer.revision = revision }
    }
    if !message.isEmpty {
      order.messageRevision = try PersonalTable.keep(
        Card(message: message), subject: buyer.id, at: work.now, in: writer)
    }
    try CustomerTable.update(buyer, in: writer)
    if customer == nil { try CustomerTable.index(buyer, card.isEmpty ? nil : card, was: nil, in: writer) }
    return try OrderWords.cards(of: order, in: writer)
  }

  /// The customer of that number, who was not erased.
  private static func namedCustomer(_ arguments: ActionArguments, in reader: any Reader) throws -> Customer? {
    guard let number = arguments.text("customer"), !number.isEmpty else { return nil }
    guard let customer = try CustomerTable.find(number: number, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "customers", number)
    }
    if try CustomerTable.isErased(customer.id, in: reader) { throw ActionRefusal.erased }
    return customer
  }
}

extension ActionArguments {
  /// The sums with the fields that were given; none of them is below nought.
  func money(over known: OrderMoney) throws(ActionRefusal) -> OrderMoney {
    var money = known
    for (name, path) in [
      ("shipping", \OrderMoney.shipping), ("discount", \OrderMoney.discount), ("tax", \OrderMoney.tax),
    ] as [(String, WritableKeyPath<OrderMoney, Int64>)] {
      guard let units = try self.money(name, currency: known.currency) else { continue }
      if units < 0 { throw .badField(name, found: text(name) ?? "", expected: .amountNotBelowNought) }
      money[keyPath: path] = units
    }
    if let isIncluded = try flag("taxIncluded") { money.taxIncluded = isIncluded }
    return money
  }
}
