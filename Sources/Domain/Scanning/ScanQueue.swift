/// The scans that wait while a screen commits: nothing is lost that was meant, nothing is done twice that was scanned
/// once, and nothing goes on behind an error that nobody has seen.
///
/// Pure: times come in, in milliseconds of a steady clock; what to do comes out as values.
public struct ScanQueue: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public var code: String
    public var at: Int64
    /// Too short to be told from what a person typed ahead: the step whose turn it is takes it for what it asks.
    public var mayBeTyped: Bool

    public init(code: String, at: Int64, mayBeTyped: Bool = false) {
      self.code = code
      self.at = at
      self.mayBeTyped = mayBeTyped
    }
  }

  public enum Drop: Hashable, Sendable {
    /// The same code came so many milliseconds before.
    case duplicate(milliseconds: Int64)
    /// A scan before it was refused.
    case afterError
    /// So many wait already.
    case full(waiting: Int)
  }

  public enum Outcome: Hashable, Sendable {
    /// Hand it to the screen now; the queue is busy until `finished`.
    case process(Entry)
    /// Waits, as the so-manieth from 1.
    case queued(Entry, place: Int)
    case dropped(Entry, Drop)
  }

  public private(set) var waiting: [Entry] = []
  /// Whether a screen is at work on a scan.
  public private(set) var isBusy = false
  private let duplicateMilliseconds: Int64
  private let longest: Int
  /// When each code was seen last, for as long as it can be a duplicate.
  private var seen: [String: Int64] = [:]

  public init(_ settings: ScannerSettings = ScannerSettings()) {
    duplicateMilliseconds = max(0, settings.duplicateMilliseconds)
    longest = max(0, settings.longestQueue)
  }

  /// A scan arrives.
  public mutating func take(_ code: String, at now: Int64, mayBeTyped: Bool = false) -> Outcome {
    let entry = Entry(code: code, at: now, mayBeTyped: mayBeTyped)
    let before = seen[code]
    forgetBefore(now)
    // A trigger held down sends its code again and again: the gap counts from the last of them.
    seen[code] = now
    if let before, let gap = gap(from: before, to: now), gap <= duplicateMilliseconds {
      return .dropped(entry, .duplicate(milliseconds: gap))
    }
    if !isBusy {
      isBusy = true
      return .process(entry)
    }
    guard waiting.count < longest else { return .dropped(entry, .full(waiting: waiting.count)) }
    waiting.append(entry)
    return .queued(entry, place: waiting.count)
  }

  /// The screen is at work on what is no scan, a key or a number: scans wait for its answer too.
  public mutating func hold() { isBusy = true }

  /// The screen has its answer: the next scan's turn after a good one; after a refusal all that waits is dropped, as
  /// it was scanned by somebody who had not seen the error.
  public mutating func finished(accepted: Bool) -> [Outcome] {
    isBusy = false
    if !accepted {
      let dropped = waiting.map { Outcome.dropped($0, .afterError) }
      waiting = []
      return dropped
    }
    guard !waiting.isEmpty else { return [] }
    isBusy = true
    return [.process(waiting.removeFirst())]
  }

  /// nil where the clock went back: then nothing is known of the gap.
  private func gap(from before: Int64, to now: Int64) -> Int64? {
    let (gap, overflow) = now.subtractingReportingOverflow(before)
    return overflow || gap < 0 ? nil : gap
  }

  private mutating func forgetBefore(_ now: Int64) {
    seen = seen.filter { gap(from: $0.value, to: now).map { $0 <= duplicateMilliseconds } ?? false }
  }
}
