/// Units of one variant that were made together and share a fate.
public struct Lot: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  public var variantId: Int64
  /// As it is printed on the goods.
  public var code: String
  public var status: LotStatus
  public var expiresAt: Instant?

  public init(
    id: Int64, version: Int64 = 1, variantId: Int64, code: String, status: LotStatus = .approved,
    expiresAt: Instant? = nil
  ) {
    self.id = id
    self.version = version
    self.variantId = variantId
    self.code = code
    self.status = status
    self.expiresAt = expiresAt
  }

  /// Whether its units may be promised to a buyer at `now`.
  public func isSellable(at now: Instant) -> Bool { status == .approved && (expiresAt.map { $0 > now } ?? true) }
}

public enum LotStatus: String, Hashable, Sendable, CaseIterable {
  case approved, onHold, quarantined, recalled, expired, damaged
}

/// What can happen to a lot.
public enum LotEvent: String, Hashable, Sendable, CaseIterable {
  case approve, hold, quarantine, recall, expire, damage
}

extension LotStatus {
  /// A recalled lot never comes back into the shop; nor does a damaged one.
  public static let transitions: [LotStatus: [LotEvent: LotStatus]] = [
    .approved: [.hold: .onHold, .quarantine: .quarantined, .recall: .recalled, .expire: .expired, .damage: .damaged],
    .onHold: [
      .approve: .approved, .quarantine: .quarantined, .recall: .recalled, .expire: .expired, .damage: .damaged,
    ],
    .quarantined: [.approve: .approved, .recall: .recalled, .expire: .expired, .damage: .damaged],
    .expired: [.recall: .recalled, .damage: .damaged],
    .recalled: [:],
    .damaged: [:],
  ]

  public func after(_ event: LotEvent) -> LotStatus? { LotStatus.transitions[self]?[event] }
}
