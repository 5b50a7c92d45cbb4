import Domain
import Foundation
import TestSupport
import Testing

@testable import Exchange

struct RecognitionTests {
  private static let byExport: [String: String] = [
    "Amazon new orders report, older layout": "amazon-order-report", "Amazon order report": "amazon-order-report",
    "Amazon unshipped orders, with buyer name": "amazon-order-report", "Amazon unshipped orders": "amazon-order-report",
    "Amazon settlement report V1": "amazon-settlement", "eBay Germany orders": "ebay-orders-de",
    "eBay Germany transactions": "ebay-transactions-de", "eBay United Kingdom orders": "ebay-orders-uk",
    "eBay US Seller Hub orders": "ebay-orders-us", "Etsy sold order items": "etsy-order-items",
    "Etsy sold orders": "etsy-orders", "Etsy statement": "etsy-statement", "PayPal activity, EU": "paypal-activity",
    "PayPal activity, US": "paypal-activity", "Shopify orders export": "shopify-orders-csv",
    "TikTok Shop orders (the second row is prose about the columns)": "tiktok-shop-orders",
    "Walmart orders": "walmart-orders", "Wise statement": "wise-statement",
  ]
  private static let byPlatform: [String: String] = [
    "shopify-default": "shopify-orders-csv", "woocommerce": "woocommerce-orders-csv", "amazon": "amazon-order-report",
    "eu-semicolon": "german-shop", "pipe": "general-orders", "bom": "general-orders",
    "quoted-comma": "general-orders-titles", "etsy": "etsy-order-items", "bigcommerce": "bigcommerce-orders-csv",
  ]

  private func found(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBufferPointer { Formats.find(Sample(bytes: $0))?.id }
  }

  private func line(_ columns: [String], _ delimiter: String) -> String {
    columns.map { $0.contains(delimiter) ? "\"\($0)\"" : $0 }.joined(separator: delimiter) + "\r\n"
  }

  @Test func `Every layout is found, whatever the order of its columns, below prose too`() throws {
    guard let layouts = SharedData.json("marketplace-exports/layouts.json") as? [[String: Any]] else { return }
    #expect(layouts.count == 18)
    for layout in layouts {
      let name = try #require(layout["export"] as? String)
      let delimiter = try #require(layout["delimiter"] as? String)
      let columns = try #require(layout["columns"] as? [String])
      let id = try #require(Self.byExport[name])
      #expect(found(line(columns, delimiter)) == id, "\(name)")
      #expect(found(line(columns.reversed(), delimiter)) == id, "\(name), reversed")
      #expect(found(line(columns.map { $0.uppercased() } + ["Another"], delimiter)) == id, "\(name), more columns")
      #expect(found("Seller ID : someone\r\n\r\n" + line(columns, delimiter)) == id, "\(name), below prose")
    }
  }

  @Test func `Every header vector is found`() throws {
    guard let vectors = SharedData.json("marketplace-exports/header-vectors.json") as? [[String: Any]] else { return }
    #expect(vectors.count == 9)
    for vector in vectors {
      let name = try #require(vector["platform"] as? String)
      let line = try #require(vector["line"] as? String)
      #expect(found(line + "\n") == Self.byPlatform[name], "\(name)")
    }
  }

  @Test(arguments: [
    ("marketplace-exports/1688-order-export.header.csv", "1688-orders"),
    ("marketplace-exports/ebay-us-full.header.csv", "ebay-orders-us"),
    ("shopify/product-csvs/apparel.csv", "shopify-products-csv"),
    ("shopify/product-csvs/jewelery.csv", "shopify-products-csv"),
    ("product-csv-medusa/exported-products-comma.csv", "medusa-products-csv"),
    ("product-csv-medusa/exported-products-semicolon.csv", "medusa-products-csv"),
    ("product-csv-medusa/invalid-column.csv", "medusa-products-csv"),
    ("product-csv-medusa/invalid-prices.csv", "medusa-products-csv"),
    ("product-csv-medusa/prices-with-region.csv", "medusa-products-csv"),
    ("product-csv-medusa/product-with-categories.csv", "medusa-products-csv"),
    ("orders-uci/2010-12.csv.gz", "uci-online-retail"),
  ])
  func `Real files are found by content`(name: String, id: String) throws {
    guard let path = SharedData.path(name) else { return }
    #expect(Formats.find(try SourceReader(.path(path)).sample())?.id == id)
  }

  @Test func `Other tables are nobody's`() {
    #expect(found("a,b,c\n1,2,3\n") == nil)
    #expect(found("Date,Temperature\n2026-01-01,3\n") == nil)
    #expect(found("") == nil)
    #expect(found("hello world\n") == nil)
  }

  @Test func `Every status table and every profile is well written`() {
    for layout in DelimitedFormats.orderLayouts {
      #expect(layout.statuses.mistakes + layout.paymentStatuses.mistakes + layout.fulfilmentStatuses.mistakes == [])
      #expect(layout.always != nil, "\(layout.id)")
    }
    for entry in ShippedProfiles.texts { #expect(throws: Never.self) { try MappingProfile(toml: entry.toml) } }
    #expect(Profiles.shipped.count == ShippedProfiles.texts.count)
    #expect(Set(Formats.all.map(\.id)).count == Formats.all.count)
  }
}
