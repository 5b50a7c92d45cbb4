import Domain
import Foundation
import TestSupport
import Testing

@testable import Exchange

struct ProductFormatTests {
  private func written(_ products: [IncomingProduct]) -> String {
    var text = ""
    ShopifyProductCSV.write(products.map(\.product)) { text += $0 }
    return text
  }

  @Test(arguments: ["apparel", "jewelery"])
  func `Shopify's sample products go out byte for byte as they came`(name: String) throws {
    guard let bytes = SharedData.bytes("shopify/product-csvs/\(name).csv") else { return }
    let taken = try Taken(bytes, context: ReadingContext(currency: .euro))
    #expect(taken.refused.isEmpty)
    #expect(taken.rows == recordCount(bytes, delimiter: 0x2c))
    #expect(written(taken.products) == String(decoding: bytes, as: UTF8.self))
    if name == "jewelery" {
      let anchor = try #require(taken.products.first { $0.externalId == "leather-anchor" }).product
      #expect(anchor.variants.map(\.optionValues) == [["Gold"], ["Silver"]])
      #expect(anchor.variants.map { $0.prices.first?.minorUnits } == [6999, 5500])
      #expect(anchor.images.count == 3)
      #expect(anchor.tags == ["anchor", "gold", "leather", "silver"])
    }
  }

  @Test func `Continuation rows that repeat every column go out as they came`() throws {
    let text = """
      Handle,Title,Vendor,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,\
      Image Position,Status\r
      cup,Cup,Us,"a, b",TRUE,Size,S,C-S,5,https://x/1.jpg,1,active\r
      cup,Cup,Us,"a, b",TRUE,Size,M,C-M,6.50,https://x/2.jpg,2,active\r
      plate,Plate,Us,,TRUE,Title,Default Title,P-1,7.00,,,draft
      """
    let taken = try Taken(text)
    #expect(taken.products.map(\.rowCount) == [2, 1])
    #expect(taken.products[0].product.variants.map(\.sku) == ["C-S", "C-M"])
    #expect(taken.products.map(\.product.review) == [.approved, .draft])
    #expect(written(taken.products) == text)
  }

  @Test func `A changed price goes out in our notation and the rest as it came`() throws {
    let text =
      "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Grams,Published\r\n"
      + "c,C,Title,Default Title,,5,10,true"
    var product = try #require(try Taken(text).products.first).product
    #expect(product.variants.count == 1)
    product.variants[0].prices = [Money(minorUnits: 725, currency: .none)]
    product.title = "New"
    var out = ""
    ShopifyProductCSV.write([product]) { out += $0 }
    #expect(
      out == text.replacingOccurrences(of: ",5,", with: ",7.25,").replacingOccurrences(of: "c,C,", with: "c,New,"))
  }

  @Test func `A wrong price refuses its row alone`() throws {
    let text = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\nc,C,Size,S,A,5\nc,,,M,B,five\n"
    let taken = try Taken(text)
    #expect(taken.products.first?.rowCount == 1)
    #expect(
      taken.refused.map(\.issue) == [RowIssue(line: 3, field: "Variant Price", code: .wrongAmount, found: "five")])
  }

  @Test func `Medusa's products are read and odd columns are named`() throws {
    guard let comma = SharedData.bytes("product-csv-medusa/exported-products-comma.csv"),
      let semicolon = SharedData.bytes("product-csv-medusa/exported-products-semicolon.csv"),
      let column = SharedData.bytes("product-csv-medusa/invalid-column.csv"),
      let prices = SharedData.bytes("product-csv-medusa/invalid-prices.csv")
    else { return }
    let taken = try Taken(comma)
    let product = try #require(taken.products.first).product
    #expect(taken.noted == [])
    #expect(product.number == "base-product")
    #expect(product.optionNames == ["size", "color"])
    #expect(product.variants.first?.prices.map(\.currency.code).sorted() == ["DKK", "EUR", "USD"])
    #expect(product.tags == ["123", "456"])
    #expect(taken.rows == recordCount(comma, delimiter: 0x2c))
    #expect(try Taken(semicolon).products.map(\.product) == taken.products.map(\.product))
    #expect(
      try Taken(column).noted == [RowIssue(line: 1, field: "Product field", code: .unsupported, found: "Product field")]
    )
    let odd = try Taken(prices).noted
    #expect(odd.contains { $0.line == 2 && $0.field == "Variant Price nonexistent [EUR]" })
  }
}
