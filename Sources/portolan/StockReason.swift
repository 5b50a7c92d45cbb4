internal import Domain
internal import Exchange
internal import Store

/// How many units of a SKU may be promised, and what makes up the figure.
struct StockReason {
  /// Asked for beside the fields of a variant.
  static let fields = ["available"]

  private let report: StockReport
  private let now: Instant
  private let events: [JournalEntry]

  init(of variant: Int64, at now: Instant, in reader: any Reader) throws {
    guard let report = try StockReport(of: variant, at: now, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "variants", String(variant))
    }
    self.report = report
    self.now = now
    events = try JournalTable.history(kind: "moves", subject: variant, limit: 50, in: reader)
  }

  /// Units of a warehouse in lots that may not be sold, by lot.
  private func blocked(in warehouse: Location) -> [(lot: Lot, quantity: Int64)] {
    report.standings.compactMap { standing in
      guard standing.place.warehouseId == warehouse.id, standing.place.isSellable, let lot = standing.lot,
        !lot.isSellable(at: now)
      else { return nil }
      return (lot, standing.quantity)
    }
  }

  private func promises(of warehouse: Location) -> [StockReport.Promise] {
    report.promises.filter { $0.state.reserves && $0.warehouse == warehouse.code }
  }

  private func why(_ lot: Lot) -> String { lot.status == .approved ? "expired" : lot.status.rawValue }

  /// `12 on hand − 2 blocked (L1 onHold 2) − 3 promised (1001 2, 1002 1) = 7`
  private func sum(_ offer: StockReport.Offer) -> String {
    let figures = offer.figures
    var text = "\(offer.warehouse.code): \(figures.onHand) on hand"
    if figures.blocked != 0 {
      let lots = blocked(in: offer.warehouse).map { "\($0.lot.code) \(why($0.lot)) \($0.quantity)" }
      text += " − \(figures.blocked) blocked (\(lots.joined(separator: ", ")))"
    }
    if figures.uncounted != 0 { text += " − \(figures.uncounted) to be counted behind a short pick" }
    if figures.reserved != 0 {
      let orders = promises(of: offer.warehouse).map { "\($0.order) \($0.quantity)" }
      text += " − \(figures.reserved) promised (\(orders.joined(separator: ", ")))"
    }
    text += " = \(figures.free)"
    if figures.short > 0 { text += "; \(figures.short) promised and not there" }
    if figures.elsewhere != 0 { text += "; \(figures.elsewhere) stand where nothing is sold from" }
    if offer.warehouse.isClosed { text += "; the warehouse is closed" }
    return text
  }

  var json: JSONOutput {
    [
      "field": "available", "value": .integer(report.available),
      "rule": .text(report.offers.map(sum).joined(separator: "; ")), "source": .null,
      "warehouses": .list(
        report.offers.map { offer in
          [
            "figures": RecordOutput.offer(offer),
            "blockedBy": .list(
              blocked(in: offer.warehouse).map {
                ["lot": .text($0.lot.code), "why": .text(why($0.lot)), "quantity": .integer($0.quantity)]
              }),
            "promisedTo": .list(
              promises(of: offer.warehouse).map {
                ["order": .text($0.order), "quantity": .integer($0.quantity)]
              }),
          ]
        }),
      "events": .list(events.map { RecordOutput.entry($0) }),
    ]
  }

  func say() {
    Output.line("available: \(report.available)")
    if report.offers.isEmpty { Output.line("rule: nothing of it stands in any warehouse") }
    for offer in report.offers { Output.line("rule: \(sum(offer))") }
    for event in events {
      Output.line("")
      RecordOutput.say(RecordOutput.entry(event, forPeople: true))
    }
  }
}
