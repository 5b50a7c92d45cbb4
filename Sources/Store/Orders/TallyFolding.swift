/// The roll-ups of orders grow by a few rows with each transaction. Folding adds the rows of each cell up; their sums,
/// which are the truth of the moment, stay what they are.
public enum TallyFolding {
  /// Rows of one transaction: grouping them holds the gate for some 5 ms.
  private static let chunk: Int64 = 5000

  /// Whether the rows have more than doubled since the last folding, by the ends of their numbers alone.
  public static let isDue: SQL = """
    (SELECT COALESCE(MAX(id), 0) - COALESCE((SELECT MIN(id) FROM order_tally), 0) FROM order_tally)
      >= 1000 + 2 * COALESCE((SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'tally_span'), 0)
    """

  /// Folds what is there where it has more than doubled; how many rows fewer there are.
  static func foldIfDue(in store: Store, _ pace: WritePace) throws -> Int {
    guard try store.connection.readNow({ try $0.integer("SELECT 1 WHERE \(isDue)") }) != nil else { return 0 }
    return try fold(in: store, pace: pace)
  }

  /// Folds everything that is there now; how many rows fewer there are. `rests` is called between transactions, with
  /// how long the last one took: for whoever has better things to do.
  public static func fold(
    in store: Store, pace: WritePace? = nil, rests: (Duration) -> Void = { _ in }
  ) throws -> Int {
    guard let end = try store.connection.readNow({ try $0.integer("SELECT MAX(id) FROM order_tally") }) else {
      return 0
    }
    var saved = 0
    while true {
      let begun = ContinuousClock.now
      let step = try store.connection.writeNow(pace: pace) { try OrderTally.fold(upTo: end, limit: chunk, in: $0) }
      guard let step else { return saved }
      saved += step
      rests(ContinuousClock.now - begun)
    }
  }
}
