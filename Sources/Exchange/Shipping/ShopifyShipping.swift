import Domain

/// Shopify's fulfilments: as the table that its importers take (a row a line of an order), and as the documents of its
/// interface.
enum ShopifyShipping {
  static let table = ShippingFormat(
    id: "shopify-shipping-csv", title: "Shopify fulfilments (CSV)", channels: ["shopify"], ending: "csv",
    isByParcel: false, text: { write($0) }, reading: layout.format)

  static let document = ShippingFormat(
    id: "shopify-shipping-json", title: "Shopify fulfilments (JSON)", channels: [], ending: "json",
    isByParcel: true, text: { writeDocument($0) }, reading: reading)

  static let columns = [
    "Name", "Command", "Line: Type", "Line: ID", "Line: SKU", "Line: Quantity", "Fulfillment: Status",
    "Fulfillment: Processed At", "Fulfillment: Tracking Company", "Fulfillment: Tracking Number",
    "Fulfillment: Send Receipt",
  ]

  static let layout: ShippingLayout = {
    var layout = ShippingLayout(
      id: "shopify-shipping-csv", title: "Shopify fulfilments (CSV)",
      columns: [
        .order: ["Name"], .lineId: ["Line: ID"], .sku: ["Line: SKU"], .quantity: ["Line: Quantity"],
        .status: ["Line: Type"], .carrier: ["Fulfillment: Tracking Company"],
        .tracking: ["Fulfillment: Tracking Number"], .shippedAt: ["Fulfillment: Processed At"],
      ],
      marks: ["Name", "Line: Type", "Fulfillment: Tracking Number", "Fulfillment: Tracking Company"],
      forbids: ["Import Result"])
    layout.statuses = ["fulfillment line"]
    layout.orderPrefix = "#"
    layout.certainty = 97
    return layout
  }()

  static func write(_ parcels: [ShippedParcel]) -> String {
    let writer = CSVWriter()
    return parcels.reduce(into: writer.line(columns)) { text, parcel in
      for line in parcel.lines {
        text += writer.line([
          name(parcel.order), "UPDATE", "Fulfillment Line", line.externalId, line.sku,
          line.quantity > 0 ? String(line.quantity) : "", "success", ShippingTime.text(parcel.shippedAt),
          parcel.carrier, parcel.trackingNumber, "TRUE",
        ])
      }
    }
  }

  /// Shopify's names of orders begin with a hash, which is taken off when they come in.
  private static func name(_ order: String) -> String { "#" + order }

  // MARK: The interface's documents

  static func writeDocument(_ parcels: [ShippedParcel]) -> String {
    let fulfilments = parcels.map { parcel -> JSONOutput in
      [
        "order_name": .text(name(parcel.order)), "status": "success", "created_at": .time(orNull: parcel.shippedAt),
        "tracking_company": .text(parcel.carrier), "tracking_number": .text(parcel.trackingNumber),
        "service": .text(parcel.service),
        "line_items": .list(
          parcel.lines.map {
            ["id": .text($0.externalId), "sku": .text($0.sku), "quantity": .integer($0.quantity)]
          }),
      ]
    }
    return JSONWriter(indented: true).line(["fulfillments": .list(fulfilments)])
  }

  private static let shape = JSONShape(lists: ["fulfillments"], singles: ["fulfillment"], wrappers: [], beside: [])

  private static let reading = Format(
    id: "shopify-shipping-json", title: "Shopify fulfilments (JSON)", kinds: ["shipments"], goesOut: true,
    recognise: { sample in
      let outline = JSONOutline(sample.text)
      let keys = ["fulfillments", "fulfillment"]
      // An order tells of its fulfilments too.
      if outline.hasAny("financial_status", "total_price", "line_items", "order_number") { return 0 }
      return outline.isJSON && keys.contains { outline.hasAll($0 + ".tracking_number", $0 + ".line_items") } ? 97 : 0
    },
    makeReader: { JSONRecordReader(shape: shape, context: $0) { items($0, context: $1) } })

  static func items(_ record: JSONRecord, context: ReadingContext) -> [IntakeItem] {
    let value = record.value
    let map = JSONMapping(value, line: record.line, context: context)
    guard ["fulfillments", "fulfillment"].contains(record.key), value.isObject else {
      return map.skipped(.notThisKind, record.key.isEmpty ? value.source : record.key)
    }
    let status = map.text(value["status"])
    if ["cancelled", "error", "failure"].contains(status) { return map.skipped(.notThisKind, status) }
    var order = map.text(value["order_name"])
    if order.isEmpty { order = map.text(value["name"]) }
    if value["order_name"] == nil, let point = order.lastIndex(of: "."),
      order[order.index(after: point)...].allSatisfy(\.isNumber)
    {
      // A fulfilment is called after its order: #1001.1.
      order = String(order[..<point])
    }
    if order.isEmpty { order = map.text(value["order_id"]) }
    if order.hasPrefix("#") { order.removeFirst() }
    if order.isEmpty { return map.refused(.missingId, "name") }
    var lines: [ShippedLine] = []
    for (place, item) in (value["line_items"]?.elements ?? []).enumerated() {
      guard let quantity = map.requiredCount("quantity", of: item, "line_items[\(place)]") else { continue }
      lines.append(
        ShippedLine(externalId: map.text(item["id"]), sku: map.text(item["sku"]), quantity: quantity))
    }
    let at = map.time(value["created_at"], "created_at")
    if let fault = map.faults.first { return [.refused(fault, raw: value.source)] }
    let parcel = ShippedParcel(
      order: order, carrier: map.text(value["tracking_company"]), service: map.text(value["service"]),
      trackingNumber: map.text(value["tracking_number"]), shippedAt: at, lines: lines)
    return [.shipment(IncomingShipment(parcel: parcel, raw: value.source, line: record.line))]
  }
}
