internal import Domain

/// Telling a channel that goods are on their way: written down beside the order, and left in the outbox.
enum Confirming {
  static let topic = "channel.shippingConfirmed"
  /// The journal's name of what a channel is told.
  static let field = "confirmation"
  static let refusedTag = "shipping-refused"

  /// Leaves a confirmation for the order's channel, in the transaction of whatever ships the parcel; nil where the
  /// channel is told the same already.
  ///
  /// Never more of a line than was ordered, and unless `early` never more than was shipped.
  @discardableResult
  static func confirm(_ wish: ShippingConfirmation, early: Bool = false, _ work: Work) throws -> Int64? {
    guard let order = try OrderTable.load(wish.orderId, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "orders", String(wish.orderId))
    }
    if try OrderTable.isWithdrawn(order.id, in: work.writer) {
      throw ActionRefusal.withdrawn(kind: "orders", order.number)
    }
    let known = try ConfirmationTable.records(of: order.id, in: work.writer)
    var wish = wish
    wish.carrier = wish.carrier.trimmingBlanks
    wish.service = wish.service.trimmingBlanks
    wish.trackingNumber = wish.trackingNumber.trimmingBlanks
    if isKnown(wish, order, known) { return nil }
    let lines: [LineCount]
    do {
      lines = try order.confirming(wish, confirmed: confirmed(order, known), early: early)
    } catch {
      throw ActionRefusal.confirming(error)
    }
    wish.lines = lines
    let entry = try work.append(
      action: "confirmShipping", kind: "orders", subject: order.id,
      changes: [FieldChange(field: field, before: .null, after: .text(told(wish)))])
    let ids = Dictionary(order.lines.map { ($0.position, $0.id) }) { first, _ in first }
    let id = try ConfirmationTable.insert(
      wish, lines: lines.compactMap { line in ids[line.position].map { (id: $0, quantity: line.quantity) } },
      account: order.accountId, entry: entry, in: work.writer)
    try tell(id, of: order.id, work)
    return id
  }

  static func tell(_ id: Int64, of order: Int64, _ work: Work) throws {
    try work.tellOutside(topic, .map(["confirmation": .number(id), "order": .number(order)]))
  }

  /// `DHL 00340: #1*2, #2*1`, as the journal tells it.
  static func told(_ wish: ShippingConfirmation) -> String {
    let lines = wish.lines.map { "#\($0.position)*\($0.quantity)" }.joined(separator: ", ")
    let way = [wish.carrier, wish.trackingNumber].filter { !$0.isEmpty }.joined(separator: " ")
    return way.isEmpty ? lines : "\(way): \(lines)"
  }

  /// Units that the channel was told of, by line.
  static func confirmed(_ order: Order, in reader: any Reader) throws -> [Int: Int64] {
    confirmed(order, try ConfirmationTable.records(of: order.id, in: reader))
  }

  private static func confirmed(_ order: Order, _ known: [ConfirmationTable.Record]) -> [Int: Int64] {
    let positions = Dictionary(order.lines.map { ($0.id, $0.position) }) { first, _ in first }
    var sums: [Int: Int64] = [:]
    for units in known.flatMap(\.units) where units.state.counts {
      if let position = positions[units.lineId] { sums[position, default: 0] += units.quantity }
    }
    return sums
  }

  /// Whether the channel is told of this parcel already.
  static func isTold(_ wish: ShippingConfirmation, _ order: Order, _ work: Work) throws -> Bool {
    isKnown(wish, order, try ConfirmationTable.records(of: order.id, in: work.writer))
  }

  /// Whether the very same parcel was told: a number is on one parcel, so the same lines under it are the same parcel.
  private static func isKnown(_ wish: ShippingConfirmation, _ order: Order, _ known: [ConfirmationTable.Record]) -> Bool
  {
    if wish.trackingNumber.isEmpty { return false }
    let number = FoldedText.fold(wish.trackingNumber)
    let positions = Dictionary(order.lines.map { ($0.id, $0.position) }) { first, _ in first }
    return known.contains { record in
      guard FoldedText.fold(record.trackingNumber) == number else { return false }
      let live = record.units.filter { $0.state.counts }
      if live.isEmpty { return false }
      if wish.lines.isEmpty { return true }
      return Set(live.map { LineCount(position: positions[$0.lineId] ?? 0, quantity: $0.quantity) }) == Set(wish.lines)
    }
  }
}
