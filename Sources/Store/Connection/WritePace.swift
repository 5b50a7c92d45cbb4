/// How much of a long run goes into one transaction: as much as keeps the gate shut for no more than `target`, whatever
/// the machine, its disk and the store's size. Nobody else can write meanwhile.
///
/// Not Sendable: one run owns it.
public final class WritePace {
  /// Aimed at, so that 50 ms are seldom reached. Less would cost: each transaction writes the pages anew that all of
  /// them touch.
  public static let target = Duration.milliseconds(35)

  /// Worked at least: a disk that is slow to answer is not quicker for less.
  private static let least = Duration.milliseconds(15)

  private var begun = ContinuousClock.now
  private var worked = ContinuousClock.now
  /// What the last commits took after the work was done: the disk's part.
  private var settling = Duration.milliseconds(8)
  /// The longest time that the gate was held.
  public private(set) var longest = Duration.zero

  public init() {}

  /// Whether it is time to commit.
  public var isOver: Bool { ContinuousClock.now - begun >= max(WritePace.target - settling, WritePace.least) }

  func begin() { begun = ContinuousClock.now }
  func endWork() { worked = ContinuousClock.now }

  func end() {
    let now = ContinuousClock.now
    let took = now - worked
    // A disk that has become busy is believed at once, one that has become idle slowly: most turns stay below 50 ms.
    settling = took > settling ? (settling + took * 3) / 4 : (settling * 15 + took) / 16
    longest = max(longest, now - begun)
  }
}
