extension Schema {
  /// What walks, counts and published quantities needed besides.
  static func warehouse16(_ dialect: Dialect) -> [String] { [] }
}
