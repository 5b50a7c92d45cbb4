import Domain

/// How the answers of one carrier (or aggregator) are built: which ways lead to what. Adding a carrier is adding one.
struct PayloadShape: Sendable {
  typealias Ways = [String]

  /// Name of the reader.
  var source: String
  /// Whose table reads the codes, where the answer names no carrier itself.
  var carrier: String
  /// Ways that all exist in an answer of this kind, and in no other.
  var marks: Ways
  /// Instead of marks, where one way of several is enough.
  var isKnown: (@Sendable (PayloadTree) -> Bool)?
  /// Ways to the parcels; the whole answer where empty.
  var parcels: Ways = []
  var carrierName: Ways = []
  /// Carriers of an aggregator that numbers them.
  var carriers: [String: String] = [:]
  var number: Ways = []
  var otherNumbers: Ways = []
  /// Words for the parcel's state as a whole.
  var status: Ways = []
  var deliveredAt: @Sendable (PayloadTree) -> TrackingMoment? = { _ in nil }
  var events: Ways = []
  var code: Ways = []
  /// Whether `code` is one of the carrier's table; some put a barcode where others have a code.
  var isCodeTold = true
  /// Other words that the carrier's table may have: a type, a derived status.
  var words: Ways = []
  var text: Ways = []
  /// What an event without words amounts to.
  var unsaid = ""
  /// Parts of the place, put together with commas; `otherPlace` where none is told.
  var place: Ways = []
  var otherPlace: Ways = []
  var country: Ways = []
  var time: @Sendable (PayloadTree) -> TrackingMoment? = { _ in nil }
  /// Ways to the name of the zone in which times stand that tell none, e.g. `America/New_York`.
  var zone: Ways = []
  /// Refusals: where they are, and the ways within.
  var messages: Ways = []
  var messageCode: Ways = ["code", "Code"]
  var messageText: Ways = ["message", "Message", "description", "name"]
  var messageNumber: Ways = []

  func fits(_ tree: PayloadTree) -> Bool { isKnown?(tree) ?? marks.allSatisfy { tree.has($0) } }

  func read(_ tree: PayloadTree, zoneNamed: (String) -> Zone? = { _ in nil }) -> TrackingPayload {
    var zones: [String: Zone?] = [:]
    func known(_ name: String) -> Zone? {
      if let known = zones[name] { return known }
      let found = zoneNamed(name)
      zones[name] = .some(found)
      return found
    }
    let parts = parcels.isEmpty ? tree.all("") : parcels.lazy.map { tree.all($0) }.first { !$0.isEmpty } ?? []
    let read = parts.filter(\.isObject).map { parcel($0, zoneNamed: known) }.filter {
      !$0.events.isEmpty || $0.status != nil || !$0.number.isEmpty
    }
    let messages = said(in: tree)
    // What is told of a number is a refusal alone: that is a message, no parcel.
    let known = read.filter { parcel in
      !parcel.events.isEmpty || parcel.status != nil || !messages.contains { $0.number == parcel.number }
    }
    return TrackingPayload(source: source, parcels: PayloadShape.together(known), messages: messages)
  }

  private func parcel(_ part: PayloadTree, zoneNamed: (String) -> Zone?) -> TrackingPayload.Parcel {
    let carrier = part.first(carrierName).map { carriers[$0] ?? PayloadShape.carrierCode($0) } ?? carrier
    let number = part.first(number) ?? ""
    let found = events.lazy.map { part.all($0) }.first { !$0.isEmpty } ?? []
    let statusWords = status.flatMap { part.all($0) }.compactMap(\.words)
    return TrackingPayload.Parcel(
      carrier: carrier, number: number,
      otherNumbers: otherNumbers.flatMap { part.all($0) }.compactMap(\.words).filter { $0 != number },
      status: overall(statusWords, carrier: carrier),
      events: found.filter(\.isObject).map {
        event($0, carrier: carrier, number: number, zoneNamed: zoneNamed)
      },
      deliveredAt: deliveredAt(part))
  }

  /// The first word that is a code of the carrier's or of the aggregator's, or that our rules can read.
  private func overall(_ words: [String], carrier: String) -> TrackingStatus? {
    for word in words {
      for table in [source, carrier] {
        if let status = TrackingCodes.statuses(of: word, carrier: table).first { return status }
      }
    }
    for word in words {
      let status = TrackingReading(carrier: source, code: "", text: word).status
      if status != .unknown { return status }
    }
    return nil
  }

  private func event(
    _ part: PayloadTree, carrier: String, number: String, zoneNamed: (String) -> Zone?
  ) -> TrackingEvent {
    var places = place.compactMap { part.first($0) }.filter { $0.utf8.count > 1 }
    if places.isEmpty { places = otherPlace.compactMap { part.first($0) } }
    let code = part.first(code) ?? ""
    let text = part.first(text) ?? unsaid
    let country = part.first(country) ?? ""
    var event = TrackingEvent(
      carrier: carrier, number: number, moment: zoned(time(part), part, zoneNamed), code: isCodeTold ? code : "",
      words: words.compactMap { part.first($0) }, text: text,
      place: places.joined(separator: ", "), country: Countries.code(country) ?? "", raw: part.source)
    event.code = code
    // An aggregator's own words are in its table, not in the carrier's.
    if event.reading.basis != .code, carrier != source {
      let other = TrackingReading(
        carrier: source, code: event.code, words: words.compactMap { part.first($0) }, text: event.text)
      if other.basis == .code { event.reading = other }
    }
    return event
  }

  private func zoned(_ moment: TrackingMoment?, _ part: PayloadTree, _ zoneNamed: (String) -> Zone?)
    -> TrackingMoment?
  {
    // An abbreviation is several zones' at once.
    guard let moment, moment.offsetSeconds == nil, !moment.isDayOnly, let name = part.first(zone), name.contains("/"),
      let zone = zoneNamed(name)
    else { return moment }
    return TrackingMoment(local: moment.local, offsetSeconds: zone.offsetSeconds(at: zone.instant(moment.local)))
  }

  /// Some answers are a list of events, each with its parcel: those of one number are one parcel.
  private static func together(_ parcels: [TrackingPayload.Parcel]) -> [TrackingPayload.Parcel] {
    guard parcels.count > 1, parcels.allSatisfy({ $0.events.count <= 1 && $0.status == nil && !$0.number.isEmpty })
    else { return parcels }
    var places: [String: Int] = [:]
    var merged: [TrackingPayload.Parcel] = []
    for parcel in parcels {
      if let place = places[parcel.number] {
        merged[place].events += parcel.events
      } else {
        places[parcel.number] = merged.count
        merged.append(parcel)
      }
    }
    return merged
  }

  private func said(in tree: PayloadTree) -> [TrackingPayload.Message] {
    let parts = messages.lazy.map { tree.all($0) }.first { !$0.isEmpty } ?? []
    return parts.compactMap { part in
      let code = part.isObject ? part.first(messageCode) ?? "" : ""
      let text = part.isObject ? part.first(messageText) ?? "" : part.words ?? ""
      // "0: request was processed" is what some say beside every answer.
      if code.isEmpty, text.isEmpty { return nil }
      if code == "0" { return nil }
      return TrackingPayload.Message(number: part.first(messageNumber) ?? "", code: code, text: text)
    }
  }

  /// The word under which a carrier's table stands: `UPS`, `DHL Express` → `ups`, `dhl_express`.
  static func carrierCode(_ name: String) -> String {
    var code = ""
    for byte in name.utf8 {
      switch byte {
      case 0x41...0x5A: code.unicodeScalars.append(Unicode.Scalar(byte + 32))
      case 0x61...0x7A, 0x30...0x39: code.unicodeScalars.append(Unicode.Scalar(byte))
      case 0x20, 0x2D, 0x5F: code += "_"
      default: continue
      }
    }
    return code
  }
}
