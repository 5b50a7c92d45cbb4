public import Terminal

/// Plays a recording on a console without a terminal: every answer of the store comes before the next key.
public struct RecordingPlayer {
  /// What was not as the recording says.
  public struct Miss: Hashable, Sendable {
    /// Line of the recording, from 1.
    public let line: Int
    public let text: String
    /// Whether it should have been there.
    public let isWanted: Bool
    /// The screen as it was.
    public let screen: String
  }

  /// One thing done.
  public struct Beat: Hashable, Sendable {
    /// Whether a key was pressed: the screen may be another one.
    public let isKey: Bool
    /// Milliseconds that the recording asks for.
    public var pause: Int?
  }

  public private(set) var misses: [Miss] = []
  public private(set) var pictures: [(name: String, frame: Frame)] = []
  private let widths: WidthPolicy
  private var rehearsal: Rehearsal
  private var steps: ArraySlice<Recording.Step>
  /// Keys of the present step that are still to be pressed.
  private var keys: ArraySlice<Key> = []

  /// Opens the console as the recording says; what it leaves open is as in `options`.
  ///
  /// Throws `SentenceError` for its view, `StoreError`.
  public init(_ recording: Recording, _ options: ConsoleOptions, widths: WidthPolicy = .standard) throws {
    self.widths = widths
    steps = recording.steps[...]
    var options = options
    if let language = recording.language { options.language = language }
    if let view = recording.view { options.view = view }
    if let now = recording.now { options.now = { now } }
    rehearsal = try Rehearsal(options, size: recording.size)
  }

  public var frame: Frame { rehearsal.state.view(widths) }

  /// Plays it to its end.
  public mutating func run() { while advance() != nil {} }

  /// Presses the next key or takes the next step; nil at the end, and where the console was left.
  public mutating func advance() -> Beat? {
    if rehearsal.hasQuit { return nil }
    if let key = keys.popFirst() {
      rehearsal.press(key)
      return Beat(isKey: true)
    }
    guard let step = steps.popFirst() else { return nil }
    switch step.action {
    case .keys(let some): keys = some[...]
    case .type(let text): keys = text.map { .character($0) }[...]
    case .size(let size): keys = [.resize(size)]
    case .wait(let text), .see(let text): look(for: text, isWanted: true, step.line)
    case .miss(let text): look(for: text, isWanted: false, step.line)
    case .picture(let name): pictures.append((name, frame))
    case .idle: break
    case .pause(let milliseconds): return Beat(isKey: false, pause: milliseconds)
    }
    return Beat(isKey: false)
  }

  /// The window has another size now, whatever the recording says.
  mutating func resize(to size: Size) { rehearsal.press(.resize(size)) }

  private mutating func look(for text: String, isWanted: Bool, _ line: Int) {
    let screen = frame.text
    if screen.contains(text) != isWanted {
      misses.append(Miss(line: line, text: text, isWanted: isWanted, screen: screen))
    }
  }
}
