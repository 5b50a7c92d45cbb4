import Domain
import Foundation
import Store

/// What must hold at every moment, whoever works and whoever was killed: asked of the tables in words of its own, beside
/// what the doctor asks. Numbers are those of the field's list of invariants.
struct Judge {
  private let store: Store
  /// Units that the books began with, by variant.
  private let begun: Int64

  init(_ store: Store) throws {
    self.store = store
    begun = try store.connection.readNow { try $0.integer(Judge.owned) ?? 0 }
  }

  /// All units that are ours, with buyers or lost.
  private static let owned: SQL = """
    SELECT SUM(q.quantity)
    FROM quants AS q
    JOIN locations AS l ON l.id = q.location_id
    WHERE l.kind <> 'supplier'
    """

  /// Each counts what breaks it.
  private static let rules: [(name: String, sql: SQL)] = [
    (
      "1 the ledger adds up to what stands where",
      """
      SELECT COUNT(*)
      FROM (
        SELECT variant_id, place, lot_id, owner, SUM(quantity) AS quantity
        FROM (
          SELECT variant_id, to_id AS place, lot_id, owner, quantity FROM moves
          UNION ALL
          SELECT variant_id, from_id, lot_id, owner, -quantity FROM moves
          UNION ALL
          SELECT variant_id, location_id, lot_id, owner, -quantity FROM quants
        ) AS sides
        GROUP BY variant_id, place, lot_id, owner
        HAVING SUM(quantity) <> 0
      ) AS unequal
      """
    ),
    (
      "2 no place of ours has less than nothing",
      """
      SELECT COUNT(*)
      FROM quants AS q
      JOIN locations AS l ON l.id = q.location_id
      WHERE q.quantity < 0 AND l.kind NOT IN ('supplier', 'customer', 'loss')
      """
    ),
    (
      "3 nothing is promised to an order that is over",
      """
      SELECT COUNT(*)
      FROM allocations AS a
      JOIN orders AS o ON o.id = a.order_id
      WHERE a.state IN ('reserved', 'backordered', 'pegged') AND o.state IN ('cancelled', 'closed')
      """
    ),
    (
      // What lies packed may be counted away while its order still has it; what a count finds stands in the house.
      "4 nothing is promised or off the shelf that is not in the house, or was lost from it by a count",
      """
      SELECT COUNT(*)
      FROM (
        SELECT variant_id, SUM(quantity) AS quantity
        FROM (
          SELECT variant_id, quantity FROM allocations WHERE state IN ('reserved', 'picked', 'packed')
          UNION ALL
          SELECT q.variant_id, -q.quantity
          FROM quants AS q
          JOIN locations AS l ON l.id = q.location_id
          WHERE l.kind NOT IN ('supplier', 'customer', 'loss')
          UNION ALL
          SELECT m.variant_id, -m.quantity
          FROM moves AS m
          JOIN locations AS l ON l.id = m.to_id
          WHERE l.kind = 'loss'
        ) AS units
        GROUP BY variant_id
        HAVING SUM(quantity) > 0
      ) AS oversold
      """
    ),
    (
      "5 what was ordered is what waits, is promised, gone and called off together",
      """
      SELECT COUNT(*)
      FROM order_lines AS l
      JOIN (SELECT line_id, SUM(quantity) AS quantity FROM allocations GROUP BY line_id) AS a ON a.line_id = l.id
      WHERE a.quantity <> l.quantity
      """
    ),
    (
      "5 no unit belongs to a line of another order",
      """
      SELECT COUNT(*)
      FROM allocations AS a
      LEFT JOIN order_lines AS l ON l.id = a.line_id
      WHERE l.id IS NULL OR l.order_id <> a.order_id
      """
    ),
    (
      "9 no channel is to be told of more than can be promised less its buffer, and no telling runs before its wish",
      """
      SELECT COUNT(*)
      FROM published_stock AS p
      LEFT JOIN (
        SELECT variant_id, SUM(CASE WHEN quantity > 0 THEN quantity ELSE 0 END) AS free
        FROM (
          SELECT variant_id, warehouse_id, SUM(quantity) AS quantity
          FROM (
            SELECT q.variant_id, l.warehouse_id, q.quantity
            FROM quants AS q
            JOIN locations AS l ON l.id = q.location_id AND l.sellable = 1
            UNION ALL
            SELECT variant_id, warehouse_id, -quantity FROM allocations WHERE state = 'reserved'
          ) AS sides
          GROUP BY variant_id, warehouse_id
        ) AS places
        GROUP BY variant_id
      ) AS f ON f.variant_id = p.variant_id
      WHERE p.desired > CASE WHEN COALESCE(f.free, 0) > p.buffer THEN f.free - p.buffer ELSE 0 END
        OR p.pushed_sequence > p.sequence OR p.acknowledged_sequence > p.pushed_sequence
        OR p.pushed_sequence = p.sequence AND p.pushed <> p.desired
      """
    ),
    (
      "10 what is to be bought for a buyer is on a purchase that comes",
      """
      SELECT COUNT(*)
      FROM allocations AS a
      JOIN purchase_lines AS l ON l.id = a.purchase_line_id
      JOIN purchases AS p ON p.id = l.purchase_id
      WHERE a.state <> 'pegged' OR p.state IN ('cancelled', 'draft') OR l.variant_id <> a.variant_id
      """
    ),
    (
      "11 a cart's bin holds one order, and no more than was asked for is fetched",
      """
      SELECT COUNT(*)
      FROM (
        SELECT run_id, bin
        FROM run_steps
        WHERE bin <> '' AND picked > 0
        GROUP BY run_id, bin
        HAVING COUNT(DISTINCT order_id) > 1
        UNION ALL
        SELECT run_id, bin FROM run_steps WHERE picked + short + cancelled > quantity
      ) AS mixed
      """
    ),
    (
      "13 what a picker did not find is to be counted",
      """
      SELECT COUNT(*)
      FROM run_steps AS s
      WHERE s.short > 0 AND NOT EXISTS (
        SELECT 1 FROM count_tasks AS c WHERE c.location_id = s.location_id AND c.variant_id = s.variant_id)
      """
    ),
    (
      "14 what is in parcels was fetched for their order",
      """
      SELECT COUNT(*)
      FROM picks AS k
      JOIN parcels AS p ON p.id = k.parcel_id
      WHERE k.order_id <> p.order_id OR k.fulfilment_id <> p.fulfilment_id
      """
    ),
    (
      "14 units in parcels and packed units are the same",
      """
      SELECT COUNT(*)
      FROM (
        SELECT line_id, SUM(quantity) AS quantity
        FROM (
          SELECT line_id, quantity FROM picks WHERE parcel_id IS NOT NULL
          UNION ALL
          SELECT line_id, -quantity
          FROM allocations
          WHERE state IN ('packed', 'shipped', 'returned') AND fulfilment_id IS NOT NULL
        ) AS sides
        GROUP BY line_id
        HAVING SUM(quantity) <> 0
      ) AS unequal
      """
    ),
    (
      "15 a parcel has one label that counts, and none is on its way without",
      """
      SELECT COUNT(*)
      FROM (
        SELECT parcel_id FROM labels WHERE voided_at IS NULL GROUP BY parcel_id HAVING COUNT(*) > 1
        UNION ALL
        SELECT p.id
        FROM parcels AS p
        LEFT JOIN labels AS b ON b.parcel_id = p.id AND b.voided_at IS NULL
        WHERE p.shipped_at IS NOT NULL AND b.id IS NULL
      ) AS unlabelled
      """
    ),
    (
      "21 no more is paid back than was paid, and no more is put back than was found good",
      """
      SELECT COUNT(*)
      FROM (
        SELECT o.id
        FROM orders AS o
        JOIN (
          SELECT order_id, SUM(amount) AS amount FROM refunds WHERE state IN ('requested', 'done') GROUP BY order_id
        ) AS r ON r.order_id = o.id
        WHERE r.amount > o.total OR r.amount <> o.refunded
        UNION ALL
        SELECT return_id FROM return_lines WHERE restocked > accepted OR accepted + refused > received
      ) AS excess
      """
    ),
    (
      "22 every change has somebody and a time",
      "SELECT COUNT(*) FROM journal WHERE actor = '' OR recorded_at <= 0 OR action = ''"
    ),
    (
      "22 every movement of goods has its entry in the journal",
      "SELECT COUNT(*) FROM moves AS m LEFT JOIN journal AS j ON j.seq = m.seq WHERE j.seq IS NULL"
    ),
  ]

  /// All rules in one snapshot, while others work.
  func look() throws -> [String] {
    try store.connection.readNow { reader in
      var wrong: [String] = []
      let head = try reader.first("SELECT seq, action, subject FROM journal ORDER BY seq DESC LIMIT 1") {
        "entry \($0.integer(0)), \($0.text(1)) \($0.optionalInteger(2) ?? 0)"
      }
      for rule in Judge.rules {
        let count = try reader.integer(rule.sql) ?? 0
        if count != 0 { wrong.append("invariant \(rule.name): broken \(count) times at \(head ?? "")") }
      }
      // 4 and the mission: units come from suppliers alone, and none vanishes. The supplier's side of the ledger is what
      // they gave us, below nought.
      let owned = try reader.integer(Judge.owned) ?? 0
      let given = try reader.integer(
        "SELECT -SUM(q.quantity) FROM quants AS q JOIN locations AS l ON l.id = q.location_id WHERE l.kind = 'supplier'"
      )
      if owned != given ?? 0 { wrong.append("invariant 4 units: \(owned) are here, \(given ?? 0) came") }
      return wrong
    }
  }

  /// Logs of walks lead to where the walks are (12), whoever was killed over them.
  func lookAtTheEnd() throws -> [String] {
    var wrong: [String] = []
    let actor = Actor(name: Shop.admin, rights: Set(Right.allCases))
    let runs = try store.connection.readNow { reader in
      try reader.all("SELECT id FROM runs WHERE done_at IS NULL AND cancelled_at IS NULL AND started_at IS NOT NULL") {
        $0.integer(0)
      }
    }
    for run in runs {
      do {
        var desk = try RunDesk(store, run: run, as: actor, token: "judge", takesOver: true, now: Shop.now())
        _ = try desk.take(.scan("no such code"), now: Shop.now())
      } catch let refusal as ActionRefusal {
        wrong.append("invariant 12: walk \(run) cannot be gone on with: \(refusal)")
      }
    }
    let orders = try store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM orders") ?? 0 }
    let moves = try store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM moves") ?? 0 }
    if orders < 3 || moves < begun / 100 { wrong.append("hardly anything happened: \(orders) orders, \(moves) moves") }
    return wrong
  }
}
