internal import Dispatch

/// One store of the two, on one snapshot, read row by row.
protocol CopySide: AnyObject {
  var reader: any Reader { get }
  /// Fills the chunk with the rows behind `last` in the order of the table's key; whether the table is at its end.
  func read(_ table: CopyTable, after last: [UInt8], into chunk: RowChunk) throws -> Bool
}

extension CopySide {
  /// Hands over all chunks of a table.
  func forEachChunk(
    of table: CopyTable, after last: [UInt8] = [], _ body: (RowChunk, _ last: [UInt8], _ isEnd: Bool) throws -> Void
  ) throws {
    let chunk = RowChunk()
    var last = last
    while true {
      chunk.clear()
      let isEnd = try read(table, after: last, into: chunk)
      if chunk.count > 0 { last = chunk.key(chunk.count - 1, of: table) }
      try body(chunk, last, isEnd)
      if isEnd { return }
    }
  }

  var head: StoreHead {
    get throws {
      let head = try JournalTable.head(in: reader)
      return StoreHead(seq: head.seq, hash: head.hash)
    }
  }
}

final class SQLiteSide: CopySide {
  let reader: any Reader
  private let rows: SQLiteRows
  private let path: String

  init(_ session: SQLiteSession, path: String) {
    reader = session
    rows = session.rows
    self.path = path
  }

  func read(_ table: CopyTable, after last: [UInt8], into chunk: RowChunk) throws -> Bool {
    do {
      return try rows.read(table, after: last, into: chunk)
    } catch {
      throw error is StoreError ? error : StoreError(error, path: path)
    }
  }
}

/// Calls `action` as soon as somebody wants the work to end.
final class StopWatch: Sendable {
  nonisolated(unsafe) private let timer: any DispatchSourceTimer

  init(_ stop: MigrationStop, _ action: @escaping @Sendable () -> Void) {
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "portolan.stopwatch"))
    timer.schedule(deadline: .now() + .milliseconds(100), repeating: .milliseconds(100))
    timer.setEventHandler { if stop.isStopped { action() } }
    timer.activate()
  }

  func end() { timer.cancel() }
}

enum CopySides {
  /// Opens a store of this program's schema for reading alone and hands over one snapshot of it.
  static func withSnapshot<T>(
    of url: StoreURL, _ catalogue: CopyCatalogue, mayBeUnfinished: Bool = false, stop: MigrationStop,
    _ body: (any CopySide) throws -> T
  ) throws -> T {
    func check(_ reader: any Reader) throws {
      if mayBeUnfinished { return }
      let found = try Schema.version(of: reader)
      if found == 0 {
        throw try CopyMark.text(in: reader) == nil
          ? StoreError.notAStore(path: url.path) : StoreError.unfinished(path: url.path)
      }
      if found > Schema.version { throw StoreError.newer(found: found, known: Schema.version) }
      if found < Schema.version { throw StoreError.older(found: found, known: Schema.version) }
    }
    if url.isFile {
      let connection = try SQLiteConnection(path: url.path, create: false, readOnly: true)
      return try connection.readNow { reader in
        guard let session = reader as? SQLiteSession else { throw StoreError.notAStore(path: url.path) }
        try check(session)
        return try body(SQLiteSide(session, path: url.path))
      }
    }
    #if PostgreSQL
      let link = try PostgresCopyLink(try PostgresAddress(url.address))
      let watch = StopWatch(stop) { link.stop.cancel() }
      defer { watch.end() }
      return try link.snapshot {
        try check(link)
        return try body(try PostgresSide(link, catalogue))
      }
    #else
      throw StoreError.cannotOpen(path: url.path, why: "this Portolan was built without the trait PostgreSQL")
    #endif
  }
}

#if PostgreSQL
  final class PostgresSide: CopySide {
    var reader: any Reader { link }
    private let link: PostgresCopyLink
    /// The table that is being read, and how large its rows are.
    private var name = ""
    private var rowBytes = 0

    /// Refuses tables that are not as the schema has them: the rows come without names.
    init(_ link: PostgresCopyLink, _ catalogue: CopyCatalogue) throws {
      self.link = link
      try PostgresSide.check(catalogue, in: link)
    }

    static func check(_ catalogue: CopyCatalogue, in reader: any Reader) throws {
      for table in catalogue.tables {
        // By its name alone, and not by the standard's own view: that one reads through all that the database has.
        let found = try reader.all(
          """
          SELECT attname, format_type(atttypid, NULL) FROM pg_catalog.pg_attribute
          WHERE attrelid = to_regclass(quote_ident(current_schema()) || '.' || quote_ident(\(table.name)))
            AND attnum > 0 AND NOT attisdropped
          """
        ) { ($0.text(0), $0.text(1)) }
        let types = Dictionary(found) { $1 }
        for column in table.columns {
          let wanted =
            switch column.kind {
            case .integer: "bigint"
            case .real: "double precision"
            case .text: "text"
            case .bytes: "bytea"
            }
          if types[column.name] != wanted {
            throw CopyRefusal.otherColumns(
              table: table.name, detail: "\(column.name) is \(types[column.name] ?? "not there"), not \(wanted)")
          }
        }
      }
    }

    /// As many rows at once as are likely to fill a chunk.
    func read(_ table: CopyTable, after last: [UInt8], into chunk: RowChunk) throws -> Bool {
      if name != table.name {
        name = table.name
        rowBytes = 0
      }
      let rows = rowBytes == 0 ? 256 : min(max(RowChunk.fullBytes / rowBytes, 16), RowChunk.mostRows)
      let isEnd = try link.read(table, after: last, rows: rows, into: chunk)
      if chunk.count > 0 { rowBytes = max(chunk.bytes.count / chunk.count, 1) }
      return isEnd
    }
  }
#endif
