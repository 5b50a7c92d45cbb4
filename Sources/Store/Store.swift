public import Domain

/// A shop's store: one connection, opened at the schema this program knows.
public final class Store: Sendable {
  public let connection: any Connection
  /// `sqlite:PATH` as it was opened.
  public let url: StoreURL

  init(connection: any Connection, url: StoreURL) {
    self.connection = connection
    self.url = url
  }

  /// Opens a store; one of an older schema is refused unless `migrate` is true, one of a newer always.
  public static func open(
    _ url: StoreURL, migrate: Bool = false, readOnly: Bool = false, patience: GatePatience = GatePatience()
  ) throws -> Store {
    let connection = try SQLiteConnection(
      path: url.path, create: false, readOnly: readOnly, patience: patience, head: JournalTable.newest(in:))
    let found = try connection.readNow { try Schema.version(of: $0) }
    if found == 0 { throw StoreError.notAStore(path: url.path) }
    if found > Schema.version { throw StoreError.newer(found: found, known: Schema.version) }
    if found < Schema.version {
      guard migrate else { throw StoreError.older(found: found, known: Schema.version) }
      // What a step changes cannot be undone by a program that does not know it; the copy can always be gone back to.
      let copy = "\(url.path).schema\(found)"
      if !FileFacts.exists(copy) { try connection.copyWhole(to: copy) }
      try connection.migrate()
    }
    return Store(connection: connection, url: url)
  }

  /// Brings an older store to this program's schema for somebody who may look after the store; a copy is made first.
  /// Returns the schema that it had and the one that it has.
  public static func migrate(_ url: StoreURL, as name: String) throws -> (from: Int, to: Int) {
    let connection = try SQLiteConnection(path: url.path, create: false, head: JournalTable.newest(in:))
    let found = try connection.readNow { reader in
      let found = try Schema.version(of: reader)
      if found == 0 { throw StoreError.notAStore(path: url.path) }
      let actor = try Users.actor(named: name, as: nil, in: reader)
      try Users.require(.manageStore, of: actor, in: reader)
      return found
    }
    _ = try open(url, migrate: true)
    return (found, Schema.version)
  }

  /// Number of the newest journal entry that is known to have been committed and is not there any more: the log was
  /// damaged, or an older file put in the store's place. nil where nothing is missing.
  public func missingEntry() throws -> Int64? {
    guard let connection = connection as? SQLiteConnection else { return nil }
    return try connection.readNow { try connection.missingHead($0) }?.seq
  }

  /// Makes a new store whose first user, `admin`, may do everything.
  public static func create(_ url: StoreURL, admin: String, at now: Instant) throws -> Store {
    let connection = try SQLiteConnection(path: url.path, create: true, head: JournalTable.newest(in:))
    do {
      return try fill(connection, url, admin: admin, at: now)
    } catch {
      // A store without its tables or its admin is none, and would stand in the next one's way.
      FileFacts.remove(url.path)
      throw error
    }
  }

  private static func fill(
    _ connection: SQLiteConnection, _ url: StoreURL, admin: String, at now: Instant
  ) throws -> Store {
    try connection.migrate()
    let store = Store(connection: connection, url: url)
    try connection.writeNow { writer in
      let work = Work(
        writer, actor: Actor(name: admin, rights: Set(Right.allCases)), now: now, reason: "")
      try work.begin()
      try writer.execute("INSERT INTO users (name, roles) VALUES (\(admin), \(Role.admin.rawValue))")
      try work.append(
        action: "initStore", kind: "users", subject: writer.lastInsertedId,
        changes: [FieldChange(field: "roles", before: .null, after: .list([.text(Role.admin.rawValue)]))])
    }
    return store
  }
}

/// Where a store is: `sqlite:PATH` or a bare path.
public struct StoreURL: Hashable, Sendable, CustomStringConvertible {
  public let path: String

  /// nil for an address of an engine that this build does not know.
  public init?(_ text: String) {
    if text.hasPrefix("sqlite:") {
      path = String(text.dropFirst(7))
    } else if text.contains("://") {
      return nil
    } else {
      path = text
    }
    if path.isEmpty { return nil }
  }

  public var description: String { "sqlite:" + path }
}

extension SQLiteConnection {
  /// Brings the schema to this program's version, in one transaction under the gate.
  func migrate() throws {
    try writeNow { writer in
      guard let schema = writer as? any SchemaWriter else { preconditionFailure("SQLite's writer defines schemas") }
      try Schema.migrate(schema, dialect: dialect, from: try Schema.version(of: writer))
    }
  }
}
