/// Goods that a buyer sends back: what of them came, what of that was accepted, where it went and what was paid back.
public struct Return: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  /// `R-17`, printed on the slip that the buyer puts into the parcel.
  public var number: String
  public var orderId: Int64
  public var reason: ReturnReason
  public var reception: ReturnReception
  public var acceptance: ReturnAcceptance
  public var disposition: ReturnDisposition
  public var refund: ReturnRefund
  public var requestedAt: Instant
  public var authorisedAt: Instant?
  public var receivedAt: Instant?
  /// The carrier's number of the parcel that brings them.
  public var tracking: String
  /// Where the goods lie until somebody has decided about them; nil before they came.
  public var placeId: Int64?
  /// The order that is sent in their stead.
  public var exchangeId: Int64?
  public var note: String
  public var lines: [ReturnLine]
  /// What was seen as its parcels were opened, in the order in which it came.
  public var findings: [ReturnFinding] = []

  public var status: ReturnStatus { ReturnStatus(reception, acceptance, disposition, refund) }

  public init(
    id: Int64, version: Int64 = 1, number: String, orderId: Int64, reason: ReturnReason,
    reception: ReturnReception = .requested, acceptance: ReturnAcceptance = .pending,
    disposition: ReturnDisposition = .pending, refund: ReturnRefund = .notDue, requestedAt: Instant,
    authorisedAt: Instant? = nil, receivedAt: Instant? = nil, tracking: String = "", placeId: Int64? = nil,
    exchangeId: Int64? = nil, note: String = "", lines: [ReturnLine] = []
  ) {
    self.id = id
    self.version = version
    self.number = number
    self.orderId = orderId
    self.reason = reason
    self.reception = reception
    self.acceptance = acceptance
    self.disposition = disposition
    self.refund = refund
    self.requestedAt = requestedAt
    self.authorisedAt = authorisedAt
    self.receivedAt = receivedAt
    self.tracking = tracking
    self.placeId = placeId
    self.exchangeId = exchangeId
    self.note = note
    self.lines = lines
  }
}

/// Units of one line of an order that come back together. Every count is of whole units, and none of them ever leaves
/// another one behind: accepted and refused together are never more than came.
public struct ReturnLine: Hashable, Sendable {
  /// The order's line.
  public var lineId: Int64
  public var variantId: Int64?
  /// As the order's line has it.
  public var sku: String
  public var announced: Int64
  public var received: Int64
  public var accepted: Int64
  public var refused: Int64
  public var restocked: Int64
  public var refurbished: Int64
  public var toSupplier: Int64
  public var scrapped: Int64
  public var sentBack: Int64
  /// Units that a refund or an exchange has paid back.
  public var refunded: Int64

  public init(
    lineId: Int64, variantId: Int64?, sku: String, announced: Int64, received: Int64 = 0, accepted: Int64 = 0,
    refused: Int64 = 0, restocked: Int64 = 0, refurbished: Int64 = 0, toSupplier: Int64 = 0, scrapped: Int64 = 0,
    sentBack: Int64 = 0, refunded: Int64 = 0
  ) {
    self.lineId = lineId
    self.variantId = variantId
    self.sku = sku
    self.announced = announced
    self.received = received
    self.accepted = accepted
    self.refused = refused
    self.restocked = restocked
    self.refurbished = refurbished
    self.toSupplier = toSupplier
    self.scrapped = scrapped
    self.sentBack = sentBack
    self.refunded = refunded
  }

  public var toJudge: Int64 { received - accepted - refused }
  public var putAway: Int64 { restocked + refurbished + toSupplier + scrapped + sentBack }
  public var toPutAway: Int64 { accepted + refused - putAway }

  /// How many units may go this way: only what was accepted goes into the shop again, only what was refused goes back.
  public func left(for goods: ReturnGoods) -> Int64 {
    switch goods {
    case .restock, .refurbish, .supplier: min(toPutAway, accepted - restocked - refurbished - toSupplier)
    case .sendBack: min(toPutAway, refused - sentBack)
    case .scrap: toPutAway
    }
  }

  /// Whether the counts can be true together.
  public var isSound: Bool {
    [announced, received, accepted, refused, restocked, refurbished, toSupplier, scrapped, sentBack, refunded]
      .allSatisfy { $0 >= 0 } && toJudge >= 0 && toPutAway >= 0 && sentBack <= refused
      && restocked + refurbished + toSupplier <= accepted
  }
}
