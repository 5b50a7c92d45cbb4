internal import ArgumentParser
internal import Console
internal import Domain
internal import Exchange
internal import Store

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Tells how a field came to be what it is: its rule, its source, its events.")
  @OptionGroup var shared: SharedOptions
  @Argument(
    help: """
      orders, products, customers, locations, suppliers, purchases; waves, fulfilments, runs, parcels, manifests; \
      variants for available, promise, buying, ageing.
      """)
  var kind: String
  @Argument(help: "Its number.") var number: String
  @Argument(help: "The field, e.g. status, total, late, holds, warehouse; portolan fields KIND lists them.")
  var field: String
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let kind = try NamedRecord.kind(kind)
    if [.variants, .stock].contains(kind), StockReason.fields.contains(field) { return try tellStock() }
    if [.variants, .stock].contains(kind), SupplyReason.fields.contains(field) { return try tellSupply() }
    if [.variants, .stock].contains(kind), PublishedReason.fields.contains(field) { return try tellPublished() }
    if kind == .orders, RoutingReason.fields.contains(field) { return try tellRoute() }
    // `eta` is asked for in the words of people.
    let asked = kind == .parcels && field == "eta" ? "eta80" : field
    guard let field = kind.fields.first(where: { $0.id == asked }) else {
      let fits = kind.fields.map(\.id) + (kind == .orders ? RoutingReason.fields : [])
      throw Failure(text: "“\(field)” is no field of \(kind.rawValue); \(fits.joined(separator: ", ")) are.")
    }
    if [.lines, .variants, .stock, .moves, .purchaseLines, .pegs].contains(kind) {
      throw Failure(
        text: "Fields of \(kind.rawValue) are asked after with what they belong to, an order or a product; of a SKU "
          + "there is \((StockReason.fields + SupplyReason.fields + PublishedReason.fields).joined(separator: ", ")).")
    }
    let (store, actor) = try shared.open()
    let now = Process.now()
    let reason = try store.connection.readNow { reader in
      let id = try NamedRecord.find(kind, number, in: reader)
      return try Reason(kind, id, field, actor, now, shared.zone, in: reader)
    }
    if json { Output.json(reason.json) } else { reason.say() }
  }

  /// Which warehouse an order goes out from.
  private func tellRoute() throws {
    let (store, _) = try shared.open()
    let reason = try store.connection.readNow { reader in
      try RoutingReason(of: NamedRecord.find(.orders, number, in: reader), at: Process.now(), in: reader)
    }
    if json { Output.json(reason.json) } else { reason.say() }
  }

  /// What comes of a SKU, what should be bought of it, and how old it is.
  private func tellSupply() throws {
    let (store, _) = try shared.open()
    let reason = try store.connection.readNow { reader in
      try SupplyReason(
        field, of: NamedRecord.find(.variants, number, in: reader), at: Process.now(),
        language: .fromEnvironment(), in: reader)
    }
    if json { Output.json(reason.json) } else { reason.say() }
  }

  /// How much of a SKU channels may sell.
  private func tellPublished() throws {
    let (store, _) = try shared.open()
    let reason = try store.connection.readNow { reader in
      try PublishedReason(of: NamedRecord.find(.variants, number, in: reader), at: Process.now(), in: reader)
    }
    if json { Output.json(reason.json) } else { reason.say() }
  }

  /// How much of a SKU may be promised.
  private func tellStock() throws {
    let (store, _) = try shared.open()
    let reason = try store.connection.readNow { reader in
      try StockReason(of: NamedRecord.find(.variants, number, in: reader), at: Process.now(), in: reader)
    }
    if json { Output.json(reason.json) } else { reason.say() }
  }
}

/// How a field of one record came about.
private struct Reason {
  let field: Field
  /// As the list shows it; a mark for personal data that the asker may not see.
  var value: JSONOutput
  /// How it is worked out; nil where it stands as it was given.
  var rule: String?
  /// Entries that changed what it is made of, newest first.
  var events: [JournalEntry]
  /// The import that said it last, else the one that brought the record.
  var origin: JournalEntry?

  init(
    _ kind: Kind, _ id: Int64, _ field: Field, _ actor: Actor, _ now: Instant, _ zone: Zone, in reader: any Reader
  ) throws {
    self.field = field
    let query = ViewQuery(
      try Sentence("\(kind.rawValue) cols:\(field.id)", kind: nil),
      inquiry: Inquiry(now: now, zone: zone, me: actor.name), mayReadPersonal: actor.may(.seePersonal))
    let row = try Views.detailRow(query, id: id, in: reader)
    value = row?.values.first.map { FieldOutput.json($0, field, now) } ?? .null
    if kind == .orders, let order = try OrderTable.load(id, in: reader) {
      rule = Reason.rule(field.id, order, now)
    }
    let between = try FulfilmentReason.rule(field, id, now, in: reader)
    if let between { rule = between }
    let history = try RecordOutput.history(kind, id, limit: 1000, in: reader)
    let made = Reason.ingredients[field.id] ?? [field.id]
    events = history.filter { entry in
      between != nil || entry.changes.contains { made.contains($0.field) }
    }
    // The import that last had a say in it; else the one that brought the record.
    let changing = between == nil ? events.compactMap(\.batch) : []
    let said = try changing.prefix(20).compactMap { try JournalTable.entry($0, in: reader) }
    origin =
      try said.first { $0.action == "importFile" }
      ?? history.last?.batch.flatMap { try JournalTable.entry($0, in: reader) }
  }

  /// What in the journal a field is made of, where that has other names.
  private static let ingredients: [String: Set<String>] = [
    "status": ["status", "state", "payment", "fulfilment"],
    "late": ["shipBy", "status", "state", "payment", "fulfilment"],
    "age": ["placedAt"], "total": ["money", "lines"], "currency": ["money"], "items": ["money", "lines"],
    "discount": ["money"], "shipping": ["money"], "tax": ["money"], "sku": ["lines"], "title": ["lines"],
    "quantity": ["lines"], "lineCount": ["lines"], "unmapped": ["lines"], "customer": ["customer", "shipTo"],
    "email": ["customer"], "phone": ["customer", "shipTo"], "city": ["shipTo"], "postcode": ["shipTo"],
    "country": ["country", "shipTo"],
  ]

  private static func rule(_ field: String, _ order: Order, _ now: Instant) -> String? {
    switch field {
    case "status":
      return """
        read off three axes: order \(order.state.rawValue), payment \(order.payment.rawValue), fulfilment \
        \(order.fulfilment.rawValue)
        """
    case "late": return late(order, now)
    case "total": return total(order.money)
    case "age": return "from placedAt, \(time(order.placedAt)), to now"
    case "holds":
      if order.holds.isEmpty { return "nobody holds it" }
      return order.holds.map { hold in
        let end = hold.until.map { "until \(time($0))" } ?? "until it is released"
        let note = hold.note.isEmpty ? "" : " (\(hold.note))"
        return "\(hold.reason.rawValue) by \(hold.actor) since \(time(hold.placedAt)), \(end)\(note)"
      }.joined(separator: "; ")
    default: return nil
    }
  }

  private static func late(_ order: Order, _ now: Instant) -> String {
    guard let shipBy = order.shipBy else { return "it has no shipBy, so it is never late" }
    if !order.status.awaitsShipping { return "\(order.status.rawValue), so it waits for no shipping" }
    let when = shipBy < now ? "over" : "to come"
    return "\(order.status.rawValue) still waits for shipping; shipBy \(time(shipBy)) is \(when)"
  }

  private static func total(_ money: OrderMoney) -> String {
    func part(_ units: Int64) -> String { "\(Money(minorUnits: units, currency: money.currency).amount)" }
    let tax = money.taxIncluded ? "(tax \(part(money.tax)) is included)" : "+ tax \(part(money.tax))"
    return """
      items \(part(money.items)) − discount \(part(money.discount)) + shipping \(part(money.shipping)) \
      \(tax) + other \(part(money.other)) = \(part(money.total)) \(money.currency.code)
      """
  }

  private static func time(_ at: Instant) -> String { RecordOutput.plain(.time(at)) }

  private var source: String? {
    guard let origin else { return nil }
    let told = ["file", "format"].compactMap { name in
      origin.changes.first { $0.field == name }?.after.text
    }
    let words = told.isEmpty ? "" : ": " + told.joined(separator: ", ")
    return "entry \(origin.seq), \(origin.action) by \(origin.actor)\(words)"
  }

  var json: JSONOutput {
    [
      "field": .text(field.id), "value": value, "rule": .text(orNull: rule), "source": .text(orNull: source),
      "events": .list(events.map { RecordOutput.entry($0) }),
    ]
  }

  func say() {
    Output.line("\(field.id): \(RecordOutput.plain(value))")
    if let rule { Output.line("rule: \(rule)") }
    if let source { Output.line("source: \(source)") }
    if events.isEmpty && rule == nil { Output.line("Nothing in the journal changed it: it is as the record came in.") }
    for event in events {
      Output.line("")
      RecordOutput.say(RecordOutput.entry(event, forPeople: true))
    }
  }
}
