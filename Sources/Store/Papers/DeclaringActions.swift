internal import Domain

extension ActionTable {
  /// What papers say beside what orders and products do: who sends, what an SDR is worth, what is declared.
  static let declaringActions: [ActionDefinition] = [
    ActionDefinition(
      "setSender", on: "locations",
      [
        ActionField("name", .text(limit: 80)), ActionField("company", .text(limit: 80)),
        ActionField("localName", .text(limit: 80)), ActionField("street", .longText(limit: 200)),
        ActionField("city", .text(limit: 60)), ActionField("region", .text(limit: 60)),
        ActionField("postcode", .text(limit: 20)), ActionField("country", .text(limit: 60)),
        ActionField("phone", .text(limit: 40)), ActionField("email", .text(limit: 120)),
        ActionField("eori", .text(limit: 17)), ActionField("vat", .text(limit: 30)),
        ActionField("ioss", .text(limit: 12)), ActionField("signer", .text(limit: 60)),
        ActionField("couriers", .words), ActionField("required", .flag),
      ], right: .manageStore,
      help: "Says who sends from a warehouse, as labels and customs forms name it. From then on its parcels go abroad "
        + "with all their papers only; required=no lets them go without."
    ) { work, arguments in
      let id = try arguments.subject()
      guard let place = try LocationTable.load(id, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "locations", String(id))
      }
      if place.role != .warehouse {
        throw ActionRefusal.badField("location", found: place.code, expected: .warehouse)
      }
      let known = try work.writer.integer("SELECT id FROM paper_senders WHERE location_id = \(id)")
      let sender = try changed(
        try SenderTable.sender(of: id, in: work.writer) ?? PaperSender(party: PaperParty(country: place.country ?? "")),
        arguments)
      let values: [String: Plain] = [
        "code": .text(place.code), "code_key": .text(FoldedText.fold(place.code)), "location_id": .number(id),
        "sender": .text(sender.plain.json), "required": .number(sender.requiresPapers ? 1 : 0),
      ]
      let task = FulfilmentWork(work)
      let row: Int64
      if let known {
        try task.rows.update(.paperSenders, known, values)
        row = known
      } else {
        row = try task.rows.insert(.paperSenders, values)
      }
      if try task.rows.changes().isEmpty { throw ActionRefusal.order(.unchanged) }
      try task.commit("setSender", "senders", row)
      return id
    },
    ActionDefinition(
      "setSDRRate", on: "sdrRates",
      [
        ActionField("currency", .text(limit: 3), required: true), ActionField("rate", .text(limit: 20), required: true),
        ActionField("date", .text(limit: 10), required: true), ActionField("source", .text(limit: 60), required: true),
      ], right: .manageStore, creates: true,
      help: "Says what one special drawing right is worth in a currency, on which day, after whom: the line between "
        + "CN22 and CN23 lies at 300 of them."
    ) { work, arguments in
      guard let currency = Currency(arguments.text("currency") ?? "") else {
        throw ActionRefusal.badField(
          "currency", found: arguments.text("currency") ?? "", expected: .currency(example: "EUR"))
      }
      let typed = arguments.text("rate") ?? ""
      guard let micros = PaperRate.micros(typed), micros > 0 else {
        throw ActionRefusal.badField(
          "rate", found: typed, expected: .drawingRight(currency))
      }
      let date = arguments.text("date") ?? ""
      guard PaperRate.isDay(date) else {
        throw ActionRefusal.badField("date", found: date, expected: .day)
      }
      // The day has begun somewhere on Earth at most fourteen hours before it does here.
      let latest = work.now.adding(hours: 14).civil().dateText
      if date > latest {
        throw ActionRefusal.badField(
          "date", found: date, expected: .dayThatHasCome)
      }
      let key = FoldedText.fold(currency.code)
      let values: [String: Plain] = [
        "code": .text(currency.code), "code_key": .text(key), "micros": .number(micros), "rate_date": .text(date),
        "source": .text(arguments.text("source") ?? ""),
      ]
      let task = FulfilmentWork(work)
      let known = try work.writer.integer("SELECT id FROM sdr_rates WHERE code_key = \(key)")
      let id: Int64
      if let known {
        try task.rows.update(.sdrRates, known, values)
        id = known
      } else {
        id = try task.rows.insert(.sdrRates, values)
      }
      if try task.rows.changes().isEmpty { throw ActionRefusal.order(.unchanged) }
      try task.commit("setSDRRate", "sdrRates", id)
      return id
    },
    ActionDefinition(
      "declareValue", on: "parcels",
      [
        ActionField("sku", .record(kind: "variants"), required: true), ActionField("value", .money, required: true),
        ActionField("why", .choice(DeclaredReason.allCases.map(\.rawValue))),
      ], right: .shipOrders,
      help: "Declares another value for a SKU in a parcel than what was paid; below it only with a reason."
    ) { work, arguments in
      let parcel = try Parcel(work, arguments)
      try parcel.refuseShipped()
      guard let order = try OrderTable.load(parcel.order, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "orders", String(parcel.order))
      }
      let sku = arguments.text("sku") ?? ""
      let found = try work.writer.first(
        """
        SELECT c.line_id, SUM(c.quantity),
          (SELECT SUM(a.quantity) FROM allocations AS a WHERE a.line_id = c.line_id AND a.state <> 'cancelled')
        FROM picks AS c
        JOIN variants AS v ON v.id = c.variant_id
        WHERE c.parcel_id = \(parcel.id) AND v.sku_key = \(FoldedText.fold(sku))
        GROUP BY c.line_id
        ORDER BY c.line_id
        """
      ) { (line: $0.integer(0), quantity: $0.integer(1), whole: $0.optionalInteger(2) ?? $0.integer(1)) }
      guard let found else { throw ActionRefusal.noSuchRecord(kind: "variants", sku) }
      let currency = order.money.currency
      let amount = try arguments.money("value", currency: currency) ?? 0
      if amount <= 0 {
        throw ActionRefusal.badField(
          "value", found: arguments.text("value") ?? "",
          expected: .declaredValue(currency))
      }
      let why: DeclaredReason? = arguments.choice("why")
      let line = order.lines.first { $0.id == found.line }
      let paid = line.flatMap { PaperTable.share(of: $0.amount - $0.discount, found.quantity, of: found.whole) } ?? 0
      if amount < paid, why == nil {
        throw ActionRefusal.papers(
          .belowPaid(
            sku: sku, declared: Money(minorUnits: amount, currency: currency),
            paid: Money(minorUnits: paid, currency: currency)))
      }
      let task = FulfilmentWork(work)
      let values: [String: Plain] = [
        "parcel_id": .number(parcel.id), "line_id": .number(found.line), "amount": .number(amount),
        "why": .text(why?.rawValue ?? ""),
      ]
      let known = try work.writer.integer(
        "SELECT id FROM declared_values WHERE parcel_id = \(parcel.id) AND line_id = \(found.line)")
      if let known {
        try task.rows.update(.declaredValues, known, values)
      } else {
        try task.rows.insert(.declaredValues, values)
      }
      if try task.rows.changes().isEmpty { throw ActionRefusal.order(.unchanged) }
      try task.commit("declareValue", "parcels", parcel.id)
      return parcel.id
    },
  ]

  private static func changed(_ known: PaperSender, _ arguments: ActionArguments) throws -> PaperSender {
    var sender = known
    func take(_ field: String, _ path: WritableKeyPath<PaperSender, String>) {
      if let text = arguments.text(field) { sender[keyPath: path] = text }
    }
    take("name", \.party.name)
    take("company", \.party.company)
    take("localName", \.party.localName)
    take("city", \.party.city)
    take("region", \.party.region)
    take("postcode", \.party.postcode)
    take("phone", \.party.phone)
    take("email", \.party.email)
    take("eori", \.eori)
    take("vat", \.vat)
    take("ioss", \.ioss)
    take("signer", \.signer)
    if let street = arguments.text("street") {
      // A shell's argument has its lines divided by |.
      sender.party.lines = street.split(whereSeparator: { $0.isNewline || $0 == "|" }).map(\.trimmingBlanks)
    }
    if let country = arguments.text("country") {
      guard let code = Countries.code(country) else {
        throw ActionRefusal.badField("country", found: country, expected: .country(example: "CN"))
      }
      sender.party.country = code
    }
    if !sender.eori.isEmpty, !PaperSender.isEORI(sender.eori) {
      throw ActionRefusal.badField(
        "eori", found: sender.eori, expected: .eori)
    }
    if !sender.ioss.isEmpty, !PaperSender.isIOSS(sender.ioss) {
      throw ActionRefusal.badField("ioss", found: sender.ioss, expected: .ioss)
    }
    for (field, text) in [
      ("name", sender.party.name), ("company", sender.party.company), ("city", sender.party.city),
      ("street", sender.party.lines.joined(separator: " ")), ("signer", sender.signer),
    ] where !PaperText.isLatin(text) {
      throw ActionRefusal.badField(
        field, found: text, expected: .latinLetters)
    }
    if arguments.text("couriers") != nil { sender.couriers = arguments.words("couriers") }
    if let required = try arguments.flag("required") { sender.requiresPapers = required }
    return sender
  }
}

/// What a rate is typed as.
enum PaperRate {
  /// Millionths of a plain decimal.
  static func micros(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = parts.first, (1...9).contains(whole.utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } })
    else { return nil }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard fraction.utf8.count <= 6 else { return nil }
    return Int64(whole + fraction + String(repeating: "0", count: 6 - fraction.utf8.count))
  }

  static func isDay(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 10 && bytes[4] == 0x2D && bytes[7] == 0x2D
      && [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy { 0x30...0x39 ~= bytes[$0] }
  }
}
