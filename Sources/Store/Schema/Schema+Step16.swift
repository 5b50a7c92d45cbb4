extension Schema {
  /// Logistics: parcels on their way, what ways cost, what they take, papers, and what the warehouse still lacked.
  @Sendable static func step16(_ dialect: Dialect) -> [String] {
    (journeys(dialect) + ways(dialect) + papers(dialect) + delays(dialect) + warehouse16(dialect)).map(dialect.types)
  }
}
