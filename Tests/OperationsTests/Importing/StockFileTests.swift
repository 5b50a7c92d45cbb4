import Domain
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// Stock-on-hand files: what was counted goes into the ledger as differences, what others say stays beside it.
@Suite struct StockFileTests {
  private func shop() throws -> ImportBench {
    let bench = try ImportBench()
    try bench.place("SZ", in: nil, ["name": "Shenzhen"])
    try bench.place("A-1", in: "SZ")
    try bench.place("A-2", in: "SZ")
    try bench.place("SZ-DMG", in: "SZ", ["use": "damaged"])
    try bench.product("MUG")
    try bench.product("CUP")
    return bench
  }

  @Test func `A first count is the opening of the books, a later one writes only the difference`() throws {
    let bench = try shop()
    let first = try bench.count("sku,warehouse,bin,on hand\nMUG,SZ,A-1,5\nCUP,SZ,A-2,3\n")
    #expect(first.told == "2 imported" && first.format == "general-stock-csv")
    #expect(try bench.standing() == "CUP A-2 3, MUG A-1 5")
    #expect(try bench.integer("SELECT COUNT(*) FROM moves WHERE reason = 'opening' AND from_id = 1") == 2)

    let later = try bench.count("sku,warehouse,bin,on hand,reason\nMUG,SZ,A-1,7,\nCUP,SZ,A-2,1,damaged\n", at: 60)
    #expect(later.told == "2 updated")
    #expect(try bench.standing() == "CUP A-2 1, MUG A-1 7")
    #expect(try bench.integer("SELECT quantity FROM moves WHERE reason = 'found'") == 2)
    #expect(try bench.integer("SELECT quantity FROM moves WHERE reason = 'damaged'") == 2)
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `A file taken in twice changes nothing, copied or not, also when goods moved meanwhile`() throws {
    let bench = try shop()
    let text = "sku,warehouse,bin,on hand\nMUG,SZ,A-1,5\n"
    _ = try bench.count(text)
    let mug = try bench.integer("SELECT id FROM variants WHERE sku = 'MUG'")
    try bench.perform("moveStock", mug, fields: ["from": "A-1", "to": "A-2", "quantity": "2"])
    let moves = try bench.integer("SELECT COUNT(*) FROM moves")
    let entries = try bench.integer("SELECT COUNT(*) FROM journal")
    #expect(try bench.count(text).told == "1 unchanged")
    #expect(try bench.count(text, at: 600, name: "copy.csv").told == "1 unchanged")
    #expect(try bench.integer("SELECT COUNT(*) FROM moves") == moves)
    #expect(try bench.integer("SELECT COUNT(*) FROM journal") == entries)
    // Somebody who says that it was counted anew is believed.
    #expect(try bench.count(text, at: 900, dated: true).told == "1 updated")
    #expect(try bench.standing() == "MUG A-1 5, MUG A-2 2")
  }

  @Test func `An older count never overwrites a newer one, whichever file comes first`() throws {
    let old = "sku,warehouse,bin,on hand\nMUG,SZ,A-1,5\n"
    let new = "sku,warehouse,bin,on hand\nMUG,SZ,A-1,9\n"
    for order in [[(old, 0), (new, 60)], [(new, 60), (old, 0)]] {
      let bench = try shop()
      for (text, at) in order { _ = try bench.count(text, at: Int64(at)) }
      #expect(try bench.standing() == "MUG A-1 9")
    }
  }

  @Test func `A bin's code says its warehouse, and a shop without a warehouse is told to make one`() throws {
    let bench = try shop()
    try bench.place("HH", in: nil)
    try bench.place("H-1", in: "HH")
    let report = try bench.count("SKU,Bin,Qty on hand\nMUG,A-1,5\nCUP,H-1,3\nCUP,Z-9,3\n")
    #expect(report.refusals == ["4 bin unknownPlace"])
    #expect(try bench.standing() == "CUP H-1 3, MUG A-1 5")
    let empty = try ImportBench()
    try empty.product("MUG")
    let refused = try empty.count("sku,on hand\nMUG,5\n").refused
    #expect(refused.map(\.code) == [.unknownPlace])
    #expect(refused.first?.message.contains("createLocation") == true)
    #expect(refused.first?.message.contains("several") == false)
  }

  @Test func `What nobody knows is said by line, and everything else goes in`() throws {
    let bench = try shop()
    try bench.place("AMZ-FBA", in: nil, ["kind": "fba"])
    try bench.place("OLD", in: "SZ")
    try bench.perform("closeLocation", try bench.integer("SELECT id FROM locations WHERE code = 'OLD'"))
    let report = try bench.count(
      """
      sku,warehouse,bin,lot,expires,condition,on hand
      MUG,SZ,A-1,,,,5
      NONE,SZ,A-1,,,,5
      MUG,MARS,,,,,5
      MUG,SZ,Z-9,,,,5
      CUP,SZ,OLD,,,,5
      CUP,AMZ-FBA,,,,,5
      CUP,SZ,A-2,,,,five
      CUP,SZ,A-2,,,,-1
      CUP,SZ,A-2,L1,someday,,5
      CUP,SZ,A-2,,,purple,5
      MUG,SZ,A-1,,,,6
      ,SZ,A-1,L2,,,6
      CUP,Shenzhen,,,,damaged,2

      """)
    #expect(
      Set(report.refusals) == [
        "3 sku unknownVariant", "4 location unknownPlace", "5 bin unknownPlace", "6 bin closedPlace",
        "7 location mirrorPlace", "8 on hand wrongNumber", "9 quantity badCount", "10 expires wrongDate",
        "11 condition unknownCondition", "12 sku countedTwice", "13 sku missingId",
      ])
    #expect(report.refusedCount == 11 && report.imported == 2 && report.accountsForItself)
    #expect(try bench.standing() == "CUP SZ-DMG 2, MUG A-1 5")
    for issue in report.refused { #expect(issue.message.count > 20, "\(issue)") }
  }

  @Test func `A row without a bin counts the whole warehouse, and says where it cannot tell which bin is meant`() throws
  {
    let bench = try shop()
    _ = try bench.count("sku,warehouse,bin,on hand\nMUG,SZ,A-1,5\nMUG,SZ,A-2,3\nCUP,SZ,A-2,4\n")
    #expect(try bench.count("sku,warehouse,stock\nMUG,SZ,8\nCUP,SZ,4\n", at: 60).told == "2 unchanged")
    let other = try bench.count("sku,warehouse,stock\nMUG,SZ,9\nCUP,SZ,6\n", at: 120)
    #expect(other.told == "1 imported, 1 refused" || other.told == "1 updated, 1 refused")
    #expect(other.refusals == ["2 bin binNeeded"])
    #expect(other.refused.first?.found == "A-1 5, A-2 3")
    #expect(try bench.standing() == "CUP A-2 6, MUG A-1 5, MUG A-2 3")
  }

  @Test func `Lots come with their expiry, and one that expires another day is refused`() throws {
    let bench = try shop()
    _ = try bench.count("sku,warehouse,bin,lot,expires,on hand\nMUG,SZ,A-1,L1,2027-01-31,5\nMUG,SZ,A-1,L2,,2\n")
    #expect(try bench.standing() == "MUG A-1 L1 5, MUG A-1 L2 2")
    #expect(
      try bench.integer("SELECT expires_at FROM lots WHERE code = 'L1'") == Instant(seconds: 1_801_396_800).milliseconds
    )
    let later = try bench.count(
      "sku,warehouse,bin,lot,expires,on hand\nMUG,SZ,A-1,L1,2027-02-28,9\nMUG,SZ,A-1,,,9\n", at: 60)
    #expect(later.refusals == ["2 expires lotDiffers", "3 lot lotNeeded"])
    #expect(try bench.standing() == "MUG A-1 L1 5, MUG A-1 L2 2")
  }

  @Test func `A dry run tells what the import does and writes nothing`() throws {
    let bench = try shop()
    let text = "sku,warehouse,bin,on hand\nMUG,SZ,A-1,5\nNONE,SZ,A-1,1\nCUP,SZ,A-2,0\n"
    let entries = try bench.integer("SELECT COUNT(*) FROM journal")
    let dry = try bench.count(text, dryRun: true)
    #expect(dry.told == "1 imported, 1 unchanged, 1 refused")
    #expect(try bench.standing().isEmpty)
    #expect(try bench.integer("SELECT COUNT(*) FROM journal") == entries)
    #expect(try bench.integer("SELECT COUNT(*) FROM stock_counts") == 0)
    #expect(try bench.count(text).told == dry.told)
  }

  @Test func `An import that is taken back takes its differences back, and the file can come again`() throws {
    let bench = try shop()
    let text = "sku,warehouse,bin,on hand\nMUG,SZ,A-1,5\n"
    let batch = try #require(try bench.count(text).batch)
    _ = try bench.store.undo(entry: batch, as: bench.admin, now: Instant(seconds: 1_790_000_200))
    #expect(try bench.standing().isEmpty)
    #expect(try bench.count(text, at: 5).told == "1 imported")
    #expect(try bench.standing() == "MUG A-1 5")
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `Spreadsheets' encodings are read: GBK with Chinese columns, UTF-16 with tabs`() throws {
    let bench = try shop()
    // 货号,仓库,库位,批次号,有效期至,库存数量,备注 in GB18030.
    let chinese: [UInt8] = [
      0xbb, 0xf5, 0xba, 0xc5, 0x2c, 0xb2, 0xd6, 0xbf, 0xe2, 0x2c, 0xbf, 0xe2, 0xce, 0xbb, 0x2c, 0xbf, 0xe2, 0xb4, 0xe6,
      0xca, 0xfd, 0xc1, 0xbf, 0x0d, 0x0a,
    ]
    let gbk = Data(chinese) + Data("MUG,SZ,A-1,5\r\nCUP,SZ,A-2,3\r\n".utf8)
    let report = try bench.count(bytes: gbk, name: "gbk.csv")
    #expect(report.told == "2 imported" && report.encoding == "GB18030", "\(report)")
    let wide = "SKU\tWarehouse\tBin\tOn hand\r\nMUG\tSZ\tA-1\t8\r\n".data(using: .utf16) ?? Data()
    let second = try bench.count(bytes: wide, at: 60, name: "wide.txt")
    #expect(second.told == "1 updated", "\(second)")
    #expect(try bench.standing() == "CUP A-2 3, MUG A-1 8")
  }
}
