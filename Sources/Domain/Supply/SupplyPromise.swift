/// Virtual stock (虚库): units that a supplier will deliver on demand, so that they are sold before they are bought.
public struct SupplyPromise: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  public var supplierId: Int64
  public var variantId: Int64
  /// What they still have to sell; buying from them takes it.
  public var quantity: Int64
  /// Where it takes longer or shorter than their other goods.
  public var leadDays: Int64?
  /// The promise ends then; nil: until they say otherwise.
  public var until: Instant?

  public init(
    id: Int64, version: Int64 = 1, supplierId: Int64, variantId: Int64, quantity: Int64, leadDays: Int64? = nil,
    until: Instant? = nil
  ) {
    self.id = id
    self.version = version
    self.supplierId = supplierId
    self.variantId = variantId
    self.quantity = quantity
    self.leadDays = leadDays
    self.until = until
  }

  public func isLive(at now: Instant) -> Bool { quantity > 0 && (until.map { $0 > now } ?? true) }
}

extension SupplyPromise: Journalled {
  public var snapshot: [String: Plain] {
    ["quantity": .number(quantity), "leadDays": Plain(leadDays), "until": Plain(until)]
  }

  public func with(_ field: String, _ value: Plain) -> SupplyPromise? {
    var promise = self
    switch field {
    case "quantity": promise.quantity = value.number ?? 0
    case "leadDays": promise.leadDays = value.number
    case "until": promise.until = value.instant
    default: return nil
    }
    return promise
  }
}

/// Until when a sold unit must be bought to go out in time: the clock of virtual stock.
public struct PurchaseClock: Hashable, Sendable {
  /// When the order is to leave.
  public var dueAt: Instant
  public var leadDays: Int64
  public var handlingDays: Int64

  public init(dueAt: Instant, leadDays: Int64, handlingDays: Int64) {
    self.dueAt = dueAt
    self.leadDays = leadDays
    self.handlingDays = handlingDays
  }

  public static let day: Int64 = 86_400_000

  /// The last moment to buy.
  public var purchaseBy: Instant {
    let days = leadDays + handlingDays
    return dueAt.adding(milliseconds: -days * PurchaseClock.day)
  }

  /// When units bought at `now` are on the shelf.
  public func arrival(boughtAt now: Instant) -> Instant {
    now.adding(milliseconds: (leadDays + handlingDays) * PurchaseClock.day)
  }

  public enum Urgency: String, Hashable, Sendable, CaseIterable {
    case inTime, soon, late
  }

  /// `soon` in the last day.
  public func urgency(at now: Instant) -> Urgency {
    if now > purchaseBy { return .late }
    return now.adding(milliseconds: PurchaseClock.day) > purchaseBy ? .soon : .inTime
  }
}
