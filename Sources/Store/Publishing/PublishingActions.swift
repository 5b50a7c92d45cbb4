internal import Domain

extension ActionTable {
  private static let channel = ActionField("channel", .text(limit: 16), required: true)

  /// What channels may sell, and how much of it is kept back.
  static let publishingActions: [ActionDefinition] = [
    ActionDefinition(
      "publishStock", on: "variants",
      [
        channel, ActionField("channelSku", .text(limit: 100)), ActionField("buffer", .number),
        ActionField("cap", .number), ActionField("warehouse", .record(kind: "locations")),
      ], right: .manageStock,
      help: "Tells a channel how many units of a SKU it may sell, now and whenever that changes: what can be promised "
        + "less a buffer, never more than a cap; a cap of -1 is none."
    ) { work, arguments in
      let (account, variant) = try named(work, arguments)
      let known = try PublishedTable.find(account.id, variant, in: work.writer)
      var one = try known ?? fresh(account, variant, work)
      one.isStopped = false
      if let sku = arguments.text("channelSku"), !sku.isEmpty { one.sku = sku }
      if let buffer = try count("buffer", arguments) { one.buffer = buffer }
      if let cap = try arguments.number("cap") {
        if cap < -1 || cap > PublishedStock.most {
          throw ActionRefusal.badField("cap", found: String(cap), expected: .cap(atMost: PublishedStock.most))
        }
        one.cap = cap < 0 ? nil : cap
      }
      if let code = arguments.text("warehouse") {
        one.warehouseId = code.isEmpty ? nil : try warehouse(code, work)
      }
      return try save(one, was: known, "publishStock", variant, work)
    },
    ActionDefinition(
      "stopPublishing", on: "variants", [channel], right: .manageStock,
      help: "Tells a channel that nothing of a SKU is to be sold there any more."
    ) { work, arguments in
      let (account, variant) = try named(work, arguments)
      guard let known = try PublishedTable.find(account.id, variant, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "published", account.code)
      }
      var one = known
      one.isStopped = true
      return try save(one, was: known, "stopPublishing", variant, work)
    },
    ActionDefinition(
      "acknowledgeStock", on: "variants",
      [channel, ActionField("sequence", .number, required: true), ActionField("refused", .text(limit: 500))],
      right: .manageStock, undo: .compensated,
      help: "Notes that a channel has taken a quantity that it was told, or why it refused it; an answer to an older "
        + "one than it has answered already is put aside."
    ) { work, arguments in
      let (account, variant) = try named(work, arguments)
      guard var one = try PublishedTable.find(account.id, variant, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "published", account.code)
      }
      let sequence = try arguments.number("sequence") ?? 0
      let before = one
      let quantity = sequence == one.pushed?.sequence ? one.pushed?.quantity : nil
      let told = try quantity ?? Publishing.quantity(of: one.id, sequence, in: work.writer)
      var isNew = false
      if let words = arguments.text("refused"), !words.isEmpty {
        isNew = one.refuse(sequence, saying: words)
      } else if let told {
        isNew = one.acknowledge(.init(quantity: told, sequence: sequence), at: work.now)
      }
      if !isNew {
        throw ActionRefusal.badField(
          "telling", found: String(sequence),
          expected: .telling(after: before.acknowledged?.sequence ?? 0, upTo: before.pushed?.sequence ?? 0))
      }
      try PublishedTable.keep(one, in: work.writer)
      try work.append(
        action: "acknowledgeStock", kind: "published", subject: one.id,
        changes: [
          FieldChange(
            field: "acknowledged", before: Plain(before.acknowledged?.quantity),
            after: one.refusal.isEmpty ? Plain(one.acknowledged?.quantity) : .text(one.refusal))
        ])
      return variant
    },
  ]

  private static func named(_ work: Work, _ arguments: ActionArguments) throws -> (Account, variant: Int64) {
    let code = arguments.text("channel") ?? ""
    guard let account = try Accounts.find(code, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "accounts", code)
    }
    let variant = try arguments.subject()
    if try work.writer.integer("SELECT id FROM variants WHERE id = \(variant)") == nil {
      throw ActionRefusal.noSuchRecord(kind: "variants", String(variant))
    }
    return (account, variant)
  }

  private static func fresh(_ account: Account, _ variant: Int64, _ work: Work) throws -> PublishedStock {
    let id = (try work.writer.integer("SELECT MAX(id) FROM published_stock") ?? 0) + 1
    return PublishedStock(
      id: id, accountId: account.id, variantId: variant,
      sku: try RecordNumber.of("variants", variant, in: work.writer))
  }

  private static func count(_ field: String, _ arguments: ActionArguments) throws -> Int64? {
    guard let number = try arguments.number(field) else { return nil }
    guard (0...PublishedStock.most).contains(number) else {
      throw ActionRefusal.badField(field, found: String(number), expected: .from(0, to: PublishedStock.most))
    }
    return number
  }

  private static func warehouse(_ code: String, _ work: Work) throws -> Int64 {
    let place = try LocationTable.named(code, in: work.writer)
    if place.role != .warehouse || !place.type.isOwn {
      throw ActionRefusal.badField("warehouse", found: code, expected: .ownWarehouse)
    }
    return place.id
  }

  private static func save(
    _ changed: PublishedStock, was known: PublishedStock?, _ action: String, _ variant: Int64, _ work: Work
  ) throws -> Int64 {
    var changed = changed
    if let known {
      if changed == known { throw ActionRefusal.order(.unchanged) }
      try changed.save(was: known, action: action, undoes: nil, isWithdrawn: false, in: work)
    } else {
      try changed.make(action, in: work)
    }
    work.touchedOrders.insert(variant)
    work.touchedStock.insert(variant)
    return variant
  }
}

extension Undo {
  /// Settings go back; what the channel is told follows them as a wish of its own.
  static func revertPublished(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    let ways = try revertMade(PublishedStock.self, entry, work)
    if let id = entry.subject, let one = try PublishedTable.load(id, in: work.writer) {
      work.touchedStock.insert(one.variantId)
      work.touchedOrders.insert(one.variantId)
    }
    return ways
  }
}
