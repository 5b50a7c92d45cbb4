/// Whatever a handheld is at work on, with its log: what one screen draws and one column of a store keeps.
public enum ScanSession: Hashable, Sendable {
  case pick(ScanLog<PickRun>)
  case pack(ScanLog<PackRun>)
  case receive(ScanLog<ReceiveRun>)
  case putAway(ScanLog<PutAwayRun>)
  case count(ScanLog<CountRun>)
  case returned(ScanLog<ReturnRun>)

  /// The changes of one event, of the scenario that it came to.
  public enum Effects: Hashable, Sendable {
    case pick([PickEffect])
    case pack([PackEffect])
    case receive([ReceiveEffect])
    case putAway([PutAwayEffect])
    case count([CountEffect])
    case returned([ReturnEffect])
  }

  /// What the screen asks now.
  public var step: ScanStep {
    switch self {
    case .pick(let log): log.run.step
    case .pack(let log): log.run.step
    case .receive(let log): log.run.step
    case .putAway(let log): log.run.step
    case .count(let log): log.run.step
    case .returned(let log): log.run.step
    }
  }

  public var isDone: Bool { step.prompt == .done }

  /// Takes an event and writes it down; a caller whose store refuses the effects keeps the session before.
  public mutating func take(_ event: ScanEvent, at now: Instant) -> (verdict: ScanVerdict, effects: Effects) {
    switch self {
    case .pick(var log):
      let answer = log.take(event, at: now)
      self = .pick(log)
      return (answer.verdict, .pick(answer.effects))
    case .pack(var log):
      let answer = log.take(event, at: now)
      self = .pack(log)
      return (answer.verdict, .pack(answer.effects))
    case .receive(var log):
      let answer = log.take(event, at: now)
      self = .receive(log)
      return (answer.verdict, .receive(answer.effects))
    case .putAway(var log):
      let answer = log.take(event, at: now)
      self = .putAway(log)
      return (answer.verdict, .putAway(answer.effects))
    case .count(var log):
      let answer = log.take(event, at: now)
      self = .count(log)
      return (answer.verdict, .count(answer.effects))
    case .returned(var log):
      let answer = log.take(event, at: now)
      self = .returned(log)
      return (answer.verdict, .returned(answer.effects))
    }
  }

  public func encoded() -> String {
    switch self {
    case .pick(let log): log.encoded()
    case .pack(let log): log.encoded()
    case .receive(let log): log.encoded()
    case .putAway(let log): log.encoded()
    case .count(let log): log.encoded()
    case .returned(let log): log.encoded()
    }
  }

  /// The session whose text this is: its first line names the scenario.
  public init(decoding text: String) throws(ScanTextFault) {
    var lines = ScanLines(text)
    let expected = "portolan-scan"
    guard lines.nextWord == expected else {
      throw .header(found: String(lines.nextWord.prefix(40)), expected: expected)
    }
    try lines.open(expected)
    _ = try lines.string()
    switch try lines.string() {
    case PickRun.word: self = .pick(try ScanLog(decoding: text))
    case PackRun.word: self = .pack(try ScanLog(decoding: text))
    case ReceiveRun.word: self = .receive(try ScanLog(decoding: text))
    case PutAwayRun.word: self = .putAway(try ScanLog(decoding: text))
    case CountRun.word: self = .count(try ScanLog(decoding: text))
    case ReturnRun.word: self = .returned(try ScanLog(decoding: text))
    case let word: throw .header(found: String(word.prefix(40)), expected: "a scenario")
    }
  }
}
