extension Customer: Journalled {
  /// Only what people decide: names and addresses are cards, orders are counted.
  public var snapshot: [String: Plain] {
    ["tier": .text(tier.rawValue), "tags": .list(tags.map(Plain.text)), "country": Plain(country)]
  }

  public func with(_ field: String, _ value: Plain) -> Customer? {
    var customer = self
    switch field {
    case "tier":
      guard let tier = CustomerTier(rawValue: value.text ?? "") else { return nil }
      customer.tier = tier
    case "tags": customer.tags = (value.list ?? []).compactMap(\.text)
    case "country": customer.country = value.text
    default: return nil
    }
    return customer
  }
}
