public import Domain

extension Views {
  /// Which of these rows somebody else changed (or made) behind an entry of the journal: the newest entry of each.
  ///
  /// Only the rows asked for are looked up, each by its own end of an index: as cheap at a million rows as at ten.
  public static func news(
    _ kind: Kind, of rows: [Int64], since seq: Int64, notBy person: String, in reader: any Reader
  ) throws -> [Int64: Int64] {
    guard !rows.isEmpty, try head(in: reader) > seq else { return [:] }
    switch kind {
    case .orders, .products, .customers, .locations, .suppliers, .purchases, .receipts, .returns, .rules, .carriers,
      .services, .sheets:
      return try entries(kind, rows, seq, person, reader)
    case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
      .trackingEvents:
      return try entries(kind, rows, seq, person, reader)
    // The ledger is news itself.
    case .stock, .moves: return [:]
    case .purchaseLines:
      return try ofParents(
        try reader.all("SELECT id, purchase_id FROM purchase_lines WHERE id IN (\(list(rows)))") {
          ($0.integer(0), $0.integer(1))
        }, .purchases, seq, person, reader)
    case .pegs:
      return try ofParents(
        try reader.all("SELECT id, order_id FROM allocations WHERE id IN (\(list(rows)))") {
          ($0.integer(0), $0.integer(1))
        }, .orders, seq, person, reader)
    case .lines:
      return try ofParents(
        try reader.all("SELECT id, order_id FROM order_lines WHERE id IN (\(list(rows)))") {
          ($0.integer(0), $0.integer(1))
        }, .orders, seq, person, reader)
    case .variants:
      let own = try entries(.variants, rows, seq, person, reader)
      return try ofParents(
        try reader.all("SELECT id, product_id FROM variants WHERE id IN (\(list(rows)))") {
          ($0.integer(0), $0.integer(1))
        }, .products, seq, person, reader
      ).merging(own) { max($0, $1) }
    }
  }

  /// Number of the journal's newest entry; nought where there is none.
  public static func head(in reader: any Reader) throws -> Int64 {
    try reader.integer("SELECT MAX(seq) FROM journal") ?? 0
  }

  /// So far one search for news looks.
  public static let newsReach = 10_000

  /// What a search for news came to.
  public enum NewsFound: Hashable, Sendable {
    case row(Int64)
    /// The view has none from there on.
    case none
    /// None of the rows up to here has any; the view goes on.
    case noneUntil(ViewAnchor)
  }

  /// The next row with news behind a place of a view, or before it, among the next `limit` rows.
  ///
  /// `seen` says of a row and its newest entry whether the person knows it.
  public static func nextNews(
    _ query: ViewQuery, from anchor: ViewAnchor, backwards: Bool, since seq: Int64, notBy person: String,
    limit: Int = newsReach, in reader: any Reader, seen: (Int64, Int64) -> Bool
  ) throws -> NewsFound {
    var query = query
    query.columns = []
    var anchor = anchor
    var left = limit
    while left > 0 {
      let page = try page(query, from: backwards ? .before(anchor) : .after(anchor), limit: min(left, 400), in: reader)
      let found = try news(
        query.sentence.kind, of: page.rows.map(\.id), since: seq, notBy: person, in: reader)
      let rows = backwards ? page.rows.reversed() : page.rows
      if let next = rows.first(where: { row in found[row.id].map { !seen(row.id, $0) } ?? false }) {
        return .row(next.id)
      }
      guard let last = rows.last, !(backwards ? page.reachedStart : page.reachedEnd) else { return .none }
      anchor = last.anchor
      left -= rows.count
    }
    return .noneUntil(anchor)
  }

  private static func list(_ ids: [Int64]) -> SQL { SQL.list(ids.map(SQLValue.integer)) }

  private static func entries(
    _ kind: Kind, _ rows: [Int64], _ seq: Int64, _ person: String, _ reader: any Reader
  ) throws -> [Int64: Int64] {
    var newest: [Int64: Int64] = [:]
    try reader.forEach(
      """
      SELECT subject, MAX(seq)
      FROM journal INDEXED BY journal_subject
      WHERE kind = \(kind.rawValue) AND subject IN (\(list(rows))) AND seq > \(seq) AND actor <> \(person)
      GROUP BY subject
      """
    ) { row in
      newest[row.integer(0)] = row.integer(1)
      return true
    }
    return newest
  }

  private static func ofParents(
    _ pairs: [(Int64, Int64)], _ kind: Kind, _ seq: Int64, _ person: String, _ reader: any Reader
  ) throws -> [Int64: Int64] {
    let found = try entries(kind, Array(Set(pairs.map(\.1))).sorted(), seq, person, reader)
    var newest: [Int64: Int64] = [:]
    for (row, parent) in pairs { newest[row] = found[parent] }
    return newest
  }
}
