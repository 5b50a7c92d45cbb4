import Domain
import Testing

@testable import Exchange

/// Made-up rows in the columns of exports that came later, earlier or in another language.
struct ForeignTongueTests {
  private func only(_ text: String, context: ReadingContext = ReadingContext()) throws -> IncomingOrder {
    let taken = try Taken(text, context: context)
    #expect(taken.refused.isEmpty)
    #expect(taken.orders.count == 1)
    return try #require(taken.orders.first)
  }

  @Test func `A refunded amount makes a paid order partly or wholly refunded`() throws {
    func payment(_ refunded: String, _ status: String = "paid") throws -> PaymentState? {
      try only(
        """
        Name,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount
        #1,\(status),EUR,30.00,2026-09-22 10:00:00 +0000,1,Mug,30.00,\(refunded)
        """
      ).payment
    }
    #expect(try payment("0.00") == .paid)
    #expect(try payment("10.00") == .partlyRefunded)
    #expect(try payment("30.00") == .refunded)
    #expect(try payment("0.00", "refunded") == .refunded)
    #expect(try payment("5.00", "pending") == .unpaid)
  }

  @Test func `Shopify's notes and their attributes are the buyer's message`() throws {
    let order = try only(
      """
      Name,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Notes,\
      Note Attributes
      #1,paid,EUR,30.00,2026-09-22 10:00:00 +0000,1,Mug,30.00,Ring twice,"Gift: yes\nTo: Ann"
      """)
    #expect(order.message == "Ring twice\nGift: yes\nTo: Ann")
    #expect(order.note == nil)
  }

  @Test func `A Woo order on hold awaits payment, in CSV and JSON alike`() throws {
    let table = try only(
      """
      order_id,order_date,order_status,billing_first_name,billing_last_name,billing_email,order_total,order_currency
      7,2026-09-22 10:00:00,on-hold,Ann,B,a@x.example,5.00,EUR
      """)
    let json = try only(
      """
      {"id":7,"number":"7","status":"on-hold","currency":"EUR","total":"5.00","date_created_gmt":"2026-09-22T10:00:00",
      "order_key":"k","billing":{"first_name":"Ann"},"line_items":[]}
      """)
    for order in [table, json] {
      #expect((order.state, order.payment, order.fulfilment) == (.open, .unpaid, .unfulfilled))
      #expect(order.holds == [.awaitingPayment])
    }
  }

  @Test func `Amazon's fulfilled shipments bring quantity, shipment and gift wrap`() throws {
    let order = try only(
      """
      amazon-order-id\tshipment-id\tamazon-order-item-id\tpurchase-date\tpayments-date\tshipment-date\tsku\t\
      product-name\tquantity-shipped\tcurrency\titem-price\titem-tax\tshipping-price\tgift-wrap-price\tgift-wrap-tax\t\
      recipient-name\tship-city\tship-country
      1-1\tS\t77\t2026-09-22T10:00:00+00:00\t2026-09-22T10:00:00+00:00\t2026-09-23T10:00:00+00:00\tA\tMug\t3\tUSD\t\
      30.00\t2.40\t5.00\t4.00\t0.50\tAnn\tX\tUS
      """)
    #expect(order.lines.first?.quantity == 3)
    #expect(order.lines.first?.externalId == "77")
    #expect(order.fulfilment == .shipped)
    #expect((order.total, order.tax) == (4190, 290))
  }

  @Test func `eBay Germany's older export has record numbers alone and other words for the buyer`() throws {
    let order = try only(
      """
      Verkaufsprotokollnummer;Mitgliedsname;Vollständiger Name des Käufers;Käuferadresse 1;Ort des Käufers;\
      Postleitzahl des Käufers;Land des Käufers;Bestellnummer;Artikelbezeichnung;Stückzahl;Verkaufspreis;Gesamtpreis;\
      Verkaufsdatum;Bezahldatum
      55;k;Jörg;Weg 1;Köln;50667;Deutschland;;Tasse;1;EUR 10,00;EUR 14,00;10.12.25;11.12.25
      """)
    #expect(order.externalId == "55")
    #expect((order.total, order.payment) == (1400, .paid))
    #expect(order.shipTo?.postcode == "50667")
    #expect(order.billTo?.country == "DE")
  }

  @Test(arguments: [
    "Numéro de commande;Date de vente;Statut;Titre de l'annonce;Quantité;Vendu pour;Prix total;Pays du destinataire",
    "Numero ordine;Data vendita;Stato;Titolo dell'inserzione;Quantità;Venduto per;Totale ordine;Paese",
    "Número de pedido;Fecha de venta;Estado;Título del artículo;Cantidad;Vendido por;Precio total;País",
    "Bestelnummer;Verkoopdatum;Bestelstatus;Titel;Aantal;Verkocht voor;Totaalprijs;Land",
    "注文番号;注文日;ステータス;商品名;数量;単価;合計金額;国",
  ])
  func `Orders in other languages are read by what their columns are commonly called`(header: String) throws {
    for status in ["expédiée", "spedito", "enviado", "verzonden", "発送済み"] {
      let order = try only(header + "\n05-1;10.12.2025;\(status);Mug;2;5,00 €;10,00 €;FR\n")
      #expect(order.externalId == "05-1")
      #expect((order.total, order.currency) == (1000, .euro))
      #expect(order.placedAt?.iso8601 == "2025-12-10T12:00:00Z")
      #expect((order.fulfilment, order.shipTo?.country) == (.shipped, "FR"))
      #expect(order.lines.first?.quantity == 2)
    }
  }

  @Test func `Sums below the records are footers`() throws {
    let taken = try Taken(
      """
      Order ID,Order Date,Customer Email,"Order Total, USD",Shipping Name
      1,2025-12-10,a@x.example,10.00,Ann
      Total,,,10.00,
      ,,,10.00,
      """)
    #expect(taken.orders.map(\.externalId) == ["1"])
    #expect(taken.skipped.map(\.code) == [.footer, .footer])
    #expect(taken.rows == 3)
  }

  @Test func `A formula that only keeps a number as text is looked through`() throws {
    let taken = try Taken(
      "order_id,order_date,order_total,customer_email,sku,shipping_postcode,order_status\n"
        + "\"=\"\"0071\"\"\",2025-12-10,1.00,,=\"0012\",=\"01067\",paid\n")
    let order = try #require(taken.orders.first)
    #expect(order.externalId == "0071")
    #expect(order.lines.first?.sku == "0012")
    #expect(order.shipTo?.postcode == "01067")
    #expect(taken.noted.isEmpty)
  }

  @Test func `Taobao's list is no 1688 export`() throws {
    let order = try only(
      """
      订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,收货人姓名,收货地址 ,订单创建时间,宝贝标题 ,宝贝总数量
      ="123",甲,x,30.00,5.00,35.00,35.00,买家已付款，等待卖家发货,李四,浙江省,2025-12-10 10:11:12,杯子,2
      """)
    #expect(order.externalId == "123")
    #expect((order.total, order.currency) == (3500, .yuan))
    #expect((order.payment, order.fulfilment) == (.paid, .unfulfilled))
  }

  @Test func `A currency that is none is refused by field, and the rest goes in`() throws {
    let taken = try Taken(
      "order_id,order_date,order_total,currency,order_status,customer_email\n"
        + "1,2025-12-10,5,XXX,paid,\n2,2025-12-10,5,EUR,paid,\n")
    #expect(taken.refused.map(\.issue) == [RowIssue(line: 2, field: "currency", code: .unknownCurrency, found: "XXX")])
    #expect(taken.orders.map(\.externalId) == ["2"])
  }

  @Test(arguments: [
    ("US $12.00", 1200, "USD"), ("AU $5.00", 500, "AUD"), ("C $9.99", 999, "CAD"), ("￥39.90", 3990, "CNY"),
    ("1.234,56 €", 123_456, "EUR"),
  ])
  func `A sign with a blank in it is one sign`(text: String, units: Int64, code: String) {
    let amount = Amount.read(text)
    #expect(amount?.minorUnits == units)
    #expect(amount?.currency?.code == code)
  }

  @Test func `A spreadsheet's day number is a date, and points say nothing of strokes`() {
    #expect(DateText.read("46001")?.iso8601 == "2025-12-10T12:00:00Z")
    #expect(DateText.read("46001.5")?.iso8601 == "2025-12-10T12:00:00Z")
    #expect(DateText.read("46001.628")?.iso8601 == "2025-12-10T15:04:19Z")
    #expect(DateText.read("12345") == nil)
  }
}
