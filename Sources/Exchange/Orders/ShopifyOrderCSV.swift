/// Shopify's order export: one row a line item; further rows of an order repeat its `Name` alone or every column.
///
/// The note of an order is what the buyer wrote in the cart, or what staff wrote over it: nobody can tell, so it is the
/// buyer's message, masked and erased like all that is theirs.
///
/// The external id is `Name` without `#`, so that the export and the interface (`name`) agree.
enum ShopifyOrderCSV {
  static let layout: OrderLayout = {
    var layout = OrderLayout(
      id: "shopify-orders-csv", title: "Shopify orders (CSV)",
      columns: [
        .externalId: "Name", .buyerEmail: "Email", .paymentStatus: "Financial Status", .paidAt: "Paid at",
        .fulfilmentStatus: "Fulfillment Status", .shippedAt: "Fulfilled at|Fulfillment Date", .currency: "Currency",
        .items: "Subtotal", .shipping: "Shipping", .tax: "Taxes", .total: "Total", .discount: "Discount Amount",
        .shippingService: "Shipping Method", .placedAt: "Created at", .quantity: "Lineitem quantity",
        .title: "Lineitem name", .unitPrice: "Lineitem price", .sku: "Lineitem sku",
        .lineFulfilment: "Lineitem fulfillment status", .lineDiscount: "Lineitem discount",
        .billName: "Billing Name", .billLine1: "Billing Address1|Billing Street", .billLine2: "Billing Address2",
        .billCompany: "Billing Company", .billCity: "Billing City", .billPostcode: "Billing Zip",
        .billRegion: "Billing Province", .billCountry: "Billing Country", .billPhone: "Billing Phone",
        .shipName: "Shipping Name", .shipLine1: "Shipping Address1|Shipping Street", .shipLine2: "Shipping Address2",
        .shipCompany: "Shipping Company", .shipCity: "Shipping City", .shipPostcode: "Shipping Zip",
        .shipRegion: "Shipping Province", .shipCountry: "Shipping Country", .shipPhone: "Shipping Phone",
        .message: "Notes", .attributes: "Note Attributes", .cancelledAt: "Cancelled at", .refunded: "Refunded Amount",
        .tags: "Tags",
        .buyerPhone: "Phone", .buyerName: "Customer Name",
      ],
      marks: "Lineitem quantity|Lineitem name|Lineitem price|Financial Status|Lineitem sku|Accepts Marketing|"
        + "Fulfillment Status|Lineitem requires shipping|Billing Province|Shipping Province|Note Attributes",
      marksNeeded: 2)
    layout.goesOut = true
    layout.idPrefix = "#"
    layout.itemsAfterDiscount = true
    layout.amountsMayBeShares = false
    layout.paymentStatuses = StatusWords([
      "paid": "-/paid/-", "pending|unpaid": "-/unpaid/-", "authorized|authorised": "-/authorised/-",
      "partially paid": "-/partlyPaid/-", "partially refunded": "-/partlyRefunded/-", "refunded": "-/refunded/-",
      "voided|expired": "-/voided/-",
    ])
    layout.fulfilmentStatuses = StatusWords([
      "fulfilled|shipped": "-/-/shipped", "unfulfilled|pending|open|scheduled|on hold|unshipped": "-/-/unfulfilled",
      "partial|partially fulfilled": "-/-/partlyShipped", "in progress|request accepted": "-/-/processing",
      "restocked": "-/-/returned", "delivered": "-/-/delivered",
    ])
    layout.always = StatusMeaning("open/-/unfulfilled")
    return layout
  }()
}
