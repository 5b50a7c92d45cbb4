internal import Domain

/// What happened to what of an order goes out of one place, and to its parcels, newest first: also what was written
/// down under the walk that packed them and under the carrier's list that they stand on.
public enum FulfilmentHistory {
  public static func of(fulfilment id: Int64, limit: Int = 200, in reader: any Reader) throws -> [JournalEntry] {
    var entries = try JournalTable.history(kind: "fulfilments", subject: id, limit: limit, in: reader)
    for run in try packing(id, in: reader) {
      entries += try JournalTable.history(kind: "runs", subject: run, limit: limit, in: reader)
    }
    for parcel in try reader.all("SELECT id FROM parcels WHERE fulfilment_id = \(id)", { $0.integer(0) }) {
      entries += try JournalTable.history(kind: "parcels", subject: parcel, limit: limit, in: reader)
      entries += try onList(parcel, limit, in: reader)
    }
    return newest(entries, limit)
  }

  public static func of(parcel id: Int64, limit: Int = 200, in reader: any Reader) throws -> [JournalEntry] {
    var entries = try JournalTable.history(kind: "parcels", subject: id, limit: limit, in: reader)
    entries += try onList(id, limit, in: reader)
    // A parcel's story begins with what it is of.
    if let fulfilment = try ShipmentReport.fulfilment(ofParcel: id, in: reader) {
      entries += try JournalTable.history(kind: "fulfilments", subject: fulfilment, limit: limit, in: reader)
      // The walk may have packed others as well.
      for run in try packing(fulfilment, in: reader) {
        entries += try JournalTable.history(kind: "runs", subject: run, limit: limit, in: reader)
          .filter { tells($0, of: id) }
      }
    }
    return newest(entries, limit)
  }

  /// Walks at the packing table.
  private static func packing(_ fulfilment: Int64, in reader: any Reader) throws -> [Int64] {
    try reader.all(
      "SELECT id FROM runs WHERE fulfilment_id = \(fulfilment) AND scenario = \(PackRun.word)", { $0.integer(0) })
  }

  /// What the carrier's list says of one parcel; the others on it are no part of its story.
  private static func onList(_ parcel: Int64, _ limit: Int, in reader: any Reader) throws -> [JournalEntry] {
    guard let list = try reader.integer("SELECT manifest_id FROM parcels WHERE id = \(parcel)") else { return [] }
    return try JournalTable.history(kind: "manifests", subject: list, limit: limit, in: reader).compactMap { entry in
      guard tells(entry, of: parcel) else { return nil }
      var told = entry
      told.changes = entry.changes.filter { isRow($0.field, of: parcel) }
      return told
    }
  }

  private static func tells(_ entry: JournalEntry, of parcel: Int64) -> Bool {
    entry.changes.contains { change in
      isRow(change.field, of: parcel)
        || change.field.hasPrefix("picks/") && [change.before.number, change.after.number].contains(parcel)
          && change.field.hasSuffix("/parcel_id")
    }
  }

  private static func isRow(_ field: String, of parcel: Int64) -> Bool {
    let row = "\(FulfilmentTable.parcels.rawValue)/\(parcel)"
    return field == row || field.hasPrefix(row + "/")
  }

  private static func newest(_ entries: [JournalEntry], _ limit: Int) -> [JournalEntry] {
    var seen: Set<Int64> = []
    return Array(entries.sorted { $0.seq > $1.seq }.filter { seen.insert($0.seq).inserted }.prefix(limit))
  }
}
