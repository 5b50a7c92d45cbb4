/// Where an order stands as an agreement between shop and buyer: the first of its three axes.
public enum OrderState: String, Hashable, Sendable, CaseIterable {
  /// Entered by hand and not yet agreed.
  case draft
  case open
  case closed
  case cancelled
}

/// What can happen to the agreement.
public enum OrderEvent: String, Hashable, Sendable, CaseIterable {
  case confirm, close, reopen, cancel
}

extension OrderState {
  public static let transitions: [OrderState: [OrderEvent: OrderState]] = [
    .draft: [.confirm: .open, .cancel: .cancelled],
    .open: [.close: .closed, .cancel: .cancelled],
    .closed: [.reopen: .open],
    .cancelled: [:],
  ]
}

/// The payment axis.
public enum PaymentState: String, Hashable, Sendable, CaseIterable {
  case unpaid, authorised, partlyPaid, paid, partlyRefunded, refunded, voided
}

/// What can happen to the payment.
public enum PaymentEvent: String, Hashable, Sendable, CaseIterable {
  case authorise, pay, payPart, refund, refundPart, voidAuthorisation
}

extension PaymentState {
  public static let transitions: [PaymentState: [PaymentEvent: PaymentState]] = [
    .unpaid: [.authorise: .authorised, .pay: .paid, .payPart: .partlyPaid, .voidAuthorisation: .voided],
    .authorised: [.pay: .paid, .payPart: .partlyPaid, .voidAuthorisation: .voided],
    .partlyPaid: [.pay: .paid, .refund: .refunded, .refundPart: .partlyRefunded],
    .paid: [.refund: .refunded, .refundPart: .partlyRefunded],
    .partlyRefunded: [.refund: .refunded, .refundPart: .partlyRefunded],
    .refunded: [:],
    .voided: [:],
  ]
}

/// The fulfilment axis.
public enum FulfilmentState: String, Hashable, Sendable, CaseIterable {
  case unfulfilled, processing, partlyShipped, shipped, delivered, returned
}

/// What can happen to the goods.
public enum FulfilmentEvent: String, Hashable, Sendable, CaseIterable {
  case startProcessing, stopProcessing, shipPart, ship, deliver, undeliver, comeBack
}

extension FulfilmentState {
  public static let transitions: [FulfilmentState: [FulfilmentEvent: FulfilmentState]] = [
    .unfulfilled: [.startProcessing: .processing, .shipPart: .partlyShipped, .ship: .shipped],
    .processing: [.stopProcessing: .unfulfilled, .shipPart: .partlyShipped, .ship: .shipped],
    .partlyShipped: [.shipPart: .partlyShipped, .ship: .shipped],
    .shipped: [.deliver: .delivered, .comeBack: .returned],
    // A carrier's word for it was wrong.
    .delivered: [.comeBack: .returned, .undeliver: .shipped],
    .returned: [:],
  ]
}

/// The one word that a queue shows for an order: read off its three axes, never set by hand.
public enum OrderStatus: String, Hashable, Sendable, CaseIterable {
  case draft, unpaid, authorised, partlyPaid, paid, processing, partlyShipped, shipped, delivered, returned, refunded
  case closed, cancelled

  public init(_ state: OrderState, _ payment: PaymentState, _ fulfilment: FulfilmentState) {
    switch (state, fulfilment, payment) {
    case (.cancelled, _, _): self = .cancelled
    case (.draft, _, _): self = .draft
    case (_, .returned, _): self = .returned
    case (_, _, .refunded): self = .refunded
    case (_, .delivered, _): self = .delivered
    case (_, .shipped, _): self = .shipped
    case (.closed, _, _): self = .closed
    case (_, .partlyShipped, _): self = .partlyShipped
    case (_, .processing, _): self = .processing
    case (_, .unfulfilled, .paid), (_, .unfulfilled, .partlyRefunded): self = .paid
    case (_, .unfulfilled, .partlyPaid): self = .partlyPaid
    case (_, .unfulfilled, .authorised): self = .authorised
    case (_, .unfulfilled, .unpaid): self = .unpaid
    case (_, .unfulfilled, .voided): self = .cancelled
    }
  }

  /// Whether somebody still has to do something before the goods are on their way.
  public var awaitsShipping: Bool {
    switch self {
    case .authorised, .partlyPaid, .paid, .processing, .partlyShipped: true
    case .draft, .unpaid, .shipped, .delivered, .returned, .refunded, .closed, .cancelled: false
    }
  }
}
