import Domain
import Store
import Testing

/// What people are told of stock: figures that add up, a balance behind each line, names in place of numbers.
@Suite struct StockReportTests {
  private func filled() throws -> (shop: Shop, mug: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.place("SZ")
    try shop.place("SZ-A", in: "SZ", ["sequence": "10"])
    try shop.place("SZ-QC", in: "SZ", ["use": "quality", "sequence": "20"])
    try shop.receive(10, of: mug, at: "SZ-A")
    try shop.receive(4, of: mug, at: "SZ-A", ["lot": "L1"])
    try shop.move(3, of: mug, from: "SZ-A", to: "SZ-QC")
    try shop.perform("countStock", mug, fields: ["at": "SZ-A", "counted": "6", "reason": "lost"])
    return (shop, mug)
  }

  private func report(_ shop: Shop, _ variant: Int64) throws -> StockReport {
    try #require(try shop.store.connection.readNow { try StockReport(of: variant, at: shop.now, in: $0) })
  }

  @Test func `Figures, places, ledger and promises are told together`() throws {
    let (shop, mug) = try filled()
    let order = try shop.sale("1", [("MUG", 12)])
    try shop.perform("allocateOrder", order)
    let lot = try shop.store.connection.readNow { try LotTable.named("L1", in: $0) }
    try shop.perform("holdLot", lot.first?.id)
    let report = try report(shop, mug)
    #expect(report.offers.map(\.warehouse.code) == ["SZ"])
    #expect(report.offers.first?.figures == Availability(onHand: 10, blocked: 4, reserved: 10, elsewhere: 3))
    #expect(report.available == 0)
    #expect(report.offers.first?.figures.short == 4)
    #expect(
      report.standings.map { "\($0.place.code) \($0.lot?.code ?? "-") \($0.quantity)" }.sorted() == [
        "SZ-A - 6", "SZ-A L1 4", "SZ-QC - 3",
      ])
    #expect(report.lines.map(\.change) == [-1, 0, 4, 10])
    #expect(report.lines.map(\.balance) == [13, 14, 14, 10])
    #expect(report.lines.map(\.reason) == [.lost, .relocation, .receipt, .receipt])
    #expect(report.lines.allSatisfy { $0.actor == shop.admin.name })
    #expect(
      report.promises.map { "\($0.order) \($0.state.rawValue) \($0.quantity) \($0.warehouse ?? "-")" } == [
        "SHOP-1 reserved 10 SZ", "SHOP-1 backordered 2 -",
      ])
  }

  @Test func `A place tells what stands in it, and is found by the beginning of its code`() throws {
    let (shop, _) = try filled()
    try shop.store.connection.readNow { reader in
      let id = try #require(try LocationTable.find(code: "sz-a", in: reader)?.id)
      let report = try #require(try PlaceReport(of: id, in: reader))
      #expect(report.warehouse == "SZ")
      #expect(report.standings.map { "\($0.sku) \($0.lot ?? "-") \($0.quantity)" } == ["MUG - 6", "MUG L1 4"])
      #expect(try PlaceReport.suggestions("sz-", limit: 9, in: reader).map(\.code) == ["SZ-A", "SZ-QC"])
      #expect(try PlaceReport.suggestions("", limit: 9, in: reader).map(\.code) == ["SZ", "SZ-A", "SZ-QC"])
      #expect(try PlaceReport.suggestions("", whole: true, limit: 9, in: reader).map(\.code) == ["SZ"])
      #expect(try PlaceReport.suggestions("loss", limit: 9, in: reader).isEmpty)
    }
  }

  @Test func `The journal's units are told by SKU and warehouse`() throws {
    let (shop, _) = try filled()
    let order = try shop.sale("1", [("MUG", 2)])
    try shop.perform("allocateOrder", order)
    try shop.store.connection.readNow { reader in
      let entry = try #require(
        try JournalTable.history(kind: "orders", subject: order, in: reader).first { $0.action == "allocateOrder" })
      let change = try #require(try NamedChanges.of(entry.changes, "orders", in: reader).first { $0.field == "units" })
      #expect(
        change.after
          == .list([
            .map(["quantity": .number(2), "state": .text("reserved"), "sku": .text("MUG"), "warehouse": .text("SZ")])
          ]))
    }
  }

  @Test func `A lot's code that several SKUs have is told apart by the SKU`() throws {
    let (shop, mug) = try filled()
    let cup = try shop.variant(ofNew: "CUP")
    try shop.receive(1, of: cup, at: "SZ", ["lot": "l1"])
    try shop.store.connection.readNow { reader in
      #expect(try LotTable.named("L1", in: reader).map(\.variantId) == [mug, cup])
      #expect(try LotTable.named("cup/L1", in: reader).map(\.variantId) == [cup])
      #expect(try LotTable.named("CUP/L9", in: reader).isEmpty)
      let names = try LotTable.named("L1", in: reader).map { try LotTable.name(of: $0, in: reader) }
      #expect(names == ["MUG/L1", "CUP/l1"])
    }
  }

  @Test func `Rows of stock and of the ledger lead to their SKUs when many are meant`() throws {
    let (shop, mug) = try filled()
    let report = try report(shop, mug)
    try shop.store.connection.readNow { reader in
      for (kind, rows) in [(Kind.stock, report.standings.map(\.quantId)), (.moves, report.lines.map(\.id))] {
        let found = try BulkSubjects.of(RecordSet(rows), kind, action: "countStock", in: reader)
        #expect(found.kind == .variants)
        #expect(found.subjects.ids == [mug])
        #expect(try StockReport.variant(ofQuant: report.standings[0].quantId, in: reader) == mug)
      }
      #expect(try StockReport.variant(ofMove: report.lines[0].id, in: reader) == mug)
      #expect(try StockReport(of: 999, at: shop.now, in: reader) == nil)
    }
  }
}
