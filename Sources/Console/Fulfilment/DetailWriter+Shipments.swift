internal import Domain
internal import Store
internal import Terminal

/// A parcel's journey, and what parcels travel in.
extension DetailWriter {
  func head(_ report: JourneyReport) -> [DetailLine] {
    var title = named(report.number, words.trackingStatus(report.status), role(of: report.status))
    if let detail = report.track.detail { add(words.trackingDetail(detail), .text, to: &title) }
    let doubts = TrackingDoubt.allCases.filter(report.track.doubts.contains).map(words.trackingDoubt)
    let why = [report.track.reason.map(words.trackingReason), report.track.reason?.party.map(words.trackingParty)]
      .compactMap { $0 }.joined(separator: " · ")
    return [title, strip(report)] + report.alerts.map(warning)
      + facts([
        (words.title(.shipment(.doubts)), doubts.joined(separator: ", ")),
        (words.title(.shipment(.reason)), why),
        (words.title(.shipment(.country)), report.country), (words.title(.shipment(.order)), report.order),
        (words.title(.shipment(.since)), date(report.track.since?.best)),
        (words.title(.shipment(.shippedAt)), date(report.shippedAt)),
        (words.title(.shipment(.deliveredAt)), date(report.track.deliveredAt?.best)),
        (words.title(.parcel(.eta50)), date(report.eta50)),
        (words.title(.parcel(.eta80)), report.isSlowest ? words.noDayKnown : date(report.eta80)),
        (words.title(.shipment(.consolidation)), report.consolidations.joined(separator: " › ")),
        (words.title(.shipment(.askAt)), date(report.askAt)),
      ])
  }

  /// An open warning in one line: what it is, and what comes next.
  private func warning(_ alert: JourneyReport.Warning) -> DetailLine {
    var line = DetailLine("⚠ " + words.cause(alert.cause), alert.severity == .urgent ? .danger : .warning)
    add(words.step(alert.step), .text, to: &line)
    add(alert.number, .accent, to: &line)
    return line
  }

  func role(of status: TrackingStatus) -> Role {
    switch status {
    case .delivered: .success
    case .pickedUp, .inTransit, .outForDelivery: .info
    case .pending, .notFound, .readyForPickup, .deliveryDelayed, .unknown: .warning
    case .deliveryFailed, .onHold, .returnInitiated, .returnToSender, .cancelled, .expired: .danger
    }
  }

  /// The way as a line: a dot for each part that is over, a ring for the one it is on, a mark for what is to come.
  private func strip(_ report: JourneyReport) -> DetailLine {
    var line = DetailLine("")
    line.pieces = []
    for (index, leg) in report.legs.enumerated() {
      let mark = mark(leg)
      line.pieces.append(.init(text: (index == 0 ? "" : "──") + mark.text, role: mark.role))
    }
    return line
  }

  private func mark(_ leg: JourneyReport.Leg) -> (text: String, role: Role) {
    if leg.endedAt != nil { return ("●", .success) }
    if leg.beganAt != nil { return ("◉", .info) }
    return ("·", .dim)
  }

  /// Each part of the way with its times, then what was told, newest first.
  func journey(_ report: JourneyReport, isMasked: Bool) -> [DetailLine] {
    var lines = legs(report.legs)
    lines.append(.blank)
    if report.entries.isEmpty { return lines + [DetailLine(words(.noEventsYet), .dim)] }
    for entry in report.entries { lines += event(entry, isMasked: isMasked) }
    return lines
  }

  func legs(_ legs: [JourneyReport.Leg]) -> [DetailLine] {
    legs.map { leg in
      let mark = mark(leg)
      var line = DetailLine(mark.text, mark.role)
      line.pieces.append(.init(text: " " + words.trackingLeg(leg.leg), role: leg.beganAt == nil ? .dim : .text))
      if leg.beganAt != nil || leg.endedAt != nil {
        add([leg.beganAt, leg.endedAt].map(stamp).joined(separator: " → "), .title, to: &line)
      } else if leg.plannedFrom != nil || leg.plannedTo != nil {
        add("(\([leg.plannedFrom, leg.plannedTo].map(stamp).joined(separator: " → ")))", .dim, to: &line)
      }
      if let due = leg.plannedTo, leg.endedAt == nil, due < text.viewer.now {
        add(words.title(.parcel(.late)), .danger, to: &line)
      }
      add([leg.carrier, leg.number].filter { !$0.isEmpty }.joined(separator: " "), .accent, to: &line)
      return line
    }
  }

  private func event(_ entry: ParcelTrack.Entry, isMasked: Bool) -> [DetailLine] {
    let event = entry.event
    var head = DetailLine(when(event.moment), entry.counts ? .title : .dim)
    add(words.trackingStatus(event.status), entry.counts ? role(of: event.status) : .dim, to: &head)
    if let detail = event.reading.detail { add(words.trackingDetail(detail), .dim, to: &head) }
    add([isMasked ? "" : event.place, event.country].filter { !$0.isEmpty }.joined(separator: " "), .accent, to: &head)
    add(event.carrier, .dim, to: &head)
    var lines = [head]
    let said = [event.code.isEmpty ? "" : "[\(event.code)]", isMasked ? "" : event.text]
      .filter { !$0.isEmpty }.joined(separator: " ")
    if !said.isEmpty { lines += wrapped(said, .text, indent: 2) }
    var doubts = TrackingDoubt.allCases.filter(entry.doubts.contains).map(words.trackingDoubt)
    if !entry.counts { doubts.insert(words(.notCounted), at: 0) }
    if let reason = event.reading.reason { lines += wrapped(words.trackingReason(reason), .warning, indent: 2) }
    if !doubts.isEmpty { lines += wrapped(doubts.joined(separator: ", "), .warning, indent: 2) }
    return lines
  }

  /// As the carrier's clock showed it; with its zone where one was told.
  private func when(_ moment: TrackingMoment?) -> String {
    guard let moment else { return "–" }
    if moment.isDayOnly { return moment.local.dateText }
    let clock = "\(moment.local.dateText) \(String(moment.local.clockText.prefix(5)))"
    return clock + " " + (moment.offsetSeconds.map(zoneMark) ?? "?")
  }

  /// Our own clock's time, with its zone: it stands beside times of other clocks.
  private func stamp(_ instant: Instant?) -> String {
    guard let instant else { return "" }
    return date(instant) + " " + zoneMark(text.viewer.zone.offsetSeconds(at: instant))
  }

  /// `+8`, `-3:30`.
  private func zoneMark(_ offset: Int) -> String {
    let minutes = abs(offset) / 60
    let rest = minutes % 60 == 0 ? "" : ":" + (minutes % 60 < 10 ? "0" : "") + String(minutes % 60)
    return (offset < 0 ? "-" : "+") + String(minutes / 60) + rest
  }

  func numbers(_ report: JourneyReport) -> [DetailLine] {
    report.numbers.flatMap { number -> [DetailLine] in
      var line = DetailLine(number.number, number.voidedAt == nil ? .accent : .dim)
      add(words.trackingRole(number.role), .text, to: &line)
      add(number.carrier, .text, to: &line)
      if let unit = number.consolidation { add(unit, .dim, to: &line) }
      if let next = number.replacedBy { add("→ \(next)", .info, to: &line) }
      var below = DetailLine(date(number.validFrom), .dim, indent: 2)
      if let told = number.toldAt { add("\(words.title(.shipment(.lastEventAt))) \(date(told))", .dim, to: &below) }
      if let voided = number.voidedAt { add("\(words(.notCounted)) \(date(voided))", .warning, to: &below) }
      return [line, below]
    }
  }

  // MARK: Consolidations

  func head(_ report: ConsolidationReport) -> [DetailLine] {
    var title = named(
      report.number, words.consolidationState(report.state), report.state == .open ? .warning : .success)
    add(words.consolidationForm(report.form), .text, to: &title)
    add(report.masters.joined(separator: ", "), .accent, to: &title)
    let grams = report.members.reduce(0) { $0 + ($1.grams ?? 0) }
    return [title]
      + facts([
        (words.title(.consolidation(.carrier)), report.carrier),
        (words.title(.consolidation(.members)), words.number(Int64(report.members.count))),
        (words.title(.parcel(.grams)), grams == 0 ? "" : "\(words.number(grams)) g"),
        (words.title(.consolidation(.within)), report.within ?? ""),
        (words.title(.consolidation(.madeAt)), date(report.madeAt)),
        (words.title(.consolidation(.closedAt)), date(report.closedAt)),
        (words.title(.consolidation(.madeBy)), report.madeBy),
      ])
  }

  func members(_ report: ConsolidationReport) -> [DetailLine] {
    if report.members.isEmpty { return [DetailLine(words(.noParcels), .dim)] }
    return report.members.map { member in
      var line = DetailLine(member.number, .accent)
      if let form = member.form { add(words.consolidationForm(form), .text, to: &line) }
      if let status = member.status { add(words.trackingStatus(status), role(of: status), to: &line) }
      add(member.tracking, .title, to: &line)
      if let grams = member.grams { add("\(words.number(grams)) g", .text, to: &line) }
      add(member.country, .dim, to: &line)
      return line
    } + (report.members.count == ConsolidationReport.limit ? [DetailLine("…", .dim)] : [])
  }
}
