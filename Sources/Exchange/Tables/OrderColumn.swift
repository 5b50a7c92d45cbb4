/// What a column of an order table can mean. The names are those that a mapping profile uses.
public enum OrderColumn: Int, CaseIterable, Sendable {
  // The order.
  /// `fallbackId` numbers the rows whose `externalId` is empty (eBay gave its older sales a record number alone).
  case externalId, fallbackId, revisedAt, placedAt, paidAt, shippedAt, cancelledAt, deliveredAt, shipBy, deliverBy
  case status, paymentStatus, fulfilmentStatus, currency
  case items, discount, shipping, shippingDiscount, tax, total
  /// What went back to the buyer: makes a paid order partly or wholly refunded.
  case refunded
  case buyerId, buyerName, buyerFirstName, buyerLastName, buyerCompany, buyerEmail, buyerPhone, buyerTaxId
  case shipName, shipFirstName, shipLastName, shipCompany, shipPhone, shipLine1, shipLine2, shipLine3, shipLine4
  case shipCity, shipRegion, shipPostcode, shipCountry, shipWhole
  case billName, billFirstName, billLastName, billCompany, billPhone, billLine1, billLine2, billCity, billRegion
  case billPostcode, billCountry
  /// `attributes` are further words of the buyer's, beside `message`.
  case message, attributes, note, shippingService, tags
  // The line.
  case lineId, sku, listingId, title, options, personal, quantity, fulfilledQuantity, unitPrice, lineAmount,
    lineDiscount
  case lineDiscount2, lineTax, lineShipping, lineShippingTax, lineShippingDiscount, lineFulfilment, lineExtra
  case lineExtraTax

  public static func named(_ name: String) -> OrderColumn? { byName[name] }

  public var name: String { String(describing: self) }

  private static let byName: [String: OrderColumn] = {
    var table: [String: OrderColumn] = [:]
    for field in allCases { table[field.name] = field }
    return table
  }()

  static let dates: [OrderColumn] = [
    .placedAt, .paidAt, .shippedAt, .cancelledAt, .deliveredAt, .shipBy, .deliverBy, .revisedAt,
  ]
  static let amounts: [OrderColumn] = [
    .items, .discount, .shipping, .shippingDiscount, .tax, .total, .unitPrice, .lineAmount, .lineDiscount,
    .lineDiscount2, .lineTax, .lineShipping, .lineShippingTax, .lineShippingDiscount, .lineExtra, .lineExtraTax,
    .refunded,
  ]
  /// A row that fills one of these holds a line.
  static let lineMarks: [OrderColumn] = [.lineId, .sku, .listingId, .title]
}
