import Domain
import Testing

@testable import Exchange

struct SingerRecordTests {
  private func message(_ record: String, _ stream: String = "orders") -> String {
    "{\"type\":\"RECORD\",\"stream\":\"\(stream)\",\"record\":{\(record)}}\n"
  }

  private let flat = """
    "id":1,"name":"#1001","financial_status":"paid","fulfillment_status":null,"currency":"EUR","total_price":"25.00",\
    "customer__id":77,"shipping_address__name":"Ann","shipping_address__zip":"01067",\
    "shipping_address__country_code":"DE",\
    "line_items":"[{\\"id\\":9,\\"title\\":\\"Mug\\",\\"quantity\\":2,\\"price\\":\\"12.50\\"}]"
    """

  @Test func `A flattened record is read as its source had it`() throws {
    let order = try #require(try Taken(message(flat)).orders.first)
    #expect(order.externalId == "1001")
    #expect(order.buyerId == "77")
    #expect(order.shipTo?.postcode == "01067")
    #expect(order.shipTo?.country == "DE")
    #expect(order.lines.map(\.title) == ["Mug"])
  }

  @Test func `What its source deleted is cancelled or passed over, and never dropped in silence`() throws {
    let gone = "\"_sdc_deleted_at\":\"2026-09-22T10:00:00Z\""
    let product = "\"id\":1,\"title\":\"x\",\"handle\":\"h\",\"variants\":[],\(gone)"
    let taken = try Taken(message(flat + "," + gone) + message(product, "products"))
    #expect(taken.orders.map(\.state) == [.cancelled])
    #expect(taken.orders.first?.cancelledAt?.iso8601 == "2026-09-22T10:00:00Z")
    #expect(taken.skipped.map(\.found) == ["products: deleted at its source"])
    #expect(taken.products.isEmpty)
  }

  @Test func `A batch in files of its own is refused, versions and states are passed over`() throws {
    let taken = try Taken(
      message(flat) + "{\"type\":\"BATCH\",\"stream\":\"orders\",\"manifest\":[\"file://x\"]}\n"
        + "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"orders\",\"version\":1}\n"
        + "{\"type\":\"STATE\",\"value\":{}}\n")
    #expect(taken.refused.map(\.issue.code) == [.unsupported])
    #expect(taken.skipped.count == 2)
    #expect(taken.rows == 4)
  }
}
