import Domain
import TestSupport

@testable import Store

/// Parcels on their way in the fixture: tracks, numbers, consolidations and carriers' news, each also as values.
struct FixtureShipments {
  typealias Row = [String: Plain]

  private(set) var rows: [String: [Int64: Row]] = [:]

  init() {}

  init(seed: UInt64, parcels: [Int64], _ work: Work) throws {
    var dice = Dice(seed: seed &+ 29)
    let now = work.now.milliseconds
    func moment(_ days: ClosedRange<Int>) -> Plain { .number(now + Int64(dice.roll(days)) * 86_400_000) }
    func maybe(_ value: Plain) -> Plain { dice.roll(0...2) == 0 ? .null : value }
    func some(_ texts: [String]) -> Plain { .text(dice.pick(texts)) }
    let statuses = TrackingStatus.allCases.map(\.rawValue)
    let details = TrackingDetail.allCases.map(\.rawValue)
    let reasons = TrackingReason.allCases.map(\.rawValue)
    let legs = TrackingLeg.allCases.map(\.rawValue)
    let countries = ["DE", "FR", "", "CN"]
    for parcel in parcels where dice.roll(0...4) > 0 {
      try add(
        "parcel_tracks", parcel, key: "parcel_id",
        [
          "status": some(statuses), "detail": maybe(some(details)), "reason": maybe(some(reasons)),
          "leg": maybe(some(legs)), "since": maybe(moment(-40...0)), "moved_at": maybe(moment(-40...0)),
          "delivered_at": maybe(moment(-40...0)),
          "doubts": .number(dice.isHeads() ? 0 : Int64(dice.roll(0...(1 << TrackingDoubt.allCases.count) - 1))),
          "final": .number(dice.isHeads() ? 1 : 0), "events": .number(Int64(dice.roll(0...300))),
          "set_aside": .number(Int64(dice.roll(0...4))), "last_event_at": maybe(moment(-40...0)),
          "told_at": maybe(moment(-40...0)), "ask_at": maybe(moment(-9...9)), "country": some(countries),
        ], work)
    }
    for id in Int64(1)...30 {
      let number =
        dice.pick(["AB-1", "ab-2", "1Z999", "691110", "YT-", "LX88877-", "LX88877-"])
        + (id.isMultiple(of: 4) ? "" : "\(id)")
      let key = TrackingKey.of(number)
      if rows["tracking_numbers"]?.values.contains(where: { $0["number_key"] == .text(key) }) ?? false { continue }
      try add(
        "tracking_numbers", id,
        [
          "number": .text(number), "number_key": .text(key), "carrier": some(["DHL", ""]), "first_at": moment(-40...0),
          "links": .number(0),
        ], work)
    }
    for id in Int64(1)...12 {
      try add(
        "consolidations", id,
        [
          "number": .text("L-\(id)"), "form": some(ConsolidationForm.allCases.map(\.rawValue)),
          "carrier": some(["DHL", "dhl", "Yanwen 燕文", ""]), "made_by": some(["anna", "Bob", "Ünal", "root"]),
          "made_at": moment(-40...0), "closed_at": maybe(moment(-9...0)),
        ], work)
      if id > 6 {
        try add(
          "consolidated", id,
          ["consolidation_id": .number(Int64(dice.roll(1...6))), "child_id": .number(id), "added_at": moment(-9...0)],
          work)
      }
    }
    for (index, parcel) in parcels.enumerated() where dice.isHeads() {
      try add(
        "consolidated", 100 + Int64(index),
        [
          "consolidation_id": .number(Int64(dice.roll(1...12))), "parcel_id": .number(parcel),
          "added_at": moment(-9...0),
        ], work)
    }
    let numbers = (rows["tracking_numbers"] ?? [:]).keys.sorted().dropFirst(6)
    for id in Int64(1)...60 {
      let number = dice.pick(Array(numbers))
      let isParcel = dice.roll(0...3) > 0
      let isVoid = dice.roll(0...4) == 0
      try add(
        "number_links", id,
        [
          "number_id": .number(number), "number": rows["tracking_numbers"]?[number]?["number"] ?? .null,
          "carrier": some(["DHL", ""]), "role": some(TrackingRole.allCases.map(\.rawValue)),
          "parcel_id": isParcel ? .number(dice.pick(parcels)) : .null,
          "consolidation_id": isParcel ? .null : .number(Int64(dice.roll(1...12))), "valid_from": moment(-40...0),
          "voided_at": isVoid ? moment(-9...0) : .null,
        ], work)
      if !isVoid {
        let links = (rows["tracking_numbers"]?[number]?["links"]?.number ?? 0) + 1
        rows["tracking_numbers"]?[number]?["links"] = .number(links)
        try work.writer.execute("UPDATE tracking_numbers SET links = \(links) WHERE id = \(number)")
      }
    }
    for id in Int64(1)...80 {
      try add(
        "tracking_events", id,
        [
          "number_id": .number(dice.pick((rows["tracking_numbers"] ?? [:]).keys.sorted())), "sameness": .number(id),
          "carrier": some(["usps", "yanwen", ""]), "code": some(["AB-1", "x", "", "OK"]),
          "text": some(["blue mug", "Signed by anna", "已签收", ""]), "place": some(["SZ", "köln", ""]),
          "country": some(countries), "local_at": maybe(moment(-40...0)),
          "offset_seconds": maybe(.number(Int64(dice.roll(-8...8)) * 3600)), "day_only": .number(0),
          "happened_at": maybe(moment(-40...0)), "status": some(statuses), "detail": maybe(some(details)),
          "reason": maybe(some(reasons)), "leg": maybe(some(legs)), "basis": .text("code"),
          "unknown_code": .number(dice.isHeads() ? 1 : 0), "contradicts": .number(0), "received_at": moment(-40...0),
        ], work)
    }
  }

  private mutating func add(_ table: String, _ id: Int64, key: String = "id", _ values: Row, _ work: Work) throws {
    let columns = values.keys.sorted()
    let bound = columns.map { column -> SQLValue in
      switch values[column] {
      case .number(let number): .integer(number)
      case .text(let text): .text(text)
      default: .null
      }
    }
    let marks = columns.map { _ in ", ?" }.joined()
    try work.writer.execute(
      SQL(
        ofCatalogue: "INSERT INTO \(table) (\(key), \(columns.joined(separator: ", "))) VALUES (?\(marks))",
        [.integer(id)] + bound))
    rows[table, default: [:]][id] = values
  }

  func all(_ table: String) -> [(id: Int64, row: Row)] {
    (rows[table] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  func row(_ table: String, _ id: Int64?) -> Row? { id.flatMap { rows[table]?[$0] } }

  /// Numbers that somebody goes by, in the order in which they were given.
  func numbers(_ column: String, _ id: Int64) -> FieldValue {
    let texts = all("number_links").filter { $0.row[column]?.number == id && $0.row["voided_at"]?.number == nil }
      .compactMap { $0.row["number"]?.text }
    return texts.isEmpty ? .null : .texts(texts)
  }
}

/// What lists of shipments must show, worked out from values alone.
extension Fixture {
  var shipmentRows: [ShownRow] {
    let world = shipments
    return world.all("parcel_tracks").map { id, row in
      let parcel = fulfilment.row(.parcels, id)
      let label = fulfilment.all(.labels).first {
        $0.row["parcel_id"]?.number == id && $0.row["voided_at"]?.number == nil
      }?.row
      let order = order(parcel)
      let unit = world.all("consolidated").first { $0.row["parcel_id"]?.number == id }?.row["consolidation_id"]?.number
      return ShownRow(id: id, cut: words(of: order)) { field in
        guard case .shipment(let field) = field else { return .null }
        return switch field {
        case .number: self.text(parcel, "number")
        case .status: self.text(row, "status")
        case .sub: self.text(row, "detail")
        case .carrier: self.text(label, "carrier")
        case .tracking: self.text(label, "tracking")
        case .order: FieldValue(order?.number)
        case .country: FieldValue(order?.country)
        case .seenIn: self.text(row, "country")
        case .since: self.instant(row, "since")
        case .silent, .lastEventAt: self.instant(row, "last_event_at")
        case .leg: self.text(row, "leg")
        case .reason: self.text(row, "reason")
        case .doubts: Fixture.doubts(row["doubts"]?.number ?? 0)
        case .settled: .flag(row["final"]?.number == 1)
        case .numbers: world.numbers("parcel_id", id)
        case .consolidation: self.text(world.row("consolidations", unit), "number")
        case .events: self.number(row, "events")
        case .setAside: self.number(row, "set_aside")
        case .shippedAt: self.instant(parcel, "shipped_at")
        case .movedAt: self.instant(row, "moved_at")
        case .deliveredAt: self.instant(row, "delivered_at")
        case .askAt: self.instant(row, "ask_at")
        case .warehouse: self.code(ofPlace: parcel)
        case .id: .number(id)
        }
      }
    }
  }

  private static func doubts(_ mask: Int64) -> FieldValue {
    let words = TrackingDoubt.allCases.enumerated().filter { mask & 1 << Int64($0.offset) != 0 }
      .map(\.element.rawValue)
    return words.isEmpty ? .null : .texts(words)
  }

  var consolidationRows: [ShownRow] {
    let world = shipments
    return world.all("consolidations").map { id, row in
      let above = world.all("consolidated").first { $0.row["child_id"]?.number == id }?.row["consolidation_id"]?.number
      let cut = SearchTerms.indexTerms(of: [row["number"]?.text ?? "", row["carrier"]?.text ?? ""])
      return ShownRow(id: id, cut: cut) { field in
        guard case .consolidation(let field) = field else { return .null }
        return switch field {
        case .number: self.text(row, "number")
        case .form: self.text(row, "form")
        case .state: .text(row["closed_at"]?.number == nil ? "open" : "closed")
        case .carrier: self.text(row, "carrier")
        case .tracking: world.numbers("consolidation_id", id)
        case .members:
          .number(Int64(world.all("consolidated").count { $0.row["consolidation_id"]?.number == id }))
        case .within: self.text(world.row("consolidations", above), "number")
        case .madeBy: self.text(row, "made_by")
        case .madeAt: self.instant(row, "made_at")
        case .closedAt: self.instant(row, "closed_at")
        case .id: .number(id)
        }
      }
    }
  }

  var trackingEventRows: [ShownRow] {
    let world = shipments
    return world.all("tracking_events").map { id, row in
      let number = world.row("tracking_numbers", row["number_id"]?.number)
      let cut = SearchTerms.indexTerms(
        of: [number?["number"]?.text ?? "", row["code"]?.text ?? "", row["place"]?.text ?? ""])
      return ShownRow(id: id, cut: cut) { field in
        guard case .trackingEvent(let field) = field else { return .null }
        return switch field {
        case .number: self.text(number, "number")
        case .at: self.instant(row, "happened_at")
        case .status: self.text(row, "status")
        case .sub: self.text(row, "detail")
        case .text: self.text(row, "text")
        case .place: self.text(row, "place")
        case .country: self.text(row, "country")
        case .code: self.text(row, "code")
        case .carrier: self.text(row, "carrier")
        case .reason: self.text(row, "reason")
        case .leg: self.text(row, "leg")
        case .unknownCode: .flag(row["unknown_code"]?.number == 1)
        case .unknownNumber: .flag(number?["links"]?.number == 0)
        case .zoneless: .flag(row["local_at"]?.number != nil && row["offset_seconds"]?.number == nil)
        case .receivedAt: self.instant(row, "received_at")
        case .id: .number(id)
        }
      }
    }
  }
}
