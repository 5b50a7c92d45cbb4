import Domain

/// Etsy's two exports: sold order items (a row an item, the order's sums on each) and sold orders (a row an order, no
/// lines).
enum EtsyOrderCSV {
  static let itemsLayout: OrderLayout = {
    var layout = base(
      id: "etsy-order-items", title: "Etsy sold order items (CSV)",
      marks: "Transaction ID|Listing ID|Item Name|Date Paid|Date Posted|Ship Zipcode|Item Total|Variations|"
        + "InPerson Discount|VAT Paid by Buyer|Listings Type|Sale Date|Order Type|Ship Address1",
      needed: 3)
    layout.columns.merge([
      .title: "Item Name", .quantity: "Quantity", .unitPrice: "Price", .lineId: "Transaction ID",
      .listingId: "Listing ID", .options: "Variations", .sku: "SKU", .paidAt: "Date Paid",
      .buyerName: "Buyer", .shipping: "Delivery|Order Shipping|Shipping|Order Delivery",
      .shippingDiscount: "Delivery Discount|Shipping Discount", .tax: "Sales Tax|Order Sales Tax|VAT Paid by Buyer",
      .lineDiscount: "Discount Amount", .total: "Order Total",
    ]) { _, new in new }
    return layout
  }()

  static let ordersLayout: OrderLayout = {
    var layout = base(
      id: "etsy-orders", title: "Etsy sold orders (CSV)",
      marks: "Buyer User ID|Number of Items|Order Value|Order Net|Card Processing Fees|Adjusted Order Total|"
        + "Adjusted Net Order Amount|Street 1|Ship Zipcode|Date Shipped|Full Name|"
        + "Date Posted|Delivery City|Delivery Zipcode|Delivery Country|First Name",
      needed: 3)
    layout.columns.merge([
      .buyerId: "Buyer User ID", .shipName: "Full Name", .buyerName: "Full Name|Buyer",
      .shipFirstName: "First Name", .shipLastName: "Last Name", .shipLine1: "Street 1", .shipLine2: "Street 2",
      .items: "Order Value", .discount: "Discount Amount", .shipping: "Shipping|Delivery",
      .shippingDiscount: "Shipping Discount|Delivery Discount", .tax: "Sales Tax", .total: "Order Total",
    ]) { _, new in new }
    layout.statuses = StatusWords([
      "completed|complete|shipped": "open/paid/shipped",
      "paid|open|new|in progress|processing": "open/paid/unfulfilled",
      "canceled|cancelled": "cancelled/-/-", "refunded": "open/refunded/-",
      "partially refunded": "open/partlyRefunded/-", "delivered": "open/paid/delivered",
      "unpaid|payment pending": "open/unpaid/unfulfilled", "versandt|expédié|enviado": "open/paid/shipped",
      "storniert|annulé|cancelado": "cancelled/-/-",
    ])
    return layout
  }()

  private static func base(id: String, title: String, marks: String, needed: Int) -> OrderLayout {
    var layout = OrderLayout(
      id: id, title: title,
      columns: [
        .externalId: "Order ID", .placedAt: "Sale Date",
        .shippedAt: "Date Shipped|Date Posted|Date Dispatched|Dispatch Date",
        .shipName: "Ship Name|Delivery Name", .shipLine1: "Ship Address1|Delivery Address1",
        .shipLine2: "Ship Address2|Delivery Address2", .shipCity: "Ship City|Delivery City|Dispatch City|Post City",
        .shipRegion: "Ship State|Delivery State|Dispatch State",
        .shipPostcode: "Ship Zipcode|Delivery Zipcode|Dispatch Zipcode",
        .shipCountry: "Ship Country|Delivery Country|Dispatch Country",
        .currency: "Currency", .status: "Status",
      ],
      marks: marks, marksNeeded: needed, forbids: "Fees & Taxes|Tax Details")
    // Etsy lists an order once it is paid.
    layout.always = StatusMeaning("open/paid/-")
    return layout
  }
}
