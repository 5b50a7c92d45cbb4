/// Which warehouses an order goes out from, and why the others do not: the same for the same facts, always.
public struct Routing: Hashable, Sendable {
  /// One line of an order that wants units.
  public struct Want: Hashable, Sendable {
    public var lineId: Int64
    public var variantId: Int64
    public var sku: String
    public var quantity: Int64

    public init(lineId: Int64, variantId: Int64, sku: String, quantity: Int64) {
      self.lineId = lineId
      self.variantId = variantId
      self.sku = sku
      self.quantity = quantity
    }
  }

  /// What one warehouse has to say: free units by variant.
  public struct Offer: Hashable, Sendable {
    public var warehouse: Location
    public var free: [Int64: Int64]

    public init(warehouse: Location, free: [Int64: Int64]) {
      self.warehouse = warehouse
      self.free = free
    }
  }

  /// Units of a line that one warehouse gives.
  public struct Share: Hashable, Sendable {
    public var warehouseId: Int64
    public var lineId: Int64
    public var variantId: Int64
    public var quantity: Int64

    public init(warehouseId: Int64, lineId: Int64, variantId: Int64, quantity: Int64) {
      self.warehouseId = warehouseId
      self.lineId = lineId
      self.variantId = variantId
      self.quantity = quantity
    }
  }

  /// Why a warehouse gives what it gives, in a word with its evidence.
  public enum Verdict: Hashable, Sendable {
    case wholeOrder
    case part(units: Int64)
    case closed
    case doesNotShipTo(String)
    /// A rule says that this order does not go out from it.
    case forbidden(rule: String)
    /// It lacks this many units of the first SKU that it has too little of.
    case tooFew(sku: String, asked: Int64, free: Int64)
    case nothing
    /// Another one does it alone, and comes first by country or priority.
    case notNeeded(instead: String)
  }

  public var shares: [Share] = []
  /// Units that no warehouse has, by line.
  public var missing: [Int64: Int64] = [:]
  /// One verdict a warehouse, in the order in which they were asked.
  public var verdicts: [(code: String, verdict: Verdict)] {
    said.sorted { $0.place < $1.place }.map { ($0.code, $0.verdict) }
  }
  private var said: [Said] = []
  /// Warehouses in the order in which they were asked.
  private var order: [Int64] = []

  private struct Said: Hashable, Sendable {
    var place: Int
    var code: String
    var verdict: Verdict
  }

  /// One parcel before several: the first warehouse that has everything; else whoever has most of what is left, again
  /// and again. Warehouses in the buyer's country come first, then by priority, then by code.
  ///
  /// What rules prefer comes before all that; what they forbid is not asked.
  public init(
    _ wants: [Want], to country: String?, offers: [Offer], wishes: [RouteWish] = [], maySplit: Bool = true
  ) {
    let asked = offers.sorted {
      Routing.rank($0.warehouse, country, wishes) < Routing.rank($1.warehouse, country, wishes)
    }
    order = asked.map(\.warehouse.id)
    var open: [Offer] = []
    for offer in asked {
      let place = offer.warehouse
      let wish = wishes.first { $0.warehouseId == place.id && !$0.isPreferred }
      if place.isClosed {
        say(offer, .closed)
      } else if let wish {
        say(offer, .forbidden(rule: wish.rule))
      } else if let country, !place.shipsTo.isEmpty, !place.shipsTo.contains(country) {
        say(offer, .doesNotShipTo(country))
      } else {
        open.append(offer)
      }
    }
    if let whole = open.first(where: { Routing.lack(of: wants, in: $0) == nil }) {
      for offer in open where offer.warehouse.id != whole.warehouse.id {
        say(offer, Routing.lack(of: wants, in: offer) ?? .notNeeded(instead: whole.warehouse.code))
      }
      say(whole, .wholeOrder)
      shares = wants.map { share($0, $0.quantity, whole) }
      return
    }
    var left = wants
    while !left.isEmpty, maySplit || shares.isEmpty {
      // The most units of what is left; the first asked of equals.
      let counts = open.map { Routing.units(of: left, in: $0) }
      guard let most = counts.max(), most > 0, let index = counts.firstIndex(of: most) else { break }
      let offer = open.remove(at: index)
      left = take(left, from: offer)
      say(offer, .part(units: most))
    }
    for offer in open { say(offer, Routing.lack(of: left.isEmpty ? wants : left, in: offer) ?? .nothing) }
    for want in left { missing[want.lineId, default: 0] += want.quantity }
  }

  private mutating func say(_ offer: Offer, _ verdict: Verdict) {
    let place = order.firstIndex(of: offer.warehouse.id) ?? order.count
    said.append(Said(place: place, code: offer.warehouse.code, verdict: verdict))
  }

  private func share(_ want: Want, _ quantity: Int64, _ offer: Offer) -> Share {
    Share(warehouseId: offer.warehouse.id, lineId: want.lineId, variantId: want.variantId, quantity: quantity)
  }

  private mutating func take(_ wants: [Want], from offer: Offer) -> [Want] {
    var free = offer.free
    var left: [Want] = []
    for var want in wants {
      let given = min(want.quantity, free[want.variantId] ?? 0)
      if given > 0 {
        shares.append(share(want, given, offer))
        free[want.variantId, default: 0] -= given
        want.quantity -= given
      }
      if want.quantity > 0 { left.append(want) }
    }
    return left
  }

  private static func units(of wants: [Want], in offer: Offer) -> Int64 {
    var free = offer.free
    return wants.reduce(0) { sum, want in
      let given = min(want.quantity, free[want.variantId] ?? 0)
      free[want.variantId, default: 0] -= given
      return sum + max(0, given)
    }
  }

  /// What it has too little of; nil where it has all.
  private static func lack(of wants: [Want], in offer: Offer) -> Verdict? {
    var asked: [Int64: Int64] = [:]
    for want in wants {
      asked[want.variantId, default: 0] += want.quantity
      let free = offer.free[want.variantId] ?? 0
      if asked[want.variantId] ?? 0 > free {
        let all = wants.reduce(0) { $1.variantId == want.variantId ? $0 + $1.quantity : $0 }
        return .tooFew(sku: want.sku, asked: all, free: free)
      }
    }
    return nil
  }

  private struct Rank: Comparable {
    var isUnloved: Int64
    var isAbroad: Int64
    var priority: Int64
    var code: String

    static func < (one: Rank, other: Rank) -> Bool {
      if one.isUnloved != other.isUnloved { return one.isUnloved < other.isUnloved }
      if one.isAbroad != other.isAbroad { return one.isAbroad < other.isAbroad }
      if one.priority != other.priority { return one.priority < other.priority }
      return one.code.utf8.lexicographicallyPrecedes(other.code.utf8)
    }
  }

  /// Warehouses in the order in which they are asked for a parcel to `country`.
  public static func asked(_ places: [Location], for country: String?, wishes: [RouteWish] = []) -> [Location] {
    places.sorted { rank($0, country, wishes) < rank($1, country, wishes) }
  }

  private static func rank(_ place: Location, _ country: String?, _ wishes: [RouteWish]) -> Rank {
    let isAbroad: Int64 = country != nil && place.country == country ? 0 : 1
    let isLoved = wishes.contains { $0.warehouseId == place.id && $0.isPreferred }
    return Rank(isUnloved: isLoved ? 0 : 1, isAbroad: isAbroad, priority: place.priority, code: place.code)
  }
}
