internal import Domain

extension SentenceSQL {
  /// Of `customers AS c`.
  func shape(of field: CustomerField) throws -> FieldShape {
    switch field {
    case .number: .capitals("c.number")
    case .name: .text(newestCard("name"))
    case .email: .text(newestCard("email"))
    case .phone: .text(newestCard("phone"))
    case .country: .capitals("c.country")
    case .tier: .choice("c.tier")
    case .tags: .texts(present: "(c.tags <> '')")
    case .orders: .number("c.order_count")
    case .firstOrderAt: .instant("c.first_order_at")
    case .lastOrderAt: .instant("c.last_order_at")
    case .mergedInto: .capitals(survivor)
    case .id: .number("c.id")
    case .batch: try batchShape()
    case .result: .text(newestResult)
    }
  }

  private var survivor: SQL { "(SELECT number FROM customers WHERE id = c.merged_into)" }

  func column(of field: CustomerField) -> FieldColumn {
    switch field {
    case .number: .text("c.number")
    case .name: .text(newestCard("name"))
    case .email: .text(newestCard("email"))
    case .phone: .text(newestCard("phone"))
    case .country: .text("c.country")
    case .tier: .text("c.tier")
    case .tags: .texts("c.tags", separator: ",")
    case .orders: .number("c.order_count")
    case .firstOrderAt: .instant("c.first_order_at")
    case .lastOrderAt: .instant("c.last_order_at")
    case .mergedInto: .text(survivor)
    case .id: .number("c.id")
    case .batch: .texts(batchLabels, separator: ",")
    case .result: .text(newestResult)
    }
  }

  private func newestCard(_ column: StaticString) -> SQL {
    "(SELECT \(name: column) FROM personal WHERE subject = c.id AND revision = c.revision)"
  }
}
