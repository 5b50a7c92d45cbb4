internal import Domain

extension ActionTable {
  /// Which own SKU a channel's SKU stands for: said once, for all lines alike.
  static let skuActions: [ActionDefinition] = [
    ActionDefinition(
      "mapSku", on: "accounts",
      [
        ActionField("sku", .text(limit: 200), required: true), ActionField("listing", .text(limit: 200)),
        ActionField("to", .record(kind: "variants"), required: true),
      ], right: .mapSkus, undo: .compensated,
      help: "Maps a channel account's SKU (and listing id) to an own SKU, for all its lines, past and coming."
    ) { work, arguments in
      try map(work, arguments)
    },
    ActionDefinition(
      "unmapSku", on: "accounts",
      [ActionField("sku", .text(limit: 200), required: true), ActionField("listing", .text(limit: 200))],
      right: .mapSkus, undo: .compensated, help: "Takes back what a channel account's SKU stands for, for coming lines."
    ) { work, arguments in
      let account = try arguments.subject()
      let (sku, listing) = (arguments.text("sku") ?? "", arguments.text("listing") ?? "")
      let key = FoldedText.fold(sku)
      let known = try mapped(account, key, listing, in: work.writer)
      if known == nil { throw ActionRefusal.noSuchRecord(kind: "channelSkus", sku) }
      try work.writer.run(
        "DELETE FROM channel_skus WHERE account_id = ? AND sku_key = ? AND listing_id = ?",
        [.integer(account), .text(key), .text(listing)])
      try work.append(
        action: "unmapSku", kind: "accounts", subject: account,
        changes: [FieldChange(field: "sku:\(sku)", before: Plain(known), after: .null)])
      return account
    },
  ]

  private static func mapped(_ account: Int64, _ key: String, _ listing: String, in reader: any Reader) throws -> Int64?
  {
    try reader.integer(
      """
      SELECT variant_id
      FROM channel_skus
      WHERE account_id = \(account) AND sku_key = \(key) AND listing_id = \(listing)
      """)
  }

  private static func map(_ work: Work, _ arguments: ActionArguments) throws -> Int64? {
    let writer = work.writer
    let account = try arguments.subject()
    if try Accounts.load(account, in: writer) == nil {
      throw ActionRefusal.noSuchRecord(kind: "accounts", String(account))
    }
    let (sku, listing, own) = (arguments.text("sku") ?? "", arguments.text("listing") ?? "", arguments.text("to") ?? "")
    guard let variant = try writer.integer("SELECT id FROM variants WHERE sku_key = \(FoldedText.fold(own))") else {
      throw ActionRefusal.noSuchRecord(kind: "variants", own)
    }
    let key = FoldedText.fold(sku)
    let before = try mapped(account, key, listing, in: writer)
    try writer.run(
      """
      INSERT INTO channel_skus (account_id, sku_key, listing_id, variant_id)
      VALUES (?, ?, ?, ?)
      ON CONFLICT (account_id, sku_key, listing_id) DO UPDATE
      SET variant_id = excluded.variant_id
      """, [.integer(account), .text(key), .text(listing), .integer(variant)])
    // Lines that wait for this mapping get it; lines that were mapped before keep what was picked for them.
    let orders = try writer.all(
      """
      SELECT order_lines.id, order_lines.order_id
      FROM order_lines
      JOIN orders ON orders.id = order_lines.order_id
      WHERE order_lines.sku_key = \(key) AND order_lines.variant_id IS NULL AND orders.account_id = \(account)
        AND (\(listing) = '' OR order_lines.listing_id = \(listing))
      """, { ($0.integer(0), $0.integer(1)) })
    for (line, order) in orders {
      try writer.run("UPDATE order_lines SET variant_id = ? WHERE id = ?", [.integer(variant), .integer(line)])
      try writer.run("UPDATE orders SET unmapped = unmapped - 1 WHERE id = ?", [.integer(order)])
    }
    try work.append(
      action: "mapSku", kind: "accounts", subject: account,
      changes: [
        FieldChange(field: "sku:\(sku)", before: Plain(before), after: .number(variant)),
        FieldChange(field: "lines", before: .number(0), after: .number(Int64(orders.count))),
      ])
    return account
  }
}
