import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// A replica of the test's server answers questions; who changes something sees it all the same.
@Suite(.enabled(if: !TestEngine.isFile, "of a server")) struct ReplicaTests {
  @Test func `A replica says how far it is behind, and one's own changes are never missing`() throws {
    let shop = try Shop()
    let folder = "/tmp/replica-\(UUID().uuidString.prefix(8))"
    _ = try tool("replica", folder, of: TestEngine.server)
    defer { _ = try? tool("stop", folder) }
    // The same store, on the socket of the replica.
    let reads = try #require(StoreURL(shop.store.url.address.replacing(#/host=[^&]*/#, with: "host=\(folder)")))
    let store = try Store.open(shop.store.url, reads: reads)
    try until("the replica has all") { try store.connection.readsBehind(at: shop.now) == .level }

    let replica = try Store.open(reads, readOnly: true)
    let pause = try replica.connection.readNow { try $0.all("SELECT CAST(pg_wal_replay_pause() AS TEXT)") { _ in 1 } }
    #expect(pause.count == 1)
    try until("it stands still") {
      try replica.connection.readNow { try $0.first("SELECT pg_get_wal_replay_pause_state()") { $0.text(0) } }
        == "paused"
    }
    // What others change is seen as late as the replica is, and that is said.
    try shop.perform("addUser", fields: ["name": "mei", "roles": "agent"])
    let later = shop.now.adding(milliseconds: 4000)
    #expect(try store.connection.readsBehind(at: later) == .behind(changes: 1, milliseconds: 4000))
    #expect(try store.connection.readNow { try Users.find("mei", in: $0) } == nil)
    // What this store itself changes is there at once.
    let request = ActionRequest("addUser", fields: ["name": "lin", "roles": "agent"])
    _ = try store.perform(request, as: shop.admin, now: shop.now)
    #expect(try store.connection.readNow { try Users.find("lin", in: $0) } != nil)

    _ = try replica.connection.readNow { try $0.all("SELECT CAST(pg_wal_replay_resume() AS TEXT)") { _ in 1 } }
    try until("it has caught up") { try store.connection.readsBehind(at: later) == .level }
    #expect(try store.connection.readNow { try Users.find("mei", in: $0) } != nil)

    // A replica that is gone is told so, and nobody waits for it.
    _ = try tool("stop", folder)
    #expect(try store.connection.readNow { try Users.find("lin", in: $0) } != nil)
    #expect(try store.connection.readsBehind(at: later) == .away)
  }

  private func until(_ what: String, _ isSo: () throws -> Bool) throws {
    for _ in 0..<200 {
      if try isSo() { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    Issue.record("never: \(what)")
  }

  /// The address that it prints.
  private func tool(_ words: String..., of server: String? = nil) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Tools/postgres-server")
    process.arguments = words + (server.map { [$0] } ?? [])
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: said, as: UTF8.self).split(separator: "\n").last.map(String.init)
  }
}
