import Domain
import TestSupport
import Testing

/// Which shelf each unit comes from, and in which walks.
@Suite struct WalkPlanTests {
  private func place(_ id: Int64, reserve: Bool = false) -> ShelfPlace {
    ShelfPlace(id: id, code: "A-\(id)", sequence: id, isReserve: reserve)
  }

  private func need(_ order: Int64, _ quantity: Int64, priority: Int64 = 1, variant: Int64 = 1) -> PickNeed {
    PickNeed(
      fulfilmentId: order, orderId: order, lineId: order, variantId: variant, quantity: quantity, priority: priority)
  }

  private func steps(_ plan: WalkPlan) -> [String] {
    plan.steps.map { "\($0.need.orderId): \($0.quantity) at \($0.place.code)" }
  }

  @Test func `One bin that has all comes before several, picking bins before the bulk`() {
    let shelves = [
      ShelfUnits(variantId: 1, place: place(1), free: 2), ShelfUnits(variantId: 1, place: place(2), free: 5),
      ShelfUnits(variantId: 1, place: place(0, reserve: true), free: 99),
    ]
    #expect(steps(WalkPlan([need(1, 4)], from: shelves)) == ["1: 4 at A-2"])
    #expect(steps(WalkPlan([need(1, 7)], from: shelves)) == ["1: 2 at A-1", "1: 5 at A-2"])
    #expect(steps(WalkPlan([need(1, 9)], from: shelves)) == ["1: 2 at A-0", "1: 2 at A-1", "1: 5 at A-2"])
  }

  @Test func `What goes off first goes out first`() {
    let shelves = [
      ShelfUnits(variantId: 1, place: place(1), lotId: 1, expiresAt: Instant(seconds: 900), free: 5),
      ShelfUnits(variantId: 1, place: place(2), lotId: 2, expiresAt: Instant(seconds: 100), free: 5),
      ShelfUnits(variantId: 1, place: place(3), lotId: 3, free: 5),
    ]
    #expect(steps(WalkPlan([need(1, 6)], from: shelves)) == ["1: 1 at A-1", "1: 5 at A-2"])
  }

  @Test func `The urgent are served first, and what no shelf has is said`() {
    let shelves = [ShelfUnits(variantId: 1, place: place(1), free: 3)]
    let plan = WalkPlan([need(1, 2), need(2, 2, priority: 0), need(3, 1, variant: 9)], from: shelves)
    #expect(steps(plan) == ["1: 1 at A-1", "2: 2 at A-1"])
    #expect(plan.missing.map { "\($0.orderId): \($0.quantity)" } == ["1: 1", "3: 1"])
  }

  @Test func `A plan never takes more than there is, and forgets no unit`() {
    var dice = Dice(seed: 5)
    for _ in 1...200 {
      let shelves = (1...dice.roll(1...8)).map { index in
        ShelfUnits(
          variantId: Int64(dice.roll(1...3)), place: place(Int64(index), reserve: dice.roll(0...3) == 0),
          free: Int64(dice.roll(0...6)))
      }
      let needs = (1...dice.roll(1...8)).map {
        need(Int64($0), Int64(dice.roll(1...6)), variant: Int64(dice.roll(1...3)))
      }
      let plan = WalkPlan(needs, from: shelves)
      for shelf in shelves {
        let taken = plan.steps.reduce(0) {
          $1.place == shelf.place && $1.need.variantId == shelf.variantId ? $0 + $1.quantity : $0
        }
        #expect(taken <= shelf.free)
      }
      for need in needs {
        let found = plan.steps.reduce(0) { $1.need.lineId == need.lineId ? $0 + $1.quantity : $0 }
        let missing = plan.missing.reduce(0) { $1.lineId == need.lineId ? $0 + $1.quantity : $0 }
        #expect(found + missing == need.quantity)
      }
      #expect(plan == WalkPlan(needs, from: shelves))
    }
  }

  @Test func `A wave is cut into walks of so many orders, by zones where it is asked for`() {
    let shelves = (1...4).map { ShelfUnits(variantId: Int64($0), place: place(Int64($0)), free: 9) }
    let needs = (1...4).map { need(Int64(5 - $0), 1, variant: Int64($0)) }
    let plan = WalkPlan(needs, from: shelves)
    let clusters = WalkGroups.groups(plan.steps, by: .cluster, perRun: 2)
    #expect(clusters.map { $0.steps.map(\.place.code) } == [["A-1", "A-2"], ["A-3", "A-4"]])
    #expect(clusters.first?.bins == [4: "B1", 3: "B2"])
    #expect(WalkGroups.groups(plan.steps, by: .discrete, perRun: 1).count == 4)
    let zones = WalkGroups.groups(plan.steps, by: .zone, perRun: 8, zones: ["A-1", "A"])
    #expect(zones.map(\.zone) == ["A"])
    #expect(WalkGroups.zone(of: "SZ-A-03", among: ["SZ", "SZ-A", "SZ-B"]) == "SZ-A")
    #expect(WalkGroups.zone(of: "SZ-A", among: ["SZ-A"]) == "")
  }
}

/// Kinds of boxes.
@Suite struct BoxTests {
  private func box(_ code: String, _ sides: (Int64, Int64, Int64), most: Int64? = nil) -> Box {
    Box(
      id: 1, code: code, lengthMillimetres: sides.0, widthMillimetres: sides.1, heightMillimetres: sides.2,
      emptyGrams: 100, mostGrams: most)
  }

  private func item(_ sku: String, _ count: Int64, _ sides: (Int64, Int64, Int64)?, grams: Int64 = 100)
    -> BoxChoice.Item
  {
    BoxChoice.Item(
      sku: sku, quantity: count,
      measures: Measures(
        grams: grams, lengthMillimetres: sides?.0, widthMillimetres: sides?.1, heightMillimetres: sides?.2))
  }

  @Test func `The smallest box that takes it all is chosen, and each other says why not`() {
    let boxes = [
      box("L", (400, 300, 200)), box("S", (200, 150, 100)), box("M", (300, 200, 150)), box("TUBE", (900, 50, 50)),
    ]
    let choice = BoxChoice([item("MUG", 4, (120, 100, 100))], among: boxes)
    #expect(choice.box?.code == "M")
    #expect(
      choice.verdicts.map { "\($0.code) \($0.verdict)" } == [
        "TUBE tooShort(sku: \"MUG\")", "S tooLittleRoom(needed: 4800, has: 2550)", "M fits", "L larger(than: \"M\")",
      ])
    #expect(BoxChoice([item("MUG", 1, (100, 200, 150))], among: boxes).box?.code == "S")
    #expect(BoxChoice([item("POLE", 1, (800, 40, 40))], among: boxes).box?.code == "TUBE")
    #expect(BoxChoice([item("MUG", 1, nil)], among: boxes).unmeasured == ["MUG"])
    let light = [box("S", (200, 150, 100), most: 250)]
    let heavy = BoxChoice([item("IRON", 1, (50, 50, 50), grams: 200)], among: light)
    #expect(heavy.box == nil)
    #expect(heavy.verdicts.map(\.verdict) == [.tooHeavy(grams: 300, most: 250)])
  }

  @Test func `No size and no number brings the choice down`() {
    let huge = box("X", (.max, .max, .max))
    _ = BoxChoice([item("A", .max, (.max, .max, .max), grams: .max)], among: [huge])
    _ = BoxChoice([item("A", -5, (0, -1, 3))], among: [huge, box("Y", (0, 0, 0))])
  }
}

/// Stages of a fulfilment.
@Suite struct FulfilmentStageTests {
  @Test func `Every stage is in the table, all can be reached, and the end has no way out`() {
    #expect(Set(FulfilmentStage.transitions.keys) == Set(FulfilmentStage.allCases))
    var reached: Set<FulfilmentStage> = [.allocated]
    var open: [FulfilmentStage] = [.allocated]
    while let stage = open.popLast() {
      for next in (FulfilmentStage.transitions[stage] ?? [:]).values where reached.insert(next).inserted {
        open.append(next)
      }
    }
    #expect(reached == Set(FulfilmentStage.allCases))
    #expect(FulfilmentStage.transitions[.closed] == [:])
  }

  @Test(arguments: [
    (FulfilmentFacts(units: [.reserved: 2]), FulfilmentStage.allocated),
    (FulfilmentFacts(units: [.reserved: 2], isReleased: true), .released),
    (FulfilmentFacts(units: [.reserved: 1, .picked: 1], isReleased: true), .picking),
    (FulfilmentFacts(units: [.picked: 2]), .picked),
    (FulfilmentFacts(units: [.picked: 2], isBeingPacked: true), .packing),
    (FulfilmentFacts(units: [.packed: 1, .picked: 1], parcels: 1), .packing),
    (FulfilmentFacts(units: [.packed: 2], parcels: 2, labelled: 1), .packed),
    (FulfilmentFacts(units: [.packed: 2], parcels: 2, labelled: 2), .labelled),
    (FulfilmentFacts(units: [.packed: 2], parcels: 1, labelled: 1, manifested: 1), .manifested),
    (FulfilmentFacts(units: [.shipped: 2], parcels: 1), .shipped),
    (FulfilmentFacts(units: [.shipped: 2], isDelivered: true), .delivered),
    (FulfilmentFacts(cameShort: true), .short), (FulfilmentFacts(), .cancelled),
  ])
  func `A stage is read off the facts`(facts: FulfilmentFacts, stage: FulfilmentStage) {
    #expect(facts.stage == stage)
  }
}

/// Walks written down as text.
@Suite struct ScanScriptTests {
  @Test func `A script says scans, keys, numbers, words, answers, and what is to be refused`() {
    let script = ScanScript("# a day\nSZ-A-01\n\n f3 \n=12\n\"LOT 7\nyes\nno\nMUG ! wrongProduct\nA!B")
    #expect(
      script.lines.map(\.event) == [
        .scan("SZ-A-01"), .key(.f3), .number(12), .text("LOT 7"), .answer(true), .answer(false), .scan("MUG"),
        .scan("A!B"),
      ])
    #expect(script.lines.compactMap(\.refusal) == ["wrongProduct"])
    #expect(script.lines.map(\.number) == [2, 4, 5, 6, 7, 8, 9, 10])
  }
}
