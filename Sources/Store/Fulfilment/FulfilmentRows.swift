internal import Domain

/// A table between shelf and carrier, whose rows the journal keeps whole: what an action did to them goes back row by
/// row.
enum FulfilmentTable: String, CaseIterable {
  case releaseChannels = "release_channels"
  case boxes
  case binLevels = "bin_levels"
  case waves, fulfilments, runs
  case runSteps = "run_steps"
  case picks, parcels, labels, manifests
  case countTasks = "count_tasks"
  case stockTasks = "stock_tasks"
  case alerts, claims
  case missingReports = "missing_reports"
  case numberLinks = "number_links"
  case trackingCorrections = "tracking_corrections"
  case consolidations, consolidated, legs
  case carriers, services
  case rateSheets = "rate_sheets"
  case waySettings = "way_settings"
  case exchangeRates = "exchange_rates"
  case wayChoices = "way_choices"
  case fallbackPlans = "fallback_plans"
  case papers
  case paperSenders = "paper_senders"
  case sdrRates = "sdr_rates"
  case declaredValues = "declared_values"

  /// Without what is read off other rows, who is at work just now, and what was scanned: none of that is put back.
  var columns: [String] {
    switch self {
    case .releaseChannels: ["code", "code_key", "sentence", "priority", "work_limit", "state"]
    case .boxes:
      ["code", "code_key", "length_mm", "width_mm", "height_mm", "empty_grams", "most_grams", "closed"]
    case .binLevels: ["location_id", "variant_id", "least", "most"]
    case .waves:
      [
        "number", "warehouse_id", "channel_id", "sentence", "grouping", "per_run", "cut_off", "carrier", "planned_by",
        "planned_at", "released_at", "cancelled_at",
      ]
    case .fulfilments:
      [
        "number", "order_id", "warehouse_id", "wave_id", "carrier", "priority", "ship_by", "planned_at", "begun_at",
        "came_short",
      ]
    case .runs:
      [
        "number", "scenario", "warehouse_id", "wave_id", "fulfilment_id", "zone", "cart", "made_at", "started_at",
        "done_at", "cancelled_at",
      ]
    case .runSteps:
      [
        "run_id", "position", "fulfilment_id", "order_id", "line_id", "variant_id", "location_id", "lot_id", "owner",
        "quantity", "picked", "short", "cancelled", "bin",
      ]
    case .picks:
      [
        "fulfilment_id", "order_id", "line_id", "variant_id", "lot_id", "owner", "quantity", "from_id", "at_id",
        "parcel_id",
      ]
    case .parcels:
      [
        "number", "fulfilment_id", "order_id", "warehouse_id", "box_id", "grams", "expected_grams", "packed_by",
        "packed_at", "manifest_id", "shipped_at",
      ]
    case .labels:
      ["parcel_id", "carrier", "tracking", "tracking_key", "made_by", "made_at", "voided_at", "address_revision"]
    case .manifests: ["number", "warehouse_id", "carrier", "made_by", "made_at", "shipped_at"]
    case .countTasks:
      [
        "number", "location_id", "variant_id", "lot_id", "owner", "cause", "seen", "order_id", "run_id", "asked_by",
        "asked_at", "done_at", "done_by", "found",
      ]
    // Of a warning what people did about it; the rest is read off parcels.
    case .alerts: ["number", "acknowledged_by", "acknowledged_at", "told_by", "told_at"]
    case .claims:
      [
        "number", "parcel_id", "order_id", "carrier", "insurer", "cause", "state", "currency", "asked", "granted",
        "opened_by", "opened_at", "file_by", "filed_at", "answer_by", "ended_at", "reference",
      ]
    case .missingReports: ["parcel_id", "said_at", "made_by", "ended_at"]
    case .stockTasks:
      [
        "run_id", "reason", "warehouse_id", "variant_id", "lot_id", "owner", "quantity", "moved", "missing", "from_id",
        "to_id", "fulfilment_id", "made_at",
      ]
    case .numberLinks:
      [
        "number_id", "number", "carrier", "role", "parcel_id", "consolidation_id", "label_id", "valid_from",
        "replaced_by", "voided_at",
      ]
    case .trackingCorrections: ["parcel_id", "status", "detail", "occurred_at", "made_by", "made_at"]
    case .consolidations: ["number", "form", "carrier", "made_by", "made_at", "closed_at"]
    case .consolidated: ["consolidation_id", "parcel_id", "child_id", "added_at"]
    case .legs:
      [
        "parcel_id", "consolidation_id", "leg", "carrier", "number", "planned_from", "planned_to", "actual_from",
        "actual_to",
      ]
    case .carriers, .services, .rateSheets, .waySettings, .exchangeRates, .wayChoices, .fallbackPlans: wayColumns
    case .papers:
      [
        "number", "parcel_id", "order_id", "label_id", "kind", "format", "source", "imprint", "digest", "bytes",
        "made_by", "made_at", "voided_at",
      ]
    case .paperSenders: ["code", "code_key", "location_id", "sender", "required"]
    case .sdrRates: ["code", "code_key", "micros", "rate_date", "source"]
    case .declaredValues: ["parcel_id", "line_id", "amount", "why"]
    }
  }

  /// What a column that is read off others holds until that is done.
  var derived: [(column: String, value: String)] {
    switch self {
    case .waves: [("state", "planned")]
    case .fulfilments: [("stage", "allocated")]
    case .parcels: [("state", "packed")]
    case .runs: [("script", "")]
    default: []
    }
  }

  /// What stands before the numbers that people call a record by.
  var letter: String? {
    switch self {
    case .waves: "W-"
    case .fulfilments: "F-"
    case .runs: "R-"
    case .parcels: "P-"
    case .manifests: "M-"
    case .countTasks: "Z-"
    case .alerts: "A-"
    case .claims: "CL-"
    case .consolidations: "L-"
    case .rateSheets: "RS-"
    case .fallbackPlans: "FB-"
    case .papers: "D-"
    default: nil
    }
  }

  /// A row of it as the journal keeps it; nil where there is none.
  func row(_ id: Int64, in reader: any Reader) throws -> [String: Plain]? {
    let columns = columns
    let asked = SQL(
      ofCatalogue: "SELECT \(columns.joined(separator: ", ")) FROM \(rawValue) WHERE id = ?", [.integer(id)])
    return try reader.first(asked) { row in
      var plain: [String: Plain] = [:]
      for (index, column) in columns.enumerated() where !row.isNull(index) {
        plain[column] = FulfilmentTable.isText(column) ? .text(row.text(index)) : .number(row.integer(index))
      }
      return plain
    }
  }

  private static func isText(_ column: String) -> Bool { texts.contains(column) || wayTexts.contains(column) }

  private static let texts: Set<String> = [
    "code", "code_key", "sentence", "state", "number", "grouping", "carrier", "planned_by", "scenario", "zone", "cart",
    "owner", "bin", "packed_by", "tracking", "tracking_key", "made_by", "cause", "asked_by", "done_by", "reason",
    "acknowledged_by", "told_by", "insurer", "currency", "opened_by", "reference",
    "role",
    "status", "detail", "form", "leg",
    "kind", "format", "source", "imprint", "digest", "sender", "rate_date", "why",
  ]
}

/// What one action changes in these tables, row by row, as its journal entry tells it.
final class FulfilmentRows {
  private struct Key: Hashable {
    var table: FulfilmentTable
    var id: Int64
  }

  let writer: any Writer
  /// Rows as they were before the first change; an empty one was not there.
  private var before: [Key: [String: Plain]] = [:]
  private var order: [Key] = []
  /// The highest ids that were taken back, as far as they were asked for.
  private var floors: [FulfilmentTable: Int64] = [:]

  init(_ writer: any Writer) { self.writer = writer }

  private func note(_ key: Key) throws {
    if before[key] != nil { return }
    before[key] = try key.table.row(key.id, in: writer) ?? [:]
    order.append(key)
  }

  /// Adds a row and gives its id; a number is made of it where the table's records have one.
  @discardableResult
  func insert(_ table: FulfilmentTable, _ values: [String: Plain]) throws -> Int64 {
    let id = try nextId(of: table)
    var values = values
    if let letter = table.letter { values["number"] = .text("\(letter)\(id)") }
    before[Key(table: table, id: id)] = [:]
    order.append(Key(table: table, id: id))
    try FulfilmentRows.insert(table, id, values, in: writer)
    return id
  }

  /// No row's that stands, and none's that was taken back.
  private func nextId(of table: FulfilmentTable) throws -> Int64 {
    let floor = try floors[table] ?? GivenIds.highestTaken(table.rawValue, in: writer)
    floors[table] = floor
    return max(floor, try GivenIds.highestStanding(table.rawValue, in: writer)) + 1
  }

  func update(_ table: FulfilmentTable, _ id: Int64, _ values: [String: Plain]) throws {
    try note(Key(table: table, id: id))
    try FulfilmentRows.update(table, id, values, in: writer)
  }

  func delete(_ table: FulfilmentTable, _ id: Int64) throws {
    try note(Key(table: table, id: id))
    try FulfilmentRows.delete(table, id, in: writer)
    floors[table] = nil
  }

  /// `run_steps/7/picked`: 0 → 2; a whole row that came or went as `picks/9`.
  func changes() throws -> [FieldChange] {
    var changes: [FieldChange] = []
    for key in order {
      let old = before[key] ?? [:]
      let new = try key.table.row(key.id, in: writer) ?? [:]
      let name = "\(key.table.rawValue)/\(key.id)"
      if old.isEmpty || new.isEmpty {
        if old == new { continue }
        changes.append(
          FieldChange(field: name, before: old.isEmpty ? .null : .map(old), after: new.isEmpty ? .null : .map(new)))
        continue
      }
      for column in key.table.columns where old[column] != new[column] {
        changes.append(
          FieldChange(field: "\(name)/\(column)", before: old[column] ?? .null, after: new[column] ?? .null))
      }
    }
    return changes
  }

  // MARK: Rows

  static func insert(_ table: FulfilmentTable, _ id: Int64, _ values: [String: Plain], in writer: any Writer) throws {
    let given = table.columns.filter { values[$0] != nil && values[$0] != .null }
    let columns = ["id"] + given + table.derived.map(\.column)
    let bound =
      [SQLValue.integer(id)] + given.map { bind(values[$0] ?? .null) } + table.derived.map { .text($0.value) }
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    try writer.execute(
      SQL(
        ofCatalogue: "INSERT INTO \(table.rawValue) (\(columns.joined(separator: ", "))) VALUES (\(marks))", bound))
    try stir(stirred(table, id, in: writer), in: writer)
    if table == .numberLinks, let number = values["number_id"]?.number {
      try TrackingNumbers.recount(number, in: writer)
    }
  }

  static func update(_ table: FulfilmentTable, _ id: Int64, _ values: [String: Plain], in writer: any Writer) throws {
    let columns = table.columns.filter { values[$0] != nil }
    if columns.isEmpty { return }
    let sets = columns.map { "\($0) = ?" }.joined(separator: ", ")
    try writer.execute(
      SQL(
        ofCatalogue: "UPDATE \(table.rawValue) SET \(sets) WHERE id = ?",
        columns.map { bind(values[$0] ?? .null) } + [.integer(id)]))
    if table != .parcels || values["shipped_at"] != nil { try stir(stirred(table, id, in: writer), in: writer) }
    if table == .numberLinks, let number = try table.row(id, in: writer)?["number_id"]?.number {
      try TrackingNumbers.recount(number, in: writer)
    }
  }

  static func delete(_ table: FulfilmentTable, _ id: Int64, in writer: any Writer) throws {
    let number = table == .numberLinks ? try table.row(id, in: writer)?["number_id"]?.number : nil
    let watched = try stirred(table, id, in: writer)
    try writer.execute(SQL(ofCatalogue: "DELETE FROM \(table.rawValue) WHERE id = ?", [.integer(id)]))
    try stir(watched, in: writer)
    try GivenIds.keep(id, of: table.rawValue, in: writer)
    // What is read off numbers and events goes with the parcel, and what counts parcels follows.
    if let number { try TrackingNumbers.recount(number, in: writer) }
    if table == .parcels { try TrackFolding.forget(id, in: writer) }
  }

  /// The parcel that is to be looked at again because of a row: it leaves or comes back, or its customer misses it.
  private static func stirred(_ table: FulfilmentTable, _ id: Int64, in reader: any Reader) throws -> Int64? {
    switch table {
    case .parcels: id
    case .missingReports: try reader.integer("SELECT parcel_id FROM missing_reports WHERE id = \(id)")
    default: nil
    }
  }

  private static func stir(_ parcel: Int64?, in writer: any Writer) throws {
    if let parcel { try Delays.stir(parcel, in: writer) }
  }

  private static func bind(_ value: Plain) -> SQLValue {
    switch value {
    case .number(let number): .integer(number)
    case .text(let text): .text(text)
    case .flag(let flag): .integer(flag ? 1 : 0)
    case .null, .list, .map: .null
    }
  }
}
