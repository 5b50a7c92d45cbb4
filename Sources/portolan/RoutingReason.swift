internal import Domain
internal import Exchange
internal import Store

/// Why an order goes out from its warehouse, and why not from the others.
struct RoutingReason {
  /// Asked for beside the fields of an order.
  static let fields = ["warehouse"]

  private let order: Order
  private let stock: OrderStock?
  private let units: [Allocation]
  private let events: [JournalEntry]

  init(of id: Int64, at now: Instant, in reader: any Reader) throws {
    guard let order = try OrderTable.load(id, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "orders", String(id))
    }
    self.order = order
    stock = try OrderStock(of: order, at: now, in: reader)
    units = try AllocationTable.units(of: id, in: reader)
    events = try JournalTable.history(kind: "orders", subject: id, limit: 1000, in: reader)
      .filter { entry in entry.changes.contains { $0.field == "units" } }
      .map { entry in
        var entry = entry
        entry.changes = try NamedChanges.of(entry.changes, "orders", entry.subject, in: reader)
        return entry
      }
  }

  private var value: String { stock?.chosen.joined(separator: ", ") ?? "" }

  /// What left without a parcel of ours, and out of which stock.
  private var sentElsewhere: String? {
    let gone = units.filter { $0.state == .shipped && $0.fulfilmentId == nil }
    let count = gone.reduce(0) { $0 + $1.quantity }
    let booked = gone.reduce(0) { $1.warehouseId == nil ? $0 : $0 + $1.quantity }
    if [.shipped, .delivered].contains(order.fulfilment), units.isEmpty || count > 0 && booked == 0 {
      return "it was sent from elsewhere: nothing was promised to it here, and nothing has left the books"
    }
    if count == 0 { return nil }
    let rest = count - booked
    return "\(booked) sent without a parcel out of what was promised to it"
      + (rest > 0 ? ", \(rest) from elsewhere" : "")
  }

  private var rule: String {
    guard let stock else {
      return ["nothing of it is to be sent by us any more", sentElsewhere].compactMap { $0 }.joined(separator: "; ")
    }
    let said = stock.routing.verdicts.map { "\($0.code) \(RoutingReason.text($0.verdict))" }
    let missing = stock.routing.missing.values.reduce(0, +)
    return (said + (missing > 0 ? ["\(missing) \(missing == 1 ? "unit is" : "units are") nowhere"] : [])).joined(
      separator: "; ")
  }

  private static func text(_ verdict: Routing.Verdict) -> String {
    switch verdict {
    case .wholeOrder: "has everything"
    case .part(let units): "gives \(units)"
    case .closed: "is closed"
    case .doesNotShipTo(let country): "does not send to \(country)"
    case .forbidden(let rule): "is forbidden by the rule “\(rule)”"
    case .tooFew(let sku, let asked, let free): "has \(free) of \(sku), \(asked) asked"
    case .nothing: "gives nothing"
    case .notNeeded(let code): "is not needed: \(code) sends all"
    }
  }

  private static func word(_ verdict: Routing.Verdict) -> String {
    switch verdict {
    case .wholeOrder: "wholeOrder"
    case .part: "part"
    case .closed: "closed"
    case .doesNotShipTo: "doesNotShipTo"
    case .forbidden: "forbidden"
    case .tooFew: "tooFew"
    case .nothing: "nothing"
    case .notNeeded: "notNeeded"
    }
  }

  var json: JSONOutput {
    [
      "field": "warehouse", "value": .text(orNull: value.isEmpty ? nil : value), "rule": .text(rule), "source": .null,
      "warehouses": .list(
        (stock?.routing.verdicts ?? []).map {
          [
            "warehouse": .text($0.code), "verdict": .text(RoutingReason.word($0.verdict)),
            "why": .text(RoutingReason.text($0.verdict)),
          ]
        }),
      "events": .list(events.map { RecordOutput.entry($0) }),
    ]
  }

  func say() {
    Output.line("warehouse: \(value)")
    if let stock {
      for (code, verdict) in stock.routing.verdicts { Output.line("rule: \(code) \(RoutingReason.text(verdict))") }
      let missing = stock.routing.missing.values.reduce(0, +)
      if missing > 0 { Output.line("rule: \(missing) \(missing == 1 ? "unit is" : "units are") nowhere") }
    } else {
      Output.line("rule: \(rule)")
    }
    for event in events {
      Output.line("")
      RecordOutput.say(RecordOutput.entry(event, forPeople: true))
    }
  }
}
