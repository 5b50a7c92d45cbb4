extension TrackingEvent {
  /// What makes two tellings of a number one event, as a number: kept beside it, so that none comes in twice.
  public var sameness: Int64 { Int64(bitPattern: TrackingOrder.digest(self)) }

  /// Which of two tellings of the same event is kept; the same one whichever came first.
  public func goesBefore(_ other: TrackingEvent) -> Bool { TrackingOrder.isBefore(self, other) }
}

/// The one order of a parcel's events, and which of them are the same.
enum TrackingOrder {
  /// Each event once, oldest first. The order depends on what the events say alone: the middle of the time that each
  /// may have been, then how far along the way it is, then its bytes.
  static func sorted(_ events: some Sequence<TrackingEvent>) -> [TrackingEvent] {
    var kept: [Sameness: TrackingEvent] = [:]
    for event in events {
      let key = Sameness(event)
      if let known = kept[key], !isBefore(event, known) { continue }
      kept[key] = event
    }
    return withoutZoneless(kept).map { Placed($0) }.sorted { $0.isBefore($1) }.map(\.event)
  }

  /// What makes two tellings one event: spaces and case aside, the same words at the same time on the wall.
  private struct Sameness: Hashable {
    var carrier: String
    var code: String
    var text: [UInt8]
    var place: [UInt8]
    var local: CivilTime?
    var offset: Int?
    /// What one of us says is told once each.
    var isOurs: Bool
    var ownStatus: TrackingStatus?

    init(_ event: TrackingEvent) {
      carrier = event.carrier
      code = event.code
      text = TrackingOrder.plain(event.text)
      place = TrackingOrder.plain(event.place)
      local = event.moment?.local
      // Carriers tell milliseconds in one interface and leave them out in another.
      local?.millisecond = 0
      offset = event.moment?.offsetSeconds
      isOurs = event.reading.basis == .person
      ownStatus = isOurs ? event.status : nil
    }

    /// The same on every machine and in every run: FNV-1a over all of it.
    var digest: UInt64 {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { add(byte) }
        // No text has this byte: what is told apart by fields stays so.
        add(0xFF)
      }
      func add(_ number: Int64?) {
        add(number == nil ? 0 : 1)
        for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: (number ?? 0) >> shift)) }
      }
      add(carrier.utf8)
      add(code.utf8)
      add(text)
      add(place)
      add(local.map { Instant($0).milliseconds })
      add(offset.map(Int64.init))
      return hash
    }
  }

  static func digest(_ event: TrackingEvent) -> UInt64 { Sameness(event).digest }

  /// The same words at the same wall time, once with a zone and once without, are one: the one with the zone stays.
  private static func withoutZoneless(_ kept: [Sameness: TrackingEvent]) -> [TrackingEvent] {
    var zoned: Set<Sameness> = []
    for var key in kept.keys where key.offset != nil {
      key.offset = nil
      zoned.insert(key)
    }
    if zoned.isEmpty { return Array(kept.values) }
    return kept.compactMap { $0.key.offset == nil && zoned.contains($0.key) ? nil : $0.value }
  }

  private struct Placed {
    var event: TrackingEvent
    /// Twice the middle of its time, in milliseconds; what has no time comes first: it can settle nothing.
    var middle: Int64
    var rank: Int

    init(_ event: TrackingEvent) {
      self.event = event
      middle =
        event.moment.map { ($0.earliest.milliseconds / 2) &+ ($0.latest.milliseconds / 2) } ?? .min
      // Whoever puts a state right knows what was told till then.
      rank = event.reading.basis == .person ? 99 : TrackingOrder.rank(event.status)
    }

    func isBefore(_ other: Placed) -> Bool {
      if middle != other.middle { return middle < other.middle }
      if rank != other.rank { return rank < other.rank }
      return TrackingOrder.isBefore(event, other.event)
    }
  }

  /// How far along the way, for events of the same minute.
  private static func rank(_ status: TrackingStatus) -> Int {
    switch status {
    case .unknown, .notFound: 0
    case .pending: 1
    case .pickedUp: 2
    case .inTransit: 3
    case .deliveryDelayed: 4
    case .onHold: 5
    case .outForDelivery: 6
    case .readyForPickup: 7
    case .deliveryFailed: 8
    case .returnInitiated: 9
    case .returnToSender: 10
    case .delivered: 11
    case .cancelled: 12
    case .expired: 13
    }
  }

  /// Any fixed order of events that say different things, by their bytes.
  static func isBefore(_ a: TrackingEvent, _ b: TrackingEvent) -> Bool {
    let left = [
      a.carrier, a.code, a.text, a.place, a.country, a.number, a.raw, a.moment?.text ?? "", a.status.rawValue,
    ]
    let right = [
      b.carrier, b.code, b.text, b.place, b.country, b.number, b.raw, b.moment?.text ?? "", b.status.rawValue,
    ]
    for (one, other) in zip(left, right) where !one.utf8.elementsEqual(other.utf8) {
      return one.utf8.lexicographicallyPrecedes(other.utf8)
    }
    return false
  }

  private static func plain(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 where byte != 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 {
      bytes.append((0x41...0x5A).contains(byte) ? byte + 32 : byte)
    }
    return bytes
  }
}
