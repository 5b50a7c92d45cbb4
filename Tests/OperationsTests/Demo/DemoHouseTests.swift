import Domain
import Operations
import Store
import TestSupport
import Testing

/// What a newcomer finds in the panes behind the orders.
@Suite struct DemoHouseTests {
  private func states(_ sql: SQL, in store: Store) throws -> Set<String> { Set(try DemoShop.rows(sql, 1, in: store)) }

  @Test func `Purchases stand in every state, with goods in check and papers that run out`() throws {
    try DemoShop.make(2000) { (store: Store) throws in
      let purchases = try states("SELECT DISTINCT state FROM purchases", in: store)
      #expect(
        purchases.isSuperset(of: ["draft", "ordered", "confirmed", "partlyReceived", "received", "closed", "cancelled"]
        ),
        "\(purchases)")
      let goods = try states("SELECT DISTINCT state FROM receipts", in: store)
      #expect(
        goods.isSuperset(of: ["awaiting", "sampling", "passed", "failed", "conditional", "settled"]), "\(goods)")
      let late = try DemoShop.count(
        """
        SELECT COUNT(*) FROM purchases
        WHERE state = 'confirmed' AND promised_at < \(DemoShop.until)
        """, in: store)
      #expect(late > 0)
      let ending = try DemoShop.count(
        """
        SELECT COUNT(*) FROM certificates
        WHERE expires_at BETWEEN \(DemoShop.until) AND \(DemoShop.until.adding(milliseconds: 30 * 86_400_000))
        """, in: store)
      #expect(ending > 0)
      #expect(try DemoShop.count("SELECT COUNT(*) FROM supply_promises", in: store) > 0)
      let bought = try DemoShop.count(
        "SELECT COUNT(*) FROM allocations WHERE state = 'pegged' AND purchase_line_id IS NOT NULL", in: store)
      let promised = try DemoShop.count(
        "SELECT COUNT(*) FROM allocations WHERE state = 'pegged' AND purchase_line_id IS NULL", in: store)
      #expect(bought > 0 && promised > 0, "\(bought) \(promised)")
    }
  }

  @Test func `Returns stand at every status, money has gone back, and rules have caught orders`() throws {
    try DemoShop.make(2000) { (store: Store) throws in
      let statuses = try states("SELECT DISTINCT status FROM returns", in: store)
      #expect(statuses == Set(ReturnStatus.allCases.map(\.rawValue)), "\(statuses)")
      let refunds = try states("SELECT DISTINCT state FROM refunds", in: store)
      #expect(refunds.isSuperset(of: ["requested", "done", "failed"]), "\(refunds)")
      let hits = try DemoShop.rows(
        "SELECT rule_id, COUNT(*) FROM rule_hits GROUP BY rule_id ORDER BY rule_id", 2, in: store)
      #expect(hits.count >= 2, "\(hits)")
      #expect(try DemoShop.count("SELECT COUNT(*) FROM review_rules WHERE tried_of > 0", in: store) == 6)
    }
  }

  @Test func `The warehouse is at work: waves, walks, parcels and lists of every state`() throws {
    try DemoShop.make(3000) { (store: Store) throws in
      let waves = try states("SELECT DISTINCT state FROM waves", in: store)
      #expect(waves.isSuperset(of: ["planned", "released", "done"]), "\(waves)")
      let parcels = try states("SELECT DISTINCT state FROM parcels", in: store)
      #expect(parcels == ["packed", "labelled", "manifested", "shipped"], "\(parcels)")
      let stages = try states("SELECT DISTINCT stage FROM fulfilments", in: store)
      #expect(
        stages.isSuperset(of: ["allocated", "released", "picking", "packed", "labelled", "shipped", "delivered"]),
        "\(stages)")
      let walking = try DemoShop.rows(
        "SELECT actor FROM runs WHERE started_at IS NOT NULL AND done_at IS NULL AND actor IS NOT NULL", 1, in: store)
      #expect(walking.count >= 2, "\(walking)")
      // No handheld holds anything once the shop is made.
      #expect(try DemoShop.count("SELECT COUNT(*) FROM runs WHERE token IS NOT NULL", in: store) == 0)
      #expect(try DemoShop.count("SELECT COUNT(*) FROM run_steps WHERE short > 0", in: store) > 0)
      #expect(try DemoShop.count("SELECT COUNT(*) FROM count_tasks WHERE done_at IS NULL", in: store) > 0)
      #expect(try DemoShop.count("SELECT COUNT(*) FROM count_tasks WHERE done_at IS NOT NULL", in: store) > 0)
      #expect(try DemoShop.count("SELECT COUNT(*) FROM bin_levels", in: store) > 0)
      let scenarios = try states("SELECT DISTINCT scenario FROM runs", in: store)
      #expect(scenarios.isSuperset(of: ["pick", "putaway", "count"]), "\(scenarios)")
      #expect(try DemoShop.count("SELECT COUNT(*) FROM manifests WHERE shipped_at IS NULL", in: store) > 0)
      let told = try states("SELECT DISTINCT state FROM confirmed_units", in: store)
      #expect(told.isSuperset(of: ["accepted"]), "\(told)")
      #expect(try store.examine().findings == [])
    }
  }

  @Test func `Every parcel of the recent weeks has a number that its carrier would know`() throws {
    try DemoShop.make(1500) { (store: Store) throws in
      let labels = try DemoShop.rows("SELECT tracking FROM labels", 1, in: store)
      #expect(labels.count > 100)
      #expect(Set(labels).count == labels.count)
      for number in labels { #expect(TrackingNumber(number).isValid, "\(number)") }
      let bare = try DemoShop.count(
        """
        SELECT COUNT(*)
        FROM orders
        WHERE shipped_at >= \(DemoShop.until.adding(milliseconds: -12 * 86_400_000)) AND unmapped = 0
          AND NOT EXISTS (SELECT 1 FROM parcels WHERE parcels.order_id = orders.id)
        """, in: store)
      let sent = try DemoShop.count(
        "SELECT COUNT(*) FROM orders WHERE shipped_at >= \(DemoShop.until.adding(milliseconds: -12 * 86_400_000))",
        in: store)
      // Of some the shelf had gone empty or the lot had ended.
      #expect(bare * 20 < sent, "\(bare) of \(sent)")
    }
  }

  @Test func `All of it was written down when the shop was made, and happened before`() throws {
    try DemoShop.make(600) { (store: Store) throws in
      let other = try DemoShop.count(
        "SELECT COUNT(*) FROM journal WHERE recorded_at <> \(DemoShop.until)", in: store)
      #expect(other == 0)
      #expect(try DemoShop.count("SELECT COUNT(*) FROM moves WHERE moved_at > \(DemoShop.until)", in: store) == 0)
    }
  }
}
