/// One line of an order: what was sold, as the channel names it, and which own variant that is.
public struct OrderLine: Hashable, Sendable {
  /// The largest quantity that a line may have.
  public static let quantityLimit: Int64 = 1_000_000_000

  /// Nought until the store has given it one.
  public var id: Int64
  /// 1, 2, 3 … as the source lists them.
  public var position: Int
  /// The channel's own id of the line; nil where it gives none.
  public var externalId: String?
  /// The SKU as the channel writes it; may be empty.
  public var sku: String
  /// The channel's id of what was listed (ASIN, listing id, platform SKU id); may be empty.
  public var listingId: String
  public var title: String
  /// The options as the channel shows them, e.g. `Red / XL`; may be empty.
  public var options: String
  /// What the buyer asked to be put on the thing; empty for who may not see it, and after an erasure.
  public var personal: String
  /// The revision of the customer's card that holds it.
  public var personalRevision: Int64?
  /// Units; negative on a credit.
  public var quantity: Int64
  /// Minor units of the order's currency for one unit, before discount.
  public var unitPrice: Int64
  /// Minor units for the whole line, before the discount: the truth where a source gives no unit price.
  public var amount: Int64
  public var discount: Int64
  public var tax: Int64
  public var fulfilledQuantity: Int64
  /// Units that are not to be sent any more; the line tells of them still, for they were ordered.
  public var cancelledQuantity: Int64
  /// The own variant that this channel SKU stands for; nil while it is not mapped.
  public var variantId: Int64?
  /// Where the line stood before orders were split or merged: the order that its channel knows, and the place there.
  public var source: LineSource?

  public init(
    id: Int64 = 0, position: Int, externalId: String? = nil, sku: String, listingId: String = "", title: String,
    options: String = "", personal: String = "", personalRevision: Int64? = nil, quantity: Int64, unitPrice: Int64,
    amount: Int64, discount: Int64 = 0, tax: Int64 = 0,
    fulfilledQuantity: Int64 = 0, cancelledQuantity: Int64 = 0,
    variantId: Int64? = nil, source: LineSource? = nil
  ) {
    self.id = id
    self.position = position
    self.externalId = externalId
    self.sku = sku
    self.listingId = listingId
    self.title = title
    self.options = options
    self.personal = personal
    self.personalRevision = personalRevision
    self.quantity = quantity
    self.unitPrice = unitPrice
    self.amount = amount
    self.discount = discount
    self.tax = tax
    self.fulfilledQuantity = fulfilledQuantity
    self.cancelledQuantity = cancelledQuantity
    self.variantId = variantId
    self.source = source
  }
}

extension OrderLine {
  /// Units that are still to be sent.
  public var openQuantity: Int64 { max(0, quantity - cancelledQuantity - fulfilledQuantity) }
}

/// The line of an order that another order's line came from.
public struct LineSource: Hashable, Sendable {
  public var orderId: Int64
  /// 1, 2, 3 … as that order listed it.
  public var position: Int

  public init(orderId: Int64, position: Int) {
    self.orderId = orderId
    self.position = position
  }
}
