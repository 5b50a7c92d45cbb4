public import Domain

/// A value on its way into or out of the engine.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])

  public init(_ value: Int64?) { self = value.map(SQLValue.integer) ?? .null }
  public init(_ value: String?) { self = value.map(SQLValue.text) ?? .null }
  public init(_ value: Instant?) { self = value.map { .integer($0.milliseconds) } ?? .null }
  public init(_ value: Bool) { self = .integer(value ? 1 : 0) }
}

/// The row a statement stands on, read column by column in the order of its SELECT. It is only good inside the closure
/// that receives it.
public protocol Columns {
  func isNull(_ index: Int) -> Bool
  func integer(_ index: Int) -> Int64
  func real(_ index: Int) -> Double
  func text(_ index: Int) -> String
  func bytes(_ index: Int) -> [UInt8]
  /// The text without a copy; none where it is NULL.
  func withUTF8(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool
}

extension Columns {
  public func optionalInteger(_ index: Int) -> Int64? { isNull(index) ? nil : integer(index) }
  public func optionalText(_ index: Int) -> String? { isNull(index) ? nil : text(index) }
  public func instant(_ index: Int) -> Instant { Instant(milliseconds: integer(index)) }
  public func optionalInstant(_ index: Int) -> Instant? { isNull(index) ? nil : instant(index) }
  public func flag(_ index: Int) -> Bool { integer(index) != 0 }
}
