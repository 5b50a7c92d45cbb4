/// A view: which rows of which kind, in which order, with which columns. It is the filter bar, the saved view, the
/// dashboard tile, the rule and the argument of `ls`.
///
///     orders status:paid age>24h -tag:vip country:DE,FR total>=50EUR "blue mug" sort:-age cols:number,sku,age
///
/// Terms side by side must all hold; `or` joins the two terms beside it and binds closer; `( … )` groups; `-` negates.
/// `description` prints the canonical form, which parses to the same sentence again, unless escaping has carried a text
/// near the length limit beyond it.
public struct Sentence: Hashable, Sendable {
  public var kind: Kind
  public var condition: Condition
  /// Empty: the kind's own order.
  public var sort: [SortKey]
  /// Empty: the kind's own columns.
  public var columns: [Field]
  public var group: Field?

  /// Longest text that is read, in bytes.
  public static let lengthLimit = 4096
  /// Terms of one sentence, saved views included.
  public static let termLimit = 64
  /// Parentheses inside parentheses, and saved views inside saved views.
  public static let depthLimit = 8

  public init(
    kind: Kind, condition: Condition = .everything, sort: [SortKey] = [], columns: [Field] = [], group: Field? = nil
  ) {
    self.kind = kind
    self.condition = condition
    self.sort = sort
    self.columns = columns
    self.group = group
  }

  public var effectiveColumns: [Field] { columns.isEmpty ? kind.defaultColumns : columns }

  /// The order to sort rows by: ages as the moments they count from, the kind's own where none is named.
  public var ordering: RowOrdering { RowOrdering(sort.isEmpty ? kind.defaultSort : sort) }
}

/// A field to sort by.
public struct SortKey: Hashable, Sendable {
  public var field: Field
  public var descending: Bool

  public init(_ field: Field, descending: Bool = false) {
    self.field = field
    self.descending = descending
  }
}

/// The order of rows. Absent values come last whichever the direction; rows that are equal in all keys are ordered by
/// their id, in the direction of the last key.
public struct RowOrdering: Hashable, Sendable {
  /// Never an age: `-age`, the oldest first, is `placedAt` ascending.
  public let keys: [SortKey]
  public let idDescending: Bool

  public init(_ sort: [SortKey]) {
    keys = sort.map { key in
      key.field.agedFrom.map { SortKey($0, descending: !key.descending) } ?? key
    }
    idDescending = keys.last?.descending ?? false
  }
}
