/// A scenario under way: what the screen asks now, and what becomes of it with each event. Pure, so that a log of
/// events replays to the same state.
public protocol ScanRun: Hashable, Sendable {
  /// What a store's action must do, in order.
  associatedtype Effect: Hashable, Sendable
  /// The word of its text form: `pick`.
  static var word: String { get }
  var step: ScanStep { get }
  var reader: ScanReader { get }
  /// The codes that belong to the run.
  var book: CodeBook { get }
  /// Whether a code whose label is worn may be typed.
  var takesTypedCodes: Bool { get }
  /// What is said to whoever goes on with a run that is over.
  var overRefusal: ScanRefusal { get }
  /// Changes the run or throws; what it has changed before it throws is thrown away.
  mutating func apply(_ attempt: ScanAttempt) throws(ScanRefusal) -> [Effect]
  /// The run at its start, as lines.
  func write(to lines: inout ScanLines)
  init(from lines: inout ScanLines) throws(ScanTextFault)
}

/// An event that fits the step: codes read and looked up, keys as what they do.
public enum ScanAttempt: Hashable, Sendable {
  case scan(ScanFinding)
  case act(ScanAct)
  case number(Int64)
  case text(String)
  case answer(Bool)
  case notice(ScanNotice)
}

/// What became of an event.
public struct ScanAnswer<Run: ScanRun>: Hashable, Sendable {
  /// Equal to the run before where the event was refused.
  public var run: Run
  public var verdict: ScanVerdict
  public var effects: [Run.Effect]
}

extension ScanRun {
  /// The run after an event. Whoever performs the effects keeps the run before until they are done.
  public func after(_ event: ScanEvent) -> ScanAnswer<Self> {
    var run = self
    do throws(ScanRefusal) {
      let effects = try run.apply(try attempt(event))
      return ScanAnswer(run: run, verdict: .accepted, effects: effects)
    } catch {
      return ScanAnswer(run: self, verdict: .refused(error), effects: [])
    }
  }

  public var overRefusal: ScanRefusal { .finishedRun }
  public var isDone: Bool { step.prompt == .done }

  /// Refuses what the step takes no such event of.
  private func attempt(_ event: ScanEvent) throws(ScanRefusal) -> ScanAttempt {
    if isDone { throw overRefusal }
    let step = step
    switch event {
    case .scan(let raw, let known):
      guard !step.accepts.isEmpty else { throw .notExpectedHere }
      return .scan(try find(raw, known: known))
    case .key(let key):
      guard let act = step.keys[key] else { throw .keyNotHere(key) }
      return .act(act)
    case .number(let number):
      guard step.takesNumber else { throw step.accepts.isEmpty ? .notExpectedHere : .scannerOnly }
      return .number(number)
    case .text(let text, let known):
      guard text.utf8.count <= ScanText.longest else {
        throw .textTooLong(found: text.utf8.count, allowed: ScanText.longest)
      }
      if step.takesText { return .text(text) }
      guard !step.accepts.isEmpty else { throw .notExpectedHere }
      guard takesTypedCodes else { throw .scannerOnly }
      return .scan(try find(text, known: known))
    case .answer(let answer):
      guard step.takesAnswer else { throw .notExpectedHere }
      return .answer(answer)
    case .notice(let notice): return .notice(notice)
    }
  }

  private func find(_ raw: String, known: [ScanSubject]) throws(ScanRefusal) -> ScanFinding {
    let scan: Scan
    do throws(ScanFault) {
      scan = try reader.read(raw)
    } catch {
      throw error.isHalfScan ? .halfScan(error) : .unreadable(error)
    }
    var subjects = book.subjects(of: scan)
    for subject in known where !subjects.contains(subject) { subjects.append(subject) }
    return ScanFinding(scan: scan, subjects: subjects, step: step)
  }
}

/// Limits of what is typed.
public enum ScanText {
  /// Bytes.
  public static let longest = 128
}
