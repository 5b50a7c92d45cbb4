public import Domain
public import Terminal

/// What somebody does at a console, written down: keys, scans, sizes, waits and what must then be seen. One text is
/// played as a test, a measurement, a demonstration and for pictures.
///
/// A line is a step; its first word says what it is. `#` begins a comment.
///
///     lang zh                    before the first step: language, theme, opening sentence, size and moment
///     view orders status:paid
///     size 80x24                 later on: the window becomes so large
///     keys j*3 Enter             keys by their names
///     type 蓝色马克杯              letter by letter, as by hand or from an input method
///     paste two words            in one piece
///     scan 4006381333931         as a scanner writes it
///     idle                       until nothing is on its way any more
///     wait Held                  until the screen shows these words
///     see Held                   shows them now; `miss` is the contrary
///     picture held               the screen is kept under this name
///     pause 400                  milliseconds, when people look on
public struct Recording: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    case keys([Key])
    /// Typed, letter by letter.
    case type(String)
    case size(Size)
    case idle
    case wait(String)
    case see(String)
    case miss(String)
    case picture(String)
    case pause(milliseconds: Int)
  }

  public struct Step: Hashable, Sendable {
    /// From 1.
    public let line: Int
    public let action: Action
  }

  public var language: Language?
  public var theme: String?
  /// The line that names it.
  public var themeLine = 0
  /// The sentence that the console opens with.
  public var view: String?
  public var size = Size(columns: 120, rows: 36)
  /// The moment at which it is played, always; nil: now. Ages on pictures stay what they are.
  public var now: Instant?
  public var steps: [Step] = []

  public init() {}
}

/// A line of a recording that cannot be played.
public struct RecordingFault: Error, Hashable, Sendable {
  public enum Reason: Error, Hashable, Sendable {
    case unknownStep(String)
    case unknownKey(String)
    /// What stands where `expected` was.
    case wrongValue(String, expected: String)
    /// Language, theme, view and moment come before the first step.
    case tooLate(String)
    case tooLong(limit: Int)
  }

  /// From 1.
  public let line: Int
  public let reason: Reason
}
