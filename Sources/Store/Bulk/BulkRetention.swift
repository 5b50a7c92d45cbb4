public import Domain

/// What became of single records of a batch is kept for a season: the batch itself, its numbers and its journal entries
/// stay for ever, and undo needs no more than those. What waits still, or was refused and may be tried again, stays.
public enum BulkRetention {
  /// So long everything is kept.
  public static let milliseconds: Int64 = 90 * 86_400_000

  private static func isOver(_ now: Instant) -> SQL {
    "bulk_batches.state = 'done' AND bulk_batches.opened_at < \(now.adding(milliseconds: -milliseconds).milliseconds)"
  }

  /// A condition on nothing: whether a batch has such records.
  public static func isDue(at now: Instant) -> SQL {
    """
    EXISTS (
      SELECT 1 FROM bulk_batches
      WHERE \(isOver(now)) AND EXISTS (
        SELECT 1 FROM bulk_items WHERE bulk_items.batch = bulk_batches.id AND bulk_items.result IN ('done', 'undone')))
    """
  }

  /// Forgets them in chunks of one transaction each; how many there were.
  public static func run(in store: Store, at now: Instant, rests: (Duration) -> Void) throws -> Int {
    let batches = try store.connection.readNow { reader in
      try reader.all("SELECT id FROM bulk_batches WHERE \(isOver(now)) ORDER BY id") { $0.integer(0) }
    }
    var gone = 0
    for batch in batches {
      var isMore = true
      while isMore {
        let began = ContinuousClock.now
        let some = try store.connection.writeNow { writer in
          try writer.run(
            """
            DELETE FROM bulk_items WHERE batch = ?1 AND subject IN (
              SELECT subject FROM bulk_items WHERE batch = ?1 AND result IN ('done', 'undone')
              ORDER BY subject LIMIT 2000)
            """, [.integer(batch)])
          return try writer.changedRows
        }
        gone += some
        isMore = some == 2000
        rests(ContinuousClock.now - began)
      }
    }
    return gone
  }
}
