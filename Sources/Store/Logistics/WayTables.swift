internal import Domain

/// The tables of ways, as the journal keeps their rows.
extension FulfilmentTable {
  var wayColumns: [String] {
    switch self {
    case .carriers: ["code", "code_key", "name", "closed_because"]
    case .services:
      [
        "code", "code_key", "carrier_id", "name", "features", "origins", "min_grams", "max_grams", "longest_mm",
        "girth_mm", "sides_mm", "value_limit", "value_currency", "hazards", "cut_off", "loss_points", "closed_because",
      ]
    case .rateSheets:
      [
        "number", "service_id", "body_id", "digest", "currency", "valid_from", "valid_until", "source", "taken_at",
      ]
    case .waySettings: ["late_cost", "currency", "loss_percent", "in_time"]
    case .exchangeRates: ["from_currency", "to_currency", "rate", "day", "source"]
    case .wayChoices:
      [
        "fulfilment_id", "service_id", "chosen_by", "actor", "chosen_at", "cost", "price", "currency", "billed_grams",
        "days_p50", "days_p80", "explanation",
      ]
    case .fallbackPlans:
      [
        "number", "name", "from_service", "from_carrier", "to_service", "countries", "zone", "tried_at", "applied_at",
      ]
    default: []
    }
  }

  static let wayTexts: Set<String> = [
    "name", "closed_because", "features", "origins", "value_currency", "hazards", "currency", "source",
    "from_currency", "to_currency", "chosen_by", "actor", "explanation", "countries", "digest",
  ]

  /// Whether what it holds is read into memory for quotes.
  var isOfQuotes: Bool {
    switch self {
    case .carriers, .services, .rateSheets, .waySettings, .exchangeRates: true
    default: false
    }
  }
}

/// A mark that moves with everything that quotes rest on: the hash of the last journal entry that changed any of it.
/// Equal marks mean equal histories, in whatever store.
enum WaysMark {
  private static let key = "ways_mark"

  static func read(in reader: any Reader) throws -> String {
    try reader.first("SELECT value FROM meta WHERE key = \(key)") { $0.text(0) } ?? ""
  }

  /// To be called when the entry stands.
  static func move(to entry: Int64, after changes: [FieldChange], in writer: any Writer) throws {
    let concerns = changes.contains { change in
      let table = change.field.prefix { $0 != "/" }
      return FulfilmentTable(rawValue: String(table))?.isOfQuotes ?? false
    }
    guard concerns else { return }
    let hash = try writer.first("SELECT hash FROM journal WHERE seq = \(entry)") { Hex.text($0.bytes(0)) } ?? ""
    try writer.run(
      "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      [.text(key), .text(hash)])
  }
}
