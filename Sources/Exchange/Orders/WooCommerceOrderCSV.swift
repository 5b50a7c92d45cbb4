import Domain

/// WooCommerce order exports: the plain columns of the common exporters, by underscore names and by titles.
enum WooCommerceOrderCSV {
  static let layout: OrderLayout = {
    var layout = OrderLayout(
      id: "woocommerce-orders-csv", title: "WooCommerce orders (CSV)",
      columns: [
        .externalId: "order_number|order_id|Order Number|Order ID|id",
        .placedAt: "order_date|date|Order Date|date_created",
        .paidAt: "paid_date|date_paid|Paid Date", .revisedAt: "date_modified|order_modified_date",
        .status: "order_status|status|Order Status", .buyerId: "customer_id|customer_user|Customer User ID",
        .buyerFirstName: "billing_first_name|First Name (Billing)",
        .buyerLastName: "billing_last_name|Last Name (Billing)",
        .buyerEmail: "billing_email|Email (Billing)|customer_email", .buyerPhone: "billing_phone|Phone (Billing)",
        .billFirstName: "billing_first_name|First Name (Billing)",
        .billLastName: "billing_last_name|Last Name (Billing)",
        .billCompany: "billing_company|Company (Billing)",
        .billLine1: "billing_address_1|Address 1 (Billing)|Address 1&2 (Billing)", .billLine2: "billing_address_2",
        .billCity: "billing_city|City (Billing)", .billRegion: "billing_state|State Code (Billing)",
        .billPostcode: "billing_postcode|Postcode (Billing)", .billCountry: "billing_country|Country Code (Billing)",
        .shipFirstName: "shipping_first_name|First Name (Shipping)|billing_first_name",
        .shipLastName: "shipping_last_name|Last Name (Shipping)|billing_last_name",
        .shipCompany: "shipping_company|Company (Shipping)",
        .shipLine1: "shipping_address_1|Address 1 (Shipping)|Address 1&2 (Shipping)",
        .shipLine2: "shipping_address_2|Address 2 (Shipping)", .shipCity: "shipping_city|City (Shipping)",
        .shipRegion: "shipping_state|State Code (Shipping)", .shipPostcode: "shipping_postcode|Postcode (Shipping)",
        .shipCountry: "shipping_country|Country Code (Shipping)", .shipPhone: "shipping_phone",
        .total: "order_total|Order Total Amount|Order Total", .currency: "order_currency|currency|Order Currency",
        .shipping: "shipping_total|order_shipping|Order Shipping Amount",
        .tax: "tax_total|total_tax|Order Total Tax Amount",
        .refunded: "refunded_total|total_refunded|order_refund|Order Refund Amount",
        .discount: "discount_total|cart_discount|Cart Discount Amount", .items: "order_subtotal|Order Subtotal Amount",
        .message: "customer_note|Customer Note|Customer Message",
        .shippingService: "shipping_method|Shipping Method Title",
        .lineId: "item_id", .listingId: "item_product_id|product_id", .title: "item_name|Item Name|line_item_name",
        .sku: "item_sku|SKU|sku", .quantity: "item_quantity|Quantity (- Refund)|Quantity|quantity",
        .unitPrice: "item_price|Item Cost", .lineAmount: "item_subtotal", .lineTax: "item_total_tax|item_tax",
      ],
      marks: "order_status|billing_first_name|billing_last_name|billing_address_1|billing_postcode|shipping_postcode|"
        + "order_currency|shipping_address_1|customer_note|First Name (Billing)|Postcode (Shipping)|"
        + "Payment Method Title|Order Total Amount|billing_email|billing_state|item_sku|item_subtotal",
      marksNeeded: 3)
    layout.always = StatusMeaning("open/-/-")
    layout.packedLines = "line item"
    layout.statuses = StatusWords([
      "pending|pending payment|wc-pending": "open/unpaid/unfulfilled",
      "processing|wc-processing": "open/paid/unfulfilled",
      // The shop waits for a transfer or a cheque and has set the goods aside.
      "on-hold|wc-on-hold": "open/unpaid/unfulfilled/awaitingPayment",
      "completed|complete|wc-completed": "closed/paid/shipped",
      "cancelled|canceled|wc-cancelled": "cancelled/-/-", "refunded|wc-refunded": "closed/refunded/-",
      "failed|wc-failed": "open/unpaid/unfulfilled", "draft|checkout-draft": "draft/unpaid/unfulfilled",
      "in bearbeitung|en cours|procesando|in lavorazione": "open/paid/unfulfilled",
      "abgeschlossen|terminée|completado|completato": "closed/paid/shipped",
      "zahlung ausstehend|attente paiement|pendiente de pago|in attesa di pagamento": "open/unpaid/unfulfilled",
      "in wartestellung|wartend|en attente|en espera|in sospeso": "open/unpaid/unfulfilled/awaitingPayment",
      "storniert|annulée|cancelado|annullato": "cancelled/-/-",
      "rückerstattet|remboursée|reembolsado|rimborsato": "closed/refunded/-",
      "fehlgeschlagen|échouée|fallido|fallito": "open/unpaid/unfulfilled",
      "shipped|versendet": "open/paid/shipped", "delivered": "open/paid/delivered",
    ])
    return layout
  }()
}
