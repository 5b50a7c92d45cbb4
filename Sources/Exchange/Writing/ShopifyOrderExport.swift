public import Domain

/// Orders as Shopify's own order export lays them out: a row for each line, the order's fields on the first.
public struct ShopifyOrderExport: Sendable {
  /// The people of an order, as far as the caller may see them.
  public struct People: Sendable {
    public var buyer: Card?
    public var shipTo: Card?
    public var billTo: Card?
    public var message: String?

    public init(buyer: Card? = nil, shipTo: Card? = nil, billTo: Card? = nil, message: String? = nil) {
      self.buyer = buyer
      self.shipTo = shipTo
      self.billTo = billTo
      self.message = message
    }
  }

  public static let header = [
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing",
    "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method",
    "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem compare at price", "Lineitem sku",
    "Lineitem requires shipping", "Lineitem taxable", "Lineitem fulfillment status", "Billing Name", "Billing Street",
    "Billing Address1", "Billing Address2", "Billing Company", "Billing City", "Billing Zip", "Billing Province",
    "Billing Country", "Billing Phone", "Shipping Name", "Shipping Street", "Shipping Address1", "Shipping Address2",
    "Shipping Company", "Shipping City", "Shipping Zip", "Shipping Province", "Shipping Country", "Shipping Phone",
    "Notes", "Note Attributes", "Cancelled at", "Payment Method", "Payment Reference", "Refunded Amount", "Vendor",
    "Outstanding Balance", "Employee", "Location", "Device ID", "Id", "Tags", "Risk Level", "Source",
    "Lineitem discount", "Tax 1 Name", "Tax 1 Value", "Phone", "Receipt Number",
  ]

  private static let places: [String: Int] = Dictionary(
    header.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })

  public init() {}

  /// The rows of an order; one without lines has one row.
  public func rows(_ order: Order, _ people: People = People()) -> [[String]] {
    var rows: [[String]] = []
    for place in 0..<max(1, order.lines.count) {
      var row = Row()
      row["Name"] = "#" + order.externalId
      row["Email"] = people.buyer?.email ?? people.billTo?.email ?? ""
      row["Created at"] = Self.stamp(order.placedAt)
      if place == 0 {
        fillOrder(&row, order, people)
        fill(&row, "Billing", people.billTo)
        fill(&row, "Shipping", people.shipTo)
      }
      if place < order.lines.count { fillLine(&row, order.lines[place], order.money.currency) }
      rows.append(row.cells)
    }
    return rows
  }

  private struct Row {
    var cells = [String](repeating: "", count: ShopifyOrderExport.header.count)

    subscript(name: String) -> String {
      get { ShopifyOrderExport.places[name].map { cells[$0] } ?? "" }
      set { if let place = ShopifyOrderExport.places[name] { cells[place] = newValue } }
    }
  }

  private func fillOrder(_ row: inout Row, _ order: Order, _ people: People) {
    let money = order.money
    func amount(_ units: Int64) -> String { Money(minorUnits: units, currency: money.currency).amount }
    row["Financial Status"] = Self.financialStatus(order.payment)
    row["Paid at"] = order.paidAt.map(Self.stamp) ?? ""
    row["Fulfillment Status"] = Self.fulfilmentStatus(order.fulfilment)
    row["Fulfilled at"] = order.shippedAt.map(Self.stamp) ?? ""
    row["Currency"] = money.currency == .none ? "" : money.currency.code
    row["Subtotal"] = amount(money.items.subtractingReportingOverflow(money.discount).partialValue)
    row["Shipping"] = amount(money.shipping)
    row["Taxes"] = amount(money.tax)
    row["Total"] = amount(money.total)
    row["Discount Amount"] = amount(money.discount)
    row["Shipping Method"] = order.shippingService
    // The shop's own note stays inside: what stands here is the buyer's to whoever reads the file.
    row["Notes"] = people.message ?? ""
    row["Cancelled at"] = order.cancelledAt.map(Self.stamp) ?? ""
    row["Tags"] = order.tags.joined(separator: ", ")
    row["Phone"] = people.buyer?.phone ?? ""
  }

  private func fill(_ row: inout Row, _ side: String, _ card: Card?) {
    guard let card else { return }
    row[side + " Name"] = card.name
    row[side + " Street"] = card.lines.joined(separator: ", ")
    row[side + " Address1"] = card.lines.first ?? ""
    row[side + " Address2"] = card.lines.dropFirst().joined(separator: ", ")
    row[side + " Company"] = card.company
    row[side + " City"] = card.city
    row[side + " Zip"] = card.postcode
    row[side + " Province"] = card.region
    row[side + " Country"] = card.country
    row[side + " Phone"] = card.phone
  }

  private func fillLine(_ row: inout Row, _ line: OrderLine, _ currency: Currency) {
    row["Lineitem quantity"] = String(line.quantity)
    row["Lineitem name"] = line.options.isEmpty ? line.title : line.title + " - " + line.options
    row["Lineitem price"] = Money(minorUnits: line.unitPrice, currency: currency).amount
    row["Lineitem sku"] = line.sku
    row["Lineitem discount"] = Money(minorUnits: line.discount, currency: currency).amount
    row["Lineitem fulfillment status"] =
      line.fulfilledQuantity <= 0 ? "pending" : line.fulfilledQuantity < line.quantity ? "partial" : "fulfilled"
  }

  /// `2026-09-22 15:04:11 +0000`, as the export writes moments.
  static func stamp(_ time: Instant) -> String {
    let civil = time.civil()
    return "\(civil.dateText) \(civil.clockText) +0000"
  }

  static func financialStatus(_ state: PaymentState) -> String {
    switch state {
    case .unpaid: "pending"
    case .authorised: "authorized"
    case .partlyPaid: "partially_paid"
    case .paid: "paid"
    case .partlyRefunded: "partially_refunded"
    case .refunded: "refunded"
    case .voided: "voided"
    }
  }

  static func fulfilmentStatus(_ state: FulfilmentState) -> String {
    switch state {
    case .unfulfilled, .processing: "unfulfilled"
    case .partlyShipped: "partial"
    case .shipped, .delivered, .returned: "fulfilled"
    }
  }
}
