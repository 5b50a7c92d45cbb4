import Domain
import Exchange
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// Files for channels: whoever dies at whatever moment, each parcel is told once.
@Suite struct ShippingSenderTests {
  private struct Death: Error {}
  private let now = ShippingBench.now

  /// Order ids and line ids of a file, as often as they stand there.
  private func told(_ texts: [String]) -> [String] {
    texts.flatMap {
      $0.split(separator: "\n").dropFirst(2).map { $0.split(separator: "\t").prefix(2).joined(separator: " ") }
    }
    .sorted()
  }

  private func all(_ count: Int) -> [String] {
    (0..<count).flatMap { ["100\($0) L\($0)a", "100\($0) L\($0)b"] }.sorted()
  }

  @Test func `A run writes a file for the account, and notes which of its records tells of what`() throws {
    let shop = try ShippingBench(orders: 2)
    let report = try shop.sender().run(at: now)
    let file = try #require(report.files.first)
    #expect(
      report.files.count == 1 && file.records == 4 && file.account == "SHOP" && file.format == "amazon-shipping-txt")
    #expect(try shop.files() == [URL(fileURLWithPath: file.path).lastPathComponent])
    #expect(told([try shop.text(try #require(shop.files().first))]) == all(2))
    #expect(try shop.states() == "written 4")
    #expect(
      try shop.bench.integer(
        "SELECT COUNT(*) FROM outbox WHERE topic LIKE 'channel.shippingConfirmed' AND sent_at IS NULL") == 0)
    #expect(try shop.sender().run(at: now.adding(milliseconds: 999_999)).files.isEmpty)
    #expect(try shop.files().count == 1)
    #expect(try shop.bench.store.examine().findings == [])
  }

  @Test(arguments: ShippingSender.Step.allCases, [false, true])
  func `Whoever dies at any moment leaves nothing that is lost or sent twice`(
    step: ShippingSender.Step, takesAway: Bool
  )
    throws
  {
    let shop = try ShippingBench(orders: 3)
    var taken: [String] = []
    /// Whoever uploads the files takes them away as soon as they are there.
    func upload() throws {
      for name in try shop.files() {
        taken.append(try shop.text(name))
        if takesAway { try FileManager.default.removeItem(at: shop.out.appendingPathComponent(name)) }
      }
      if !takesAway { taken = try shop.files().map { try shop.text($0) } }
    }
    #expect(throws: Death.self) {
      try shop.sender(reached: { if $0 == step { throw Death() } }).run(at: self.now)
    }
    try upload()
    // At once: the dead one's lease is not over, and what it noted is put in its place.
    _ = try shop.sender().run(at: now.adding(milliseconds: 1000))
    try upload()
    // Later: its messages are given to the next.
    _ = try shop.sender().run(at: now.adding(milliseconds: 120_000))
    try upload()
    _ = try shop.sender().run(at: now.adding(milliseconds: 8_000_000))
    try upload()
    #expect(told(taken) == all(3), "\(step)")
    #expect(try shop.states() == "written 6")
    let halves = try FileManager.default.contentsOfDirectory(atPath: shop.out.path).filter { $0.hasSuffix(".half") }
    #expect(halves.isEmpty, "\(halves)")
    #expect(try shop.bench.store.examine().findings == [])
  }

  @Test func `One who wakes up after its lease is over neither sends nor takes away what another sent`() throws {
    let shop = try ShippingBench(orders: 2)
    let other = shop.sender(holder: ShippingSender.machine + ":2")
    let late = shop.now(120_000)
    var others: ShippingSender.Report?
    let slow = shop.sender(reached: { step in
      // While the first still writes, its lease ends and another sends everything.
      if step == .written, others == nil { others = try other.run(at: late) }
    })
    let report = try slow.run(at: now)
    #expect(report.files.isEmpty && others?.files.count == 1)
    #expect(told(try shop.files().map { try shop.text($0) }) == all(2))
    #expect(try shop.states() == "written 4")
  }

  @Test func `Many at once, each dying now and then, tell each parcel once`() async throws {
    let shop = try ShippingBench(orders: 12)
    let url = shop.bench.store.url
    let (folder, admin, start) = (shop.out.path, shop.bench.admin, now)
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<4 {
        group.addTask {
          var dice = Dice(seed: UInt64(worker + 1))
          for round in 0..<8 {
            let dies = Int.random(in: 0..<12, using: &dice)
            var steps = 0
            do {
              let sender = ShippingSender(
                store: try Store.open(url), actor: admin, folder: folder, holder: ShippingSender.machine + ":\(worker)",
                leaseMilliseconds: 1000,
                reached: { _ in
                  steps += 1
                  if steps == dies { throw Death() }
                })
              _ = try sender.run(at: start.adding(milliseconds: Int64(round) * 1500))
            } catch is Death {
              continue
            } catch {
              Issue.record("\(error)")
            }
          }
        }
      }
    }
    _ = try shop.sender().run(at: now.adding(milliseconds: 900_000))
    #expect(told(try shop.files().map { try shop.text($0) }) == all(12))
    #expect(try shop.states() == "written 24")
    #expect(try shop.bench.store.examine().findings == [])
  }

  @Test func `What was taken back before it is written is in no file`() throws {
    let shop = try ShippingBench(orders: 2)
    try shop.bench.perform("withdrawShipping", shop.orders[0])
    _ = try shop.sender().run(at: now)
    #expect(told(try shop.files().map { try shop.text($0) }) == ["1001 L1a", "1001 L1b"])
    #expect(try shop.states() == "withdrawn 2, written 2")
  }

  @Test func `A folder that cannot be written is said, and everything waits`() throws {
    let shop = try ShippingBench(orders: 1)
    try FileManager.default.removeItem(at: shop.out)
    do {
      _ = try shop.sender().run(at: now)
      Issue.record("there is no folder")
    } catch let fault as ShippingFault {
      #expect(fault.message.contains("cannot be written"))
    }
    #expect(try shop.states() == "waiting 2")
    try FileManager.default.createDirectory(at: shop.out, withIntermediateDirectories: true)
    _ = try shop.sender().run(at: now.adding(milliseconds: 120_000))
    #expect(try shop.states() == "written 2")
  }
}

extension ShippingBench {
  func now(_ milliseconds: Int64) -> Instant { ShippingBench.now.adding(milliseconds: milliseconds) }
}

/// Orders that were divided here are told as their channel sold them.
@Suite struct SplitShippingTests {
  @Test func `Lines of a split order are told under the order that the channel knows, and its answer finds them`()
    throws
  {
    let shop = try ShippingBench(orders: 0)
    let order = try shop.take("2000")
    try shop.bench.perform("splitOrder", order, fields: ["lines": "#2*1"])
    let made = try shop.bench.integer("SELECT MAX(id) FROM orders")
    for (number, id) in [order, made].enumerated() {
      try shop.bench.perform("shipOrder", id)
      try shop.bench.perform("confirmShipping", id, fields: ["carrier": "DHL", "tracking": "S\(number)"])
    }
    _ = try shop.sender().run(at: ShippingBench.now)
    let text = try shop.text(try #require(shop.files().first))
    #expect(text.contains("2000\tLb\t1\t") && text.contains("S1") && !text.contains("2000/2"))
    #expect(try shop.states() == "written 2")
    #expect(try shop.bench.store.examine().findings == [])
  }
}
