import Domain
import Exchange
import TestSupport
import Testing

struct RetailMonthTests {
  @Test(arguments: ["2010-12", "2011-01", "2011-02", "2011-03"])
  func `A retail month's figures hold to the penny`(month: String) throws {
    guard let path = SharedData.path("orders-uci/\(month).csv.gz"),
      let all = SharedData.json("orders-uci/expected.json") as? [String: [String: Any]]
    else { return }
    let expected = try #require(all[month])
    let source = try SourceReader(.path(path))
    var reader = try #require(Formats.find(try source.sample())).makeReader(ReadingContext())
    var orders: [IncomingOrder] = []
    var other = 0
    let take: (IntakeItem) -> Void = { item in
      switch item {
      case .order(let order): orders.append(order)
      case .noted: break
      default: other += 1
      }
    }
    try source.read { try reader.consume($0, into: take) }
    try reader.finish(into: take)

    var (lines, withoutCustomer, cancels, negative, unpriced, duplicates) = (0, 0, 0, 0, 0, 0)
    var (net, gross): (Int64, Int64) = (0, 0)
    var customers: Set<String> = []
    var countries: Set<String> = []
    var bySKU: [String: Int64] = [:]
    for order in orders {
      if let id = order.buyerId { customers.insert(id) }
      countries.insert(try #require(order.shipTo).country)
      #expect(order.rowCount == order.lines.count)
      #expect(order.total == order.lines.reduce(0) { $0 + ($1.amount ?? 0) })
      #expect((order.state == .cancelled) == order.externalId.hasPrefix("C"))
      var seen: Set<IncomingLine> = []
      for line in order.lines {
        lines += 1
        if order.buyerId == nil { withoutCustomer += 1 }
        if order.state == .cancelled { cancels += 1 }
        if line.quantity < 0 { negative += 1 }
        if let price = line.unitPrice, price <= 0 { unpriced += 1 }
        if !seen.insert(line).inserted { duplicates += 1 }
        let amount = try #require(line.amount)
        net += amount
        if line.quantity > 0 { gross += amount }
        bySKU[line.sku, default: 0] += line.quantity
      }
    }
    #expect(other == 0)
    #expect(lines == expected["lines"] as? Int)
    #expect(Set(orders.map(\.externalId)).count == expected["invoices"] as? Int)
    #expect(orders.count == expected["invoices"] as? Int)
    #expect(customers.count == expected["customers"] as? Int)
    #expect(withoutCustomer == expected["lines_without_customer"] as? Int)
    #expect(cancels == expected["cancel_lines"] as? Int)
    #expect(negative == expected["negative_qty_lines"] as? Int)
    #expect(unpriced == expected["nonpositive_price_lines"] as? Int)
    #expect(duplicates == expected["duplicate_lines"] as? Int)
    #expect(Money(minorUnits: net, currency: .pound).amount == expected["net_revenue"] as? String)
    #expect(Money(minorUnits: gross, currency: .pound).amount == expected["gross_revenue"] as? String)
    #expect(countries.count == expected["countries"] as? Int)
    let top = try #require(expected["top5_sku"] as? [[Any]])
    let best = bySKU.sorted { $0.value > $1.value }.prefix(5)
    #expect(best.map(\.key) == top.compactMap { $0[0] as? String })
    #expect(best.map { Int($0.value) } == top.compactMap { $0[1] as? Int })
  }
}
