import Foundation

@testable import Store

/// The engine that this run tests: SQLite, or the server that PORTOLAN_TEST_SERVER names (`make test` runs both).
enum TestEngine {
  static let server = ProcessInfo.processInfo.environment["PORTOLAN_TEST_SERVER"]

  /// What only a file can have: a log, a lock, a copy beside it.
  static var isFile: Bool { server == nil }

  /// A place where no store is yet: a file in the folder, or a schema of its own on the server.
  static func place(in folder: URL) throws -> StoreURL {
    let path = folder.appendingPathComponent("shop.db").path
    guard let server else { return try known(path) }
    let name = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
    return try known("\(server)\(server.contains("?") ? "&" : "?")schema=\(name)")
  }

  private static func known(_ text: String) throws -> StoreURL {
    guard let url = StoreURL(text) else { throw StoreError.missing(path: text) }
    return url
  }
}
