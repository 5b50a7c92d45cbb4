import Domain
import TestSupport

@testable import Store

/// Lanes, warnings and claims in the fixture, each also at hand as values.
struct FixtureDelays {
  typealias Row = [String: Plain]

  private(set) var lanes: [Int64: Row] = [:]
  private(set) var alerts: [Int64: Row] = [:]
  private(set) var claims: [Int64: Row] = [:]
  /// By parcel.
  private(set) var watches: [Int64: Row] = [:]

  init() {}

  init(seed: UInt64, parcels: [(id: Int64, order: Int64)], _ work: Work) throws {
    var dice = Dice(seed: seed &+ 29)
    let now = work.now
    func moment(_ days: ClosedRange<Int>) -> Plain {
      .number(now.milliseconds + Int64(dice.roll(days)) * 86_400_000 + Int64(dice.roll(0...99)))
    }
    func maybe(_ value: Plain) -> Plain { dice.roll(0...2) == 0 ? .null : value }
    let countries = ["DE", "FR", "US", "CN", ""]
    let carriers = ["DHL", "Yanwen 燕文", "dhl"]
    let people = ["anna", "Bob", "Ünal", "root"]
    // What the rows of shipped parcels have left for the next look.
    try work.writer.execute("DELETE FROM delay_watches")
    for id in Int64(1)...9 {
      let row: Row = [
        "id": .number(id), "way": .text(dice.pick(["yanwen", "dhl", "ab-1"]) + (id > 3 ? "\(id)" : "")),
        "carrier": .text(dice.pick(carriers)), "origin": .text(dice.pick(countries)),
        "destination": .text(dice.pick(countries)), "zone": .text("\(id)"), "region": .text("westernEurope"),
        "p50": maybe(.number(Int64(dice.roll(1...300)))), "p80": maybe(.number(Int64(dice.roll(1...300)))),
        "p95": maybe(.number(Int64(dice.roll(1...300)))), "samples": .number(Int64(dice.roll(0...40))),
        "basis": .text(dice.pick(["", "country", "kind:express"])), "learnt_at": maybe(moment(-9...0)),
      ]
      try insert("transit_lanes", row, work)
      lanes[id] = row
    }
    for (parcel, _) in parcels where dice.isHeads() && watches[parcel] == nil {
      let row: Row = [
        "parcel_id": .number(parcel), "lane_id": .number(Int64(dice.roll(1...9))), "handed_over_at": moment(-30 ... -9),
        "first80_at": maybe(moment(-9...9)), "eta50_at": maybe(moment(-9...9)), "eta80_at": maybe(moment(-9...9)),
        "ended_at": maybe(moment(-9...0)),
      ]
      try insert("delay_watches", row, work)
      watches[parcel] = row
    }
    for id in Int64(1)...40 {
      let parcel = dice.pick(parcels)
      let cause = dice.pick(DelayCause.allCases)
      let row: Row = [
        "id": .number(id), "number": .text("A-\(id)"), "parcel_id": .number(parcel.id),
        "order_id": .number(parcel.order), "lane_id": .number(Int64(dice.roll(1...9))),
        "warning": .text("\(cause.rawValue)/\(id)"), "cause": .text(cause.rawValue),
        "leg": .text(dice.pick(TrackingLeg.allCases.map(\.rawValue) + [""])),
        "party": .text(dice.pick(TrackingParty.allCases).rawValue), "severity": .number(Int64(dice.roll(0...2))),
        "step": .text(dice.pick(DelayStep.allCases).rawValue), "tells": .number(Int64(dice.roll(0...1))),
        "since": moment(-20...0), "evidence": .text("{}"), "storm_id": maybe(.number(Int64(dice.roll(1...3)))),
        "opened_at": moment(-20...0), "closed_at": maybe(moment(-9...0)),
        "acknowledged_by": maybe(.text(dice.pick(people))),
        "acknowledged_at": maybe(moment(-9...0)), "told_by": maybe(.text(dice.pick(people))),
        "told_at": maybe(moment(-9...0)),
      ]
      try insert("alerts", row, work)
      alerts[id] = row
    }
    for id in Int64(1)...25 {
      let parcel = dice.pick(parcels)
      let asked = Int64(dice.roll(100...5000))
      let row: Row = [
        "id": .number(id), "number": .text("CL-\(id)"), "parcel_id": .number(parcel.id),
        "order_id": .number(parcel.order), "carrier": .text(dice.pick(carriers)),
        "insurer": .text(dice.pick(["", "Ping An", "AB-1"])), "cause": .text(dice.pick(ClaimCause.allCases).rawValue),
        "state": .text(dice.pick(ClaimState.allCases).rawValue), "currency": .text(dice.pick(["EUR", "JPY"])),
        "asked": .number(asked), "granted": maybe(.number(asked / 2)), "opened_by": .text(dice.pick(people)),
        "opened_at": moment(-20...0), "file_by": moment(-9...9), "filed_at": maybe(moment(-9...0)),
        "answer_by": maybe(moment(-9...9)), "ended_at": maybe(moment(-9...0)),
        "reference": .text(dice.pick(["", "ab-2", "691110"])),
      ]
      try insert("claims", row, work)
      claims[id] = row
    }
  }

  private func insert(_ table: String, _ row: Row, _ work: Work) throws {
    let columns = row.keys.sorted().filter { row[$0] != .null }
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let values = columns.map { column -> SQLValue in
      switch row[column] ?? .null {
      case .number(let number): .integer(number)
      case .text(let text): .text(text)
      default: .null
      }
    }
    let names = columns.joined(separator: ", ")
    try work.writer.execute(SQL(ofCatalogue: "INSERT INTO \(table) (\(names)) VALUES (\(marks))", values))
  }
}

/// What lists of warnings, claims and lanes must show, worked out from values alone.
extension Fixture {
  private func parcelNumber(_ row: FixtureDelays.Row?) -> String { "P-\(row?["parcel_id"]?.number ?? 0)" }
  private func orderNumber(_ row: FixtureDelays.Row?) -> String {
    row?["order_id"]?.number.flatMap { id in orders.first { $0.id == id } }?.number ?? ""
  }

  var alertRows: [ShownRow] {
    delays.alerts.sorted { $0.key < $1.key }.map { id, row in
      let lane = delays.lanes[row["lane_id"]?.number ?? 0]
      let cut = SearchTerms.indexTerms(
        of: [row["number"]?.text ?? "", parcelNumber(row), orderNumber(row), lane?["carrier"]?.text ?? ""])
      return ShownRow(id: id, cut: cut) { field in
        guard case .alert(let field) = field else { return .null }
        return switch field {
        case .number: self.text(row, "number")
        case .parcel: .text(self.parcelNumber(row))
        case .order: .text(self.orderNumber(row))
        case .cause: self.text(row, "cause")
        case .severity: .text(DelaySeverity.allCases[Int(row["severity"]?.number ?? 0)].rawValue)
        case .party: self.text(row, "party")
        case .leg: self.text(row, "leg")
        case .step: self.text(row, "step")
        case .since, .age: self.instant(row, "since")
        case .carrier: self.text(lane, "carrier")
        case .origin: self.text(lane, "origin")
        case .country: self.text(lane, "destination")
        case .open: .flag(row["closed_at"]?.number == nil)
        case .tells: .flag(row["tells"]?.number == 1)
        case .told: self.text(row, "told_by")
        case .toldAt: self.instant(row, "told_at")
        case .acknowledged: self.text(row, "acknowledged_by")
        case .acknowledgedAt: self.instant(row, "acknowledged_at")
        case .storm: self.number(row, "storm_id")
        case .openedAt: self.instant(row, "opened_at")
        case .closedAt: self.instant(row, "closed_at")
        case .rank: self.number(row, "severity")
        case .id: .number(id)
        }
      }
    }
  }

  var claimRows: [ShownRow] {
    delays.claims.sorted { $0.key < $1.key }.map { id, row in
      let cut = SearchTerms.indexTerms(
        of: [
          row["number"]?.text ?? "", parcelNumber(row), orderNumber(row), row["carrier"]?.text ?? "",
          row["insurer"]?.text ?? "", row["reference"]?.text ?? "",
        ])
      let currency = row["currency"]?.text.flatMap { Currency($0) } ?? .none
      func money(_ column: String) -> FieldValue { row[column]?.number.map { .money($0, currency) } ?? .null }
      let deadline: Int64? =
        switch row["state"]?.text {
        case "draft": row["file_by"]?.number
        case "filed": row["answer_by"]?.number
        default: nil
        }
      return ShownRow(id: id, cut: cut) { field in
        guard case .claim(let field) = field else { return .null }
        return switch field {
        case .number: self.text(row, "number")
        case .parcel: .text(self.parcelNumber(row))
        case .state: self.text(row, "state")
        case .carrier: self.text(row, "carrier")
        case .asked: money("asked")
        case .granted: money("granted")
        case .order: .text(self.orderNumber(row))
        case .insurer: self.text(row, "insurer")
        case .cause: self.text(row, "cause")
        case .deadline: FieldValue(deadline.map { Instant(milliseconds: $0) })
        case .late: .flag(deadline.map { $0 < self.now.milliseconds } ?? false)
        case .reference: self.text(row, "reference")
        case .openedBy: self.text(row, "opened_by")
        case .openedAt: self.instant(row, "opened_at")
        case .fileBy: self.instant(row, "file_by")
        case .filedAt: self.instant(row, "filed_at")
        case .answerBy: self.instant(row, "answer_by")
        case .endedAt: self.instant(row, "ended_at")
        case .id: .number(id)
        }
      }
    }
  }

  var laneRows: [ShownRow] {
    delays.lanes.sorted { $0.key < $1.key }.map { id, row in
      let cut = SearchTerms.indexTerms(of: [row["way"]?.text ?? "", row["carrier"]?.text ?? ""])
      let open = delays.watches.values.filter { $0["lane_id"]?.number == id && $0["ended_at"]?.number == nil }
      let late = open.count { watch in watch["first80_at"]?.number.map { $0 < now.milliseconds } ?? false }
      let alerts = delays.alerts.values.count { $0["lane_id"]?.number == id && $0["closed_at"]?.number == nil }
      return ShownRow(id: id, cut: cut) { field in
        guard case .lane(let field) = field else { return .null }
        return switch field {
        case .way: self.text(row, "way")
        case .origin: self.text(row, "origin")
        case .country: self.text(row, "destination")
        case .samples: self.number(row, "samples")
        case .p50: self.number(row, "p50")
        case .p80: self.number(row, "p80")
        case .p95: self.number(row, "p95")
        case .underWay: .number(Int64(open.count))
        case .late: .number(Int64(late))
        case .lateShare: open.isEmpty ? .null : .number(Int64(100 * late / open.count))
        case .carrier: self.text(row, "carrier")
        case .zone: self.text(row, "zone")
        case .region: self.text(row, "region")
        case .basis: self.text(row, "basis")
        case .alerts: .number(Int64(alerts))
        case .learntAt: self.instant(row, "learnt_at")
        case .id: .number(id)
        }
      }
    }
  }

  /// When a parcel is expected, and by how many hours it is late.
  func arrival(_ field: ParcelField, of parcel: Int64) -> FieldValue {
    let row = delays.watches[parcel]
    switch field {
    case .eta50: return instant(row, "eta50_at")
    case .eta80: return instant(row, "eta80_at")
    default:
      guard let first = row?["first80_at"]?.number else { return .null }
      let end = row?["ended_at"]?.number ?? now.milliseconds
      return end > first ? .number((end - first) / 3_600_000) : .null
    }
  }
}
