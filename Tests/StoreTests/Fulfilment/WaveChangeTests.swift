import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// Orders in and out of a planned wave, walks from one hand to another, and what lists say of both.
@Suite struct WaveChangeTests {
  private func shop() throws -> (Shop, orders: [Int64], mug: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.receive(20, of: mug, at: "SZ-A-01")
    let orders = try (1...3).map { try shop.promised("\($0)", [("MUG", 2)]) }
    return (shop, orders, mug)
  }

  private func list(_ shop: Shop, _ sentence: String) throws -> [Int64] {
    let query = ViewQuery(
      try Sentence(sentence), inquiry: Inquiry(now: shop.now, zone: .utc, me: shop.admin.name), mayReadPersonal: true)
    return try shop.store.connection.readNow { try Views.page(query, from: .start, limit: 100, in: $0) }.rows.map(\.id)
  }

  @Test func `An order is put into a planned wave, taken out, and each goes back by undo`() throws {
    let (shop, orders, _) = try shop()
    let wave = try #require(try shop.perform("planWave", fields: ["warehouse": "SZ", "limit": "1"]).subject)
    #expect(try list(shop, "fulfilments wave:W-1") == [1])
    let before = try shop.picture()
    let added = try shop.perform("addToWave", orders[1], fields: ["wave": "w-1"])
    #expect(try list(shop, "fulfilments wave:W-1") == [2, 1])
    #expect(try shop.stages(orders[1]) == [.allocated])
    #expect(throws: ActionRefusal.fulfilment(.nothingToPlan)) {
      try shop.perform("addToWave", orders[1], fields: ["wave": "W-1"])
    }
    let after = try shop.picture()
    let dropped = try shop.perform("dropFromWave", 2)
    #expect(try shop.stages(orders[1]) == [.cancelled])
    _ = try shop.store.undo(entry: dropped.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == after)
    _ = try shop.store.undo(entry: added.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
    try shop.perform("holdOrder", orders[2], fields: ["reason": "other"])
    let held = try #require(try shop.order(orders[2])?.number)
    #expect(throws: ActionRefusal.fulfilment(.onHold(order: held))) {
      try shop.perform("addToWave", orders[2], fields: ["wave": "W-1"])
    }
    try shop.perform("releaseWave", wave)
    #expect(throws: ActionRefusal.fulfilment(.waveNotPlanned("W-1", .released))) {
      try shop.perform("addToWave", orders[1], fields: ["wave": "W-1"])
    }
    #expect(throws: ActionRefusal.fulfilment(.notAtStage("F-1", found: .released, expected: [.allocated]))) {
      try shop.perform("dropFromWave", 1)
    }
    #expect(try shop.findings() == [])
  }

  @Test func `A number that was given is never given again, however much is undone`() throws {
    let (shop, orders, _) = try shop()
    func numbers(_ table: FulfilmentTable) throws -> [String] {
      try shop.store.connection.readNow { reader in
        try reader.all(SQL(ofCatalogue: "SELECT number FROM \(table.rawValue) ORDER BY id")) { $0.text(0) }
      }
    }
    func undo(_ done: ActionResult) throws { _ = try shop.store.undo(entry: done.entry, as: shop.admin, now: shop.now) }
    let planned = try shop.perform("planWave", fields: ["warehouse": "SZ"])
    let released = try shop.perform("releaseWave", planned.subject)
    #expect(try (numbers(.waves), numbers(.runs)) == (["W-1"], ["R-1"]))
    try undo(released)
    try undo(planned)
    let again = try shop.perform("planWave", fields: ["warehouse": "SZ"])
    let releasedAgain = try shop.perform("releaseWave", again.subject)
    #expect(try (numbers(.waves), numbers(.runs), numbers(.fulfilments)) == (["W-2"], ["R-2"], ["F-4", "F-5", "F-6"]))
    // What was undone comes back under its own number, and the next one is new all the same.
    try undo(releasedAgain)
    let back = try shop.integer("SELECT MAX(seq) FROM journal WHERE action = 'undo' AND batch IS NULL")
    _ = try shop.store.undo(entry: back, as: shop.admin, now: shop.now)
    #expect(try numbers(.runs) == ["R-2"])
    #expect(orders.count == 3)
    #expect(try shop.findings() == [])
  }

  @Test func `Orders of a sentence go into a wave together, each with its own result`() throws {
    let (shop, orders, _) = try shop()
    try shop.perform("planWave", fields: ["warehouse": "SZ", "limit": "1"])
    try shop.perform("holdOrder", orders[2], fields: ["reason": "other"])
    let batch = try shop.store.openBulk(
      BulkRequest("addToWave", on: .orders, fields: ["wave": "W-1"], operationId: "bulk-1"), on: RecordSet(orders),
      as: shop.admin, now: shop.now)
    let done = try shop.store.runBulk(batch.id, as: shop.admin, now: { shop.now }) { _, _ in true }
    #expect(done.done == 1)
    #expect(done.failed == 2)
    #expect(try list(shop, "fulfilments wave:W-1 stage:allocated").count == 2)
  }

  @Test func `A wave's progress is told in units, its late and short orders by number`() throws {
    let (shop, orders, mug) = try shop()
    _ = mug
    try shop.releasedWave()
    #expect(try list(shop, "waves state:released units:6 picked:0 orders:3 walks:1") == [1])
    #expect(try list(shop, "runs state:waiting units:6 done:0 wave:W-1") == [1])
    var desk = try shop.desk(1)
    _ = try shop.play("SZ-A-01\nMUG\n=2\nB1", on: &desk)
    #expect(try list(shop, "runs state:walking done:2 actor:me") == [1])
    #expect(try list(shop, "waves picked:2") == [1])
    try desk.leave()
    #expect(try list(shop, "runs state:left") == [1])
    try shop.walk(1)
    #expect(try list(shop, "waves state:picked picked:6") == [1])
    let first = try shop.fulfilment(of: orders[0])
    try shop.perform("packParcel", first)
    #expect(try list(shop, "parcels state:packed tracking:none") == [1])
    try shop.perform("labelParcel", 1, fields: ["carrier": "DHL", "tracking": "JD 0001"])
    #expect(try list(shop, "parcels tracking:jd0001") == [1])
    #expect(try shop.store.connection.readNow { try Views.find("JD0001", kind: .parcels, in: $0) } == [1])
    try shop.perform("makeManifest", fields: ["warehouse": "SZ", "carrier": "DHL"])
    #expect(try list(shop, "manifests state:open parcels:1") == [1])
    try shop.perform("shipManifest", 1)
    #expect(try list(shop, "manifests state:shipped") == [1])
    #expect(try list(shop, "waves shipped:2 packed:2") == [1])
    let wave = try #require(try shop.store.connection.readNow { try WaveReport(of: 1, in: $0) })
    #expect(wave.parts.map(\.picked) == [2, 2, 2])
    #expect(wave.walks.map(\.picked) == [6])
    let sheet = try #require(try shop.store.connection.readNow { try ShipmentReport(of: first, in: $0) })
    #expect(sheet.parcels.map(\.tracking) == ["JD0001"])
    #expect(sheet.parcels.first?.contents.map(\.quantity) == [2])
    let walk = try #require(try shop.store.connection.readNow { try WalkReport(of: 1, in: $0) })
    #expect(walk.steps.map(\.done).reduce(0, +) == 6)
    #expect(walk.scans.first.map { !$0.event.isEmpty && $0.refusal.isEmpty } == true)
  }

  @Test func `A walk that is handed on is its new person's, and the other's next scan says so`() throws {
    let (shop, _, _) = try shop()
    try shop.releasedWave()
    for (name, role) in [("bob", "picker"), ("eve", "picker"), ("fin", "finance")] {
      try shop.perform("addUser", fields: ["name": name, "roles": role])
    }
    let bob = try shop.store.connection.readNow { try Users.actor(named: "bob", as: nil, in: $0) }
    let eve = try shop.store.connection.readNow { try Users.actor(named: "eve", as: nil, in: $0) }
    var mine = try shop.desk(1, as: bob, token: "gun-b")
    _ = try shop.play("SZ-A-01", on: &mine)
    #expect(throws: ActionRefusal.self) { try shop.perform("handOverRun", 1, fields: ["to": "fin"]) }
    #expect(throws: ActionRefusal.noSuchRecord(kind: "users", "nobody")) {
      try shop.perform("handOverRun", 1, fields: ["to": "nobody"])
    }
    let handed = try shop.perform("handOverRun", 1, fields: ["to": "eve"])
    #expect(try list(shop, "runs state:given actor:eve") == [1])
    _ = try shop.store.undo(entry: handed.entry, as: shop.admin, now: shop.now)
    #expect(try list(shop, "runs state:given actor:bob") == [1])
    try shop.perform("handOverRun", 1, fields: ["to": "eve"])
    #expect(throws: ActionRefusal.order(.unchanged)) { try shop.perform("handOverRun", 1, fields: ["to": "eve"]) }
    let said = try mine.take(.scan("MUG"), now: shop.now)
    #expect(said == .refused(.fulfilment(.leaseLost("R-1", by: "eve"))))
    // Whoever it was not handed to is asked whether they mean it.
    let refused = try #require(throws: ActionRefusal.self) { try shop.desk(1, as: bob, token: "gun-b") }
    guard case .fulfilment(.runTaken("R-1", by: "eve", _)) = refused else {
      Issue.record("\(refused)")
      return
    }
    let hers = try shop.desk(1, as: eve, token: "gun-e")
    #expect(hers.step.prompt == .product)
    #expect(try list(shop, "runs state:walking actor:eve") == [1])
    // It is hers by now: nobody takes it away by an undo.
    #expect(throws: ActionRefusal.self) { try shop.store.undo(entry: nil, as: shop.admin, now: shop.now) }
    #expect(try shop.findings() == [])
  }

  @Test func `The box is offered by what was measured, and why not another`() throws {
    let (shop, orders, mug) = try shop()
    try shop.perform(
      "editVariant", mug, fields: ["measuredLength": "100", "measuredWidth": "90", "measuredHeight": "80"])
    for (code, side) in [("TINY", 80), ("SMALL", 200), ("LARGE", 400)] {
      try shop.perform(
        "createBox", fields: ["code": code, "length": "\(side)", "width": "\(side)", "height": "\(side)"])
    }
    try shop.releasedWave()
    try shop.walk(1)
    let first = try shop.fulfilment(of: orders[0])
    let sheet = try #require(try shop.store.connection.readNow { try ShipmentReport(of: first, in: $0) })
    #expect(sheet.choice.box?.code == "SMALL")
    #expect(sheet.loose.map(\.quantity) == [2])
    #expect(sheet.choice.verdicts.map(\.verdict) == [.tooShort(sku: "MUG"), .fits, .larger(than: "SMALL")])
    var table = try shop.packDesk(first)
    #expect(try shop.play("SHOP-1\nMUG\nMUG", on: &table) == [])
    #expect(table.step.prompt == .box)
    #expect(table.step.facts.contains(.box("SMALL")), "\(table.step)")
    // The log, read back, offers the same.
    let again = try shop.packDesk(first)
    #expect(again.step == table.step)
  }
}
