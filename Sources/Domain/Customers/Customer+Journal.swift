extension Customer: Journalled {
  /// Only what people decide: names, addresses and notes are cards by their revisions, orders are counted.
  public var snapshot: [String: Plain] {
    [
      "tier": .text(tier.rawValue), "tags": .list(tags.map(Plain.text)), "country": Plain(country),
      "card": .number(revision), "note": Plain(noteRevision), "mergedInto": Plain(mergedInto),
    ]
  }

  public func with(_ field: String, _ value: Plain) -> Customer? {
    var customer = self
    switch field {
    case "tier":
      guard let tier = CustomerTier(rawValue: value.text ?? "") else { return nil }
      customer.tier = tier
    case "tags": customer.tags = (value.list ?? []).compactMap(\.text)
    case "country": customer.country = value.text
    case "card":
      guard let revision = value.number else { return nil }
      customer.revision = revision
    case "note": customer.noteRevision = value.number
    case "mergedInto": customer.mergedInto = value.number
    default: return nil
    }
    return customer
  }
}
