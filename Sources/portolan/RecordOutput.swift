internal import Domain
internal import Exchange
internal import Store

/// A record as the command line shows it, whole.
enum RecordOutput {
  /// `id` is the variant's where the kind is stock.
  static func whole(
    _ kind: Kind, _ id: Int64, mayReadPersonal: Bool, forPeople: Bool, at now: Instant, in reader: any Reader
  ) throws -> JSONOutput {
    let history = try history(kind, id, in: reader)
    var members: [(key: String, value: JSONOutput)] = []
    switch kind {
    case .orders:
      guard let order = try OrderTable.load(id, in: reader) else {
        throw ActionRefusal.noSuchRecord(kind: "orders", String(id))
      }
      members = [
        ("number", .text(order.number)), ("externalId", .text(order.externalId)),
        ("status", .text(order.status.rawValue)), ("version", .integer(order.version)),
      ]
      for (field, value) in order.snapshot.sorted(by: { $0.key < $1.key }) where !cardFields.contains(field) {
        let named = field == "routes" ? try NamedChanges.routes(value, in: reader) : value
        members.append((field, json(named, field, order.money.currency)))
      }
      let customer = try order.customerId.map { try RecordNumber.of("customers", $0, in: reader) }
      members.append(("customer", .text(orNull: customer)))
      let lines = try order.lines.map {
        try line($0, order.money.currency, mayReadPersonal: mayReadPersonal, in: reader)
      }
      members.append(("lines", .list(lines)))
      members.append(("units", try units(of: order, in: reader)))
      members += try afterSale(of: order, mayReadPersonal: mayReadPersonal, in: reader)
      members.append(("money", money(order.money)))
      if mayReadPersonal {
        for (name, revision) in [
          ("shipTo", order.shipToRevision), ("billTo", order.billToRevision), ("message", order.messageRevision),
        ] {
          let card = try order.customerId.flatMap {
            try PersonalTable.card(subject: $0, revision: revision, in: reader)
          }
          members.append((name, card.map(self.card) ?? .null))
        }
      }
    case .products:
      guard let product = try ProductTable.load(id, in: reader) else {
        throw ActionRefusal.noSuchRecord(kind: "products", String(id))
      }
      members = [("version", .integer(product.version))]
      for (field, value) in product.snapshot.sorted(by: { $0.key < $1.key }) {
        members.append((field, json(value, field)))
      }
    case .customers:
      guard let customer = try CustomerTable.load(id, in: reader) else {
        throw ActionRefusal.noSuchRecord(kind: "customers", String(id))
      }
      members = [
        ("number", .text(customer.number)), ("tier", .text(customer.tier.rawValue)),
        ("country", .text(orNull: customer.country)), ("tags", .list(customer.tags.map(JSONOutput.text))),
        ("version", .integer(customer.version)), ("orders", .integer(customer.orderCount)),
        ("firstOrderAt", .time(orNull: customer.firstOrderAt)),
        ("lastOrderAt", .time(orNull: customer.lastOrderAt)),
      ]
      if mayReadPersonal, let card = try PersonalTable.card(subject: id, revision: customer.revision, in: reader) {
        members.append(("contact", self.card(card)))
        let note = try PersonalTable.card(subject: id, revision: customer.noteRevision, in: reader)
        members.append(("note", .text(note?.message ?? "")))
      }
      members += try others(customer, in: reader)
    case .variants:
      members = try variant(id, in: reader)
      if let report = try StockReport(of: id, at: now, in: reader) { members += stock(report) }
    case .stock, .moves: members = try stock(of: id, at: now, in: reader)
    case .locations: members = try location(id, in: reader)
    case .suppliers: members = try supplier(id, in: reader)
    case .purchases: members = try purchase(id, in: reader)
    case .receipts: members = try receipt(id, in: reader)
    case .purchaseLines: throw Failure(text: "A line is shown with what it belongs to: show the purchase.")
    case .pegs: throw Failure(text: "Units sold ahead are shown with their order.")
    case .returns: members = try returned(id, in: reader)
    case .rules: members = try rule(id, at: now, in: reader)
    case .carriers, .services, .sheets: members = try way(kind, id, at: now, in: reader)
    case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
      .trackingEvents:
      members = try fulfilment(kind, id, mayReadPersonal: mayReadPersonal, in: reader)
    case .lines: throw Failure(text: "A line is shown with what it belongs to: show the order.")
    }
    let currency = kind == .orders ? try OrderTable.load(id, in: reader)?.money.currency : nil
    members.append(("history", .list(history.map { entry($0, currency, forPeople: forPeople) })))
    return .object(members)
  }

  /// `currency` is what amounts are in that do not say so. For people only what differs of a list or a map is told.
  static func entry(_ entry: JournalEntry, _ currency: Currency? = nil, forPeople: Bool = false) -> JSONOutput {
    let changes =
      forPeople
      ? entry.changes.flatMap { $0.parts(dividingMoney: true) }
        .map { (name: Changes.name($0), field: $0.field, before: $0.before, after: $0.after) }
      : entry.changes.map { (name: $0.field, field: $0.field, before: $0.before, after: $0.after) }
    return .object([
      ("entry", .integer(entry.seq)), ("at", .time(entry.recordedAt)), ("occurredAt", .time(entry.occurredAt)),
      ("actor", .text(entry.actor)), ("realActor", .text(orNull: entry.onBehalfOf)), ("action", .text(entry.action)),
      ("reason", .text(entry.reason)),
      (
        "changes",
        .object(
          changes.map {
            (key: $0.name, value: .list([json($0.before, $0.field, currency), json($0.after, $0.field, currency)]))
          })
      ),
    ])
  }

  /// Revisions of personal cards mean nothing outside.
  private static let cardFields: Set<String> = ["shipTo", "billTo", "message", "money", "lines", "customer"]
  private static let amounts: Set<String> = ["amount", "discount", "tax", "unitPrice"]

  /// A journal's value as it goes out: times and amounts, which are kept as bare numbers, become what they mean.
  static func json(_ value: Plain, _ field: String, _ currency: Currency? = nil) -> JSONOutput {
    switch value {
    case .null: return .null
    case .flag(let flag): return .flag(flag)
    case .number(let number):
      if let moment = JournalMoment.of(number, field: field) { return .time(moment) }
      guard let currency, amounts.contains(field) else { return .integer(number) }
      return .money(Money(minorUnits: number, currency: currency))
    case .text(let text): return .text(text)
    case .list(let list): return .list(list.map { json($0, field, currency) })
    case .map(let map):
      if field == "money", let money = OrderMoney(plain: value) { return self.money(money) }
      if let money = Money(plain: value), map.count == 2 { return .money(money) }
      return .object(map.sorted { $0.key < $1.key }.map { (key: $0.key, value: json($0.value, $0.key, currency)) })
    }
  }

  /// The same in words.
  static func text(_ value: Plain, _ field: String) -> String { plain(json(value, field)) }

  private static func money(_ money: OrderMoney) -> JSONOutput {
    func part(_ units: Int64) -> JSONOutput { .money(Money(minorUnits: units, currency: money.currency)) }
    return [
      "items": part(money.items), "discount": part(money.discount), "shipping": part(money.shipping),
      "tax": part(money.tax), "taxIncluded": .flag(money.taxIncluded), "other": part(money.other),
      "total": part(money.total),
    ]
  }

  static func card(_ card: Card) -> JSONOutput {
    [
      "name": .text(card.name), "company": .text(card.company), "email": .text(card.email),
      "phone": .text(card.phone), "lines": .list(card.lines.map(JSONOutput.text)), "city": .text(card.city),
      "region": .text(card.region), "postcode": .text(card.postcode), "country": .text(card.country),
      "taxId": .text(card.taxId), "message": .text(card.message),
    ]
  }

  /// A record as indented lines for people.
  static func say(_ value: JSONOutput, indent: Int = 0) {
    guard case .object(let members) = value else { return }
    let blank = String(repeating: " ", count: indent)
    for (key, value) in members {
      switch value {
      case .object(let changes) where key == "changes":
        for change in changes {
          guard case .list(let pair) = change.value, pair.count == 2 else { continue }
          Output.line("\(blank)\(change.key): \(plain(pair[0])) → \(plain(pair[1]))")
        }
      case .object:
        Output.line("\(blank)\(key):")
        say(value, indent: indent + 2)
      case .list(let list) where list.contains { if case .object = $0 { true } else { false } }:
        Output.line("\(blank)\(key):")
        for (index, one) in list.enumerated() {
          Output.line("\(blank)  \(index + 1)")
          say(one, indent: indent + 4)
        }
      case .null: continue
      case .text(let text) where text.isEmpty: continue
      case .list(let list) where list.isEmpty: continue
      default: Output.line("\(blank)\(key): \(plain(value))")
      }
    }
  }

  private static func isEmpty(_ value: JSONOutput) -> Bool {
    switch value {
    case .null: true
    case .text(let text): text.isEmpty
    case .list(let list): list.isEmpty
    case .object(let members): members.allSatisfy { isEmpty($0.value) }
    default: false
    }
  }

  static func plain(_ value: JSONOutput) -> String {
    switch value {
    case .null: return "–"
    case .text(let text): return text
    case .flag(let flag): return flag ? "yes" : "no"
    case .list(let list): return list.isEmpty ? "–" : list.map(plain).joined(separator: ", ")
    case .money(let money): return money.withCode
    case .object(let members):
      let told = members.filter { !isEmpty($0.value) }
      return told.map { "\($0.key) \(plain($0.value))" }.joined(separator: " · ")
    default:
      let text = JSONWriter().text(value)
      return text.hasPrefix("\"") ? String(text.dropFirst().dropLast()) : text
    }
  }
}
