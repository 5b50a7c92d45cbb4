import Domain
import Exchange
import Foundation
import Operations
import Store
import Testing

/// Several files in one dry run: each is judged as if those before it were in.
@Suite struct DryRunOfSeveralTests {
  /// All files in one dry run, then each for good; the reports must be the same but for the journal entries.
  @discardableResult
  private func expectSame(_ files: [(name: String, text: String)]) throws -> [ImportReport] {
    let bench = try ImportBench()
    let rehearsal = FileRehearsal(ofSeveral: true)
    let paths = try files.enumerated().map { index, file in
      let url = bench.folder.appendingPathComponent("\(index)-\(file.name)")
      try Data(file.text.utf8).write(to: url)
      let written = Date(timeIntervalSince1970: 1_789_999_000 + Double(index))
      try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: url.path)
      return url.path
    }
    let entries = try bench.integer("SELECT COUNT(*) FROM journal")
    var dry: [ImportReport] = []
    for path in paths {
      var options = FileImport.Options()
      options.isDryRun = true
      let run = FileImport(
        store: bench.store, actor: bench.admin, options: options, now: { Instant(seconds: 1_790_000_100) },
        rehearsal: rehearsal)
      dry.append(try run.run(.path(path), name: path))
    }
    #expect(try bench.integer("SELECT COUNT(*) FROM journal") == entries)
    #expect(try bench.integer("SELECT COUNT(*) FROM accounts") == 0)
    for (path, foreseen) in zip(paths, dry) {
      var real = try bench.take(path)
      real.batch = nil
      #expect(foreseen == real)
      #expect(foreseen.accountsForItself)
    }
    #expect(try bench.store.examine().findings == [])
    return dry
  }

  private func order(_ id: Int, at stamp: String, total: String = "5.00", sku: String = "MUG") -> String {
    """
    {"type":"RECORD","stream":"orders","record":{"id":\(id),"name":"#\(id)","created_at":"2026-01-02T10:00:00Z",\
    "updated_at":"\(stamp)","currency":"EUR","total_price":"\(total)","email":"a\(id)@example.com",\
    "line_items":[{"id":\(id)1,"sku":"\(sku)","title":"Mug","quantity":1,"price":"\(total)"}],"financial_status":"paid"}}

    """
  }

  private static let products = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"

  @Test func `A file knows the orders of the one before it, newer, older and the same`() throws {
    let (first, second, third) = ("2026-01-02T10:00:00Z", "2026-01-03T10:00:00Z", "2026-01-04T10:00:00Z")
    let one = order(1, at: second) + order(2, at: second) + order(3, at: second)
    let two = order(1, at: third, total: "6.00") + order(2, at: first, total: "7.00") + order(3, at: second)
    let reports = try expectSame([("a.jsonl", one), ("b.jsonl", two + order(4, at: first)), ("a.jsonl", one)])
    #expect(reports.map(\.imported) == [3, 1, 0])
    #expect(reports.map(\.updated) == [0, 1, 0])
  }

  @Test func `A file knows the products of the one before it`() throws {
    let products = DryRunOfSeveralTests.products + "mug,Mug,Title,Default Title,MUG,5.00\n"
    let item = """
      {"type":"RECORD","stream":"inventory_items","record":{"id":77,"sku":"MUG","tracked":true,\
      "created_at":"2026-01-02T10:00:00Z","country_code_of_origin":"DE","harmonized_system_code":"691110"}}

      """
    let taken = DryRunOfSeveralTests.products + "cup,Cup,Title,Default Title,mug,6.00\n"
    let reports = try expectSame([("p.csv", products), ("i.jsonl", item), ("t.csv", taken)])
    #expect(reports.map(\.refusedCount) == [0, 0, 1])
    #expect(try expectSame([("i.jsonl", item), ("p.csv", products)]).map(\.refusedCount) == [1, 0])
  }

  @Test func `Files of several channels that are not there yet are told apart`() throws {
    let shopify =
      "Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price\n"
      + "#1,a@example.com,paid,EUR,3.00,2026-01-02 10:00:00 +0000,1,Mug,3.00\n"
    let other =
      "order-id\torder-item-id\tpurchase-date\tpayments-date\tbuyer-email\tsku\tquantity-purchased\tcurrency\t"
      + "item-price\n1\t2\t2026-01-02T10:00:00+00:00\t\tb@example.com\tMUG\t1\tEUR\t3.00\n"
    let reports = try expectSame([("s.csv", shopify), ("o.txt", other), ("s.csv", shopify), ("o.txt", other)])
    #expect(reports.map(\.imported) == [1, 1, 0, 0])
  }

  @Test func `A variant that an order refers to stays when its source no longer has it, and the dry run says so`()
    throws
  {
    let both =
      DryRunOfSeveralTests.products + """
        mug,Mug,Colour,Red,M-RED,5.00
        mug,,Colour,Blue,M-BLUE,5.00
        mug,,Colour,Green,M-GREEN,5.00

        """
    let one = DryRunOfSeveralTests.products + "mug,Mug,Colour,Red,M-RED,6.00\n"
    let sale = order(1, at: "2026-01-02T10:00:00Z", sku: "M-Blue")
    for files in [[("o.jsonl", sale), ("p.csv", both)], [("p.csv", both), ("o.jsonl", sale)]] {
      let reports = try expectSame(files + [("q.csv", one)])
      #expect(reports.last?.updated == 1)
      #expect(reports.last?.notes == [RowIssue(line: 2, code: .variantKept, found: "M-BLUE")])
    }
  }

  @Test func `Rates of a service that the file before them brings are taken in the dry run too`() throws {
    let reports = try expectSame([
      (
        "services.csv",
        "service code,carrier,name,max weight,longest side,features,cut-off\n"
          + "SP1,YUN,Small packet,2000g,60cm,tracked,16:00\n"
      ),
      (
        "rates.csv",
        "渠道代码;国家;重量段;首重;首重价格;续重;续重单价;币种;时效;体积系数;进位单位;最低计费重;生效日期\n"
          + "SP1;德国;0-2kg;100g;20,50;100g;5,25;CNY;7-15天;8000;10g;50g;2026-01-01\n"
      ),
    ])
    #expect(reports.map(\.imported) == [1, 1], "\(reports)")
  }
}
