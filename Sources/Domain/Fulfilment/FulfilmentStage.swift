/// How far the goods of one order at one place are on their way to the buyer (配货单).
///
/// A stage is read off the facts (`FulfilmentFacts`), as an order's status is off its axes; the table says which change
/// of them there can be.
public enum FulfilmentStage: String, Hashable, Sendable, CaseIterable {
  /// Promised out of the place's stock, and written down for a wave.
  case allocated
  /// Somebody may take it into the hand.
  case released
  case picking
  /// All of it stands at the packing place.
  case picked
  case packing
  case packed
  case labelled
  case manifested
  case shipped
  case delivered
  case closed
  /// Nothing of it was to be found.
  case short
  case cancelled
}

public enum FulfilmentStageEvent: String, Hashable, Sendable, CaseIterable {
  case release, unrelease, startPicking, finishPicking, putBack, startPacking, unpack, finishPacking
  case label, voidLabel, manifest, unmanifest, ship, recall, deliver, close, comeShort, find, cancel, revive
}

extension FulfilmentStage {
  public static let transitions: [FulfilmentStage: [FulfilmentStageEvent: FulfilmentStage]] = [
    .allocated: [.release: .released, .cancel: .cancelled, .comeShort: .short],
    .released: [
      .unrelease: .allocated, .startPicking: .picking, .finishPicking: .picked, .comeShort: .short,
      .cancel: .cancelled,
    ],
    .picking: [.finishPicking: .picked, .putBack: .released, .comeShort: .short, .cancel: .cancelled],
    .picked: [.putBack: .picking, .startPacking: .packing, .finishPacking: .packed, .cancel: .cancelled],
    .packing: [.finishPacking: .packed, .unpack: .picked, .cancel: .cancelled],
    .packed: [.label: .labelled, .unpack: .packing, .ship: .shipped],
    .labelled: [.voidLabel: .packed, .manifest: .manifested, .unpack: .packing, .ship: .shipped],
    .manifested: [.unmanifest: .labelled, .ship: .shipped],
    .shipped: [.recall: .manifested, .deliver: .delivered, .close: .closed],
    .delivered: [.close: .closed],
    .closed: [:],
    // A count found them after all.
    .short: [.find: .allocated],
    .cancelled: [.revive: .allocated],
  ]

  /// Stages at which the goods are still in the house and meant to go.
  public static let here = allCases.filter { $0 == .allocated || $0.isAtWork }

  /// Whether somebody still has to do something with it in the warehouse.
  public var isAtWork: Bool {
    switch self {
    case .released, .picking, .picked, .packing, .packed, .labelled, .manifested: true
    case .allocated, .shipped, .delivered, .closed, .short, .cancelled: false
    }
  }
}

/// What a fulfilment's stage is read off.
public struct FulfilmentFacts: Hashable, Sendable {
  /// Units of it, by state.
  public var units: [UnitState: Int64]
  /// Whether its wave was released.
  public var isReleased: Bool
  /// Whether somebody has begun to walk for it.
  public var isBegun: Bool
  /// Whether somebody packs it just now.
  public var isBeingPacked: Bool
  public var parcels: Int
  /// Parcels with a label that counts.
  public var labelled: Int
  /// Parcels on a carrier's list.
  public var manifested: Int
  /// Whether units were sought and not found.
  public var cameShort: Bool
  public var isDelivered: Bool

  public init(
    units: [UnitState: Int64] = [:], isReleased: Bool = false, isBegun: Bool = false, isBeingPacked: Bool = false,
    parcels: Int = 0, labelled: Int = 0, manifested: Int = 0, cameShort: Bool = false, isDelivered: Bool = false
  ) {
    self.units = units
    self.isReleased = isReleased
    self.isBegun = isBegun
    self.isBeingPacked = isBeingPacked
    self.parcels = parcels
    self.labelled = labelled
    self.manifested = manifested
    self.cameShort = cameShort
    self.isDelivered = isDelivered
  }

  public var stage: FulfilmentStage {
    func count(_ state: UnitState) -> Int64 { units[state] ?? 0 }
    let reserved = count(.reserved), picked = count(.picked), packed = count(.packed)
    let gone = count(.shipped) + count(.returned)
    if reserved + picked + packed == 0 {
      if gone > 0 { return isDelivered ? .delivered : .shipped }
      return cameShort ? .short : .cancelled
    }
    if reserved > 0 {
      if picked + packed > 0 || isBegun { return .picking }
      return isReleased ? .released : .allocated
    }
    if picked > 0 { return packed > 0 || isBeingPacked ? .packing : .picked }
    if parcels > 0 && manifested == parcels { return .manifested }
    return parcels > 0 && labelled == parcels ? .labelled : .packed
  }
}
