import Domain

/// BigCommerce's order export: a row an order.
enum BigCommerceOrderCSV {
  static let layout: OrderLayout = {
    var layout = OrderLayout(
      id: "bigcommerce-orders-csv", title: "BigCommerce orders (CSV)",
      columns: [
        .externalId: "Order ID", .placedAt: "Order Date", .shippedAt: "Date Shipped", .status: "Order Status",
        .total: "Order Total|Order Total (inc tax)",
        .items: "Cart Base Amount|Subtotal (ex tax)|Subtotal|Subtotal (inc tax)", .tax: "Tax Total",
        .shipping: "Shipping Total|Shipping Cost (ex tax)|Shipping Cost (inc tax)",
        .discount: "Coupon Value|Discount Amount", .refunded: "Refund Amount",
        .currency: "Order Currency Code|Currency",
        .buyerId: "Customer ID", .buyerName: "Customer Name", .buyerFirstName: "First Name",
        .buyerLastName: "Last Name", .buyerEmail: "Email Address|Customer Email", .buyerPhone: "Phone|Customer Phone",
        .billFirstName: "Billing First Name|First Name", .billLastName: "Billing Last Name|Last Name",
        .billName: "Billing Name", .billLine1: "Billing Street 1", .billLine2: "Billing Street 2",
        .billCity: "Billing City|Billing Suburb", .billRegion: "Billing State",
        .billPostcode: "Billing Zip Code|Billing Zip",
        .billCountry: "Billing Country", .shipName: "Shipping Name", .shipFirstName: "Shipping First Name|First Name",
        .shipLastName: "Shipping Last Name|Last Name", .shipLine1: "Shipping Street 1", .shipLine2: "Shipping Street 2",
        .shipCity: "Shipping City|Shipping Suburb", .shipRegion: "Shipping State",
        .shipPostcode: "Shipping Zip Code|Shipping Zip", .shipCountry: "Shipping Country",
        .message: "Customer Message", .note: "Staff Notes", .shippingService: "Ship Method|Shipping Method",
        .title: "Product Name", .sku: "Product SKU", .quantity: "Product Qty", .unitPrice: "Product Unit Price",
      ],
      marks: "Cart Base Amount|Tax Total|Shipping Total|Card Number (Last 4)|Billing Street 1|Shipping Street 1|"
        + "Billing Zip Code|Shipping Zip Code|Customer Message|Staff Notes|Refund Amount|Email Address|IP Address|"
        + "Subtotal (ex tax)|Order Total (inc tax)|Billing Suburb",
      marksNeeded: 3)
    layout.always = StatusMeaning("open/-/-")
    layout.statuses = StatusWords([
      "pending|awaiting payment|incomplete": "open/unpaid/unfulfilled",
      "awaiting fulfillment|awaiting shipment|awaiting pickup": "open/paid/unfulfilled",
      "partially shipped": "open/paid/partlyShipped", "shipped": "open/paid/shipped",
      "completed": "closed/paid/shipped", "cancelled|canceled|declined": "cancelled/-/-",
      "refunded": "open/refunded/-", "partially refunded": "open/partlyRefunded/-",
      "disputed|manual verification required": "open/paid/unfulfilled",
    ])
    return layout
  }()
}
