internal import Domain

/// The words of the search index against those of the records: what the one has too many or too few of.
extension Doctor {
  /// Cuts the words of every record anew and goes through the whole index once, in its own order. Of each record a sum
  /// over its words is kept, so that the shop's size costs 17 bytes a record.
  static func checkWords(of index: TextIndex, _ reader: any Reader, _ result: inout Examination) throws {
    var sums = WordSums()
    try forEachWords(of: index, reader) { key, words in sums.add(key, words) }
    var strangers: Set<Int64> = []
    try index.forEachTerm(in: reader) { term, key in
      if !sums.take(term, from: key), strangers.count < 10_000 { strangers.insert(key) }
    }
    let kind = index.kind
    func find(_ text: String) {
      result.findings.append(.init(check: index.check, text: text, isDerived: true))
    }
    let (missing, wrong) = sums.left
    if !missing.isEmpty {
      find("the search index lacks \(missing.count) \(kind): \(try names(missing, index, reader))")
    }
    if !wrong.isEmpty {
      find("the search index has other words than \(wrong.count) \(kind): \(try names(wrong, index, reader))")
    }
    if !strangers.isEmpty {
      let keys = strangers.sorted().prefix(5).map(String.init).joined(separator: ", ")
      find("the search index has \(strangers.count) \(kind) that the shop has not: rows \(keys)")
    }
    let rows = try index.count(in: reader)
    if missing.isEmpty && strangers.isEmpty && rows != sums.count {
      find("the search index has \(rows) rows, the shop \(sums.count) \(kind)")
    }
  }

  private static func forEachWords(
    of index: TextIndex, _ reader: any Reader, _ body: (Int64, String) throws -> Void
  ) throws {
    var cutter = TermCutter()
    var after = Int64.min
    while true {
      let next =
        switch index {
        case .orders: try OrderWords.forEach(after: after, limit: 500, cutter: &cutter, in: reader, body)
        case .products: try ProductTable.forEachWords(after: after, limit: 500, in: reader, body)
        case .customers: try CustomerTable.forEachWords(after: after, limit: 500, cutter: &cutter, in: reader, body)
        }
      guard let next else { return }
      after = next.last
    }
  }

  /// The first few by their numbers.
  private static func names(_ keys: [Int64], _ index: TextIndex, _ reader: any Reader) throws -> String {
    let names = try keys.prefix(5).map { key in
      let number: String? =
        switch index {
        case .orders: try reader.first("SELECT number FROM orders WHERE place_key = \(key)") { $0.text(0) }
        case .products: try reader.first("SELECT number FROM products WHERE id = \(key)") { $0.text(0) }
        case .customers: try reader.first("SELECT number FROM customers WHERE id = \(key)") { $0.text(0) }
        }
      return number ?? String(key)
    }
    return names.joined(separator: ", ") + (keys.count > names.count ? " …" : "")
  }
}

extension TextIndex {
  fileprivate var kind: String {
    switch self {
    case .orders: "orders"
    case .products: "products"
    case .customers: "customers"
    }
  }

  /// The name of the examination's check.
  fileprivate var check: String {
    switch self {
    case .orders: "searchIndex"
    case .products: "productWords"
    case .customers: "customerWords"
    }
  }

  /// Hands on each word of the index with the row that has it. SQLite's index is gone through by its words, each with
  /// its rows in ascending order; PostgreSQL's by its rows.
  fileprivate func forEachTerm(in reader: any Reader, _ body: (_ term: String, _ key: Int64) throws -> Void) throws {
    let sql: SQL =
      switch (self, reader.dialect) {
      case (.orders, .sqlite): "SELECT term, doc FROM orders_terms"
      case (.products, .sqlite): "SELECT term, doc FROM products_terms"
      case (.customers, .sqlite): "SELECT term, doc FROM customers_terms"
      case (.orders, .postgres): "SELECT unnest(tsvector_to_array(words)), rowid FROM orders_text"
      case (.products, .postgres): "SELECT unnest(tsvector_to_array(words)), rowid FROM products_text"
      case (.customers, .postgres): "SELECT unnest(tsvector_to_array(words)), rowid FROM customers_text"
      }
    try reader.forEach(sql) { row in
      try body(row.text(0), row.integer(1))
      return true
    }
  }
}

/// For each record the sum over its words, from which the index's words are taken again: nought is left where both have
/// the same.
private struct WordSums {
  private var keys: [Int64] = []
  private var sums: [UInt64] = []
  /// Whether the index has any word of it.
  private var isMet: [Bool] = []
  private var term = ""
  private var hash: UInt64 = 0
  /// Where the last key was found: the next one is near.
  private var place = 0

  var count: Int { keys.count }

  /// Keys come in ascending order.
  mutating func add(_ key: Int64, _ words: String) {
    var sum: UInt64 = 0
    for word in words.utf8.split(separator: 0x20) { sum &+= WordSums.hash(word) }
    keys.append(key)
    sums.append(sum)
    // What has no words needs no row.
    isMet.append(words.isEmpty)
  }

  /// False where there is no such record.
  mutating func take(_ term: String, from key: Int64) -> Bool {
    if term != self.term {
      self.term = term
      hash = WordSums.hash(term.utf8)
    }
    guard find(key) else { return false }
    sums[place] &-= hash
    isMet[place] = true
    return true
  }

  /// Keys of records that the index lacks, and of those whose words differ.
  var left: (missing: [Int64], wrong: [Int64]) {
    var (missing, wrong): ([Int64], [Int64]) = ([], [])
    for index in keys.indices where sums[index] != 0 {
      if isMet[index] { wrong.append(keys[index]) } else { missing.append(keys[index]) }
    }
    return (missing, wrong)
  }

  /// Looks from the last place on in steps that double, then between the last two.
  private mutating func find(_ key: Int64) -> Bool {
    if keys.isEmpty { return false }
    var low = keys[place] <= key ? place : 0
    var step = 1
    while low + step < keys.count, keys[low + step] <= key {
      low += step
      step *= 2
    }
    var high = min(low + step, keys.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if keys[middle] <= key { low = middle } else { high = middle }
    }
    place = low
    return keys[low] == key
  }

  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    // Sums of what FNV leaves alike would be alike.
    hash ^= hash >> 32
    hash = hash &* 0x9e37_79b9_7f4a_7c15
    return hash ^ hash >> 29
  }
}
