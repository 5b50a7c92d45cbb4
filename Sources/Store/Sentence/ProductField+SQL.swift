internal import Domain

extension SentenceSQL {
  /// Of `products AS p`.
  func shape(of field: ProductField) throws -> FieldShape {
    switch field {
    case .number: .key("p.number_key")
    case .title: .text("p.title")
    case .brand: .text("p.brand")
    case .source: .choice("p.source")
    case .review: .choice("p.review")
    case .tags: .texts(present: "(p.tags <> '')")
    case .category: .text("p.category")
    case .variants: .number("p.variant_count")
    case .images: .number("p.image_count")
    case .hs: .texts(present: hasVariant("x.hs <> ''"))
    case .origin: .texts(present: hasVariant("x.origin <> ''"))
    case .sku: .keys(holds: hasVariant, key: "COALESCE(x.sku_key, '')")
    case .updatedAt: .instant("p.updated_at")
    case .id: .number("p.id")
    case .batch: try batchShape()
    case .result: .text(newestResult)
    }
  }

  func column(of field: ProductField) -> FieldColumn {
    switch field {
    case .number: .text("p.number")
    case .title: .text("p.title")
    case .brand: .text("p.brand")
    case .source: .text("p.source")
    case .review: .text("p.review")
    case .tags: .texts("p.tags", separator: ",")
    case .category: .text("p.category")
    case .variants: .number("p.variant_count")
    case .images: .number("p.image_count")
    case .hs: .texts(joinedVariants("x.hs"), separator: "\u{1F}")
    case .origin: .texts(joinedVariants("x.origin"), separator: "\u{1F}")
    case .sku: .texts(joinedVariants("x.sku"), separator: "\u{1F}")
    case .updatedAt: .instant("p.updated_at")
    case .id: .number("p.id")
    case .batch: .texts(batchLabels, separator: ",")
    case .result: .text(newestResult)
    }
  }

  private func hasVariant(_ condition: SQL) -> SQL {
    "EXISTS (SELECT 1 FROM variants AS x WHERE x.product_id = p.id AND \(condition))"
  }

  /// Each value once, in the order of the variants.
  private func joinedVariants(_ column: SQL) -> SQL {
    """
    (SELECT group_concat(text, char(31)) FROM (SELECT \(column) AS text, MIN(x.position) AS first FROM variants AS x \
    WHERE x.product_id = p.id AND \(column) <> '' GROUP BY \(column) ORDER BY first) AS texts)
    """
  }
}
