import Domain

/// eBay's order fulfilment feed: a row a line, by eBay's own number of it; an order of one line is named alone.
enum EbayShipping {
  static let format = ShippingFormat(
    id: "ebay-shipping-csv", title: "eBay order fulfilment (CSV)", channels: ["ebay"], ending: "csv",
    isByParcel: false, text: { write($0) }, reading: layout.format)

  static let columns = ["Order ID", "Line Item ID", "Logistics Status", "Shipment Carrier", "Shipment Tracking"]

  static let layout: ShippingLayout = {
    var layout = ShippingLayout(
      id: "ebay-shipping-csv", title: "eBay order fulfilment (CSV)",
      columns: [
        .order: ["Order ID"], .lineId: ["Line Item ID"], .status: ["Logistics Status"],
        .carrier: ["Shipment Carrier"], .tracking: ["Shipment Tracking"],
      ], marks: columns, marksNeeded: 4)
    layout.statuses = ["shipped"]
    layout.certainty = 97
    return layout
  }()

  static func write(_ parcels: [ShippedParcel]) -> String {
    let writer = CSVWriter()
    return parcels.reduce(into: writer.line(columns)) { text, parcel in
      for line in parcel.lines {
        let id = parcel.isOnlyLine ? "" : line.externalId
        text += writer.line([parcel.order, id, "SHIPPED", parcel.carrier, parcel.trackingNumber])
      }
    }
  }
}

/// Etsy's parcels: a row a parcel, in the words of its own interface.
enum EtsyShipping {
  static let format = ShippingFormat(
    id: "etsy-shipping-csv", title: "Etsy parcels (CSV)", channels: ["etsy"], ending: "csv", isByParcel: true,
    text: { write($0) }, reading: layout.format)

  static let columns = ["Order ID", "Tracking Code", "Carrier Name", "Date Shipped"]

  static let layout: ShippingLayout = {
    var layout = ShippingLayout(
      id: "etsy-shipping-csv", title: "Etsy parcels (CSV)",
      columns: [
        .order: ["Order ID"], .tracking: ["Tracking Code"], .carrier: ["Carrier Name"], .shippedAt: ["Date Shipped"],
      ], marks: columns, marksNeeded: 3, forbids: ["Item Name", "Sale Date", "Order Total"])
    layout.certainty = 95
    return layout
  }()

  static func write(_ parcels: [ShippedParcel]) -> String {
    let writer = CSVWriter()
    return parcels.reduce(into: writer.line(columns)) { text, parcel in
      text += writer.line(
        [parcel.order, parcel.trackingNumber, parcel.carrier, ShippingTime.day(parcel.shippedAt)])
    }
  }
}

/// For any channel without a way of its own, and for whoever has sent goods for the shop: a row a line.
enum GeneralShipping {
  static let format = ShippingFormat(
    id: "shipping-csv", title: "Parcels (CSV)", channels: [], ending: "csv", isByParcel: false, text: { write($0) },
    reading: layout.format)

  static let columns = ["order", "line", "sku", "quantity", "carrier", "service", "tracking_number", "shipped_at"]

  static let layout = ShippingLayout(
    id: "shipping-csv", title: "Parcels (CSV)",
    columns: [
      .order: ["order", "order id", "order number", "order no", "订单号", "订单编号", "平台订单号", "bestellnummer"],
      .lineId: ["line", "line id", "line item id", "order item id"], .sku: ["sku", "货号", "商品编码"],
      .quantity: ["quantity", "qty", "数量", "发货数量", "menge"],
      .carrier: ["carrier", "shipping carrier", "carrier name", "tracking company", "courier", "物流公司", "快递公司", "物流商"],
      .service: ["service", "ship method", "物流方式", "物流渠道"],
      .tracking: [
        "tracking number", "tracking no", "tracking", "tracking code", "运单号", "物流单号", "快递单号", "跟踪号", "sendungsnummer",
      ],
      .shippedAt: ["shipped at", "ship date", "shipped on", "date shipped", "发货时间", "发货日期", "versanddatum"],
    ],
    marks: [
      "tracking_number", "tracking number", "tracking no", "tracking code", "运单号", "物流单号", "快递单号", "跟踪号",
      "sendungsnummer",
    ],
    marksNeeded: 1,
    // Orders have numbers of parcels too, beside what they cost and where they go.
    forbids: [
      "Total", "Total Price", "Order Total", "Item Title", "Item Name", "Buyer Username", "Buyer Name", "Ship To Name",
      "Paid at", "Financial Status", "Subtotal", "Lineitem name", "purchase-date", "product-name", "买家", "收货人", "收件人",
      "商品名称", "Recipient", "Order Date", "Sale Date", "Product Name", "Unit Price", "event", "events", "Status",
      "amount",
      "Order Status", "订单状态",
    ])

  static func write(_ parcels: [ShippedParcel]) -> String {
    let writer = CSVWriter()
    return parcels.reduce(into: writer.line(columns)) { text, parcel in
      for line in parcel.lines {
        text += writer.line([
          parcel.order, line.externalId, line.sku, line.quantity > 0 ? String(line.quantity) : "", parcel.carrier,
          parcel.service, parcel.trackingNumber, ShippingTime.text(parcel.shippedAt),
        ])
      }
    }
  }
}
