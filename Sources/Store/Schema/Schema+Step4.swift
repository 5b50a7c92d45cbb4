extension Schema {
  /// Personal words stand apart in the search index, and what was asked under an operation id is kept as a digest:
  /// it may hold a whole address, and nobody reads it again.
  static let step4 = SchemaStep(
    define: { _ in [] },
    fill: { writer in
      try OrderWords.fill(writer)
      try CustomerTable.fillWords(writer)
      try Operations.digestContents(writer)
    })
}
