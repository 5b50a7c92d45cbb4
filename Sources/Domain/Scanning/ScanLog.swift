/// A run with all that happened in it: what a dropped line resumes from, what an audit reads, what a test replays.
///
/// The text form is the run at its start and a line for each event; whoever stores it appends lines.
public struct ScanLog<Run: ScanRun>: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public var at: Instant
    public var event: ScanEvent
    /// The refusal's word; empty where the event was accepted.
    public var refusal: String
  }

  public static var version: Int { 1 }

  /// The run at its start.
  public let start: Run
  public private(set) var run: Run
  public private(set) var entries: [Entry] = []

  public init(_ start: Run) {
    self.start = start
    run = start
  }

  /// Takes an event and writes it down, refused or not.
  public mutating func take(_ event: ScanEvent, at now: Instant) -> ScanAnswer<Run> {
    let event = event.bounded(scanBytes: start.reader.settings.longestScan)
    let answer = run.after(event)
    run = answer.run
    var refusal = ""
    if case .refused(let reason) = answer.verdict { refusal = reason.name }
    entries.append(Entry(at: now, event: event, refusal: refusal))
    return answer
  }

  /// The run at its start, as text.
  public func encodedStart() -> String {
    var lines = ScanLines()
    lines.write("portolan-scan", [String(Self.version), Run.word])
    start.write(to: &lines)
    return lines.text
  }

  /// One line for one event.
  public static func encoded(_ entry: Entry) -> String {
    var lines = ScanLines()
    lines.write("event", [String(entry.at.milliseconds), entry.refusal] + entry.event.fields)
    return lines.text
  }

  public func encoded() -> String { encodedStart() + entries.map(Self.encoded).joined() }

  /// The run as it stood when the text was written. An event that ends otherwise now than it did then is a fault: then
  /// the text, or the program, is another.
  public init(decoding text: String) throws(ScanTextFault) {
    var lines = ScanLines(text)
    let expected = "portolan-scan \(Self.version) \(Run.word)"
    guard lines.nextWord == "portolan-scan" else {
      throw .header(found: String(lines.nextWord.prefix(40)), expected: expected)
    }
    try lines.open("portolan-scan")
    let version = try lines.string()
    let word = try lines.string()
    guard version == String(Self.version), word == Run.word else {
      throw .header(found: String("portolan-scan \(version) \(word)".prefix(80)), expected: expected)
    }
    self.init(try Run(from: &lines))
    while !lines.isAtEnd {
      try lines.open("event")
      let at = Instant(milliseconds: try lines.integer())
      let refusal = try lines.string()
      _ = take(try ScanEvent(from: &lines), at: at)
      let now = entries.last?.refusal ?? ""
      if now != refusal { throw .differs(line: lines.lineNumber, was: String(refusal.prefix(40)), now: now) }
    }
  }
}

extension ScanEvent {
  /// The event with no more text than is needed to see that there is too much of it: a log keeps no megabytes.
  func bounded(scanBytes: Int) -> ScanEvent {
    func cut(_ text: String, _ limit: Int) -> String {
      guard text.utf8.count > limit else { return text }
      return String(decoding: text.utf8.prefix(max(0, limit) + 1), as: UTF8.self)
    }
    return switch self {
    case .scan(let raw, let known): .scan(cut(raw, scanBytes), known: known)
    case .text(let text, let known): .text(cut(text, ScanText.longest), known: known)
    case .notice(.locationClosed(let code)): .notice(.locationClosed(cut(code, ScanText.longest)))
    case .notice(.orderCancelled(let order)): .notice(.orderCancelled(cut(order, ScanText.longest)))
    case .notice(.orderHeld(let order)): .notice(.orderHeld(cut(order, ScanText.longest)))
    case .notice(.orderLost(let order)): .notice(.orderLost(cut(order, ScanText.longest)))
    case .notice(.takenOver(let actor)): .notice(.takenOver(by: cut(actor, ScanText.longest)))
    case .key, .number, .answer, .notice(.ended): self
    }
  }
}
