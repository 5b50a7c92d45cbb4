import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// Messages for the outside are claimed by one sender at a time, whoever asks at once and whoever dies over one.
@Suite struct OutboxTests {
  private static let lease: Int64 = 60_000

  /// A shop whose outbox has so many messages, due one after the other, a second apart, from `Shop.start` on.
  private func shop(messages: Int) throws -> Shop {
    let shop = try Shop()
    try shop.store.connection.writeNow { writer in
      for number in 0..<messages {
        try writer.run(
          "INSERT INTO outbox (seq, topic, payload, not_before) VALUES (?, ?, ?, ?)",
          [
            .integer(1), .text("channel.test"), .text("{\"number\":\(number)}"),
            .integer(OutboxTests.at(Int64(number)).milliseconds),
          ])
      }
    }
    return shop
  }

  private static func at(_ seconds: Int64) -> Instant { Shop.start.adding(milliseconds: seconds * 1000) }

  private func claim(_ limit: Int, at seconds: Int64, _ shop: Shop) throws -> [Outbox.Message] {
    try Outbox.claim(limit: limit, forMilliseconds: OutboxTests.lease, at: OutboxTests.at(seconds), in: shop.store)
  }

  @Test func `What is due is claimed once, the longest due first, and what is not due waits`() throws {
    let shop = try shop(messages: 5)
    let first = try claim(2, at: 3, shop)
    #expect(first.map(\.payload) == ["{\"number\":0}", "{\"number\":1}"])
    #expect(first.allSatisfy { $0.topic == "channel.test" && $0.leaseEnd == OutboxTests.at(63) })
    #expect(try claim(9, at: 3, shop).map(\.payload) == ["{\"number\":2}", "{\"number\":3}"])
    #expect(try claim(9, at: 3, shop).isEmpty)
    #expect(try claim(9, at: 4, shop).map(\.payload) == ["{\"number\":4}"])
    #expect(try claim(0, at: 999, shop).isEmpty)
  }

  @Test func `A lease that has ended is claimed again, and who had it can neither keep nor send nor give it back`()
    throws
  {
    let shop = try shop(messages: 1)
    let lost = try #require(try claim(1, at: 0, shop).first)
    #expect(try claim(1, at: 59, shop).isEmpty)
    let again = try #require(try claim(1, at: 60, shop).first)
    #expect(again.id == lost.id && again.leaseEnd > lost.leaseEnd)
    #expect(try Outbox.keep(lost, forMilliseconds: 1000, at: OutboxTests.at(61), in: shop.store) == nil)
    #expect(try !Outbox.giveBack(lost, at: OutboxTests.at(61), in: shop.store))
    #expect(try !Outbox.markSent(lost, at: OutboxTests.at(61), in: shop.store))
    #expect(try shop.store.connection.readNow(Outbox.waiting) == 1)
    #expect(try Outbox.markSent(again, at: OutboxTests.at(62), in: shop.store))
    #expect(try !Outbox.markSent(again, at: OutboxTests.at(63), in: shop.store))
    #expect(try shop.store.connection.readNow(Outbox.waiting) == 0)
    #expect(try claim(1, at: 9999, shop).isEmpty)
  }

  @Test func `A lease that is kept up goes on, and one that is given back is free after its pause`() throws {
    let shop = try shop(messages: 1)
    let held = try #require(try claim(1, at: 0, shop).first)
    let kept = try #require(
      try Outbox.keep(held, forMilliseconds: OutboxTests.lease, at: OutboxTests.at(50), in: shop.store))
    #expect(try claim(1, at: 100, shop).isEmpty)
    #expect(try !Outbox.markSent(held, at: OutboxTests.at(100), in: shop.store), "its token is old")
    #expect(try Outbox.giveBack(kept, afterMilliseconds: 5000, at: OutboxTests.at(100), in: shop.store))
    #expect(try claim(1, at: 104, shop).isEmpty)
    #expect(try claim(1, at: 105, shop).count == 1)
  }

  @Test func `Who gives back at the moment of an older lease's end does not make that lease good again`() throws {
    let shop = try shop(messages: 1)
    let lost = try #require(try claim(1, at: 0, shop).first)
    let again = try #require(try claim(1, at: 60, shop).first)
    #expect(try Outbox.giveBack(again, at: OutboxTests.at(60), in: shop.store))
    #expect(try !Outbox.markSent(lost, at: OutboxTests.at(61), in: shop.store))
  }

  @Test func `Nobody waits for who claims beside, and each is given rows of his own`() throws {
    let shop = try shop(messages: 6)
    guard !TestEngine.isFile else {
      // A file has one writer at a time: the gate is what keeps claims apart.
      #expect(try claim(3, at: 10, shop).count == 3)
      #expect(try claim(9, at: 10, shop).count == 3)
      return
    }
    let others = try Store.open(shop.store.url, patience: GatePatience(seconds: 5))
    let queue = WorkQueue(table: "outbox", due: "not_before", waits: "sent_at IS NULL")
    let now = OutboxTests.at(10)
    let (mine, theirs) = try shop.store.connection.act(.record) { writer in
      let mine = try writer.claim(
        from: queue, limit: 3, until: OutboxTests.at(70), at: now, returning: "id"
      ) { $0.integer(0) }
      // Mine are claimed, and nothing of it is committed.
      let theirs = try Outbox.claim(limit: 9, forMilliseconds: OutboxTests.lease, at: now, in: others)
      return (mine, theirs.map(\.id))
    }
    #expect(mine.count == 3 && theirs.count == 3)
    #expect(Set(mine).isDisjoint(with: theirs))
  }

  @Test func `Many at once claim and send each message once`() async throws {
    let shop = try shop(messages: 60)
    let url = shop.store.url
    let sent = try await withThrowingTaskGroup(of: [Int64].self) { group in
      for _ in 0..<4 {
        group.addTask {
          let store = try Store.open(url)
          var sent: [Int64] = []
          while true {
            let some = try Outbox.claim(limit: 4, forMilliseconds: OutboxTests.lease, at: OutboxTests.at(99), in: store)
            if some.isEmpty { return sent }
            for message in some where try Outbox.markSent(message, at: OutboxTests.at(99), in: store) {
              sent.append(message.id)
            }
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(sent.count == 60 && Set(sent).count == 60)
    #expect(try shop.store.connection.readNow(Outbox.waiting) == 0)
  }

  @Test func `The store's clock goes with this machine's, and a cancelled order's message is due by it`() throws {
    let shop = try shop(messages: 0)
    let told = try shop.store.connection.readNow { try $0.clock() }
    let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    #expect(abs(told.milliseconds - now.milliseconds) < 60_000)
    _ = try shop.account()
    let order = try #require(try shop.perform("enterOrder", fields: ["channel": "SHOP", "lines": "MUG@5"]).subject)
    try shop.perform("confirmOrder", order)
    try shop.perform("cancelOrder", order)
    func claim(at now: Instant) throws -> [Outbox.Message] {
      try Outbox.claim(limit: 9, forMilliseconds: OutboxTests.lease, at: now, in: shop.store)
    }
    #expect(try claim(at: shop.now).isEmpty, "an undo has a moment's time")
    let some = try claim(at: shop.now.adding(milliseconds: 10_000))
    #expect(some.map(\.topic) == ["channel.orderCancelled"])
    #expect(some.first?.payload.contains("\"order\":\(order)") == true)
  }
}
