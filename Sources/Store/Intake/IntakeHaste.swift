/// What the engine is told while a run writes rows by the thousand, and again when it is over.
///
/// The page cache of 512 KiB that the console is content with does not hold what one transaction of an import touches:
/// pages would be written out half done and read in again.
extension Dialect {
  /// To be run inside the run's transactions; they hold for the connection, not for the file.
  var hasteBegins: [SQL] {
    switch self {
    case .sqlite: ["PRAGMA cache_size = -16384", "PRAGMA wal_autocheckpoint = 8000"]
    }
  }

  var hasteEnds: [SQL] {
    switch self {
    case .sqlite: ["PRAGMA cache_size = -512", "PRAGMA wal_autocheckpoint = 1000"]
    }
  }
}
