import Domain
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// A made-up shop in a folder of its own, and what stands in it.
enum DemoShop {
  static let until = Instant(milliseconds: 1_790_000_000_000)

  static func make<T>(_ orders: Int, seed: UInt64 = 7, _ check: (Store) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-demo-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
    }
    let url = try TestEngine.place(in: folder)
    let store = try Store.create(url, admin: "ada", at: until)
    let actor = try store.connection.readNow { try Users.actor(named: "ada", as: nil, in: $0) }
    try Demo.fill(store: store, actor: actor, orders: orders, seed: seed, until: until)
    return try check(store)
  }

  static func rows(_ sql: SQL, _ columns: Int, in store: Store) throws -> [String] {
    try store.connection.readNow { reader in
      try reader.all(sql) { row in
        (0..<columns).map { row.optionalText($0) ?? "∅" }.joined(separator: "|")
      }
    }
  }

  static func count(_ sql: SQL, in store: Store) throws -> Int64 {
    try store.connection.readNow { try $0.integer(sql) } ?? -1
  }
}
