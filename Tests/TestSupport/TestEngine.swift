public import Foundation
public import Store

/// The engine that this run tests: SQLite, or the server that PORTOLAN_TEST_SERVER names (`make test` runs both).
public enum TestEngine {
  public static let server = ProcessInfo.processInfo.environment["PORTOLAN_TEST_SERVER"].flatMap {
    $0.isEmpty ? nil : $0
  }

  /// What only a file can have: a log, a lock, a copy beside it.
  public static var isFile: Bool { server == nil }

  /// A place where no store is yet: a file in the folder, or a schema of its own on the server.
  public static func place(in folder: URL, named name: String = "shop.db") throws -> StoreURL {
    guard let server else { return try known(folder.appendingPathComponent(name).path) }
    return try known(place(on: server))
  }

  /// The address of a schema on the server that no store has.
  public static func place(on server: String) -> String {
    let name = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
    return "\(server)\(server.contains("?") ? "&" : "?")schema=\(name)"
  }

  private static func known(_ text: String) throws -> StoreURL {
    guard let url = StoreURL(text) else { throw StoreError.missing(path: text) }
    return url
  }
}
