internal import Domain
internal import Store

/// A return whole, as the detail shows it.
struct ReturnRecord: Sendable {
  var known: Return
  var order: Order
  var customer: Customer?
  /// Where its goods lie; nil before they came.
  var place: String?
  /// The order that is sent instead.
  var exchange: String?
  var refunds: [Refund]
  var history: [JournalEntry]
}

/// A review rule whole.
struct RuleRecord: Sendable {
  var rule: ReviewRule
  /// The newest orders that it caught.
  var hits: [Hit]
  /// What it would catch among past orders, as a view.
  var view: String
  var history: [JournalEntry]

  struct Hit: Sendable {
    var order: String
    var at: Instant
  }

  static let limit = 50
}

/// What came of an order after it was sold: where its lines came from and went to, what comes back, what was paid back.
struct AfterSale: Sendable {
  var into: [OrderLinks.Link] = []
  var outOf: [OrderLinks.Link] = []
  var returns: [Return] = []
  var refunds: [Refund] = []
  /// The return that the order is sent in exchange for.
  var exchanges: Return?
  /// What is wrong with its address; empty where nothing is, or who looks may not see it.
  var findings: [AddressFinding] = []
}
