import Domain
import Testing

@testable import Exchange

struct MedusaWritingTests {
  private let text = """
    Product Handle,Product Title,Product Status,Product Description,Product Category 1,Product Image 1,Product Tag 1,\
    Product Tag 2,Product Discountable,Variant Sku,Variant Barcode,Variant Hs Code,Variant Origin Country,\
    Variant Weight,Variant Title,Variant Option 1 Name,Variant Option 1 Value,Variant Price EUR,Variant Price USD,\
    Variant Price Europe [EUR]
    mug,'=Mug,published,"a, b",Mugs,https://x.example/1.png,x,y,true,''=M-1,4006381333931,691200,CN,300,Blue,Colour,\
    blue,10,12.5,9
    mug,'=Mug,published,"a, b",Mugs,https://x.example/1.png,x,y,true,M-2,,691200,CN,300,Red,Colour,red,11,,
    """

  @Test func `Medusa's products go out and in again the same`() throws {
    let first = try #require(try Taken(text).products.first).product
    #expect(first.title == "=Mug")
    #expect(first.variants.map(\.sku) == ["'=M-1", "M-2"])
    var out = ""
    MedusaProductCSV.write([first]) { out += $0 }
    let again = try #require(try Taken(out).products.first).product
    #expect(again == first)
    #expect(!out.split(separator: ",").contains { $0.hasPrefix("=") })
  }

  @Test func `A region's price stands in where its currency has none of its own`() throws {
    let alone =
      "Product Handle,Product Title,Variant Sku,Variant Option 1 Name,Variant Option 1 Value,"
      + "Variant Price Europe [EUR]\nmug,Mug,M,Colour,blue,9.50\n"
    let taken = try Taken(alone)
    #expect(taken.products.first?.product.variants.first?.prices == [Money(minorUnits: 950, currency: .euro)])
    // The column is named once; where its price could not stand in, the row is named too.
    #expect(taken.noted.map(\.line) == [1])
    #expect(try Taken(text).noted.map(\.line) == [1, 2])
  }
}
