/// A parcel as a channel's file tells of it: by the channel's own numbers.
public struct ShippedParcel: Hashable, Sendable {
  /// The channel's number of the order.
  public var order: String
  public var carrier: String
  public var service: String
  public var trackingNumber: String
  public var shippedAt: Instant?
  public var lines: [ShippedLine]
  /// Whether the order has no other line.
  public var isOnlyLine = false

  public init(
    order: String, carrier: String, service: String = "", trackingNumber: String, shippedAt: Instant?,
    lines: [ShippedLine]
  ) {
    self.order = order
    self.carrier = carrier
    self.service = service
    self.trackingNumber = trackingNumber
    self.shippedAt = shippedAt
    self.lines = lines
  }
}

/// Units of one line in a parcel.
public struct ShippedLine: Hashable, Sendable {
  /// The store's number of the units; nought where the parcel was read from a file.
  public var unit: Int64
  /// The channel's id of the line; empty where it gives none.
  public var externalId: String
  public var sku: String
  /// Nought: all of it.
  public var quantity: Int64

  public init(unit: Int64 = 0, externalId: String = "", sku: String = "", quantity: Int64 = 0) {
    self.unit = unit
    self.externalId = externalId
    self.sku = sku
    self.quantity = quantity
  }
}

/// A row of a file that tells of parcels: a line of an order, or a whole one.
public struct IncomingShipment: Hashable, Sendable {
  public var parcel: ShippedParcel
  public var raw: String
  public var line: Int

  public init(parcel: ShippedParcel, raw: String, line: Int) {
    self.parcel = parcel
    self.raw = raw
    self.line = line
  }
}

/// What a channel says of one record of a file that it was sent.
public struct ChannelAnswer: Hashable, Sendable {
  public enum Verdict: Hashable, Sendable {
    case accepted, refused
    /// Taken, with something to say.
    case warned
    /// Of the whole file: so many records were taken of so many. What no other answer names was taken.
    case summary(processed: Int, successful: Int)
  }

  public var verdict: Verdict
  /// The number of the record in the file that was sent, from 1; 0: the whole file; nil where it is not told.
  public var record: Int?
  /// The channel's number of the order, and what else tells the record; empty where the answer has none.
  public var order = ""
  public var lineId = ""
  public var trackingNumber = ""
  public var code = ""
  /// In the channel's own words.
  public var reason = ""
  /// Physical line in the answer.
  public var line: Int

  public init(_ verdict: Verdict, record: Int? = nil, line: Int) {
    self.verdict = verdict
    self.record = record
    self.line = line
  }
}
