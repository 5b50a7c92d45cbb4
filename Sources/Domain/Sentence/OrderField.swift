/// The fields of orders. The first seventeen are promised to scripts, in this order.
public enum OrderField: String, Hashable, Sendable, CaseIterable {
  case number, channel, externalId, status, payment, fulfilment, holds, placedAt, age, shipBy, late, assignee
  case customer, country, total, currency, tags
  case state, paidAt, shippedAt, deliverBy, email, phone, city, postcode
  case items, discount, shipping, tax, note, message, service
  /// Units over all lines, and how many lines.
  case quantity, lineCount
  /// Of any line.
  case sku, title
  case updatedAt
  /// Whether a line has no own variant.
  case unmapped
  /// The buyer's number, `C-17`: all orders of one customer.
  case customerNumber
  case id
  /// The batches of actions that it was in, `17`, and with what result, `17.failed`.
  case batch
  /// The newest of them, with the reason of a refusal.
  case result

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(22, 8...32, 0), ["no", "order"])
    case .channel: .init(.code, .init(8, 3...12, 4), ["account"], group: true, of: .accounts)
    case .externalId: .init(.code, .init(20, 8...32, 12), ["external"])
    case .status: .init(.choice(OrderStatus.allCases.map(\.rawValue)), .init(13, 4...14, 1), group: true)
    case .payment: .init(.choice(PaymentState.allCases.map(\.rawValue)), .init(13, 4...14, 10), group: true)
    case .fulfilment:
      .init(
        .choice(FulfilmentState.allCases.map(\.rawValue)), .init(13, 4...14, 10), ["fulfillment"], group: true)
    case .holds: .init(.choices(HoldReason.allCases.map(\.rawValue)), .init(16, 4...30, 5), ["hold"])
    case .placedAt: .init(.instant, .init(16, 10...20, 8), ["placed", "date", "ordered"])
    case .age: .init(.age, .init(7, 3...8, 2, .trailing))
    case .shipBy: .init(.instant, .init(16, 10...20, 6), ["due"])
    case .late: .init(.flag, .init(4, 3...5, 9), group: true)
    case .assignee: .init(.person, .init(10, 4...16, 7), ["assigned"], group: true)
    case .customer: .init(.text, .init(20, 6...32, 3), ["buyer", "name"], personal: true)
    case .country: .init(.code, .init(2, 2...7, 4), group: true, of: .countries)
    case .total: .init(.money, .init(12, 8...16, 2, .trailing), ["amount"])
    case .currency: .init(.code, .init(3, 3...8, 11), group: true, of: .currencies)
    case .tags: .init(.codes, .init(14, 4...30, 7), ["tag"], of: .labels)
    case .state: .init(.choice(OrderState.allCases.map(\.rawValue)), .init(9, 4...10, 12), group: true)
    case .paidAt: .init(.instant, .init(16, 10...20, 13), ["paiddate"])
    case .shippedAt: .init(.instant, .init(16, 10...20, 13), ["shipped"])
    case .deliverBy: .init(.instant, .init(16, 10...20, 13))
    case .email: .init(.text, .init(24, 8...40, 14), ["mail"], personal: true)
    case .phone: .init(.text, .init(16, 8...20, 14), personal: true)
    case .city: .init(.text, .init(14, 5...24, 13), personal: true)
    case .postcode: .init(.code, .init(8, 5...12, 14), ["zip"], personal: true)
    case .items: .init(.money, .init(12, 8...16, 13, .trailing), ["subtotal"])
    case .discount: .init(.money, .init(10, 6...16, 13, .trailing))
    case .shipping: .init(.money, .init(10, 6...16, 13, .trailing), ["freight"])
    case .tax: .init(.money, .init(10, 6...16, 13, .trailing), ["vat"])
    case .note: .init(.text, .init(24, 8...60, 9))
    case .message: .init(.text, .init(24, 8...60, 9), personal: true)
    case .service: .init(.text, .init(16, 6...30, 12), ["shippingservice"])
    case .quantity: .init(.number, .init(5, 3...8, 9, .trailing), ["units"])
    case .lineCount: .init(.number, .init(5, 3...8, 11, .trailing), ["lines"])
    case .sku: .init(.codes, .init(16, 6...32, 9), ["skus"])
    case .title: .init(.texts, .init(28, 8...60, 9), ["titles"])
    case .updatedAt: .init(.instant, .init(16, 10...20, 14), ["updated"])
    case .unmapped: .init(.flag, .init(4, 3...8, 12), group: true)
    case .customerNumber: .init(.code, .init(9, 4...14, 12), ["customerno"])
    case .id: .init(.number, .init(9, 4...12, 15, .trailing))
    case .batch: .init(.codes, .init(12, 4...24, 15), ["bulk"])
    case .result: .init(.text, .init(52, 8...70, 15))
    }
  }
}
