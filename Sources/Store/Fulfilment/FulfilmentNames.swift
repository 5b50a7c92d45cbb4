internal import Domain

/// What records between shelf and carrier are called, and how one is found by it.
public enum FulfilmentNames {
  /// The kinds that actions and the journal name, and their tables.
  static let tables: [String: FulfilmentTable] = [
    "waves": .waves, "fulfilments": .fulfilments, "parcels": .parcels, "runs": .runs, "manifests": .manifests,
    "consolidations": .consolidations, "counts": .countTasks, "channels": .releaseChannels, "boxes": .boxes,
    "levels": .binLevels,
    "carriers": .carriers, "services": .services, "sheets": .rateSheets, "fallbacks": .fallbackPlans,
    "waySettings": .waySettings, "exchange": .exchangeRates,
    "papers": .papers, "senders": .paperSenders, "sdrRates": .sdrRates,
    "alerts": .alerts, "claims": .claims,
  ]

  public static var kinds: Set<String> { Set(tables.keys) }

  static func number(_ kind: String, _ id: Int64, in reader: any Reader) throws -> String? {
    guard let table = tables[kind], table.isNamed else { return nil }
    let column = table.letter == nil ? "code" : "number"
    return try reader.first(
      SQL(ofCatalogue: "SELECT \(column) FROM \(table.rawValue) WHERE id = ?", [.integer(id)])
    ) { $0.text(0) }
  }

  /// The record that somebody names: `W-12`, `w-12`, `12`; a box or a channel by its code. nil where there is none.
  public static func find(_ kind: String, _ name: String, in reader: any Reader) throws -> Int64? {
    guard let table = tables[kind] else { return nil }
    if let letter = table.letter {
      let wanted = name.uppercased()
      let digits = wanted.hasPrefix(letter) ? String(wanted.dropFirst(letter.count)) : wanted
      guard let id = Int64(digits) else { return nil }
      return try reader.integer(SQL(ofCatalogue: "SELECT id FROM \(table.rawValue) WHERE id = ?", [.integer(id)]))
    }
    if !table.isNamed { return Int64(name) }
    return try reader.integer(
      SQL(ofCatalogue: "SELECT id FROM \(table.rawValue) WHERE code_key = ?", [.text(FoldedText.fold(name))]))
  }

  static func named(_ kind: String, _ name: String, in reader: any Reader) throws -> Int64 {
    guard let id = try find(kind, name, in: reader) else { throw ActionRefusal.noSuchRecord(kind: kind, name) }
    return id
  }
}

extension FulfilmentTable {
  /// Whether people call its records by a number or a code.
  fileprivate var isNamed: Bool { letter != nil || columns.contains("code") }
}
