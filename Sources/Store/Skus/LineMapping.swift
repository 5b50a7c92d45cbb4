internal import Domain

/// Which own variant an order line stands for. Said once, it holds for all lines alike: what waits is filled when a
/// mapping, an alias or an own SKU comes, what comes later finds it.
enum LineMapping {
  /// The account's word for this SKU and listing, for the SKU, for the listing; then an own SKU; then an alias.
  ///
  /// `key` is folded; either may be empty.
  static func variant(key: String, listing: String, account: Int64, in reader: any Reader) throws -> Int64? {
    if !key.isEmpty || !listing.isEmpty {
      let said = try reader.integer(
        """
        SELECT variant_id
        FROM channel_skus
        WHERE account_id = \(account) AND sku_key IN (\(key), '') AND listing_id IN (\(listing), '')
        ORDER BY sku_key DESC, listing_id DESC
        LIMIT 1
        """)
      if let said { return said }
    }
    if key.isEmpty { return nil }
    return try reader.integer("SELECT id FROM variants WHERE sku_key = \(key)")
      ?? reader.integer("SELECT variant_id FROM sku_aliases WHERE sku_key = \(key)")
  }

  /// Lines of a SKU, of a listing, or of both; nil for the account means every account's.
  private static func lines(account: Int64?, key: String, listing: String, _ further: SQL) -> SQL {
    var conditions: [SQL] = [further]
    if !key.isEmpty { conditions.append("order_lines.sku_key = \(key)") }
    // The second half lets the planner use the index of what waits.
    if !listing.isEmpty { conditions.append("order_lines.listing_id = \(listing) AND order_lines.listing_id <> ''") }
    if let account { conditions.append("orders.account_id = \(account)") }
    return """
      SELECT order_lines.id, order_lines.order_id, order_lines.sku_key, order_lines.listing_id, orders.account_id
      FROM order_lines
      JOIN orders ON orders.id = order_lines.order_id
      WHERE \(conditions.joined(separator: " AND "))
      """
  }

  /// Gives the lines that wait this variant; answers with the order of each.
  @discardableResult
  static func fill(account: Int64?, key: String, listing: String, with variant: Int64, in writer: any Writer) throws
    -> [Int64]
  {
    if key.isEmpty && listing.isEmpty { return [] }
    let waiting = try writer.all(
      lines(account: account, key: key, listing: listing, "order_lines.variant_id IS NULL"),
      { ($0.integer(0), $0.integer(1)) })
    for (line, order) in waiting {
      try writer.run("UPDATE order_lines SET variant_id = ? WHERE id = ?", [.integer(variant), .integer(line)])
      try writer.run("UPDATE orders SET unmapped = unmapped - 1 WHERE id = ?", [.integer(order)])
    }
    return waiting.map(\.1)
  }

  /// Judges the lines anew that stand for `variant`, after what they stood for it by has changed; answers with the
  /// order of each that changed.
  ///
  /// What was shipped keeps what was picked for it, unless an undo says that it never stood for it.
  @discardableResult
  static func judgeAgain(
    account: Int64?, key: String, listing: String, standingFor variant: Int64, shippedToo: Bool, in writer: any Writer
  ) throws -> [Int64] {
    if key.isEmpty && listing.isEmpty { return [] }
    let open: SQL = shippedToo ? "" : " AND orders.fulfilment IN ('unfulfilled', 'processing')"
    let standing = try writer.all(
      lines(account: account, key: key, listing: listing, "order_lines.variant_id = \(variant)\(open)"),
      { (line: $0.integer(0), order: $0.integer(1), key: $0.text(2), listing: $0.text(3), account: $0.integer(4)) })
    var changed: [Int64] = []
    for one in standing {
      let found = try self.variant(key: one.key, listing: one.listing, account: one.account, in: writer)
      if found == variant { continue }
      try writer.run("UPDATE order_lines SET variant_id = ? WHERE id = ?", [SQLValue(found), .integer(one.line)])
      if found == nil {
        try writer.run("UPDATE orders SET unmapped = unmapped + 1 WHERE id = ?", [.integer(one.order)])
      }
      changed.append(one.order)
    }
    return changed
  }
}

/// What a channel account calls a thing on sale: a SKU, a listing id (ASIN, FNSKU, item number), or both.
struct ChannelSku {
  let account: Int64
  /// As it was written; may be empty where a listing is named.
  let sku: String
  let listing: String

  var key: String { FoldedText.fold(sku) }

  /// The journal's name of it: `sku:MUG`, or `listing:B00ABC sku:MUG`.
  var field: String { listing.isEmpty ? "sku:\(sku)" : "listing:\(listing) sku:\(sku)" }

  init(account: Int64, sku: String, listing: String) {
    self.account = account
    self.sku = sku
    self.listing = listing
  }

  /// nil for a field that names none.
  init?(field: String, account: Int64) {
    if field.hasPrefix("sku:") {
      self.init(account: account, sku: String(field.dropFirst(4)), listing: "")
    } else if field.hasPrefix("listing:"), let blank = field.firstIndex(of: " "),
      field[blank...].hasPrefix(" sku:")
    {
      let listing = field[..<blank].dropFirst(8)
      self.init(account: account, sku: String(field[blank...].dropFirst(5)), listing: String(listing))
    } else {
      return nil
    }
  }

  /// The variant that the account's own mapping names.
  func variant(in reader: any Reader) throws -> Int64? {
    try reader.integer(
      """
      SELECT variant_id
      FROM channel_skus
      WHERE account_id = \(account) AND sku_key = \(key) AND listing_id = \(listing)
      """)
  }

  /// Maps it, or takes its mapping back with nil, and brings its lines in line; answers with the order of each.
  @discardableResult
  func stand(for variant: Int64?, shippedToo: Bool, in writer: any Writer) throws -> [Int64] {
    let before = try self.variant(in: writer)
    if let variant {
      try writer.run(
        """
        INSERT INTO channel_skus (account_id, sku_key, listing_id, variant_id)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (account_id, sku_key, listing_id) DO UPDATE
        SET variant_id = excluded.variant_id
        """, [.integer(account), .text(key), .text(listing), .integer(variant)])
    } else {
      try writer.run(
        "DELETE FROM channel_skus WHERE account_id = ? AND sku_key = ? AND listing_id = ?",
        [.integer(account), .text(key), .text(listing)])
    }
    var lines: [Int64] = []
    if let before, before != variant {
      lines += try LineMapping.judgeAgain(
        account: account, key: key, listing: listing, standingFor: before, shippedToo: shippedToo, in: writer)
    }
    if let variant {
      lines += try LineMapping.fill(account: account, key: key, listing: listing, with: variant, in: writer)
    }
    return lines
  }
}
