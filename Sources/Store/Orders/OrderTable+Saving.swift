internal import Domain

extension Order: ChangedRecord {
  static var kind: String { "orders" }

  static func load(_ id: Int64, in reader: any Reader) throws -> Order? { try OrderTable.load(id, in: reader) }

  static func isWithdrawn(_ id: Int64, in reader: any Reader) throws -> Bool {
    try OrderTable.isWithdrawn(id, in: reader)
  }

  mutating func save(was old: Order, action: String, undoes: Int64?, isWithdrawn: Bool, in work: Work) throws {
    version = old.version + 1
    let oldWords = try OrderWords.words(old, in: work.writer)
    let words = try OrderWords.words(self, in: work.writer)
    let saved = try OrderTable.update(
      self, was: old, nil, words: words, oldWords: oldWords, isWithdrawn: isWithdrawn, in: work)
    // Under the gate nobody can have been faster; elsewhere the caller starts again.
    if !saved { throw StoreError.locked }
    if customerId != old.customerId && !isWithdrawn {
      for (customer, delta) in [(old.customerId, -1), (customerId, 1)] {
        guard let customer else { continue }
        try CustomerTable.countOrder(of: customer, by: Int64(delta), in: work.writer)
      }
    }
    if state == .open, holds.isEmpty, old.state == .cancelled || !old.holds.isEmpty { work.ordersOnAgain.insert(id) }
    // What is delivered elsewhere hangs on where it was to go.
    if country != old.country { try TrackFolding.fold(order: id, in: work.writer) }
    try work.append(action: action, kind: "orders", subject: id, changes: changes(since: old), undoes: undoes)
  }
}
