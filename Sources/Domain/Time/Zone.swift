/// A time zone as a value: the offsets east of Greenwich and when each begins. It is read from the system's tzdata
/// outside Domain, because Domain reads no files.
public struct Zone: Hashable, Sendable {
  /// The IANA name, e.g. `Asia/Shanghai`.
  public let name: String
  /// Offset before the first transition, in seconds east of Greenwich.
  public let firstOffsetSeconds: Int
  /// Ascending by `at`.
  public let transitions: [Transition]

  public struct Transition: Hashable, Sendable {
    /// Seconds since 1970 UTC.
    public let at: Int64
    public let offsetSeconds: Int

    public init(at: Int64, offsetSeconds: Int) {
      self.at = at
      self.offsetSeconds = offsetSeconds
    }
  }

  public init(name: String, firstOffsetSeconds: Int, transitions: [Transition]) {
    self.name = name
    self.firstOffsetSeconds = firstOffsetSeconds
    self.transitions = transitions
  }

  public static let utc = Zone(name: "UTC", firstOffsetSeconds: 0, transitions: [])

  /// Seconds east of Greenwich at a moment.
  public func offsetSeconds(at instant: Instant) -> Int {
    let seconds = instant.seconds
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].at <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffsetSeconds : transitions[low - 1].offsetSeconds
  }

  /// The moment a wall clock in this zone shows `civil`. A time that a change skips is taken with the offset before it;
  /// a time that comes twice is its first.
  public func instant(_ civil: CivilTime) -> Instant {
    let guess = Instant(civil)
    // Two rounds settle it: the offset a day before can only be the old one.
    let before = offsetSeconds(at: guess.adding(milliseconds: -86_400_000))
    let first = Instant(civil, offsetSeconds: before)
    let offset = offsetSeconds(at: first)
    if offset == before { return first }
    let second = Instant(civil, offsetSeconds: offset)
    return offsetSeconds(at: second) == offset ? second : first
  }
}
