public import Domain

/// What the doctor found: nothing is the good answer.
public struct Examination: Hashable, Sendable {
  public struct Finding: Hashable, Sendable {
    /// Which invariant: `journalChain`, `tally`, `holdMask` …
    public var check: String
    public var text: String
    /// Whether `repair` puts it right, because it is derived from what is sound.
    public var isDerived: Bool

    public init(check: String, text: String, isDerived: Bool) {
      self.check = check
      self.text = text
      self.isDerived = isDerived
    }
  }

  public var findings: [Finding] = []
  public var checks: [String] = []
  public var journalEntries: Int64 = 0
  public var head = ""

  public init() {}
}

extension Store {
  /// Proves every invariant of the store, one after the other, reading only; the engine's pages beside all of them.
  ///
  /// `head` is a hash printed with an earlier backup: it must still be in the chain.
  public func examine(knownHead: String? = nil, progress: (String) throws -> Void = { _ in }) throws -> Examination {
    var examination = Examination()
    func run(_ name: String, _ body: (inout Examination) throws -> Void) throws {
      try progress(name)
      examination.checks.append(name)
      var result = examination
      do {
        try body(&result)
      } catch StoreError.damaged(let detail) {
        result.findings.append(.init(check: name, text: "damaged: \(detail)", isDerived: false))
      }
      examination = result
    }
    func check(_ name: String, _ body: (any Reader, inout Examination) throws -> Void) throws {
      try run(name) { result in try connection.readNow { try body($0, &result) } }
    }
    let pages = PageCheck(connection)
    try check("journalChain") { try Doctor.checkChain($0, knownHead, &$1) }
    try run("journalHead") { result in
      guard let missing = try missingEntry() else { return }
      result.findings.append(
        .init(
          check: "journalHead",
          text: """
            entry \(missing) was committed and is not in the journal: the write-ahead log was damaged, or an older \
            file was put in the store's place; compare with the last backup. --repair accepts the journal as it is
            """, isDerived: true))
    }
    try check("rawRecords") { try Doctor.checkBodies($0, &$1) }
    for rule in Doctor.allRules {
      try check(rule.name) { reader, result in
        let count = try reader.integer(rule.sql) ?? 0
        if count > 0 {
          result.findings.append(.init(check: rule.name, text: "\(count) \(rule.text)", isDerived: rule.isDerived))
        }
      }
    }
    try check("rateBodies") { try Doctor.checkBodies(ofSheets: $0, &$1) }
    try check("transits") { try Doctor.checkTransits($0, &$1) }
    try check("fulfilmentStages") { try Doctor.checkStages($0, &$1) }
    try check("parcelTracks") { try Doctor.checkTracks($0, &$1) }
    try check("paperDigests") { try Doctor.checkPapers($0, &$1) }
    try check("orderStatus") { try Doctor.checkStatuses($0, &$1) }
    try check("searchIndex") { try Doctor.checkWords(of: .orders, $0, &$1) }
    try check("productWords") { try Doctor.checkWords(of: .products, $0, &$1) }
    try check("customerWords") { try Doctor.checkWords(of: .customers, $0, &$1) }
    try check("orderTally") { try Doctor.checkTally($0, &$1) }
    try run("engine") { $0.findings += try pages.findings() }
    return examination
  }

  /// Rebuilds what is derived: roll-ups, masks, counters, the order queue's keys and the search index.
  public func repair(as actor: Actor, now: Instant) throws {
    try require(.manageStore, of: actor)
    try connection.writeNow { writer in
      let work = Work(writer, actor: actor, now: now, reason: "")
      try work.begin()
      try Doctor.rebuildTally(writer)
      try Doctor.rebuildCounters(writer)
      try Doctor.rebuildStock(writer)
      try Doctor.rebuildSupply(writer)
      try Doctor.rebuildReturns(writer)
      try Doctor.rebuildTracks(writer)
      try Fulfilling.settleAll(in: writer)
      try Doctor.rebuildPublished(work)
      try Doctor.rebuildDelays(writer)
      try Doctor.rebuildText(writer)
      (connection as? SQLiteConnection)?.forgetMissing()
      try work.append(action: "repairStore", kind: "store", subject: nil, changes: [])
    }
  }
}

enum Doctor {
  struct Rule {
    let name: String
    let sql: SQL
    let text: String
    let isDerived: Bool
  }

  static let allRules =
    rules + stockRules + supplyRules + returnRules + shippingRules + fulfilmentRules + trackingRules + wayRules
    + publishingRules + paperRules + delayRules
  static var ruleCount: Int { allRules.count }

  /// Each counts what breaks it.
  static let rules: [Rule] = [
    Rule(
      name: "lineCount",
      sql: """
        SELECT COUNT(*)
        FROM orders
        LEFT JOIN (
          SELECT order_id, COUNT(*) AS lines, SUM(quantity) AS quantity, COUNT(*) - COUNT(variant_id) AS unmapped
          FROM order_lines
          GROUP BY order_id
        ) AS counted ON counted.order_id = orders.id
        WHERE line_count <> COALESCE(counted.lines, 0) OR orders.quantity <> COALESCE(counted.quantity, 0)
          OR orders.unmapped <> COALESCE(counted.unmapped, 0)
        """, text: "orders count their lines wrongly", isDerived: true),
    Rule(
      name: "placeKey",
      sql: """
        SELECT COUNT(*)
        FROM orders
        WHERE place_key IS NOT NULL AND place_key & 1073741823 <> id & 1073741823
        """, text: "orders stand at a wrong place of the queue", isDerived: false),
    Rule(
      name: "holds",
      sql: """
        SELECT COUNT(*)
        FROM orders
        WHERE (hold_mask <> 0) <> EXISTS (SELECT 1 FROM order_holds WHERE order_id = orders.id)
          AND place_key IS NOT NULL
        """, text: "orders are marked as held and are not, or the other way round", isDerived: false),
    Rule(
      name: "tags",
      sql: """
        SELECT COUNT(*)
        FROM order_tags
        JOIN orders ON orders.id = order_tags.order_id
        WHERE orders.place_key IS NULL OR orders.place_key <> order_tags.place_key
        """, text: "tags stand at a wrong place of the queue", isDerived: true),
    Rule(
      name: "cards",
      sql: """
        SELECT COUNT(*)
        FROM orders
        WHERE ship_to IS NOT NULL
          AND NOT EXISTS (
            SELECT 1 FROM personal WHERE subject = orders.customer_id AND revision = orders.ship_to)
        """, text: "orders refer to an address card that is not there", isDerived: false),
    Rule(
      name: "journalSequence",
      sql: "SELECT MAX(seq) - COUNT(*) FROM journal", text: "journal entries are missing", isDerived: false),
    Rule(
      name: "customerOrders",
      sql: """
        SELECT COUNT(*)
        FROM customers
        WHERE order_count <> (
          SELECT COUNT(*) FROM orders WHERE customer_id = customers.id AND place_key IS NOT NULL)
        """, text: "customers count their orders wrongly", isDerived: true),
    // Seconds, which the index of places has.
    Rule(
      name: "customerTimes",
      sql: """
        SELECT COUNT(*)
        FROM customers
        LEFT JOIN (
          SELECT customer_id, MIN(place_key) >> 30 AS first, MAX(place_key) >> 30 AS last
          FROM orders INDEXED BY orders_customer
          WHERE customer_id IS NOT NULL AND place_key IS NOT NULL
          GROUP BY customer_id
        ) AS told ON told.customer_id = customers.id
        WHERE (first_order_at IS NULL) <> (told.first IS NULL) OR (last_order_at IS NULL) <> (told.last IS NULL)
          OR told.first > -4294967296 AND first_order_at NOT BETWEEN told.first * 1000 AND told.first * 1000 + 999
          OR told.last < 4294967296 AND last_order_at NOT BETWEEN told.last * 1000 AND told.last * 1000 + 999
        """, text: "customers tell their first or last order wrongly", isDerived: true),
  ]

  static func checkStatuses(_ reader: any Reader, _ result: inout Examination) throws {
    var wrong = 0
    try reader.forEach(
      "SELECT DISTINCT state, payment, fulfilment, status FROM orders WHERE place_key IS NOT NULL"
    ) { row in
      guard let state = OrderState(rawValue: row.text(0)), let payment = PaymentState(rawValue: row.text(1)),
        let fulfilment = FulfilmentState(rawValue: row.text(2))
      else {
        wrong += 1
        return true
      }
      if OrderStatus(state, payment, fulfilment).rawValue != row.text(3) { wrong += 1 }
      return true
    }
    if wrong > 0 {
      result.findings.append(
        .init(check: "orderStatus", text: "\(wrong) combinations of states carry a wrong status", isDerived: false))
    }
  }

  static func checkTally(_ reader: any Reader, _ result: inout Examination) throws {
    let wrong =
      try reader.integer(
        """
        SELECT COUNT(*)
        FROM (
          SELECT account_id, status, country, currency, SUM(orders) AS orders, SUM(total) AS total
          FROM (
            SELECT account_id, status, country, currency, orders, total FROM order_tally
            UNION ALL
            SELECT account_id, status, COALESCE(country, ''), currency, -1, -total
            FROM orders
            WHERE place_key IS NOT NULL
          ) AS deltas
          GROUP BY account_id, status, country, currency
          HAVING SUM(orders) <> 0 OR SUM(total) <> 0
        ) AS wrong
        """) ?? 0
    if wrong > 0 {
      result.findings.append(
        .init(check: "orderTally", text: "\(wrong) roll-ups differ from the orders they sum up", isDerived: true))
    }
  }

  static func rebuildTally(_ writer: any Writer) throws {
    try writer.execute("DELETE FROM order_tally")
    try writer.execute(
      """
      INSERT INTO order_tally (account_id, status, country, currency, orders, total)
      SELECT account_id, status, COALESCE(country, ''), currency, COUNT(*), SUM(total)
      FROM orders
      WHERE place_key IS NOT NULL
      GROUP BY account_id, status, COALESCE(country, ''), currency
      """)
  }

  static func rebuildCounters(_ writer: any Writer) throws {
    try writer.execute(
      """
      UPDATE orders
      SET line_count = (SELECT COUNT(*) FROM order_lines WHERE order_id = orders.id),
        quantity = (SELECT COALESCE(SUM(quantity), 0) FROM order_lines WHERE order_id = orders.id),
        unmapped = (SELECT COUNT(*) FROM order_lines WHERE order_id = orders.id AND variant_id IS NULL)
      """)
    try writer.execute(
      """
      UPDATE customers
      SET order_count = (
        SELECT COUNT(*) FROM orders WHERE customer_id = customers.id AND place_key IS NOT NULL)
      """)
    try writer.execute("UPDATE customers SET \(CustomerTable.orderTimes("customers.id"))")
    try writer.execute(
      """
      UPDATE order_tags
      SET place_key = (SELECT place_key FROM orders WHERE id = order_tags.order_id)
      WHERE EXISTS (SELECT 1 FROM orders WHERE id = order_tags.order_id AND place_key IS NOT NULL)
      """)
  }

  static func rebuildText(_ writer: any Writer) throws {
    try OrderWords.fill(writer)
    try CustomerTable.fillWords(writer)
    try TextIndex.products.clear(in: writer)
    var after = Int64.min
    while let (last, _) = try ProductTable.fillWords(writer, after: after, limit: 100) { after = last }
  }
}
