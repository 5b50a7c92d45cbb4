/// Units of an order's line that somebody has to fetch.
public struct PickNeed: Hashable, Sendable {
  public var fulfilmentId: Int64
  public var orderId: Int64
  public var lineId: Int64
  public var variantId: Int64
  public var quantity: Int64
  /// Least first.
  public var priority: Int64

  public init(
    fulfilmentId: Int64, orderId: Int64, lineId: Int64, variantId: Int64, quantity: Int64, priority: Int64 = 1
  ) {
    self.fulfilmentId = fulfilmentId
    self.orderId = orderId
    self.lineId = lineId
    self.variantId = variantId
    self.quantity = quantity
    self.priority = priority
  }
}

/// Units that stand together on a shelf, less what others are to fetch from there.
public struct ShelfUnits: Hashable, Sendable {
  public var variantId: Int64
  public var place: ShelfPlace
  public var lotId: Int64?
  /// Of the lot; what goes off first goes out first.
  public var expiresAt: Instant?
  public var owner: String
  public var free: Int64

  public init(
    variantId: Int64, place: ShelfPlace, lotId: Int64? = nil, expiresAt: Instant? = nil, owner: String = "",
    free: Int64
  ) {
    self.variantId = variantId
    self.place = place
    self.lotId = lotId
    self.expiresAt = expiresAt
    self.owner = owner
    self.free = free
  }
}

/// A bin as whoever walks sees it.
public struct ShelfPlace: Hashable, Sendable {
  public var id: Int64
  public var code: String
  /// The bin's turn on the way through the warehouse.
  public var sequence: Int64
  /// Whether it is the bulk behind the picking bins.
  public var isReserve: Bool

  public init(id: Int64, code: String, sequence: Int64, isReserve: Bool = false) {
    self.id = id
    self.code = code
    self.sequence = sequence
    self.isReserve = isReserve
  }

  /// The order of the walk.
  public static func precedes(_ a: ShelfPlace, _ b: ShelfPlace) -> Bool {
    if a.sequence != b.sequence { return a.sequence < b.sequence }
    return a.code == b.code ? a.id < b.id : FoldedText.precedes(a.code, b.code)
  }
}

/// Units of one need at one place.
public struct WalkStep: Hashable, Sendable {
  public var need: PickNeed
  public var place: ShelfPlace
  public var lotId: Int64?
  public var owner: String
  public var quantity: Int64
}

/// Which shelf each unit of a wave is taken from, in the order of the walk.
///
/// What goes off first goes first; picking bins come before the bulk; one bin that has all before several; then the
/// bins as they are walked. The same for the same facts, always. Grows with needs and shelves, not with their product.
public struct WalkPlan: Hashable, Sendable {
  public private(set) var steps: [WalkStep] = []
  /// Units that no shelf has, need by need.
  public private(set) var missing: [PickNeed] = []

  public init(_ needs: [PickNeed], from shelves: [ShelfUnits]) {
    var byVariant: [Int64: [ShelfUnits]] = [:]
    for shelf in shelves where shelf.free > 0 { byVariant[shelf.variantId, default: []].append(shelf) }
    for variant in byVariant.keys { byVariant[variant]?.sort(by: WalkPlan.goesFirst) }
    let urgent = needs.enumerated().sorted {
      $0.element.priority == $1.element.priority ? $0.offset < $1.offset : $0.element.priority < $1.element.priority
    }
    for (_, need) in urgent { take(need, &byVariant[need.variantId, default: []]) }
    steps.sort { a, b in
      if a.place.id != b.place.id { return ShelfPlace.precedes(a.place, b.place) }
      return a.need.variantId == b.need.variantId
        ? a.need.lineId < b.need.lineId : a.need.variantId < b.need.variantId
    }
  }

  private mutating func take(_ need: PickNeed, _ shelves: inout [ShelfUnits]) {
    var left = need.quantity
    while left > 0, let first = shelves.firstIndex(where: { $0.free > 0 }) {
      // Of shelves that are as good otherwise, one that has all of it.
      let peers = shelves[first...].prefix { !WalkPlan.isWorse($0, than: shelves[first]) }
      let index = peers.firstIndex { $0.free >= left } ?? first
      let taken = min(left, shelves[index].free)
      shelves[index].free -= taken
      left -= taken
      let shelf = shelves[index]
      steps.append(
        WalkStep(need: need, place: shelf.place, lotId: shelf.lotId, owner: shelf.owner, quantity: taken))
    }
    if left > 0 {
      var rest = need
      rest.quantity = left
      missing.append(rest)
    }
  }

  private static func isWorse(_ a: ShelfUnits, than b: ShelfUnits) -> Bool {
    let (mine, other) = (a.expiresAt ?? .distantFuture, b.expiresAt ?? .distantFuture)
    return mine != other || a.place.isReserve != b.place.isReserve
  }

  private static func goesFirst(_ a: ShelfUnits, _ b: ShelfUnits) -> Bool {
    let (mine, other) = (a.expiresAt ?? .distantFuture, b.expiresAt ?? .distantFuture)
    if mine != other { return mine < other }
    if a.place.isReserve != b.place.isReserve { return !a.place.isReserve }
    if a.place.id != b.place.id { return ShelfPlace.precedes(a.place, b.place) }
    if a.lotId != b.lotId { return (a.lotId ?? 0) < (b.lotId ?? 0) }
    return FoldedText.precedes(a.owner, b.owner)
  }
}

extension Instant {
  fileprivate static let distantFuture = Instant(milliseconds: .max)
}
