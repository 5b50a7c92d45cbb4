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

  /// Opens a store; one of an older schema is refused unless `migrate` is true, one of a newer always. No copy is made
  /// before a migration: `Store.migrate` does that.
  public static func open(
    _ url: StoreURL, reads: StoreURL? = nil, migrate: Bool = false, readOnly: Bool = false,
    patience: GatePatience = GatePatience()
  ) throws -> Store {
    let connection = try connect(url, reads: reads, readOnly: readOnly, patience: patience)
    let found = try connection.readNow { try Schema.version(of: $0) }
    if found == 0 {
      if try connection.readNow({ try CopyMark.text(in: $0) }) != nil { throw StoreError.unfinished(path: url.path) }
      throw url.isFile ? StoreError.notAStore(path: url.path) : .missing(path: url.path)
    }
    if found > Schema.version { throw StoreError.newer(found: found, known: Schema.version) }
    if found < Schema.version {
      guard migrate else { throw StoreError.older(found: found, known: Schema.version) }
      try connection.migrate()
    }
    return Store(connection: connection, url: url)
  }

  /// Number of the newest journal entry that is known to have been committed and is not there any more: the log was
  /// damaged, or an older file put in the store's place. nil where nothing is missing.
  public func missingEntry() throws -> Int64? {
    try (connection as? SQLiteConnection)?.missingHead()?.seq
  }

  static func connect(
    _ url: StoreURL, reads: StoreURL? = nil, readOnly: Bool = false, patience: GatePatience = GatePatience()
  ) throws -> any Connection {
    if let reads, url.isFile || reads.isFile {
      throw StoreError.cannotOpen(path: reads.path, why: "a replica is a server's, and follows the server of the store")
    }
    if url.isFile {
      return try SQLiteConnection(
        path: url.path, create: false, readOnly: readOnly, patience: patience, head: JournalTable.newest(in:))
    }
    #if PostgreSQL
      return try PostgresConnection(url.address, reads: reads?.address, patience: patience)
    #else
      throw StoreError.cannotOpen(path: url.path, why: "this Portolan was built without the trait PostgreSQL")
    #endif
  }

  /// Makes a new store whose first user, `admin`, may do everything; so may `other`, as whom they mean to act in it.
  public static func create(_ url: StoreURL, admin: String, and other: String? = nil, at now: Instant) throws -> Store {
    let admins = [admin] + (other.map { $0 == admin ? [] : [$0] } ?? [])
    if !url.isFile {
      let connection = try connect(url)
      let found = try connection.readNow { try Schema.version(of: $0) }
      if found > 0 { throw StoreError.exists(path: url.path) }
      if try connection.readNow({ try CopyMark.text(in: $0) }) != nil { throw StoreError.unfinished(path: url.path) }
      #if PostgreSQL
        try (connection as? PostgresConnection)?.makeSchema()
      #endif
      return try fill(connection, url, admins: admins, at: now)
    }
    let connection = try SQLiteConnection(path: url.path, create: true, head: JournalTable.newest(in:))
    do {
      return try fill(connection, url, admins: admins, at: now)
    } catch {
      // A store without its tables or its admin is none, and would stand in the next one's way.
      FileFacts.remove(url.path)
      throw error
    }
  }

  private static func fill(
    _ connection: any Connection, _ url: StoreURL, admins: [String], at now: Instant
  ) throws -> Store {
    try connection.migrate()
    let store = Store(connection: connection, url: url)
    try connection.writeNow { writer in
      let work = Work(
        writer, actor: Actor(name: admins[0], rights: Set(Right.allCases)), now: now, reason: "")
      try work.begin()
      for admin in admins {
        try writer.execute("INSERT INTO users (name, roles) VALUES (\(admin), \(Role.admin.rawValue))")
        try work.append(
          action: "initStore", kind: "users", subject: try writer.lastInsertedId,
          changes: [FieldChange(field: "roles", before: .null, after: .list([.text(Role.admin.rawValue)]))])
      }
    }
    return store
  }
}

/// Where a store is: `sqlite:PATH`, a bare path, or `postgres://…` as libpq takes it.
public struct StoreURL: Hashable, Sendable, CustomStringConvertible {
  /// The file's path; of a server, its address without what is secret in it, and the schema where it names one: two
  /// shops of one database are not to be taken for each other.
  public let path: String
  /// What the engine is opened with.
  let address: String
  /// Whether the store is one file of this machine.
  public let isFile: Bool

  /// nil for an address of an engine that nobody here knows.
  public init?(_ text: String) {
    if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      address = text
      path = StoreURL.withoutSecrets(text)
      isFile = false
      return
    }
    if text.hasPrefix("sqlite:") {
      path = String(text.dropFirst(7))
    } else if text.contains("://") {
      return nil
    } else {
      path = text
    }
    address = path
    isFile = true
    if path.isEmpty { return nil }
  }

  public var description: String { isFile ? "sqlite:" + path : path }

  /// Neither the user's password nor the options, which may hold one, but our own word for the schema.
  private static func withoutSecrets(_ text: String) -> String {
    var shown = String(text.prefix { $0 != "?" })
    if let at = shown.lastIndex(of: "@"), let start = shown.firstRange(of: "://")?.upperBound,
      let colon = shown[start..<at].firstIndex(of: ":")
    {
      shown.removeSubrange(colon..<at)
    }
    let options = text.drop { $0 != "?" }.dropFirst().split(separator: "&")
    return options.first { $0.hasPrefix("schema=") }.map { "\(shown)?\($0)" } ?? shown
  }
}
