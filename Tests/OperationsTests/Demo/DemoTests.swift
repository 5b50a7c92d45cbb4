import Domain
import Foundation
import Operations
import Store
import TestSupport
import Testing

@Suite struct DemoTests {
  private static let until = DemoShop.until

  private func shop<T>(_ orders: Int, seed: UInt64 = 7, _ check: (Store) throws -> T) throws -> T {
    try DemoShop.make(orders, seed: seed, check)
  }

  private func rows(_ sql: SQL, _ columns: Int, in store: Store) throws -> [String] {
    try DemoShop.rows(sql, columns, in: store)
  }

  private func count(_ sql: SQL, in store: Store) throws -> Int64 { try DemoShop.count(sql, in: store) }

  /// Everything but salts, and what is digested with them or with the store's secret.
  private func business(_ store: Store) throws -> [String] {
    let tables: [(SQL, Int)] = [
      ("SELECT id, name, roles, active FROM users ORDER BY id", 4),
      ("SELECT id, code, channel, name, currency, zone FROM accounts ORDER BY id", 6),
      (
        """
        SELECT id, number, revision, country, tier, first_order_at, last_order_at, order_count
        FROM customers ORDER BY id
        """,
        8
      ),
      (
        """
        SELECT subject, revision, name, company, email, phone, street, city, region, postcode, country, message
        FROM personal
        ORDER BY subject, revision
        """, 12
      ),
      (
        "SELECT id, number, title, brand, review, tags, option_names, images, translations FROM products ORDER BY id", 9
      ),
      (
        """
        SELECT id, product_id, sku, option_values, prices, barcodes, grams, measured_grams, hs, hazards
        FROM variants ORDER BY id
        """,
        10
      ),
      (
        """
        SELECT id, version, place_key, account_id, external_id, number, status, hold_mask, placed_at, paid_at,
          shipped_at, ship_by, deliver_by, customer_id, ship_to, message, country, items, discount, shipping, tax,
          other, total, service, tags, assignee, note, unmapped, revised_at, content_hash
        FROM orders
        ORDER BY id
        """, 30
      ),
      (
        """
        SELECT id, order_id, position, sku, listing_id, title, quantity, amount, discount, tax, variant_id
        FROM order_lines ORDER BY id
        """,
        11
      ),
      ("SELECT order_id, reason, actor, placed_at, until, note FROM order_holds ORDER BY order_id", 6),
      ("SELECT external_id, kind, subject, revised_at, content_hash, batch, body FROM raw_records ORDER BY id", 7),
      (
        """
        SELECT seq, batch, recorded_at, occurred_at, actor, action, kind, subject, changes, reason
        FROM journal ORDER BY seq
        """,
        10
      ),
      ("SELECT owner, name, sentence FROM saved_views ORDER BY owner, name", 3),
      (
        "SELECT id, code, name, kind, role, warehouse_id, use, sequence, ships_to, mirrored_at FROM locations ORDER BY id",
        10
      ),
      ("SELECT id, variant_id, code, status, expires_at FROM lots ORDER BY id", 5),
      ("SELECT id, variant_id, lot_id, quantity, from_id, to_id, reason, seq, moved_at FROM moves ORDER BY id", 9),
      ("SELECT id, order_id, line_id, variant_id, quantity, state, warehouse_id FROM allocations ORDER BY id", 7),
      (
        "SELECT id, number, supplier_id, state, created_at, ordered_at, promised_at, note FROM purchases ORDER BY id", 8
      ),
      ("SELECT id, line_id, quantity, state, sample, defects, accepted, rejected FROM receipts ORDER BY id", 8),
      ("SELECT id, product_id, certificate, number, expires_at FROM certificates ORDER BY id", 5),
      ("SELECT id, number, order_id, reason, status, requested_at, tracking, note FROM returns ORDER BY id", 8),
      ("SELECT id, number, order_id, state, amount, requested_at FROM refunds ORDER BY id", 6),
      ("SELECT rule_id, order_id, seq, hit_at FROM rule_hits ORDER BY rule_id, order_id", 4),
      ("SELECT id, number, order_id, wave_id, stage, planned_at, begun_at FROM fulfilments ORDER BY id", 7),
      ("SELECT id, number, scenario, wave_id, cart, started_at, done_at, events, actor FROM runs ORDER BY id", 9),
      ("SELECT run_id, position, actor, scanned_at, event, refusal FROM scan_lines ORDER BY run_id, position", 6),
      (
        "SELECT id, number, order_id, box_id, grams, packed_by, packed_at, manifest_id, shipped_at, state FROM parcels ORDER BY id",
        10
      ),
      ("SELECT id, parcel_id, carrier, tracking, made_by, made_at FROM labels ORDER BY id", 6),
      ("SELECT id, number, carrier, made_by, made_at, shipped_at FROM manifests ORDER BY id", 6),
      ("SELECT id, number, location_id, cause, seen, done_at, found FROM count_tasks ORDER BY id", 7),
      ("SELECT id, order_id, carrier, tracking, shipped_at FROM confirmations ORDER BY id", 5),
      ("SELECT id, name, written_at, answered_at FROM channel_files ORDER BY id", 4),
    ]
    return try tables.flatMap { try rows($0.0, $0.1, in: store) }
  }

  @Test func `The same arguments make the same shop, another seed another`() throws {
    let first = try shop(300, business)
    let second = try shop(300, business)
    let other = try shop(300, seed: 8, business)
    #expect(first == second)
    #expect(first.count > 3000)
    #expect(first != other)
  }

  @Test(arguments: [0, 1, 10, 1000]) func `A shop of any size is whole`(orders: Int) throws {
    try shop(orders) { (store: Store) throws in
      #expect(try count("SELECT COUNT(*) FROM orders WHERE place_key IS NOT NULL", in: store) == Int64(orders))
      #expect(try count("SELECT COUNT(*) FROM products", in: store) >= 600)
      // The doctor walks the journal's chain, the roll-ups, the masks and the search index.
      #expect(try store.examine().findings == [])
    }
  }

  @Test func `There is stock of every kind, and most of what waits to be sent is promised some`() throws {
    try shop(300) { (store: Store) throws in
      for kind in ["domestic", "bonded", "overseas", "thirdParty", "fba", "inTransit"] {
        let there = try count(
          "SELECT COUNT(*) FROM quants JOIN locations AS l ON l.id = quants.location_id WHERE l.kind = \(kind)",
          in: store)
        #expect(there > 0, "\(kind)")
      }
      let reasons = try rows("SELECT reason FROM moves GROUP BY reason", 1, in: store)
      #expect(reasons.count > 10)
      #expect(try count("SELECT COUNT(*) FROM lots WHERE status <> 'approved'", in: store) == 3)
      #expect(try count("SELECT COUNT(*) FROM locations WHERE kind = 'fba' AND mirrored_at IS NULL", in: store) == 0)
      let unasked = try count(
        """
        SELECT COUNT(*)
        FROM orders
        WHERE status IN ('paid', 'processing') AND unmapped = 0
          AND NOT EXISTS (SELECT 1 FROM allocations WHERE order_id = orders.id)
        """, in: store)
      #expect(unasked == 0)
      let promised = try count(
        "SELECT COUNT(DISTINCT order_id) FROM allocations WHERE state IN ('reserved', 'picked', 'packed')", in: store)
      let waiting = try count("SELECT COUNT(DISTINCT order_id) FROM allocations WHERE state = 'backordered'", in: store)
      #expect(promised > waiting)
      let tomorrow = try count("SELECT COUNT(*) FROM moves WHERE moved_at > 1790000000000", in: store)
      let disorder = try count(
        "SELECT COUNT(*) FROM (SELECT moved_at, LAG(moved_at) OVER (ORDER BY id) AS before FROM moves) AS m WHERE before > moved_at",
        in: store)
      #expect(tomorrow == 0 && disorder == 0)
    }
  }

  @Test func `Every order's money adds up and yen have no decimals`() throws {
    try shop(1000) { (store: Store) throws in
      let wrong = try count(
        """
        SELECT COUNT(*)
        FROM orders
        WHERE items <> (SELECT SUM(amount) FROM order_lines WHERE order_id = orders.id)
          OR discount <> (SELECT SUM(discount) FROM order_lines WHERE order_id = orders.id)
          OR total <> items - discount + shipping + other + CASE tax_included WHEN 1 THEN 0 ELSE tax END
          OR total <= 0 OR tax < 0 OR other < 0
        """, in: store)
      #expect(wrong == 0)
      #expect(try count("SELECT COUNT(*) FROM order_lines WHERE amount <> unit_price * quantity", in: store) == 0)
      #expect(try count("SELECT COUNT(*) FROM orders WHERE currency = 'JPY' AND items % 10 <> 0", in: store) == 0)
      #expect(try count("SELECT COUNT(*) FROM orders WHERE currency = 'JPY'", in: store) > 0)
      let single = try count("SELECT COUNT(*) FROM orders WHERE line_count = 1", in: store)
      #expect((740...860).contains(single))
    }
  }

  @Test func `What stands in the orders is what the journal tells, and nothing happens tomorrow`() throws {
    try shop(1000) { (store: Store) throws in
      #expect(try count("SELECT COUNT(*) FROM journal WHERE occurred_at > 1790000000000", in: store) == 0)
      let unbelievable = try count(
        """
        SELECT COUNT(*)
        FROM orders
        WHERE placed_at > 1790000000000 OR paid_at < placed_at OR shipped_at < paid_at OR cancelled_at < placed_at
          OR (fulfilment IN ('shipped', 'delivered', 'returned')) <> (shipped_at IS NOT NULL)
          OR (fulfilment IN ('delivered', 'returned')) <> EXISTS (
            SELECT 1 FROM journal WHERE kind = 'orders' AND subject = orders.id AND action = 'deliverOrder')
          OR (payment = 'unpaid') <> (paid_at IS NULL)
          OR status = 'delivered' AND placed_at > 1790000000000 - 86400000
        """, in: store)
      #expect(unbelievable == 0)
      let outOfOrder = try count(
        """
        SELECT COUNT(*)
        FROM (
          SELECT action, occurred_at, LAG(occurred_at) OVER (PARTITION BY subject ORDER BY seq) AS before
          FROM journal
          WHERE kind = 'orders') AS stages
        WHERE before > occurred_at
        """, in: store)
      #expect(outOfOrder == 0)
      #expect(try count("SELECT COUNT(DISTINCT status) FROM orders", in: store) >= 7)
      #expect(try count("SELECT COUNT(*) FROM orders WHERE status = 'delivered'", in: store) > 500)
      #expect(try count("SELECT COUNT(*) FROM orders WHERE hold_mask <> 0", in: store) > 0)
      #expect(try count("SELECT COUNT(*) FROM orders WHERE unmapped > 0", in: store) > 0)
      #expect(try count("SELECT COUNT(*) FROM customers WHERE order_count > 2", in: store) > 0)
    }
  }

  @Test func `The last stage of an order can be undone by whoever did it`() throws {
    try shop(300) { (store: Store) throws in
      let found = try rows(
        """
        SELECT seq, subject, actor FROM journal WHERE action = 'shipOrder' AND NOT EXISTS (
          SELECT 1 FROM journal AS later
          WHERE later.kind = 'orders' AND later.subject = journal.subject AND later.seq > journal.seq)
        LIMIT 1
        """, 3, in: store)
      let parts = try #require(found.first).split(separator: "|").map(String.init)
      let actor = try store.connection.readNow { try Users.actor(named: parts[2], as: nil, in: $0) }
      _ = try store.undo(entry: Int64(parts[0]), as: actor, now: DemoTests.until)
      let order = try store.connection.readNow { try OrderTable.load(Int64(parts[1]) ?? 0, in: $0) }
      #expect(order?.fulfilment == .processing)
      #expect(order?.shippedAt == nil)
    }
  }

  @Test func `Every barcode has its right check digit and every SKU is its own`() throws {
    try shop(1) { (store: Store) throws in
      let lists = try store.connection.readNow { try $0.all("SELECT code FROM barcodes") { $0.text(0) } }
      #expect(lists.count > 1500)
      for code in lists {
        let digits = code.utf8.map { Int($0) - 48 }
        let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
        #expect(digits.count == 13 && sum % 10 == 0, "\(code)")
      }
      #expect(Set(lists).count == lists.count)
    }
  }

  @Test func `A store that holds something is refused`() throws {
    try shop(1) { (store: Store) throws in
      let actor = try store.connection.readNow { try Users.actor(named: "ada", as: nil, in: $0) }
      #expect(throws: Demo.Refusal.notEmpty) {
        try Demo.fill(store: store, actor: actor, orders: 1, seed: 1, until: DemoTests.until)
      }
    }
  }

  @Test(arguments: [Int64.min / 1000, -315_619_200, 86_400, 946_684_799, 4_102_444_800, 253_402_214_400])
  func `A shop whose history ends in another age is refused before anything is made`(seconds: Int64) {
    #expect(throws: Demo.Refusal.badEnd) { try Demo.check(orders: 1, until: Instant(seconds: seconds)) }
  }

  @Test(arguments: [946_684_800, 4_102_444_799] as [Int64])
  func `A shop is made for the first and the last day that are taken`(seconds: Int64) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let until = Instant(seconds: seconds)
    let store = try Store.create(TestEngine.place(in: folder), admin: "ada", at: until)
    let actor = try store.connection.readNow { try Users.actor(named: "ada", as: nil, in: $0) }
    try Demo.fill(store: store, actor: actor, orders: 60, seed: 1, until: until)
    #expect(try store.examine().findings.isEmpty)
  }

  @Test func `Every saved view can be read`() throws {
    try shop(0) { (store: Store) throws in
      let sentences = try rows("SELECT sentence FROM saved_views", 1, in: store)
      #expect(sentences.count == 11)
      for sentence in sentences {
        #expect(throws: Never.self, "\(sentence)") { try Sentence(sentence) }
      }
    }
  }
}
