import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// A store of an older step becomes the same store as a new one.
@Suite(.enabled(if: TestEngine.isFile, "of SQLite's file")) struct NameKeyMigrationTests {
  @Test func `A store of the first step learns what names are sorted by`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("old.db").path
    let names = ["Ünal", "王伟", "", "ANNA", "\u{301}"]
    let old = try SQLiteConnection(path: path, create: true)
    try old.writeNow { writer in
      let schema = try #require(writer as? any SchemaWriter)
      try Schema.migrate(schema, dialect: .sqlite, from: 0, to: 1)
      // More than one chunk.
      for id in 1...1203 {
        try writer.execute("INSERT INTO customers (id, number, revision) VALUES (\(id), \("C-\(id)"), 1)")
        try writer.execute(
          "INSERT INTO personal (subject, revision, name, recorded_at) VALUES (\(id), 1, \(names[id % names.count]), 0)"
        )
      }
    }

    let url = try #require(StoreURL(path))
    #expect(throws: StoreError.older(found: 1, known: Schema.version)) { try Store.open(url) }
    let store = try Store.open(url, migrate: true)

    let (keys, made, fresh) = try store.connection.readNow { reader in
      (
        try reader.all("SELECT DISTINCT name_key FROM personal ORDER BY name_key") { $0.text(0) },
        try NameKeyMigrationTests.schema(reader),
        try Store.create(
          try #require(StoreURL(folder.appendingPathComponent("new.db").path)), admin: "ada", at: Instant(seconds: 0)
        ).connection.readNow(NameKeyMigrationTests.schema)
      )
    }
    #expect(keys == ["", "\u{1}", "anna", "unal", "王伟"])
    #expect(made == fresh)
    #expect(
      try store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM personal WHERE name_key = 'anna'") } == 241)
  }

  private static func schema(_ reader: any Reader) throws -> [String] {
    try reader.all("SELECT COALESCE(sql, name) FROM sqlite_schema ORDER BY name") { $0.text(0) }
  }
}
