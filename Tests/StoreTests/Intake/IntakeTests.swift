import Domain
import Store
import Testing

@Suite struct IntakeTests {
  @Test func `A file again changes nothing and leaves no trace`() throws {
    let shop = try Shop()
    let file: [IntakeItem] = [.order(.made("1")), .order(.made("2"))]
    #expect(try shop.take(file) == [.imported(1), .imported(2)])
    let entries = try shop.integer("SELECT COUNT(*) FROM journal")

    #expect(try shop.take(file, at: Shop.start.adding(milliseconds: 9_000_000)) == [.unchanged(1), .unchanged(2)])

    #expect(try shop.integer("SELECT COUNT(*) FROM journal") == entries)
    #expect(try shop.integer("SELECT COUNT(*) FROM raw_records") == 2)
    #expect(try shop.findings() == [])
  }

  @Test func `Files in any order end in the same order`() throws {
    var old = IncomingOrder.made("1", revised: 1)
    old.note = "ring twice"
    var new = IncomingOrder.made("1", revised: 2)
    new.fulfilment = .shipped
    let forwards = try Shop()
    let backwards = try Shop()

    try forwards.take([.order(old)])
    try forwards.take([.order(new)])
    try backwards.take([.order(new)])
    try backwards.take([.order(old)])

    let a = try #require(try forwards.order(1))
    let b = try #require(try backwards.order(1))
    #expect(a.snapshot == b.snapshot)
    #expect(a.status == .shipped)
    #expect(a.note == "ring twice")
  }

  @Test func `An older revision never overwrites a newer one`() throws {
    let shop = try Shop()
    var shipped = IncomingOrder.made("1", revised: 5)
    shipped.fulfilment = .shipped
    try shop.take([.order(shipped)])

    #expect(try shop.take([.order(.made("1", revised: 4))]) == [.unchanged(1)])

    #expect(try shop.order(1)?.status == .shipped)
    #expect(try shop.integer("SELECT COUNT(*) FROM raw_records") == 2)
  }

  @Test func `At equal stamps the greater content wins in both orders, and the conflict is said`() throws {
    var one = IncomingOrder.made("1", revised: 1, raw: "one")
    one.shippingService = "DHL"
    var two = IncomingOrder.made("1", revised: 1, raw: "two")
    two.shippingService = "GLS"
    let a = try Shop()
    let b = try Shop()

    try a.take([.order(one)])
    let noted = try a.takeFile([.order(two)]).notes
    try b.take([.order(two)])
    try b.take([.order(one)])

    #expect(noted.map(\.code) == [.conflict])
    #expect(try a.order(1)?.shippingService == b.order(1)?.shippingService)
  }

  @Test func `Equal lines of one file are as many lines, and the largest count of any file is kept`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1", lines: [("MUG", 1, 100), ("MUG", 1, 100)], raw: "a"))])
    try shop.take([.order(.made("1", lines: [("MUG", 1, 100), ("CUP", 2, 300)], raw: "b"))])

    let order = try #require(try shop.order(1))
    // In an order that does not tell which file came first.
    #expect(order.lines.map(\.sku) == ["CUP", "MUG", "MUG"])
    #expect(order.money.total == 800)
    #expect(try shop.findings() == [])
  }

  @Test func `An order with an unreadable line goes in on hold`() throws {
    let shop = try Shop()
    var order = IncomingOrder.made("1")
    order.unreadableLines = [RowIssue(line: 3, field: "Quantity", code: .wrongNumber, found: "two")]

    try shop.take([.order(order)])

    #expect(try shop.order(1)?.holds.map(\.reason) == [.incompleteImport])
    #expect(try shop.count("holds:incompleteImport") == 1)
  }

  @Test func `What the source keeps waiting waits here, until the source no longer says so`() throws {
    let shop = try Shop()
    var waiting = IncomingOrder.made("1", revised: 1)
    waiting.holds = [.awaitingPayment]
    try shop.take([.order(waiting)])
    #expect(try shop.order(1)?.holds.map(\.reason) == [.awaitingPayment])

    var paid = IncomingOrder.made("1", revised: 2)
    paid.payment = .paid
    try shop.take([.order(paid)])
    #expect(try shop.order(1)?.holds == [])

    // An older file that comes late does not bring the hold back.
    var late = IncomingOrder.made("1", revised: 1, raw: "late")
    late.holds = [.awaitingPayment]
    try shop.take([.order(late)])
    #expect(try shop.order(1)?.holds == [])
    #expect(try shop.findings() == [])
  }

  @Test func `One buyer with one e-mail is one customer with one card`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1")), .order(.made("2")), .order(.made("3", email: "bob@example.com"))])

    #expect(try shop.integer("SELECT COUNT(*) FROM customers") == 2)
    #expect(try shop.integer("SELECT COUNT(*) FROM personal") == 2)
    #expect(try shop.integer("SELECT MAX(order_count) FROM customers") == 2)
  }

  @Test func `Orders beyond any real sum are refused, so that the sums of all of them stay within 64 bits`() throws {
    let shop = try Shop()
    let limit = OrderMoney.limit
    let outcomes = try shop.take([
      .order(.made("1", lines: [("MUG", 1, limit)])), .order(.made("2", lines: [("MUG", 1, limit + 1)])),
      .order(.made("3", lines: [("MUG", 2_000_000_000, 1)])), .order(.made("4", lines: [("MUG", 1, -limit)])),
      .order(.made("5", lines: [("MUG", 1, limit), ("CUP", 1, limit)])), .order(.made("6", lines: [("MUG", 1, limit)])),
    ])
    func isRefused(_ outcome: Intake.Outcome) -> Bool {
      if case .refused(let issue) = outcome { issue.code == .sumTooLarge } else { false }
    }
    #expect(outcomes.map(isRefused) == [false, true, true, false, true, false])
    #expect(try shop.findings() == [])
  }

  @Test func `Sums beyond 64 bits are refused by line and the rest goes in`() throws {
    let shop = try Shop()
    let outcomes = try shop.take([
      .order(.made("1", lines: [("MUG", Int64.max, 1000)])), .order(.made("2")),
    ])

    #expect(outcomes.first == .refused(RowIssue(line: 2, code: .sumTooLarge, found: "1")))
    #expect(try shop.count("orders") == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `Undoing an import withdraws what nobody touched, names the rest, and the file can come in again`() throws
  {
    let shop = try Shop()
    let file: [IntakeItem] = [.order(.made("1")), .order(.made("2"))]
    let batch = try #require(try shop.takeFile(file).batch)
    try shop.perform("tagOrder", 2, fields: ["tag": "vip"])

    let report = try shop.store.undo(entry: batch, as: shop.admin, now: shop.now)

    #expect(report.undone == 1)
    #expect(report.refused.map(\.number) == ["SHOP-2"])
    #expect(report.refused.map(\.fields) == [["tags"]])
    #expect(try shop.count("orders") == 1)
    #expect(try shop.integer("SELECT COUNT(*) FROM raw_records WHERE withdrawn_at IS NOT NULL") == 1)
    #expect(try shop.findings() == [])
    #expect(try shop.take(file) == [.imported(1), .unchanged(2)])
    #expect(try shop.count("orders") == 2)
    #expect(try shop.count("müller") == 2)
    #expect(try shop.findings() == [])
  }

  @Test func `Undoing the undo of an import brings the orders back`() throws {
    let shop = try Shop()
    let batch = try #require(try shop.takeFile([.order(.made("1"))]).batch)
    let undone = try shop.store.undo(entry: batch, as: shop.admin, now: shop.now)
    #expect(try shop.count("orders") == 0)

    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)

    #expect(try shop.count("orders") == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `A dry run says the same and writes nothing`() throws {
    let shop = try Shop()
    let intake = try Intake(
      store: shop.store, account: try shop.account(), actor: shop.admin, format: "test", file: "a", exportedAt: shop.now
    )
    let entries = try shop.integer("SELECT COUNT(*) FROM journal")

    #expect(try intake.foresee([.order(.made("1"))]) == [.imported(0)])

    #expect(try shop.integer("SELECT COUNT(*) FROM orders") == 0)
    #expect(try shop.integer("SELECT COUNT(*) FROM journal") == entries)
  }

  @Test func `A SKU of another product is refused whatever its letter case`() throws {
    let shop = try Shop()
    func product(_ number: String, _ sku: String) -> IntakeItem {
      .product(
        IncomingProduct(
          externalId: number,
          product: Product(id: 0, number: number, title: number, variants: [Variant(position: 1, sku: sku)]),
          raw: number + sku, line: 2, rowCount: 1))
    }

    let outcomes = try shop.take([product("mug", "M-1"), product("cup", "m-1"), product("bowl", "B-1")])

    #expect(
      outcomes == [
        .imported(1), .refused(RowIssue(line: 2, field: "sku", code: .skuTaken, found: "m-1")), .imported(2),
      ])
  }
}
