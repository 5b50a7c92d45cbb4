import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// A small warehouse with people in it who do anything at any time.
@Suite struct WarehouseDayTests {
  @Test(arguments: [1, 3, 7, 16, 20] as [UInt64])
  func `Whatever happens between shelf and carrier, no unit is lost or doubled`(seed: UInt64) throws {
    var day = try Day(seed: seed)
    for step in 1...160 {
      day.anything()
      if step.isMultiple(of: 15) { try day.judge() }
    }
    try day.judge()
    #expect(day.done > 40)
  }

  @Test func `A log of a walk leads to the same walk, line by line`() throws {
    var day = try Day(seed: 9)
    for _ in 1...60 { day.anything() }
    try day.shop.store.connection.readNow { reader in
      for id in try reader.all("SELECT id FROM runs WHERE script <> ''", { $0.integer(0) }) {
        let run = try RunTable.loaded(id, in: reader)
        let session = try RunTable.session(of: run, in: reader)
        #expect(try ScanSession(decoding: session.encoded()) == session)
      }
    }
  }
}

/// What people do in a warehouse, at random.
private struct Day {
  let shop: Shop
  let skus = ["MUG", "CUP", "PLATE"]
  var variants: [Int64] = []
  var dice: Dice
  var orders: [Int64] = []
  var entries: [Int64] = []
  var received: Int64 = 0
  var done = 0
  var refused = 0
  private var next = 0

  init(seed: UInt64) throws {
    dice = Dice(seed: seed)
    shop = try Shop()
    for sku in skus { variants.append(try shop.variant(ofNew: sku)) }
    try shop.warehouse()
    for (index, variant) in variants.enumerated() {
      for bin in ["SZ-A-01", "SZ-A-02", "SZ-B-01", "SZ-BULK"] {
        let count = Int64(4 + index)
        try shop.receive(count, of: variant, at: bin)
        received += count
      }
    }
  }

  /// One thing; many cannot be done just then, which is as it should be.
  mutating func anything() {
    do {
      switch dice.roll(0...19) {
      case 0...3: try order()
      case 4, 5: try wave()
      case 6...11: try walk()
      case 12, 13: try pack()
      case 14: try label()
      case 15: try ship()
      case 16: try cancel()
      case 17: try undo()
      case 18: try back()
      default: try carry()
      }
      done += 1
    } catch is ActionRefusal {
      // And nothing changed: the invariants say whether that is so.
      refused += 1
    } catch {
      Issue.record("\(error)")
    }
  }

  private mutating func order() throws {
    next += 1
    let lines = skus.shuffled(using: &dice).prefix(Int(dice.roll(1...2))).map { ($0, Int64(dice.roll(1...4))) }
    let order = try shop.sale("\(next)", Array(lines))
    orders.append(order)
    try shop.perform("allocateOrder", order)
  }

  private mutating func wave() throws {
    let groupings = WaveGrouping.allCases
    let grouping = groupings[Int(dice.roll(0...(groupings.count - 1)))]
    let planned = try shop.perform("planWave", fields: ["warehouse": "SZ", "grouping": grouping.rawValue])
    entries.append(contentsOf: [planned.entry].compactMap(\.self))
    if dice.roll(0...5) == 0 { return }
    entries += [try shop.perform("releaseWave", planned.subject).entry].compactMap(\.self)
  }

  /// Some steps of some walk, right ones and wrong ones, in whosever hands.
  private mutating func walk() throws {
    let scenarios = ["pick", "pick", "pick", "putaway", "count"]
    let runs = try shop.openRuns(scenarios[Int(dice.roll(0...4))])
    guard !runs.isEmpty else { return }
    let run = runs[Int(dice.roll(0...(runs.count - 1)))]
    let token = "gun-\(dice.roll(1...2))"
    let takesOver = run.lease.map { $0.token != token } ?? false
    var desk = try shop.desk(run.id, token: token, takesOver: takesOver)
    for _ in 1...dice.roll(2...14) {
      if desk.isDone { break }
      let before = dice.roll(0...9) == 0 ? try shop.picture() : nil
      let answer = try desk.take(event(at: desk.step), now: shop.now)
      if case .taken(.refused) = answer, let before { #expect(try shop.picture() == before) }
    }
    if dice.roll(0...2) == 0 { try desk.leave() }
  }

  private mutating func event(at step: ScanStep) -> ScanEvent {
    switch dice.roll(0...19) {
    case 0: return .scan("SZ-A-0\(dice.roll(1...3))")
    case 1: return .scan(skus[Int(dice.roll(0...2))])
    case 2: return .key(.f2)
    case 3: return .key(.f7)
    case 4: return .key(.f8)
    case 5: return .number(Int64(dice.roll(0...9)))
    case 6, 7: return .key(.f3)
    default: break
    }
    if step.prompt == .reason { return .number(Int64(dice.roll(1...6))) }
    if step.prompt == .confirmation {
      for case .location(let place) in step.facts { return .scan(place) }
      for case .order(let order) in step.facts { return .scan(order) }
      for case .product(let sku) in step.facts { return .scan(sku) }
    }
    return step.obvious ?? .answer(true)
  }

  private func some(_ sql: SQL) throws -> [Int64] {
    try shop.store.connection.readNow { try $0.all(sql) { $0.integer(0) } }
  }

  private mutating func one(_ sql: SQL) throws -> Int64? {
    let all = try some(sql)
    return all.isEmpty ? nil : all[Int(dice.roll(0...(all.count - 1)))]
  }

  private mutating func pack() throws {
    guard let id = try one("SELECT id FROM fulfilments WHERE stage IN ('picked', 'packing')") else { return }
    if dice.roll(0...2) == 0 {
      entries += [try shop.perform("packParcel", id).entry].compactMap(\.self)
      return
    }
    var desk = try shop.packDesk(id, token: "table")
    for _ in 1...dice.roll(3...16) where !desk.isDone { _ = try desk.take(event(at: desk.step), now: shop.now) }
    try desk.leave()
  }

  private mutating func label() throws {
    guard let id = try one("SELECT id FROM parcels WHERE shipped_at IS NULL") else { return }
    switch dice.roll(0...5) {
    case 0: entries += [try shop.perform("voidLabel", id).entry].compactMap(\.self)
    case 1: entries += [try shop.perform("unpackParcel", id).entry].compactMap(\.self)
    default:
      let fields = ["carrier": "DHL", "tracking": "T\(id)"]
      entries += [try shop.perform("labelParcel", id, fields: fields).entry].compactMap(\.self)
    }
  }

  private mutating func ship() throws {
    if dice.roll(0...1) == 0 {
      guard let id = try one("SELECT id FROM parcels WHERE shipped_at IS NULL") else { return }
      entries += [try shop.perform("shipParcel", id).entry].compactMap(\.self)
    } else {
      let made = try shop.perform("makeManifest", fields: ["warehouse": "SZ", "carrier": "DHL"])
      entries += [try shop.perform("shipManifest", made.subject).entry].compactMap(\.self)
    }
  }

  private mutating func cancel() throws {
    guard !orders.isEmpty else { return }
    let order = orders[Int(dice.roll(0...(orders.count - 1)))]
    switch dice.roll(0...7) {
    case 4:
      let lines = ["lines": "#1*\(dice.roll(1...3))"]
      entries += [try shop.perform("cancelUnits", order, fields: lines).entry].compactMap(\.self)
    case 5:
      entries += [try shop.perform("restoreUnits", order, fields: ["lines": "#1*1"]).entry].compactMap(\.self)
    case 6:
      entries += [try shop.perform("putBackGoods", order, fields: ["to": "SZ-B-01"]).entry].compactMap(\.self)
    case 7: entries += [try shop.perform("splitOrder", order, fields: ["lines": "#1*1"]).entry].compactMap(\.self)
    case 0: entries += [try shop.perform("deallocateOrder", order).entry].compactMap(\.self)
    case 1: try shop.perform("allocateOrder", order)
    default: entries += [try shop.perform("cancelOrder", order).entry].compactMap(\.self)
    }
  }

  private mutating func undo() throws {
    guard !entries.isEmpty else { return }
    let entry = entries[Int(dice.roll(0...(entries.count - 1)))]
    let report = try shop.store.undo(entry: entry, as: shop.admin, now: shop.now)
    if let redo = report.undoEntry { entries.append(redo) }
  }

  private mutating func back() throws {
    if dice.roll(0...1) == 0 {
      guard let wave = try one("SELECT id FROM waves") else { return }
      entries += [try shop.perform(dice.roll(0...2) == 0 ? "cancelWave" : "releaseWave", wave).entry].compactMap(\.self)
    } else {
      guard let id = try one("SELECT id FROM fulfilments WHERE stage IN ('picking', 'picked')") else { return }
      entries += [try shop.perform("putBack", id).entry].compactMap(\.self)
    }
  }

  private mutating func carry() throws {
    guard let warehouse = try one("SELECT id FROM locations WHERE code = 'SZ'") else { return }
    try shop.perform("planCount", warehouse)
  }

  /// Not one unit more or fewer than came in, every line has the units that were ordered, and the doctor is content.
  func judge() throws {
    let found = try shop.findings()
    #expect(found == [])
    let total = try shop.integer(
      "SELECT SUM(q.quantity) FROM quants q JOIN locations l ON l.id = q.location_id WHERE l.kind <> 'supplier'")
    #expect(total == received)
    let shipped = try shop.integer("SELECT COALESCE(SUM(quantity), 0) FROM allocations WHERE state = 'shipped'")
    let gone = try shop.integer(
      "SELECT COALESCE(SUM(q.quantity), 0) FROM quants q JOIN locations l ON l.id = q.location_id WHERE l.kind = 'customer'"
    )
    #expect(shipped == gone)
  }
}
