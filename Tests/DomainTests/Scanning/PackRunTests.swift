import Domain
import TestSupport
import Testing

@Suite struct PackRunTests {
  static let mug = PickRunTests.mug
  static let cap = PickRunTests.cap
  static let label = "]C10104006381333931"

  static let lines = [
    PackLine(
      id: 1, sku: "MUG", codes: [Barcode(code: mug), Barcode(code: PickRunTests.mugCase, packQuantity: 6)],
      lot: .this("L1"), quantity: 2, gramsEach: 300),
    PackLine(id: 2, sku: "CAP", codes: [Barcode(code: cap)], quantity: 1, gramsEach: 100),
  ]
  static let boxes = [PackBox(code: "BOX-S", emptyGrams: 50, mostGrams: 500), PackBox(code: "BOX-M", emptyGrams: 100)]

  static func run(
    _ lines: [PackLine] = lines, boxes: [PackBox] = boxes, policy: PackPolicy = PackPolicy(takesTypedQuantity: true)
  ) throws -> PackRun {
    PackRun(
      try PackPlan(
        id: 5, order: "SO-1", bin: "B1", lines: lines, boxes: boxes, policy: policy,
        reader: try ScanReadingTests.reader()))
  }

  @Test func `An order is packed by its scans, a box and the scale`() throws {
    let (done, effects) = played(
      try Self.run(), [.scan("b1"), .scan(Self.mug), .scan(Self.cap), .scan(Self.mug), .scan("BOX-M"), .number(810)])
    #expect(
      effects == [
        .started(order: "SO-1"),
        .packed(
          parcel: 1, box: "BOX-M", contents: [LineUnits(line: 1, quantity: 2), LineUnits(line: 2, quantity: 1)],
          grams: 810),
        .finished(order: "SO-1", parcels: 1),
      ])
    #expect(refusal(done, .scan("SO-1")) == .finishedRun)
  }

  static let packedAll: [ScanEvent] = [.scan("SO-1"), .scan(mug), .number(2), .scan(cap)]

  static let table: [(String, [ScanEvent], ScanEvent, ScanRefusal)] = [
    ("a product first", [], .scan(mug), .codeOfAnotherKind(expected: [.order, .bin], found: .product)),
    ("another order", [], .scan("SO-2", known: [.order("SO-2")]), .wrongOrder(expected: "SO-1", found: "SO-2")),
    ("no code", [], .scan("HM"), .unknownCode("HM")),
    (
      "another product", [.scan("SO-1")], .scan("X", known: [.product(sku: "HAT", packQuantity: 1)]),
      .wrongProduct(expected: ["MUG", "CAP"], found: "HAT")
    ),
    ("a case", [.scan("SO-1")], .scan(PickRunTests.mugCase), .wrongPack(holds: 6, left: 2)),
    ("another lot", [.scan("SO-1")], .scan(label + "10L2"), .wrongLot(expected: "L1", found: "L2")),
    ("one too many", [.scan("SO-1"), .scan(cap)], .scan(cap), .overPick(asked: 1, left: 0)),
    ("a number too great", [.scan("SO-1"), .scan(mug)], .number(3), .overPick(asked: 3, left: 2)),
    ("a number before a scan", [.scan("SO-1")], .number(1), .scannerOnly),
    ("the end too early", [.scan("SO-1"), .scan(cap)], .answer(true), .notAllPacked(left: 2)),
    ("an empty box", [.scan("SO-1")], .key(.f8), .nothingCounted),
    ("nothing to take out", [.scan("SO-1")], .key(.f7), .nothingCounted),
    ("another box", packedAll, .scan("BOX-X", known: [.box("BOX-X")]), .wrongBox("BOX-X")),
    ("a box too weak", packedAll, .scan("BOX-S"), .weightOutside(found: 750, least: 0, most: 500)),
    ("too light", packedAll + [.scan("BOX-M")], .number(775), .weightOutside(found: 775, least: 776, most: 824)),
    ("too heavy", packedAll + [.scan("BOX-M")], .number(825), .weightOutside(found: 825, least: 776, most: 824)),
    (
      "a weight below nothing", packedAll + [.scan("BOX-M")], .number(.min),
      .weightOutside(found: .min, least: 776, most: 824)
    ),
    ("a cancelled order", [.notice(.orderCancelled("SO-1"))], .scan("SO-1"), .cancelledOrder("SO-1")),
    ("missing without its label", [.scan("SO-1"), .key(.f3), .number(1)], .scan(mug), .needsConfirmation(.short)),
  ]

  @Test(arguments: table.indices)
  func `Each wrong event is refused by its name`(row: Int) throws {
    let (name, events, event, expected) = Self.table[row]
    let run = try Self.run()
    #expect(refusal(played(run, events).run, event) == expected, "\(name)")
  }

  @Test func `A full box is closed and the next one opened`() throws {
    let (_, effects) = played(
      try Self.run(policy: PackPolicy(weighs: false)),
      [.scan("SO-1"), .scan(Self.mug), .key(.f8), .scan("BOX-S"), .scan(Self.cap), .scan(Self.mug), .scan("BOX-S")])
    #expect(
      effects.dropFirst() == [
        .packed(parcel: 1, box: "BOX-S", contents: [LineUnits(line: 1, quantity: 1)], grams: nil),
        .packed(
          parcel: 2, box: "BOX-S", contents: [LineUnits(line: 1, quantity: 1), LineUnits(line: 2, quantity: 1)],
          grams: nil),
        .finished(order: "SO-1", parcels: 2),
      ])
  }

  @Test func `What is missing says why and the rest goes out`() throws {
    let (_, effects) = played(
      try Self.run(boxes: []), [.scan("SO-1"), .scan(Self.cap), .key(.f3), .number(3), .scan("SO-1"), .number(100)])
    #expect(
      effects.dropFirst() == [
        .missing(line: 1, quantity: 2, reason: .damaged),
        .packed(parcel: 1, box: nil, contents: [LineUnits(line: 2, quantity: 1)], grams: 100),
        .finished(order: "SO-1", parcels: 1),
      ])
  }

  @Test func `A weight that does not fit is looked into`() throws {
    let (weighing, _) = played(try Self.run(), Self.packedAll + [.scan("BOX-M")])
    #expect(weighing.step.facts.contains(.weight(expectedGrams: 800, toleranceGrams: 24)))
    let (items, _) = played(weighing, [.key(.f7), .key(.f7)])
    #expect(items.left == 1)
    #expect(played(weighing, [.key(.f2), .number(2)]).effects == [.setAside(order: "SO-1", reason: .fewer)])
    #expect(played(weighing, [.key(.f2), .key(.f7), .number(800)]).run.isDone)
  }

  @Test func `What nobody has weighed is taken at any weight`() throws {
    let line = PackLine(id: 1, sku: "CAP", quantity: 1)
    let (weighing, _) = played(try Self.run([line]), [.scan("SO-1"), .scan("cap"), .scan("BOX-M")])
    #expect(weighing.expectedGrams == nil)
    #expect(refusal(weighing, .number(0)) == .weightOutside(found: 0, least: 1, most: PackPlan.mostGrams))
    #expect(played(weighing, [.number(77)]).run.isDone)
  }

  @Test(arguments: 1...25)
  func `A clumsy packer packs what was picked, or says what is missing`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) * 13)
    var lines = Self.lines
    for index in lines.indices { lines[index].quantity = Int64(dice.roll(1...9)) }
    lines.append(
      PackLine(id: 3, sku: "MUG", codes: lines[0].codes, lot: .this("L2"), quantity: Int64(dice.roll(1...3))))
    if dice.isHeads() { lines[2].gramsEach = 300 }
    let run = try Self.run(
      lines, boxes: dice.isHeads() ? [] : Self.boxes,
      policy: PackPolicy(takesTypedQuantity: dice.isHeads(), takesTypedCodes: dice.isHeads(), weighs: dice.isHeads()))
    let scans = RandomScans(
      codes: [Self.mug, PickRunTests.mugCase, Self.cap, "SO-1", "SO-2", "B1", "BOX-S", "BOX-M", Self.label + "10L2"])
    let end = try playAtRandom(run, &dice, steps: 500) { run, dice in
      if dice.roll(0...3) == 0 { return scans.event(&dice) }
      switch run.phase {
      case .order, .confirmMissing: return .scan("SO-1")
      case .items:
        let line = run.plan.lines.indices.first { run.left(of: $0) > 0 } ?? 0
        return run.left == 0 ? .answer(true) : .scan(run.plan.lines[line].codes[0].code)
      case .box: return .scan("BOX-M")
      case .weight: return .number(run.expectedGrams ?? 500)
      case .reason, .asideReason: return .number(1)
      case .done: return .answer(true)
      }
    } check: { run, effects in
      var packed: [Int64: Int64] = [:]
      var missing: [Int64: Int64] = [:]
      var parcels = 0
      for effect in effects {
        switch effect {
        case .packed(let parcel, _, let contents, _):
          parcels += 1
          #expect(parcel == parcels && !contents.isEmpty)
          for units in contents { packed[units.line, default: 0] += units.quantity }
        case .missing(let line, let quantity, _): missing[line, default: 0] += quantity
        case .finished(_, let count):
          #expect(count == parcels)
          for line in run.plan.lines {
            #expect(packed[line.id, default: 0] + missing[line.id, default: 0] == line.quantity)
          }
        default: continue
        }
      }
      for (index, line) in run.plan.lines.enumerated() {
        #expect(run.packed[index] == packed[line.id] ?? 0)
        #expect(run.missing[index] == missing[line.id] ?? 0)
        #expect(run.left(of: index) >= 0)
      }
    }
    #expect(end.isDone)
  }
}

@Suite struct PackBoxTests {
  private static let sides: [Int64] = [100, 90, 80]
  private static let lines = [PackLine(id: 1, sku: "MUG", quantity: 2, gramsEach: 300, sides: sides)]
  private static let boxes = [
    PackBox(code: "BOX-L", emptyGrams: 90, sides: [400, 400, 400]),
    PackBox(code: "BOX-S", emptyGrams: 50, sides: [200, 200, 200]),
    PackBox(code: "BOX-T", emptyGrams: 10, sides: [90, 90, 90]),
  ]

  @Test func `The smallest box that takes what lies on the table is offered, and any may be taken`() throws {
    let (asked, _) = played(
      try PackRunTests.run(PackBoxTests.lines, boxes: PackBoxTests.boxes), [.scan("SO-1"), .scan("MUG"), .key(.f8)])
    #expect(asked.step.facts.contains(.box("BOX-S")), "\(asked.step.facts)")
    #expect(played(asked, [.scan("BOX-L")]).run.step.prompt == .weight)
  }

  @Test func `Where none takes it, or nobody has measured it, that is said or nothing is`() throws {
    let tiny = [PackBoxTests.boxes[2]]
    let (none, _) = played(
      try PackRunTests.run(PackBoxTests.lines, boxes: tiny), [.scan("SO-1"), .scan("MUG"), .key(.f8)])
    #expect(none.step.facts.contains(.noBoxFits))
    let unmeasured = [PackLine(id: 1, sku: "MUG", quantity: 2, gramsEach: 300)]
    let (silent, _) = played(
      try PackRunTests.run(unmeasured, boxes: tiny), [.scan("SO-1"), .scan("MUG"), .key(.f8)])
    #expect(silent.step.facts == [.order("SO-1")])
  }

  @Test func `A log of packing keeps the sides, and one from before there were any is still read`() throws {
    let run = try PackRunTests.run(PackBoxTests.lines, boxes: PackBoxTests.boxes)
    var lines = ScanLines()
    run.write(to: &lines)
    var read = ScanLines(lines.text)
    #expect(try PackRun(from: &read).plan == run.plan)
    let bare = try PackRunTests.run()
    var old = ScanLines()
    bare.write(to: &old)
    #expect(!old.text.contains("sides"))
  }
}
