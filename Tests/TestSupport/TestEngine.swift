public import Foundation
public import Store
import Synchronization

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
    return try known(place(on: database(of: server)))
  }

  private static let places = Atomic(0)

  /// The next of the server's databases `shops1` … that the run has made for its stores (`PORTOLAN_TEST_DATABASES` of
  /// them): a server that has hundreds of stores in one database takes long to find any of their tables.
  private static func database(of server: String) -> String {
    let count = Int(ProcessInfo.processInfo.environment["PORTOLAN_TEST_DATABASES"] ?? "") ?? 0
    guard count > 0 else { return server }
    let number = places.add(1, ordering: .relaxed).newValue % count + 1
    return server.replacingOccurrences(of: "/postgres?", with: "/shops\(number)?")
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
