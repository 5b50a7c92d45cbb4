import Domain
import Testing

@Suite struct ScanSessionTests {
  static func sessions() throws -> [ScanSession] {
    [
      .pick(ScanLog(try PickRunTests.run([PickRunTests.task(1)]))), .pack(ScanLog(try PackRunTests.run())),
      .receive(ScanLog(try ReceiveRunTests.run())), .putAway(ScanLog(try PutAwayRunTests.run())),
      .count(ScanLog(try CountRunTests.run())), .returned(ScanLog(try ReturnRunTests.run())),
    ]
  }

  @Test func `A session of any scenario resumes on the same step`() throws {
    for start in try Self.sessions() {
      var session = start
      for code in ["A-01", "SO-1", PickRunTests.mug, "nonsense"] {
        let before = session
        let (verdict, _) = session.take(.scan(code), at: Instant(milliseconds: 1))
        #expect(session != before, "what was refused is in the log, too")
        if verdict != .accepted { #expect(session.step == before.step) }
        let resumed = try ScanSession(decoding: session.encoded())
        #expect(resumed == session)
        #expect(resumed.step == session.step)
      }
    }
  }

  @Test(arguments: ["", "portolan-scan", "portolan-scan\t1\twalk\n", "hello\n", "\u{0}"])
  func `A text of nothing known is refused`(text: String) {
    #expect(throws: ScanTextFault.self) { try ScanSession(decoding: text) }
  }

  @Test func `Every step of every scenario can be left by a key, a scan, a number or an answer`() {
    let tables: [[ScanStep]] = [
      Array(PickRun.steps.values), Array(PackRun.steps.values), Array(ReceiveRun.steps.values),
      Array(PutAwayRun.steps.values), Array(CountRun.steps.values), Array(ReturnRun.steps.values),
    ]
    let counts = [
      PickRun.Phase.allCases.count, PackRun.Phase.allCases.count, ReceiveRun.Phase.allCases.count,
      PutAwayRun.Phase.allCases.count, CountRun.Phase.allCases.count, ReturnRun.Phase.allCases.count,
    ]
    #expect(tables.map(\.count) == counts, "every phase has its row")
    for step in tables.joined() where step.prompt != .done {
      #expect(!step.accepts.isEmpty || step.takesNumber || step.takesText || step.takesAnswer)
      // Back is on one key everywhere.
      for (key, act) in step.keys where act == .back { #expect(key == .f7) }
    }
  }

  @Test func `Good is one bell, bad is three and a flash`() {
    #expect(ScanVerdict.accepted.signal == ScanSignal(bells: 1, flashes: false))
    #expect(ScanVerdict.refused(.zeroQuantity).signal == ScanSignal(bells: 3, flashes: true))
  }
}
