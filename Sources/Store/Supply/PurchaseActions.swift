internal import Domain

extension ActionTable {
  private static let lineFields = [
    ActionField("sku", .record(kind: "variants"), required: true), ActionField("quantity", .number, required: true),
    ActionField("unitCost", .money), ActionField("promised", .date),
  ]

  /// Purchases, from the draft to the day that nothing more of them is expected.
  static let purchaseActions: [ActionDefinition] = [
    ActionDefinition(
      "createPurchase", on: "purchases",
      [
        ActionField("supplier", .record(kind: "suppliers"), required: true),
        ActionField("warehouse", .record(kind: "locations"), required: true), ActionField("lines", .words),
        ActionField("note", .longText(limit: 2000)),
      ], right: .buyGoods, creates: true,
      help: "Drafts a purchase from a supplier for a warehouse; lines as SKU=UNITS, at the price of the quantity."
    ) { work, arguments in
      let supplier = try SupplierTable.named(arguments.text("supplier") ?? "", in: work.writer)
      let place = try LocationTable.named(arguments.text("warehouse") ?? "", in: work.writer)
      var draft = try PurchaseDraft(supplier, for: place, work)
      draft.purchase.note = arguments.text("note") ?? ""
      for word in arguments.words("lines") {
        let pair = word.split(separator: "=", omittingEmptySubsequences: false)
        guard pair.count == 2, let quantity = Int64(pair[1]) else {
          throw ActionRefusal.badField("lines", found: word, expected: .purchaseLine)
        }
        let (variant, sku) = try ownSku(String(pair[0]), work)
        try draft.add(variant, sku, quantity, work.writer)
      }
      try draft.purchase.make("createPurchase", in: work)
      return draft.purchase.id
    },
    ActionDefinition(
      "addPurchaseLine", on: "purchases", lineFields, right: .buyGoods,
      help: "Adds a SKU to a draft, at the supplier's price for the quantity unless another one is named."
    ) { work, arguments in
      try draft("addPurchaseLine", work, arguments) { draft in
        let (variant, sku) = try ownSku(arguments.text("sku") ?? "", work)
        try draft.add(
          variant, sku, try arguments.number("quantity") ?? 0, work.writer,
          cost: try arguments.money("unitCost", currency: draft.purchase.currency),
          promised: try arguments.date("promised", now: work.now))
      }
    },
    ActionDefinition(
      "editPurchaseLine", on: "purchases",
      [lineFields[0], ActionField("quantity", .number), ActionField("unitCost", .money)], right: .buyGoods,
      help: "Changes the units or the price of a draft's line; a new quantity takes its own price."
    ) { work, arguments in
      try draft("editPurchaseLine", work, arguments) { draft in
        let (variant, sku) = try ownSku(arguments.text("sku") ?? "", work)
        try draft.edit(
          variant, sku, try arguments.number("quantity"),
          cost: try arguments.money("unitCost", currency: draft.purchase.currency), work.writer)
      }
    },
    ActionDefinition(
      "dropPurchaseLine", on: "purchases", [lineFields[0]], right: .buyGoods, help: "Takes a SKU off a draft."
    ) { work, arguments in
      try draft("dropPurchaseLine", work, arguments) { draft in
        let (variant, sku) = try ownSku(arguments.text("sku") ?? "", work)
        try draft.drop(variant, sku)
      }
    },
    ActionDefinition(
      "orderPurchase", on: "purchases", [ActionField("promised", .date)], right: .buyGoods,
      help: "Orders a draft from its supplier; refused below their minimum. Units sold before they were bought are "
        + "pegged to it, those first that are due first."
    ) { work, arguments in
      try step("orderPurchase", work, arguments) { change in
        let supplier = try supplier(of: change.purchase, work)
        let skus = try names(of: change.purchase, work)
        var items: [Int64: SupplierItem] = [:]
        for item in try SupplierTable.items(of: supplier.id, in: work.writer) { items[item.variantId] = item }
        let state = try change.purchase.state.after(.order)
        if let flaw = change.purchase.flaw(from: supplier, items: items, skus: skus) { throw flaw }
        change.purchase.state = state
        change.purchase.orderedAt = work.now
        change.purchase.promisedAt = try arguments.date("promised", now: work.now)
        for index in change.purchase.lines.indices {
          try takePromised(&change, index, work)
        }
        try Pegging.takeUp(&change, work.writer)
      }
    },
    ActionDefinition(
      "confirmPurchase", on: "purchases",
      [ActionField("promised", .date, required: true), ActionField("sku", .record(kind: "variants"))],
      right: .buyGoods, help: "Notes when the supplier says that a purchase, or one SKU of it, comes."
    ) { work, arguments in
      try step("confirmPurchase", work, arguments) { change in
        change.purchase.state = try change.purchase.state.after(.confirm)
        let promised = try arguments.date("promised", now: work.now)
        guard let sku = arguments.text("sku"), !sku.isEmpty else {
          change.purchase.promisedAt = promised
          return
        }
        let index = try line(of: sku, change.purchase, work)
        change.purchase.lines[index].promisedAt = promised
      }
    },
    ActionDefinition(
      "closePurchase", on: "purchases", right: .buyGoods,
      help: "Expects nothing more of a purchase: what did not come is given up, and units sold of it are to be bought "
        + "again."
    ) { work, arguments in
      try step("closePurchase", work, arguments) { change in
        change.purchase.state = try change.purchase.state.after(.close)
        change.purchase.closedAt = work.now
        try Pegging.giveUp(&change, work.writer)
      }
    },
    ActionDefinition(
      "cancelPurchase", on: "purchases", right: .buyGoods,
      help: "Calls a purchase off of which nothing has come; units sold of it are to be bought again."
    ) { work, arguments in
      try step("cancelPurchase", work, arguments) { change in
        change.purchase.state = try change.purchase.state.after(.cancel)
        change.purchase.closedAt = work.now
        for index in change.purchase.lines.indices {
          try giveBackPromised(&change, index, work)
        }
        try Pegging.giveUp(&change, work.writer)
      }
    },
    ActionDefinition(
      "notePurchase", on: "purchases", [ActionField("note", .longText(limit: 2000), required: true)],
      right: .buyGoods, help: "Writes the shop's note on a purchase."
    ) { work, arguments in
      try step("notePurchase", work, arguments) { $0.purchase.note = arguments.text("note") ?? "" }
    },
  ]

  /// One step of a purchase with everything that follows from it.
  static func step(
    _ action: String, _ work: Work, _ arguments: ActionArguments, id: Int64? = nil,
    _ body: (inout SupplyChange) throws -> Void
  ) throws -> Int64? {
    let id = try id ?? arguments.subject()
    guard let purchase = try PurchaseTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: Purchase.kind, String(id))
    }
    var change = SupplyChange(purchase)
    do {
      try body(&change)
    } catch let refusal as SupplyRefusal {
      throw ActionRefusal.supply(refusal)
    }
    if change.isEmpty { throw ActionRefusal.order(.unchanged) }
    if work.isJudging {
      work.judged = change.purchase.changes(since: purchase)
      return id
    }
    try change.write(action, in: work)
    return id
  }

  private static func draft(
    _ action: String, _ work: Work, _ arguments: ActionArguments, _ body: (inout PurchaseDraft) throws -> Void
  ) throws -> Int64? {
    try step(action, work, arguments) { change in
      if change.purchase.state != .draft {
        throw SupplyRefusal.transition(from: change.purchase.state.rawValue, event: "edit", fits: [])
      }
      var draft = try PurchaseDraft(change.purchase, work.writer)
      try body(&draft)
      change.purchase = draft.purchase
    }
  }

  static func supplier(of purchase: Purchase, _ work: Work) throws -> Supplier {
    guard let supplier = try SupplierTable.load(purchase.supplierId, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "suppliers", String(purchase.supplierId))
    }
    return supplier
  }

  static func names(of purchase: Purchase, _ work: Work) throws -> [Int64: String] {
    var names: [Int64: String] = [:]
    for line in purchase.lines {
      names[line.variantId] = try RecordNumber.of("variants", line.variantId, in: work.writer)
    }
    return names
  }

  static func line(of text: String, _ purchase: Purchase, _ work: Work) throws -> Int {
    let (variant, sku) = try ownSku(text, work)
    guard let index = purchase.lines.firstIndex(where: { $0.variantId == variant }) else {
      throw ActionRefusal.supply(.notInPurchase(purchase: purchase.number, sku: sku))
    }
    return index
  }

  /// What is bought of a supplier's promise is not theirs to promise any more.
  private static func takePromised(_ change: inout SupplyChange, _ index: Int, _ work: Work) throws {
    let line = change.purchase.lines[index]
    guard let promise = try PromiseTable.find(change.purchase.supplierId, line.variantId, in: work.writer) else {
      return
    }
    let taken = min(promise.quantity, line.quantity)
    if taken < 1 { return }
    var left = promise
    left.quantity -= taken
    change.promises.append((promise, left))
    change.purchase.lines[index].fromPromise = taken
  }

  private static func giveBackPromised(_ change: inout SupplyChange, _ index: Int, _ work: Work) throws {
    let line = change.purchase.lines[index]
    guard line.fromPromise > 0,
      let promise = try PromiseTable.find(change.purchase.supplierId, line.variantId, in: work.writer)
    else { return }
    var more = promise
    more.quantity = min(StockMove.limit, more.quantity + line.fromPromise)
    change.promises.append((promise, more))
    change.purchase.lines[index].fromPromise = 0
  }
}
