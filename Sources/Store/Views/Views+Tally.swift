internal import Domain

/// How many rows a view has, as a side bar says it, and how many of them run late.
public struct ViewTally: Hashable, Sendable {
  public var count: Int64
  public var late: Int64
  /// Whether counting stopped there: so many or more.
  public var isCapped: Bool

  public init(count: Int64, late: Int64 = 0, isCapped: Bool = false) {
    self.count = count
    self.late = late
    self.isCapped = isCapped
  }

  /// Where counting stops unless a roll-up knows the number.
  public static let limit = 10_000
}

extension Views {
  /// Counts a view for a side bar: exactly from the roll-up, else up to a limit.
  public static func tally(_ query: ViewQuery, limit: Int = ViewTally.limit, in reader: any Reader) throws -> ViewTally
  {
    let reading = try ViewReading(query, purpose: .counting, in: reader)
    let isRolledUp = try reading.tallied() != nil
    // One more than the limit tells "so many" from "so many or more".
    let count = try count(query, limit: isRolledUp ? nil : limit + 1, in: reader)
    let isCapped = !isRolledUp && count > Int64(limit)
    var tally = ViewTally(count: isCapped ? Int64(limit) : count, isCapped: isCapped)
    guard query.sentence.kind == .orders, count > 0 else { return tally }
    var late = query
    late.sentence.condition =
      Condition.all([query.sentence.condition, .field(.order(.late), [.flag(true)])]).normalised
    tally.late = min(try self.count(late, limit: limit, in: reader), tally.count)
    return tally
  }
}
