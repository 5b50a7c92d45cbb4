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

  /// Maps it, or takes its mapping back with nil, and brings its lines in line, as far as one turn goes.
  func stand(for variant: Int64?, shippedToo: Bool, in writer: any Writer) throws -> JudgedLines {
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
    var judged = JudgedLines()
    if let before, before != variant {
      try judged.add(
        LineJudging(account: account, key: key, listing: listing, standing: before, shippedToo: shippedToo),
        in: writer)
    }
    if variant != nil { try judged.add(LineJudging(account: account, key: key, listing: listing), in: writer) }
    return judged
  }
}
