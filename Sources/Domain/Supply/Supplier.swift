/// Somebody the shop buys from, with what was agreed.
public struct Supplier: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  /// Unique without letter case; how people call them.
  public var code: String
  public var name: String
  /// What is paid in.
  public var currency: Currency
  /// ISO 3166 alpha-2; nil where it does not matter.
  public var country: String?
  /// From order to arrival.
  public var leadDays: Int64
  /// From arrival to the shelf: receiving, checking, putting away.
  public var handlingDays: Int64
  /// The least that one order must have; nought: no minimum.
  public var minimumUnits: Int64
  /// Minor units of the currency; nought: no minimum.
  public var minimumAmount: Int64
  /// How many units more than ordered are taken, in percent of the line.
  public var overPercent: Int64
  public var standard: QualityStandard
  public var returns: ReturnTerms
  /// Nothing more is ordered from them.
  public var isClosed: Bool
  public var note: String

  public init(
    id: Int64, version: Int64 = 1, code: String, name: String = "", currency: Currency = .yuan,
    country: String? = nil, leadDays: Int64 = 7, handlingDays: Int64 = 2, minimumUnits: Int64 = 0,
    minimumAmount: Int64 = 0, overPercent: Int64 = 0, standard: QualityStandard = .none,
    returns: ReturnTerms = .notAgreed, isClosed: Bool = false, note: String = ""
  ) {
    self.id = id
    self.version = version
    self.code = code
    self.name = name
    self.currency = currency
    self.country = country
    self.leadDays = leadDays
    self.handlingDays = handlingDays
    self.minimumUnits = minimumUnits
    self.minimumAmount = minimumAmount
    self.overPercent = overPercent
    self.standard = standard
    self.returns = returns
    self.isClosed = isClosed
    self.note = note
  }

  /// Days are whole ones of 24 hours.
  public static let daysLimit: Int64 = 730
}

/// What becomes of goods that are not as they should be.
public enum ReturnTerms: String, Hashable, Sendable, CaseIterable {
  /// Nothing was agreed.
  case notAgreed
  /// They take them back and pay for the way.
  case takesBack
  /// They take them back, the shop pays for the way.
  case atOurCost
  /// The shop keeps them and is paid back.
  case refundOnly
  /// They send others.
  case replaces
}

/// What a supplier sells of the shop's SKUs: under which code, in which packs, at which price.
public struct SupplierItem: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  public var supplierId: Int64
  public var variantId: Int64
  /// As the supplier calls it; may be empty.
  public var code: String
  /// Bought in whole packs of so many units.
  public var packSize: Int64
  /// The fewest units that are sold at once.
  public var minimum: Int64
  public var prices: PriceBreaks
  /// Where it takes longer or shorter than the supplier's other goods.
  public var leadDays: Int64?
  /// Asked first of those who sell the same.
  public var isPreferred: Bool
  public var isClosed: Bool

  public init(
    id: Int64, version: Int64 = 1, supplierId: Int64, variantId: Int64, code: String = "", packSize: Int64 = 1,
    minimum: Int64 = 1, prices: PriceBreaks = .none, leadDays: Int64? = nil, isPreferred: Bool = false,
    isClosed: Bool = false
  ) {
    self.id = id
    self.version = version
    self.supplierId = supplierId
    self.variantId = variantId
    self.code = code
    self.packSize = packSize
    self.minimum = minimum
    self.prices = prices
    self.leadDays = leadDays
    self.isPreferred = isPreferred
    self.isClosed = isClosed
  }

  /// The least quantity that can be bought to have `wanted`: the minimum, the first price, whole packs.
  public func orderable(_ wanted: Int64) -> Int64 {
    let least = max(wanted, minimum, prices.steps.first?.from ?? 1, 1)
    let (packs, rest) = least.quotientAndRemainder(dividingBy: max(1, packSize))
    let (whole, overflow) = (packs + (rest > 0 ? 1 : 0)).multipliedReportingOverflow(by: max(1, packSize))
    return overflow ? least : whole
  }

  /// Why so many cannot be bought; nil where they can.
  public func flaw(of quantity: Int64, sku: String) -> SupplyRefusal? {
    if quantity < 1 || quantity > StockMove.limit { return .badQuantity(quantity) }
    let least = max(minimum, prices.steps.first?.from ?? 1)
    if quantity < least { return .belowMinimum(sku: sku, asked: quantity, minimum: least) }
    if packSize > 1 && quantity % packSize != 0 { return .notInPacks(sku: sku, asked: quantity, pack: packSize) }
    return nil
  }
}
