internal import Domain

extension ProductTable {
  /// Cuts the words of the next products: the id of the last one and how many they were; nil at the end.
  static func fillWords(_ writer: any Writer, after: Int64, limit: Int) throws -> (last: Int64, count: Int)? {
    let products = try writer.all(
      "SELECT id, withdrawn_at FROM products WHERE id > \(after) ORDER BY id LIMIT \(limit)"
    ) { (id: $0.integer(0), isWithdrawn: !$0.isNull(1)) }
    guard let last = products.last?.id else { return nil }
    for known in products where !known.isWithdrawn {
      guard let product = try load(known.id, in: writer) else { continue }
      try TextIndex.products.insert(known.id, words(product), in: writer)
    }
    return (last, products.count)
  }
}
