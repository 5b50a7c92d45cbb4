internal import Domain

extension Store {
  /// What was erased must not live on in the log. Somebody's long reading may keep it there until the next commit
  /// that empties the log, which is no reason to call the erasure failed.
  func settle(after request: ActionRequest) {
    guard ActionTable.named(request.action)?.right == .erasePersonal else { return }
    // A large index is merged on by a duty.
    _ = try? TextMerging.run(in: self, atMost: .seconds(2))
    try? settle()
  }

  /// Moves everything out of the write-ahead log into the store's file, so that the log holds nothing any more: after
  /// an erasure, and before somebody counts bytes.
  public func settle() throws {
    guard let source = connection as? SQLiteConnection else { return }
    try source.maintain { try $0.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
  }
}

/// SHA-256 as text, for whoever compares digests outside.
public enum Digests {
  public static func sha256(_ text: String) -> String { Hex.text(SHA256.digest(Array(text.utf8))) }
}
