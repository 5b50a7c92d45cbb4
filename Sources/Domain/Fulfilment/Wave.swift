/// Orders that go through the warehouse together (波次).
public struct Wave: Hashable, Sendable {
  public var id: Int64
  public var number: String
  public var warehouseId: Int64
  public var grouping: WaveGrouping
  /// Orders of one walk.
  public var perRun: Int64
  public var plannedAt: Instant
  public var releasedAt: Instant?
  public var cancelledAt: Instant?

  public init(
    id: Int64, number: String, warehouseId: Int64, grouping: WaveGrouping, perRun: Int64, plannedAt: Instant,
    releasedAt: Instant? = nil, cancelledAt: Instant? = nil
  ) {
    self.id = id
    self.number = number
    self.warehouseId = warehouseId
    self.grouping = grouping
    self.perRun = perRun
    self.plannedAt = plannedAt
    self.releasedAt = releasedAt
    self.cancelledAt = cancelledAt
  }

  /// Orders that fit into one wave: what one transaction plans while everybody else waits.
  public static let mostOrders: Int64 = 1000
}

/// How the orders of a wave are walked for.
public enum WaveGrouping: String, Hashable, Sendable, CaseIterable {
  /// One order, one walk (单拣).
  case discrete
  /// Several orders, one walk; they are told apart at the packing table (批拣).
  case batch
  /// Several orders, one walk, a cart's bin for each (边拣边分).
  case cluster
  /// As a cluster, and each walk stays in one zone.
  case zone

  /// Orders of one walk, where nobody says otherwise.
  public var usualSize: Int64 {
    switch self {
    case .discrete: 1
    case .batch: 20
    case .cluster, .zone: 8
    }
  }
}

/// Where a wave stands; read off its facts.
public enum WaveState: String, Hashable, Sendable, CaseIterable {
  case planned, released, picked, done, cancelled

  public init(_ wave: Wave, stages: [FulfilmentStage]) {
    let isOver: (FulfilmentStage) -> Bool = { !$0.isAtWork && $0 != .allocated }
    if wave.cancelledAt != nil {
      self = .cancelled
    } else if wave.releasedAt == nil {
      self = .planned
    } else if stages.allSatisfy(isOver) {
      self = .done
    } else {
      let waits = stages.contains { [.allocated, .released, .picking].contains($0) }
      self = waits ? .released : .picked
    }
  }
}

/// A way through the warehouse that lets only so much work in: the first that an order fits is its channel.
public struct ReleaseChannel: Hashable, Sendable {
  public var id: Int64
  public var code: String
  /// Which orders go through it, as a sentence; empty: all.
  public var sentence: String
  /// Asked in the order of it, least first.
  public var priority: Int64
  /// Fulfilments that may be at work at once; nil: any number.
  public var workLimit: Int64?
  public var state: ReleaseState

  public init(
    id: Int64, code: String, sentence: String = "", priority: Int64 = 0, workLimit: Int64? = nil,
    state: ReleaseState = .open
  ) {
    self.id = id
    self.code = code
    self.sentence = sentence
    self.priority = priority
    self.workLimit = workLimit
    self.state = state
  }

  /// How many more may be let in while so many are at work.
  public func room(beside atWork: Int64) -> Int64 {
    guard state == .open else { return 0 }
    return workLimit.map { max(0, $0 - atWork) } ?? Int64.max
  }
}

public enum ReleaseState: String, Hashable, Sendable, CaseIterable {
  case open
  /// Orders are given to it, and wait.
  case locked
  /// As if it were not there.
  case asleep
}
