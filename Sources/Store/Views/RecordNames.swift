internal import Domain

/// A record as somebody names it: by its kind and what people call it.
public enum RecordNames {
  /// The record's id; a name that several have is refused with what would be clear.
  public static func find(_ kind: String, _ name: String, in reader: any Reader) throws -> Int64 {
    switch kind {
    case "accounts":
      guard let account = try Accounts.find(name, in: reader) else {
        throw ActionRefusal.noSuchRecord(kind: kind, name)
      }
      return account.id
    case "lots":
      let lots = try LotTable.named(name, in: reader)
      guard let lot = lots.first else { throw ActionRefusal.noSuchRecord(kind: kind, name) }
      if lots.count > 1 {
        throw ActionRefusal.ambiguous(kind: kind, name, fits: try lots.map { try LotTable.name(of: $0, in: reader) })
      }
      return lot.id
    default: break
    }
    // `W-12`, `w-12` and `12` are the same wave.
    if FulfilmentNames.kinds.contains(kind), let id = try FulfilmentNames.find(kind, name, in: reader) { return id }
    guard let known = Kind(rawValue: kind) else { throw ActionRefusal.noSuchRecord(kind: kind, name) }
    return try find(known, name, in: reader)
  }

  private static func find(_ kind: Kind, _ name: String, in reader: any Reader) throws -> Int64 {
    // Stock is known by its SKU: a row of it comes and goes with the units in a place.
    if kind == .stock || kind == .moves { return try find(.variants, name, in: reader) }
    let found = try Views.find(name, kind: kind, in: reader)
    guard let first = found.first else { throw ActionRefusal.noSuchRecord(kind: kind.rawValue, name) }
    if found.count > 1 {
      throw ActionRefusal.ambiguous(
        kind: kind.rawValue, name, fits: try found.map { try RecordNumber.of(kind.rawValue, $0, in: reader) })
    }
    return first
  }
}
