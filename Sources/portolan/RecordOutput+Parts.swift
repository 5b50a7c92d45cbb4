internal import Domain
internal import Exchange
internal import Store

extension RecordOutput {
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

/// Which fields of the journal tell how a field came about.
enum FieldSource {
  static func names(of field: String, _ kind: Kind) throws -> [String] {
    switch (kind, field) {
    // A status is read off three axes, so whatever moved one of them tells of it.
    case (.orders, "status"): return ["status", "state", "payment", "fulfilment"]
    case (.orders, "late"): return ["shipBy", "state", "payment", "fulfilment"]
    case (.orders, "total"), (.orders, "items"), (.orders, "discount"), (.orders, "shipping"), (.orders, "tax"),
      (.orders, "currency"):
      return ["money", "lines"]
    case (.orders, "quantity"), (.orders, "lineCount"), (.orders, "sku"), (.orders, "title"): return ["lines"]
    case (.orders, "age"): return ["placedAt"]
    case (.orders, "email"), (.orders, "phone"), (.orders, "city"), (.orders, "postcode"):
      return ["shipTo", "customer"]
    case (.customers, "name"), (.customers, "email"), (.customers, "phone"): return ["card"]
    default: break
    }
    let known = kind.fields.map(\.id) + kept(kind)
    if let own = known.first(where: { FoldedText.fold($0) == FoldedText.fold(field) }) { return [own] }
    if let named = kind.field(named: field) { return try names(of: named.id, kind) }
    throw ActionRefusal.unknownField(field, fits: known)
  }

  /// Fields that only the journal has.
  private static func kept(_ kind: Kind) -> [String] {
    switch kind {
    case .orders: ["lines", "money", "shipTo", "billTo", "withdrawn"]
    case .products: ["body", "options", "translations", "withdrawn"]
    case .variants: ["kit", "variants"]
    case .customers: ["card", "note", "mergedInto", "erased"]
    case .lines: []
    }
  }
}
