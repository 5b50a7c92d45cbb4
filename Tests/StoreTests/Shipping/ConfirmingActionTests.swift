import Domain
import TestSupport
import Testing

@testable import Store

/// Telling a channel that goods are on their way, and taking it back.
@Suite struct ConfirmingActionTests {
  private func shipped(_ shop: Shop, _ lines: [(String, Int64)] = [("MUG", 2), ("CUP", 1)]) throws -> Int64 {
    let order = try shop.sale("1001", lines)
    try shop.perform("shipOrder", order)
    return order
  }

  private func states(_ shop: Shop, _ order: Int64) throws -> [String] {
    try shop.store.connection.readNow { try ConfirmationTable.records(of: order, in: $0) }.flatMap { record in
      record.units.map { "\(record.trackingNumber) \($0.quantity) \($0.state.rawValue)" }
    }
  }

  private func waiting(_ shop: Shop) throws -> Int64 {
    try shop.integer("SELECT COUNT(*) FROM outbox WHERE topic = 'channel.shippingConfirmed' AND sent_at IS NULL")
  }

  @Test func `What is shipped is left for the channel once, whoever asks again`() throws {
    let shop = try Shop()
    let order = try shipped(shop)
    let fields = ["carrier": "DHL", "tracking": " 00340 "]
    try shop.perform("confirmShipping", order, fields: fields)
    #expect(try states(shop, order) == ["00340 2 waiting", "00340 1 waiting"])
    #expect(try waiting(shop) == 1)
    #expect(throws: ActionRefusal.order(.unchanged)) { try shop.perform("confirmShipping", order, fields: fields) }
    #expect(throws: ActionRefusal.confirming(.nothingToConfirm(order: "SHOP-1001"))) {
      try shop.perform("confirmShipping", order, fields: ["carrier": "DHL", "tracking": "other"])
    }
    #expect(try waiting(shop) == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `Parts are told as they are named, never beyond what was shipped, and early beyond that`() throws {
    let shop = try Shop()
    let order = try shop.sale("1001", [("MUG", 3)])
    try shop.perform("shipPart", order, fields: ["lines": "MUG*2"])
    func confirm(_ fields: [String: String]) throws { try shop.perform("confirmShipping", order, fields: fields) }
    try confirm(["carrier": "DHL", "tracking": "a", "lines": "MUG*1"])
    #expect(throws: ActionRefusal.confirming(.notShipped(line: 1, shipped: 2, asked: 2))) {
      try confirm(["carrier": "DHL", "tracking": "b", "lines": "#1*2"])
    }
    try confirm(["carrier": "DHL", "tracking": "b", "lines": "#1*2", "early": "true"])
    #expect(try states(shop, order) == ["a 1 waiting", "b 2 waiting"])
    #expect(throws: ActionRefusal.confirming(.notSoMany(line: 1, left: 0, asked: 1))) {
      try confirm(["carrier": "DHL", "tracking": "c", "lines": "#1*1", "early": "true"])
    }
    #expect(try shop.findings() == [])
  }

  @Test func `A confirmation that is not written yet can be undone, and told anew`() throws {
    let shop = try Shop()
    let order = try shipped(shop)
    let entry = try #require(
      try shop.perform("confirmShipping", order, fields: ["carrier": "DHL", "tracking": "1"]).entry)
    _ = try shop.store.undo(entry: entry, as: shop.admin, now: shop.now)
    #expect(try waiting(shop) == 0)
    #expect(try states(shop, order) == ["1 2 withdrawn", "1 1 withdrawn"])
    try shop.perform("confirmShipping", order, fields: ["carrier": "DHL", "tracking": "1"])
    #expect(try states(shop, order).filter { $0.hasSuffix("waiting") }.count == 2)
    #expect(try waiting(shop) == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `What nobody has refused cannot be sent again, and what waits can be given up`() throws {
    let shop = try Shop()
    let order = try shipped(shop)
    try shop.perform("confirmShipping", order, fields: ["carrier": "DHL", "tracking": "1"])
    #expect(throws: ActionRefusal.confirming(.nothingRefused(order: "SHOP-1001"))) {
      try shop.perform("resendShipping", order)
    }
    try shop.perform("withdrawShipping", order)
    #expect(try waiting(shop) == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `Only who ships may tell the channel`() throws {
    let shop = try Shop()
    let order = try shipped(shop)
    let agent = Actor(name: "ada", rights: [.look, .editOrders])
    #expect(throws: ActionRefusal.self) {
      try shop.perform("confirmShipping", order, fields: ["carrier": "DHL"], as: agent)
    }
  }
}
