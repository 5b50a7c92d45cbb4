internal import Domain

extension ProductTable {
  /// Cuts the words of the next products: the id of the last one and how many they were; nil at the end.
  static func fillWords(_ writer: any Writer, after: Int64, limit: Int) throws -> (last: Int64, count: Int)? {
    try forEachWords(after: after, limit: limit, in: writer) { id, words in
      try TextIndex.products.insert(id, words, in: writer)
    }
  }

  /// Cuts the words of the next products and hands them on with their ids: the id of the last one and how many they
  /// were, those that were withdrawn included, which have none; nil at the end.
  static func forEachWords(
    after: Int64, limit: Int, in reader: any Reader, _ body: (_ id: Int64, _ words: String) throws -> Void
  ) throws -> (last: Int64, count: Int)? {
    let products = try reader.all(
      "SELECT id, withdrawn_at FROM products WHERE id > \(after) ORDER BY id LIMIT \(limit)"
    ) { (id: $0.integer(0), isWithdrawn: !$0.isNull(1)) }
    guard let last = products.last?.id else { return nil }
    for known in products where !known.isWithdrawn {
      guard let product = try load(known.id, in: reader) else { continue }
      try body(known.id, words(product))
    }
    return (last, products.count)
  }
}
