/// The free-text index of a kind: numbered rows of words that the program has cut, single blanks between them.
///
/// SQLite keeps no text beside its index, so whoever takes a row out says which words it had.
enum TextIndex {
  case orders, products, customers

  func insert(_ key: Int64, _ words: String, in writer: any Writer) throws {
    let statement: StaticString
    switch (self, writer.dialect) {
    case (.orders, .sqlite): statement = "INSERT INTO orders_text (rowid, words) VALUES (?, ?)"
    case (.products, .sqlite): statement = "INSERT INTO products_text (rowid, words) VALUES (?, ?)"
    case (.customers, .sqlite): statement = "INSERT INTO customers_text (rowid, words) VALUES (?, ?)"
    case (.orders, .postgres):
      statement = "INSERT INTO orders_text (rowid, words) VALUES (?, array_to_tsvector(string_to_array(?, ' ')))"
    case (.products, .postgres):
      statement = "INSERT INTO products_text (rowid, words) VALUES (?, array_to_tsvector(string_to_array(?, ' ')))"
    case (.customers, .postgres):
      statement = "INSERT INTO customers_text (rowid, words) VALUES (?, array_to_tsvector(string_to_array(?, ' ')))"
    }
    try writer.run(statement, [.integer(key), .text(words)])
  }

  func remove(_ key: Int64, _ words: String, in writer: any Writer) throws {
    switch (self, writer.dialect) {
    case (.orders, .sqlite):
      try writer.run(
        "INSERT INTO orders_text (orders_text, rowid, words) VALUES ('delete', ?, ?)", [.integer(key), .text(words)])
    case (.products, .sqlite):
      try writer.run(
        "INSERT INTO products_text (products_text, rowid, words) VALUES ('delete', ?, ?)",
        [.integer(key), .text(words)])
    case (.customers, .sqlite):
      try writer.run(
        "INSERT INTO customers_text (customers_text, rowid, words) VALUES ('delete', ?, ?)",
        [.integer(key), .text(words)])
    case (.orders, .postgres): try writer.run("DELETE FROM orders_text WHERE rowid = ?", [.integer(key)])
    case (.products, .postgres): try writer.run("DELETE FROM products_text WHERE rowid = ?", [.integer(key)])
    case (.customers, .postgres): try writer.run("DELETE FROM customers_text WHERE rowid = ?", [.integer(key)])
    }
  }

  /// Takes every row out, before all of them are cut anew.
  func clear(in writer: any Writer) throws {
    switch (self, writer.dialect) {
    case (.orders, .sqlite): try writer.execute("INSERT INTO orders_text (orders_text) VALUES ('delete-all')")
    case (.products, .sqlite): try writer.execute("INSERT INTO products_text (products_text) VALUES ('delete-all')")
    case (.customers, .sqlite): try writer.execute("INSERT INTO customers_text (customers_text) VALUES ('delete-all')")
    case (.orders, .postgres): try writer.execute("DELETE FROM orders_text")
    case (.products, .postgres): try writer.execute("DELETE FROM products_text")
    case (.customers, .postgres): try writer.execute("DELETE FROM customers_text")
    }
  }

  /// How many rows the index has, without reading them all where there is a way.
  func count(in reader: any Reader) throws -> Int64 {
    switch reader.dialect {
    case .postgres:
      switch self {
      case .orders: return try reader.integer("SELECT COUNT(*) FROM orders_text") ?? 0
      case .products: return try reader.integer("SELECT COUNT(*) FROM products_text") ?? 0
      case .customers: return try reader.integer("SELECT COUNT(*) FROM customers_text") ?? 0
      }
    case .sqlite:
      // A contentless index cannot be scanned; its averages record begins with the number of its rows.
      let table: SQL =
        switch self {
        case .orders: "orders_text_data"
        case .products: "products_text_data"
        case .customers: "customers_text_data"
        }
      let record = try reader.first("SELECT block FROM \(table) WHERE id = 1") { $0.bytes(0) } ?? []
      var count: Int64 = 0
      for byte in record.prefix(9) {
        count = count << 7 | Int64(byte & 0x7f)
        if byte & 0x80 == 0 { break }
      }
      return count
    }
  }
}
