/// One thing that a carrier says has happened to a parcel: what it said, and what we read in it.
public struct TrackingEvent: Hashable, Sendable {
  /// Whose table reads its codes, e.g. `usps`.
  public var carrier: String
  /// The number under which the carrier told it.
  public var number: String
  public var moment: TrackingMoment?
  /// As the carrier wrote it; empty where it gave none.
  public var code: String
  public var text: String
  public var place: String
  /// ISO 3166 alpha-2 of the place; empty where nothing tells.
  public var country: String
  /// The piece of the payload that said it.
  public var raw: String
  public var reading: TrackingReading

  public init(
    carrier: String, number: String, moment: TrackingMoment?, code: String = "", text: String = "",
    place: String = "", country: String = "", raw: String = "", reading: TrackingReading
  ) {
    self.carrier = carrier
    self.number = number
    self.moment = moment
    self.code = code
    self.text = text
    self.place = place
    self.country = country
    self.raw = raw
    self.reading = reading
  }

  /// Reads code and text by the carrier's table and by our rules.
  public init(
    carrier: String, number: String, moment: TrackingMoment?, code: String = "", words: [String] = [],
    text: String = "", place: String = "", country: String = "", raw: String = ""
  ) {
    self.init(
      carrier: carrier, number: number, moment: moment, code: code, text: text, place: place, country: country,
      raw: raw, reading: TrackingReading(carrier: carrier, code: code, words: words, text: text))
  }

  public var status: TrackingStatus { reading.status }

  /// What one of us says against the carriers: from then on the parcel is in this state, whatever it was before.
  public static func correction(
    _ status: TrackingStatus, _ detail: TrackingDetail?, at moment: Instant, by person: String
  )
    -> TrackingEvent
  {
    TrackingEvent(
      carrier: "", number: "", moment: TrackingMoment(local: moment.civil(), offsetSeconds: 0), text: person,
      reading: TrackingReading(status: status, detail: detail, basis: .person))
  }

  /// What news of a whole consolidation says of a parcel in it: it goes along, but nobody has brought it to its door.
  public var forPartOfWhole: TrackingEvent {
    var event = self
    switch status {
    case .delivered, .outForDelivery, .readyForPickup:
      event.reading.status = .inTransit
      event.reading.detail = .arrived
    default: break
    }
    if event.reading.leg == nil || event.reading.leg == .lastMile { event.reading.leg = .lineHaul }
    return event
  }
}

/// What an event means, and how we know.
public struct TrackingReading: Hashable, Sendable {
  public enum Basis: String, Hashable, Sendable {
    /// The carrier's code (or a word that it uses as one) stands in its table.
    case code
    /// Our rules read it out of the words.
    case text
    /// Neither code nor words told anything.
    case nothing
    /// One of us has put it right.
    case person
  }

  public var status: TrackingStatus
  public var detail: TrackingDetail?
  public var reason: TrackingReason?
  public var leg: TrackingLeg?
  public var basis: Basis
  /// Whether a code came that its carrier's table does not have: somebody ought to add it.
  public var hasUnknownCode: Bool
  /// Whether code or words say delivered and the words besides the contrary.
  public var contradictsItself: Bool

  public var party: TrackingParty? { reason?.party }

  public init(
    status: TrackingStatus, detail: TrackingDetail? = nil, reason: TrackingReason? = nil, leg: TrackingLeg? = nil,
    basis: Basis = .code, hasUnknownCode: Bool = false, contradictsItself: Bool = false
  ) {
    self.status = status
    self.detail = detail
    self.reason = reason
    self.leg = leg
    self.basis = basis
    self.hasUnknownCode = hasUnknownCode
    self.contradictsItself = contradictsItself
  }

  /// Codes first: `code`, then the carrier's other `words` for the event, by its table; what no table has is read by
  /// the rules for words, and what they do not know is unknown. A code of several meanings is settled by the words,
  /// else by the meaning that promises the customer least.
  public init(carrier: String, code: String, words: [String] = [], text: String) {
    let said = TrackingWords.read(text)
    var statuses: [TrackingStatus] = []
    var reason: TrackingReason?
    for word in [code] + words + (code.isEmpty ? [text] : []) where !word.isEmpty {
      if statuses.isEmpty { statuses = TrackingCodes.statuses(of: word, carrier: carrier) }
      if reason == nil { reason = TrackingCodes.reason(of: word, carrier: carrier) }
    }
    let known = !statuses.isEmpty || reason != nil
    let status = statuses.contains(said.status) ? said.status : statuses.first
    self.init(
      status: status ?? said.status, detail: said.detail, reason: reason ?? said.reason,
      basis: status != nil ? .code : said.status == .unknown ? .nothing : .text,
      hasUnknownCode: !code.isEmpty && !known,
      contradictsItself: (status ?? said.status) == .delivered
        && ([.deliveryFailed, .returnToSender, .onHold].contains(said.status) || TrackingWords.isDisputed(text)))
    leg = TrackingWords.leg(of: text, status: self.status, detail: detail)
  }
}
