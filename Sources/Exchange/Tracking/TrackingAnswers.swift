public import Domain

/// What `portolan check tracking` and `portolan track parse` answer.
public enum TrackingAnswers {
  /// Which numbers are asked for: of any carrier, or of the posts alone.
  public enum Kind: String, Sendable, CaseIterable {
    case tracking, s10

    public func number(_ input: String) -> TrackingNumber {
      switch self {
      case .tracking: TrackingNumber(input)
      case .s10: TrackingNumber(input).only("s10")
      }
    }
  }

  /// `{"input","kind","valid","canonical","formats":[{"carrier","name",…}],"why"}`, the surest format first.
  public static func number(_ input: String, kind: Kind = .tracking) -> JSONOutput {
    let number = kind.number(input)
    return [
      "input": .text(input), "kind": .text(kind.rawValue), "valid": .flag(number.isValid),
      "canonical": .text(number.canonical),
      "formats": .list(number.matches.map(format)), "why": .text(why(number)),
    ]
  }

  private static func format(_ match: TrackingMatch) -> JSONOutput {
    var members: [(key: String, value: JSONOutput)] = [
      ("carrier", .text(match.format.carrier)), ("name", .text(match.format.name)), ("id", .text(match.format.id)),
      ("certainty", .text(certainty(match.format.certainty))), ("serial", .text(match.serial)),
    ]
    func add(_ key: String, _ text: String?) {
      if let text { members.append((key, .text(text))) }
    }
    add("serviceCode", match.serviceCode)
    add("service", match.service)
    add("operator", match.postalOperator)
    add("origin", match.originCountry)
    add("destination", match.destinationCountry)
    add("postcode", match.destinationPostcode)
    add("shipper", match.shipper)
    return .object(members)
  }

  private static func certainty(_ certainty: TrackingFormat.Certainty) -> String {
    switch certainty {
    case .proved: "proved"
    case .checked: "checked"
    case .marked: "marked"
    case .bare: "bare"
    }
  }

  /// One sentence: what proves the number, or what is wrong with it.
  public static func why(_ number: TrackingNumber) -> String {
    if let match = number.matches.first {
      let others = number.matches.count - 1
      let more = others == 0 ? "" : others == 1 ? "; another format fits too" : "; \(others) other formats fit too"
      switch match.format.certainty {
      case .proved: return "\(match.format.name): its own signs and a right check digit\(more)"
      case .checked: return "\(match.format.name): a right check digit\(more)"
      case .marked: return "\(match.format.name): its own signs; it has no check digit\(more)"
      case .bare: return "\(match.format.name): the length alone; it has no check digit\(more)"
      }
    }
    let misses = number.misses.map { miss in
      switch miss.reason {
      case .checkDigit(let found, let expected):
        let right = expected.map { ", \($0) would be right" } ?? ""
        return "\(miss.format.name): the check digit \(found) is wrong\(right)"
      case .noPost(let country): return "\(miss.format.name): no post gives out numbers under \(country)"
      }
    }
    return misses.isEmpty ? "no known format" : misses.joined(separator: "; ")
  }

  /// One object a parcel: `{"file","source","carrier","trackingNumber","status","events":[{"at","local",…}]}`, newest
  /// event first. An answer without a parcel is one object without events that says why.
  public static func payload(_ payload: TrackingPayload, file: String, now: Instant) -> [JSONOutput] {
    if payload.parcels.isEmpty { return [nothing(file: file, source: payload.source, payload.messages)] }
    let messages = list(payload.messages)
    return payload.parcels.map { parcel in
      let track = ParcelTrack(parcel.events, now: now)
      let doubts = track.doubts.map(\.rawValue).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      return [
        "file": .text(file), "source": .text(payload.source), "carrier": orNull(parcel.carrier),
        "trackingNumber": orNull(parcel.number), "status": .text(parcel.status(now: now).rawValue),
        "events": .list(track.entries.reversed().map { event($0.event) }),
        "otherNumbers": .list(parcel.otherNumbers.map { .text($0) }), "doubts": .list(doubts.map { .text($0) }),
        "messages": messages,
      ]
    }
  }

  /// Why a file is no answer, and what was expected.
  public static func sentence(_ fault: PayloadFault) -> String {
    switch fault {
    case .empty: "there is nothing in it."
    case .broken(let place):
      "it is not whole: line \(place.line), byte \(place.byte)\(place.path.isEmpty ? "" : ", at " + place.path): "
        + "\(place.said)."
    case .tooLong(let found, let allowed): "\(found) bytes are more than any answer has (\(allowed))."
    case .unknownKind: "it is whole, but no kind of answer that is known."
    }
  }

  /// The answer about a file that could not be read: a line of its own too, so that none is missed.
  public static func unread(file: String, why: String) -> JSONOutput {
    nothing(file: file, source: "", [TrackingPayload.Message(number: "", code: "unread", text: why)])
  }

  private static func nothing(file: String, source: String, _ messages: [TrackingPayload.Message]) -> JSONOutput {
    [
      "file": .text(file), "source": orNull(source), "carrier": nil, "trackingNumber": nil, "status": nil,
      "events": [], "messages": list(messages),
    ]
  }

  private static func list(_ messages: [TrackingPayload.Message]) -> JSONOutput {
    .list(messages.map { ["number": .text($0.number), "code": .text($0.code), "text": .text($0.text)] })
  }

  private static func event(_ event: TrackingEvent) -> JSONOutput {
    let local = event.moment.map { moment in
      moment.isDayOnly ? moment.local.dateText : "\(moment.local.dateText)T\(moment.local.clockText)"
    }
    return [
      "at": .time(orNull: event.moment?.at), "local": .text(orNull: local), "status": .text(event.status.rawValue),
      "sub": .text(orNull: event.reading.detail?.rawValue), "code": orNull(event.code),
      "reason": .text(orNull: event.reading.reason?.rawValue), "party": .text(orNull: event.reading.party?.rawValue),
      "place": orNull(event.place), "text": .text(event.text),
      "unknownCode": .flag(event.reading.hasUnknownCode),
    ]
  }

  private static func orNull(_ text: String) -> JSONOutput { text.isEmpty ? .null : .text(text) }
}
