import Domain
import TestSupport
import Testing

@Suite struct PickWalkTests {
  static func plan(_ dice: inout Dice) throws -> PickPlan {
    let skus = ["MUG", "CAP"]
    var tasks: [PickTask] = []
    let orders = (1...dice.roll(1...3)).map { "SO-\($0)" }
    for id in 1...dice.roll(1...6) {
      let lot: LotRule = dice.pick([.none, .none, .any, .this("L1")])
      var task = PickRunTests.task(
        Int64(id), at: dice.pick(["A-01", "A-02", "B-07"]), sku: dice.pick(skus), quantity: Int64(dice.roll(1...7)),
        order: dice.pick(orders), lot: lot, expectedThere: dice.pick([nil, 3, 7]))
      task.sequence = Int64(dice.roll(0...2))
      tasks.append(task)
    }
    if dice.isHeads() {
      for index in tasks.indices where tasks[index].order == "SO-1" { tasks[index].bin = "B1" }
    }
    return try PickPlan(
      id: 9, cart: dice.pick(["", "CART-4"]), bins: dice.pick([[], ["B1", "B2"], ["B1", "B2", "B3", "B4", "B5"]]),
      tasks: tasks,
      policy: PickPolicy(
        takesTypedQuantity: dice.isHeads(), takesTypedCodes: dice.isHeads(), checksZero: dice.isHeads(),
        unloads: dice.isHeads()),
      reader: ScanReader(
        ScannerSettings(prefixes: ["~"], codeIds: ["A": .ean13, "q": .gs1QR]),
        today: try #require(ScanReadingTests.today)))
  }

  /// What somebody does who makes no mistake.
  static func rightEvent(_ run: PickRun, _ dice: inout Dice) -> ScanEvent {
    guard let task = run.task else { return .answer(true) }
    switch run.phase {
    case .cart: return .scan(run.plan.cart)
    case .location, .confirmShort: return .scan(task.location)
    case .product, .quantity: return .scan(task.codes.first?.code ?? task.sku)
    case .lot, .otherLot, .confirmLot: return .scan("L1")
    case .bin:
      for case .bin(.some(let bin)) in run.step.facts { return .scan(bin) }
      let free = run.plan.bins.first { run.orderOfBin[$0] == nil }
      return .scan(free ?? "TOTE-\(run.usedBins.count)")
    case .zeroCheck, .unloading: return .answer(true)
    case .reason: return .number(Int64(dice.roll(1...6)))
    case .done: return .answer(true)
    }
  }

  struct Ledger {
    var picked: [Int64: Int64] = [:]
    var short: [Int64: Int64] = [:]
    var orders: [String: Set<String>] = [:]
    var shorts = 0
    var counts = 0
    var finished = 0

    init(_ effects: [PickEffect], _ plan: PickPlan) {
      for effect in effects {
        switch effect {
        case .picked(let task, let quantity, _, let bin):
          picked[task, default: 0] += quantity
          orders[bin, default: []].insert(plan.tasks.first { $0.id == task }?.order ?? "?")
          #expect(quantity > 0)
        case .shortPick(let task, let missing, _):
          short[task, default: 0] += missing
          shorts += 1
          #expect(missing > 0)
        case .countRequested(_, _, _, .short, _): counts += 1
        case .finished: finished += 1
        default: continue
        }
      }
    }
  }

  static func check(_ run: PickRun, _ effects: [PickEffect]) {
    let ledger = Ledger(effects, run.plan)
    for (index, task) in run.plan.tasks.enumerated() {
      let tally = run.tallies[index]
      #expect(ledger.picked[task.id] ?? 0 == tally.picked)
      #expect(ledger.short[task.id] ?? 0 == tally.short)
      #expect(run.left(of: index) >= 0)
      // A task is waiting exactly while something of it is left, but for the question whether its place is empty.
      let isWaiting = run.waiting.contains(index)
      #expect(isWaiting == (run.left(of: index) > 0) || run.phase == .zeroCheck && run.waiting.first == index)
    }
    #expect(ledger.orders.values.allSatisfy { $0.count == 1 }, "a bin holds one order")
    #expect(run.hand.count <= (run.waiting.first.map { run.left(of: $0) } ?? 0))
    #expect((ledger.shorts > 0) == (ledger.counts > 0))
    #expect(ledger.finished == (run.isDone ? 1 : 0))
    #expect(run.step.accepts.isEmpty == false || run.step.takesNumber || run.step.takesAnswer || run.isDone)
  }

  static let scans = RandomScans(
    codes: [
      "A-01", "A-02", "B-07", PickRunTests.mug, PickRunTests.mugCase, PickRunTests.cap, "B1", "B2", "B3", "TOTE-1",
      "CART-4", "SO-1", "SO-2", "L1", "L2", "]C1010400638133393110L1", "]E4" + PickRunTests.cap,
    ], orders: ["SO-1", "SO-2", "SO-3"], locations: ["A-01", "B-07"])

  @Test(arguments: 1...40)
  func `A clumsy walk loses no unit, doubles none and replays`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) * 77)
    let run = PickRun(try Self.plan(&dice))
    let skill = dice.roll(1...9)
    let end = try playAtRandom(run, &dice, steps: 250) { run, dice in
      dice.roll(0...9) < skill ? Self.rightEvent(run, &dice) : Self.scans.event(&dice)
    } check: { run, effects in
      Self.check(run, effects)
    }
    if end.isDone { #expect(end.plan.tasks.indices.allSatisfy { end.left(of: $0) == 0 }) }
  }

  @Test func `Clumsy walks meet every phase and every effect`() throws {
    var phases: Set<PickRun.Phase> = []
    var met: Set<String> = []
    for seed in 1...60 {
      var dice = Dice(seed: UInt64(seed) * 31)
      var run = PickRun(try Self.plan(&dice))
      for _ in 0..<250 {
        let answer = run.after(dice.isHeads() ? Self.rightEvent(run, &dice) : Self.scans.event(&dice))
        run = answer.run
        phases.insert(run.phase)
        met.formUnion(answer.effects.map { String("\($0)".prefix { $0 != "(" }) })
        if case .refused(let refusal) = answer.verdict { met.insert(refusal.name) }
      }
    }
    #expect(phases == Set(PickRun.Phase.allCases))
    let wanted: Set = [
      "started", "picked", "shortPick", "countRequested", "lotChanged", "binOpened", "binFilled", "skipped", "unloaded",
      "finished", "halfScan", "unreadable", "unknownCode", "codeOfAnotherKind", "wrongLocation", "wrongProduct",
      "wrongLot", "wrongPack", "wrongBin", "wrongOrder", "overPick", "zeroQuantity", "numberOutOfRange",
      "expired", "closedLocation", "finishedRun", "keyNotHere", "notExpectedHere", "scannerOnly", "onlyTask",
    ]
    #expect(wanted.subtracting(met) == [])
  }

  @Test(arguments: 1...30)
  func `Who makes no mistake picks all and comes to the end`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) * 99)
    let run = PickRun(try Self.plan(&dice))
    let end = try playAtRandom(run, &dice, steps: 300, Self.rightEvent) { run, effects in Self.check(run, effects) }
    #expect(end.isDone)
    #expect(end.tallies.map(\.picked) == end.plan.tasks.map(\.quantity))
  }

  @Test func `A log of another version, scenario or outcome is refused`() throws {
    var log = ScanLog(try PickRunTests.run([PickRunTests.task(1)]))
    _ = log.take(.scan("A-01"), at: Instant(milliseconds: 5))
    _ = log.take(.scan("A-01"), at: Instant(milliseconds: 6))
    let text = log.encoded()
    #expect(try ScanLog<PickRun>(decoding: text) == log)
    #expect(text.contains("event\t6\tcodeOfAnotherKind\tscan\tA-01\n"))
    let table: [(String, String, String)] = [
      ("portolan-scan\t1\tpick", "portolan-scan\t2\tpick", "header"), ("\tpick\n", "\tpack\n", "header"),
      ("event\t5\t\t", "event\t5\tunknownCode\t", "differs"), ("\ntask\t1\t", "\ntask\tone\t", "line"),
      ("\nrun\t", "\nwalk\t", "line"), ("\ntask\t", "\ntusk\t", "plan"), ("2026-11-21", "2026-13-21", "line"),
      ("scan\tA-01\n", "scam\tA-01\n", "line"), ("\tnone\t", "\tsome\t", "line"),
    ]
    for (old, new, fault) in table {
      let wrong = text.replacingFirst(old, with: new)
      #expect(wrong != text, "\(old)")
      do throws(ScanTextFault) {
        _ = try ScanLog<PickRun>(decoding: wrong)
        Issue.record("\(new) was taken")
      } catch {
        #expect("\(error)".hasPrefix(fault), "\(new): \(error)")
      }
    }
  }

  @Test func `A log keeps no megabytes and replays all the same`() throws {
    var log = ScanLog(try PickRunTests.run([PickRunTests.task(1)]))
    for text in [String(repeating: "A", count: 1_048_576), String(repeating: "蓝\n\u{1D}", count: 200_000)] {
      for event in [ScanEvent.scan(text), .text(text), .notice(.takenOver(by: text)), .notice(.locationClosed(text))] {
        _ = log.take(event, at: Instant(milliseconds: 1))
      }
    }
    #expect(log.entries.map(\.refusal) == ["unreadable", "textTooLong", "", "", "unreadable", "textTooLong", "", ""])
    #expect(log.encoded().utf8.count < 6000)
    #expect(try ScanLog<PickRun>(decoding: log.encoded()) == log)
  }

  @Test func `Any cut of a log is read or refused`() throws {
    var log = ScanLog(
      try PickRunTests.run([PickRunTests.task(1, lot: .this("L\t\u{1D}\\09")), PickRunTests.task(2, sku: "CAP")]))
    for event in ["A-01", PickRunTests.mug, "\u{1D}", "B1\n"] {
      _ = log.take(
        .scan(event, known: [.product(sku: "=\u{301}", packQuantity: 2), .lot("")]), at: Instant(milliseconds: 1))
    }
    let text = log.encoded()
    #expect(try ScanLog<PickRun>(decoding: text) == log)
    let bytes = Array(text.utf8)
    for length in bytes.indices {
      _ = try? ScanLog<PickRun>(decoding: String(decoding: bytes.prefix(length), as: UTF8.self))
    }
  }
}

extension String {
  func replacingFirst(_ old: String, with new: String) -> String {
    let bytes = Array(utf8)
    let sought = Array(old.utf8)
    for at in bytes.indices where bytes[at...].starts(with: sought) {
      return String(decoding: bytes[..<at] + Array(new.utf8) + bytes[(at + sought.count)...], as: UTF8.self)
    }
    return self
  }
}
