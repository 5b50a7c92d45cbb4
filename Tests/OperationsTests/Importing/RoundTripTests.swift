import Domain
import Exchange
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// What goes out comes in again as it was, whatever is written in it.
@Suite struct RoundTripTests {
  /// Texts that break careless programs, each once; what no table can hold (NUL) is left out.
  static func hostile() throws -> [String] {
    let shared = URL(fileURLWithPath: try #require(SharedData.folder, "shared/data is missing"))
    let naughty =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: shared.appendingPathComponent("hostile-text/blns-given.json"))) as? [String] ?? []
    let escapes = try SharedData.text("hostile-text/escapes-given.jsonl").split(separator: "\n").flatMap { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let bytes = (object?["b64"] as? String).flatMap { Data(base64Encoded: $0) }
      return [object?["text"] as? String, bytes.map { String(decoding: $0, as: UTF8.self) }].compactMap { $0 }
    }
    let formulas = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1", "'=1", "''", "- 5", "=\"a\""]
    var seen: Set<[UInt8]> = []
    return (naughty + escapes + formulas).filter { text in
      !text.utf8.contains(0) && text.contains { !$0.isWhitespace } && seen.insert(Array(text.utf8)).inserted
    }
  }

  private static func products(_ texts: [String]) -> [Product] {
    texts.enumerated().map { index, text in
      var product = Product(id: 0, number: "p-\(index)", title: text)
      product.brand = text
      product.category = text
      product.body = text
      product.tags = Tags.cleaned([text])
      product.optionNames = [text]
      product.review = .approved
      var variant = Variant(position: 1, sku: "\(text) \(index)", optionValues: [text])
      variant.prices = [Money(minorUnits: 1234, currency: .euro)]
      variant.barcodes = [Barcode(code: "4006381333931")]
      product.variants = [variant]
      product.images = [ProductImage(address: "https://shop.example/\(index).png", position: 1)]
      return product
    }
  }

  private func write(_ products: [Product], _ format: String) -> String {
    var text = ""
    if format == "medusa-products-csv" {
      MedusaProductCSV.write(products) { text += $0 }
    } else {
      ShopifyProductCSV.write(products) { text += $0 }
    }
    return text
  }

  /// The products of a store that has taken the text in.
  private func taken(_ text: String, _ format: String) throws -> [Product] {
    let bench = try ImportBench()
    let file = bench.folder.appendingPathComponent("products.csv")
    try Data(text.utf8).write(to: file)
    let report = try bench.take(file.path)
    #expect(report.format == format)
    #expect(report.accountsForItself)
    #expect(report.refused == [])
    #expect(try bench.take(file.path).imported == 0)
    #expect(try bench.store.examine().findings == [])
    return try bench.store.connection.readNow { reader in
      try (1...max(1, reader.integer("SELECT MAX(id) FROM products") ?? 0)).compactMap {
        try ProductTable.load($0, in: reader)
      }
    }
  }

  @Test(arguments: ["shopify-products-csv", "medusa-products-csv"])
  func `Products with hostile text in every field go out and in again the same`(format: String) throws {
    let texts = try RoundTripTests.hostile()
    #expect(texts.count > 500)
    let given = RoundTripTests.products(texts)
    let out = write(given, format)
    let first = try taken(out, format)
    try #require(first.count == given.count)
    for (was, now) in zip(given, first) {
      #expect(bytes(now) == bytes(was), "\(was.title.debugDescription)")
    }
    let again = write(first, format)
    let second = try taken(again, format)
    #expect(second == first)
    #expect(write(second, format) == again)
  }

  /// The texts of a product as bytes: Swift's own equality takes `é` and `e´` for one.
  private func bytes(_ product: Product) -> [[UInt8]] {
    var texts = [product.number, product.title, product.body, product.category] + product.tags + product.optionNames
    // Medusa's table has no brand.
    for variant in product.variants { texts += [variant.sku] + variant.optionValues + variant.barcodes.map(\.code) }
    return texts.map { Array($0.utf8) }
  }

  @Test func `Cells that a spreadsheet would run leave as text`() throws {
    let formulas = ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1", "\r=1"]
    for format in ["shopify-products-csv", "medusa-products-csv"] {
      let out = write(RoundTripTests.products(formulas), format)
      for formula in formulas {
        #expect(!out.contains(",\(formula),"), "\(format): \(formula.debugDescription)")
        #expect(out.contains("'\(formula)"), "\(format): \(formula.debugDescription)")
        #expect(!out.contains("\"\(formula)"), "\(format): \(formula.debugDescription)")
      }
    }
  }

  @Test func `Orders go out as Shopify's table and in again the same, hostile texts and all`() throws {
    let texts = try RoundTripTests.hostile()
    let lines = texts.enumerated().map { index, text in
      OrderLine(position: 1, sku: text, title: text, quantity: 2, unitPrice: 617, amount: 1234, discount: 0)
    }
    let writer = CSVWriter()
    var out = writer.line(ShopifyOrderExport.header)
    for (index, text) in texts.enumerated() {
      let order = Order(
        id: 1, accountId: 1, externalId: "A\(index)", number: "A\(index)", payment: .paid,
        placedAt: Instant(seconds: 1_790_000_000), money: OrderMoney(currency: .euro, items: 1234),
        tags: Tags.cleaned([text]), lines: [lines[index]])
      let card = Card(name: text, company: text, lines: [text], city: text, region: text, postcode: text)
      for row in ShopifyOrderExport().rows(order, .init(shipTo: card, message: text)) { out += writer.line(row) }
    }
    let bench = try ImportBench()
    let file = bench.folder.appendingPathComponent("orders.csv")
    try Data(out.utf8).write(to: file)
    let report = try bench.take(file.path)
    #expect(report.refused == [] && report.accountsForItself)
    #expect(report.imported == texts.count)
    var orders: [Order] = []
    try bench.store.connection.readNow { reader in
      orders = try (1...Int64(texts.count)).compactMap { try OrderTable.load($0, in: reader) }
    }
    try #require(orders.count == texts.count)
    for (order, text) in zip(orders, texts) {
      #expect(order.lines.map { Array($0.title.utf8) } == [Array(text.utf8)], "\(text.debugDescription)")
      #expect(order.money.total == 1234)
    }
    #expect(try bench.store.examine().findings == [])
  }
}
