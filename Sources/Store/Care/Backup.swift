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
  /// Copies the store into a new file while others write, then opens the copy and proves it. A server's becomes a file
  /// as well, row by row.
  ///
  /// A file that is there already is never written over.
  /// `progress` learns how far a server's rows are.
  public func backup(
    to path: String, stop: MigrationStop = MigrationStop(),
    progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
  ) throws -> BackupReport {
    if FileFacts.exists(path) { throw StoreError.exists(path: path) }
    // It gets its name when it has been proved: nobody shall find a broken one and trust it.
    let trial = path + ".half"
    FileFacts.remove(trial)
    defer { FileFacts.remove(trial) }
    if let source = connection as? SQLiteConnection {
      try source.copyWhole(to: trial, isStopped: { stop.isStopped })
    } else {
      try copyToFile(trial, stop: stop, progress: progress)
    }
    var report = try Store.prove(trial, stop)
    report.path = path
    try FileFacts.move(trial, to: path)
    return report
  }

  /// Makes a store from a backup at a place where none is. It gets its name when it has been proved, so that a broken
  /// backup leaves nothing that could be taken for a store. On a server it comes row by row, and is no store either
  /// until it is whole and proved: the same call goes on with one that was broken off.
  public static func restore(
    from backup: String, to url: StoreURL, stop: MigrationStop = MigrationStop(),
    progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
  ) throws -> BackupReport {
    if url.isFile && FileFacts.exists(url.path) { throw StoreError.exists(path: url.path) }
    if !FileFacts.exists(backup) { throw StoreError.missing(path: backup) }
    if FileFacts.isFolder(backup) || !FileFacts.beginsLikeSQLite(backup) { throw StoreError.notAStore(path: backup) }
    // Commits that are in the log alone would be lost without a word.
    if FileFacts.size(backup + "-wal") > 0 { throw StoreError.inUse(path: backup) }
    if !url.isFile {
      _ = try copy(backup: backup, to: url, stop: stop, progress: progress)
      return try Store.open(url).report(path: url.path)
    }
    let trial = url.path + ".restored"
    FileFacts.remove(trial)
    do {
      try FileFacts.copy(backup, to: trial)
      _ = try prove(trial, stop)
      // The log of a store that stood here before would be taken for the new one's.
      try FileFacts.setAside(url.path + "-wal")
      try FileFacts.setAside(url.path + "-shm")
      try FileFacts.move(trial, to: url.path)
    } catch {
      FileFacts.remove(trial)
      throw error
    }
    FileFacts.remove(trial)
    let store = try Store.open(url)
    (store.connection as? SQLiteConnection)?.forgetOtherStore()
    return try store.report(path: url.path)
  }

  /// The connection is gone when this is over, and with it its log.
  private static func prove(_ path: String, _ stop: MigrationStop) throws -> BackupReport {
    guard let url = StoreURL("sqlite:" + path) else { throw StoreError.notAStore(path: path) }
    let store = try Store.open(url, migrate: true)
    let result = try store.examine { _ in if stop.isStopped { throw StoreError.interrupted } }
    if let first = result.findings.first { throw StoreError.damaged(detail: first.text) }
    try store.settle()
    return try store.report(path: path)
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

  /// nil for what is no hexadecimal.
  static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let digits = Array(text.utf8)
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count - 1, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(byte)
    }
    return digits.count.isMultiple(of: 2) ? bytes : nil
  }
}
