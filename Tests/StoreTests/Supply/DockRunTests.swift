import Domain
import Testing

@testable import Store

/// The dock's scans become deliveries.
@Suite struct DockRunTests {
  @Test func `A scanned delivery comes in once, however often it is sent`() throws {
    let shop = try Shop.buying("MUG", "CAP", terms: ["overPercent": "10"])
    let mug = try shop.variant("MUG")
    try shop.perform("editVariant", mug, fields: ["barcodes": "4006381333931,4006381333900*6"])
    let purchase = try shop.purchase("MUG=20,CAP=5")
    let reader = ScanReader(today: try #require(CivilTime(year: 2026, month: 9, day: 22)))
    let plan = try #require(
      try shop.store.connection.readNow { try DockRun.plan(of: purchase, reader: reader, in: $0) })
    #expect(plan.lines.map(\.expected) == [20, 5])
    #expect(plan.lines.map(\.mayExceedBy) == [2, 0])
    var run = ReceiveRun(plan)
    var sent: [ActionRequest] = []
    var count = 0
    for event in [
      ScanEvent.scan("4006381333900"), .number(18), .scan("4006381333931"), .key(.f3), .number(2), .key(.f8),
      .answer(true),
    ] {
      let answer = run.after(event)
      #expect(answer.verdict == .accepted, "\(event)")
      run = answer.run
      sent += DockRun.requests(answer.effects, of: plan, run: "dock-7", first: count)
      count += answer.effects.count
    }
    #expect(sent.count == 2)
    for request in sent + sent {
      shop.now = shop.now.adding(milliseconds: 1000)
      _ = try shop.store.perform(request, as: shop.admin, now: shop.now)
    }
    #expect(try shop.there(mug, "SZ-IN") == 18)
    #expect(try shop.there(mug, "SZ-BAD") == 2)
    #expect(try shop.state(purchase) == .partlyReceived)
    let rest = try #require(
      try shop.store.connection.readNow { try DockRun.plan(of: purchase, reader: reader, in: $0) })
    #expect(rest.lines.map(\.sku) == ["CAP"])
    #expect(try shop.findings() == [])
  }

  @Test func `A walk at the dock takes goods in scan by scan, and goes on where the line dropped`() throws {
    let shop = try Shop.buying("MUG", "CAP", terms: ["overPercent": "20"])
    let (mug, cap) = (try shop.variant("MUG"), try shop.variant("CAP"))
    let purchase = try shop.purchase("MUG=5,CAP=2")
    func desk(_ token: String) throws -> RunDesk {
      try RunDesk(shop.store, receiving: purchase, as: shop.admin, token: token, now: shop.now)
    }
    var dock = try desk("gun-1")
    #expect(try shop.play("CUP ! unknownCode\nMUG\n=3\nCAP\nF3\n=1", on: &dock) == [])
    #expect(try shop.there(mug, "SZ-IN") == 3)
    #expect(try shop.there(cap, "SZ-BAD") == 1)
    #expect(try shop.state(purchase) == .partlyReceived)
    // The line drops; a colleague may not have it until the lease ends, the same hands may at once.
    #expect(throws: ActionRefusal.self) { try desk("gun-2") }
    try dock.leave()
    var again = try desk("gun-2")
    #expect(again.run.number == dock.run.number)
    // More than was ordered is confirmed by a second scan, more than is taken is refused.
    #expect(try shop.play("MUG\n=9 ! overReceipt\n=3\nMUG\nCAP\n=1\nF8", on: &again) == [])
    #expect(again.isDone)
    #expect(try shop.there(mug, "SZ-IN") == 6)
    #expect(try shop.there(cap, "SZ-IN") == 1)
    #expect(try shop.state(purchase) == .received)
    #expect(try shop.openRuns(ReceiveRun.word).isEmpty)
    #expect(throws: ActionRefusal.fulfilment(.nothingToDo("PO-1"))) { try desk("gun-2") }
    #expect(try shop.findings() == [])

    // What a scan took in goes back as if a desk had taken it in.
    let last = try shop.integer("SELECT MAX(seq) FROM journal WHERE action = 'receivePurchase' AND kind = 'purchases'")
    _ = try shop.store.undo(entry: last, as: shop.admin, now: shop.now)
    #expect(try shop.there(cap, "SZ-IN") == 0)
    #expect(try shop.findings() == [])
  }
}
