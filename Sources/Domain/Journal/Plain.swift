/// A value of a record as the journal keeps it: what JSON can say, without fractions.
public indirect enum Plain: Hashable, Sendable {
  case null
  case flag(Bool)
  case number(Int64)
  case text(String)
  case list([Plain])
  case map([String: Plain])

  public init(_ value: String?) { self = value.map(Plain.text) ?? .null }
  public init(_ value: Int64?) { self = value.map(Plain.number) ?? .null }
  public init(_ value: Instant?) { self = value.map { .number($0.milliseconds) } ?? .null }

  public var text: String? { if case .text(let text) = self { text } else { nil } }
  public var number: Int64? { if case .number(let number) = self { number } else { nil } }
  public var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  public var list: [Plain]? { if case .list(let list) = self { list } else { nil } }
  public var map: [String: Plain]? { if case .map(let map) = self { map } else { nil } }
  public var instant: Instant? { number.map { Instant(milliseconds: $0) } }
}

/// One field of a record before and after a change.
public struct FieldChange: Hashable, Sendable {
  public var field: String
  public var before: Plain
  public var after: Plain

  public init(field: String, before: Plain, after: Plain) {
    self.field = field
    self.before = before
    self.after = after
  }
}

/// A record that the journal can compare and put back field by field. Personal values never appear: only revisions do.
public protocol Journalled {
  var snapshot: [String: Plain] { get }
  /// The record with one field put to a value that a snapshot once held; nil where the value is of another shape.
  func with(_ field: String, _ value: Plain) -> Self?
  /// Whether two values of a field are the same as far as people decide them; what the program works out may differ.
  static func alike(_ field: String, _ a: Plain, _ b: Plain) -> Bool
  /// Whether a field that a snapshot does not have is one that the record has not at the moment: a line that is gone.
  static func mayLack(_ field: String) -> Bool
}

extension Journalled {
  public static func alike(_ field: String, _ a: Plain, _ b: Plain) -> Bool { a == b }
  public static func mayLack(_ field: String) -> Bool { false }

  /// What differs from `before`, by field name.
  public func changes(since before: Self?) -> [FieldChange] {
    let old = before?.snapshot ?? [:]
    let new = snapshot
    return Set(old.keys).union(new.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { field in
      let was = old[field] ?? .null
      let now = new[field] ?? .null
      return was == now ? nil : FieldChange(field: field, before: was, after: now)
    }
  }
}
