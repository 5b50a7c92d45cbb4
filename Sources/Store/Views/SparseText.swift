internal import Domain

/// Texts of orders that a partial index knows.
enum SparseText: CaseIterable {
  case note, message

  var field: Field { self == .note ? .order(.note) : .order(.message) }

  var index: SQL { self == .note ? "orders_noted" : "orders_message" }

  var isPresent: [SQL] {
    switch self {
    case .note: ["o.note <> ''"]
    case .message: ["o.message IS NOT NULL", "COALESCE(\(SparseText.messageText), '') <> ''"]
    }
  }

  var isAbsent: SQL {
    switch self {
    case .note: "o.note = ''"
    case .message: "(o.message IS NULL OR COALESCE(\(SparseText.messageText), '') = '')"
    }
  }

  /// The buyer's message may have been erased, and its revision stays.
  static let messageText: SQL = "(SELECT message FROM personal WHERE subject = o.customer_id AND revision = o.message)"
}
