import Domain
import Exchange
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// Files that tell channels what they may sell: whoever dies at whatever moment, the newest quantity is told once.
@Suite struct StockSenderTests {
  private struct Death: Error {}
  private let now = ShippingBench.now

  /// A shop on Amazon that sells mugs and cups: ten and four of them, one mug kept back.
  private func shop(channel: String = "amazon") throws -> (ShippingBench, mug: Int64) {
    let shop = try ShippingBench(orders: 0, channel: channel)
    let bench = shop.bench
    try bench.perform("createLocation", fields: ["code": "SZ", "country": "CN"])
    try bench.perform("createLocation", fields: ["code": "SZ-A", "warehouse": "SZ"])
    for (sku, units) in [("MUG", 10), ("CUP", 4)] {
      try bench.perform("createProduct", fields: ["number": sku, "sku": sku, "title": sku])
      let id = try bench.integer("SELECT MAX(id) FROM variants")
      try bench.perform("receiveStock", id, fields: ["to": "SZ-A", "quantity": "\(units)"])
      try bench.perform("publishStock", id, fields: ["channel": "SHOP", "buffer": sku == "MUG" ? "1" : "0"])
    }
    return (shop, try bench.integer("SELECT MIN(id) FROM variants"))
  }

  private func sender(
    _ shop: ShippingBench, reached: @escaping (ShippingSender.Step) throws -> Void = { _ in }
  ) -> StockSender {
    StockSender(
      store: shop.bench.store, actor: shop.bench.admin, folder: shop.out.path, holder: ShippingSender.ownHolder,
      reached: reached)
  }

  /// `MUG 9`, of Amazon's file.
  private func told(_ text: String) -> [String] {
    text.split(separator: "\n").dropFirst().map { row in
      let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
      return "\(cells[0]) \(cells[4])"
    }
  }

  @Test func `A run writes what is wanted as the channel's own file, and nothing the next time`() throws {
    let (shop, mug) = try shop()
    let later = now.adding(milliseconds: 600_000)
    let report = try sender(shop).run(at: later)
    #expect(report.files.map(\.format) == ["amazon-quantity-txt"])
    #expect(told(try shop.text(try #require(shop.files().first))) == ["MUG 9", "CUP 4"])
    #expect(try sender(shop).run(at: later.adding(milliseconds: 1000)).files.isEmpty)
    try shop.bench.perform("countStock", mug, fields: ["at": "SZ-A", "counted": "3"])
    let next = try sender(shop).run(at: later.adding(milliseconds: 600_000))
    #expect(next.files.map(\.records) == [1])
    #expect(told(try shop.text(try #require(shop.files().last))) == ["MUG 2"])
    #expect(try shop.bench.store.examine().findings == [])
  }

  @Test(arguments: ShippingSender.Step.allCases)
  func `Whoever dies at any moment leaves the newest quantity told`(step: ShippingSender.Step) throws {
    let (shop, mug) = try shop()
    let later = now.adding(milliseconds: 600_000)
    #expect(throws: Death.self) {
      try sender(shop, reached: { if $0 == step { throw Death() } }).run(at: later)
    }
    try shop.bench.perform("countStock", mug, fields: ["at": "SZ-A", "counted": "3"])
    for milliseconds in [1_000, 900_000, 9_000_000] as [Int64] {
      _ = try sender(shop).run(at: later.adding(milliseconds: milliseconds))
    }
    let rows = try shop.files().flatMap { told(try shop.text($0)) }
    #expect(rows.last { $0.hasPrefix("MUG") } == "MUG 2", "\(rows)")
    #expect(rows.filter { $0 == "CUP 4" }.count == 1, "\(rows)")
    #expect(try shop.bench.integer("SELECT COUNT(*) FROM published_stock WHERE pushed_sequence < sequence") == 0)
    let halves = try FileManager.default.contentsOfDirectory(atPath: shop.out.path).filter { $0.hasSuffix(".half") }
    #expect(halves.isEmpty, "\(halves)")
    #expect(try shop.bench.store.examine().findings == [])
  }

  @Test func `What sells while the file is written goes with the next one`() throws {
    let (shop, mug) = try shop()
    let later = now.adding(milliseconds: 600_000)
    var hasSold = false
    let bench = shop.bench
    let report = try sender(
      shop,
      reached: { step in
        if step != .written || hasSold { return }
        hasSold = true
        try bench.perform("countStock", mug, fields: ["at": "SZ-A", "counted": "2"])
      }
    ).run(at: later)
    #expect(report.files.first?.records == 1)
    _ = try sender(shop).run(at: later.adding(milliseconds: 600_000))
    #expect(try shop.files().flatMap { told(try shop.text($0)) } == ["CUP 4", "MUG 1"])
    #expect(try shop.bench.store.examine().findings == [])
  }

  @Test(arguments: [("ebay", "ebay-quantity-csv"), ("shopify", "shopify-quantity-csv"), ("own", "quantity-csv")])
  func `Each channel has its own file`(channel: String, format: String) throws {
    let (shop, _) = try shop(channel: channel)
    let report = try sender(shop).run(at: now.adding(milliseconds: 600_000))
    #expect(report.files.map(\.format) == [format])
    #expect(try shop.text(try #require(shop.files().first)).contains("MUG"))
  }
}
