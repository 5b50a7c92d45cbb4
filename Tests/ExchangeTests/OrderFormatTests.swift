import Domain
import Foundation
import Testing

@testable import Exchange

struct OrderFormatTests {
  @Test func `Shopify's continuation rows join their order, and the sums add up`() throws {
    let text = """
      Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,\
      Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem fulfillment status,Shipping Name,\
      Shipping Zip,Shipping Country,Notes,Id
      #1001,a@b.c,paid,2026-09-22 09:12:44 -0700,fulfilled,USD,45.00,5.00,4.50,54.50,5.00,2026-09-22 09:12:44 -0700,2,\
      Mug,10.00,M-1,fulfilled,Ann,'01067,DE,"Hi, there",991
      #1001,,,,,,,,,,,,1,Cap,30.00,C-1,fulfilled,,,,,
      #1002,x@y.z,partially_refunded,,,EUR,10.00,0.00,1.60,10.00,0.00,2026-09-23 10:00:00 +0200,1,Tea,10.00,T-1,\
      pending,\
      Bob,75001,France,,992
      """
    let taken = try Taken(text)
    let order = try #require(taken.orders.first)
    #expect(taken.orders.count == 2)
    #expect(order.externalId == "1001")
    #expect(order.rowCount == 2)
    #expect(order.lines.map(\.sku) == ["M-1", "C-1"])
    #expect(order.lines.map(\.fulfilledQuantity) == [2, 1])
    #expect(order.placedAt?.iso8601 == "2026-09-22T16:12:44Z")
    #expect((order.items, order.discount, order.shipping, order.tax, order.total) == (5000, 500, 500, 450, 5450))
    #expect(order.taxIncluded == false)
    #expect((order.state, order.payment, order.fulfilment) == (.open, .paid, .shipped))
    #expect(order.shipTo?.postcode == "01067")
    #expect(order.message == "Hi, there")
    #expect(order.note == nil)
    #expect(taken.orders[1].taxIncluded == true)
    #expect(taken.orders[1].payment == .partlyRefunded)
    #expect(taken.orders[1].fulfilment == .unfulfilled)
  }

  @Test func `Amazon's rows of one order need not stand together`() throws {
    let text = """
      order-id\torder-item-id\tpurchase-date\tpayments-date\tsku\tproduct-name\tquantity-purchased\tcurrency\t\
      item-price\
      \titem-tax\tshipping-price\tshipping-tax\tship-country\tship-service-level\trecipient-name
      111-1\t1\t2026-09-22T15:04:11+00:00\t2026-09-22T15:05:11+00:00\tA\t12" ruler\t2\tUSD\t20.00\t1.60\t4.00\t\
      0.30\tUS\tStandard\tAnn
      111-2\t2\t2026-09-22T16:04:11+00:00\t\tB\tBox\t1\tEUR\t11.90\t1.90\t0.00\t0.00\tDE\tStandard\tBob
      111-1\t3\t2026-09-22T15:04:11+00:00\t\tC\tCup\t1\tUSD\t5.00\t0.40\t0.00\t0.00\tUS\tStandard\tAnn
      """
    let taken = try Taken(text)
    #expect(taken.orders.map(\.externalId) == ["111-1", "111-2"])
    let order = taken.orders[0]
    #expect(order.lines.map(\.externalId) == ["1", "3"])
    #expect(order.lines[0].title == "12\" ruler")
    #expect((order.items, order.shipping, order.tax, order.total) == (2500, 400, 230, 3130))
    #expect(taken.orders[1].total == 1190)
    #expect(taken.orders[1].taxIncluded == true)
    #expect(taken.noted.map(\.code) == [.strayQuote])
  }

  @Test func `TikTok's explaining row and eBay's and Etsy's prose are passed over`() throws {
    let tiktok = """
      Order ID,Order Status,Order Substatus,SKU ID,Seller SKU,Product Name,Quantity,SKU Unit Original Price,\
      SKU Subtotal Before Discount,SKU Platform Discount,SKU Seller Discount,Shipping Fee After Discount,Taxes,\
      Order Amount,Created Time,Recipient,Country
      Platform unique order ID.,Current order status.,Sub status,Platform SKU,Your SKU,Name of product,Units sold,\
      Price of one,Before discount,Paid by platform,Paid by seller,Shipping,Tax,The whole,When created,Who,Where
      5764\t,To ship,Awaiting shipment,1,S-1,Lamp,2,GBP 10.00,GBP 20.00,GBP 1.00,GBP 1.00,GBP 2.00,GBP 0.00,\
      GBP 20.00,22/09/2026 16:02:10,Ann,United Kingdom
      """
    let taken = try Taken(tiktok)
    #expect(taken.skipped.map(\.code) == [.proseRow])
    let order = try #require(taken.orders.first)
    #expect(order.externalId == "5764")
    #expect(order.currency == .pound)
    #expect((order.items, order.discount, order.shipping, order.total) == (2000, 200, 200, 2000))
    #expect(order.placedAt?.iso8601 == "2026-09-22T16:02:10Z")
    let ebay = """
      ,,,
      Sales Record Number,Order Number,Buyer Username,Buyer Name,Sale Date,Item Number,Item Title,Quantity,Sold For,\
      Shipping And Handling,Total Price,Transaction ID
      ,,,,,,,,,,,
      77,12-345,joe,Joe,Sep-22-26,,,3,$25.00,$5.00,$30.00,
      77,12-345,joe,,Sep-22-26,111,Pen,2,$5.00,,,9
      77,12-345,joe,,Sep-22-26,112,Pad,1,$15.00,,,10
      3,record(s) downloaded,from ,Sep-01-26,09:00:00, to ,Sep-22-26
      Seller ID : someone
      """
    let sold = try Taken(ebay)
    #expect(sold.orders.count == 1)
    #expect(sold.orders.first?.rowCount == 3)
    #expect(sold.orders.first?.lines.map(\.title) == ["Pen", "Pad"])
    #expect(sold.orders.first?.total == 3000)
    #expect(sold.orders.first?.items == 2500)
    #expect(sold.skipped.count == 4)
    #expect(sold.refused.isEmpty)
  }

  @Test func `eBay Germany's commas and dates are read`() throws {
    let text = """
      Verkaufsprotokollnummer;Bestellnummer;Gesamtbetrag;Verkauft am;Zahlungsdatum;Nutzername des Käufers;\
      Name des Käufers
      12;08-1;116,99 €;10-Dez-25;;käufer_1;MÃ¼ller
      13;08-2;1.024 €;11-Dez-25;12-Dez-25;k2;Jäger
      """
    let taken = try Taken(text)
    #expect(taken.orders.map(\.total) == [11699, 102400])
    #expect(taken.orders.map(\.payment) == [.unpaid, .paid])
    #expect(taken.orders[0].placedAt?.iso8601 == "2025-12-10T12:00:00Z")
    #expect(taken.orders[0].buyer?.name == "Müller")
    #expect(taken.noted.map(\.code) == [.wrongEncoding])
  }

  @Test func `1688's merged cells continue the order above, from GBK`() throws {
    let text = """
      订单编号,买家会员名,货品总价(元),运费(元),涨价或折扣(元),实付款(元),订单状态,订单创建时间,收货人姓名,货品标题,单价(元),数量,货号
      2001,张三,30.00,5.00,-2.00,33.00,等待卖家发货,2026-09-22 10:00:00,李四,杯子,10.00,2,A1
      ,,,,,,,,,盘子,10.00,1,A2
      """
    // kCFStringEncodingGB_18030_2000 as an NSString encoding.
    let gbk = try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632)))
    let source = try SourceReader(.data([UInt8](gbk)))
    let format = try #require(Formats.find(try source.sample()))
    #expect(format.id == "1688-orders")
    var utf8: [UInt8] = []
    try source.read { utf8.append(contentsOf: $0) }
    #expect(source.encoding == .gb18030)
    let order = try #require(try Taken(utf8, as: format).orders.first)
    #expect(order.lines.map(\.title) == ["杯子", "盘子"])
    #expect((order.items, order.discount, order.shipping, order.total) == (3000, 200, 500, 3300))
    #expect(order.currency == .yuan)
    #expect((order.payment, order.fulfilment) == (.paid, .unfulfilled))
  }

  @Test func `Bad rows are named by line and field while the rest goes in`() throws {
    let text = """
      order_id,order_date,order_total,currency,order_status
      1,2026-09-22,10.00,EUR,paid
      2,not-a-date,10.00,EUR,paid
      3,2026-09-22,ten,EUR,paid
      4,2026-09-22,10.00,ZZZ,paid
      5,2026-09-22,10.00,EUR,paid,extra
      6,2026-09-22,10.00,EUR,lost at sea
      7,2026-09-22,"10.00,EUR,paid
      8,2026-09-22,1\u{0}0.00,EUR,paid
      ,2026-09-22,10.00,EUR,paid
      9,2026-09-22,12.00
      """
    let taken = try Taken(text)
    #expect(taken.orders.map(\.externalId) == ["1", "6", "9"])
    #expect(taken.refused.map(\.issue.line).sorted() == [3, 4, 5, 6, 8, 9, 10])
    #expect(taken.orders.last?.unreadableLines == [RowIssue(line: 11, code: .raggedRow, found: "3 of 5")])
    #expect(
      taken.refused.sorted { $0.issue.line < $1.issue.line }.map(\.issue.code) == [
        .wrongDate, .wrongAmount, .unknownCurrency, .raggedRow, .unclosedQuote, .nulByte, .missingId,
      ])
    #expect(taken.refused.contains { $0.issue.field == "order_total" && $0.issue.found == "ten" })
    #expect(taken.noted.map(\.code) == [.unknownStatus])
    #expect(taken.rows == 10)
  }

  @Test func `A row whose fields are shifted by an unquoted delimiter is refused, empty last field or not`() throws {
    let rows = [
      "order_id,order_date,ship_name,ship_city,ship_country,order_total,note", "1,2026-09-22,Ann,Wien,AT,10.00,",
      "2,2026-09-22,Ann,Wien, 3. Bezirk,AT,10.00,", "3,2026-09-22,Ann,Wien,AT,10.00,",
    ]
    let taken = try Taken(rows.joined(separator: "\n"))
    #expect(taken.orders.map(\.externalId) == ["1", "3"])
    #expect(taken.refused.map(\.issue) == [RowIssue(line: 3, code: .raggedRow, found: "8 of 7")])
    // A row alone shows a habit of its file only where nothing in it looks like a text that was parted.
    #expect(try Taken(rows[0] + "\n" + rows[2]).refused.map(\.issue.code) == [.raggedRow])
    #expect(try Taken(rows[0] + "\n" + rows[1] + ",").orders.map(\.total) == [1000])
  }

  @Test func `A file whose rows all end with a delimiter too many is read, and its shifted rows are not`() throws {
    let header = "order_id,order_date,ship_name,ship_city,ship_country,order_total,note"
    let rows = (1...9).map { "\($0),2026-09-22,Ann,Wien,AT,10.00,," }
    #expect(try Taken(([header] + rows).joined(separator: "\n")).orders.count == 9)
    #expect(try Taken(([header + ","] + rows).joined(separator: "\n")).orders.count == 9)
    let shifted = try Taken(
      ([header] + rows + ["10,2026-09-22,Ann,Wien, 3. Bezirk,AT,10.00,,"]).joined(separator: "\n"))
    #expect(shifted.orders.count == 9)
    #expect(shifted.refused.map(\.issue.found) == ["9 of 7"])
  }

  @Test func `A row that is cut off before what was ordered is refused, or its order waits for the rest`() throws {
    let text = """
      Name,Financial Status,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,\
      Lineitem sku,Note Attributes,Tags
      #1,paid,EUR,10.00,10.00,2026-09-22 09:12:40 -0700,1,Mug,10.00,MUG
      #2,paid
      #3,paid,EUR,15.00,15.00,2026-09-22 09:12:40 -0700,1,Mug,10.00,MUG,,
      #3,,,,,,1,Cup
      """
    let taken = try Taken(text)
    #expect(taken.orders.map(\.externalId) == ["1", "3"])
    #expect(taken.refused.map(\.issue) == [RowIssue(line: 3, code: .raggedRow, found: "2 of 12")])
    #expect(taken.noted.map(\.line) == [2])
    #expect(taken.orders.map { $0.unreadableLines.map(\.line) } == [[], [5]])
    #expect(taken.orders[1].lines.map(\.sku) == ["MUG"])
  }

  @Test func `A price of nothing that is named is a line that cannot be read`() throws {
    let text = """
      order-id\torder-item-id\tpurchase-date\tsku\tproduct-name\tquantity-purchased\tcurrency\titem-price\tship-country
      111-1\t\t2026-09-22T15:04:11+00:00\t\t\t\tUSD\t20.00\tUS
      """
    let order = try #require(try Taken(text).orders.first)
    #expect(order.unreadableLines == [RowIssue(line: 2, field: "sku", code: .missingValue)])
  }

  @Test func `An order with one unreadable row goes in and says so`() throws {
    let text = """
      Name,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku
      #1,paid,EUR,30.00,2026-09-22 10:00:00 +0000,1,Mug,10.00,A
      #1,,,,,many,Cap,20.00,B
      """
    let taken = try Taken(text)
    let order = try #require(taken.orders.first)
    #expect(order.rowCount == 2)
    #expect(order.lines.map(\.sku) == ["A"])
    #expect(order.unreadableLines == [RowIssue(line: 3, field: "Lineitem quantity", code: .wrongNumber, found: "many")])
    #expect(taken.refused.isEmpty)
  }

  @Test func `An order whose only line cannot be read goes in with all that is said of the order`() throws {
    let text = """
      Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku
      #1,anna@example.com,paid,EUR,30.00,2026-09-22 10:00:00 +0000,many,Mug,10.00,A
      #2,,paid,EUR,30.00,yesterday,1,Mug,10.00,A
      """
    let taken = try Taken(text)
    let order = try #require(taken.orders.first)
    #expect(order.lines.isEmpty)
    #expect(order.buyer?.email == "anna@example.com")
    #expect(order.total == 3000)
    #expect(order.payment == .paid)
    #expect(order.unreadableLines == [RowIssue(line: 2, field: "Lineitem quantity", code: .wrongNumber, found: "many")])
    #expect(order.unreadableRows == ["#1,anna@example.com,paid,EUR,30.00,2026-09-22 10:00:00 +0000,many,Mug,10.00,A"])
    // Of an order whose own date is none nothing is sure.
    #expect(taken.orders.count == 1)
    #expect(taken.refused.map(\.issue.line) == [3])
  }

  @Test func `What an unreadable row says of its order counts, and its line alone is left out`() throws {
    let text = """
      Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku
      #1,anna@example.com,paid,EUR,30.00,2026-09-22 10:00:00 +0000,many,Mug,10.00,A
      #1,,,,,,1,Cap,20.00,B
      """
    let order = try #require(try Taken(text).orders.first)
    #expect(order.lines.map(\.sku) == ["B"])
    #expect(order.total == 3000)
    #expect(order.buyer?.email == "anna@example.com")
    #expect(order.placedAt != nil)
  }

  @Test func `Settlements are refused row by row with a clear word`() throws {
    let text = "Date,Type,Title,Info,Currency,Amount,Fees & Taxes,Net,Tax Details\nSep 1,Sale,x,,EUR,1,0,1,\n\n"
    let taken = try Taken(text)
    #expect(taken.orders.isEmpty)
    #expect(taken.refused.map(\.issue.code) == [.unsupported])
    #expect(taken.skipped.map(\.code) == [.blankRow])
  }
}
