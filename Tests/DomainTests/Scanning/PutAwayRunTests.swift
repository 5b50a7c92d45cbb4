import Domain
import TestSupport
import Testing

@Suite struct PutAwayRunTests {
  static let mug = PickRunTests.mug
  static let cap = PickRunTests.cap
  static let label = "]C10104006381333931"

  static func run() throws -> PutAwayRun {
    let codes = [Barcode(code: mug), Barcode(code: PickRunTests.mugCase, packQuantity: 6)]
    return PutAwayRun(
      try PutAwayPlan(
        id: 2,
        tasks: [
          PutAwayTask(id: 1, sku: "MUG", codes: codes, lot: .this("L1"), quantity: 8, location: "A-01", sequence: 2),
          PutAwayTask(id: 2, sku: "MUG", codes: codes, lot: .this("L2"), quantity: 2, location: "A-02", sequence: 3),
          PutAwayTask(id: 3, sku: "CAP", codes: [Barcode(code: cap)], quantity: 1, location: "B-07", sequence: 1),
        ], asksLot: false, reader: try ScanReadingTests.reader()))
  }

  @Test func `Whatever comes to the hand first goes to its place`() throws {
    let (done, effects) = played(
      try Self.run(),
      [
        .scan(PickRunTests.mugCase), .scan(Self.mug), .scan(Self.mug), .scan("A-01"), .scan(Self.cap), .scan("b-07"),
        .scan(Self.label + "10L2"), .number(2), .scan("A-02"),
      ])
    #expect(
      effects == [
        .putAway(task: 1, quantity: 8, location: "A-01", isElsewhere: false),
        .putAway(task: 3, quantity: 1, location: "B-07", isElsewhere: false),
        .putAway(task: 2, quantity: 2, location: "A-02", isElsewhere: false), .finished,
      ])
    #expect(refusal(done, .scan("A-01")) == .finishedRun)
  }

  @Test func `Another place is scanned twice`() throws {
    let (asked, _) = played(try Self.run(), [.scan(Self.cap), .key(.f4), .scan("A-02")])
    #expect(asked.step.prompt == .confirmation)
    #expect(refusal(asked, .scan("A-01")) == .wrongLocation(expected: "A-02", found: "A-01"))
    #expect(
      played(asked, [.scan("A-02")]).effects == [.putAway(task: 3, quantity: 1, location: "A-02", isElsewhere: true)])
    let (full, effects) = played(try Self.run(), [.scan(Self.cap), .key(.f8)])
    #expect(effects == [.locationFull("B-07")])
    #expect(played(full, [.scan("C-1", known: [.location("C-1")])]).run.phase == .confirmElsewhere)
  }

  @Test func `What is not at the dock is said with its reason`() throws {
    let (_, effects) = played(
      try Self.run(), [.scan(PickRunTests.mugCase), .key(.f3), .number(1), .scan(Self.mug), .scan("A-01")])
    #expect(
      effects == [
        .missing(task: 1, quantity: 2, reason: .notFound),
        .putAway(task: 1, quantity: 6, location: "A-01", isElsewhere: false),
      ])
    let (end, missing) = played(try Self.run(), [.key(.f8), .number(3)])
    #expect(end.isDone)
    #expect(missing.count == 4)
    #expect(missing.last == .finished)
  }

  static let table: [(String, [ScanEvent], ScanEvent, ScanRefusal)] = [
    ("a place first", [], .scan("A-01"), .codeOfAnotherKind(expected: [.product], found: .location)),
    ("another place", [.scan(cap)], .scan("A-01"), .wrongLocation(expected: "B-07", found: "A-01")),
    ("a lot of no task", [], .scan(label + "10L3"), .wrongLot(expected: "L2", found: "L3")),
    ("another lot meanwhile", [.scan(label + "10L1")], .scan(label + "10L2"), .wrongLot(expected: "L1", found: "L2")),
    ("a case too many", [.scan(PickRunTests.mugCase)], .scan(PickRunTests.mugCase), .wrongPack(holds: 6, left: 2)),
    ("too many", [.scan(mug)], .number(9), .overPick(asked: 9, left: 8)),
    ("none", [.scan(mug)], .number(0), .zeroQuantity),
    ("a closed place", [.scan(cap), .notice(.locationClosed("B-07"))], .scan("B-07"), .closedLocation("B-07")),
    (
      "a closed place elsewhere", [.scan(cap), .key(.f4), .notice(.locationClosed("a-02"))], .scan("A-02"),
      .closedLocation("A-02")
    ),
    (
      "what was put away", [.scan(cap), .scan("B-07")], .scan(cap),
      .wrongProduct(expected: ["MUG", "MUG"], found: "CAP")
    ),
  ]

  @Test(arguments: table.indices)
  func `Each wrong event is refused by its name`(row: Int) throws {
    let (name, events, event, expected) = Self.table[row]
    let run = try Self.run()
    #expect(refusal(played(run, events).run, event) == expected, "\(name)")
  }

  @Test(arguments: 1...30)
  func `No unit is put away twice and none is forgotten`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) * 17)
    let scans = RandomScans(
      codes: [Self.mug, PickRunTests.mugCase, Self.cap, "A-01", "A-02", "B-07", Self.label + "10L2", "L1"],
      locations: ["A-01"])
    try playAtRandom(try Self.run(), &dice, steps: 250) { _, dice in
      scans.event(&dice)
    } check: { run, effects in
      var gone: [Int64: Int64] = [:]
      for effect in effects {
        switch effect {
        case .putAway(let task, let quantity, _, _), .missing(let task, let quantity, _):
          #expect(quantity > 0)
          gone[task, default: 0] += quantity
        case .finished: #expect(run.left == [0, 0, 0])
        case .locationFull: continue
        }
      }
      for (index, task) in run.plan.tasks.enumerated() {
        #expect(gone[task.id, default: 0] + run.left[index] == task.quantity)
        #expect(run.left[index] >= 0)
      }
    }
  }
}
