/// A moment: whole milliseconds since 1970-01-01 00:00 UTC.
public struct Instant: Hashable, Sendable, Comparable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  /// Seconds beyond 64 bits of milliseconds stop at their end: outside data may hold any number.
  public init(seconds: Int64) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    milliseconds = overflow ? (seconds > 0 ? Int64.max : Int64.min) : product
  }

  /// The moment that a civil time names in a zone `offsetSeconds` east of Greenwich.
  public init(_ civil: CivilTime, offsetSeconds: Int = 0) {
    let seconds = civil.secondsSinceEpoch - Int64(offsetSeconds)
    self.milliseconds = seconds * 1000 + Int64(civil.millisecond)
  }

  /// Whole seconds, rounded down.
  public var seconds: Int64 {
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    return rest < 0 ? whole - 1 : whole
  }

  public func adding(milliseconds more: Int64) -> Instant {
    let (sum, overflow) = milliseconds.addingReportingOverflow(more)
    return Instant(milliseconds: overflow ? (more > 0 ? Int64.max : Int64.min) : sum)
  }

  public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

  /// The civil time of this moment, `offsetSeconds` east of Greenwich.
  public func civil(offsetSeconds: Int = 0) -> CivilTime {
    CivilTime(
      secondsSinceEpoch: seconds + Int64(offsetSeconds),
      millisecond: Int(milliseconds &- seconds &* 1000)
    )
  }

  /// ISO 8601 in UTC: `2026-09-22T15:04:11Z`, with milliseconds where there are any.
  public var iso8601: String {
    let civil = civil()
    var text = "\(civil.dateText)T\(civil.clockText)"
    if civil.millisecond > 0 { text += "." + CivilTime.padded(civil.millisecond, 3) }
    return text + "Z"
  }
}
