/// An order: what one buyer asked of one channel account, and how far it is.
public struct Order: Hashable, Sendable {
  public var id: Int64
  /// Moves only with what a person edits.
  public var version: Int64
  public var accountId: Int64
  /// The channel's own number.
  public var externalId: String
  /// The account's code and the external id, e.g. `AMZ-DE-902-3159896-1390916`.
  public var number: String
  public var state: OrderState
  public var payment: PaymentState
  public var fulfilment: FulfilmentState
  /// One of each reason at most, in the order they were placed.
  public var holds: [Hold]
  public var placedAt: Instant
  public var paidAt: Instant?
  public var shippedAt: Instant?
  public var cancelledAt: Instant?
  public var shipBy: Instant?
  public var deliverBy: Instant?
  /// The customer, who is also the subject of the personal cards below; nil where the source names nobody.
  public var customerId: Int64?
  /// Revisions of that subject's cards: never the personal values themselves.
  public var shipToRevision: Int64?
  public var billToRevision: Int64?
  public var messageRevision: Int64?
  /// ISO 3166 alpha-2 of the destination; nil where unknown.
  public var country: String?
  public var money: OrderMoney
  public var shippingService: String
  public var tags: [String]
  public var assignee: String?
  /// The shop's own note.
  public var note: String
  /// What rules say of the warehouses that it may go out from.
  public var routes: [RouteWish]
  public var lines: [OrderLine]

  public var status: OrderStatus { OrderStatus(state, payment, fulfilment) }

  /// Whether the promise to ship is broken at `now`.
  public func isLate(at now: Instant) -> Bool {
    guard let shipBy else { return false }
    return status.awaitsShipping && shipBy < now
  }

  public init(
    id: Int64, version: Int64 = 1, accountId: Int64, externalId: String, number: String,
    state: OrderState = .open, payment: PaymentState = .unpaid, fulfilment: FulfilmentState = .unfulfilled,
    holds: [Hold] = [], placedAt: Instant, paidAt: Instant? = nil, shippedAt: Instant? = nil,
    cancelledAt: Instant? = nil, shipBy: Instant? = nil, deliverBy: Instant? = nil, customerId: Int64? = nil,
    shipToRevision: Int64? = nil, billToRevision: Int64? = nil, messageRevision: Int64? = nil,
    country: String? = nil, money: OrderMoney, shippingService: String = "", tags: [String] = [],
    assignee: String? = nil, note: String = "", routes: [RouteWish] = [], lines: [OrderLine] = []
  ) {
    self.id = id
    self.version = version
    self.accountId = accountId
    self.externalId = externalId
    self.number = number
    self.state = state
    self.payment = payment
    self.fulfilment = fulfilment
    self.holds = holds
    self.placedAt = placedAt
    self.paidAt = paidAt
    self.shippedAt = shippedAt
    self.cancelledAt = cancelledAt
    self.shipBy = shipBy
    self.deliverBy = deliverBy
    self.customerId = customerId
    self.shipToRevision = shipToRevision
    self.billToRevision = billToRevision
    self.messageRevision = messageRevision
    self.country = country
    self.money = money
    self.shippingService = shippingService
    self.tags = tags
    self.assignee = assignee
    self.note = note
    self.routes = routes
    self.lines = lines
  }
}
