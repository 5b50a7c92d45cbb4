import Domain
import Foundation
import Testing

@testable import Exchange

struct JSONStreamTests {
  private let good = "{\"id\":1,\"name\":\"#1\",\"financial_status\":\"paid\",\"line_items\":[]}"
  private func other(_ number: Int) -> String { good.replacingOccurrences(of: "1", with: String(number)) }

  private func orders(_ bad: String) throws -> (ids: [String], refused: [RowIssue]) {
    let text = "{\"orders\":[\n\(good),\n\(bad),\n\(other(2)),\n\(other(3))]}"
    let items = try MessageSamples.read(text, as: "shopify-api-json")
    return (items.orders.map(\.externalId), items.refusals)
  }

  @Test(arguments: [
    "{\"id\":9,}", "{\"id\":9 \"x\":1}", "{\"id\":9,\"a\":[1,2}", "{\"name\":\"#9\",\"note\":\"Bob, \"x\":1}",
    "{\"name\":nope}", "nonsense", "{\"a\":{\"b\":[}\n ", "{\"id\":\"\\q\"}",
  ])
  func `One bad record is refused and the rest goes in`(bad: String) throws {
    let result = try orders(bad)
    #expect(result.ids == ["1", "2", "3"])
    #expect(result.refused.count == 1)
    #expect(result.refused.first?.line == 3)
    #expect(result.refused.first?.code == .wrongJSON)
  }

  @Test func `A refused record keeps its text for the rejects`() throws {
    let items = try MessageSamples.read("[\(good),{\"id\":9,}]", as: "shopify-api-json")
    #expect(items.contains { if case .refused(_, let raw) = $0 { raw == "{\"id\":9,}" } else { false } })
  }

  @Test func `A missing or a spare comma between records is said and the records go in`() throws {
    let items = try MessageSamples.read("[\(good) \(other(2)),,\(other(3)),]", as: "shopify-api-json")
    #expect(items.orders.map(\.externalId) == ["1", "2", "3"])
    #expect(items.notes.count == 3)
  }

  @Test func `A file that ends too early is refused at its end`() throws {
    let whole = "{\"orders\":[\(good),\(other(2))]}"
    for cut in 1..<whole.utf8.count {
      let items = try MessageSamples.read(String(whole.prefix(cut)), as: "shopify-api-json")
      #expect(items.refusals.count == 1, "cut at \(cut)")
    }
    #expect(try MessageSamples.read(whole, as: "shopify-api-json").refusals.isEmpty)
  }

  @Test func `Outermost values one after the other are records each, and a broken line breaks no other`() throws {
    let broken = "{\"id\":7,\"name\":\"#7\",\"line_items\":[{\"quantity\":1"
    let items = try MessageSamples.read("\(good)\n\(broken)\n\(other(2))\n\n\(other(3))\n", as: "shopify-api-json")
    #expect(items.orders.map(\.externalId) == ["1", "2", "3"])
    #expect(items.refusals.map(\.line) == [2])
  }

  @Test(arguments: [1, 2, 3, 7, 64, 1000])
  func `However the bytes are cut, the same comes out`(piece: Int) throws {
    for path in [
      "shopify/api-fixtures/orders.json", "shopify/api-fixtures/products.json", "shopify/api-fixtures/order.json",
      "amazon-spapi/orders_2026-01-01/paths_orders_2026_01_01_orders_get_responses_200.0.json",
      "amazon-spapi/ordersV0/paths_orders_v0_orders_get_responses_200.1.json",
    ] {
      let bytes = try MessageSamples.bytes(path)
      let format = try #require(MessageSamples.format(of: bytes))
      #expect(try MessageSamples.read(bytes, format, piece: piece) == MessageSamples.read(bytes, format), "\(path)")
    }
  }

  @Test func `The raw record is the very text of the file`() throws {
    let bytes = try MessageSamples.bytes("shopify/api-fixtures/orders.json")
    let text = String(decoding: bytes, as: UTF8.self)
    let order = try MessageSamples.order(text, as: "shopify-api-json")
    #expect(text.contains(order.raw))
    #expect(order.raw.hasPrefix("{\n      \"id\": 450789469,"))
    #expect(order.line == 3)
  }

  @Test func `A record beyond the limit is refused in bounded memory and the next goes in`() throws {
    let long = "{\"id\":5,\"note\":\"" + String(repeating: "x", count: 17 << 20) + "\"}"
    let items = try MessageSamples.read("[\(long),\(good)]", as: "shopify-api-json")
    #expect(items.orders.map(\.externalId) == ["1"])
    #expect(items.refusals.map(\.code) == [.tooLong])
  }
}
