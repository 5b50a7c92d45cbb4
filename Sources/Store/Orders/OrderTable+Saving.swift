internal import Domain

extension OrderTable {
  /// Saves what a person changed: one version further, with its journal entry.
  @discardableResult
  static func save(
    _ order: inout Order, was old: Order, action: String, undoes: Int64? = nil, isWithdrawn: Bool = false, in work: Work
  ) throws -> Int64 {
    order.version = old.version + 1
    let oldWords = try OrderWords.words(old, in: work.writer)
    let words = try OrderWords.words(order, in: work.writer)
    let saved = try update(
      order, was: old, nil, words: words, oldWords: oldWords, isWithdrawn: isWithdrawn, in: work)
    // Under the gate nobody can have been faster; elsewhere the caller starts again.
    if !saved { throw StoreError.locked }
    return try work.append(
      action: action, kind: "orders", subject: order.id, changes: order.changes(since: old), undoes: undoes)
  }
}
