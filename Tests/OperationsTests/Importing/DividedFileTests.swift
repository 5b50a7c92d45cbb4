import Domain
import Exchange
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// One order in several files, several times in one file, and in several revisions: its lines and its sum are those of
/// the whole order.
@Suite struct DividedFileTests {
  private static let amazon = [
    "order-id", "order-item-id", "purchase-date", "payments-date", "buyer-email", "buyer-name", "sku", "product-name",
    "quantity-purchased", "currency", "item-price", "item-tax", "shipping-price", "shipping-tax",
    "item-promotion-discount", "ship-promotion-discount", "gift-wrap-price", "ship-service-level", "recipient-name",
    "ship-city", "ship-postal-code", "ship-country",
  ].joined(separator: "\t")

  private static func item(
    _ id: String, _ sku: String, _ price: String, tax: String = "1.60", shipping: String = "4.99",
    currency: String = "EUR"
  ) -> String {
    [
      "302-1111111-0000001", id, "2026-09-21T10:00:00+00:00", "2026-09-21T10:05:00+00:00", "a@example.com", "Anna", sku,
      "A \(sku)", "1", currency, price, tax, shipping, "0.80", "0.50", "0.25", "1.00", "Standard", "Anna", "Köln",
      "50667", "DE",
    ].joined(separator: "\t")
  }

  private static let retail = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"

  private func take(_ lines: [String], _ name: String, into bench: ImportBench, channel: String? = nil) throws
    -> ImportReport
  {
    let path = bench.folder.appendingPathComponent(name)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: path)
    return try bench.take(path.path, channel: channel)
  }

  private func money(_ bench: ImportBench) throws -> OrderMoney { try order(bench).money }

  private func order(_ bench: ImportBench) throws -> Order {
    try bench.store.connection.readNow { reader in
      let id = try #require(try reader.integer("SELECT MIN(id) FROM orders"))
      return try #require(try OrderTable.load(id, in: reader))
    }
  }

  @Test(arguments: [
    (amazon, [item("1", "MUG", "10.98"), item("2", "CUP", "20.98"), item("3", "JUG", "5.00", tax: "0.80")]),
    (
      retail,
      [
        "1,X,X,1,12/1/2010 8:26,10.00,17850,United Kingdom", "1,Y,Y,2,12/1/2010 8:26,5.00,17850,United Kingdom",
        "1,Z,Z,1,12/1/2010 8:26,2.50,17850,United Kingdom",
      ]
    ),
  ])
  func `An order's sum is that of all its lines, however its rows are divided among files`(
    header: String, rows: [String]
  ) throws {
    let whole = try ImportBench()
    _ = try take([header] + rows, "whole.txt", into: whole)
    let expected = try money(whole)
    #expect(expected.items > 0)
    var dice = Dice(seed: 21)
    for round in 0..<8 {
      let bench = try ImportBench()
      let count = dice.isHeads() ? 2 : 3
      var files = [[String]](repeating: [], count: count)
      for row in rows { files[Int.random(in: 0..<count, using: &dice)].append(row) }
      // A row may stand in more than one file; twice in one file it is two lines where it has no id.
      let row = rows[round % rows.count]
      if dice.isHeads(), !files[0].contains(row) { files[0].append(row) }
      for (number, file) in files.enumerated().shuffled(using: &dice) where !file.isEmpty {
        _ = try take([header] + file, "\(number).txt", into: bench)
      }
      #expect(try money(bench) == expected, "round \(round): \(files.map(\.count))")
      #expect(try order(bench).lines.count == rows.count)
      #expect(try bench.store.examine().findings == [])
    }
  }

  @Test func `A line whose id stands twice in a file is one line`() throws {
    let bench = try ImportBench()
    let (mug, cup) = (Self.item("1", "MUG", "10.98"), Self.item("2", "CUP", "20.98"))

    let report = try take([Self.amazon, mug, cup, mug, cup], "twice.txt", into: bench)

    #expect(report.notes == [] && report.imported == 4)
    #expect(try order(bench).lines.map(\.externalId) == ["1", "2"])
    #expect(try money(bench).items == 3196)
    #expect(try money(bench).shipping == 998)
  }

  @Test func `Of two rows of one line that differ the last one counts, and it is said`() throws {
    let bench = try ImportBench()
    let rows = [Self.item("1", "MUG", "10.98"), Self.item("1", "MUG", "11.98", shipping: "2.00")]

    let report = try take([Self.amazon] + rows, "twice.txt", into: bench)

    #expect(report.notes.map(\.code) == [.lineAgain] && report.notes.map(\.line) == [3])
    #expect(try order(bench).lines.map(\.amount) == [1198])
    #expect(try money(bench).items == 1198)
    #expect(try money(bench).shipping == 200)
  }

  @Test(arguments: [[0, 1, 2], [2, 0, 1], [1, 2, 0]])
  func `Of several revisions of an order in one file the newest counts`(way: [Int]) throws {
    let header =
      "order-id\tpurchase-date\tlast-updated-date\torder-status\tproduct-name\tsku\titem-status\tquantity"
      + "\tcurrency\titem-price\titem-tax\tshipping-price\tshipping-tax\tship-city\tship-postal-code\tship-country"
    func row(_ day: Int, _ status: String, _ item: String) -> String {
      "303-0000001-0000000\t2026-09-20T10:00:00+00:00\t2026-09-\(day)T00:00:00+00:00\t\(status)\tCup\tS1\t\(item)\t1"
        + "\tUSD\t10.00\t0\t4.99\t0\tAustin\t78701\tUS"
    }
    let rows = [
      row(21, "Pending", "Unshipped"), row(22, "Unshipped", "Unshipped"), row(23, "Shipped", "Shipped"),
    ]
    let bench = try ImportBench()

    let report = try take(
      [header.replacing("order-id", with: "amazon-order-id")] + way.map { rows[$0] }, "a.txt", into: bench)

    #expect(report.accountsForItself)
    let order = try order(bench)
    #expect(order.lines.map(\.quantity) == [1])
    #expect(order.money.total == 1499)
    #expect(order.status == .shipped)
    #expect(report.notes == [])
  }

  @Test(arguments: [true, false])
  func `A report that names no currency says nothing of the tax that another knows`(isFirst: Bool) throws {
    let rows = [Self.item("1", "MUG", "10.98")]
    let silent = rows.map { $0.replacing("\tEUR\t", with: "\t\t") }
    let bench = try ImportBench()

    for file in isFirst ? [silent, rows] : [rows, silent] {
      _ = try take([Self.amazon] + file, "\(file == rows).txt", into: bench)
    }

    let money = try money(bench)
    #expect(money.currency.code == "EUR" && money.taxIncluded)
    #expect(money.total == 1098 + 499 - 75 + 100)
  }

  @Test func `A whole file mends an order that had come in twice`() throws {
    let bench = try ImportBench()
    _ = try take([Self.amazon, Self.item("1", "MUG", "10.98")], "one.txt", into: bench)
    // As a program without that rule left it.
    try bench.store.connection.writeNow { writer in
      try writer.execute("UPDATE orders SET sources = NULL")
      try writer.execute(
        """
        INSERT INTO order_lines (order_id, position, external_id, sku, sku_key, listing_id, title, options, quantity,
          unit_price, amount, discount, tax, fulfilled_quantity)
        SELECT order_id, 2, external_id, sku, sku_key, listing_id, title, options, quantity, unit_price, amount,
          discount, tax, fulfilled_quantity
        FROM order_lines
        """)
    }

    _ = try take([Self.amazon, Self.item("1", "MUG", "10.98") + " "], "two.txt", into: bench)

    #expect(try order(bench).lines.map(\.externalId) == ["1"])
    #expect(try money(bench).items == 1098)
  }

  private static let shopify =
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,"
    + "Created at,Lineitem quantity,Lineitem name,Lineitem price"
  private static let head =
    "#1001,a@b.c,paid,2026-09-22 09:12:44 -0700,unfulfilled,USD,30.00,5.00,2.00,37.00,0.00,2026-09-22 09:12:44 -0700,"
    + "2,Mug,10.00"

  @Test(arguments: [[0, 1], [1, 0]])
  func `A row of one more line says nothing of the payment`(way: [Int]) throws {
    let bench = try ImportBench()
    let rows = [Self.head, "#1001,a@b.c,,,,,,,,,,,1,Cup,10.00"]
    for place in way { _ = try take([Self.shopify, rows[place]], "\(place).csv", into: bench) }
    let order = try order(bench)
    #expect(order.payment == .paid && order.paidAt != nil)
    #expect(order.lines.map(\.quantity).sorted() == [1, 2])
  }

  @Test(arguments: [[0, 1], [1, 0], [0, 1, 0], [1, 0, 1]])
  func `A table without the SKUs' column doubles no line, and one with it names them`(way: [Int]) throws {
    let bench = try ImportBench()
    let files = [
      [Self.shopify, Self.head, "#1001,a@b.c,,,,,,,,,,,1,Cup,10.00", "#1001,a@b.c,,,,,,,,,,,1,Cup,10.00"],
      [
        Self.shopify + ",Lineitem sku", Self.head + ",MUG", "#1001,a@b.c,,,,,,,,,,,1,Cup,10.00,CUP-S",
        "#1001,a@b.c,,,,,,,,,,,1,Cup,10.00,CUP-L",
      ],
    ]
    for (round, place) in way.enumerated() { _ = try take(files[place], "\(round).csv", into: bench) }
    #expect(try order(bench).lines.map(\.sku).sorted() == ["CUP-L", "CUP-S", "MUG"])
    #expect(try bench.store.examine().findings == [])
  }
}
