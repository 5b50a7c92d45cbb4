extension Store {
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
