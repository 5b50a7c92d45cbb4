import Domain
import Exchange
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// The store of one test, in a folder that goes with it.
final class ImportBench {
  let store: Store
  let folder: URL
  let admin = Actor(name: "ada", rights: Set(Right.allCases))

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = try TestEngine.place(in: folder)
    store = try Store.create(url, admin: "ada", at: Instant(seconds: 1_790_000_000))
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      Issue.record("left behind: \(folder.path)")
    }
  }

  func take(_ path: String, channel: String? = nil, dryRun: Bool = false) throws -> ImportReport {
    try importer(channel: channel, dryRun: dryRun).run(.path(path), name: path)
  }

  func importer(channel: String? = nil, dryRun: Bool = false) -> FileImport {
    var options = FileImport.Options()
    options.channel = channel
    options.isDryRun = dryRun
    return FileImport(store: store, actor: admin, options: options, now: { Instant(seconds: 1_790_000_100) })
  }

  func integer(_ sql: SQL) throws -> Int64 { try store.connection.readNow { try $0.integer(sql) } ?? -1 }
}

extension ImportReport {
  /// Whether each row is in exactly one count.
  var accountsForItself: Bool { rows == imported + updated + unchanged + skippedCount + refusedCount }
}
