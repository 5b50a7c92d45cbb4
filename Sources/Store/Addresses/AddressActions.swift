public import Domain

extension ActionTable {
  /// Addresses that a carrier would send a parcel back for.
  static let addressActions: [ActionDefinition] = [
    orderAction(
      "checkAddress", right: .editOrders,
      help:
        "Holds an order whose address has something that a carrier would send it back for; what, stands with the hold."
    ) { order, work, _ in
      guard let hold = try Addresses.hold(of: order, by: work.actor.name, at: work.now, in: work.writer) else {
        throw OrderRefusal.nothingToFix
      }
      order = try order.held(hold)
    },
    orderAction(
      "fixAddress", cardFields, right: .editOrders,
      help:
        "Sets an order's address right: the fields given, and what can be told of the others (a postcode's blanks, its "
        + "letters' case). The hold goes when nothing is left to be put right."
    ) { order, work, arguments in
      let writer = work.writer
      guard let customer = order.customerId,
        let known = try Addresses.card(of: order, in: writer)
      else { throw OrderRefusal.nothingToFix }
      if try CustomerTable.isErased(customer, in: writer) { throw ActionRefusal.erased }
      let given = try arguments.card(over: known)
      let mended = AddressCheck.mended(given, country: nil, service: order.shippingService)
      if mended == known { throw OrderRefusal.nothingToFix }
      let revision = try PersonalTable.keep(mended, subject: customer, at: work.now, in: writer)
      order = try order.readdressed(
        to: revision, customer: customer, country: mended.country.isEmpty ? nil : mended.country)
      let left = AddressCheck.findings(mended, country: order.country, service: order.shippingService)
      if left.isEmpty { order.holds.removeAll { $0.reason == .incorrectAddress } }
    },
  ]
}

/// What the check of addresses says of an order in the store.
public enum Addresses {
  /// The card that the parcel goes to; nil where there is none, or it was erased.
  public static func card(of order: Order, in reader: any Reader) throws -> Card? {
    try order.customerId.flatMap {
      try PersonalTable.card(subject: $0, revision: order.shipToRevision ?? order.billToRevision, in: reader)
    }
  }

  /// nil where there is no address to look at: that is told elsewhere.
  public static func findings(of order: Order, in reader: any Reader) throws -> [AddressFinding]? {
    try card(of: order, in: reader).map {
      AddressCheck.findings($0, country: order.country, service: order.shippingService)
    }
  }

  /// The hold that an address deserves; nil where it has no fault, or is on that hold already. Its note names fields,
  /// never what stands in them.
  static func hold(of order: Order, by actor: String, at now: Instant, in reader: any Reader) throws -> Hold? {
    let findings = try findings(of: order, in: reader) ?? []
    if findings.isEmpty || order.holds.contains(where: { $0.reason == .incorrectAddress }) { return nil }
    return Hold(
      reason: .incorrectAddress, actor: actor, placedAt: now, note: HoldNote.address(findings).text)
  }
}
