import Domain
import TestSupport
import Testing

@Suite struct ReceiveRunTests {
  static let mug = PickRunTests.mug
  static let cap = PickRunTests.cap
  static let label = "]C10104006381333931"

  static func run(over: Int64 = 1) throws -> ReceiveRun {
    let codes = [Barcode(code: mug), Barcode(code: PickRunTests.mugCase, packQuantity: 6)]
    return ReceiveRun(
      try ReceivePlan(
        id: 3, purchase: "PO-9",
        lines: [
          ReceiptLine(id: 1, sku: "MUG", codes: codes, expected: 12, mayExceedBy: over),
          ReceiptLine(
            id: 2, sku: "CAP", codes: [Barcode(code: cap)], expected: 2, recordsLot: true, recordsExpiry: true),
        ], reader: try ScanReadingTests.reader()))
  }

  @Test func `Cases and units come in, with lot and date where they are kept`() throws {
    let (done, effects) = played(
      try Self.run(),
      [
        .scan(PickRunTests.mugCase), .scan(PickRunTests.mugCase), .answer(true), .scan(Self.cap), .text("l9"),
        .text("2027-01-31"), .number(2), .key(.f8),
      ])
    let day = CivilTime(year: 2027, month: 1, day: 31)
    #expect(
      effects == [
        .received(line: 1, quantity: 12, lot: nil, expiry: nil, isDamaged: false),
        .received(line: 2, quantity: 2, lot: "L9", expiry: day, isDamaged: false), .finished(purchase: "PO-9"),
      ])
    #expect(refusal(done, .scan(Self.mug)) == .finishedRun)
  }

  @Test func `A label that tells lot and date is asked for neither`() throws {
    let (run, _) = played(try Self.run(), [.scan("]C1010000009638507410L4\u{1D}17270200")])
    #expect(run.phase == .quantity)
    #expect(run.hand?.lot == "L4")
    #expect(run.hand?.expiry?.dateText == "2027-02-28")
  }

  @Test(arguments: [
    ("270131", "2027-01-31"), ("20270131", "2027-01-31"), ("270100", "2027-01-31"), (" 2027-01-31 ", "2027-01-31"),
  ])
  func `A date is typed as labels print it`(text: String, date: String) throws {
    let (run, _) = played(try Self.run(), [.scan(Self.cap), .text("L9"), .text(text)])
    #expect(run.hand?.expiry?.dateText == date)
  }

  @Test func `Damaged goods come in as damaged`() throws {
    let (_, effects) = played(try Self.run(), [.scan(Self.mug), .key(.f3), .number(3)])
    #expect(effects == [.received(line: 1, quantity: 3, lot: nil, expiry: nil, isDamaged: true)])
  }

  @Test func `More than was ordered is confirmed by a second scan`() throws {
    let (asked, _) = played(try Self.run(), [.scan(Self.mug), .number(13)])
    #expect(asked.step.prompt == .confirmation)
    #expect(refusal(asked, .scan(Self.cap)) == .wrongProduct(expected: ["MUG"], found: "CAP"))
    #expect(
      played(asked, [.scan(Self.mug)]).effects == [
        .received(line: 1, quantity: 13, lot: nil, expiry: nil, isDamaged: false), .exceeded(line: 1, by: 1),
      ])
    #expect(played(asked, [.key(.f7)]).run.phase == .quantity)
  }

  @Test func `What did not come is said at the end, after the purchase's label`() throws {
    let (asked, _) = played(try Self.run(), [.scan(Self.mug), .number(5), .key(.f8)])
    #expect(refusal(asked, .scan(Self.mug)) == .codeOfAnotherKind(expected: [.order], found: .product))
    #expect(
      refusal(asked, .scan("PO-8", known: [.order("PO-8")])) == .wrongOrder(expected: "PO-9", found: "PO-8"))
    #expect(
      played(asked, [.scan("po-9")]).effects == [
        .missing(line: 1, quantity: 7), .missing(line: 2, quantity: 2), .finished(purchase: "PO-9"),
      ])
  }

  static let table: [(String, [ScanEvent], ScanEvent, ScanRefusal)] = [
    ("an unknown code", [], .scan("HM"), .unknownCode("HM")),
    (
      "a product that was not ordered", [], .scan("X", known: [.product(sku: "HAT", packQuantity: 1)]),
      .wrongProduct(expected: ["MUG", "CAP"], found: "HAT")
    ),
    ("too many", [.scan(mug)], .number(14), .overReceipt(asked: 14, left: 13)),
    ("far too many", [.scan(mug)], .number(.max), .numberOutOfRange(found: .max, least: 1, most: 1_000_000_000)),
    ("none", [.scan(mug)], .number(0), .zeroQuantity),
    ("less", [.scan(mug)], .number(-1), .numberOutOfRange(found: -1, least: 1, most: 1_000_000_000)),
    ("another product meanwhile", [.scan(mug)], .scan(cap), .wrongProduct(expected: ["MUG"], found: "CAP")),
    ("no date", [.scan(cap), .text("L1")], .text("tomorrow"), .noSuchDate("tomorrow")),
    ("a day that is none", [.scan(cap), .text("L1")], .text("20270230"), .noSuchDate("20270230")),
    ("a lot of blanks", [.scan(cap)], .text("  "), .unreadable(.empty)),
    ("a product as a lot", [.scan(cap)], .scan(mug), .codeOfAnotherKind(expected: [.lot], found: .product)),
  ]

  @Test func `What has expired is not received`() throws {
    let run = try Self.run()
    #expect(refusal(run, .scan(Self.label + "17261120"))?.name == "expired")
    #expect(refusal(played(run, [.scan(Self.cap), .text("L1")]).run, .text("261120"))?.name == "expired")
  }

  @Test(arguments: table.indices)
  func `Each wrong event is refused by its name`(row: Int) throws {
    let (name, events, event, expected) = Self.table[row]
    let run = try Self.run()
    #expect(refusal(played(run, events).run, event) == expected, "\(name)")
  }

  @Test(arguments: 1...30)
  func `A clumsy receiver books what came and says what did not`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) * 7)
    let scans = RandomScans(
      codes: [Self.mug, PickRunTests.mugCase, Self.cap, "PO-9", "PO-8", "]C1010000009638507410L4\u{1D}17270200", "L7"],
      orders: ["PO-8"])
    try playAtRandom(try Self.run(over: Int64(dice.roll(0...3))), &dice, steps: 200) { run, dice in
      scans.event(&dice)
    } check: { run, effects in
      var received: [Int64: Int64] = [:]
      var missing: [Int64: Int64] = [:]
      for effect in effects {
        switch effect {
        case .received(let line, let quantity, let lot, let expiry, _):
          received[line, default: 0] += quantity
          #expect((line == 2) == (lot != nil) && (line == 2) == (expiry != nil))
        case .missing(let line, let quantity): missing[line, default: 0] += quantity
        case .exceeded(let line, let by): #expect(by > 0 && line == 1)
        case .finished: #expect(run.isDone)
        }
      }
      for (index, line) in run.plan.lines.enumerated() {
        #expect(run.received[index] == received[line.id, default: 0])
        #expect(run.received[index] <= line.expected + line.mayExceedBy)
        if !missing.isEmpty { #expect(received[line.id, default: 0] + missing[line.id, default: 0] >= line.expected) }
      }
    }
  }
}
