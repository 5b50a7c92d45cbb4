import Domain
import Exchange
import TestSupport
import Testing

/// Files that tell channels of parcels: their real columns, both ways.
@Suite struct ShippingFormatTests {
  static let parcels = [
    ShippedParcel(
      order: "302-1234567-1234567", carrier: "DHL", service: "Paket", trackingNumber: "00340434161094027318",
      shippedAt: Instant(seconds: 1_790_000_000),
      lines: [
        ShippedLine(unit: 11, externalId: "10000000000001", sku: "MUG", quantity: 2),
        ShippedLine(unit: 12, externalId: "10000000000002", sku: "CUP", quantity: 1),
      ]),
    ShippedParcel(
      order: "302-7654321-7654321", carrier: "Kurier Müller; \"rasch\"", service: "", trackingNumber: "=1+1",
      shippedAt: Instant(seconds: 1_790_003_600),
      lines: [ShippedLine(unit: 13, externalId: "10000000000003", sku: "0012", quantity: 1)]),
  ]

  private func shipments(_ text: String) throws -> (format: String, items: [IncomingShipment], refused: Int) {
    let bytes = Array(text.utf8)
    let format = try #require(bytes.withUnsafeBufferPointer { Formats.find(Sample(bytes: $0)) }, "\(text.prefix(80))")
    var reader = format.makeReader(ReadingContext())
    var items: [IncomingShipment] = []
    var refused = 0
    func sink(_ item: IntakeItem) {
      if case .shipment(let shipment) = item { items.append(shipment) }
      if case .refused = item { refused += 1 }
    }
    try bytes.withUnsafeBufferPointer { try reader.consume($0) { sink($0) } }
    try reader.finish { sink($0) }
    return (format.id, items, refused)
  }

  @Test func `Amazon's flat file has its template's row, its columns, and other carriers by name`() {
    let lines = ShippingFormats.of(channel: "amazon").write(Self.parcels).split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("TemplateType=OrderFulfillment\tVersion=2011.1102\t"))
    #expect(
      lines[1]
        == "order-id\torder-item-id\tquantity\tship-date\tcarrier-code\tcarrier-name\ttracking-number\tship-method")
    #expect(
      lines[2]
        == "302-1234567-1234567\t10000000000001\t2\t2026-09-21T14:13:20+00:00\tDHL\t\t00340434161094027318\tPaket")
    #expect(lines[4].hasPrefix("302-7654321-7654321\t10000000000003\t1\t2026-09-21T15:13:20+00:00\tOther\tKurier"))
  }

  @Test func `eBay's, Shopify's and Etsy's files have their own columns`() {
    #expect(
      ShippingFormats.of(channel: "ebay").write(Self.parcels).hasPrefix(
        "Order ID,Line Item ID,Logistics Status,Shipment Carrier,Shipment Tracking\r\n"
          + "302-1234567-1234567,10000000000001,SHIPPED,DHL,00340434161094027318\r\n"))
    let shopify = ShippingFormats.of(channel: "shopify").write(Self.parcels)
    #expect(shopify.contains("#302-1234567-1234567,UPDATE,Fulfillment Line,10000000000001,MUG,2,success,"))
    #expect(
      ShippingFormats.of(channel: "etsy").write(Self.parcels).hasPrefix(
        "Order ID,Tracking Code,Carrier Name,Date Shipped\r\n302-1234567-1234567,00340434161094027318,DHL,2026-09-21\r\n"
      ))
    #expect(ShippingFormats.of(channel: "own").id == "shipping-csv")
  }

  @Test(arguments: ShippingFormats.all.map(\.id))
  func `What is written is read again as it was, as far as the format tells it`(id: String) throws {
    let format = try #require(ShippingFormats.named(id))
    let read = try shipments(format.write(Self.parcels))
    #expect(read.format == id && read.refused == 0)
    let wanted = format.isByParcel && id != "shopify-shipping-json" ? 2 : id == "shopify-shipping-json" ? 2 : 3
    #expect(read.items.count == wanted)
    #expect(Set(read.items.map(\.parcel.order)) == Set(Self.parcels.map(\.order)))
    #expect(Set(read.items.map(\.parcel.trackingNumber)) == Set(Self.parcels.map(\.trackingNumber)))
    #expect(Set(read.items.map(\.parcel.carrier)) == Set(Self.parcels.map(\.carrier)))
    if !format.isByParcel { #expect(read.items.flatMap(\.parcel.lines).map(\.externalId).count == 3) }
  }

  @Test func `Every unit has the number of its record`() throws {
    let amazon = ShippingFormats.of(channel: "amazon").records(of: Self.parcels)
    #expect(amazon.map(\.unit) == [11, 12, 13] && amazon.map(\.record) == [1, 2, 3])
    let etsy = ShippingFormats.of(channel: "etsy").records(of: Self.parcels)
    #expect(etsy.map(\.unit) == [11, 12, 13] && etsy.map(\.record) == [1, 1, 2])
  }

  @Test func `Parcels with anything in their texts go out and come in again`() throws {
    var dice = Dice(seed: 7)
    let signs = Array("=+-@|\"',;\t 0Aä中👍'#%.")
    for _ in 0..<60 {
      func text(_ least: Int) -> String {
        String(
          (0..<Int.random(in: least...12, using: &dice)).map { _ in signs[Int.random(in: 0..<signs.count, using: &dice)]
          }
        )
        .trimmingCharacters()
      }
      let parcels = (0..<3).map { place in
        ShippedParcel(
          order: "O\(place)" + text(0).filter { $0 != "#" && $0 != "\t" }, carrier: "C" + text(0),
          trackingNumber: "T" + text(0),
          shippedAt: Instant(seconds: 1_790_000_000),
          lines: [ShippedLine(externalId: "L\(place)", sku: "S", quantity: 1)])
      }
      for format in ShippingFormats.all where !format.id.hasPrefix("amazon") {
        let read = try shipments(format.write(parcels)).items.map(\.parcel)
        #expect(read.map(\.order) == parcels.map(\.order), "\(format.id)")
        #expect(read.map(\.trackingNumber) == parcels.map(\.trackingNumber), "\(format.id)")
        #expect(read.map(\.carrier) == parcels.map(\.carrier), "\(format.id)")
      }
    }
  }

  @Test func `Lists of parcels in other words are read, and lists of orders are none`() throws {
    let chinese = try shipments("平台订单号,货号,数量,物流公司,运单号,发货时间\n1001,MUG,1,云途,YT2026,2026-09-22 15:04\n")
    #expect(chinese.format == "shipping-csv" && chinese.items.first?.parcel.carrier == "云途")
    let bad = try shipments("order,sku,quantity,carrier,tracking number\n,MUG,1,DHL,1\n1,MUG,x,DHL,1\n2,MUG,0,DHL,1\n")
    #expect(bad.refused == 3 && bad.items.isEmpty)
  }

  @Test func `Shopify's own fulfilment document is read`() throws {
    let read = try shipments(SharedData.text("shopify/api-fixtures/fulfillment.json"))
    #expect(read.format == "shopify-shipping-json")
    #expect(read.items.first?.parcel.order == "450789469" && read.items.first?.parcel.trackingNumber == "1Z2345")
    #expect(read.items.first?.parcel.lines == [ShippedLine(externalId: "466157049", sku: "IPOD2008GREEN", quantity: 1)])
  }

  // MARK: Answers

  private func answers(_ text: String) throws -> (format: String, answers: [ChannelAnswer], refused: Int) {
    let bytes = Array(text.utf8)
    let format = try #require(bytes.withUnsafeBufferPointer { Formats.find(Sample(bytes: $0)) }, "\(text.prefix(80))")
    var reader = format.makeReader(ReadingContext())
    var found: [ChannelAnswer] = []
    var refused = 0
    func sink(_ item: IntakeItem) {
      if case .answer(let answer) = item { found.append(answer) }
      if case .refused = item { refused += 1 }
    }
    try bytes.withUnsafeBufferPointer { try reader.consume($0) { sink($0) } }
    try reader.finish { sink($0) }
    return (format.id, found, refused)
  }

  @Test func `Amazon's processing report is a summary and a row for each record that has something to be said of`()
    throws
  {
    let read = try answers(
      "Feed Processing Summary:\n\tNumber of records processed\t\t3\n\tNumber of records successful\t\t2\n\n"
        + "original-record-number\torder-id\torder-item-id\terror-code\terror-type\terror-message\n"
        + "2\t302-1234567-1234567\t10000000000002\t25\tError\tThe quantity is wrong.\n"
        + "3\t302-7654321-7654321\t\t18028\tWarning\tA carrier that is not known.\nx\t\t\t1\tError\todd\n")
    #expect(read.format == "amazon-feed-report" && read.refused == 1)
    #expect(read.answers.map(\.verdict) == [.summary(processed: 3, successful: 2), .refused, .warned])
    #expect(read.answers[1].record == 2 && read.answers[1].code == "25" && read.answers[1].line == 6)
    #expect(read.answers[1].reason == "The quantity is wrong." && read.answers[1].order == "302-1234567-1234567")
    let json = try answers(
      #"{"header":{"feedId":"1"},"issues":[{"messageId":2,"code":"25","severity":"ERROR","message":"No."}],"#
        + #""summary":{"messagesProcessed":3,"messagesAccepted":2}}"#)
    #expect(json.format == "amazon-feed-report-json")
    #expect(json.answers.map(\.verdict) == [.refused, .summary(processed: 3, successful: 2)])
  }

  @Test func `eBay's and Shopify's results are read row by row`() throws {
    let ebay = try answers(
      "Line Number,Action,Status,ErrorCode,ErrorMessage,WarningCode,WarningMessage,ItemID\n"
        + "2,Status,Success,,,,,\n3,Status,Failure,21916,\"Order, not found\",,,\n4,Status,Warning,,,7,Late,\n")
    #expect(ebay.format == "ebay-upload-results")
    #expect(ebay.answers.map(\.record) == [1, 2, 3])
    #expect(ebay.answers.map(\.verdict) == [.accepted, .refused, .warned])
    #expect(ebay.answers[1].code == "21916" && ebay.answers[1].reason == "Order, not found")
    let shopify = try answers(
      "Name,Line: Type,Line: ID,Fulfillment: Tracking Number,Import Result,Import Comment\n"
        + "#1001,Fulfillment Line,5,T1,OK,\n#1002,Fulfillment Line,6,T2,Failed,Already fulfilled\n")
    #expect(shopify.format == "shopify-import-results")
    #expect(shopify.answers.map(\.order) == ["1001", "1002"] && shopify.answers[1].verdict == .refused)
  }
}

extension String {
  fileprivate func trimmingCharacters() -> String {
    var text = Substring(self)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
