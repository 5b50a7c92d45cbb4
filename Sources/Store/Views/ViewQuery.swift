public import Domain

/// A view as somebody asks for it now.
public struct ViewQuery: Hashable, Sendable {
  public var sentence: Sentence
  public var inquiry: Inquiry
  /// Which values each row brings, in this order.
  public var columns: [Field]
  /// Whether who asks has the right `seePersonal`.
  public var mayReadPersonal: Bool

  /// Without `columns`: those of the sentence.
  public init(_ sentence: Sentence, inquiry: Inquiry, columns: [Field]? = nil, mayReadPersonal: Bool) {
    self.sentence = sentence
    self.inquiry = inquiry
    self.columns = columns ?? sentence.effectiveColumns
    self.mayReadPersonal = mayReadPersonal
  }

  /// What stands in place of a personal value that may not be read.
  public static let mask = FieldValue.text("•••")
}

/// A row of a view.
public struct ViewRow: Hashable, Sendable {
  public var id: Int64
  public var anchor: ViewAnchor
  /// In the order of the query's columns. An age is the `.instant` it counts from, so that it grows without a query.
  public var values: [FieldValue]

  public init(id: Int64, anchor: ViewAnchor, values: [FieldValue]) {
    self.id = id
    self.anchor = anchor
    self.values = values
  }
}

/// A row's place in an ordering; it stays good when the row is gone.
public struct ViewAnchor: Hashable, Sendable {
  let id: Int64
  /// The values of the sort columns; SQL's null is an absent one.
  let keys: [SQLValue]
}

/// Where a page begins.
public enum ViewStart: Hashable, Sendable {
  case start
  case end
  case after(ViewAnchor)
  case before(ViewAnchor)
  /// That place itself, and what follows.
  case at(ViewAnchor)
  /// The row of this id about the middle of the page.
  case around(Int64)
}

/// Rows that follow each other in a view, in its order.
public struct ViewPage: Hashable, Sendable {
  public var rows: [ViewRow]
  /// Whether nothing stands before the first row, or behind the last.
  public var reachedStart: Bool
  public var reachedEnd: Bool
  /// Of rows that somebody changed since a person looked: the newest entry of the journal about each, by row id.
  public var news: [Int64: Int64] = [:]
  /// The journal's newest entry as the page was read; nil where nobody asked for news.
  public var head: Int64?

  public init(rows: [ViewRow], reachedStart: Bool, reachedEnd: Bool) {
    self.rows = rows
    self.reachedStart = reachedStart
    self.reachedEnd = reachedEnd
  }
}

/// The rows of a view that have one value in common.
public struct ViewGroup: Hashable, Sendable {
  public var value: FieldValue
  public var count: Int64
  /// Of orders and lines, by currency.
  public var totals: [Money]
}

/// Why a view is not shown: facts with their evidence.
public enum ViewRefusal: Error, Hashable, Sendable {
  /// A condition, sort or group on a field that who asks may not read.
  case personal(Field)
  case notGroupable(Field)
  case notMoney(Field)
}

extension ViewQuery {
  /// Refuses conditions and sorts that would tell what may not be read.
  func check() throws(ViewRefusal) {
    if mayReadPersonal { return }
    if let field = sentence.condition.personalField { throw .personal(field) }
    if let key = sentence.sort.first(where: \.field.isPersonal) { throw .personal(key.field) }
    if let group = sentence.group, group.isPersonal { throw .personal(group) }
  }
}

extension Condition {
  /// A personal field that is asked for, if any.
  fileprivate var personalField: Field? {
    switch self {
    case .all(let parts), .any(let parts): parts.lazy.compactMap(\.personalField).first
    case .not(let part): part.personalField
    case .text: nil
    case .field(let field, _): field.isPersonal ? field : nil
    }
  }
}
