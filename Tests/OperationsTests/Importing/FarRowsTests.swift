import Domain
import Exchange
import Foundation
import Operations
import Store
import Testing

/// Files that are sorted otherwise than by order: rows of one order stand further apart than a reader looks.
@Suite struct FarRowsTests {
  /// A kind of table: how it begins, rows of one order, and a row of any other.
  struct Table: Sendable, CustomTestStringConvertible {
    var name: String
    var header: String
    var rows: [String]
    var filler: @Sendable (Int) -> String

    var testDescription: String { name }

    static let retail = Table(
      name: "retail", header: "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
      rows: [
        "536365,85123A,T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom",
        "536365,71053,METAL LANTERN,6,12/1/2010 8:26,3.39,17850,United Kingdom",
        "536365,85123A,T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom",
        "536365,85123A,T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom",
      ], filler: { "\(600_000 + $0),22752,NESTING BOXES,2,12/1/2010 8:28,7.65,,France" })

    static let amazon = Table(
      name: "amazon",
      header: [
        "order-id", "order-item-id", "purchase-date", "payments-date", "buyer-email", "buyer-name", "sku",
        "product-name", "quantity-purchased", "currency", "item-price", "item-tax", "shipping-price",
        "ship-service-level", "recipient-name", "ship-city", "ship-postal-code", "ship-country",
      ].joined(separator: "\t"),
      rows: [("1", "MUG", "12.50", "2.00"), ("2", "CUP", "8.00", "1.28"), ("3", "MUG", "12.50", "2.00")].map {
        [
          "303-1234567-1234567", $0.0, "2026-01-02T10:00:00+00:00", "2026-01-02T10:05:00+00:00", "a@example.com",
          "Anna", $0.1, "A \($0.1)", "1", "EUR", $0.2, $0.3, "1.00", "Standard", "Anna", "Köln", "50667", "DE",
        ].joined(separator: "\t")
      },
      filler: {
        [
          "304-\($0)-0000001", "9\($0)", "2026-01-02T10:00:00+00:00", "", "", "Bob", "X", "An X", "1", "EUR", "1.00",
          "0.16", "0.00", "Standard", "Bob", "Bonn", "53111", "DE",
        ].joined(separator: "\t")
      })

    /// Only the first row of an order has its sums; here it comes last.
    static let shopify = Table(
      name: "shopify",
      header: "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,"
        + "Lineitem name,Lineitem price,Lineitem sku,Shipping Name,Shipping City,Shipping Country",
      rows: [
        "#1001,,,,,,,,,2,Blue Mug,5.00,MUG,,,", "#1001,,,,,,,,,2,Blue Mug,5.00,MUG,,,",
        "#1001,a@example.com,paid,EUR,23.00,4.00,0.00,27.00,2026-01-02 10:00:00 +0000,1,Cup,3.00,CUP,Anna,Köln,DE",
      ],
      filler: {
        "#\(2000 + $0),,paid,EUR,1.00,0.00,0.00,1.00,2026-01-03 10:00:00 +0000,1,X,1.00,X,Bob,Bonn,DE"
      })

    func file(_ parts: [[String]]) -> String {
      ([header] + parts.flatMap { $0 }).joined(separator: "\n") + "\n"
    }

    /// As many other orders as make a reader hand on what came before them.
    func distance(_ number: Int) -> [String] { (0..<4100).map { filler(number * 4100 + $0) } }
  }

  private func written(_ text: String, _ name: String, in bench: ImportBench) throws -> String {
    let path = bench.folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: path)
    // Files that say nothing of their time are of one export.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_789_000_000)], ofItemAtPath: path.path)
    return path.path
  }

  /// The first order of the file as a person sees it.
  private func order(_ bench: ImportBench, _ externalId: String) throws -> [String] {
    try bench.store.connection.readNow { reader in
      let id = try #require(try reader.integer("SELECT id FROM orders WHERE external_id = \(externalId)"))
      let order = try #require(try OrderTable.load(id, in: reader))
      let lines = order.lines.map { "\($0.sku) \($0.title) \($0.quantity) \($0.amount) \($0.tax)" }.sorted()
      let aside = ["lines", "customer", "money"]
      let snapshot = order.snapshot.filter { !aside.contains($0.key) }.map { "\($0.key)=\($0.value)" }.sorted()
      return snapshot + lines + ["\(order.money)", "\(order.placedAt)"]
    }
  }

  @Test(arguments: [(Table.retail, "536365"), (.amazon, "303-1234567-1234567"), (.shopify, "1001")])
  func `Rows far from their order's others make the order that they make together`(table: Table, id: String) throws {
    let together = try ImportBench()
    _ = try together.take(written(table.file([table.rows]), "near.csv", in: together))
    let apart = try ImportBench()
    let path = try written(
      table.file([Array(table.rows.prefix(1)), table.distance(0), Array(table.rows.dropFirst())]), "far.csv", in: apart)

    let report = try apart.take(path)

    #expect(report.accountsForItself)
    #expect(report.imported == table.rows.count + 4100)
    #expect(report.notes == [])
    let (a, b) = (try order(apart, id), try order(together, id))
    #expect(a == b, "\(Set(a).symmetricDifference(b))")
    #expect(try apart.integer("SELECT COUNT(*) FROM orders") == 4101)
    let entries = try apart.integer("SELECT COUNT(*) FROM journal")

    let again = try apart.take(path)
    #expect(again.imported == 0 && again.updated == 0 && again.rows == report.rows)
    #expect(try apart.integer("SELECT COUNT(*) FROM journal") == entries)
    #expect(try apart.store.examine().findings == [])
  }

  @Test func `Two files end the same in either order, each with its own count of equal lines`() throws {
    let table = Table.retail
    let line = table.rows[0]
    let three = table.file([[line], table.distance(0), [line, table.rows[1]], table.distance(1), [line]])
    let two = table.file([[line, line, table.rows[1], table.rows[1]]])
    let forwards = try ImportBench()
    let backwards = try ImportBench()

    _ = try forwards.take(written(three, "three.csv", in: forwards))
    _ = try forwards.take(written(two, "two.csv", in: forwards))
    _ = try backwards.take(written(two, "two.csv", in: backwards))
    _ = try backwards.take(written(three, "three.csv", in: backwards))

    let lines = try forwards.integer("SELECT COUNT(*) FROM order_lines WHERE sku = '85123A'")
    #expect(lines == 3)
    #expect(try forwards.integer("SELECT COUNT(*) FROM order_lines WHERE sku = '71053'") == 2)
    #expect(try order(forwards, "536365") == order(backwards, "536365"))

    // A later file that shows one more of what is known already.
    let four = table.file([[line], table.distance(0), [line, table.rows[1]], table.distance(1), [line, line]])
    let report = try forwards.take(written(four, "four.csv", in: forwards))
    #expect(report.updated > 0 && report.imported == 0)
    #expect(try forwards.integer("SELECT COUNT(*) FROM order_lines WHERE sku = '85123A'") == 4)
    #expect(try forwards.store.examine().findings == [])
  }

  @Test func `What was undone comes in again whole`() throws {
    let table = Table.retail
    let bench = try ImportBench()
    let path = try written(
      table.file([Array(table.rows.prefix(2)), table.distance(0), Array(table.rows.dropFirst(2))]), "far.csv", in: bench
    )
    let report = try bench.take(path)
    let before = try order(bench, "536365")

    _ = try bench.store.undo(entry: report.batch, as: bench.admin, now: Instant(seconds: 1_790_000_200))
    #expect(try bench.integer("SELECT COUNT(*) FROM orders WHERE place_key IS NOT NULL") == 0)
    _ = try bench.take(path)

    let after = try order(bench, "536365")
    #expect(after == before, "\(Set(after).symmetricDifference(before))")
    #expect(try bench.store.examine().findings == [])
  }
}
