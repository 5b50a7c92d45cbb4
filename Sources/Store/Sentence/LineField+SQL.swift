internal import Domain

extension SentenceSQL {
  /// Of `order_lines AS l` and its order, `o`.
  func shape(of field: LineField) throws -> FieldShape {
    switch field {
    case .order: .key("o.number_key")
    case .sku: .key("l.sku_key")
    case .title: .text("l.title")
    case .quantity: .number("l.quantity")
    case .unitPrice: .money("l.unit_price", currency: "o.currency")
    case .total: .money("l.amount", currency: "o.currency")
    case .channel: .among("o.account_id", accountValues)
    case .status: .choice("o.status")
    case .listingId: .text("l.listing_id")
    case .options: .text("l.options")
    case .variant: .key(variantColumn("sku_key"))
    case .mapped: .flag("(l.variant_id IS NOT NULL)")
    case .placedAt: .instant("o.placed_at")
    case .position: .number("l.position")
    case .id: .number("l.id")
    case .batch: try batchShape()
    case .result: .text(newestResult)
    }
  }

  func column(of field: LineField) throws -> FieldColumn {
    switch field {
    case .order: .text("o.number")
    case .sku: .text("l.sku")
    case .title: .text("l.title")
    case .quantity: .number("l.quantity")
    case .unitPrice: .money("l.unit_price", "o.currency")
    case .total: .money("l.amount", "o.currency")
    case .channel: .among("o.account_id", accountCodes)
    case .status: .text("o.status")
    case .listingId: .text("l.listing_id")
    case .options: .text("l.options")
    case .variant: .text(variantColumn("sku"))
    case .mapped: .flag("(l.variant_id IS NOT NULL)")
    case .placedAt: .instant("o.placed_at")
    case .position: .number("l.position")
    case .id: .number("l.id")
    case .batch: .texts(batchLabels, separator: ",")
    case .result: .text(newestResult)
    }
  }

  private func variantColumn(_ column: StaticString) -> SQL {
    "(SELECT \(name: column) FROM variants WHERE id = l.variant_id)"
  }
}
