/// Units of an order's line that are in one state together: what was ordered is always the sum of them, through any
/// splitting, merging and cancelling.
public struct Allocation: Hashable, Sendable {
  public var id: Int64
  public var orderId: Int64
  public var lineId: Int64
  public var variantId: Int64
  public var quantity: Int64
  public var state: UnitState
  /// Where they are taken from; nil while nobody has them.
  public var warehouseId: Int64?
  /// The fulfilment that they go out with.
  public var fulfilmentId: Int64?
  /// The purchase line that is to bring them.
  public var purchaseLineId: Int64?

  public init(
    id: Int64 = 0, orderId: Int64, lineId: Int64, variantId: Int64, quantity: Int64, state: UnitState,
    warehouseId: Int64? = nil, fulfilmentId: Int64? = nil, purchaseLineId: Int64? = nil
  ) {
    self.id = id
    self.orderId = orderId
    self.lineId = lineId
    self.variantId = variantId
    self.quantity = quantity
    self.state = state
    self.warehouseId = warehouseId
    self.fulfilmentId = fulfilmentId
    self.purchaseLineId = purchaseLineId
  }
}

/// How far a unit is on its way from the order to the buyer.
public enum UnitState: String, Hashable, Sendable, CaseIterable {
  /// Nobody has it (缺货): it waits for stock.
  case backordered
  /// Sold before it is bought (虚库): a purchase is to bring it.
  case pegged
  /// Promised out of a warehouse's stock.
  case reserved
  /// Off the shelf.
  case picked
  case packed
  case shipped
  /// Came back.
  case returned
  case cancelled

  /// Whether units in it are taken from what a warehouse could still promise.
  public var reserves: Bool { self == .reserved }

  /// Whether nothing moves them any more but the buyer.
  public var isOver: Bool { self == .shipped || self == .returned || self == .cancelled }
}

public enum UnitEvent: String, Hashable, Sendable, CaseIterable {
  case reserve, peg, backorder, pick, putBack, pack, unpack, ship, recall, comeBack, cancel, revive
}

extension UnitState {
  public static let transitions: [UnitState: [UnitEvent: UnitState]] = [
    .backordered: [.reserve: .reserved, .peg: .pegged, .cancel: .cancelled],
    .pegged: [.reserve: .reserved, .backorder: .backordered, .cancel: .cancelled],
    .reserved: [.backorder: .backordered, .peg: .pegged, .pick: .picked, .cancel: .cancelled],
    .picked: [.putBack: .reserved, .pack: .packed, .ship: .shipped],
    .packed: [.unpack: .picked, .ship: .shipped],
    // A parcel that was manifested by mistake is fetched back before the carrier has it.
    .shipped: [.recall: .packed, .comeBack: .returned],
    .returned: [:],
    .cancelled: [.revive: .backordered],
  ]

  public func after(_ event: UnitEvent) throws(StockRefusal) -> UnitState {
    guard let next = UnitState.transitions[self]?[event] else {
      let fits = UnitState.transitions[self]?.keys.map(\.rawValue).sorted() ?? []
      throw .transition(from: rawValue, event: event.rawValue, fits: fits)
    }
    return next
  }
}
