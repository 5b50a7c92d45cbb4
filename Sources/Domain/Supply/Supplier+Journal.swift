extension Supplier: Journalled {
  public var snapshot: [String: Plain] {
    [
      "code": .text(code), "name": .text(name), "currency": .text(currency.code), "country": Plain(country),
      "leadDays": .number(leadDays), "handlingDays": .number(handlingDays), "minimumUnits": .number(minimumUnits),
      "minimumAmount": .number(minimumAmount), "overPercent": .number(overPercent), "standard": .text(standard.text),
      "returnTerms": .text(returns.rawValue), "closed": .flag(isClosed), "note": .text(note),
    ]
  }

  public func with(_ field: String, _ value: Plain) -> Supplier? {
    var supplier = self
    switch field {
    case "code": supplier.code = value.text ?? code
    case "name": supplier.name = value.text ?? ""
    case "currency": supplier.currency = value.text.flatMap { Currency($0) } ?? currency
    case "country": supplier.country = value.text
    case "leadDays": supplier.leadDays = value.number ?? leadDays
    case "handlingDays": supplier.handlingDays = value.number ?? handlingDays
    case "minimumUnits": supplier.minimumUnits = value.number ?? 0
    case "minimumAmount": supplier.minimumAmount = value.number ?? 0
    case "overPercent": supplier.overPercent = value.number ?? 0
    case "standard": supplier.standard = value.text.flatMap { QualityStandard($0) } ?? standard
    case "returnTerms": supplier.returns = value.text.flatMap(ReturnTerms.init(rawValue:)) ?? returns
    case "closed": supplier.isClosed = value.flag ?? isClosed
    case "note": supplier.note = value.text ?? ""
    default: return nil
    }
    return supplier
  }
}

extension SupplierItem: Journalled {
  public var snapshot: [String: Plain] {
    [
      "supplierCode": .text(code), "packSize": .number(packSize), "minimum": .number(minimum),
      "prices": .text(prices.plainText), "leadDays": Plain(leadDays), "preferred": .flag(isPreferred),
      "closed": .flag(isClosed),
    ]
  }

  public func with(_ field: String, _ value: Plain) -> SupplierItem? {
    var item = self
    switch field {
    case "supplierCode": item.code = value.text ?? ""
    case "packSize": item.packSize = value.number ?? packSize
    case "minimum": item.minimum = value.number ?? minimum
    case "prices": item.prices = value.text.flatMap { PriceBreaks(plainText: $0) } ?? prices
    case "leadDays": item.leadDays = value.number
    case "preferred": item.isPreferred = value.flag ?? false
    case "closed": item.isClosed = value.flag ?? isClosed
    default: return nil
    }
    return item
  }
}
