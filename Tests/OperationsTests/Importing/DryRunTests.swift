import Domain
import Exchange
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// A dry run says what the import would say: also where records of one file have to do with each other or with what is
/// there already.
@Suite struct DryRunTests {
  /// One file after the other, each first dry and then for good; the reports must be the same but for the journal entry.
  private func expectSame(_ texts: [String], _ name: String = "file.csv") throws {
    let bench = try ImportBench()
    for (index, text) in texts.enumerated() {
      let file = bench.folder.appendingPathComponent("\(index)-\(name)")
      try Data(text.utf8).write(to: file)
      try expectSame(file.path, bench)
    }
  }

  private func expectSame(_ path: String, _ bench: ImportBench) throws {
    let entries = try bench.integer("SELECT COUNT(*) FROM journal")
    var dry = try bench.take(path, dryRun: true)
    #expect(try bench.integer("SELECT COUNT(*) FROM journal") == entries)
    #expect(dry.accountsForItself)
    var real = try bench.take(path)
    dry.batch = nil
    real.batch = nil
    #expect(dry == real)
    #expect(try bench.store.examine().findings == [])
  }

  private func order(_ id: Int, at stamp: String, total: String = "5.00", note: String = "") -> String {
    """
    {"id":\(id),"name":"#\(id)","created_at":"2026-01-02T10:00:00Z","updated_at":"\(stamp)","currency":"EUR",\
    "total_price":"\(total)","note":"\(note)","email":"a\(id)@example.com",\
    "line_items":[{"id":\(id)1,"sku":"MUG","title":"Mug","quantity":1,"price":"\(total)"}]}
    """
  }

  private func message(_ stream: String, _ record: String) -> String {
    "{\"type\":\"RECORD\",\"stream\":\"\(stream)\",\"record\":\(record)}\n"
  }

  @Test func `Records that a stream repeats, revises or brings late are judged as they will be`() throws {
    let (first, second, third) = ("2026-01-02T10:00:00Z", "2026-01-03T10:00:00Z", "2026-01-04T10:00:00Z")
    let stream = [
      order(1, at: first), order(2, at: second), order(1, at: first), order(1, at: third, total: "6.00"),
      order(1, at: second, total: "7.00"), order(2, at: third), order(3, at: first),
      order(3, at: first, total: "8.00"),
    ].map { message("orders", $0) }.joined()
    // Again, with what is there already: newer in its stamp alone, newer in its total, older.
    let again = [
      order(1, at: "2026-02-01T00:00:00Z", total: "6.00"), order(2, at: "2026-02-01T00:00:00Z", total: "9.00"),
      order(3, at: "2025-12-01T00:00:00Z", total: "4.00"), order(4, at: first), order(2, at: third),
    ].map { message("orders", $0) }.joined()
    try expectSame([stream, again], "orders.jsonl")
  }

  private static let productColumns = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"

  @Test func `SKUs of other products and products told twice are judged as they will be`() throws {
    try expectSame([
      DryRunTests.productColumns + """
        mug,Mug,Title,Default Title,MUG,5.00
        cup,Cup,Title,Default Title,mug,6.00
        plate,Plate,Title,Default Title,PLATE,6.00
        mug,Mug,Title,Default Title,MUG,5.50
        bowl,Bowl,Title,Default Title,CUP-2,6.00
        plate,Plate,Title,Default Title,PLATE,6.00

        """,
      DryRunTests.productColumns + """
        other,Other,Title,Default Title,PLATE,5.00
        mug,Mug,Title,Default Title,MUG-2,5.00
        new,New,Title,Default Title,MUG,5.00

        """,
    ])
  }

  @Test func `Rows of an order that stand apart are judged as they will be, in an empty store and a filled one`() throws
  {
    let head =
      "Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price\n"
    func row(_ order: Int, _ item: String) -> String {
      "#\(order),a@example.com,paid,EUR,9.00,2026-01-02 10:00:00 +0000,1,\(item),3.00\n"
    }
    let apart = head + row(1, "Mug") + row(2, "Mug") + row(1, "Cup") + row(3, "Mug") + row(1, "Mug") + row(2, "Mug")
    try expectSame([apart, head + row(1, "Plate") + row(4, "Mug") + row(1, "Mug") + row(2, "Mug")])
  }

  @Test func `Sums that are too large and stock told twice are judged as they will be`() throws {
    let large = "92233720368547758.07"
    try expectSame(
      [order(1, at: "2026-01-02T10:00:00Z", total: large), order(2, at: "2026-01-02T10:00:00Z")]
        .map { message("orders", $0) } + [
          message(
            "orders",
            """
            {"id":3,"currency":"EUR","updated_at":"2026-01-02T10:00:00Z","line_items":[\
            {"id":1,"title":"a","quantity":2,"price":"\(large)"},{"id":2,"title":"b","quantity":1,"price":"\(large)"}]}
            """)
        ], "orders.jsonl")
    func level(_ item: Int, _ available: Int, at stamp: String) -> String {
      message(
        "inventory_levels",
        "{\"inventory_item_id\":\(item),\"location_id\":9,\"available\":\(available),\"updated_at\":\"\(stamp)\"}")
    }
    try expectSame(
      [
        level(1, 5, at: "2026-01-02T10:00:00Z") + level(2, 5, at: "2026-01-02T10:00:00Z")
          + level(1, 6, at: "2026-01-03T10:00:00Z") + level(1, 7, at: "2026-01-01T10:00:00Z")
          + level(2, 5, at: "2026-01-04T10:00:00Z")
      ], "levels.jsonl")
  }

  @Test func `A record repeated many thousand times over is judged in time`() throws {
    let one = message("orders", order(1, at: "2026-01-02T10:00:00Z"))
    let other = (0..<50).map { message("orders", order(1, at: "2026-01-02T10:00:00Z", note: "\($0)")) }.joined()
    try expectSame([String(repeating: one, count: 5000) + other], "orders.jsonl")
  }

  @Test(arguments: ["products", "product", "variants", "inventory_items", "inventory_levels", "orders"])
  func `Real records of an interface are judged as they will be`(name: String) throws {
    let shared = URL(fileURLWithPath: try #require(SharedData.folder, "shared/data is missing"))
    let bench = try ImportBench()
    try expectSame(shared.appendingPathComponent("shopify/api-fixtures/\(name).json").path, bench)
    try expectSame(shared.appendingPathComponent("shopify/api-fixtures/\(name).json").path, bench)
  }
}
