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
  ///
  /// Each is looked up by itself inside the statement: a planner that knows nothing yet of a table that is being filled
  /// would read all of it for a list.
  func look(for externalIds: [String], of account: Int64, in reader: any Reader) throws {
    try forEachAbsent(
      externalIds, "SELECT id FROM orders WHERE account_id = \(account) AND external_id = wanted.column1", in: reader
    ) { absentOrders.insert(Place(account: account, externalId: $0)) }
  }

  func look(forBuyers matchKeys: [String], in reader: any Reader) throws {
    try forEachAbsent(matchKeys, "SELECT id FROM customers WHERE match_key = wanted.column1", in: reader) {
      absentBuyers.insert($0)
    }
  }

  private func forEachAbsent(
    _ wanted: [String], _ question: SQL, in reader: any Reader, _ tell: (String) -> Void
  ) throws {
    for some in IntakeForesight.blocks(wanted) {
      let rows = some.map { "(\($0))" as SQL }.joined(separator: ", ")
      try reader.forEach("SELECT wanted.column1, (\(question)) FROM (VALUES \(rows)) AS wanted") { row in
        if row.isNull(1) { tell(row.text(0)) }
        return true
      }
    }
  }

  /// Records that are asked for together.
  static let block = 128

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
