internal import Domain

/// What people call a record: an order's number, a user's name, a variant's SKU.
public enum RecordNumber {
  /// The id in digits where the record has no name, or is not there any more; the kind's word where no record is meant.
  public static func of(_ kind: String, _ id: Int64?, in reader: any Reader) throws -> String {
    guard let id else { return kind }
    let found: String? =
      switch kind {
      case "orders": try reader.first("SELECT number FROM orders WHERE id = \(id)") { $0.text(0) }
      case "products": try reader.first("SELECT number FROM products WHERE id = \(id)") { $0.text(0) }
      case "variants": try reader.first("SELECT sku FROM variants WHERE id = \(id)") { $0.text(0) }
      case "customers": try reader.first("SELECT number FROM customers WHERE id = \(id)") { $0.text(0) }
      case "users": try reader.first("SELECT name FROM users WHERE id = \(id)") { $0.text(0) }
      case "locations": try reader.first("SELECT code FROM locations WHERE id = \(id)") { $0.text(0) }
      case "lots": try reader.first("SELECT code FROM lots WHERE id = \(id)") { $0.text(0) }
      case "moves": try reader.first("SELECT sku FROM variants WHERE id = \(id)") { $0.text(0) }
      case "returns": try reader.first("SELECT number FROM returns WHERE id = \(id)") { $0.text(0) }
      case "published": try reader.first("SELECT channel_sku FROM published_stock WHERE id = \(id)") { $0.text(0) }
      case "rules": try reader.first("SELECT name FROM review_rules WHERE id = \(id)") { $0.text(0) }
      case "accounts": try reader.first("SELECT code FROM accounts WHERE id = \(id)") { $0.text(0) }
      default: try supply(kind, id, in: reader) ?? FulfilmentNames.number(kind, id, in: reader)
      }
    return found.flatMap { $0.isEmpty ? nil : $0 } ?? String(id)
  }

  /// Of what an entry is about: where that is not there, as after the undo of its making, by the name in the entry.
  static func of(_ entry: JournalEntry, in reader: any Reader) throws -> String {
    let number = try of(entry.kind, entry.subject, in: reader)
    guard let id = entry.subject, number == String(id) else { return number }
    for field in ["name", "code", "sku", "number"] {
      guard let change = entry.changes.first(where: { $0.field == field }) else { continue }
      if let text = change.after.text ?? change.before.text, !text.isEmpty { return text }
    }
    return number
  }
}
