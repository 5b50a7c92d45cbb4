/// Amazon's order reports, tab-separated: new orders (both layouts), unshipped orders with and without the buyer's
/// name, and the flat file of all orders. One row an item; the rows of an order need not stand together. `item-price`
/// is the whole line's.
enum AmazonOrderReport {
  static let layout: OrderLayout = {
    var layout = OrderLayout(
      id: "amazon-order-report", title: "Amazon order reports",
      columns: [
        .externalId: "order-id|amazon-order-id", .lineId: "order-item-id|amazon-order-item-id|amazon-order-item-code",
        .placedAt: "purchase-date|order-date",
        .paidAt: "payments-date|payment-date", .revisedAt: "last-updated-date", .buyerName: "buyer-name|billing-name",
        .buyerEmail: "buyer-email", .buyerPhone: "buyer-phone-number", .sku: "sku", .listingId: "asin",
        .title: "product-name", .quantity: "quantity-purchased|quantity|quantity-shipped",
        .fulfilledQuantity: "quantity-shipped",
        .currency: "currency", .lineAmount: "item-price", .lineTax: "item-tax", .lineShipping: "shipping-price",
        .lineShippingTax: "shipping-tax", .lineDiscount: "item-promotion-discount",
        .lineShippingDiscount: "ship-promotion-discount", .shippingService: "ship-service-level",
        .shippedAt: "shipment-date", .lineExtra: "gift-wrap-price", .lineExtraTax: "gift-wrap-tax",
        .billLine1: "bill-address-1", .billLine2: "bill-address-2", .billCity: "bill-city", .billRegion: "bill-state",
        .billPostcode: "bill-postal-code", .billCountry: "bill-country", .shipName: "recipient-name",
        .shipLine1: "ship-address-1", .shipLine2: "ship-address-2",
        .shipLine3: "ship-address-3", .shipCity: "ship-city", .shipRegion: "ship-state",
        .shipPostcode: "ship-postal-code", .shipCountry: "ship-country", .shipPhone: "ship-phone-number",
        .shipBy: "latest-ship-date|promise-date",
        .deliverBy: "latest-delivery-date|delivery-end-date|estimated-arrival-date",
        .status: "order-status", .lineFulfilment: "item-status",
      ],
      marks: "order-item-id|purchase-date|payments-date|quantity-purchased|ship-service-level|buyer-email|item-price|"
        + "ship-postal-code|ship-country|product-name|recipient-name|amazon-order-id|sales-channel|ship-city",
      marksNeeded: 3,
      forbids: "settlement-id|transaction-type|posted-date|price-type")
    layout.tax = .byCurrency
    // A row of these reports exists because the order was paid; unshipped reports list what still waits.
    layout.always = StatusMeaning("open/paid/-")
    layout.statuses = StatusWords([
      "pending|pending availability": "open/unpaid/unfulfilled", "unshipped": "open/paid/unfulfilled",
      "partially shipped": "open/paid/partlyShipped", "shipped|complete|shipping": "open/paid/shipped",
      "shipped - delivered to buyer|delivered": "open/paid/delivered",
      "shipped - out for delivery|shipped - picked up": "open/paid/shipped",
      "shipped - returned to seller|shipped - returning to seller": "open/-/returned",
      "shipped - rejected by buyer|shipped - undeliverable|shipped - lost in transit|shipped - damaged":
        "open/paid/shipped",
      "pending - waiting for pick up": "open/paid/processing", "invoice unconfirmed": "open/-/shipped",
      "cancelled|canceled|storniert|annulé|annulée|cancelado|annullato": "cancelled/-/-",
      "unfulfillable": "open/-/unfulfilled", "versandt|expédiée|expédié|enviado|spedito": "open/paid/shipped",
      "nicht versandt|non expédiée|no enviado|non spedito": "open/paid/unfulfilled",
      "ausstehend|en attente|pendiente|in attesa": "open/unpaid/unfulfilled",
    ])
    layout.fulfilmentStatuses = StatusWords([
      "shipped": "-/-/shipped", "unshipped": "-/-/unfulfilled", "cancelled|canceled": "-/-/unfulfilled",
    ])
    return layout
  }()
}
