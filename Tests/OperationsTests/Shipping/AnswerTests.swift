import Domain
import Exchange
import Foundation
import Operations
import Store
import Testing

/// What marketplaces say of the files that they were sent, line by line.
@Suite struct AnswerTests {
  private func sent(_ channel: String = "amazon", orders: Int = 2) throws -> (ShippingBench, name: String) {
    let shop = try ShippingBench(orders: orders, channel: channel)
    let report = try shop.sender().run(at: ShippingBench.now)
    return (shop, URL(fileURLWithPath: try #require(report.files.first).path).lastPathComponent)
  }

  private func amazon(_ processed: Int, _ successful: Int, _ rows: String = "") -> String {
    "Feed Processing Summary:\n\tNumber of records processed\t\t\(processed)\n\tNumber of records successful\t\t\(successful)\n"
      + (rows.isEmpty
        ? "" : "\noriginal-record-number\torder-id\torder-item-id\terror-code\terror-type\terror-message\n\(rows)")
  }

  @Test func `Amazon refuses a record: its units, the order's note, tag and story say why, the rest is accepted`()
    throws
  {
    let (shop, file) = try sent()
    let text = amazon(4, 3, "2\t1000\tL0b\t25\tError\tThe item is not in the order.\n")
    #expect(try shop.answer(text, dryRun: true).refused.isEmpty)
    #expect(try shop.states() == "written 4")
    let report = try shop.answer(text)
    #expect(report.format == "amazon-feed-report" && report.failure == nil && report.answered == file)
    #expect(report.notes.map(\.code) == [.channelRefused])
    #expect(report.notes.first?.found == "SHOP-1000: 25 The item is not in the order.")
    #expect(try shop.states() == "accepted 3, refused 1")
    let order = try shop.order(0)
    #expect(order.tags == ["shipping-refused"])
    #expect(order.note == "\(file) #2 DHL T0: 25 The item is not in the order.")
    #expect(try shop.order(1).tags.isEmpty)
    // The same report again changes nothing.
    let entries = try shop.bench.integer("SELECT COUNT(*) FROM journal")
    let again = try shop.answer(text)
    #expect(again.updated == 0 && again.unchanged == 1, "\(again)")
    #expect(try shop.bench.integer("SELECT COUNT(*) FROM journal") == entries)
    #expect(try shop.bench.store.examine().findings == [])
  }

  @Test func `What was refused is corrected and sent again alone, and the tag goes when it is taken`() throws {
    let (shop, _) = try sent()
    _ = try shop.answer(amazon(4, 3, "2\t1000\tL0b\t25\tError\tNo.\n"))
    try shop.bench.perform("resendShipping", shop.orders[0], fields: ["tracking": "T0-new"])
    #expect(try shop.states() == "accepted 3, waiting 1")
    let second = try shop.sender().run(at: shop.now(60_000))
    let file = try #require(second.files.first)
    #expect(file.records == 1)
    let text = try String(contentsOfFile: file.path, encoding: .utf8)
    #expect(text.contains("1000\tL0b\t1\t") && text.contains("T0-new") && !text.contains("L0a"))
    _ = try shop.answer(amazon(1, 1), name: "second.txt")
    #expect(try shop.states() == "accepted 4")
    #expect(try shop.order(0).tags.isEmpty)
    #expect(try shop.bench.store.examine().findings == [])
  }

  @Test func `An answer that comes again after its record was sent anew is about the old file, and changes nothing`()
    throws
  {
    let (shop, _) = try sent(orders: 1)
    let text = amazon(2, 1, "1\t1000\tL0a\t25\tError\tNo.\n")
    let path = shop.bench.folder.appendingPathComponent("first.txt")
    func take() throws -> ImportReport {
      try Data(text.utf8).write(to: path)
      let made = Date(timeIntervalSince1970: 1_790_000_210)
      try FileManager.default.setAttributes([.modificationDate: made], ofItemAtPath: path.path)
      return try shop.bench.importer().run(.path(path.path), name: "first.txt")
    }
    #expect(try take().updated == 1)
    try shop.bench.perform("resendShipping", shop.orders[0])
    #expect(try shop.sender().run(at: shop.now(60_000)).files.count == 1)
    #expect(try shop.states() == "accepted 1, written 1")
    let again = try take()
    #expect(again.updated == 0 && again.refused.isEmpty && again.failure == nil, "\(again)")
    #expect(try shop.states() == "accepted 1, written 1")
    // What the channel says of the second file is made later, be it in the same words.
    _ = try shop.answer(text, name: "second.txt")
    #expect(try shop.states() == "accepted 1, refused 1")
  }

  @Test func `A report of the whole file refuses all of it, and one whose sums do not add up accepts nothing`() throws {
    let (shop, _) = try sent()
    _ = try shop.answer(amazon(4, 1, "2\t1000\tL0b\t25\tError\tNo.\n"))
    #expect(try shop.states() == "refused 1, written 3", "two refusals are not named")
    let (other, _) = try sent()
    _ = try other.answer(amazon(4, 0, "0\t\t\t90\tError\tThe header is wrong.\n"))
    #expect(try other.states() == "refused 4")
    #expect(try other.order(1).tags == ["shipping-refused"])
  }

  @Test func `eBay's results are by the line of the file, and what they do not name goes on waiting`() throws {
    let (shop, file) = try sent("ebay")
    let report = try shop.answer(
      "Line Number,Action,Status,ErrorCode,ErrorMessage,WarningCode,WarningMessage,ItemID\n"
        + "2,Status,Success,,,,,\n3,Status,Failure,219,\"No such order\",,,\n4,Status,Warning,,,7,Late,\n9,Status,Success,,,,,\n",
      name: file.replacingOccurrences(of: ".csv", with: "-results.csv"))
    #expect(report.refused.map(\.code) == [.noSuchFile])
    #expect(try shop.states() == "accepted 2, refused 1, written 1")
  }

  @Test func `Shopify's results are by order, line and number`() throws {
    let (shop, _) = try sent("shopify")
    let report = try shop.answer(
      "Name,Line: Type,Line: ID,Fulfillment: Tracking Number,Import Result,Import Comment\n"
        + "#1000,Fulfillment Line,L0a,T0,OK,\n#1000,Fulfillment Line,L0b,T0,Failed,Already fulfilled\n"
        + "#1001,Fulfillment Line,L1a,T1,OK,\n", name: "results.csv")
    #expect(report.failure == nil, "\(report)")
    #expect(try shop.states() == "accepted 2, refused 1, written 1")
    #expect(try shop.order(0).note.contains("Already fulfilled"))
  }

  @Test func `An answer to nothing is said, and changes nothing`() throws {
    let shop = try ShippingBench(orders: 1)
    let report = try shop.answer(amazon(4, 3, "2\t9999\tL0b\t25\tError\tNo.\n"))
    #expect(report.failure?.contains("No file was sent that it answers") == true)
    #expect(try shop.states() == "waiting 2")
  }

  @Test func `A list of parcels that somebody else sent ships the orders and tells the channel, once`() throws {
    let shop = try ShippingBench(orders: 0)
    let account = try #require(try shop.bench.store.connection.readNow { try Accounts.find("SHOP", in: $0) })
    let intake = try Intake(
      store: shop.bench.store, account: account, actor: shop.bench.admin, format: "t", file: "o",
      exportedAt: ShippingBench.now)
    var order = IncomingOrder(externalId: "7", line: 2, raw: "7")
    order.currency = .euro
    order.payment = .paid
    order.placedAt = ShippingBench.now
    order.lines = [IncomingLine(externalId: "a", sku: "MUG", title: "Mug", quantity: 3, unitPrice: 500)]
    _ = try intake.take([.order(order)], now: ShippingBench.now)
    let text =
      "order,sku,quantity,carrier,tracking number\n7,MUG,2,DHL,X1\n8,MUG,1,DHL,X2\n7,CUP,1,DHL,X3\n7,MUG,2,DHL,X4\n"
    func take() throws -> ImportReport {
      let file = shop.bench.folder.appendingPathComponent("parcels.csv")
      try Data(text.utf8).write(to: file)
      return try shop.bench.importer(channel: "SHOP").run(.path(file.path), name: "parcels.csv")
    }
    let report = try take()
    #expect(report.refused.map(\.code) == [.unknownOrder, .unknownLine, .notShippable])
    #expect(report.updated == 1 && report.accountsForItself)
    #expect(try shop.states() == "waiting 1")
    #expect(try shop.bench.integer("SELECT fulfilled_quantity FROM order_lines") == 2)
    #expect(try take().unchanged == 1)
    #expect(try shop.states() == "waiting 1")
    #expect(try shop.bench.store.examine().findings == [])
  }
}
