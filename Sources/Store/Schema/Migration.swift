internal import Domain
internal import Synchronization

/// What became of a migration.
public struct MigrationReport: Hashable, Sendable {
  /// The schema that the store had, and the one that it has.
  public var from: Int
  public var to: Int
  /// Where the store stands as it was before; nil where it was taken away again.
  public var copy: String?
  /// What the doctor found in the migrated store.
  public var findings: [Examination.Finding] = []
}

/// How far a migration is.
public enum MigrationStage: Hashable, Sendable {
  case copying, changing, examining
}

/// Breaks a migration off from another thread: what is done stays done, nothing is left half done.
public final class MigrationStop: Sendable {
  private let flag = Atomic(false)

  public init() {}

  public func stop() { flag.store(true, ordering: .relaxed) }
  public var isStopped: Bool { flag.load(ordering: .relaxed) }
}

extension Store {
  /// Brings an older store to this program's schema for somebody who may look after the store.
  ///
  /// First the store is copied, then each step is one transaction, then the doctor looks at all of it; when he is
  /// content the copy is taken away, because it would keep what is erased later. With `keepsCopy` it stays, and it
  /// stays where he is not. One that was stopped (`StoreError.interrupted`) or killed goes on when it is called again.
  ///
  /// `progress` learns the stage and how much of it is done, from nought to one; on other threads, too.
  public static func migrate(
    _ url: StoreURL, as name: String, keepsCopy: Bool = false, stop: MigrationStop = MigrationStop(),
    progress: @escaping @Sendable (MigrationStage, Double) -> Void = { _, _ in }
  ) throws -> MigrationReport {
    let connection = try connect(url)
    let (found, begun) = try connection.readNow { reader in
      let found = try Schema.version(of: reader)
      if found == 0 { throw StoreError.notAStore(path: url.path) }
      if found > Schema.version { throw StoreError.newer(found: found, known: Schema.version) }
      let actor = try Users.actor(named: name, as: nil, in: reader)
      try Users.require(.manageStore, of: actor, in: reader)
      return (
        found, try reader.integer("SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'migrating'").map(Int.init)
      )
    }
    // It may have come through all its steps and been stopped before the doctor had looked.
    if found == Schema.version && begun == nil { return MigrationReport(from: found, to: found, copy: nil) }
    let from = begun ?? found
    guard let connection = connection as? SQLiteConnection else {
      // A server is copied by its own programs.
      try migrate(connection, from, stop, progress)
      _ = try TallyFolding.fold(in: try open(url))
      try connection.writeNow { try $0.execute("DELETE FROM meta WHERE key = 'migrating'") }
      return MigrationReport(from: from, to: Schema.version, copy: nil)
    }
    let copy = "\(url.path).schema\(from)"
    if begun == nil || !FileFacts.exists(copy) && found < Schema.version {
      // It gets its name when it is whole: a broken one must not be taken for it.
      let half = copy + ".half"
      FileFacts.remove(half)
      defer { FileFacts.remove(half) }
      try connection.copyWhole(to: half, isStopped: { stop.isStopped }, progress: { progress(.copying, $0) })
      try FileFacts.move(half, to: copy)
    }
    try connection.interruptible({ stop.isStopped }, { try migrate(connection, from, stop, progress) })
    let store = try open(url)
    // Its first console would have to do it.
    _ = try TallyFolding.fold(in: store)
    return try conclude(store, MigrationReport(from: from, to: Schema.version, copy: copy), keepsCopy, stop, progress)
  }

  private static func migrate(
    _ connection: any Connection, _ from: Int, _ stop: MigrationStop,
    _ progress: (MigrationStage, Double) -> Void
  ) throws {
    try connection.migrate(remembering: from) { done in
      if stop.isStopped { throw StoreError.interrupted }
      progress(.changing, done)
    }
  }

  private static func conclude(
    _ store: Store, _ made: MigrationReport, _ keepsCopy: Bool, _ stop: MigrationStop,
    _ progress: @escaping @Sendable (MigrationStage, Double) -> Void
  ) throws -> MigrationReport {
    var report = made
    var checks = 0
    // Only where something hangs on his word.
    if !keepsCopy, let copy = made.copy {
      report.findings = try store.examine { _ in
        if stop.isStopped { throw StoreError.interrupted }
        progress(.examining, Double(checks) / Double(Doctor.ruleCount + 8))
        checks += 1
      }.findings
      if report.findings.isEmpty {
        FileFacts.remove(copy)
        report.copy = nil
      }
    }
    try store.connection.writeNow { try $0.execute("DELETE FROM meta WHERE key = 'migrating'") }
    return report
  }

  /// Copies that migrations have left beside the store: what was erased since is still in them.
  public var olderCopies: [String] {
    (1..<Schema.version).map { "\(url.path).schema\($0)" }.filter(FileFacts.exists)
  }
}

extension Connection {
  /// Brings the schema to this program's version under the gate: a new store in one transaction, an older one in one a
  /// step. `remembering` is what the store had when its migration was begun; `tell` learns how much is done.
  func migrate(remembering from: Int? = nil, tell: (Double) throws -> Void = { _ in }) throws {
    let found = try readNow { try Schema.version(of: $0) }
    let isNew = found == 0
    var at = found
    let first = from ?? found
    while at < Schema.version {
      let next = isNew ? Schema.version : at + 1
      try writeNow { writer in
        guard let schema = writer as? any SchemaWriter else {
          preconditionFailure("an engine's writer defines schemas")
        }
        // Somebody else may have been faster.
        let current = try Schema.version(of: writer)
        if current >= next { return }
        if !isNew { for statement in dialect.hasteBegins { try writer.execute(statement) } }
        try Schema.migrate(schema, dialect: dialect, from: current, to: next) { done in
          let whole = Double(Schema.version - first)
          try tell((Double(current - first) + done * Double(next - current)) / whole)
        }
        if let from {
          try writer.execute(
            """
            INSERT INTO meta (key, value)
            VALUES ('migrating', \(String(from)))
            ON CONFLICT (key) DO UPDATE
            SET value = excluded.value
            """)
        }
        if !isNew { for statement in dialect.hasteEnds { try writer.execute(statement) } }
      }
      at = next
    }
    try learn()
  }
}
