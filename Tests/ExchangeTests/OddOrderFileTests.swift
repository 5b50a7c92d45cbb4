import Domain
import Foundation
import Testing

@testable import Exchange

/// Files that shops really send and that say less, or more, than their layout promises.
@Suite struct OddOrderFileTests {
  @Test func `A bare order that tells of its fulfilments is an order`() throws {
    let order = """
      {"id":1,"name":"#1001","currency":"USD","financial_status":"paid","total_price":"10.00","order_number":1001,\
      "line_items":[{"id":7,"sku":"S","quantity":1,"price":"10.00"}],\
      "fulfillments":[{"id":2,"status":"success","tracking_number":"1Z","line_items":[{"id":7,"quantity":1}]}]}
      """
    for text in [order, "[\(order)]", order + "\n" + order] {
      #expect(MessageSamples.format(of: Array(text.utf8))?.kinds.contains("orders") == true)
    }
  }

  @Test func `A table that never says what was sold keeps the money and waits`() throws {
    let text = """
      order-id\torder-date\torder-status\tship-city\tship-state\tship-postal-code\tship-country\titem-price\tcurrency\t\
      payment-date\tbilling-name\tbuyer-email\tpurchase-date
      302-1\t2026-09-22T15:04:11+00:00\tUnshipped\tKöln\t\t50667\tDE\t12.00\tEUR\t\t\ta@b.c\t2026-09-22T15:04:11+00:00
      """
    let order = try #require(try Taken(text).orders.first)
    #expect(order.items == 1200 && order.lines == [])
    #expect(order.unreadableLines.map(\.code) == [.missingValue])
  }

  @Test func `A second row of an order that has one row is said where it differs`() throws {
    let text = """
      order_id|order_date|customer_email|order_total|currency|order_status
      X1|2026-09-20|a@b.c|5.00|EUR|pending
      X1|2026-09-20|a@b.c|7.00|EUR|paid
      X2|2026-09-20|a@b.c|7.00|EUR|paid
      X2|2026-09-20|a@b.c|7.00|EUR|paid
      """
    let taken = try Taken(text)
    #expect(taken.orders.map(\.total) == [500, 700])
    #expect(taken.noted.map { [$0.code.rawValue, "\($0.line)", $0.field] } == [["rowAgain", "3", "order_total"]])
  }

  @Test func `A row with a field too few waits, one that ends with empty fields does not`() throws {
    let header = "order_id,order_date,order_total,currency,ship_name,ship_street,ship_city,ship_country,note"
    let rows = (1...4).map { "\($0),2026-09-22,10.00,EUR,Ann,Ring 1,Wien,AT," }
    let (short, trimmed) = ("5,2026-09-22,10.00,EUR,Ann,Wien,AT", "6,2026-09-22,10.00,EUR,Ann,Ring 1,Wien,AT")
    let taken = try Taken(([header] + rows + [short, trimmed]).joined(separator: "\n"))
    let held = taken.orders.filter { !$0.unreadableLines.isEmpty }.map(\.externalId)
    #expect(held == ["5"])
    #expect(taken.noted.map(\.line) == [7])
  }

  @Test func `A date that shows the other order of day and month behind the beginning is said`() throws {
    let header = "order_id,order_date,order_total,currency,order_status"
    let rows = (0..<3000).map { "\($0),05/0\($0 % 9 + 1)/2026,10.00,EUR,paid" }
    let taken = try Taken(([header] + rows + ["9999,22/09/2026,10.00,EUR,paid"]).joined(separator: "\n"))
    #expect(taken.noted.map(\.code) == [.otherDateOrder] && taken.noted.map(\.line) == [3002])
  }

  @Test func `What a spreadsheet writes for nothing is no number of an order`() throws {
    let taken = try Taken(
      """
      order_id,order_date,order_total,currency,order_status
      #N/A,2026-09-22,10.00,EUR,paid
      null,2026-09-22,10.00,EUR,paid
      -,2026-09-22,10.00,EUR,paid
      1,2026-09-22,10.00,EUR,paid
      """)
    #expect(taken.orders.map(\.externalId) == ["1"])
    #expect(taken.refused.map(\.issue.code) == [.missingId, .missingId, .missingId])
  }

  @Test func `Taps of different shops belong to different accounts`() {
    func channel(_ text: String) -> String? {
      var bytes = Array(text.utf8)
      return bytes.withUnsafeMutableBufferPointer { SingerShop.channel(of: Sample(bytes: UnsafeBufferPointer($0))) }
    }
    let shopify =
      #"{"type":"SCHEMA","stream":"orders","schema":{"properties":{"financial_status":{},"line_items":{}}}}"#
    let woo = #"{"type":"SCHEMA","stream":"orders","schema":{"properties":{"order_key":{},"line_items":{}}}}"#
    #expect(channel(shopify) == "shopify")
    #expect(channel(woo) == "woocommerce")
    #expect(channel(#"{"type":"RECORD","stream":"bigcommerce-orders","record":{"id":1}}"#) == "bigcommerce")
    #expect(channel(#"{"type":"RECORD","stream":"public.orders","record":{"id":1}}"#) == nil)
  }
}
