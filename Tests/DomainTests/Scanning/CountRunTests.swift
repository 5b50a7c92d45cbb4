import Domain
import TestSupport
import Testing

@Suite struct CountRunTests {
  static let mug = PickRunTests.mug
  static let cap = PickRunTests.cap

  static func run() throws -> CountRun {
    let mugs = [Barcode(code: mug), Barcode(code: PickRunTests.mugCase, packQuantity: 6)]
    return CountRun(
      try CountPlan(
        id: 4,
        tasks: [
          CountTask(
            id: 1, location: "A-01",
            goods: [CountGoods(sku: "MUG", codes: mugs), CountGoods(sku: "CAP", codes: [Barcode(code: cap)])]),
          CountTask(
            id: 2, location: "A-02",
            goods: [CountGoods(sku: "TEA", lot: .this("L1")), CountGoods(sku: "TEA", lot: .this("L2"))]),
        ], reader: try ScanReadingTests.reader()))
  }

  @Test func `All is scanned, the place once more says that it is all, and what nobody saw is none`() throws {
    let (second, effects) = played(
      try Self.run(),
      [
        .scan("A-01"), .scan(PickRunTests.mugCase), .scan(Self.mug),
        .scan("X", known: [.product(sku: "HAT", packQuantity: 1)]), .key(.f8), .scan("A-01"),
      ])
    #expect(
      effects == [
        .counted(
          task: 1, location: "A-01",
          units: [
            CountedUnits(sku: "MUG", quantity: 7), CountedUnits(sku: "HAT", quantity: 1),
            CountedUnits(sku: "CAP", quantity: 0),
          ])
      ])
    let (done, more) = played(
      second, [.scan("A-02"), .scan("TEA"), .text("l2"), .number(40), .key(.f8), .scan("A-02")])
    #expect(
      more == [
        .counted(
          task: 2, location: "A-02",
          units: [CountedUnits(sku: "TEA", lot: "L2", quantity: 40), CountedUnits(sku: "TEA", lot: "L1", quantity: 0)]),
        .finished,
      ])
    #expect(refusal(done, .scan("A-01")) == .finishedRun)
  }

  @Test func `The count is blind`() throws {
    let (run, _) = played(try Self.run(), [.scan("A-01"), .scan(Self.mug)])
    #expect(run.step.facts.contains(.counted(1)))
    #expect(!run.step.facts.contains { if case .quantity = $0 { true } else { false } })
  }

  @Test func `The last scan is taken back and a number mends the whole`() throws {
    let (run, _) = played(try Self.run(), [.scan("A-01"), .scan(Self.mug), .scan(PickRunTests.mugCase), .key(.f7)])
    #expect(run.counted("MUG", nil) == 1)
    #expect(played(run, [.number(30), .scan(Self.mug)]).run.counted("MUG", nil) == 31)
    #expect(played(run, [.number(0)]).run.counted("MUG", nil) == 0)
  }

  static let table: [(String, [ScanEvent], ScanEvent, ScanRefusal)] = [
    ("another place", [], .scan("A-02"), .wrongLocation(expected: "A-01", found: "A-02")),
    ("a product first", [], .scan(mug), .codeOfAnotherKind(expected: [.location], found: .product)),
    ("no code", [.scan("A-01")], .scan("HM"), .unknownCode("HM")),
    ("a number before a scan", [.scan("A-01")], .number(4), .scannerOnly),
    ("nothing to take back", [.scan("A-01")], .key(.f7), .nothingCounted),
    (
      "less than none", [.scan("A-01"), .scan(mug)], .number(-1),
      .numberOutOfRange(found: -1, least: 0, most: 1_000_000_000)
    ),
    (
      "beyond any count", [.scan("A-01"), .scan(mug), .number(1_000_000_000)], .scan(mug),
      .numberOutOfRange(found: 1, least: 1, most: 0)
    ),
    (
      "the end at another place", [.scan("A-01"), .key(.f8)], .scan("A-02"),
      .wrongLocation(expected: "A-01", found: "A-02")
    ),
    ("the last place skipped", [.key(.f2), .scan("A-02"), .key(.f8), .scan("A-02")], .key(.f2), .onlyTask),
  ]

  @Test(arguments: table.indices)
  func `Each wrong event is refused by its name`(row: Int) throws {
    let (name, events, event, expected) = Self.table[row]
    let run = try Self.run()
    #expect(refusal(played(run, events).run, event) == expected, "\(name)")
  }

  @Test(arguments: 1...30)
  func `Each place is counted once, with all that the books have there`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) * 19)
    let scans = RandomScans(
      codes: [Self.mug, PickRunTests.mugCase, Self.cap, "A-01", "A-01", "A-02", "TEA", "]C110L2", "l1"])
    try playAtRandom(try Self.run(), &dice, steps: 250) { _, dice in
      scans.event(&dice)
    } check: { run, effects in
      var counted: [Int64] = []
      for case .counted(let task, _, let units) in effects {
        counted.append(task)
        #expect(units.allSatisfy { $0.quantity >= 0 })
        let goods = run.plan.tasks.first { $0.id == task }?.goods ?? []
        for one in goods { #expect(units.contains { $0.sku == one.sku }) }
        #expect(Set(units.map { "\($0.sku) \(ScanKeyText.key($0.lot ?? ""))" }).count == units.count)
      }
      #expect(Set(counted).count == counted.count)
      #expect(run.isDone == (counted.count == 2))
    }
  }
}
