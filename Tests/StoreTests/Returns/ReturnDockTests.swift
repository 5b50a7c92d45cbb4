import Domain
import TestSupport
import Testing

@testable import Store

/// A returned parcel, opened with a handheld.
@Suite struct ReturnDockTests {
  /// A shop with a bin for returns; a buyer has three mugs, and a cap of lot L7, and wants to send two mugs and the cap.
  private func shop() throws -> (Shop, mug: Int64, cap: Int64, order: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let cap = try shop.variant(ofNew: "CAP")
    _ = try shop.variant(ofNew: "HAT")
    try shop.perform("editVariant", mug, fields: ["barcodes": "4006381333931,4006381333900*6"])
    try shop.warehouse()
    try shop.place("SZ-RET", in: "SZ", ["use": "returns"])
    try shop.receive(5, of: mug, at: "SZ-A-01")
    try shop.receive(5, of: cap, at: "SZ-A-02", ["lot": "L7"])
    try shop.receive(5, of: cap, at: "SZ-BULK", ["lot": "L8"])
    let order = try shop.promised("1", [("MUG", 3), ("CAP", 1)])
    try shop.releasedWave()
    for run in try shop.openRuns() { try shop.walk(run.id) }
    try shop.perform("packParcel", try shop.fulfilment(of: order))
    try shop.perform("labelParcel", 1, fields: ["carrier": "DHL", "tracking": "T-1"])
    try shop.perform("shipParcel", 1)
    try shop.perform(
      "requestReturn", order, fields: ["lines": "MUG*2,CAP*1", "authorised": "yes", "tracking": "RR123456785CN"])
    return (shop, mug, cap, order)
  }

  private func desk(_ shop: Shop, _ token: String = "gun-1") throws -> RunDesk {
    try RunDesk(shop.store, returning: 1, as: shop.admin, token: token, now: shop.now)
  }

  @Test func `Units come in scan by scan, each in its state and lot, and a dropped line goes on where it was`() throws {
    let (shop, mug, cap, order) = try shop()
    var table = try desk(shop)
    #expect(table.step.facts.contains(.awaited(sku: "MUG", 2)))
    #expect(
      try shop.play(
        "HAT ! wrongProduct\nNOPE ! unknownCode\n4006381333900 ! wrongPack\nMUG\n=3\nCAP\nL8 ! wrongLot", on: &table)
        == [])
    #expect(try shop.there(mug, "SZ-RET") == 1)
    // The line drops over the lot of the cap: whoever comes back is asked for it.
    #expect(throws: ActionRefusal.self) { try desk(shop, "gun-2") }
    try table.leave()
    var again = try desk(shop, "gun-2")
    #expect(again.run.number == table.run.number)
    #expect(again.step.prompt == .lot)
    #expect(try shop.play("\"l7\nyes\nF8\nSHOP-1", on: &again) == [])
    #expect(again.isDone)
    #expect(try shop.there(cap, "SZ-RET", lot: "L7") == 1)
    #expect(try shop.returned(1) == "partlyReceived pending pending notDue; MUG 2 received 1, CAP 1 received 1")
    #expect(try shop.units(order) == "shipped 2, returned 2")
    let seen = try #require(try shop.store.connection.readNow { try ReturnTable.load(1, in: $0) }).findings
    #expect(seen.map(\.condition) == [.damaged, .good])
    #expect(seen.map(\.lot) == ["", "L7"])
    #expect(try shop.findings() == [])

    // The other mug comes in a parcel of its own, and one more that nobody announced.
    var rest = try desk(shop)
    #expect(rest.run.number != again.run.number)
    #expect(try shop.play("4006381333931\nMUG\nMUG\n=2\nMUG ! overReceipt\nF8", on: &rest) == [])
    #expect(rest.isDone)
    #expect(try shop.there(mug, "SZ-RET") == 3)
    #expect(
      try shop.returned(1) == "receivedOver pending pending notDue; MUG 2 received 3, CAP 1 received 1")
    #expect(try shop.findings() == [])
  }

  @Test func `What nobody announced is kept, and goes back with its entry`() throws {
    let (shop, _, _, _) = try shop()
    let hat = try shop.integer("SELECT id FROM variants WHERE sku = 'HAT'")
    let before = try shop.picture()
    var table = try desk(shop)
    #expect(try shop.play("F3\nHAT\nF3\nWHATEVER-1\nF8\nyes", on: &table) == [])
    #expect(try shop.there(hat, "SZ-RET") == 1)
    #expect(try shop.there(hat, "LOSS") == -1)
    let known = try #require(try shop.store.connection.readNow { try ReturnTable.load(1, in: $0) })
    #expect(known.unexpected.map(\.code) == ["HAT", "WHATEVER-1"])
    #expect(known.reception == .authorised)
    #expect(try shop.findings() == [])
    // The newest first.
    for skipped in 0...1 {
      let entry = try shop.integer(
        """
        SELECT seq FROM journal WHERE action = 'keepUnexpected' ORDER BY seq DESC LIMIT 1 OFFSET \(Int64(skipped))
        """)
      _ = try shop.store.undo(entry: entry, as: shop.admin, now: shop.now)
    }
    #expect(try shop.there(hat, "SZ-RET") == 0)
    #expect(try shop.store.connection.readNow { try ReturnTable.load(1, in: $0) }?.findings == [])
    #expect(try shop.findings() == [])
    #expect(before.filter { $0.hasPrefix("quant") } == (try shop.picture()).filter { $0.hasPrefix("quant") })
  }

  @Test func `A unit that was taken in goes back as if a desk had done it, and comes again`() throws {
    let (shop, mug, _, order) = try shop()
    var table = try desk(shop)
    #expect(try shop.play("MUG\n=2", on: &table) == [])
    let entry = try shop.integer("SELECT MAX(seq) FROM journal WHERE action = 'receiveReturn' AND kind = 'returns'")
    let undone = try shop.store.undo(entry: entry, as: shop.admin, now: shop.now)
    #expect(try shop.there(mug, "SZ-RET") == 0)
    #expect(try shop.units(order) == "shipped 4")
    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    #expect(try shop.there(mug, "SZ-RET") == 1)
    #expect(
      try shop.store.connection.readNow { try ReturnTable.load(1, in: $0) }?.findings.map(\.condition) == [.opened])
    #expect(try shop.findings() == [])
  }

  @Test(arguments: ["RMA-1", "rma-1", "RR123456785CN", "rr123456785cn", "SHOP-1"])
  func `Any code on the parcel finds its return`(code: String) throws {
    let (shop, _, _, _) = try shop()
    #expect(try shop.store.connection.readNow { try ReturnDock.find(code, in: $0) } == 1)
    #expect(try shop.store.connection.readNow { try ReturnDock.expected(limit: 9, in: $0) }.map(\.number) == ["RMA-1"])
  }

  @Test func `A return that nobody agreed to takes nothing in`() throws {
    let (shop, _, _, order) = try shop()
    try shop.perform("requestReturn", order, fields: ["lines": "MUG*1"])
    #expect(throws: ActionRefusal.self) {
      try RunDesk(shop.store, returning: 2, as: shop.admin, token: "gun-1", now: shop.now)
    }
    #expect(try shop.openRuns(ReturnRun.word).isEmpty)
  }
}
