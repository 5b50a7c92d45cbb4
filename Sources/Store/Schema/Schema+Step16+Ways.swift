extension Schema {
  /// Carriers, their services, sheets of prices, and plans for when one fails.
  static func ways(_ dialect: Dialect) -> [String] { [] }
}
