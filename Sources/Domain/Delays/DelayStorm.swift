/// Many parcels held up by one cause at once: a strike, a full warehouse, a closed border. One storm instead of
/// hundreds of warnings.
public struct DelayStorm: Hashable, Sendable {
  /// What has to be the same.
  public struct Key: Hashable, Sendable {
    public var carrier: String
    public var origin: String
    public var destination: String
    public var leg: TrackingLeg?
    public var cause: DelayCause

    public init(carrier: String, origin: String, destination: String, leg: TrackingLeg?, cause: DelayCause) {
      self.carrier = carrier
      self.origin = origin
      self.destination = destination
      self.leg = leg
      self.cause = cause
    }

    /// Where no carrier's or country's trouble can lie behind it, every parcel is a case of its own.
    public var mayGather: Bool {
      switch cause {
      case .notPickedUp, .silent, .legOverrun, .slip, .customs, .lostSuspected, .unknownCode: true
      case .attemptFailed, .pickupExpiring, .notReceived, .doubtfulDelivery, .returning: false
      }
    }
  }

  public struct Drop: Hashable, Sendable {
    public var id: Int64
    public var key: Key
    public var since: Instant

    public init(id: Int64, key: Key, since: Instant) {
      self.id = id
      self.key = key
      self.since = since
    }
  }

  public var key: Key
  public var firstAt: Instant
  public var lastAt: Instant
  /// The warnings of it, in order of time.
  public var ids: [Int64]

  /// So many make a storm.
  public static let least = 5
  /// What lies further apart has causes of its own.
  public static let window: Int64 = 3 * 86_400_000

  /// Groups warnings, in any order: those of one key, each no later than the window after the one before.
  public static func gather(_ drops: some Sequence<Drop>) -> [DelayStorm] {
    var storms: [DelayStorm] = []
    for (key, drops) in Dictionary(grouping: drops.filter(\.key.mayGather), by: \.key) {
      var run: [Drop] = []
      func close() {
        guard run.count >= least, let first = run.first, let last = run.last else { return }
        storms.append(DelayStorm(key: key, firstAt: first.since, lastAt: last.since, ids: run.map(\.id)))
      }
      for drop in drops.sorted(by: { ($0.since, $0.id) < ($1.since, $1.id) }) {
        if let last = run.last, drop.since.milliseconds - last.since.milliseconds > window {
          close()
          run = []
        }
        run.append(drop)
      }
      close()
    }
    return storms.sorted { ($0.firstAt, $0.ids[0]) < ($1.firstAt, $1.ids[0]) }
  }
}
