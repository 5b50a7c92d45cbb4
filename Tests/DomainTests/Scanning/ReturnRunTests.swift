import Domain
import TestSupport
import Testing

@Suite struct ReturnRunTests {
  static let mug = PickRunTests.mug
  static let cap = PickRunTests.cap

  static func run(over: Int64 = 1) throws -> ReturnRun {
    let codes = [Barcode(code: mug), Barcode(code: PickRunTests.mugCase, packQuantity: 6)]
    return ReturnRun(
      try ReturnPlan(
        id: 3, number: "RMA-9", aliases: ["SHOP-1", "RR123456785CN"],
        lines: [
          AwaitedLine(id: 1, sku: "MUG", codes: codes, expected: 3, mayExceedBy: over),
          AwaitedLine(id: 2, sku: "CAP", codes: [Barcode(code: cap)], expected: 1, lots: ["L7", "L8"]),
        ], reader: try ScanReadingTests.reader()))
  }

  @Test func `Scan after scan is a good unit after a good unit, and other states are a number`() throws {
    let (done, effects) = played(
      try Self.run(),
      [
        .scan(Self.mug), .scan(Self.mug), .number(3), .scan(Self.mug), .scan(Self.cap), .text("l7"), .number(2),
        .key(.f8),
      ])
    #expect(
      effects == [
        .returned(line: 1, quantity: 1, lot: nil, condition: .good),
        .returned(line: 1, quantity: 1, lot: nil, condition: .damaged),
        .returned(line: 1, quantity: 1, lot: nil, condition: .good),
        .returned(line: 2, quantity: 1, lot: "L7", condition: .opened), .finished(number: "RMA-9"),
      ])
    #expect(refusal(done, .scan(Self.mug)) == .finishedRun)
  }

  @Test func `What nobody announced is kept by a key, whether the shop knows it or not`() throws {
    let (run, effects) = played(
      try Self.run(),
      [
        .key(.f3), .scan("HAT-CODE", known: [.product(sku: "HAT", packQuantity: 1)]), .key(.f3),
        .scan("4006381333900"), .key(.f3), .scan(Self.mug), .answer(true),
      ])
    #expect(
      effects == [
        .unexpected(code: "HAT", sku: "HAT", quantity: 1),
        .unexpected(code: "4006381333900", sku: nil, quantity: 1),
        .returned(line: 1, quantity: 1, lot: nil, condition: .good),
      ])
    #expect(run.extra == 2)
    #expect(run.step.facts.contains(.unexpected(2)))
    #expect(run.step.facts.contains(.awaited(sku: "MUG", 2)))
  }

  @Test func `More than was announced is confirmed by a second scan`() throws {
    let (asked, _) = played(
      try Self.run(), [.scan(Self.mug), .scan(Self.mug), .scan(Self.mug), .scan(Self.mug)])
    #expect(asked.step.prompt == .confirmation)
    #expect(asked.received == [3, 0])
    #expect(
      played(asked, [.scan(Self.mug), .answer(true)]).effects == [
        .returned(line: 1, quantity: 1, lot: nil, condition: .good), .exceeded(line: 1, by: 1),
      ])
    #expect(played(asked, [.key(.f7)]).run.phase == .product)
    #expect(
      refusal(played(asked, [.scan(Self.mug), .answer(true)]).run, .scan(Self.mug))
        == .overReceipt(asked: 1, left: 0))
  }

  @Test(arguments: ["rma-9", "SHOP-1", "RR123456785CN"])
  func `What did not come is said at the end, after any code of the return`(code: String) throws {
    let (asked, _) = played(try Self.run(), [.scan(Self.mug), .key(.f8)])
    #expect(asked.step.facts.contains(.confirms(.finish)))
    #expect(refusal(asked, .scan("RMA-8", known: [.order("RMA-8")])) == .wrongOrder(expected: "RMA-9", found: "RMA-8"))
    #expect(
      played(asked, [.scan(code)]).effects == [
        .missing(line: 1, quantity: 2), .missing(line: 2, quantity: 1), .finished(number: "RMA-9"),
      ])
  }

  static let table: [(String, [ScanEvent], ScanEvent, ScanRefusal)] = [
    ("an unknown code", [], .scan("HM"), .unknownCode("HM")),
    (
      "another order's product", [], .scan("X", known: [.product(sku: "HAT", packQuantity: 1)]),
      .wrongProduct(expected: ["MUG", "CAP"], found: "HAT")
    ),
    ("a pack that holds more than may come", [], .scan(PickRunTests.mugCase), .wrongPack(holds: 6, left: 4)),
    ("a lot that was not sent", [.scan(cap)], .text("L9"), .wrongLot(expected: "L7, L8", found: "L9")),
    ("a lot of blanks", [.scan(cap)], .text("  "), .unreadable(.empty)),
    ("a product as a lot", [.scan(cap)], .scan(mug), .codeOfAnotherKind(expected: [.lot], found: .product)),
    ("a state that is none", [.scan(mug)], .number(5), .numberOutOfRange(found: 5, least: 1, most: 4)),
    ("the next unit unknown", [.scan(mug)], .scan("HM"), .unknownCode("HM")),
    (
      "a place as something extra", [.key(.f3)], .scan("A-01", known: [.location("A-01")]),
      .codeOfAnotherKind(expected: [.product], found: .location)
    ),
    ("a key of another step", [], .key(.f2), .keyNotHere(.f2)),
  ]

  @Test(arguments: table.indices)
  func `Each wrong event is refused by its name and changes nothing`(row: Int) throws {
    let (name, events, event, expected) = Self.table[row]
    let run = played(try Self.run(), events).run
    #expect(refusal(run, event) == expected, "\(name)")
    #expect(run.after(event).run == run, "\(name)")
  }

  @Test(arguments: 1...30)
  func `A clumsy hand takes in what came, once, and the log replays to the same`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) * 11)
    let scans = RandomScans(
      codes: [Self.mug, PickRunTests.mugCase, Self.cap, "RMA-9", "SHOP-1", "]C1010000009638507410L7", "L7", "HM"],
      orders: ["RMA-8"])
    try playAtRandom(try Self.run(over: Int64(dice.roll(0...4))), &dice, steps: 200) { run, dice in
      scans.event(&dice)
    } check: { run, effects in
      var received: [Int64: Int64] = [:]
      var extra: Int64 = 0
      for effect in effects {
        switch effect {
        case .returned(let line, let quantity, let lot, _):
          received[line, default: 0] += quantity
          #expect((line == 2) == (lot != nil))
        case .unexpected(_, _, let quantity): extra += quantity
        case .exceeded(let line, let by): #expect(by > 0 && line == 1)
        case .missing(let line, let quantity):
          let awaited = run.plan.lines.first { $0.id == line }?.expected ?? 0
          #expect(received[line, default: 0] + quantity == awaited)
        case .finished: #expect(run.isDone)
        }
      }
      #expect(run.extra == extra)
      for (index, line) in run.plan.lines.enumerated() {
        #expect(run.received[index] == received[line.id, default: 0])
        #expect(run.received[index] <= line.expected + line.mayExceedBy)
      }
    }
  }
}
