internal import Domain

extension SentenceSQL {
  /// Of `variants AS v` and its product, `p`.
  func shape(of field: VariantField) throws -> FieldShape {
    switch field {
    case .sku: .key("v.sku_key")
    case .product: .key("p.number_key")
    case .barcodes: .texts(present: "EXISTS (SELECT 1 FROM barcodes AS b WHERE b.variant_id = v.id AND b.code <> '')")
    case .hs: .text("v.hs")
    case .origin: .text("v.origin")
    case .grams: .number("v.grams")
    case .hazard: .texts(present: "(v.hazards <> '')")
    case .title: .text("p.title")
    case .options: .opaque
    case .price: .money("v.price", currency: "v.price_currency")
    case .declaredName: .text("v.declared_name")
    case .measuredGrams: .number("v.measured_grams")
    case .translated: .opaque
    case .id: .number("v.id")
    case .batch: try batchShape()
    case .result: .text(newestResult)
    }
  }

  func column(of field: VariantField) -> FieldColumn {
    switch field {
    case .sku: .text("v.sku")
    case .product: .text("p.number")
    case .barcodes:
      .texts("(SELECT group_concat(code, char(31)) FROM barcodes WHERE variant_id = v.id)", separator: "\u{1F}")
    case .hs: .text("v.hs")
    case .origin: .text("v.origin")
    case .grams: .number("v.grams")
    case .hazard: .texts("v.hazards", separator: ",")
    case .title: .text("p.title")
    case .options:
      FieldColumn(columns: ["v.option_values"]) { row, index in
        FieldValue(Plain.texts(row.text(index)).filter { !$0.isEmpty }.joined(separator: " / "))
      }
    case .price: .money("v.price", "v.price_currency")
    case .declaredName: .text("v.declared_name")
    case .measuredGrams: .number("v.measured_grams")
    case .translated:
      FieldColumn(columns: ["p.translations"]) { row, index in
        var locales: [String] = []
        for translation in (Plain(json: row.text(index))?.list ?? []).compactMap(Translation.init(plain:))
        where !locales.contains(translation.locale) {
          locales.append(translation.locale)
        }
        return locales.isEmpty ? .null : .texts(locales)
      }
    case .id: .number("v.id")
    case .batch: .texts(batchLabels, separator: ",")
    case .result: .text(newestResult)
    }
  }
}
