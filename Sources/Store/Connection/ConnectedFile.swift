internal import Synchronization

/// A store's file while this process has connections to it, which all hold on to this.
///
/// The system drops every lock that a process has on a file as soon as the process closes any descriptor of it,
/// SQLite's own among them: another process that ends would take itself for the last one and remove the log under the
/// first one's hands. So nothing but SQLite opens such a file.
final class ConnectedFile: Sendable {
  private static let counts = Mutex<[FileIdentity: [String: Int]]>([:])

  private let path: String
  private let file: Mutex<FileIdentity?>

  /// To be made before the first connection is open.
  init(_ path: String) {
    self.path = path
    file = Mutex(nil)
    begin()
  }

  /// Said once more when the file has just been made.
  func begin() {
    file.withLock { file in
      if file != nil { return }
      file = FileIdentity(path)
      if let file { ConnectedFile.counts.withLock { $0[file, default: [:]][path, default: 0] += 1 } }
    }
  }

  deinit {
    guard let file = file.withLock({ $0 }) else { return }
    ConnectedFile.counts.withLock { counts in
      guard let count = counts[file]?[path] else { return }
      counts[file]?[path] = count == 1 ? nil : count - 1
      if counts[file]?.isEmpty == true { counts[file] = nil }
    }
  }

  /// What the body reads of a file, which no connection is opened to meanwhile; nil where there is one already.
  static func unlessConnected<T>(_ path: String, _ body: () -> T) -> T? {
    counts.withLock { counts in
      // A file that was removed leaves its number to the next one that is made, maybe before we have let it go.
      if let file = FileIdentity(path), let known = counts[file]?.keys,
        known.contains(where: { FileIdentity($0) == file })
      {
        return nil
      }
      return body()
    }
  }
}

extension Store {
  /// Whether a path is that of a store which this process has open: nobody else may open it, not even to read.
  public static func hasOpen(_ path: String) -> Bool { ConnectedFile.unlessConnected(path) { true } == nil }
}
