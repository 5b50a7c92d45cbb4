public import Domain

/// What a carrier's or an aggregator's answer says.
public struct TrackingPayload: Hashable, Sendable {
  /// Which reader knew it, e.g. `17track`; empty where none did.
  public var source: String
  public var parcels: [Parcel]
  /// Refusals and warnings: no such number, too many numbers, no right to ask.
  public var messages: [Message]

  public struct Parcel: Hashable, Sendable {
    /// Whose parcel it is, e.g. `usps`; empty where the answer does not say.
    public var carrier: String
    /// Empty where the answer does not repeat the number that was asked for.
    public var number: String
    /// Other numbers of it (the last mile's, the shipper's), as they stand.
    public var otherNumbers: [String]
    /// What the answer says of the whole parcel; nil where it says nothing that we can read.
    public var status: TrackingStatus?
    /// In the order of the answer.
    public var events: [TrackingEvent]
    /// When it was delivered by the answer's own word, where events do not tell.
    public var deliveredAt: TrackingMoment?

    /// The answer's own word where it is one, else what the events come to.
    public func status(now: Instant) -> TrackingStatus {
      if let status, status != .unknown { return status }
      return ParcelTrack(events, now: now).status
    }
  }

  public struct Message: Hashable, Sendable {
    /// The number that it is about; empty where it is about the whole question.
    public var number: String
    public var code: String
    public var text: String
  }

  public init(source: String, parcels: [Parcel] = [], messages: [Message] = []) {
    self.source = source
    self.parcels = parcels
    self.messages = messages
  }
}

/// Why a payload could not be read at all.
public enum PayloadFault: Error, Hashable, Sendable {
  /// Nothing but blanks.
  case empty
  /// Neither whole JSON nor whole XML: it may have been cut off.
  case broken(PayloadBreak)
  /// Longer than any answer, in bytes.
  case tooLong(found: Int, allowed: Int)
  /// Whole, but of no kind that we know.
  case unknownKind

  /// One stable word.
  public var code: String {
    switch self {
    case .empty: "empty"
    case .broken: "broken"
    case .tooLong: "tooLong"
    case .unknownKind: "unknownKind"
    }
  }
}

/// Where an answer breaks off, and what was expected there.
public struct PayloadBreak: Hashable, Sendable {
  /// From 1.
  public var line: Int
  /// From the text's beginning, from 0.
  public var byte: Int
  /// Way to the place, e.g. `events[2].time`; empty where the text's grammar has none.
  public var path: String
  /// What was expected and what stood there, e.g. `a comma or } expected, the text ends`.
  public var said: String

  init(_ fault: JSONFault) {
    (line, byte, path, said) = (fault.line, fault.offset, fault.path, fault.expected)
  }

  init(_ fault: XMLFault, in bytes: [UInt8]) {
    line = 1 + bytes.prefix(fault.offset).count { $0 == 0x0A }
    byte = fault.offset
    path = ""
    let rest = bytes.dropFirst(fault.offset).prefix(12).prefix { $0 >= 0x20 }
    said =
      fault.expected + " expected, "
      + (fault.offset >= bytes.count ? "the text ends" : "found ‘" + String(decoding: rest, as: UTF8.self) + "’")
  }
}
