extension Schema {
  /// Personal words stand apart in the search index, and what was asked under an operation id is kept as a digest:
  /// it may hold a whole address, and nobody reads it again.
  static let step4 = SchemaStep(
    define: { _ in [] },
    fill: { writer, tell in
      try OrderWords.fill(writer) { try tell($0 * 0.8) }
      try CustomerTable.fillWords(writer) { try tell(0.8 + $0 * 0.2) }
      try Operations.digestContents(writer)
    })
}
