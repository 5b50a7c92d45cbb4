import Domain
import Exchange
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// Real files of stock, through the whole way, and out again.
@Suite struct RealStockTests {
  /// The cells of a real table by their columns' names.
  private func table(_ name: String) throws -> [[String: String]] {
    let bytes = Array(SharedData.text(name).utf8)
    var records: [[String]] = []
    var scanner = RowScanner(delimiter: 0x2c)
    bytes.withUnsafeBufferPointer { scanner.consume($0) { records.append($0.texts) } }
    scanner.finish { records.append($0.texts) }
    let header = try #require(records.first, "\(name) is empty")
    return records.dropFirst().map { record in
      Dictionary(zip(header, record)) { first, _ in first }
    }
  }

  /// A warehouse of OpenBoxes' demo shop with its bins, and every product that its count names.
  private func warehouse(_ name: String, code: String, count: String) throws -> ImportBench {
    let bench = try ImportBench()
    try bench.place(code, in: nil, ["name": name])
    // Chicago's second room has shelves of the same names: nobody could tell which are meant.
    for bin in try table("wms-openboxes/binLocations.csv")
    where bin["parentLocation"] == name && bin["locationNumber"]?.hasPrefix("CHI-2") == false {
      try bench.place(try #require(bin["locationNumber"]), in: code, ["name": try #require(bin["name"])])
    }
    for sku in Set(try table(count).compactMap { $0["Product code"] }.filter { !$0.isEmpty }) {
      try bench.product(sku)
    }
    return bench
  }

  @Test(arguments: [
    ("Main Warehouse", "MW", "wms-openboxes/mainWarehouseInventory.csv"),
    ("Chicago Warehouse", "CHI", "wms-openboxes/chicagoWarehouseInventory.csv"),
  ])
  func `OpenBoxes' count of a warehouse is in its bins and lots to the unit, and goes out as it came in`(
    name: String, code: String, file: String
  ) throws {
    let path = try #require(SharedData.path(file), "shared/data is missing")
    let rows = try table(file)
    let bench = try warehouse(name, code: code, count: file)
    let report = try bench.count(file: path)
    #expect(report.format == "openboxes-inventory-csv")
    #expect(report.accountsForItself && report.rows == rows.count, "\(report.told)")
    #expect(report.refusedCount == 0, "\(report.refusals)")
    let wanted = rows.reduce(Int64(0)) { $0 + (Int64($1["Physical QOH"] ?? "") ?? 0) }
    #expect(wanted > 10_000)
    let there: SQL = """
      SELECT SUM(q.quantity)
      FROM quants AS q
      JOIN locations AS l ON l.id = q.location_id
      WHERE l.kind = 'domestic'
      """
    #expect(try bench.integer(there) == wanted)
    let lots = Set(
      rows.filter { Int64($0["Physical QOH"] ?? "") ?? 0 > 0 }.compactMap { row -> String? in
        row["Lot number"].flatMap { $0.isEmpty ? nil : "\(row["Product code"] ?? "") \($0)" }
      })
    #expect(try bench.integer("SELECT COUNT(*) FROM lots") == Int64(lots.count))
    #expect(try bench.count(file: path).told == "\(rows.count) unchanged")

    // Out, and into an empty shop of the same places.
    let out = try bench.export("openboxes-inventory-csv")
    let second = try warehouse(name, code: code, count: file)
    let again = try second.count(out, at: 10)
    #expect(again.refusedCount == 0, "\(again.refusals)")
    #expect(try second.standing() == bench.standing())
    #expect(try bench.count(out, at: 10).imported == 0)
    #expect(try bench.integer(there) == wanted)
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `A shelf that two rooms have is doubtful, and the codes that it could be are said`() throws {
    let bench = try warehouse("Chicago Warehouse", code: "CHI", count: "wms-openboxes/chicagoWarehouseInventory.csv")
    try bench.place("CHI-2-1-1", in: "CHI", ["name": "RACK1-SHELF1"])
    let path = try #require(SharedData.path("wms-openboxes/chicagoWarehouseInventory.csv"), "shared/data is missing")
    let report = try bench.count(file: path)
    #expect(report.refusedCount == 3 && report.accountsForItself)
    #expect(report.refused.allSatisfy { $0.code == .doubtfulPlace })
    #expect(report.refused.first?.found == "RACK1-SHELF1: CHI-1-1-1, CHI-2-1-1")
  }

  @Test func `OpenBoxes' other tables are no counts`() throws {
    let bench = try ImportBench()
    for name in ["inventoryLevels", "chicagoStocklistItems", "productCatalogItems", "locations", "productSuppliers"] {
      let path = try #require(SharedData.path("wms-openboxes/\(name).csv"), "shared/data is missing")
      let report = try bench.count(file: path)
      #expect(
        report.format.isEmpty || !report.format.contains("stock") && !report.format.contains("inventory"), "\(name)")
      #expect(report.imported == 0, "\(name)")
    }
  }

  @Test func `Saleor's stock is a count where the warehouse is ours, and else stays what Saleor says`() throws {
    let path = try #require(SharedData.path("saleor-sample/populatedb_data.json"), "shared/data is missing")
    let fixtures = try #require(SharedData.json("saleor-sample/populatedb_data.json") as? [[String: Any]])
    let stock = fixtures.filter { $0["model"] as? String == "warehouse.stock" }
    let units = stock.reduce(0) { $0 + (($1["fields"] as? [String: Any])?["quantity"] as? Int ?? 0) }
    #expect(stock.count == 56 && units > 1000)

    let theirs = try ImportBench()
    _ = try theirs.count(file: path)
    #expect(try theirs.integer("SELECT COUNT(*) FROM stock_reports") == 56)
    #expect(try theirs.standing().isEmpty)

    let ours = try ImportBench()
    try ours.place("GLOBAL")
    let report = try ours.count(file: path)
    #expect(report.accountsForItself)
    #expect(try ours.integer("SELECT COUNT(*) FROM stock_reports") == 0)
    #expect(try ours.integer("SELECT SUM(quantity) FROM quants WHERE quantity > 0") == Int64(units))
    #expect(try ours.count(file: path).told.contains("imported") == false)
    #expect(try ours.store.examine().findings == [])
  }

  @Test func `Shopify's levels by interface stay what Shopify says, and never touch the ledger`() throws {
    let bench = try ImportBench()
    try bench.place("487838322")
    let path = try #require(SharedData.path("shopify/api-fixtures/inventory_levels.json"), "shared/data is missing")
    #expect(try bench.count(file: path).told == "4 imported")
    #expect(try bench.integer("SELECT COUNT(*) FROM moves") == 0)
  }
}
