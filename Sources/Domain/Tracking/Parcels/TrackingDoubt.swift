/// Why a parcel's state, or an event of it, is not to be taken on trust. Doubtful states are asked for again.
public enum TrackingDoubt: String, Hashable, Sendable, CaseIterable {
  /// It is said to happen later than now: kept, not counted.
  case fromTheFuture = "from_the_future"
  /// It happened before the parcel was handed over: another parcel had the number then.
  case beforeShipping = "before_shipping"
  /// It is parted from the rest by months: the number was given out again.
  case anotherParcel = "another_parcel"
  /// The carrier tells no time.
  case noTime = "no_time"
  /// A code that no table has.
  case unknownCode = "unknown_code"
  /// Neither code nor words could be read.
  case unreadable
  /// Delivered in a country that is not the receiver's.
  case deliveredElsewhere = "delivered_elsewhere"
  /// Delivered, and nobody ever saw the parcel under way.
  case deliveredUnseen = "delivered_unseen"
  /// The code says delivered, the words do not.
  case deliveredAgainstWords = "delivered_against_words"
  /// Delivered, and then it went on.
  case movedAfterDelivery = "moved_after_delivery"
  /// Times without a zone leave open which news is the last.
  case orderInDoubt = "order_in_doubt"
}

/// What we know of a parcel without its carrier's help: what makes another parcel's trace stand out.
public struct ParcelExpectation: Hashable, Sendable {
  /// When it left us; nil where it has not or nobody knows.
  public var shippedAt: Instant?
  /// ISO 3166 alpha-2; empty where unknown.
  public var destination: String

  public init(shippedAt: Instant? = nil, destination: String = "") {
    self.shippedAt = shippedAt
    self.destination = destination
  }

  public static let nothing = ParcelExpectation()
}
