internal import Domain

/// What a backup is known by: the journal's head, to be kept apart from the file.
public struct BackupReport: Hashable, Sendable {
  public var path: String
  /// Number of the last journal entry inside.
  public var seq: Int64
  /// Its hash, in hexadecimal: `store doctor` compares it.
  public var head: String
  public var orders: Int64
}

extension Store {
  /// Copies the store into a new file while others write, then opens the copy and proves it.
  ///
  /// A file that is there already is never written over.
  public func backup(to path: String) throws -> BackupReport {
    guard let source = connection as? SQLiteConnection else {
      preconditionFailure("backups of other engines are made by their own programs")
    }
    if FileFacts.exists(path) { throw StoreError.exists(path: path) }
    do {
      try source.copyWhole(to: path)
      let copy = try Store.open(StoreURL("sqlite:" + path) ?? url)
      let findings = try copy.examine().findings
      if let first = findings.first { throw StoreError.damaged(detail: first.text) }
      return try copy.report(path: path)
    } catch {
      // A backup that could not be proved is none; nobody shall find it and trust it.
      FileFacts.remove(path)
      throw error
    }
  }

  /// Makes a store from a backup at a place where none is, and proves it.
  public static func restore(from backup: String, to url: StoreURL) throws -> BackupReport {
    if FileFacts.exists(url.path) { throw StoreError.exists(path: url.path) }
    if !FileFacts.exists(backup) { throw StoreError.missing(path: backup) }
    if !FileFacts.beginsLikeSQLite(backup) { throw StoreError.notAStore(path: backup) }
    try FileFacts.copy(backup, to: url.path)
    let store = try Store.open(url)
    if let first = try store.examine().findings.first { throw StoreError.damaged(detail: first.text) }
    return try store.report(path: url.path)
  }

  private func report(path: String) throws -> BackupReport {
    try connection.readNow { reader in
      let head = try JournalTable.head(in: reader)
      return BackupReport(
        path: path, seq: head.seq, head: Hex.text(head.hash),
        orders: try reader.integer("SELECT COUNT(*) FROM orders WHERE place_key IS NOT NULL") ?? 0)
    }
  }
}

enum Hex {
  static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
