internal import Domain

/// What the store is known not to have, asked for many records at once.
///
/// Most records of a file are new, and asking so for each of them costs a round trip on a server. What is not known to
/// be absent is asked for as always.
final class IntakeForesight {
  private struct Place: Hashable {
    var account: Int64
    var externalId: String
  }

  private var absentOrders: Set<Place> = []
  private var absentBuyers: Set<String> = []

  func isAbsent(_ externalId: String, of account: Int64) -> Bool {
    absentOrders.contains(Place(account: account, externalId: externalId))
  }

  /// `matchKey`: the digest.
  func isAbsent(buyer matchKey: String) -> Bool { absentBuyers.contains(matchKey) }

  /// From now on there is one.
  func came(_ externalId: String, of account: Int64) {
    absentOrders.remove(Place(account: account, externalId: externalId))
  }

  func came(buyer matchKey: String) { absentBuyers.remove(matchKey) }

  /// Asks which of these there are.
  func look(for externalIds: [String], of account: Int64, in reader: any Reader) throws {
    for some in IntakeForesight.blocks(externalIds) {
      var absent = Set(some)
      try reader.forEach(
        """
        SELECT external_id
        FROM orders
        WHERE account_id = \(account) AND external_id IN (\(IntakeForesight.list(some)))
        """
      ) {
        absent.remove($0.text(0))
        return true
      }
      for externalId in absent { absentOrders.insert(Place(account: account, externalId: externalId)) }
    }
  }

  func look(forBuyers matchKeys: [String], in reader: any Reader) throws {
    for some in IntakeForesight.blocks(matchKeys) {
      var absent = Set(some)
      try reader.forEach("SELECT match_key FROM customers WHERE match_key IN (\(IntakeForesight.list(some)))") {
        absent.remove($0.text(0))
        return true
      }
      absentBuyers.formUnion(absent)
    }
  }

  /// Records that are asked for together.
  static let block = 128

  private static func list(_ values: [String]) -> SQL { values.map { "\($0)" as SQL }.joined(separator: ", ") }

  /// In blocks of one size, filled up with the last, so that the statement is the same each time.
  private static func blocks(_ values: [String]) -> [[String]] {
    guard let last = values.last else { return [] }
    return stride(from: 0, to: values.count, by: block).map { start in
      let some = values[start..<min(start + block, values.count)]
      return Array(some) + Array(repeating: last, count: block - some.count)
    }
  }
}

extension Intake {
  /// How many records are looked at together before the first is taken in; nought where a question costs next to
  /// nothing.
  var lookahead: Int {
    switch store.connection.dialect {
    case .sqlite: 0
    case .postgres: IntakeForesight.block
    }
  }

  func lookAhead(at orders: [IncomingOrder], in reader: any Reader) throws {
    try foresight.look(for: orders.map(\.externalId), of: account.id, in: reader)
    let keys = orders.compactMap { order in IncomingPeople(of: order, account: account.id).key.map(matchKey) }
    try foresight.look(forBuyers: keys, in: reader)
  }
}
