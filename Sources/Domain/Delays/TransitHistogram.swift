/// How long so many parcels took, counted by hours: two of them add up to a third, and what was added can be taken
/// away again without a trace.
public struct TransitHistogram: Hashable, Sendable {
  /// By slot; slots without parcels are left out, so that equal histograms are equal values.
  public private(set) var counts: [Int: Int64]

  public init(_ counts: [Int: Int64] = [:]) { self.counts = counts.filter { $0.value != 0 } }

  public init(hours: some Sequence<Int64>) {
    self.init()
    for hours in hours { add(hours: hours) }
  }

  public var total: Int64 { counts.values.reduce(0, +) }
  public var isEmpty: Bool { counts.isEmpty }

  public mutating func add(hours: Int64, _ times: Int64 = 1) { add(slot: TransitHistogram.slot(hours), times) }

  public mutating func add(slot: Int, _ times: Int64) {
    let sum = (counts[slot] ?? 0) + times
    counts[slot] = sum == 0 ? nil : sum
  }

  public static func + (a: TransitHistogram, b: TransitHistogram) -> TransitHistogram {
    TransitHistogram(a.counts.merging(b.counts, uniquingKeysWith: +))
  }

  public static func - (a: TransitHistogram, b: TransitHistogram) -> TransitHistogram {
    a + TransitHistogram(b.counts.mapValues(-))
  }

  // MARK: Slots

  /// Single hours for two days, six hours together for a month, days for four months, and one slot for all beyond.
  public static let slots = 251
  static let last = slots - 1

  /// The slot of a span in whole hours, begun hours counted whole.
  public static func slot(_ hours: Int64) -> Int {
    switch hours {
    case ...1: 0
    case ...48: Int(hours - 1)
    case ...720: 48 + Int((hours - 49) / 6)
    case ...2880: 160 + Int((hours - 721) / 24)
    default: last
    }
  }

  /// The hours that a slot begins behind, and those that it ends with.
  static func bounds(_ slot: Int) -> (over: Int64, upTo: Int64) {
    switch slot {
    case ..<48: (Int64(slot), Int64(slot) + 1)
    case ..<160: (48 + Int64(slot - 48) * 6, 54 + Int64(slot - 48) * 6)
    case ..<last: (720 + Int64(slot - 160) * 24, 744 + Int64(slot - 160) * 24)
    default: (2880, 2880)
    }
  }

  /// Whole hours from one moment to another, begun ones counted; nought where the second is not later.
  public static func hours(from start: Instant, to end: Instant) -> Int64 {
    let (span, overflow) = end.milliseconds.subtractingReportingOverflow(start.milliseconds)
    if overflow { return end > start ? 1_000_000 : 0 }
    return span <= 0 ? 0 : (span - 1) / 3_600_000 + 1
  }
}
