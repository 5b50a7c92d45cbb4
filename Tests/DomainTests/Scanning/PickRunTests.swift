import Domain
import Testing

@Suite struct PickRunTests {
  static let mug = "4006381333931"
  static let mugCase = "10012345678902"
  static let cap = "96385074"

  static func task(
    _ id: Int64, at location: String = "A-01", sku: String = "MUG", quantity: Int64 = 1, order: String = "SO-1",
    lot: LotRule = .none, bin: String? = nil, expectedThere: Int64? = nil
  ) -> PickTask {
    let codes = sku == "MUG" ? [Barcode(code: mug), Barcode(code: mugCase, packQuantity: 6)] : [Barcode(code: cap)]
    return PickTask(
      id: id, location: location, sequence: id, sku: sku, codes: codes, lot: lot, quantity: quantity, order: order,
      bin: bin, expectedThere: expectedThere)
  }

  static func run(
    _ tasks: [PickTask], cart: String = "", bins: [String] = ["B1", "B2", "B3"], policy: PickPolicy = PickPolicy()
  ) throws -> PickRun {
    PickRun(
      try PickPlan(id: 1, cart: cart, bins: bins, tasks: tasks, policy: policy, reader: try ScanReadingTests.reader()))
  }

  @Test func `A walk with one order is worked with scans alone`() throws {
    let run = try Self.run([Self.task(1), Self.task(2, at: "B-07", sku: "CAP", quantity: 2)], cart: "CART-4")
    #expect(run.step.prompt == .cart)
    let (done, effects) = played(
      run,
      [
        .scan("cart-4"), .scan("A-01"), .scan(Self.mug), .scan("B1"), .scan("]C0B-07"), .scan(Self.cap),
        .scan("]E4" + Self.cap), .scan("B1"), .scan("B1"),
      ])
    #expect(
      effects == [
        .started(cart: "CART-4"), .binOpened(bin: "B1", order: "SO-1"),
        .picked(task: 1, quantity: 1, lot: nil, bin: "B1"), .picked(task: 2, quantity: 2, lot: nil, bin: "B1"),
        .unloaded(bin: "B1", order: "SO-1"), .finished,
      ])
    #expect(done.isDone)
    #expect(refusal(done, .scan("A-01")) == .finishedRun)
  }

  @Test func `Tasks go by priority, the place's turn, the place, the order's priority and age`() throws {
    var tasks = (1...6).map { Self.task(Int64($0), order: "SO-\($0)") }
    for index in tasks.indices { tasks[index].sequence = 5 }
    tasks[5].priority = 0
    tasks[4].sequence = 1
    tasks[3].location = "A-00"
    tasks[2].orderPriority = 0
    tasks[1].orderedAt = Instant(milliseconds: -5)
    #expect(try Self.run(tasks).plan.tasks.map(\.id) == [6, 5, 4, 3, 2, 1])
  }

  static let table: [(String, [ScanEvent], ScanEvent, ScanRefusal)] = [
    ("a product where the place is asked", [], .scan(mug), .codeOfAnotherKind(expected: [.location], found: .product)),
    ("another place", [], .scan("B-07"), .wrongLocation(expected: "A-01", found: "B-07")),
    (
      "a place of the shop", [], .scan("Z-99", known: [.location("Z-99")]),
      .wrongLocation(expected: "A-01", found: "Z-99")
    ),
    ("no code of ours", [], .scan("HELLO"), .unknownCode("HELLO")),
    ("half a label", [], .scan("]C10100"), .halfScan(.cutElement(identifier: "01", found: 2, expected: 14))),
    ("nothing", [], .scan("\r\n"), .halfScan(.empty)),
    (
      "a wrong check digit", [.scan("A-01")], .scan("4006381333932"),
      .unreadable(.wrongCheckDigit(code: "4006381333932", found: "2", expected: "1"))
    ),
    ("another product", [.scan("A-01")], .scan(cap), .wrongProduct(expected: ["MUG"], found: "CAP")),
    (
      "a product of the shop", [.scan("A-01")], .scan("X", known: [.product(sku: "HAT", packQuantity: 1)]),
      .wrongProduct(expected: ["MUG"], found: "HAT")
    ),
    ("the place again", [.scan("A-01")], .scan("A-01"), .codeOfAnotherKind(expected: [.product], found: .location)),
    ("a case of six", [.scan("A-01")], .scan(mugCase), .wrongPack(holds: 6, left: 3)),
    ("a number where a code is asked", [], .number(3), .scannerOnly),
    ("too many", [.scan("A-01"), .scan(mug)], .number(4), .overPick(asked: 4, left: 3)),
    ("the greatest number", [.scan("A-01"), .scan(mug)], .number(.max), .overPick(asked: .max, left: 3)),
    ("none", [.scan("A-01"), .scan(mug)], .number(0), .zeroQuantity),
    (
      "less than none", [.scan("A-01"), .scan(mug)], .number(.min),
      .numberOutOfRange(found: .min, least: 1, most: 3)
    ),
    ("a no to a count", [.scan("A-01"), .scan(mug)], .answer(false), .notExpectedHere),
    (
      "the place as a bin", [.scan("A-01"), .scan(mug), .number(3)], .scan("A-01"),
      .codeOfAnotherKind(expected: [.bin], found: .location)
    ),
    ("no bin", [.scan("A-01"), .scan(mug), .number(3)], .scan("B9"), .unknownCode("B9")),
    ("a key of another screen", [], .key(.f8), .keyNotHere(.f8)),
    ("full before any bin", [.scan("A-01"), .scan(mug), .number(3)], .key(.f8), .keyNotHere(.f8)),
    ("a lot where there are none", [.scan("A-01")], .key(.f4), .keyNotHere(.f4)),
    ("no such reason", [.key(.f3)], .number(7), .numberOutOfRange(found: 7, least: 1, most: 6)),
    ("a yes to a short pick", [.key(.f3), .number(1)], .answer(true), .notExpectedHere),
    (
      "another place to a short pick", [.key(.f3), .number(1)], .scan("B-07"),
      .wrongLocation(expected: "A-01", found: "B-07")
    ),
    ("a closed place", [.notice(.locationClosed("a-01"))], .scan("A-01"), .closedLocation("A-01")),
    (
      "a place closed meanwhile", [.scan("A-01"), .notice(.locationClosed("A-01"))], .scan(mug), .closedLocation("A-01")
    ),
    ("a wave that ended", [.notice(.ended)], .scan("A-01"), .finishedRun),
    (
      "a megabyte", [], .scan(String(repeating: "A", count: 1_048_576)),
      .unreadable(.tooLong(found: 1_048_576, allowed: 512))
    ),
    ("much text", [], .text(String(repeating: "A", count: 129)), .textTooLong(found: 129, allowed: 128)),
  ]

  @Test(arguments: table.indices)
  func `Each wrong event is refused by its name and changes nothing`(row: Int) throws {
    let (name, events, event, expected) = Self.table[row]
    let run = try Self.run([Self.task(1, quantity: 3), Self.task(2, at: "B-07", sku: "CAP", order: "SO-2")])
    let (before, _) = played(run, events)
    #expect(refusal(before, event) == expected, "\(name)")
    let isWord = expected.name.allSatisfy { $0.isLetter }
    #expect(isWord)
  }

  @Test func `A bin holds one order and an order keeps its bin until it is full`() throws {
    let run = try Self.run([
      Self.task(1, quantity: 2), Self.task(2, order: "SO-2"), Self.task(3, at: "B-07", sku: "CAP"),
    ])
    let (first, _) = played(run, [.scan("A-01"), .scan(Self.mug), .scan(Self.mug), .scan("B1"), .scan(Self.mug)])
    #expect(refusal(first, .scan("B1")) == .wrongOrder(expected: "SO-2", found: "SO-1"))
    let (second, _) = played(first, [.scan("B2"), .scan("B-07"), .scan(Self.cap)])
    #expect(refusal(second, .scan("B3")) == .wrongBin(expected: "B1", found: "B3"))
    let (full, effects) = played(second, [.key(.f8), .scan("B3")])
    #expect(effects.first == .binFilled(bin: "B1", order: "SO-1"))
    #expect(effects.contains(.binOpened(bin: "B3", order: "SO-1")))
    #expect(full.phase == .unloading)
    #expect(full.step.facts == [.progress(1, of: 3), .bin("B1"), .bin("B2"), .bin("B3")], "which are to be put down")
    let (again, _) = played(second, [.key(.f8)])
    #expect(refusal(again, .scan("B1")) == .binIsFull("B1"))
  }

  @Test func `When no bin of the cart is free a new one is taken`() throws {
    let run = try Self.run([Self.task(1), Self.task(2, order: "SO-2")], bins: ["B1"])
    let (second, _) = played(run, [.scan("A-01"), .scan(Self.mug), .scan("B1"), .scan(Self.mug)])
    #expect(second.phase == .bin)
    #expect(second.step.facts.contains(.bin(nil)))
    let (_, effects) = played(second, [.scan("tote-9")])
    #expect(effects.contains(.picked(task: 2, quantity: 1, lot: nil, bin: "TOTE-9")))
  }

  @Test func `A given bin is no other order's`() throws {
    let run = try Self.run([Self.task(1, bin: "B1"), Self.task(2, order: "SO-2", bin: "B2")])
    let (before, _) = played(run, [.scan("A-01"), .scan(Self.mug)])
    #expect(refusal(before, .scan("B2")) == .wrongOrder(expected: "SO-1", found: "SO-2"))
    #expect(refusal(before, .scan("B3")) == .wrongBin(expected: "B1", found: "B3"))
    #expect(throws: ScanPlanFault.binOfTwoOrders(bin: "b1", "SO-1", "SO-2")) {
      try Self.run([Self.task(1, bin: "B1"), Self.task(2, order: "SO-2", bin: "b1")])
    }
  }

  @Test func `What is skipped comes again at the end and must be done`() throws {
    let run = try Self.run([Self.task(1), Self.task(2, at: "B-07", sku: "CAP")])
    let (skipped, effects) = played(run, [.key(.f2)])
    #expect(effects == [.skipped(task: 1)])
    #expect(skipped.task?.id == 2)
    let (last, _) = played(skipped, [.scan("B-07"), .scan(Self.cap), .scan("B1")])
    #expect(last.task?.id == 1)
    #expect(refusal(last, .key(.f2)) == .onlyTask)
  }

  @Test func `A short pick says why, is confirmed by the place, and takes the walk's other tasks of the same goods`()
    throws
  {
    let run = try Self.run([
      Self.task(1, quantity: 3), Self.task(2, quantity: 2, order: "SO-2"), Self.task(3, at: "B-07", sku: "CAP"),
    ])
    let (_, effects) = played(
      run, [.scan("A-01"), .scan(Self.mug), .key(.f3), .number(2), .scan("A-01"), .scan("B1")])
    #expect(
      effects == [
        .binOpened(bin: "B1", order: "SO-1"), .picked(task: 1, quantity: 1, lot: nil, bin: "B1"),
        .shortPick(task: 1, missing: 2, reason: .fewer), .shortPick(task: 2, missing: 2, reason: .fewer),
        .countRequested(location: "A-01", sku: "MUG", lot: .none, cause: .short(.fewer), counted: nil),
      ])
  }

  @Test func `A place that nobody reaches is short without its label`() throws {
    let run = try Self.run([Self.task(1), Self.task(2, sku: "CAP"), Self.task(3, at: "B-07", sku: "CAP")])
    let (after, effects) = played(run, [.notice(.locationClosed("A-01")), .key(.f3), .number(6), .answer(true)])
    #expect(effects.count == 4)
    #expect(after.task?.id == 3)
    let (done, end) = played(after, [.key(.f3), .number(1), .scan("B-07")])
    #expect(done.isDone)
    #expect(end.last == .finished)
  }

  @Test func `A place that should be empty is asked about`() throws {
    let run = try Self.run([Self.task(1, quantity: 2, expectedThere: 2), Self.task(2, at: "B-07", sku: "CAP")])
    let picks: [ScanEvent] = [.scan("A-01"), .scan(Self.mug), .number(2), .scan("B1")]
    let (asked, _) = played(run, picks)
    #expect(asked.step.prompt == .zeroCheck)
    #expect(played(asked, [.answer(true)]).effects.isEmpty)
    let table: [(ScanEvent, Int64?)] = [(.answer(false), nil), (.number(4), 4)]
    for (event, counted) in table {
      #expect(
        played(asked, [event]).effects == [
          .countRequested(location: "A-01", sku: "MUG", lot: .none, cause: .notEmpty, counted: counted)
        ])
    }
    #expect(played(asked, [.number(0)]).run.task?.id == 2)
  }

  @Test func `Back goes one step and what lies in a bin stays there`() throws {
    let run = try Self.run([Self.task(1, quantity: 3)])
    let (counting, _) = played(run, [.scan("A-01"), .scan(Self.mug), .number(1), .scan("B1"), .scan(Self.mug)])
    #expect(counting.phase == .quantity)
    #expect(played(counting, [.key(.f7)]).run.phase == .product)
    #expect(played(counting, [.key(.f7), .key(.f7)]).run.phase == .location)
    #expect(refusal(played(counting, [.key(.f7), .key(.f7)]).run, .key(.f7)) == .keyNotHere(.f7))
    #expect(played(counting, [.number(2), .key(.f7)]).run.phase == .quantity)
    #expect(counting.tallies[0].picked == 1)
    // Whoever went back to the place proves it again, for the next task there as well.
    let two = try Self.run([Self.task(1), Self.task(2, sku: "CAP")])
    #expect(played(two, [.scan("A-01"), .key(.f2)]).run.phase == .product)
    #expect(played(two, [.scan("A-01"), .key(.f7), .key(.f2)]).run.phase == .location)
  }

  @Test func `A cancelled order's tasks go and the others stay`() throws {
    let run = try Self.run([Self.task(1, quantity: 2), Self.task(2, at: "B-07", sku: "CAP", order: "SO-2")])
    let (after, _) = played(
      run, [.scan("A-01"), .scan(Self.mug), .number(1), .scan("B1"), .notice(.orderCancelled("SO-1"))])
    #expect(after.task?.id == 2)
    #expect((after.tallies[0].picked, after.tallies[0].cancelled) == (1, 1))
    #expect(played(after, [.notice(.orderCancelled("SO-2"))]).run.phase == .unloading)
  }

  @Test func `A code of two products proves neither`() throws {
    var other = Self.task(2, at: "B-07", sku: "CAP")
    other.codes = [Barcode(code: Self.mug, packQuantity: 2)]
    var first = Self.task(1, quantity: 5)
    first.codes.append(Barcode(code: "TWO", packQuantity: 1))
    first.codes.append(Barcode(code: "two", packQuantity: 2))
    let (run, _) = played(try Self.run([first, other]), [.scan("A-01")])
    #expect(refusal(run, .scan("TWO")) == .ambiguousCode(["MUG", "MUG × 2"]))
    // Another product's code as well, but only one product is wanted here.
    #expect(played(run, [.scan(Self.mug)]).run.hand.count == 1)
  }
}
