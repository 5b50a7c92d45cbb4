internal import Domain

/// What sources report of their stock, as undoing an import puts it back. The journal's field is
/// `ACCOUNT/ITEM/LOCATION`, and items and places may hold strokes themselves.
///
/// Beside it stand the report's stamp, SKU and buckets where they changed, and of a new report its item; entries of old
/// have none of them.
enum StockFacts: FactTable {
  static let stamp = "revisedAt"
  static let sku = "sku"
  static let item = "item"
  static let buckets = "buckets"
  /// When somebody looked into a mirror.
  static let toldAt = "toldAt"

  private struct Place {
    var account: Int64
    var item: String
    var location: String
    var report: Report?
  }

  private struct Report {
    var available: Int64
    var revisedAt: Instant
    var sku: String
    var buckets: String?
  }

  static func facts(of entry: JournalEntry, in reader: any Reader) throws -> [String: Plain] {
    var facts: [String: Plain] = [:]
    for change in entry.changes where !isBeside(change.field) {
      let place = try places(change.field, in: reader).first { $0.report != nil }
      let report = place?.report
      facts[item] = Plain(place?.item)
      facts[change.field] = Plain(report?.available)
      facts[stamp] = Plain(report?.revisedAt)
      facts[sku] = Plain(report?.sku)
      facts[buckets] = report?.buckets.flatMap { Plain(json: $0) } ?? .null
    }
    // It is never in the way: whoever has looked in since has looked in.
    if let told = entry.changes.first(where: { $0.field == toldAt }) { facts[toldAt] = told.after }
    return facts
  }

  static func put(_ facts: [String: Plain], of entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    let revisedAt = facts[stamp]?.number
    let sku = facts[sku]?.text
    let item = facts[item]?.text
    let buckets = facts[buckets].flatMap { $0 == .null ? nil : $0.json }
    for (field, value) in facts.sorted(by: { $0.key < $1.key }) where !isBeside(field) {
      let places = try places(field, in: work.writer)
      guard
        let place = places.first(where: { $0.report != nil }) ?? places.first(where: { $0.item == item })
          ?? places.first
      else { continue }
      let key: [SQLValue] = [.integer(place.account), .text(place.item), .text(place.location)]
      if let available = value.number, place.report != nil {
        // Where nothing tells the stamp, a moment older than the report that is taken back, so that the same file can
        // come in again.
        try work.writer.run(
          """
          UPDATE stock_reports
          SET available = ?, revised_at = COALESCE(?, revised_at - 1), sku = COALESCE(?, sku),
            buckets = COALESCE(?, buckets)
          WHERE account_id = ? AND item = ? AND location = ?
          """, [.integer(available), SQLValue(revisedAt), SQLValue(sku), SQLValue(buckets)] + key)
      } else if let available = value.number {
        try work.writer.run(
          """
          INSERT INTO stock_reports (account_id, item, location, sku, available, revised_at, buckets)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
          key + [
            .text(sku ?? place.item), .integer(available), .integer(revisedAt ?? entry.occurredAt.milliseconds),
            SQLValue(buckets),
          ])
      } else {
        try work.writer.run(
          "DELETE FROM stock_reports WHERE account_id = ? AND item = ? AND location = ?", key)
      }
      try putBackTelling(of: entry, account: place.account, work.writer)
    }
    return []
  }

  /// What an import said of when a mirror was told goes back with it, of what it found unchanged too.
  private static func putBackTelling(of entry: JournalEntry, account: Int64, _ writer: any Writer) throws {
    guard let told = entry.changes.first(where: { $0.field == toldAt }) else { return }
    let after = told.after.number ?? 0
    if let before = told.before.number {
      try writer.execute(
        """
        UPDATE stock_reports
        SET told_at = \(before)
        WHERE account_id = \(account) AND COALESCE(told_at, 0) = \(after) AND buckets IS NOT NULL
        """)
    }
    let code = try writer.first("SELECT code FROM accounts WHERE id = \(account)") { $0.text(0) } ?? ""
    try writer.execute(
      """
      UPDATE locations
      SET mirrored_at = COALESCE(
        \(told.before.number), (SELECT MAX(told_at) FROM stock_reports WHERE account_id = \(account)))
      WHERE kind = 'fba' AND code_key IN (\(FoldedText.fold(code + "-FBA")), 'fba')
        AND COALESCE(mirrored_at, 0) = \(after)
      """)
  }

  private static func isBeside(_ field: String) -> Bool { [stamp, sku, item, buckets, toldAt].contains(field) }

  /// Every reading of the field, the longest item first.
  private static func places(_ field: String, in reader: any Reader) throws -> [Place] {
    let parts = field.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 3, let account = try Accounts.find(parts[0], in: reader) else { return [] }
    return try (2..<parts.count).reversed().map { cut in
      let item = parts[1..<cut].joined(separator: "/")
      let location = parts[cut...].joined(separator: "/")
      let report = try reader.first(
        """
        SELECT available, revised_at, sku, buckets
        FROM stock_reports
        WHERE account_id = \(account.id) AND item = \(item) AND location = \(location)
        """,
        { Report(available: $0.integer(0), revisedAt: $0.instant(1), sku: $0.text(2), buckets: $0.optionalText(3)) })
      return Place(account: account.id, item: item, location: location, report: report)
    }
  }
}
