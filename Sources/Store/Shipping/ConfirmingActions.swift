internal import Domain

extension ActionTable {
  private static let carrierFields = [
    ActionField("carrier", .text(limit: 100)), ActionField("service", .text(limit: 100)),
    ActionField("tracking", .text(limit: 100)),
  ]

  /// What channels are told of parcels, and what is done about their refusals.
  static let confirmingActions: [ActionDefinition] = [
    ActionDefinition(
      "confirmShipping", on: "orders",
      [ActionField("lines", .words)] + carrierFields + [ActionField("shippedAt", .date), ActionField("early", .flag)],
      right: .shipOrders, reach: .record,
      help: "Tells the channel which goods of an order are on their way: all that is shipped and not told yet, or "
        + "SKU*COUNT and #LINE*COUNT, divided by commas; early also what is not shipped yet."
    ) { work, arguments in
      let id = try arguments.subject()
      guard let order = try OrderTable.load(id, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "orders", String(id))
      }
      var wish = ShippingConfirmation(
        orderId: id, carrier: arguments.text("carrier") ?? order.shippingService, trackingNumber: "",
        shippedAt: try arguments.date("shippedAt", now: work.now) ?? order.shippedAt ?? work.now)
      wish.service = arguments.text("service") ?? ""
      wish.trackingNumber = arguments.text("tracking") ?? ""
      wish.lines = try lines(arguments.words("lines"), of: order)
      if try Confirming.confirm(wish, early: arguments.flag("early") ?? false, work) == nil {
        throw ActionRefusal.order(.unchanged)
      }
      return id
    },
    ActionDefinition(
      "resendShipping", on: "orders", carrierFields, right: .shipOrders, undo: .compensated, reach: .record,
      help: "Tells the channel again what it refused, with another carrier, service or number where one is given."
    ) { work, arguments in
      let id = try arguments.subject()
      try resend(id, work, arguments)
      return id
    },
    ActionDefinition(
      "withdrawShipping", on: "orders", right: .shipOrders, undo: .compensated, reach: .record,
      help: "Gives up what the channel was to be told and is not, or has refused: it can be told anew."
    ) { work, arguments in
      let id = try arguments.subject()
      try withdraw(id, work)
      return id
    },
  ]

  /// `SKU*COUNT` or `#LINE*COUNT`; a SKU that stands on several lines takes what is left untold of them in turn.
  private static func lines(_ words: [String], of order: Order) throws -> [LineCount] {
    do {
      var whole = order
      // Of the whole order, whatever of it has been shipped.
      for index in whole.lines.indices { whole.lines[index].fulfilledQuantity = 0 }
      return try EnteredLines.counts(words, of: whole)
    } catch let refusal as OrderRefusal {
      throw ActionRefusal.order(refusal)
    }
  }

  private static func resend(_ id: Int64, _ work: Work, _ arguments: ActionArguments) throws {
    let number = try RecordNumber.of("orders", id, in: work.writer)
    let refused = try ConfirmationTable.records(of: id, in: work.writer).filter { record in
      record.units.contains { $0.state == .refused }
    }
    if refused.isEmpty { throw ActionRefusal.confirming(.nothingRefused(order: number)) }
    for var record in refused {
      let before = Plain.text("\(record.carrier) \(record.trackingNumber)")
      record.carrier = arguments.text("carrier") ?? record.carrier
      record.service = arguments.text("service") ?? record.service
      record.trackingNumber = arguments.text("tracking") ?? record.trackingNumber
      let entry = try work.append(
        action: "resendShipping", kind: "orders", subject: id,
        changes: [
          FieldChange(
            field: Confirming.field, before: before, after: .text("\(record.carrier) \(record.trackingNumber)"))
        ])
      try work.writer.execute(
        """
        UPDATE confirmations
        SET seq = \(entry), carrier = \(record.carrier), service = \(record.service),
          tracking = \(record.trackingNumber)
        WHERE id = \(record.id)
        """)
      for units in record.units where units.state == .refused {
        if try !ConfirmationTable.move(units, by: .resend, in: work.writer) { throw StoreError.locked }
      }
      try Confirming.tell(record.id, of: id, work)
    }
  }

  private static func withdraw(_ id: Int64, _ work: Work) throws {
    let number = try RecordNumber.of("orders", id, in: work.writer)
    let records = try ConfirmationTable.records(of: id, in: work.writer)
    var withdrawn: [Plain] = []
    for record in records {
      var isWaiting = false
      for units in record.units where units.state.after(.withdraw) != nil {
        isWaiting = isWaiting || units.state == .waiting
        if try !ConfirmationTable.move(units, by: .withdraw, in: work.writer) { throw StoreError.locked }
        withdrawn.append(.text("\(record.carrier) \(record.trackingNumber)"))
      }
      if isWaiting { try Confirming.unsay(record.entry, in: work.writer) }
    }
    if withdrawn.isEmpty { throw ActionRefusal.confirming(.nothingToConfirm(order: number)) }
    try work.append(
      action: "withdrawShipping", kind: "orders", subject: id,
      changes: [FieldChange(field: Confirming.field, before: .list(withdrawn), after: .null)])
  }
}

extension Confirming {
  /// Takes a message back that nobody has sent: whoever is about to finds that it has lost it.
  static func unsay(_ entry: Int64, in writer: any Writer) throws {
    try writer.execute("DELETE FROM outbox WHERE seq = \(entry) AND topic = \(topic) AND sent_at IS NULL")
  }
}

extension Undo {
  /// Takes a confirmation back that is not written yet; what the channel has in its hands stays.
  static func revertConfirmation(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    guard let id = entry.subject else { throw ActionRefusal.notUndoable(action: entry.action) }
    let records = try ConfirmationTable.records(of: id, in: work.writer).filter { $0.entry == entry.seq }
    if records.isEmpty { throw ActionRefusal.notUndoable(action: entry.action) }
    for units in records.flatMap(\.units) where units.state != .waiting {
      return [
        FieldChange(
          field: Confirming.field, before: .text(ConfirmationState.waiting.rawValue), after: .text(units.state.rawValue)
        )
      ]
    }
    for units in records.flatMap(\.units) {
      if try !ConfirmationTable.move(units, by: .withdraw, in: work.writer) { throw StoreError.locked }
    }
    try Confirming.unsay(entry.seq, in: work.writer)
    try work.append(
      action: "undo", kind: "orders", subject: id,
      changes: entry.changes.map { FieldChange(field: $0.field, before: $0.after, after: $0.before) },
      undoes: entry.seq)
    return []
  }
}
