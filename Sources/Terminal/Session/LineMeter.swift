/// Measures the way to the terminal and back now and then, beside frames that somebody's keys made: never at rest.
struct LineMeter {
  private var askedAt: Int64?
  private var delayedAt: Int64?
  private var hasAnswered = false
  private var wasTyped = false
  /// The last few, newest last.
  private var trips: [Int] = []

  static let usualPause: Int64 = 15_000
  static let gaugePause: Int64 = 2_000
  /// After so long without an answer to the first questions none is awaited any more.
  static let patience: Int64 = 5_000
  /// A frame that had to wait says so much about the line.
  static let delayCounts: Int64 = 10_000
  private static let kept = 4

  /// Other programs' work at the terminal's end makes single answers late: the shortest of the last few counts.
  var roundTrip: Int? { trips.min() }

  mutating func asked(at now: Int64) { askedAt = now }

  mutating func answered(at now: Int64) {
    guard let asked = askedAt else { return }
    hasAnswered = true
    askedAt = nil
    lastAsked = asked
    trips = trips.suffix(LineMeter.kept - 1) + [Int(max(now - asked, 0))]
  }

  private var lastAsked: Int64 = 0

  mutating func typed() { wasTyped = true }
  mutating func wasDelayed(at now: Int64) { delayedAt = now }

  /// Whether to ask with the frame that is sent now; notes that it is.
  mutating func asks(at now: Int64, often: Bool) -> Bool {
    defer { wasTyped = false }
    guard wasTyped, hasAnswered, askedAt == nil,
      now - lastAsked >= (often ? LineMeter.gaugePause : LineMeter.usualPause)
    else { return false }
    askedAt = now
    return true
  }

  /// Whether an answer is on its way that may come yet.
  func isAsking(at now: Int64) -> Bool { askedAt != nil && !hasWaited(at: now) }

  func hasWaited(at now: Int64) -> Bool { askedAt.map { now - $0 > LineMeter.patience } ?? false }

  func isSlow(at now: Int64) -> Bool {
    if let delayedAt, now - delayedAt < LineMeter.delayCounts { return true }
    if let askedAt, hasAnswered, now - askedAt > Int64(LineReport.slowMilliseconds) { return true }
    return (roundTrip ?? 0) > LineReport.slowMilliseconds
  }
}
