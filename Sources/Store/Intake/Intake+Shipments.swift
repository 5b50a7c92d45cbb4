internal import Domain

extension Intake {
  /// Goods that somebody has sent for the shop: shipped here as far as they are not yet, and told to the channel.
  func take(_ incoming: IncomingShipment, _ work: Work) throws -> Outcome {
    let parcel = incoming.parcel
    func refuse(_ code: IssueCode, _ field: String, _ found: String) -> Outcome {
      .refused(RowIssue(line: incoming.line, field: field, code: code, found: found))
    }
    let id = try work.writer.integer(
      """
      SELECT id
      FROM orders
      WHERE account_id = \(account.id) AND external_id = \(parcel.order) AND place_key IS NOT NULL
      """)
    guard let id, let order = try OrderTable.load(id, in: work.writer) else {
      return refuse(.unknownOrder, "order", parcel.order)
    }
    var counts: [LineCount] = []
    for said in parcel.lines where !said.externalId.isEmpty || !said.sku.isEmpty {
      guard let line = order.line(said) else {
        return refuse(.unknownLine, "line", said.externalId.isEmpty ? said.sku : said.externalId)
      }
      counts.append(LineCount(position: line.position, quantity: said.quantity > 0 ? said.quantity : line.quantity))
    }
    if counts.isEmpty {
      counts = order.lines.filter { $0.quantity > 0 }.map { LineCount(position: $0.position, quantity: $0.quantity) }
    }
    let wish = ShippingConfirmation(
      orderId: id, lines: counts, carrier: parcel.carrier, service: parcel.service,
      trackingNumber: parcel.trackingNumber, shippedAt: parcel.shippedAt ?? exportedAt)
    if try Confirming.isTold(wish, order, work) { return .unchanged(id) }
    do {
      // Judged whole before anything of it is written.
      let shipped = try order.sending(counts, at: wish.shippedAt)
      _ = try shipped.confirming(wish, confirmed: Confirming.confirmed(order, in: work.writer), early: false)
      try beginBatch(work)
      if var changed = shipped == order ? nil : shipped {
        try changed.save(was: order, action: "shipPart", undoes: nil, isWithdrawn: false, in: work)
      }
    } catch let refusal as OrderRefusal {
      return refuse(.notShippable, "order", "\(order.number): \(ActionRefusal.order(refusal).code)")
    } catch let refusal as ConfirmingRefusal {
      return refuse(.notShippable, "order", "\(order.number): \(refusal.code)")
    }
    return try Confirming.confirm(wish, work) == nil ? .unchanged(id) : .updated(id)
  }
}

extension Order {
  /// The order after these units went out, as far as they had not gone before.
  fileprivate func sending(_ counts: [LineCount], at now: Instant) throws(OrderRefusal) -> Order {
    let open = counts.compactMap { count -> LineCount? in
      guard let line = lines.first(where: { $0.position == count.position }) else { return nil }
      let left = min(count.quantity, line.quantity - line.fulfilledQuantity)
      return left > 0 ? LineCount(position: count.position, quantity: left) : nil
    }
    return open.isEmpty ? self : try shipped(open, at: now)
  }

  /// The line that a row means: by the channel's own id, else the only one with this SKU.
  fileprivate func line(_ said: ShippedLine) -> OrderLine? {
    if !said.externalId.isEmpty, let line = lines.first(where: { $0.externalId == said.externalId }) { return line }
    if said.sku.isEmpty { return nil }
    let key = FoldedText.fold(said.sku)
    let fits = lines.filter { FoldedText.fold($0.sku) == key }
    return fits.count == 1 ? fits.first : nil
  }
}
