/// What parcels travel in together.
public enum ConsolidationForm: String, Hashable, Sendable, CaseIterable {
  /// Parcels of one consignment, under one house number (HAWB, HBL).
  case shipment
  case bag, pallet
  /// A flight's or a ship's part under one master number (MAWB, MBL).
  case container

  /// Whether another may stand in it: the smaller in the larger, and bags in bags.
  public func takes(_ other: ConsolidationForm) -> Bool {
    let order = ConsolidationForm.allCases
    return (order.firstIndex(of: other) ?? 0) <= (order.firstIndex(of: self) ?? 0)
  }
}

/// Where a consolidation stands.
public enum ConsolidationState: String, Hashable, Sendable, CaseIterable {
  case open, closed
}
