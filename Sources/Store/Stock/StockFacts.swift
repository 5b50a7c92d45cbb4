internal import Domain

/// What sources report of their stock, as undoing an import puts it back. The journal's field is
/// `ACCOUNT/ITEM/LOCATION`, and items and places may hold strokes themselves.
enum StockFacts: FactTable {
  private struct Place {
    var account: Int64
    var item: String
    var location: String
    var available: Int64?
  }

  static func facts(of entry: JournalEntry, in reader: any Reader) throws -> [String: Plain] {
    var facts: [String: Plain] = [:]
    for change in entry.changes {
      facts[change.field] = Plain(try places(change.field, in: reader).compactMap(\.available).first)
    }
    return facts
  }

  static func put(_ facts: [String: Plain], of entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    for (field, value) in facts.sorted(by: { $0.key < $1.key }) {
      let places = try places(field, in: work.writer)
      guard let place = places.first(where: { $0.available != nil }) ?? places.first else { continue }
      let key: [SQLValue] = [.integer(place.account), .text(place.item), .text(place.location)]
      if let available = value.number, place.available != nil {
        // A moment older than the report that is taken back, so that the same file can come in again.
        try work.writer.run(
          """
          UPDATE stock_reports
          SET available = ?, revised_at = revised_at - 1
          WHERE account_id = ? AND item = ? AND location = ?
          """, [.integer(available)] + key)
      } else if let available = value.number {
        try work.writer.run(
          """
          INSERT INTO stock_reports (account_id, item, location, sku, available, revised_at)
          VALUES (?, ?, ?, ?, ?, ?)
          """, key + [.text(place.item), .integer(available), .integer(entry.occurredAt.milliseconds)])
      } else {
        try work.writer.run(
          "DELETE FROM stock_reports WHERE account_id = ? AND item = ? AND location = ?", key)
      }
    }
    return []
  }

  /// Every reading of the field, the longest item first.
  private static func places(_ field: String, in reader: any Reader) throws -> [Place] {
    let parts = field.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 3, let account = try Accounts.find(parts[0], in: reader) else { return [] }
    return try (2..<parts.count).reversed().map { cut in
      let item = parts[1..<cut].joined(separator: "/")
      let location = parts[cut...].joined(separator: "/")
      let available = try reader.integer(
        """
        SELECT available
        FROM stock_reports
        WHERE account_id = \(account.id) AND item = \(item) AND location = \(location)
        """)
      return Place(account: account.id, item: item, location: location, available: available)
    }
  }
}
