import Domain
import Store
import TestSupport
import Testing

/// The roll-up of orders while a run takes orders in.
struct TallyInRunTests {
  @Test func `A run folds the roll-up that it makes longer, and its sums stay the orders'`() throws {
    let shop = try Shop()
    let intake = try Intake(
      store: shop.store, account: try shop.account(), actor: shop.admin, format: "test", file: "a",
      exportedAt: Shop.start)
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
    let countries = letters.flatMap { first in letters.map { first + $0 } }
    var next = 0
    // Transactions of fifty orders, each for a country of its own: a row each.
    for _ in 0..<64 {
      var left = 50
      _ = try intake.take(now: shop.now) {
        if left == 0 { return nil }
        left -= 1
        next += 1
        var order = IncomingOrder.made("\(next)")
        order.shipTo?.country = countries[next % countries.count]
        return IntakeRecord(.order(order))
      }
    }
    let orders = try shop.integer("SELECT COUNT(*) FROM orders")
    #expect(orders == Int64(next))
    #expect(try shop.integer("SELECT SUM(orders) FROM order_tally") == orders)
    // Folding a thousand rows or more leaves one for each country; how often it comes round depends on the machine.
    #expect(try shop.integer("SELECT COUNT(*) FROM order_tally") <= orders - Int64(1000 - countries.count))
  }
}
