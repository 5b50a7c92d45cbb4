/// An order as one file shows it, before the store has compared it with what it knows; nil: the file does not say.
public struct IncomingOrder: Hashable, Sendable {
  public var externalId: String
  /// The source's own stamp of this revision (`updated_at`, `LastUpdateDate`).
  public var revisedAt: Instant?
  public var placedAt: Instant?
  public var paidAt: Instant?
  public var shippedAt: Instant?
  public var cancelledAt: Instant?
  public var shipBy: Instant?
  public var deliverBy: Instant?
  public var state: OrderState?
  public var payment: PaymentState?
  public var fulfilment: FulfilmentState?
  /// nil where no row names one: the account's own is taken.
  public var currency: Currency?
  /// Minor units, each before the others are taken off; nil where the file does not say. What the total has beyond
  /// the parts becomes `OrderMoney.other`.
  public var items: Int64?
  public var discount: Int64?
  public var shipping: Int64?
  public var tax: Int64?
  public var taxIncluded: Bool?
  public var total: Int64?
  /// Those of the figures that whoever read the file added up from its lines: the source does not say them, and more
  /// lines of the order change them.
  public var reckoned: Figures = []
  /// Whether prices hold the tax where the order's currency is not a North American shop's, and nothing else says so.
  public var taxFollowsCurrency = false
  /// The channel's own id of the buyer; nil or empty: none.
  public var buyerId: String?
  /// The buyer's card (name, e-mail, phone): nil where the file names nobody.
  public var buyer: Card?
  public var shipTo: Card?
  public var billTo: Card?
  public var message: String?
  public var shippingService: String?
  public var tags: [String]?
  public var note: String?
  /// Why the source itself keeps the order waiting (WooCommerce's `on-hold` awaits a transfer).
  public var holds: [HoldReason] = []
  public var lines: [IncomingLine]
  /// Whether `lines` is all there is (an API's whole record) or what one report happened to list.
  public var linesAreComplete: Bool
  /// Rows that could not be read: the order goes in all the same, with the hold `incompleteImport`.
  public var unreadableLines: [RowIssue]
  /// The rows of `unreadableLines` as they stood, one for each, where each is a row of a table; empty where they are
  /// parts of one record.
  public var unreadableRows: [String] = []
  /// The source record as it came: its CSV rows joined by line feeds, or its JSON text.
  public var raw: String
  /// Physical line of the first row.
  public var line: Int
  /// How many physical records it is made of.
  public var rowCount: Int

  /// The parts of an order's sum.
  public struct Figures: OptionSet, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let items = Figures(rawValue: 1)
    public static let discount = Figures(rawValue: 2)
    public static let shipping = Figures(rawValue: 4)
    public static let tax = Figures(rawValue: 8)
    public static let total = Figures(rawValue: 16)
  }

  /// What the buyer said in several places as one message; nil where they said nothing.
  public static func message(_ parts: [String]) -> String? {
    let said = parts.filter { !$0.isEmpty }
    return said.isEmpty ? nil : said.joined(separator: "\n")
  }

  public init(externalId: String, line: Int, rowCount: Int = 1, raw: String = "", linesAreComplete: Bool = false) {
    self.externalId = externalId
    self.line = line
    self.rowCount = rowCount
    self.raw = raw
    self.linesAreComplete = linesAreComplete
    self.lines = []
    self.unreadableLines = []
  }
}

/// A line of an incoming order; money in minor units of the order's currency.
public struct IncomingLine: Hashable, Sendable {
  public var externalId: String?
  public var sku: String
  public var listingId: String
  public var title: String
  /// Where a channel mixes in what the buyer asked to be put on the thing, that is told apart by its name.
  public var options: String
  /// What the buyer asked to be put on the thing, where the channel keeps it apart.
  public var personal: String
  public var quantity: Int64
  /// nil: `amount / quantity`, rounded half up.
  public var unitPrice: Int64?
  /// For the whole line, before discount; nil: unitPrice × quantity.
  public var amount: Int64?
  public var discount: Int64
  public var tax: Int64
  public var fulfilledQuantity: Int64
  /// What of the order's sum stands beside the line in its row.
  public var share = LineShare()

  public init(
    externalId: String? = nil, sku: String = "", listingId: String = "", title: String = "", options: String = "",
    personal: String = "",
    quantity: Int64 = 1, unitPrice: Int64? = nil, amount: Int64? = nil, discount: Int64 = 0, tax: Int64 = 0,
    fulfilledQuantity: Int64 = 0
  ) {
    self.externalId = externalId
    self.sku = sku
    self.listingId = listingId
    self.title = title
    self.options = options
    self.personal = personal
    self.quantity = quantity
    self.unitPrice = unitPrice
    self.amount = amount
    self.discount = discount
    self.tax = tax
    self.fulfilledQuantity = fulfilledQuantity
  }
}

/// What of its order's sum a line's row says beside the line: shipping and gift wrap, with their tax and discount.
public struct LineShare: Hashable, Sendable {
  public var shipping: Int64
  public var tax: Int64
  public var discount: Int64
  public var other: Int64

  public init(shipping: Int64 = 0, tax: Int64 = 0, discount: Int64 = 0, other: Int64 = 0) {
    self.shipping = shipping
    self.tax = tax
    self.discount = discount
    self.other = other
  }

  public var isEmpty: Bool { shipping == 0 && tax == 0 && discount == 0 && other == 0 }

  /// Figures held below `OrderMoney.limit` each and no more than ten thousand of them: no sum leaves 64 bits.
  static func + (one: LineShare, two: LineShare) -> LineShare {
    LineShare(
      shipping: one.shipping &+ two.shipping, tax: one.tax &+ two.tax, discount: one.discount &+ two.discount,
      other: one.other &+ two.other)
  }
}

extension IncomingOrder {
  /// Leaves of the lines with one id the last; the ids of those that differed.
  public mutating func dropRepeatedLines() -> [String] {
    guard lines.count > 1 else { return [] }
    var places: [String: Int] = [:]
    var kept: [IncomingLine] = []
    var differing: [String] = []
    kept.reserveCapacity(lines.count)
    for line in lines {
      guard let id = line.externalId, !id.isEmpty else {
        kept.append(line)
        continue
      }
      if let place = places[id] {
        if kept[place] != line { differing.append(id) }
        kept[place] = line
      } else {
        places[id] = kept.count
        kept.append(line)
      }
    }
    if kept.count < lines.count { lines = kept }
    return differing
  }
}

extension IncomingOrder {
  /// Whether no sum of the order can be too large, whatever its figures: so that it need not be added up to be judged.
  public var isSmall: Bool {
    // A quarter of the limit for each part, shared among the lines.
    func isSmall(_ amount: Int64?, _ limit: UInt64 = 1 << 40) -> Bool { (amount ?? 0).magnitude < limit }
    return lines.count <= 256
      && [items, discount, shipping, tax, total].allSatisfy { isSmall($0) }
      && lines.allSatisfy {
        isSmall($0.amount, 1 << 32) && isSmall($0.discount, 1 << 32) && isSmall($0.tax, 1 << 32)
          && isSmall($0.unitPrice, 1 << 22) && isSmall($0.quantity, 1 << 10) && isSmall($0.fulfilledQuantity, 1 << 20)
      }
  }
}
