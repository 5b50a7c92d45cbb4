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
}
