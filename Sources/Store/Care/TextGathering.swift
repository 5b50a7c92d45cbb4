/// Putting the pieces of the search indexes together: each transaction leaves one, and a long import makes dozens. A
/// word is looked for in every piece, three pages in each; where nothing of the store is in memory, that is what
/// somebody who types a filter waits for.
///
/// It goes in turns of one transaction each, while nobody waits. Others go on writing meanwhile.
public enum TextGathering {
  /// Whether an index lies in twenty pieces or more, which a look at its own record of them tells.
  /// PostgreSQL keeps its own in one piece.
  public static func isDue(on dialect: Dialect) -> SQL {
    dialect == .sqlite ? "(\(Index.orders.isScattered) OR \(Index.customers.isScattered))" : .never
  }

  /// Gathers until nothing is due; how many turns it took. `rests` is called between turns, with how long the last one
  /// took.
  @discardableResult
  public static func run(in store: Store, rests: (Duration) -> Void = { _ in }) throws -> Int {
    guard store.connection.dialect == .sqlite else { return 0 }
    var turns = 0
    for index in [Index.orders, .customers] {
      guard try store.connection.readNow({ try $0.integer("SELECT \(index.isScattered)") }) == 1 else { continue }
      turns += try run(index, index.gather, in: store, rests)
      // Pieces of many sizes, none of which has peers enough to be gathered with.
      if try store.connection.readNow({ try $0.integer("SELECT \(index.isScattered)") }) == 1 {
        turns += try run(index, index.merge, in: store, rests)
      }
    }
    return turns
  }

  private static func run(_ index: Index, _ step: SQL, in store: Store, _ rests: (Duration) -> Void) throws -> Int {
    var turns = 0
    // What others write meanwhile must not keep it going for ever.
    let most = try store.connection.readNow { try $0.integer(index.pages) ?? 0 } / Index.turn * 3 + 16
    while turns < most {
      let begun = ContinuousClock.now
      let goesOn = try store.connection.writeNow { writer in
        let before = try writer.integer("SELECT total_changes()") ?? 0
        try writer.execute(step)
        // The command itself counts as one.
        return try (writer.integer("SELECT total_changes()") ?? 0) - before >= 2
      }
      if !goesOn { break }
      turns += 1
      rests(ContinuousClock.now - begun)
    }
    return turns
  }

  private struct Index {
    /// Pages that a turn writes: some 10 ms of the gate.
    static let turn: Int64 = 100

    /// Pieces of one size into one of the next, where there are four.
    let gather: SQL
    /// All pieces into one.
    let merge: SQL
    let pages: SQL
    /// A version of four bytes, the number of levels, the number of pieces.
    let isScattered: SQL

    static let orders = Index(
      gather: "INSERT INTO orders_text (orders_text, rank) VALUES ('merge', \(turn))",
      merge: "INSERT INTO orders_text (orders_text, rank) VALUES ('merge', \(-turn))",
      pages: "SELECT COUNT(*) FROM orders_text_data",
      isScattered: "COALESCE((SELECT substr(block, 6, 1) >= x'14' FROM orders_text_data WHERE id = 10), 0)")
    static let customers = Index(
      gather: "INSERT INTO customers_text (customers_text, rank) VALUES ('merge', \(turn))",
      merge: "INSERT INTO customers_text (customers_text, rank) VALUES ('merge', \(-turn))",
      pages: "SELECT COUNT(*) FROM customers_text_data",
      isScattered: "COALESCE((SELECT substr(block, 6, 1) >= x'14' FROM customers_text_data WHERE id = 10), 0)")
  }
}
