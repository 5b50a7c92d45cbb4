extension Schema {
  /// Tracking numbers, carriers' events, legs, shipments and what is consolidated.
  static func journeys(_ dialect: Dialect) -> [String] { [] }
}
