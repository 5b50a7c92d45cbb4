internal import Domain

extension ActionTable {
  /// Entering an order by hand: it is a draft until it is confirmed.
  static let orderEntry: [ActionDefinition] = [
    ActionDefinition(
      "enterOrder", on: "orders",
      [
        ActionField("channel", .text(limit: 16), required: true), ActionField("number", .text(limit: 60)),
        ActionField("lines", .words, required: true), ActionField("currency", .text(limit: 3)),
        ActionField("name", .text(limit: 200)), ActionField("email", .text(limit: 200)),
        ActionField("phone", .text(limit: 60)), ActionField("street", .text(limit: 500)),
        ActionField("city", .text(limit: 200)), ActionField("postcode", .text(limit: 40)),
        ActionField("country", .text(limit: 2)), ActionField("shipping", .text(limit: 20)),
        ActionField("note", .longText(limit: 4000)),
      ], right: .editOrders, creates: true,
      help: "Enters an order by hand as a draft; lines are SKU*COUNT@PRICE, divided by commas."
    ) { work, arguments in
      try enter(work, arguments)
    }
  ]

  private static func enter(_ work: Work, _ arguments: ActionArguments) throws -> Int64? {
    let writer = work.writer
    let code = arguments.text("channel") ?? ""
    guard let account = try Accounts.find(code, in: writer) else {
      throw ActionRefusal.badField(
        "channel", found: code, expected: try Accounts.all(in: writer).map(\.code).joined(separator: ", "))
    }
    let currencyCode = arguments.text("currency") ?? ""
    guard let currency = currencyCode.isEmpty ? account.currency : Currency(currencyCode) else {
      throw ActionRefusal.badField("currency", found: currencyCode, expected: "an ISO 4217 code such as EUR")
    }
    let id = try Counter.next("orders", in: writer)
    let given = arguments.text("number") ?? ""
    let externalId = given.isEmpty ? "M\(id)" : given
    let taken =
      try writer.integer(
        "SELECT COUNT(*) FROM orders WHERE account_id = \(account.id) AND external_id = \(externalId)") ?? 0
    if taken > 0 { throw ActionRefusal.badField("number", found: externalId, expected: "a number that is not taken") }
    var incoming = IncomingOrder(externalId: externalId, line: 1)
    incoming.placedAt = work.now
    incoming.currency = currency
    incoming.state = .draft
    incoming.shipping = try arguments.money("shipping", currency: currency)
    incoming.note = arguments.text("note")
    for word in arguments.words("lines") {
      incoming.lines.append(try line(word, currency, in: writer))
    }
    let setting = IncomingOrder.Setting(
      accountId: account.id, accountCode: account.code, currency: currency, now: work.now)
    var order: Order
    do {
      order = try incoming.newOrder(id: id, setting)
    } catch {
      throw ActionRefusal.order(error)
    }
    var finder = VariantFinder()
    for index in order.lines.indices {
      order.lines[index].variantId = try finder.variant(of: order.lines[index], account: account.id, in: writer)
    }
    let cards = try keepBuyer(&order, arguments, work)
    var cutter = TermCutter()
    try OrderTable.insert(
      order, OrderOrigin(revisedAt: work.now, contentHash: 0),
      words: OrderWords.words(order, cards: cards, cutter: &cutter), in: work)
    try work.append(
      action: "enterOrder", kind: "orders", subject: id,
      changes: [FieldChange(field: "status", before: .null, after: .text(order.status.rawValue))])
    return id
  }

  private static func line(_ word: String, _ currency: Currency, in reader: any Reader) throws -> IncomingLine {
    let parts = word.split(separator: "@", maxSplits: 1)
    let (sku, count) = try ActionArguments.counted(String(parts.first ?? ""), field: "lines")
    let variant = try reader.first(
      """
      SELECT variants.prices, products.title
      FROM variants
      JOIN products ON products.id = variants.product_id
      WHERE variants.sku_key = \(FoldedText.fold(sku))
      """
    ) { ((Plain(json: $0.text(0))?.list ?? []).compactMap(Money.init(plain:)), $0.text(1)) }
    var price = variant?.0.first { $0.currency == currency }?.minorUnits
    if parts.count == 2 {
      guard let money = Money(amount: parts[1], currency: currency) else {
        throw ActionRefusal.badField("lines", found: word, expected: "SKU*COUNT@PRICE")
      }
      price = money.minorUnits
    }
    guard let price else {
      throw ActionRefusal.badField("lines", found: word, expected: "a price, such as \(sku)*\(count)@12.30")
    }
    return IncomingLine(sku: sku, title: variant?.1 ?? sku, quantity: count, unitPrice: price)
  }

  private static func keepBuyer(_ order: inout Order, _ arguments: ActionArguments, _ work: Work) throws -> [Card] {
    let country = (arguments.text("country") ?? "").uppercased()
    let card = Card(
      name: arguments.text("name") ?? "", email: arguments.text("email") ?? "", phone: arguments.text("phone") ?? "",
      lines: (arguments.text("street") ?? "").split(separator: "\n").map(String.init),
      city: arguments.text("city") ?? "", postcode: arguments.text("postcode") ?? "", country: country)
    order.country = country.isEmpty ? nil : country
    if card.isEmpty { return [] }
    let id = try Counter.next("customers", in: work.writer)
    let customer = Customer(
      id: id, number: "C-\(id)", revision: 1, country: order.country, firstOrderAt: order.placedAt,
      lastOrderAt: order.placedAt, orderCount: 1)
    try CustomerTable.insert(customer, in: work.writer)
    try PersonalTable.insert(card, subject: id, revision: 1, at: work.now, in: work.writer)
    try CustomerTable.index(customer, card, was: nil, in: work.writer)
    order.customerId = id
    order.shipToRevision = 1
    return [card]
  }
}
