internal import Domain

extension OrderTable {
  /// Writes a new order with its lines, holds, tags, search words and roll-ups.
  static func insert(_ order: Order, _ sources: OrderSources, words: String, in work: Work) throws {
    let key = placeKey(order)
    try work.writer.run(
      """
      INSERT INTO orders (id, version, place_key, account_id, external_id, number, number_key, state, payment,
        fulfilment, status, hold_mask, placed_at, paid_at, shipped_at, cancelled_at, ship_by, deliver_by, open_ship_by,
        customer_id, ship_to, bill_to, message, country, currency, items, discount, shipping, tax, tax_included, other,
        total, service, tags, assignee, note, line_count, quantity, unmapped, revised_at, content_hash, sources,
        updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      values(order, key, sources, at: work.now))
    for line in order.lines { try insert(line, of: order.id, in: work) }
    try insertHolds(order, in: work)
    try insert(order.tags, of: order.id, key, in: work)
    if !order.routes.isEmpty {
      try work.writer.execute("UPDATE orders SET routes = \(routes(of: order)) WHERE id = \(order.id)")
    }
    try TextIndex.orders.insert(key, words, in: work.writer)
    work.touchedOrders.formUnion(order.lines.compactMap(\.variantId))
    work.tally.count(order, by: 1)
  }

  /// Writes a changed order over the version that was read, and what it was read from where that changed; false where
  /// somebody else was faster.
  static func update(
    _ order: Order, was old: Order, _ sources: OrderSources?, words: String, oldWords: String,
    isWithdrawn: Bool = false, in work: Work
  ) throws -> Bool {
    let key = placeKey(order)
    var set: SQL =
      """
      UPDATE orders
      SET version = \(order.version), place_key = \(key), state = \(order.state.rawValue),
        payment = \(order.payment.rawValue), fulfilment = \(order.fulfilment.rawValue),
        status = \(order.status.rawValue), hold_mask = \(holdMask(order.holds)), placed_at = \(order.placedAt),
        paid_at = \(order.paidAt), shipped_at = \(order.shippedAt), cancelled_at = \(order.cancelledAt),
        ship_by = \(order.shipBy), deliver_by = \(order.deliverBy), open_ship_by = \(openShipBy(order)),
        ship_to = \(order.shipToRevision), bill_to = \(order.billToRevision),
        message = \(order.messageRevision), country = \(order.country), currency = \(order.money.currency.code),
        items = \(order.money.items), discount = \(order.money.discount), shipping = \(order.money.shipping),
        tax = \(order.money.tax), tax_included = \(order.money.taxIncluded), other = \(order.money.other),
        total = \(order.money.total), service = \(order.shippingService),
        tags = \(order.tags.joined(separator: ",")), assignee = \(order.assignee), note = \(order.note),
        line_count = \(order.lines.count), quantity = \(totalQuantity(order)), unmapped = \(unmapped(order)),
        updated_at = \(work.now)
      """
    // Setting what refers to another row costs a savepoint, and with it the search index's being written out.
    if order.customerId != old.customerId { set += ", customer_id = \(order.customerId)" }
    if let sources { set += ", \(origin(sources))" }
    if order.routes != old.routes { set += ", routes = \(routes(of: order))" }
    try work.writer.execute("\(set) WHERE id = \(order.id) AND version = \(old.version)")
    guard try work.writer.changedRows == 1 else { return false }
    try write(lines: order.lines, over: old.lines, of: order.id, in: work)
    if order.lines != old.lines || order.status != old.status || isWithdrawn {
      work.touchedOrders.formUnion((order.lines + old.lines).compactMap(\.variantId))
    }
    try Allocating.follow(order, was: old, work)
    // What of it goes out is delivered with it.
    if order.fulfilment != old.fulfilment { try Fulfilling.settle(order: order.id, in: work.writer) }
    if order.holds != old.holds || isWithdrawn {
      try work.writer.run("DELETE FROM order_holds WHERE order_id = ?", [.integer(order.id)])
      try insertHolds(order, in: work)
    }
    let oldKey = placeKey(old)
    if key != oldKey || isWithdrawn {
      try work.writer.run("DELETE FROM order_tags WHERE order_id = ?", [.integer(order.id)])
      try insert(order.tags, of: order.id, key, in: work)
    } else if order.tags != old.tags {
      for gone in old.tags where !order.tags.contains(gone) {
        try work.writer.run(
          "DELETE FROM order_tags WHERE tag = ? AND place_key = ?", [.text(gone), .integer(key)])
      }
      try insert(order.tags.filter { !old.tags.contains($0) }, of: order.id, key, in: work)
    }
    if key != oldKey || words != oldWords || isWithdrawn {
      if !isWithdrawn { try removeText(oldKey, oldWords, in: work) }
      try TextIndex.orders.insert(key, words, in: work.writer)
    }
    if !isWithdrawn { work.tally.count(old, by: -1) }
    work.tally.count(order, by: 1)
    if order.placedAt != old.placedAt, let customer = order.customerId {
      try CustomerTable.timeOrders(of: customer, in: work.writer)
    }
    return true
  }

  /// Few orders have them.
  private static func routes(of order: Order) -> String? {
    order.routes.isEmpty ? nil : Plain.list(order.routes.map(\.plain)).json
  }

  /// Keeps what an order was read from, where nothing of the order itself changed.
  static func keep(_ sources: OrderSources, of id: Int64, in writer: any Writer) throws {
    try writer.execute("UPDATE orders SET \(origin(sources)) WHERE id = \(id)")
  }

  private static func origin(_ sources: OrderSources) -> SQL {
    let newest = sources.newest
    return "revised_at = \(newest.revisedAt), content_hash = \(newest.contentHash), sources = \(sources.text)"
  }

  /// Takes an order out of every view; it keeps its number and comes back when its record comes in again.
  static func withdraw(_ order: Order, words: String, in work: Work) throws {
    work.touchedOrders.formUnion(order.lines.compactMap(\.variantId))
    try removeText(placeKey(order), words, in: work)
    try work.writer.run("DELETE FROM order_tags WHERE order_id = ?", [.integer(order.id)])
    try work.writer.run(
      "UPDATE orders SET place_key = NULL, open_ship_by = NULL, updated_at = ? WHERE id = ?",
      [.integer(work.now.milliseconds), .integer(order.id)])
    work.tally.count(order, by: -1)
  }

  /// Puts an order's words of now into the search index in place of the old ones.
  static func index(_ order: Order, was oldWords: String, in work: Work) throws {
    let words = try OrderWords.words(order, in: work.writer)
    if words == oldWords { return }
    try removeText(placeKey(order), oldWords, in: work)
    try TextIndex.orders.insert(placeKey(order), words, in: work.writer)
  }

  static func removeText(_ key: Int64, _ words: String, in work: Work) throws {
    try TextIndex.orders.remove(key, words, in: work.writer)
  }

  private static func values(_ order: Order, _ key: Int64, _ sources: OrderSources, at now: Instant) -> [SQLValue] {
    let money = order.money
    return [
      .integer(order.id), .integer(order.version), .integer(key), .integer(order.accountId),
      .text(order.externalId), .text(order.number), .text(FoldedText.fold(order.number)),
      .text(order.state.rawValue), .text(order.payment.rawValue), .text(order.fulfilment.rawValue),
      .text(order.status.rawValue), .integer(holdMask(order.holds)), .integer(order.placedAt.milliseconds),
      SQLValue(order.paidAt), SQLValue(order.shippedAt), SQLValue(order.cancelledAt), SQLValue(order.shipBy),
      SQLValue(order.deliverBy), SQLValue(openShipBy(order)), SQLValue(order.customerId),
      SQLValue(order.shipToRevision), SQLValue(order.billToRevision), SQLValue(order.messageRevision),
      SQLValue(order.country), .text(money.currency.code), .integer(money.items), .integer(money.discount),
      .integer(money.shipping), .integer(money.tax), SQLValue(money.taxIncluded), .integer(money.other),
      .integer(money.total), .text(order.shippingService), .text(order.tags.joined(separator: ",")),
      SQLValue(order.assignee), .text(order.note), .integer(Int64(order.lines.count)), .integer(totalQuantity(order)),
      .integer(unmapped(order)), .integer(sources.newest.revisedAt.milliseconds),
      .integer(sources.newest.contentHash), SQLValue(sources.text), .integer(now.milliseconds),
    ]
  }

  private static func openShipBy(_ order: Order) -> Instant? { order.status.awaitsShipping ? order.shipBy : nil }
  private static func unmapped(_ order: Order) -> Int64 { Int64(order.lines.count { $0.variantId == nil }) }
  private static func totalQuantity(_ order: Order) -> Int64 {
    order.lines.reduce(0) { $0.addingReportingOverflow($1.quantity).partialValue }
  }

  private static func insert(_ line: OrderLine, of order: Int64, in work: Work) throws {
    if line.id != 0 {
      // A line that comes from another order keeps its row, and with it what refers to it.
      try work.writer.run(
        "UPDATE order_lines SET order_id = ? WHERE id = ?", [.integer(order), .integer(line.id)])
      if try work.writer.changedRows == 1 { return try update(line, in: work) }
    }
    try work.writer.run(
      """
      INSERT INTO order_lines (id, order_id, position, external_id, sku, sku_key, listing_id, title, options, quantity,
        unit_price, amount, discount, tax, fulfilled_quantity, variant_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        line.id == 0 ? .null : .integer(line.id), .integer(order), .integer(Int64(line.position)),
        SQLValue(line.externalId), .text(line.sku), .text(FoldedText.fold(line.sku)), .text(line.listingId),
        .text(line.title), .text(line.options), .integer(line.quantity), .integer(line.unitPrice),
        .integer(line.amount), .integer(line.discount), .integer(line.tax), .integer(line.fulfilledQuantity),
        SQLValue(line.variantId),
      ])
    // Few lines have it: the others' statement is as short as it was.
    if let revision = line.personalRevision {
      try work.writer.run(
        "UPDATE order_lines SET personal = ? WHERE order_id = ? AND position = ?",
        [.integer(revision), .integer(order), .integer(Int64(line.position))])
    }
    if line.cancelledQuantity != 0 || line.source != nil {
      try work.writer.run(
        """
        UPDATE order_lines
        SET cancelled_quantity = ?, source_order_id = ?, source_position = ?
        WHERE order_id = ? AND position = ?
        """,
        [
          .integer(line.cancelledQuantity), SQLValue(line.source?.orderId),
          SQLValue(line.source.map { Int64($0.position) }), .integer(order), .integer(Int64(line.position)),
        ])
    }
  }

  /// Lines keep their numbers, for units are promised to them.
  private static func write(lines: [OrderLine], over old: [OrderLine], of order: Int64, in work: Work) throws {
    if lines == old { return }
    let before = Dictionary(old.map { ($0.id, $0) }) { first, _ in first }
    let kept = Set(lines.map(\.id))
    for line in old where !kept.contains(line.id) {
      // One that went to another order under its number is that order's now.
      try work.writer.run(
        "DELETE FROM order_lines WHERE id = ? AND order_id = ?", [.integer(line.id), .integer(order)])
    }
    for line in lines {
      if before[line.id] == nil {
        try insert(line, of: order, in: work)
      } else if before[line.id] != line {
        try update(line, in: work)
      }
    }
  }

  private static func update(_ line: OrderLine, in work: Work) throws {
    try work.writer.run(
      """
      UPDATE order_lines
      SET position = ?, external_id = ?, sku = ?, sku_key = ?, listing_id = ?, title = ?, options = ?, quantity = ?,
        unit_price = ?, amount = ?, discount = ?, tax = ?, fulfilled_quantity = ?, variant_id = ?, personal = ?,
        cancelled_quantity = ?, source_order_id = ?, source_position = ?
      WHERE id = ?
      """,
      [
        .integer(Int64(line.position)), SQLValue(line.externalId), .text(line.sku), .text(FoldedText.fold(line.sku)),
        .text(line.listingId), .text(line.title), .text(line.options), .integer(line.quantity),
        .integer(line.unitPrice), .integer(line.amount), .integer(line.discount), .integer(line.tax),
        .integer(line.fulfilledQuantity), SQLValue(line.variantId), SQLValue(line.personalRevision),
        .integer(line.cancelledQuantity),
        SQLValue(line.source?.orderId), SQLValue(line.source.map { Int64($0.position) }), .integer(line.id),
      ])
  }

  private static func insertHolds(_ order: Order, in work: Work) throws {
    for (index, hold) in order.holds.enumerated() {
      try work.writer.run(
        """
        INSERT INTO order_holds (order_id, position, reason, actor, placed_at, until, note)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(order.id), .integer(Int64(index)), .text(hold.reason.rawValue), .text(hold.actor),
          .integer(hold.placedAt.milliseconds), SQLValue(hold.until), .text(hold.note),
        ])
    }
  }

  private static func insert(_ tags: [String], of id: Int64, _ key: Int64, in work: Work) throws {
    for tag in tags {
      try work.writer.run(
        "INSERT INTO order_tags (tag, place_key, order_id) VALUES (?, ?, ?)",
        [.text(tag), .integer(key), .integer(id)])
    }
  }
}
