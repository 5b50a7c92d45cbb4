internal import Domain

/// Orders follow their parcels: delivered when all of them are, and no more when one proves not to be.
enum Deliveries {
  /// For parcels that were delivered just now, or are not any more: stages, and the order's own axis.
  static func follow(_ parcels: Set<Int64>, _ work: Work) throws {
    if parcels.isEmpty { return }
    try Fulfilling.settleStages(TrackFolding.fulfilments(of: parcels, in: work.writer), in: work.writer)
    for id in try orders(of: parcels, in: work.writer) {
      guard let old = try OrderTable.load(id, in: work.writer),
        let event = try event(for: old, in: work.writer)
      else { continue }
      var order = try old.after(event)
      try order.save(was: old, action: action(event), undoes: nil, isWithdrawn: false, in: work)
    }
  }

  /// The same within an action, whose undo takes it back with the rest.
  static func follow(_ parcels: Set<Int64>, _ task: FulfilmentWork) throws {
    for parcel in parcels { try TrackFolding.fold(parcel, in: task.writer) }
    for id in try orders(of: parcels, in: task.writer) {
      guard let order = try OrderTable.load(id, in: task.writer), let event = try event(for: order, in: task.writer)
      else { continue }
      task.change(order: id, action(event)) { try $0.after(event) }
    }
  }

  private static func action(_ event: FulfilmentEvent) -> String {
    event == .deliver ? "deliverOrder" : "undeliverOrder"
  }

  private static func orders(of parcels: Set<Int64>, in reader: any Reader) throws -> [Int64] {
    var orders: Set<Int64> = []
    for parcel in parcels {
      if let id = try reader.integer("SELECT order_id FROM parcels WHERE id = \(parcel)") { orders.insert(id) }
    }
    return orders.sorted()
  }

  /// What the parcels say against the order's own axis; nil where they agree, or the order is past it.
  private static func event(for order: Order, in reader: any Reader) throws -> FulfilmentEvent? {
    guard order.state != .cancelled, order.fulfilment == .shipped || order.fulfilment == .delivered else { return nil }
    let counts = try reader.first(
      """
      SELECT COUNT(*), SUM(CASE WHEN t.status = 'delivered' AND t.final = 1 THEN 1 ELSE 0 END),
        SUM(CASE WHEN t.status = 'delivered' THEN 1 ELSE 0 END)
      FROM parcels AS p
      LEFT JOIN parcel_tracks AS t ON t.parcel_id = p.id
      WHERE p.fulfilment_id IN (SELECT id FROM fulfilments WHERE order_id = \(order.id))
        AND p.shipped_at IS NOT NULL
      """
    ) { (all: $0.integer(0), proved: $0.integer(1), delivered: $0.integer(2)) }
    guard let counts, counts.all > 0 else { return nil }
    if order.fulfilment == .shipped { return counts.proved == counts.all ? .deliver : nil }
    return counts.delivered < counts.all ? .undeliver : nil
  }
}
