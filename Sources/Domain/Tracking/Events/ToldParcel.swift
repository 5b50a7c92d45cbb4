/// What an answer tells about one number, whoever's answer it was.
public struct ToldParcel: Hashable, Sendable {
  /// Whose table reads its codes; empty where the answer does not say.
  public var carrier: String
  public var number: String
  /// Under which other carriers have it, by the answer's own word.
  public var otherNumbers: [String]
  public var events: [TrackingEvent]

  public init(carrier: String, number: String, otherNumbers: [String] = [], events: [TrackingEvent]) {
    self.carrier = carrier
    self.number = number
    self.otherNumbers = otherNumbers
    self.events = events
  }

  /// An answer may tell a state and no event that says so: then the state is news by itself.
  public mutating func add(state: TrackingStatus?, deliveredAt: TrackingMoment?) {
    if let state, state.tells, events.isEmpty || state == .delivered && !events.contains(where: { $0.status == state })
    {
      events.append(
        TrackingEvent(
          carrier: carrier, number: number, moment: state == .delivered ? deliveredAt : nil,
          reading: TrackingReading(status: state)))
    }
  }

  /// Numbers among the others that prove themselves by their check digit: the shipper's own references do not.
  public var handOvers: [TrackingNumber] {
    let own = TrackingKey.of(number)
    return otherNumbers.map { TrackingNumber($0) }.filter { other in
      guard let certainty = other.matches.first?.format.certainty else { return false }
      return certainty == .proved && TrackingKey.of(other.canonical) != own
    }
  }
}
