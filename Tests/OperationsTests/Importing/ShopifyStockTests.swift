import Domain
import Foundation
import Operations
import Store
import Testing

/// Shopify's inventory table in its three layouts, and Amazon's mirror.
@Suite struct ShopifyStockTests {
  private func shop() throws -> ImportBench {
    let bench = try ImportBench()
    try bench.place("SZ", in: nil, ["name": "Shenzhen, hall 2"])
    try bench.place("HAM", in: nil, ["name": "Hamburg"])
    try bench.place("A-1", in: "SZ")
    try bench.product("MUG")
    try bench.product("CUP")
    return bench
  }

  private let newHeader =
    "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU,HS Code,COO,"
    + "Location,Bin name,Incoming (not editable),Unavailable (not editable),Committed (not editable),"
    + "Available (not editable),On hand (current),On hand (new)\n"

  @Test func `The newest layout counts what is in On hand (new), and where that is empty what was there`() throws {
    let bench = try shop()
    let report = try bench.count(
      newHeader
        + "mug,Mug,Title,Default Title,,,,,MUG,,,\"Shenzhen, hall 2\",A-1,0,0,0,5,5,7\n"
        + "cup,Cup,Title,Default Title,,,,,CUP,,,Hamburg,,0,0,0,3,3,\n"
        + "cup,Cup,Title,Default Title,,,,,CUP,,,SZ,,,,,,not stocked,not stocked\n"
        + "cup,Cup,Title,Default Title,,,,,CUP,,,Berlin,,0,0,0,3,3,\n")
    #expect(report.format == "shopify-inventory-csv")
    #expect(report.told == "2 imported, 1 skipped, 1 refused")
    #expect(report.refusals == ["5 location unknownPlace"])
    #expect(try bench.standing() == "CUP HAM 3, MUG A-1 7")
  }

  @Test func `The older layout has one On hand, and the oldest a column for each location`() throws {
    let bench = try shop()
    let older =
      "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU,HS Code,COO,"
      + "Location,Incoming,Unavailable,Committed,Available,On hand\n"
      + "mug,Mug,Title,Default Title,,,,,MUG,,,Hamburg,0,0,2,3,5\n"
    let report = try bench.count(older)
    #expect(report.format == "shopify-inventory-csv" && report.told == "1 imported")
    let oldest =
      "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU,HS Code,COO,"
      + "\"Shenzhen, hall 2\",Hamburg,Mars\n"
      + "mug,Mug,Title,Default Title,,,,,MUG,,,4,5,\n"
      + "cup,Cup,Title,Default Title,,,,,CUP,,,not stocked,2,1\n"
    let second = try bench.count(oldest, at: 60)
    #expect(second.format == "shopify-inventory-places-csv")
    #expect(second.told == "2 imported, 1 unchanged, 1 refused" && second.refusals == ["3 location unknownPlace"])
    #expect(try bench.standing() == "CUP HAM 2, MUG HAM 5, MUG SZ 4")
  }

  @Test func `Available is what is left behind promises`() throws {
    let bench = try shop()
    _ = try bench.count("sku,warehouse,on hand\nMUG,HAM,10\n")
    try bench.perform("addAccount", fields: ["code": "SHOP", "channel": "own", "currency": "EUR"])
    let order = try #require(
      try bench.perform("enterOrder", fields: ["channel": "SHOP", "lines": "MUG*4@5"]).subject)
    try bench.perform("confirmOrder", order)
    try bench.perform("markPaid", order)
    try bench.perform("allocateOrder", order)
    let oldest =
      "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU,HS Code,COO,"
      + "Hamburg\nmug,Mug,Title,Default Title,,,,,MUG,,,"
    #expect(try bench.count(oldest + "6\n", at: 60).told == "1 unchanged")
    #expect(try bench.count(oldest + "7\n", at: 120).told == "1 updated" || bench.standing() == "MUG HAM 11")
    #expect(try bench.standing() == "MUG HAM 11")
    let out = try bench.export("shopify-inventory-csv")
    #expect(out.contains(",MUG,,,Hamburg,,0,0,4,7,11,11\r\n"), "\(out)")
  }

  @Test func `Stock goes out in every layout and comes in again without a change, whatever is in it`() throws {
    for format in ["stock-csv", "stock-json", "shopify-inventory-csv", "openboxes-inventory-csv"] {
      let bench = try shop()
      try bench.place("SZ-DMG", in: "SZ", ["use": "damaged"])
      for sku in ["=1+1", "0012", "-2", "货号 1", "a\"b", "semi;colon", "x,y"] { try bench.product(sku) }
      _ = try bench.count(
        "sku,warehouse,bin,lot,expires,condition,on hand\nMUG,SZ,A-1,L1,2027-01-31,,5\nMUG,SZ,,,,damaged,2\n"
          + "'=1+1,SZ,A-1,,,,3\n'0012,SZ,A-1,,,,4\n-2,SZ,A-1,,,,6\n货号 1,SZ,A-1,,,,7\n\"a\"\"b\",SZ,A-1,,,,8\n"
          + "semi;colon,SZ,A-1,,,,9\n\"x,y\",SZ,A-1,,,,10\n", format: "general-stock-csv")
      let before = try bench.standing()
      #expect(before.split(separator: ",").count >= 9, "\(before)")
      let text = try bench.export(format)
      let again = try bench.count(text, at: 60, place: "SZ", name: "out.\(format.hasSuffix("json") ? "json" : "csv")")
      #expect(again.format == format, "\(format): \(again)")
      #expect(again.imported + again.updated == 0 && again.refusedCount == 0, "\(format): \(again.refusals) \(text)")
      #expect(again.rows >= 8)
      #expect(try bench.standing() == before)
    }
  }

  // MARK: FBA

  private func summaries(_ fulfillable: Int, at time: String = "2026-09-20T10:00:00Z", reserved: Int = 2) -> String {
    """
    {"payload":{"granularity":{"granularityType":"Marketplace","granularityId":"A1PA6795UKMFR9"},
    "inventorySummaries":[{"asin":"B00ABC","fnSku":"X00ABC","sellerSku":"MUG","condition":"NewItem",
    "inventoryDetails":{"fulfillableQuantity":\(fulfillable),"inboundWorkingQuantity":1,"inboundShippedQuantity":3,
    "inboundReceivingQuantity":0,"reservedQuantity":{"totalReservedQuantity":\(reserved),"pendingCustomerOrderQuantity":\(reserved),
    "pendingTransshipmentQuantity":0,"fcProcessingQuantity":0},"researchingQuantity":{"totalResearchingQuantity":0},
    "unfulfillableQuantity":{"totalUnfulfillableQuantity":4}},"lastUpdatedTime":"\(time)","productName":"Mug",
    "totalQuantity":22}]},"pagination":{"nextToken":"abc"}}
    """
  }

  @Test func `A fulfilment centre that holds less than nothing is refused, and what was known stays`() throws {
    let bench = try shop()
    _ = try bench.count(summaries(12), name: "fba.json")
    let report = try bench.count(summaries(-3, at: "2026-09-21T10:00:00Z"), name: "later.json")
    #expect(report.told == "1 refused", "\(report)")
    #expect(try bench.integer("SELECT available FROM stock_reports WHERE item = 'X00ABC'") == 12)
  }

  @Test func `Amazon's summaries are a mirror with its time, and never touch the ledger`() throws {
    let bench = try shop()
    try bench.place("AMAZON-FBA", in: nil, ["kind": "fba"])
    let report = try bench.count(summaries(12), name: "fba.json")
    #expect(report.format == "amazon-spapi-json" && report.told == "1 imported", "\(report)")
    #expect(try bench.integer("SELECT COUNT(*) FROM moves") == 0)
    #expect(try bench.integer("SELECT available FROM stock_reports WHERE item = 'X00ABC'") == 12)
    func buckets() throws -> String {
      try bench.store.connection.readNow { try $0.first("SELECT buckets FROM stock_reports") { $0.text(0) } ?? "" }
    }
    #expect(
      try buckets()
        == #"{"fulfillable":12,"inboundShipped":3,"inboundWorking":1,"pendingCustomerOrder":2,"unfulfillable":4}"#)
    // Again changes nothing; told later with the same numbers only the time moves on.
    #expect(try bench.count(summaries(12), name: "fba.json").told == "1 unchanged")
    #expect(try bench.count(summaries(12), at: 60, name: "fba.json").told == "1 unchanged")
    let told = Instant(seconds: 1_790_000_060).milliseconds
    #expect(try bench.integer("SELECT told_at FROM stock_reports") == told)
    #expect(try bench.integer("SELECT mirrored_at FROM locations WHERE kind = 'fba'") == told)
    // A newer picture replaces it, an older one does not, and other buckets alone are news too.
    #expect(try bench.count(summaries(12, reserved: 5), at: 120, name: "fba.json").told == "1 updated")
    #expect(try bench.count(summaries(1, at: "2026-09-19T10:00:00Z"), at: 180, name: "fba.json").told == "1 unchanged")
    let last = try bench.count(summaries(9, at: "2026-09-21T10:00:00Z"), at: 240, name: "fba.json")
    #expect(last.told == "1 updated")
    let batch = try #require(last.batch)
    _ = try bench.store.undo(entry: batch, as: bench.admin, now: Instant(seconds: 1_790_000_300))
    #expect(try bench.integer("SELECT available FROM stock_reports") == 12)
    #expect(try buckets().contains("\"pendingCustomerOrder\":5"))
    #expect(try bench.store.examine().findings == [])
  }
}
