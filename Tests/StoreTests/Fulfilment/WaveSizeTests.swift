import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// A wave as large as a busy hour: how long it takes is `make bench`'s to judge; PORTOLAN_TELL=1 says it here.
@Suite struct WaveSizeTests {
  @Test func `A wave of 500 orders is planned whole, and its walks meet each place once on the way`() throws {
    let shop = try Shop()
    try shop.place("SZ", ["country": "CN"])
    try shop.place("SZ-PACK", in: "SZ", ["use": "packing", "sequence": "999"])
    let skus = try (1...25).map { index in
      let sku = "SKU-\(index)"
      let variant = try shop.variant(ofNew: sku)
      try shop.place("SZ-\(index)", in: "SZ", ["sequence": String(index)])
      try shop.receive(200, of: variant, at: "SZ-\(index)")
      return sku
    }
    let orders = (1...500).map { number in
      IntakeItem.order(
        IncomingOrder.made(
          "\(number)", lines: [(skus[number % 25], 1, 100), (skus[number * 7 % 25], 2, 100)], raw: "\(number)"))
    }
    try shop.take(orders)
    try shop.store.connection.writeNow { writer in
      // As 500 allocations leave them.
      try writer.execute(
        """
        INSERT INTO allocations (order_id, line_id, variant_id, quantity, state, warehouse_id)
        SELECT l.order_id, l.id, l.variant_id, l.quantity, 'reserved', w.id
        FROM order_lines AS l, locations AS w
        WHERE w.code = 'SZ'
        """)
    }
    let clock = ContinuousClock()
    var planned: ActionResult?
    let planning = try clock.measure {
      planned = try shop.perform("planWave", fields: ["warehouse": "SZ", "grouping": "cluster", "perRun": "20"])
    }
    let releasing = try clock.measure { try shop.perform("releaseWave", planned?.subject) }
    #expect(try shop.integer("SELECT COUNT(*) FROM fulfilments") == 500)
    #expect(try shop.openRuns().count == 25)
    #expect(try shop.integer("SELECT SUM(quantity) FROM run_steps") == 1500)
    #expect(
      try shop.integer(
        """
        SELECT COUNT(*)
        FROM run_steps AS a
        JOIN run_steps AS b ON b.run_id = a.run_id AND b.position = a.position + 1
        JOIN locations AS la ON la.id = a.location_id
        JOIN locations AS lb ON lb.id = b.location_id
        WHERE lb.sequence < la.sequence
        """) == 0)
    var desk = try shop.desk(1)
    var slowest = Duration.zero
    var scans = 0
    while !desk.isDone, let event = desk.step.obvious {
      scans += 1
      slowest = max(slowest, try clock.measure { _ = try desk.take(event, now: shop.now) })
    }
    #expect(desk.isDone)
    #expect(try shop.findings() == [])
    if ProcessInfo.processInfo.environment["PORTOLAN_TELL"] != nil {
      print("planned \(planning), released \(releasing), \(scans) scans, slowest \(slowest)")
    }
  }
}
