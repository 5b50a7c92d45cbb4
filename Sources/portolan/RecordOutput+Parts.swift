internal import Domain
internal import Exchange
internal import Store

extension RecordOutput {
  /// What happened to a record, newest first; of a variant also what happened to it as a part of its product.
  static func history(_ kind: Kind, _ id: Int64, limit: Int = 200, in reader: any Reader) throws -> [JournalEntry] {
    // Goods in check belong to their purchase, which has the story.
    if kind == .receipts, let receipt = try ReceiptTable.load(id, in: reader) {
      return try history(.purchases, receipt.purchaseId, limit: limit, in: reader)
    }
    // The ledger's entries are of the SKU that was moved.
    let name = kind == .stock ? Kind.moves.rawValue : kind.rawValue
    var entries =
      switch kind {
      case .parcels, .shipments: try FulfilmentHistory.of(parcel: id, limit: limit, in: reader)
      case .fulfilments: try FulfilmentHistory.of(fulfilment: id, limit: limit, in: reader)
      default: try JournalTable.history(kind: name, subject: id, limit: limit, in: reader)
      }
    if kind == .variants, let product = try VariantParts.product(of: id, in: reader) {
      entries += try JournalTable.history(kind: "products", subject: product.id, limit: limit, in: reader)
        .filter { entry in entry.changes.contains { $0.field == "variants" } }
      entries.sort { $0.seq > $1.seq }
    }
    let currency =
      switch kind {
      case .purchases: try PurchaseTable.load(id, in: reader)?.currency
      case .suppliers: try SupplierTable.load(id, in: reader)?.currency
      default: nil as Currency?
      }
    for index in entries.indices {
      entries[index].changes = try NamedChanges.of(
        entries[index].changes, entries[index].kind, entries[index].subject, currency: currency, in: reader)
    }
    return entries
  }

  /// A line with its money as money, and the own SKU that it stands for.
  static func line(
    _ line: OrderLine, _ currency: Currency, mayReadPersonal: Bool, in reader: any Reader
  ) throws -> JSONOutput {
    func money(_ units: Int64) -> JSONOutput { .money(Money(minorUnits: units, currency: currency)) }
    return [
      "position": .integer(Int64(line.position)), "externalId": .text(orNull: line.externalId),
      "sku": .text(line.sku), "listingId": .text(line.listingId), "title": .text(line.title),
      "options": .text(line.options), "personal": mayReadPersonal ? .text(line.personal) : .null,
      "quantity": .integer(line.quantity), "unitPrice": money(line.unitPrice),
      "amount": money(line.amount), "discount": money(line.discount), "tax": money(line.tax),
      "fulfilled": .integer(line.fulfilledQuantity), "cancelled": .integer(line.cancelledQuantity),
      "variant": .text(orNull: try line.variantId.map { try RecordNumber.of("variants", $0, in: reader) }),
    ]
  }

  /// A variant with what belongs to it: its product, the parts of a kit, its aliases, and what channels call it.
  static func variant(_ id: Int64, in reader: any Reader) throws -> [(key: String, value: JSONOutput)] {
    guard let product = try VariantParts.product(of: id, in: reader),
      let variant = product.variants.first(where: { $0.id == id })
    else { throw ActionRefusal.noSuchRecord(kind: "variants", String(id)) }
    let parts = try VariantParts(of: id, in: reader)
    var members: [(key: String, value: JSONOutput)] = [
      ("sku", .text(variant.sku)), ("product", .text(product.number)), ("title", .text(product.title)),
      ("review", .text(product.review.rawValue)),
      (
        "options",
        .object(zip(product.optionNames, variant.optionValues).map { (key: $0, value: JSONOutput.text($1)) })
      ),
    ]
    for (field, value) in (variant.plain.map ?? [:]).sorted(by: { $0.key < $1.key })
    where !["id", "sku", "values", "position"].contains(field) {
      members.append((field, json(value, field)))
    }
    members += [
      ("kit", .list(parts.kit.map(JSONOutput.text))), ("aliases", .list(parts.aliases.map(JSONOutput.text))),
      (
        "channelSkus",
        .list(
          parts.channelSkus.map {
            ["channel": .text($0.account), "sku": .text($0.sku), "listing": .text($0.listing)]
          })
      ),
    ]
    return members
  }

  /// Who a customer was found to be, and who was found to be them: their orders are one history.
  static func others(_ customer: Customer, in reader: any Reader) throws -> [(key: String, value: JSONOutput)] {
    let cluster = try CustomerTable.cluster(of: customer.id, in: reader)
    let into = try customer.mergedInto.map { try RecordNumber.of("customers", $0, in: reader) }
    return [
      ("mergedInto", .text(orNull: into)),
      (
        "same", .list(try cluster.dropFirst().map { .text(try RecordNumber.of("customers", $0, in: reader)) })
      ),
      (
        "newestOrders",
        .list(try CustomerTable.orders(of: cluster, limit: 50, in: reader).map(JSONOutput.text))
      ),
    ]
  }
}
