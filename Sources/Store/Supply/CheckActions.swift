internal import Domain

/// Goods in check, on their way out of it.
enum Checking {
  /// Papers that the goods need where they are sold to.
  static func refuseUncertified(_ variant: Int64, at place: Location, _ work: Work) throws {
    guard let warehouse = try LocationTable.load(place.warehouseId, in: work.writer) else { return }
    if let flaw = try CertificateTable.flaw(of: variant, from: warehouse, at: work.now, in: work.writer) { throw flaw }
  }

  /// Units that went into stock: the orders that waited for them have them first.
  static func book(
    accepted quantity: Int64, of line: Int64, at place: Location, _ change: inout SupplyChange, _ work: Work
  )
    throws
  {
    guard let index = change.purchase.lines.firstIndex(where: { $0.id == line }) else { return }
    change.purchase.lines[index].accepted += quantity
    // What nobody can fetch yet is promised once it stands on a shelf.
    try Pegging.allocate(
      quantity, of: line, in: place.isSellable ? place.warehouseId : nil, &change, work)
    try Pegging.giveUp(&change, work.writer)
  }

  static func book(rejected quantity: Int64, of line: Int64, _ change: inout SupplyChange, _ work: Work) throws {
    guard let index = change.purchase.lines.firstIndex(where: { $0.id == line }) else { return }
    change.purchase.lines[index].rejected += quantity
    try Pegging.giveUp(&change, work.writer)
  }
}

extension ActionTable {
  /// The quality check of goods that came in.
  static let checkActions: [ActionDefinition] = [
    ActionDefinition(
      "sampleReceipt", on: "receipts", right: .checkGoods,
      help: "Begins the check: says how many units are to be looked at and how many may be bad, by the supplier's "
        + "standard."
    ) { work, arguments in
      try check("sampleReceipt", work, arguments) { receipt, change, _ in
        try receipt.begin(try supplier(of: change.purchase, work).standard)
      }
    },
    ActionDefinition(
      "judgeReceipt", on: "receipts",
      [ActionField("looked", .number, required: true), ActionField("defects", .number, required: true)],
      right: .checkGoods, help: "Notes how many units were looked at and how many are bad: passed, or failed."
    ) { work, arguments in
      try check("judgeReceipt", work, arguments) { receipt, _, _ in
        try receipt.judge(
          looked: try arguments.number("looked") ?? 0, defects: try arguments.number("defects") ?? 0)
      }
    },
    ActionDefinition(
      "concedeReceipt", on: "receipts", right: .checkGoods,
      help: "Lets goods through that failed their check: whoever does it answers for it with a reason."
    ) { work, arguments in
      if work.reason.isEmpty { throw ActionRefusal.missingField("reason") }
      return try check("concedeReceipt", work, arguments) { receipt, _, _ in try receipt.concede() }
    },
    ActionDefinition(
      "releaseReceipt", on: "receipts",
      [ActionField("to", .record(kind: "locations"), required: true), ActionField("quantity", .number)],
      right: .checkGoods,
      help:
        "Lets checked goods into stock; orders that waited for them have them first. Into a receiving place: they wait "
        + "there for a walk that puts them away. Refused while a certificate that they need is missing or has ended."
    ) { work, arguments in
      try check("releaseReceipt", work, arguments) { receipt, change, sku in
        let to = try LocationTable.named(arguments.text("to") ?? "", in: work.writer)
        if to.isClosed { throw ActionRefusal.stock(.closedLocation(to.code)) }
        // Where goods come in they may wait for a walk that puts them away.
        let waits = to.use == .receiving && to.role == .bin && to.type.isOwn && !to.isClosed
        if !to.isSellable && !waits { throw ActionRefusal.stock(.notABin(to.code)) }
        // Nothing needs to be looked at: the standard says so, or there is none.
        if receipt.state == .awaiting, try supplier(of: change.purchase, work).standard == .none {
          try receipt.begin(.none)
        }
        let asked = try arguments.number("quantity") ?? receipt.releasable
        try receipt.release(asked, sku: sku)
        try Checking.refuseUncertified(receipt.variantId, at: to, work)
        if to.id != receipt.locationId {
          change.moves.append(
            StockMove(
              variantId: receipt.variantId, lotId: receipt.lotId, quantity: asked, from: receipt.locationId, to: to.id,
              reason: .qualityPassed))
        }
        try Checking.book(accepted: asked, of: receipt.lineId, at: to, &change, work)
      }
    },
    ActionDefinition(
      "rejectReceipt", on: "receipts",
      [ActionField("quantity", .number), ActionField("scrap", .flag)], right: .checkGoods,
      help: "Sends goods that are not as they should be back to the supplier, or writes them off as scrap."
    ) { work, arguments in
      try check("rejectReceipt", work, arguments) { receipt, change, sku in
        let quantity = try arguments.number("quantity") ?? receipt.open
        let isScrap = try arguments.flag("scrap") == true
        try receipt.reject(quantity, sku: sku, isScrap: isScrap)
        change.moves.append(
          StockMove(
            variantId: receipt.variantId, lotId: receipt.lotId, quantity: quantity, from: receipt.locationId,
            to: isScrap ? LocationTable.loss : LocationTable.supplier, reason: isScrap ? .scrap : .supplierReturn))
        try Checking.book(rejected: quantity, of: receipt.lineId, &change, work)
      }
    },
  ]

  private static func check(
    _ action: String, _ work: Work, _ arguments: ActionArguments,
    _ body: (inout Receipt, inout SupplyChange, String) throws -> Void
  ) throws -> Int64? {
    let id = try arguments.subject()
    guard let receipt = try ReceiptTable.load(id, in: work.writer), receipt.quantity > 0 else {
      throw ActionRefusal.noSuchRecord(kind: Receipt.kind, String(id))
    }
    _ = try step(action, work, arguments, id: receipt.purchaseId) { change in
      var now = receipt
      let sku = try RecordNumber.of("variants", receipt.variantId, in: work.writer)
      try body(&now, &change, sku)
      change.receipts.append((receipt, now))
    }
    return id
  }
}
