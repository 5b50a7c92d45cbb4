public import Domain

/// Keeps what channels are told in line with what can be promised, in the transaction that changes it: what is wanted
/// of a channel is never more than that at any moment.
enum Publishing {
  static let topic = "channel.stockChanged"

  /// Follows all changes of this transaction's stock and promises.
  static func follow(_ variants: Set<Int64>, _ work: Work) throws {
    if variants.isEmpty || work.isJudging { return }
    if try PublishedTable.isEmpty(in: work.writer) { return }
    for variant in variants.sorted() {
      for one in try PublishedTable.of(variant: variant, in: work.writer) { try follow(one, work) }
    }
  }

  /// Orders that came, went or changed want more or fewer units than anybody has been promised: worked out before the
  /// next file goes.
  static func ask(_ variants: Set<Int64>, _ work: Work) throws {
    if variants.isEmpty || work.isJudging { return }
    if try PublishedTable.isEmpty(in: work.writer) { return }
    for variant in variants.sorted() {
      try work.writer.execute(
        "UPDATE published_stock SET stale = 1 WHERE variant_id = \(variant) AND stale = 0")
    }
  }

  static func follow(_ one: PublishedStock, _ work: Work) throws {
    var one = one
    let before = one
    let wasUnsent = one.isUnsent
    let isAnother = one.follow(try available(one, at: work.now, in: work.writer), at: work.now)
    if one == before { return }
    try PublishedTable.keep(one, in: work.writer)
    // One message waits for each at most: whoever sends it sends what is wanted then.
    if isAnother && !wasUnsent { try tell(one, work) }
  }

  static func tell(_ one: PublishedStock, _ work: Work) throws {
    try work.tellOutside(
      topic, .map(["published": .number(one.id), "account": .number(one.accountId)]), notBefore: work.now)
  }

  /// What can be promised to whoever buys there: free on the shelves it sells from, less what orders wait for already.
  static func available(_ one: PublishedStock, at now: Instant, in reader: any Reader) throws -> Int64 {
    let figures = try StockFigures.availability(of: one.variantId, at: now, in: reader)
    var free: Int64 = 0
    for (warehouse, figures) in figures where one.warehouseId ?? warehouse == warehouse { free += figures.free }
    let waiting =
      try reader.integer(
        """
        SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT)
        FROM allocations
        WHERE variant_id = \(one.variantId) AND state IN ('backordered', 'pegged') AND purchase_line_id IS NULL
        """) ?? 0
    let unpromised = try reader.integer("SELECT unpromised FROM published_stock WHERE id = \(one.id)") ?? 0
    return max(0, free - waiting - unpromised)
  }

  /// Units by variant that open orders want and nobody has asked the warehouses for yet.
  static func unpromised(in reader: any Reader) throws -> [Int64: Int64] {
    var units: [Int64: Int64] = [:]
    try reader.forEach(
      """
      SELECT l.variant_id, CAST(SUM(l.quantity - l.cancelled_quantity - l.fulfilled_quantity) AS BIGINT)
      FROM orders AS o
      JOIN order_lines AS l ON l.order_id = o.id
      WHERE o.status IN ('unpaid', 'authorised', 'partlyPaid', 'paid', 'processing', 'partlyShipped')
        AND o.place_key IS NOT NULL AND l.variant_id IS NOT NULL
        AND l.quantity > l.cancelled_quantity + l.fulfilled_quantity
        AND NOT EXISTS (SELECT 1 FROM allocations AS a WHERE a.order_id = o.id)
      GROUP BY l.variant_id
      """
    ) {
      units[$0.integer(0)] = $0.integer(1)
      return true
    }
    return units
  }

  /// Works everything out anew that orders or lots may have changed; how many wishes are others now.
  @discardableResult
  static func refresh(account: Int64?, _ work: Work) throws -> Int {
    let wanted = try unpromised(in: work.writer)
    var changed = 0
    var last: Int64 = 0
    while true {
      let page = try PublishedTable.of(account: account, after: last, limit: 500, in: work.writer)
      guard let end = page.last else { return changed }
      last = end.id
      for one in page {
        let units = wanted[one.variantId] ?? 0
        try work.writer.execute(
          """
          UPDATE published_stock
          SET unpromised = \(units), stale = 0, checked_at = \(work.now)
          WHERE id = \(one.id)
          """)
        let before = one.desired.sequence
        try follow(one, work)
        if try PublishedTable.load(one.id, in: work.writer)?.desired.sequence != before { changed += 1 }
      }
    }
  }

  /// Whether something waits to be told, or has to be worked out: looks at indexes alone.
  static func isDue(at now: Instant) -> SQL {
    """
    EXISTS (
      SELECT 1 FROM outbox
      WHERE topic = 'channel.stockChanged' AND not_before <= \(now) AND sent_at IS NULL)
    OR EXISTS (SELECT 1 FROM published_stock WHERE stale = 1)
    OR EXISTS (
      SELECT 1
      FROM published_stock AS p
      JOIN lots AS t ON t.variant_id = p.variant_id AND t.expires_at <= \(now) AND t.expires_at > p.checked_at)
    """
  }
}

extension StockFigures {
  /// Whether files for channels are to be written.
  public static func publishingIsDue(at now: Instant) -> SQL { Publishing.isDue(at: now) }
}
