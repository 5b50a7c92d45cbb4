import Domain
import Testing

/// The run after events that must all be accepted, and their effects.
func played<Run: ScanRun>(_ run: Run, _ events: [ScanEvent]) -> (run: Run, effects: [Run.Effect]) {
  var run = run
  var effects: [Run.Effect] = []
  for event in events {
    let answer = run.after(event)
    #expect(answer.verdict == .accepted, "\(event) at \(run.step.prompt)")
    run = answer.run
    effects += answer.effects
  }
  return (run, effects)
}

/// The refusal of an event; the run must be as it was.
func refusal<Run: ScanRun>(_ run: Run, _ event: ScanEvent) -> ScanRefusal? {
  let answer = run.after(event)
  guard case .refused(let refusal) = answer.verdict else { return nil }
  #expect(answer.run == run)
  #expect(answer.effects.isEmpty)
  #expect(answer.verdict.signal == .bad)
  return refusal
}
