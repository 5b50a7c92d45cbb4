/// A table of the schema as a copy sees it: its columns and its key, read from the catalogue, never written down here.
struct CopyTable: Hashable, Sendable {
  struct Column: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case integer, real, text, bytes }

    var name: String
    var kind: Kind
  }

  var name: String
  var columns: [Column]
  /// Columns of the primary key, as places among the columns, in the key's order.
  var key: [Int]
  /// Tables that its rows refer to.
  var refersTo: Set<String>
  /// Which rows are the shop's; empty: all.
  var condition = ""

  static func quoted(_ name: String) -> String { "\"\(name)\"" }

  var quotedName: String { CopyTable.quoted(name) }

  private func names(_ places: some Sequence<Int>) -> String {
    places.map { CopyTable.quoted(columns[$0].name) }.joined(separator: ", ")
  }

  var columnList: String { names(columns.indices) }

  /// The next rows in the order of their key; `after` is what the key of the last one is compared with.
  func select(after: String?) -> String {
    var conditions = condition.isEmpty ? [] : [condition]
    if let after { conditions.append("(\(names(key))) > (\(after))") }
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return "SELECT \(columnList) FROM \(quotedName)\(filter) ORDER BY \(names(key))"
  }

  var count: SQL {
    SQL(ofCatalogue: "SELECT COUNT(*) FROM \(quotedName)" + (condition.isEmpty ? "" : " WHERE \(condition)"))
  }

  var insert: String {
    "INSERT INTO \(quotedName) (\(columnList)) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
  }

  /// Takes out the row of one key.
  func delete(_ key: [UInt8]) -> SQL {
    let values = RowChunk.values(ofKey: key, self)
    let conditions = self.key.map { "\(CopyTable.quoted(columns[$0].name)) = ?" }
    return SQL(ofCatalogue: "DELETE FROM \(quotedName) WHERE \(conditions.joined(separator: " AND "))", values)
  }

  var deleteAll: SQL {
    SQL(ofCatalogue: "DELETE FROM \(quotedName)" + (condition.isEmpty ? "" : " WHERE \(condition)"))
  }
}

/// The tables that this program's schema has, in the order of who refers to whom: asked of an empty store in memory
/// that its own steps have made, so that a later step's tables and columns are carried without a word here.
struct CopyCatalogue: Sendable {
  var tables: [CopyTable]

  /// What a store keeps about itself, and not about the shop.
  private static let ownKeys = "'schema', '\(CopyMark.key)', '\(CopyMark.laterKey)', 'text_merge'"

  init() throws {
    tables = try SQLiteConnection.inMemory { session in
      try Schema.migrate(session, dialect: .sqlite, from: 0)
      let names = try session.all(
        """
        SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND substr(name, 1, 7) <> 'sqlite_'
        ORDER BY name
        """
      ) { $0.text(0) }
      return CopyCatalogue.ordered(try names.map { try CopyCatalogue.table($0, in: session) })
    }
  }

  private static func table(_ name: String, in reader: any Reader) throws -> CopyTable {
    var columns: [CopyTable.Column] = []
    var places: [(place: Int64, column: Int)] = []
    try reader.forEach("SELECT name, type, pk FROM pragma_table_info(\(name)) ORDER BY cid") { row in
      let kind: CopyTable.Column.Kind
      switch row.text(1) {
      case "INTEGER": kind = .integer
      case "REAL": kind = .real
      case "TEXT": kind = .text
      case "BLOB": kind = .bytes
      case let other: throw CopyRefusal.unknownType(table: name, column: row.text(0), type: other)
      }
      if row.integer(2) > 0 { places.append((row.integer(2), columns.count)) }
      columns.append(CopyTable.Column(name: row.text(0), kind: kind))
      return true
    }
    let key = places.sorted { $0.place < $1.place }.map(\.column)
    if key.isEmpty { throw CopyRefusal.noKey(table: name) }
    let others = try reader.all("SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(\(name))") { $0.text(0) }
    return CopyTable(
      name: name, columns: columns, key: key, refersTo: Set(others).subtracting([name]),
      condition: name == "meta" ? "key NOT IN (\(ownKeys))" : "")
  }

  /// Those that are referred to come first.
  private static func ordered(_ tables: [CopyTable]) -> [CopyTable] {
    var left = tables
    var ordered: [CopyTable] = []
    while !left.isEmpty {
      let waiting = Set(left.map(\.name))
      let next = left.filter { $0.refersTo.isDisjoint(with: waiting) }
      // A circle is as good in any order: nobody checks while rows come in.
      ordered += next.isEmpty ? left : next
      let taken = Set(ordered.map(\.name))
      left.removeAll { taken.contains($0.name) }
    }
    return ordered
  }

  func place(of name: String) -> Int? { tables.firstIndex { $0.name == name } }
}
