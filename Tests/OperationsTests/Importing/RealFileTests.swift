import Domain
import Exchange
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// Real files, through the whole way: file → format → store → report → view.
@Suite struct RealFileTests {
  @Test(arguments: ["2010-12", "2011-01", "2011-02", "2011-03"])
  func `A retail month's counts and sums in the store equal its expected figures to the penny`(month: String) throws {
    let shared = URL(fileURLWithPath: try #require(SharedData.folder, "shared/data is missing"))
    let bench = try ImportBench()
    let expected = try #require(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: shared.appendingPathComponent("orders-uci/expected.json"))) as? [String: [String: Any]])
    let figures = try #require(expected[month])

    let report = try bench.take(shared.appendingPathComponent("orders-uci/\(month).csv.gz").path)

    #expect(report.accountsForItself)
    #expect(report.refusedCount == 0)
    #expect(report.imported == figures["lines"] as? Int)
    #expect(try bench.integer("SELECT COUNT(*) FROM order_lines") == Int64(figures["lines"] as? Int ?? -1))
    #expect(try bench.integer("SELECT COUNT(*) FROM orders") == Int64(figures["invoices"] as? Int ?? -1))
    #expect(
      try bench.integer("SELECT COUNT(*) FROM order_lines WHERE quantity < 0")
        == Int64(figures["negative_qty_lines"] as? Int ?? -1))
    #expect(
      try bench.integer("SELECT COUNT(*) FROM order_lines WHERE unit_price <= 0")
        == Int64(figures["nonpositive_price_lines"] as? Int ?? -1))
    let net = try bench.integer("SELECT SUM(amount) FROM order_lines")
    #expect(Money(minorUnits: net, currency: .pound).amount == figures["net_revenue"] as? String)
    #expect(try bench.integer("SELECT SUM(total) FROM orders") == net)
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `Every real file of these formats goes in with each row accounted for, and again changes nothing`() throws
  {
    let shared = URL(fileURLWithPath: try #require(SharedData.folder, "shared/data is missing"))
    let bench = try ImportBench()
    let files = try [
      "shopify/product-csvs", "shopify/api-fixtures", "product-csv-medusa", "amazon-spapi/ordersV0",
      "amazon-spapi/orders_2026-01-01", "amazon-spapi/catalogItems_2022-04-01", "amazon-spapi/listingsItems_2021-08-01",
      "saleor-sample",
    ].flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: shared.appendingPathComponent(folder).path).sorted()
        .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".json") }.map { "\(folder)/\($0)" }
    }
    #expect(files.count > 90)
    var records = 0
    for file in files {
      let path = shared.appendingPathComponent(file).path
      let report = try bench.take(path)
      #expect(report.accountsForItself, "\(file): \(report)")
      #expect(report.failure == nil || report.rows == 0, "\(file): \(report.failure ?? "")")
      records += report.imported

      let again = try bench.take(path)
      #expect(again.imported == 0 && again.updated == 0, "\(file) a second time: \(again)")
    }
    #expect(records > 150)
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `Shopify's products go out as they came in`() throws {
    let shared = URL(fileURLWithPath: try #require(SharedData.folder, "shared/data is missing"))
    for name in ["apparel.csv", "jewelery.csv"] {
      let bench = try ImportBench()
      let file = shared.appendingPathComponent("shopify/product-csvs/\(name)")
      _ = try bench.take(file.path)
      let products = try bench.store.connection.readNow { reader in
        try (1...(reader.integer("SELECT MAX(id) FROM products") ?? 0)).compactMap {
          try ProductTable.load($0, in: reader)
        }
      }
      var text = ""
      ShopifyProductCSV.write(products) { text += $0 }
      #expect(text == (try String(contentsOf: file, encoding: .utf8)), "\(name)")
    }
  }

  @Test func `A dry run reports the same as the import that follows`() throws {
    let shared = URL(fileURLWithPath: try #require(SharedData.folder, "shared/data is missing"))
    let bench = try ImportBench()
    let path = shared.appendingPathComponent("orders-uci/2010-12.csv.gz").path

    let dry = try bench.take(path, dryRun: true)
    #expect(try bench.integer("SELECT COUNT(*) FROM orders") == 0)
    let real = try bench.take(path)

    #expect(dry.imported == real.imported)
    #expect(dry.rows == real.rows)
  }

  @Test func `What is no known format is said, and nothing is written`() throws {
    let bench = try ImportBench()
    let file = bench.folder.appendingPathComponent("letter.txt")
    try Data("Dear Sirs,\nplease find enclosed nothing of use.\n".utf8).write(to: file)
    let entries = try bench.integer("SELECT COUNT(*) FROM journal")

    let report = try bench.take(file.path)

    #expect(report.failure?.contains("no known format") == true)
    #expect(try bench.integer("SELECT COUNT(*) FROM journal") == entries)
  }

  @Test func `Hostile text goes in and comes out as it was`() throws {
    let shared = URL(fileURLWithPath: try #require(SharedData.folder, "shared/data is missing"))
    let bench = try ImportBench()
    let texts = try HostileText.given(shared)
    let writer = CSVWriter()
    var file = writer.line([
      "Name", "Email", "Financial Status", "Currency", "Total", "Created at", "Lineitem quantity", "Lineitem name",
      "Lineitem price", "Shipping Name",
    ])
    for (index, text) in texts.enumerated() {
      file += writer.line([
        "#\(index + 1)", "", "paid", "EUR", "1.00", "2026-01-01 10:00:00 +0000", "1", text, "1.00", text,
      ])
    }
    let path = bench.folder.appendingPathComponent("orders.csv")
    try Data(file.utf8).write(to: path)

    let report = try bench.take(path.path)

    #expect(report.accountsForItself)
    #expect(report.imported > texts.count * 9 / 10, "\(report.refused.prefix(5))")
    #expect(try bench.store.examine().findings == [])
  }
}

/// Texts that break careless programs.
private enum HostileText {
  static func given(_ shared: URL) throws -> [String] {
    let lines = SharedData.text("hostile-text/escapes-given.jsonl")
    let escapes = try lines.split(separator: "\n").compactMap { line -> String? in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return object?["text"] as? String
    }
    let naughty =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: shared.appendingPathComponent("hostile-text/blns-given.json"))) as? [String]
    return escapes + (naughty ?? [])
  }
}
