import Domain

/// Amazon's flat file of shipping confirmations (feed `POST_FLAT_FILE_FULFILLMENT_DATA`): tabs, no quotation marks, a
/// row a line of an order; the first row names the template.
enum AmazonShipping {
  static let columns = [
    "order-id", "order-item-id", "quantity", "ship-date", "carrier-code", "carrier-name", "tracking-number",
    "ship-method",
  ]

  static let format = ShippingFormat(
    id: "amazon-shipping-txt", title: "Amazon shipping confirmations (tabs)", channels: ["amazon"], ending: "txt",
    isByParcel: false, text: { write($0) }, reading: layout.format)

  static let layout: ShippingLayout = {
    var layout = ShippingLayout(
      id: "amazon-shipping-txt", title: "Amazon shipping confirmations (tabs)",
      columns: [
        .order: ["order-id"], .lineId: ["order-item-id"], .quantity: ["quantity"], .shippedAt: ["ship-date"],
        .carrier: ["carrier-code"], .otherCarrier: ["carrier-name"], .tracking: ["tracking-number"],
        .service: ["ship-method"],
      ],
      marks: ["order-id", "order-item-id", "quantity", "ship-date", "carrier-code", "tracking-number"],
      marksNeeded: 5, forbids: ["purchase-date", "item-price", "sku"], delimiter: 0x09)
    layout.carrierElsewhere = other
    layout.certainty = 97
    return layout
  }()

  private static let other = "Other"

  /// Amazon's own codes of carriers, by the names that people write.
  private static let carriers: [String: String] = Dictionary(
    [
      "USPS", "UPS", "UPSMI", "FedEx", "FedEx SmartPost", "DHL", "DHL eCommerce", "DHL Global Mail", "DPD", "GLS",
      "Hermes", "Royal Mail", "Parcelforce", "TNT", "Deutsche Post", "La Poste", "Colissimo", "Chronopost", "Correos",
      "Poste Italiane", "PostNL", "Bpost", "Asendia", "China Post", "SF Express", "Yanwen", "4PX", "YunExpress",
      "Japan Post", "YamatoTransport", "SagawaExpress", "NipponExpress", "Australia Post", "Canada Post", "OnTrac",
      "Lasership", "Fastway", "Aramex", "Evri",
    ].map { (ColumnNames.loose($0), $0) }
  ) { first, _ in first }

  static func write(_ parcels: [ShippedParcel]) -> String {
    var text = "TemplateType=OrderFulfillment\tVersion=2011.1102\tThis row is for Amazon.com use only.\n"
    text += columns.joined(separator: "\t") + "\n"
    for parcel in parcels {
      let known = carriers[ColumnNames.loose(parcel.carrier)]
      let code = known ?? (parcel.carrier.isEmpty ? "" : other)
      for line in parcel.lines {
        let cells = [
          parcel.order, line.externalId, line.quantity > 0 ? String(line.quantity) : "",
          ShippingTime.text(parcel.shippedAt), code, known == nil ? parcel.carrier : "", parcel.trackingNumber,
          parcel.service,
        ]
        text += cells.map(flat).joined(separator: "\t") + "\n"
      }
    }
    return text
  }

  /// What would break the row becomes a blank: the file knows no quotation marks.
  private static func flat(_ cell: String) -> String {
    String(String.UnicodeScalarView(cell.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }))
  }
}
