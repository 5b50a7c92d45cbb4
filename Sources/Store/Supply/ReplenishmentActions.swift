internal import Domain

extension ActionTable {
  /// Proposals that become purchases.
  static let replenishmentActions: [ActionDefinition] = [
    ActionDefinition(
      "proposePurchases", on: "purchases",
      [
        ActionField("warehouse", .record(kind: "locations"), required: true),
        ActionField("supplier", .record(kind: "suppliers")), ActionField("skus", .words),
        ActionField("coverDays", .number), ActionField("safetyDays", .number),
      ], right: .buyGoods, creates: true,
      help: "Drafts a purchase a supplier of what should be bought: by sales, lead time, season, what is kept, minimum "
        + "and prices. One undo takes them all back."
    ) { work, arguments in
      let place = try LocationTable.named(arguments.text("warehouse") ?? "", in: work.writer)
      var policy = Replenishment.Policy()
      policy.coverDays = try count("coverDays", arguments, to: Supplier.daysLimit) ?? policy.coverDays
      policy.safetyDays = try count("safetyDays", arguments, to: Supplier.daysLimit) ?? policy.safetyDays
      let supplier = try arguments.text("supplier").flatMap { $0.isEmpty ? nil : $0 }
        .map { try SupplierTable.named($0, in: work.writer) }
      let skus = try arguments.words("skus").map { try ownSku($0, work).id }
      let plan = try ReplenishmentPlan(
        policy, supplier: supplier?.id, variants: skus.isEmpty ? nil : Set(skus), at: work.now, in: work.writer)
      if plan.proposals.isEmpty { throw ActionRefusal.supply(.nothingProposed) }
      return try draft(plan.proposals, for: place, work)
    }
  ]

  /// One draft a supplier, all under one entry.
  private static func draft(_ proposals: [Replenishment], for place: Location, _ work: Work) throws -> Int64? {
    let bySupplier = Dictionary(grouping: proposals, by: \.supplierId)
    let outer = work.batch
    let batch = try work.append(
      action: "bulk", kind: "bulk", subject: nil,
      changes: [
        FieldChange(field: "action", before: .null, after: .text("proposePurchases")),
        FieldChange(field: "records", before: .null, after: .number(Int64(bySupplier.count))),
      ])
    work.batch = batch
    defer { work.batch = outer }
    var first: Int64?
    for (id, proposals) in bySupplier.sorted(by: { $0.key < $1.key }) {
      guard let supplier = try SupplierTable.load(id, in: work.writer) else { continue }
      // A purchase has so many lines; what is left makes another.
      let most = Int(PurchaseTable.lineLimit) - 1
      for from in stride(from: 0, to: proposals.count, by: most) {
        var draft = try PurchaseDraft(supplier, for: place, work)
        for proposal in proposals[from..<min(from + most, proposals.count)] {
          try draft.add(proposal.variantId, proposal.sku, proposal.quantity, work.writer)
        }
        try draft.purchase.make("createPurchase", in: work)
        first = first ?? draft.purchase.id
      }
    }
    return first
  }
}
