/// One kind of tracking number of one carrier.
public struct TrackingFormat: Hashable, Sendable {
  /// How much a number of this format proves by itself.
  public enum Certainty: Int, Hashable, Sendable, Comparable {
    /// A check digit and letters or digits of its own.
    case proved
    /// A check digit over bare digits: one in ten (or eleven) of any digits would pass.
    case checked
    /// Letters of its own, but nothing to check.
    case marked
    /// Any digits or letters of that length.
    case bare

    public static func < (a: Certainty, b: Certainty) -> Bool { a.rawValue < b.rawValue }
  }

  /// The carrier's code, e.g. `canada_post`; `s10` for the posts of the world together.
  public let carrier: String
  public let carrierName: String
  /// A short word for the format, unique; the source's own where it has one.
  public let id: String
  public let name: String
  public let certainty: Certainty
  /// Where a parcel of this number is looked up, `%s` standing for the number; nil where no page is known.
  public let trackingPage: String?

  let shapes: [TrackingShape]
  let check: TrackingCheck
  let services: TrackingServices?

  init(
    _ carrier: TrackingCarrier, _ id: String, _ name: String, _ certainty: Certainty, _ check: TrackingCheck,
    services: TrackingServices? = nil, page: String? = nil, _ patterns: String...
  ) {
    self.carrier = carrier.code
    self.carrierName = carrier.name
    self.id = id
    self.name = name
    self.certainty = certainty
    self.check = check
    self.services = services
    self.trackingPage = page ?? carrier.page
    self.shapes = patterns.flatMap { TrackingShape.all($0) }
  }

  /// What a service's code stands for.
  public func serviceName(_ code: String) -> String? { services?.name(code) }

  public static func == (a: TrackingFormat, b: TrackingFormat) -> Bool { a.id == b.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// Who gives numbers out.
struct TrackingCarrier: Sendable {
  var code: String
  var name: String
  var page: String?

  init(_ code: String, _ name: String, page: String? = nil) {
    (self.code, self.name, self.page) = (code, name, page)
  }
}
