import Domain
import TestSupport

@testable import Store

/// What is between shelf and carrier in the fixture: rows of its tables, each also at hand as values.
struct FixtureFulfilment {
  typealias Row = [String: Plain]

  /// By table and id; what is read off others (a wave's state, a fulfilment's stage) is made up here too.
  private(set) var rows: [FulfilmentTable: [Int64: Row]] = [:]
  private(set) var units: [Allocation] = []
  /// When a walk was scanned for last, by walk.
  private(set) var scans: [Int64: Instant] = [:]

  /// Parcels with the orders that they are of.
  var parcelsOfOrders: [(id: Int64, order: Int64)] {
    (rows[.parcels] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value["order_id"]?.number ?? 0) }
  }

  init() {}

  init(seed: UInt64, orders: [Order], stock: FixtureStock, _ work: Work) throws {
    var dice = Dice(seed: seed &+ 13)
    let now = work.now
    func moment(_ days: ClosedRange<Int>) -> Plain {
      .number(now.milliseconds + Int64(dice.roll(days)) * 86_400_000)
    }
    func maybe(_ value: Plain) -> Plain { dice.roll(0...2) == 0 ? .null : value }
    func some(_ texts: [String]) -> Plain { .text(dice.pick(texts)) }
    let people = ["anna", "Bob", "Ünal", "root"]
    let carriers = ["DHL", "dhl", "Yanwen 燕文", ""]
    let houses = stock.places.filter { $0.role == .warehouse && $0.id > 4 }.map(\.id)
    let shelves = stock.places.filter { $0.role == .bin }.map(\.id)
    let sold = orders.filter { order in order.lines.contains { $0.variantId != nil } }
    for (id, code) in [(Int64(1), "AB"), (2, "Ä-3"), (3, "x")] {
      try add(
        .releaseChannels, id,
        [
          "code": .text(code), "code_key": .text(FoldedText.fold(code)), "sentence": .text(""), "priority": .number(id),
          "state": .text("open"),
        ], work)
      try add(
        .boxes, id,
        [
          "code": .text(code), "code_key": .text(FoldedText.fold(code)), "length_mm": .number(100 * id),
          "width_mm": .number(90), "height_mm": .number(80), "empty_grams": .number(20), "closed": .number(0),
        ], work)
    }
    for id in Int64(1)...14 {
      try add(
        .waves, id,
        [
          "number": .text("W-\(id)"), "warehouse_id": .number(dice.pick(houses)),
          "channel_id": maybe(.number(Int64(dice.roll(1...3)))),
          "sentence": some(["", "orders status:paid", "blue mug"]),
          "grouping": some(WaveGrouping.allCases.map(\.rawValue)), "per_run": .number(Int64(dice.roll(1...9))),
          "cut_off": maybe(moment(-9...9)), "carrier": some(carriers), "planned_by": some(people),
          "planned_at": moment(-40...0), "released_at": maybe(moment(-9...0)),
        ], ["state": some(WaveState.allCases.map(\.rawValue))], work)
    }
    for id in Int64(1)...40 {
      try add(
        .manifests, id,
        [
          "number": .text("M-\(id)"), "warehouse_id": .number(dice.pick(houses)), "carrier": some(carriers),
          "made_by": some(people), "made_at": moment(-40...0), "shipped_at": maybe(moment(-9...0)),
        ], work)
    }
    for id in Int64(1)...60 {
      let order = dice.pick(sold)
      let wave = dice.roll(0...3) == 0 ? nil : Int64(dice.roll(1...12))
      try add(
        .fulfilments, id,
        [
          "number": .text("F-\(id)"), "order_id": .number(order.id), "warehouse_id": .number(dice.pick(houses)),
          "wave_id": Plain(wave), "carrier": some(carriers), "priority": .number(Int64(dice.roll(0...3))),
          "ship_by": maybe(moment(-9...9)), "planned_at": moment(-40...0), "begun_at": maybe(moment(-9...0)),
          "came_short": .number(dice.roll(0...3) == 0 ? 1 : 0),
        ], ["stage": some(FulfilmentStage.allCases.map(\.rawValue))], work)
      for _ in 0..<dice.roll(0...3) {
        guard let line = order.lines.filter({ $0.variantId != nil }).randomElement(using: &dice) else { continue }
        let unit = Allocation(
          id: Int64(1000 + units.count), orderId: order.id, lineId: line.id, variantId: line.variantId ?? 0,
          quantity: Int64(dice.roll(1...5)),
          state: dice.pick([.reserved, .picked, .packed, .shipped, .returned, .cancelled]),
          warehouseId: dice.pick(houses), fulfilmentId: id)
        try AllocationTable.insert(unit, in: work.writer)
        units.append(unit)
      }
    }
    try addParcels(&dice, people, work)
    try addRuns(&dice, shelves, people, work)
  }

  private mutating func add(_ table: FulfilmentTable, _ id: Int64, _ values: Row, _ work: Work) throws {
    try add(table, id, values, [:], work)
  }

  private mutating func add(
    _ table: FulfilmentTable, _ id: Int64, _ values: Row, _ derived: Row, _ work: Work
  ) throws {
    try FulfilmentRows.insert(table, id, values, in: work.writer)
    for (column, value) in derived {
      try work.writer.execute(
        SQL(
          ofCatalogue: "UPDATE \(table.rawValue) SET \(column) = ? WHERE id = ?",
          [.text(value.text ?? ""), .integer(id)]))
    }
    rows[table, default: [:]][id] = values.merging(derived) { _, own in own }
  }

  private mutating func addParcels(_ dice: inout Dice, _ people: [String], _ work: Work) throws {
    let now = work.now.milliseconds
    var labels: Int64 = 0
    for id in Int64(1)...70 {
      let fulfilment = Int64(dice.roll(1...60))
      let of = rows[.fulfilments]?[fulfilment] ?? [:]
      let shipped: Plain = dice.isHeads() ? .null : .number(now - Int64(dice.roll(0...9)) * 86_400_000)
      try add(
        .parcels, id,
        [
          "number": .text("P-\(id)"), "fulfilment_id": .number(fulfilment), "order_id": of["order_id"] ?? .null,
          "warehouse_id": of["warehouse_id"] ?? .null,
          "box_id": dice.isHeads() ? .null : .number(Int64(dice.roll(1...3))),
          "grams": dice.isHeads() ? .null : .number(Int64(dice.roll(1...300))),
          "expected_grams": dice.isHeads() ? .null : .number(Int64(dice.roll(1...300))),
          "packed_by": .text(dice.pick(people)), "packed_at": .number(now - Int64(dice.roll(0...40)) * 86_400_000),
          "manifest_id": dice.isHeads() ? .null : .number(Int64(dice.roll(1...40))), "shipped_at": shipped,
        ],
        // Whatever is late is still here.
        [
          "state": .text(
            shipped != .null
              ? "shipped" : dice.pick([ParcelState.packed, .labelled, .manifested]).rawValue)
        ], work)
      for isVoid in [true, false] where dice.isHeads() {
        labels += 1
        let tracking = dice.pick(["AB-1", "ab-2", "1Z999", "691110"]) + (labels.isMultiple(of: 3) ? "" : "\(labels)")
        try add(
          .labels, labels,
          [
            "parcel_id": .number(id), "carrier": .text(dice.pick(["DHL", "Yanwen 燕文"])), "tracking": .text(tracking),
            "tracking_key": .text(FoldedText.fold(tracking)), "made_by": .text("root"), "made_at": .number(now),
            "voided_at": isVoid ? .number(now) : .null,
          ], work)
      }
    }
  }

  private mutating func addRuns(_ dice: inout Dice, _ shelves: [Int64], _ people: [String], _ work: Work) throws {
    let now = work.now.milliseconds
    var (steps, picks, tasks, counts) = (Int64(0), Int64(0), Int64(0), Int64(0))
    for id in Int64(1)...40 {
      let scenario = dice.pick([PickRun.word, PickRun.word, PackRun.word, PutAwayRun.word, CountRun.word])
      let fulfilment = Int64(dice.roll(1...60))
      func day(_ dice: inout Dice) -> Plain {
        dice.roll(0...2) > 0 ? .null : .number(now - Int64(dice.roll(0...9)) * 86_400_000)
      }
      try add(
        .runs, id,
        [
          "number": .text("R-\(id)"), "scenario": .text(scenario),
          "warehouse_id": rows[.fulfilments]?[fulfilment]?["warehouse_id"] ?? .null,
          "wave_id": scenario == PickRun.word ? .number(Int64(dice.roll(1...14))) : .null,
          "fulfilment_id": scenario == PackRun.word ? .number(fulfilment) : .null,
          "zone": .text(dice.pick(["", "SZ-AB", "blue shelf"])), "cart": .text(dice.pick(["", "ab-2", "C-7"])),
          "made_at": .number(now - Int64(dice.roll(0...40)) * 86_400_000), "started_at": day(&dice),
          "done_at": day(&dice), "cancelled_at": day(&dice),
        ], work)
      if dice.isHeads() {
        let actor = dice.pick(people)
        let token: SQLValue = dice.isHeads() ? .null : .text("t")
        let until = now + Int64(dice.roll(-1...1)) * 60_000
        try work.writer.execute(
          "UPDATE runs SET actor = \(actor), token = \(token), lease_until = \(until) WHERE id = \(id)")
        rows[.runs]?[id]?["actor"] = .text(actor)
        if token != .null { rows[.runs]?[id]?["token"] = .text("t") }
        rows[.runs]?[id]?["lease_until"] = .number(until)
      }
      for position in 0..<Int64(dice.roll(0...2)) {
        let at = Instant(milliseconds: now - Int64(dice.roll(0...40)) * 86_400_000)
        try RunLogging.append(id, position, "x", refusal: "", work)
        try work.writer.execute(
          "UPDATE scan_lines SET scanned_at = \(at) WHERE run_id = \(id) AND position = \(position)")
        scans[id] = max(scans[id] ?? at, at)
      }
      for position in 0..<Int64(dice.roll(0...3)) {
        let goods: Row = [
          "variant_id": .number(1), "lot_id": .number(0), "owner": .text(""), "quantity": .number(9),
          "order_id": .number(1), "line_id": .number(1), "fulfilment_id": .number(fulfilment),
        ]
        let done = Int64(dice.roll(0...3)), less = Int64(dice.roll(0...3))
        switch scenario {
        case PickRun.word:
          steps += 1
          try add(
            .runSteps, steps,
            goods.merging(
              [
                "run_id": .number(id), "position": .number(position), "location_id": .number(dice.pick(shelves)),
                "fulfilment_id": .number(Int64(dice.roll(1...60))), "bin": .text(""),
                "picked": .number(dice.isHeads() ? 9 - less - less : done), "short": .number(less),
                "cancelled": .number(less),
              ]) { _, own in own }, work)
        case PackRun.word:
          picks += 1
          try add(
            .picks, picks,
            goods.merging(
              [
                "quantity": .number(done + 1), "from_id": .number(dice.pick(shelves)),
                "at_id": .number(dice.pick(shelves)),
                "parcel_id": dice.isHeads() ? .null : .number(Int64(dice.roll(1...70))),
              ]) { _, own in own }, work)
        case PutAwayRun.word:
          tasks += 1
          try add(
            .stockTasks, tasks,
            goods.merging(
              [
                "run_id": .number(id), "reason": .text(["putAway", "replenishment", "putBack"][Int(id % 3)]),
                "warehouse_id": .number(5), "from_id": .number(8),
                "to_id": .number(9), "made_at": .number(now), "moved": .number(done), "missing": .number(less),
              ]) { _, own in own }, work)
        default:
          counts += 1
          try add(
            .countTasks, counts,
            [
              "number": .text("Z-\(counts)"), "location_id": .number(dice.pick(shelves)),
              "variant_id": .number(counts), "lot_id": .number(0), "owner": .text(""), "cause": .text("asked"),
              "run_id": .number(id), "asked_by": .text("root"), "asked_at": .number(now),
              "done_at": dice.isHeads() ? .null : .number(now),
            ], work)
        }
      }
    }
  }

  // MARK: Answers

  func all(_ table: FulfilmentTable) -> [(id: Int64, row: Row)] {
    (rows[table] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  func row(_ table: FulfilmentTable, _ id: Int64?) -> Row? { id.flatMap { rows[table]?[$0] } }

  func units(of fulfilment: Int64, _ states: [UnitState]) -> Int64 {
    units.reduce(0) { $1.fulfilmentId == fulfilment && states.contains($1.state) ? $0 + $1.quantity : $0 }
  }
}
