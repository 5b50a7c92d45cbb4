import Domain
import TestSupport
import Testing

@testable import Store

/// Bins of carts: one order each, as long as somebody has goods of it to pack.
@Suite struct CartBinTests {
  @Test func `Bins that are in use are not given out again, and an order's rest goes into the one that it has`() throws
  {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.receive(3, of: mug, at: "SZ-A-01")
    let first = try shop.promised("1", [("MUG", 1)])
    let second = try shop.promised("2", [("MUG", 2)])
    try shop.releasedWave()
    try shop.receive(5, of: mug, at: "SZ-A-02")
    var desk = try shop.desk(1)
    // Of the second order's two one is not there.
    #expect(try shop.play("SZ-A-01\nMUG\nB1\nMUG\nF3\n=2\nSZ-A-01\nB2\nyes", on: &desk) == [])
    #expect(desk.isDone)
    #expect(try shop.text("SELECT bin FROM run_steps WHERE run_id = 2") == "B2")
    _ = try shop.promised("3", [("MUG", 1)])
    try shop.releasedWave()
    #expect(try shop.text("SELECT bin FROM run_steps WHERE run_id = 3") == "B3")
    for run in try shop.openRuns() { try shop.walk(run.id) }
    try shop.perform("packParcel", try shop.fulfilment(of: first))
    _ = try shop.promised("4", [("MUG", 1)])
    try shop.releasedWave()
    #expect(try shop.text("SELECT bin FROM run_steps WHERE run_id = 4") == "B1")
    _ = second
    #expect(try shop.findings() == [])
  }

  @Test func `Packing shows every bin of an order and takes any of them`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let cup = try shop.variant(ofNew: "CUP")
    try shop.warehouse()
    try shop.place("SZ-A", in: "SZ", ["role": "zone"])
    try shop.place("SZ-B", in: "SZ", ["role": "zone"])
    try shop.receive(1, of: mug, at: "SZ-A-01")
    try shop.receive(1, of: cup, at: "SZ-B-01")
    let order = try shop.promised("1", [("MUG", 1), ("CUP", 1)])
    try shop.releasedWave(["grouping": "zone"])
    #expect(try shop.text("SELECT bin FROM run_steps WHERE run_id = 1") == "B1")
    #expect(try shop.text("SELECT bin FROM run_steps WHERE run_id = 2") == "B2")
    for run in try shop.openRuns() { try shop.walk(run.id) }
    let fulfilment = try shop.fulfilment(of: order)
    var table = try shop.packDesk(fulfilment)
    #expect(table.step.facts.filter { if case .bin = $0 { true } else { false } } == [.bin("B2"), .bin("B1")])
    #expect(try shop.play("B1\nMUG\nCUP", on: &table) == [])
    #expect(try shop.packDesk(fulfilment).step == table.step)
  }
}
