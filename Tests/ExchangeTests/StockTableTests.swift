import Domain
import Exchange
import TestSupport
import Testing

/// Stock tables by their columns: what is one, what a profile says, and what bad files do.
@Suite struct StockTableTests {
  private func taken(_ bytes: [UInt8], as format: Format? = nil) throws -> (
    stocks: [IncomingStock], refused: [RowIssue]
  ) {
    let found = format ?? bytes.withUnsafeBufferPointer { Formats.find(Sample(bytes: $0)) }
    var reader = try #require(found).makeReader(ReadingContext())
    var stocks: [IncomingStock] = []
    var refused: [RowIssue] = []
    func sink(_ item: IntakeItem) {
      if case .stock(let stock) = item { stocks.append(stock) }
      if case .refused(let issue, _) = item { refused.append(issue) }
    }
    try bytes.withUnsafeBufferPointer { try reader.consume($0) { sink($0) } }
    try reader.finish { sink($0) }
    return (stocks, refused)
  }

  private func format(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBufferPointer { Formats.find(Sample(bytes: $0)) }?.id
  }

  @Test func `A table of stock is known by its columns in many tongues, and tables of other things are none`() {
    for header in [
      "SKU,On Hand", "sku;warehouse;qty", "货号,仓库,库存数量", "Artikelnummer;Lagerplatz;Bestand", "EAN\tBin\tQuantity",
      "商品コード,倉庫,在庫数", "Report of today\nSKU,Warehouse,Stock",
    ] {
      let sign = header.first { ",;\t".contains($0) } ?? ","
      #expect(format(header + "\nA\(sign)B\(sign)1\n") == "general-stock-csv", "\(header)")
    }
    for header in ["SKU,Quantity", "Order ID,SKU,Quantity,Warehouse", "SKU,Title,Price,HS Code", "Name,On hand"] {
      #expect(format(header + "\nA,B,1\n") != "general-stock-csv", "\(header)")
    }
  }

  @Test func `Dates are read in the order that one of them gives away`() throws {
    let text = "sku,bin,lot,expiry date,on hand\nA,B,1,03/04/2027,1\nA,B,2,25/04/2027,1\n"
    let stocks = try taken(Array(text.utf8)).stocks
    #expect(stocks.compactMap { $0.count?.expiresAt?.civil().dateText } == ["2027-04-03", "2027-04-25"])
  }

  @Test func `A profile says which column is which, and its faults are named`() throws {
    let profile = try MappingProfile(
      toml: """
        id = "my-warehouse"
        kind = "stock"
        delimiter = ";"
        dates = "dayFirst"
        [recognise]
        columns = ["Teil", "Ist"]
        [columns]
        sku = "Teil"
        quantity = "Ist"
        bin = "Fach"
        expiresAt = "Ablauf"
        [constants]
        place = "HAM"
        [[filter]]
        column = "Art"
        drop = ["Muster"]
        """)
    let text = "Teil;Ist;Fach;Ablauf;Art\nA;5;F1;03.04.2027;\nB;2;F2;;Muster\n"
    let found = try taken(Array(text.utf8), as: profile.format)
    #expect(found.stocks.map(\.sku) == ["A"] && found.stocks.first?.location == "HAM")
    #expect(found.stocks.first?.count?.bin == "F1")
    #expect(found.stocks.first?.count?.expiresAt?.civil().dateText == "2027-04-03")
    for (toml, key) in [
      ("id = \"a\"\nkind = \"stock\"\n", "columns"),
      ("id = \"a\"\nkind = \"stock\"\n[columns]\nquantity = \"Q\"\n", "sku"),
      ("id = \"a\"\nkind = \"stock\"\n[columns]\nsku = \"S\"\n", "quantity"),
      ("id = \"a\"\nkind = \"stock\"\n[columns]\nsku = \"S\"\nquantitty = \"Q\"\n", "quantitty"),
      ("id = \"a\"\nkind = \"stock\"\ndates = \"x\"\n[columns]\nsku = \"S\"\nquantity = \"Q\"\n", "dates"),
    ] {
      do throws(ProfileRefusal) {
        _ = try MappingProfile(toml: toml)
        Issue.record("\(toml) was taken")
      } catch {
        #expect(error.key == key, "\(toml)")
      }
    }
  }

  @Test func `Whatever stands in a file, no reader of stock, parcels or answers falls over, and each row is told`()
    throws
  {
    var dice = Dice(seed: 3)
    let ids = [
      "stock-csv", "openboxes-inventory-csv", "shopify-inventory-csv", "shopify-inventory-places-csv",
      "general-stock-csv",
      "stock-json", "amazon-shipping-txt", "ebay-shipping-csv", "shopify-shipping-csv", "shopify-shipping-json",
      "etsy-shipping-csv", "shipping-csv", "amazon-feed-report", "amazon-feed-report-json", "ebay-upload-results",
      "shopify-import-results",
    ]
    let words = [
      "sku", "SKU", "on hand", "On hand (new)", "Location", "Physical QOH", "Product code", "order-id",
      "tracking-number",
      "Line Number", "Status", "original-record-number", "9223372036854775807", "-1", "1.5", "\"", "\"\"", ",", ";",
      "\t",
      "\n", "\r\n", "{", "}", "[", "]", ":", "\"stock\"", "\"onHand\"", "\"issues\"", "\"summary\"", "not stocked",
      "\u{0}",
      "货号", "0", "12/31/2027", "Handle", "HS Code", "COO", "Option1 Name", "Number of records processed", "1E+20", "",
    ]
    for id in ids {
      let format = try #require(Formats.named(id), "\(id)")
      for _ in 0..<60 {
        let count = Int.random(in: 0..<60, using: &dice)
        let text = (0..<count).map { _ in words[Int.random(in: 0..<words.count, using: &dice)] }.joined()
        _ = try taken(Array(text.utf8), as: format)
        let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &dice) }
        _ = try taken(noise, as: format)
      }
    }
  }
}
