import Domain
import Testing

/// A handheld's log is a test: what was recorded once must lead to the same end for as long as version 1 is read.
@Suite struct RecordedScanTests {
  /// A short pick of a lot, a wrong place and a wrong bin; `|` stands for the tab.
  static let recorded = """
    portolan-scan|1|pick
    reader|2026-11-21|absent|512|300|32|0|0|3|␝|<GS>|{GS}|0
    run|1|CART-4|1|1|1|1|3|B1|B2|B3
    task|1|1|A-01|1|MUG|2|this|L7|SO-1|1|0|-|-|4|4006381333931|1|10012345678902|6
    task|2|1|B-07|2|CAP|1|none||SO-2|1|0|-|-|2|96385074|1
    event|1795000001500||scan|CART-4
    event|1795000003000|wrongLocation|scan|A-02|location|A-02
    event|1795000004500||scan|A-01
    event|1795000006000||scan|]C1010400638133393110L7
    event|1795000007500||key|f3
    event|1795000009000||number|2
    event|1795000010500||scan|A-01
    event|1795000012000||scan|B1
    event|1795000013500||scan|B-07
    event|1795000015000||scan|96385074
    event|1795000016500|wrongOrder|scan|B1
    event|1795000018000||scan|B2
    event|1795000019500||answer|1

    """

  @Test func `A recorded walk ends as it did`() throws {
    let text = String(Self.recorded.map { $0 == "|" ? "\t" : $0 })
    let log = try ScanLog<PickRun>(decoding: text)
    #expect(log.encoded() == text)
    let (done, effects) = played(log.start, log.entries.filter(\.refusal.isEmpty).map(\.event))
    #expect(done == log.run)
    #expect(
      effects == [
        .started(cart: "CART-4"), .binOpened(bin: "B1", order: "SO-1"),
        .picked(task: 1, quantity: 1, lot: "L7", bin: "B1"), .shortPick(task: 1, missing: 1, reason: .fewer),
        .countRequested(location: "A-01", sku: "MUG", lot: .this("L7"), cause: .short(.fewer), counted: nil),
        .binOpened(bin: "B2", order: "SO-2"), .picked(task: 2, quantity: 1, lot: nil, bin: "B2"),
        .unloaded(bin: "B1", order: "SO-1"), .unloaded(bin: "B2", order: "SO-2"), .finished,
      ])
  }

  @Test func `A line that drops at any event resumes on the same step`() throws {
    let text = String(Self.recorded.map { $0 == "|" ? "\t" : $0 })
    let whole = try ScanLog<PickRun>(decoding: text)
    var log = ScanLog(whole.start)
    var column = log.encodedStart()
    for entry in whole.entries {
      _ = log.take(entry.event, at: entry.at)
      // What a store does: append the line, read the column again at the next login.
      column += ScanLog<PickRun>.encoded(entry)
      let resumed = try ScanSession(decoding: column)
      #expect(resumed.step == log.run.step)
    }
    #expect(column == text)
  }
}
