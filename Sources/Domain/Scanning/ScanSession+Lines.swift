extension ScanSession {
  /// The text of the run at its start.
  public var start: String {
    switch self {
    case .pick(let log): log.encodedStart()
    case .pack(let log): log.encodedStart()
    case .receive(let log): log.encodedStart()
    case .putAway(let log): log.encodedStart()
    case .count(let log): log.encodedStart()
    case .returned(let log): log.encodedStart()
    }
  }

  /// The line of the newest event; empty where there is none.
  public var lastLine: String {
    switch self {
    case .pick(let log): log.entries.last.map { ScanLog<PickRun>.encoded($0) } ?? ""
    case .pack(let log): log.entries.last.map { ScanLog<PackRun>.encoded($0) } ?? ""
    case .receive(let log): log.entries.last.map { ScanLog<ReceiveRun>.encoded($0) } ?? ""
    case .putAway(let log): log.entries.last.map { ScanLog<PutAwayRun>.encoded($0) } ?? ""
    case .count(let log): log.entries.last.map { ScanLog<CountRun>.encoded($0) } ?? ""
    case .returned(let log): log.entries.last.map { ScanLog<ReturnRun>.encoded($0) } ?? ""
    }
  }

  /// How the codes of this run are read, and which it knows.
  public var reader: ScanReader {
    switch self {
    case .pick(let log): log.run.reader
    case .pack(let log): log.run.reader
    case .receive(let log): log.run.reader
    case .putAway(let log): log.run.reader
    case .count(let log): log.run.reader
    case .returned(let log): log.run.reader
    }
  }

  public var book: CodeBook {
    switch self {
    case .pick(let log): log.run.book
    case .pack(let log): log.run.book
    case .receive(let log): log.run.book
    case .putAway(let log): log.run.book
    case .count(let log): log.run.book
    case .returned(let log): log.run.book
    }
  }
}

extension ScanSession.Effects {
  public var isEmpty: Bool {
    switch self {
    case .pick(let effects): effects.isEmpty
    case .pack(let effects): effects.isEmpty
    case .receive(let effects): effects.isEmpty
    case .putAway(let effects): effects.isEmpty
    case .count(let effects): effects.isEmpty
    case .returned(let effects): effects.isEmpty
    }
  }
}

extension ScanEvent {
  /// As a request carries it.
  public var line: String {
    var lines = ScanLines()
    lines.write("scanned", fields)
    return lines.text
  }

  public init(line: String) throws(ScanTextFault) {
    var lines = ScanLines(line)
    try lines.open("scanned")
    self = try ScanEvent(from: &lines)
  }

  /// The event of a log's line, and when it was.
  public static func logged(_ line: String) throws(ScanTextFault) -> (event: ScanEvent, at: Instant) {
    var lines = ScanLines(line)
    try lines.open("event")
    let at = Instant(milliseconds: try lines.integer())
    _ = try lines.string()
    return (try ScanEvent(from: &lines), at)
  }
}
