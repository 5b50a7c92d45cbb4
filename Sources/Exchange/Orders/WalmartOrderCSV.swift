import Domain

/// Walmart Marketplace's order export: a row an order line, each with its own shipping and tax.
enum WalmartOrderCSV {
  static let layout: OrderLayout = {
    var layout = OrderLayout(
      id: "walmart-orders", title: "Walmart orders (CSV)",
      columns: [
        .externalId: "PO#|PO Number|Purchase Order", .buyerId: "Customer Order Id", .placedAt: "Order Date",
        .shipBy: "Ship By", .deliverBy: "Delivery Date", .buyerName: "Customer Name", .shipName: "Customer Name",
        .shipWhole: "Customer Shipping Address", .shipPhone: "Customer Phone Number",
        .shipLine1: "Ship to Address 1", .shipLine2: "Ship to Address 2", .shipCity: "City", .shipRegion: "State",
        .shipPostcode: "Zip", .shipCountry: "Country|Ship to Country", .lineId: "Line#|Line Number",
        .listingId: "UPC|Item ID", .status: "Status", .title: "Item Description", .quantity: "Qty", .sku: "SKU",
        .unitPrice: "Item Cost", .lineShipping: "Shipping Cost", .lineTax: "Tax", .shippingService: "Shipping Method",
        .currency: "Currency",
      ],
      marks: "PO#|Order#|FLIDS|Line#|Shipping Tier|Shipping SLA|Shipping Config SOurce|Update Status|Update Qty|"
        + "Seller Order NO|Fulfillment Entity|Replacement Order|Item Cost|Original Customer Order Id|Ship By",
      marksNeeded: 3)
    layout.currency = .dollar
    layout.tax = .added
    layout.always = StatusMeaning("open/paid/-")
    layout.statuses = StatusWords([
      "created|acknowledged|new": "open/paid/unfulfilled", "shipped": "open/paid/shipped",
      "delivered": "open/paid/delivered", "cancelled|canceled": "cancelled/-/-", "refund|refunded": "open/refunded/-",
      "in progress|ready to ship": "open/paid/processing", "returned": "open/-/returned",
    ])
    return layout
  }()
}
