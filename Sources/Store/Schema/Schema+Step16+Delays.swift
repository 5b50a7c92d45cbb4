extension Schema {
  /// What ways were seen to take, warnings, and claims.
  static func delays(_ dialect: Dialect) -> [String] { [] }
}
