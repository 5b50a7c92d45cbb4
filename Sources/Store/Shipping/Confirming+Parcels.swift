internal import Domain

/// Parcels that leave the warehouse are told to their channels in the transaction that ships them, and called back with
/// it.
extension Confirming {
  /// Tells the channel what of a parcel it does not know yet: whoever told it early has said the rest.
  static func confirmShipped(_ parcel: ShippingConfirmation, _ work: Work) throws {
    guard let order = try OrderTable.load(parcel.orderId, in: work.writer) else { return }
    let told = try confirmed(order, in: work.writer)
    var wish = parcel
    wish.lines = parcel.lines.compactMap { count in
      guard let line = order.lines.first(where: { $0.position == count.position }) else { return nil }
      let open = min(line.fulfilledQuantity, line.quantity) - (told[line.position] ?? 0)
      let quantity = min(count.quantity, open)
      return quantity > 0 ? LineCount(position: line.position, quantity: quantity) : nil
    }
    if !wish.lines.isEmpty { try confirm(wish, work) }
  }

  private static func records(of entry: Int64, order: Int64?, in reader: any Reader) throws
    -> [ConfirmationTable.Record]
  {
    guard let order else { return [] }
    return try ConfirmationTable.records(of: order, in: reader).filter { $0.entry == entry }
  }

  /// What of an entry's confirmation the channel has in its hands already: that is not called back.
  static func inTheWay(_ entry: JournalEntry, in reader: any Reader) throws -> [FieldChange] {
    guard entry.kind == "orders", entry.changes.contains(where: { $0.field == field && $0.after != .null }) else {
      return []
    }
    let states = try records(of: entry.seq, order: entry.subject, in: reader).flatMap(\.units).map(\.state)
    guard let gone = states.first(where: { $0 != .waiting && $0 != .withdrawn }) else { return [] }
    return [
      FieldChange(
        field: field, before: .text(ConfirmationState.waiting.rawValue), after: .text(gone.rawValue))
    ]
  }

  /// Whether nothing of an entry's confirmation is left to be told.
  static func isWithdrawn(_ entry: JournalEntry, in reader: any Reader) throws -> Bool {
    try records(of: entry.seq, order: entry.subject, in: reader).flatMap(\.units).allSatisfy { $0.state == .withdrawn }
  }

  /// The parcel is shipped after all: what an undo called back is told anew.
  static func tellAgain(_ entry: JournalEntry, _ work: Work) throws {
    guard let first = entry.undoes,
      let record = try records(of: first, order: entry.subject, in: work.writer).first,
      let order = try OrderTable.load(record.orderId, in: work.writer)
    else { return }
    let positions = Dictionary(order.lines.map { ($0.id, $0.position) }) { first, _ in first }
    try confirmShipped(
      ShippingConfirmation(
        orderId: record.orderId,
        lines: record.units.compactMap { units in
          positions[units.lineId].map { LineCount(position: $0, quantity: units.quantity) }
        }, carrier: record.carrier, service: record.service, trackingNumber: record.trackingNumber,
        shippedAt: record.shippedAt), work)
  }
}
