import Domain

/// TikTok Shop's order export: a row an SKU, the order's sums on each; the second row explains the columns in prose.
enum TikTokOrderCSV {
  static let layout: OrderLayout = {
    var layout = OrderLayout(
      id: "tiktok-shop-orders", title: "TikTok Shop orders (CSV)",
      columns: [
        .externalId: "Order ID", .status: "Order Status", .listingId: "SKU ID", .sku: "Seller SKU",
        .title: "Product Name", .options: "Variation", .quantity: "Quantity",
        .unitPrice: "SKU Unit Original Price", .lineAmount: "SKU Subtotal Before Discount",
        .lineDiscount: "SKU Platform Discount", .lineDiscount2: "SKU Seller Discount",
        .shipping: "Shipping Fee After Discount", .tax: "Taxes", .total: "Order Amount",
        .refunded: "Order Refund Amount", .placedAt: "Created Time", .paidAt: "Paid Time",
        .shippedAt: "Shipped Time", .deliveredAt: "Delivered Time", .cancelledAt: "Cancelled Time",
        .shippingService: "Delivery Option", .message: "Buyer Message", .buyerId: "Buyer Username",
        .buyerName: "Recipient", .shipName: "Recipient", .shipPhone: "Phone #", .shipPostcode: "Zipcode|Post Code",
        .shipCountry: "Country", .shipRegion: "State|Province", .shipCity: "City|Post Town",
        .shipLine1: "Detail Address|Address Line 1", .shipLine2: "Additional address information|Address Line 2",
        .shipLine3: "Districts", .shipLine4: "Villages", .note: "Seller Note", .currency: "Currency",
      ],
      marks: "Order Substatus|Cancelation/Return Type|Normal or Pre-order|SKU ID|Seller SKU|Sku Quantity of return|"
        + "SKU Unit Original Price|SKU Subtotal Before Discount|SKU Platform Discount|SKU Seller Discount|RTS Time|"
        + "Small Order Fee|Order Refund Amount|Package ID|Created Time|Order Amount",
      marksNeeded: 3)
    layout.always = StatusMeaning("open/-/-")
    layout.statuses = StatusWords([
      "unpaid": "open/unpaid/unfulfilled", "on hold": "open/paid/unfulfilled",
      "to ship|awaiting shipment|to be shipped": "open/paid/unfulfilled",
      "awaiting collection|partially shipping|ready to ship": "open/paid/processing",
      "shipped|in transit": "open/paid/shipped", "delivered": "open/paid/delivered",
      "completed": "closed/paid/delivered", "canceled|cancelled|cancel": "cancelled/-/-",
      "待付款|未付款": "open/unpaid/unfulfilled", "待发货": "open/paid/unfulfilled", "待揽收": "open/paid/processing",
      "已发货|运输中": "open/paid/shipped", "已送达": "open/paid/delivered", "已完成": "closed/paid/delivered",
      "已取消": "cancelled/-/-",
    ])
    return layout
  }()
}
