extension Schema {
  /// What is printed for a parcel, as it was printed.
  static func papers(_ dialect: Dialect) -> [String] { [] }
}
