internal import Domain

/// What a dry run has read last: the records that a later one may meet, of the same file or of the next.
///
/// Bounded by their bytes, so that a file of any size takes the same memory; the oldest go first.
struct RecentRecords {
  /// What a record can be met under: two records with one of them in common have to do with each other.
  enum Key: Hashable {
    case order(account: Int64, String)
    case product(account: Int64, String), source(account: Int64, String)
    /// The shop's own, whatever account tells of them.
    case number(String), sku(String)
    case stock(account: Int64, String, String)
  }

  struct Entry {
    let record: IntakeRecord
    /// Whose file shows it. Kept by itself or by the rehearsal that has this.
    unowned let intake: Intake
    fileprivate let keys: [Key]
    fileprivate let bytes: Int
  }

  static let bytesLimit = 12 << 20
  /// Of records that all have to do with each other the last so many are remembered together.
  static let relatedLimit = 64

  private var entries: [Entry?] = []
  /// The number of the first of `entries`.
  private var start = 0
  private var oldest = 0
  private var bytes = 0
  private var numbers: [Key: [Int]] = [:]
  /// The last order with a line of this SKU: what was sold keeps its variant. Known from the first product on.
  private var orders: [String: Int]?
  /// What products of which nothing else is remembered were known by, as hash values.
  private var forgotten: Set<Int> = []
  private static let forgottenLimit = 500_000

  /// Takes a record in and gives its number; they go up by one.
  mutating func add(_ record: IntakeRecord, of intake: Intake, _ keys: [Key]) -> Int {
    let number = start + entries.count
    // Beside its text a record is its fields, once more as large or so.
    let size = 1024 + record.rawBytes * 2
    entries.append(Entry(record: record, intake: intake, keys: keys, bytes: size))
    bytes += size
    for key in keys { numbers[key, default: []].append(number) }
    if case .product = record.item, orders == nil {
      orders = [:]
      for (offset, entry) in entries.enumerated() { noteSales(entry?.record, start + offset) }
    }
    noteSales(record, number)
    while bytes > RecentRecords.bytesLimit, oldest < number { forgetOldest() }
    return number
  }

  func holds(_ key: Key) -> Bool { numbers[key] != nil }

  func entry(_ number: Int) -> Entry? { entries[number - start] }

  /// Whether a product was known by one of these, and is not remembered any more.
  func hasForgotten(_ keys: [Key]) -> Bool { keys.contains { forgotten.contains($0.hashValue) } }

  /// How many records of this file there are under the key.
  func count(of key: Key, in intake: Intake) -> Int {
    (numbers[key] ?? []).filter { entries[$0 - start]?.intake === intake }.count
  }

  /// The records before this one that have to do with it, also through each other, in the order of the file.
  func related(to number: Int) -> [Int] {
    guard let entry = entries[number - start] else { return [] }
    var found: Set<Int> = []
    var waiting = entry.keys
    var looked: Set<Key> = []
    while let key = waiting.popLast() {
      guard looked.insert(key).inserted, let near = numbers[key] else { continue }
      if case .sku(let sku) = key, let order = orders?[sku], order < number, order >= oldest,
        found.insert(order).inserted
      {
        waiting += entries[order - start]?.keys ?? []
      }
      for other in near.reversed() where other < number && found.insert(other).inserted {
        if let entry = entries[other - start] { waiting += entry.keys }
        if found.count >= RecentRecords.relatedLimit { return found.sorted() }
      }
    }
    return found.sorted()
  }

  private mutating func noteSales(_ record: IntakeRecord?, _ number: Int) {
    guard orders != nil, case .order(let order)? = record?.item else { return }
    for line in order.lines where !line.sku.isEmpty { orders?[FoldedText.fold(line.sku)] = number }
  }

  private mutating func forgetOldest() {
    if let entry = entries[oldest - start] {
      bytes -= entry.bytes
      for key in entry.keys {
        numbers[key]?.removeAll { $0 == oldest }
        if numbers[key]?.isEmpty == true { numbers[key] = nil }
        if case .product = entry.record.item, forgotten.count < RecentRecords.forgottenLimit {
          forgotten.insert(key.hashValue)
        }
      }
      entries[oldest - start] = nil
    }
    oldest += 1
    if oldest - start > 4096 {
      entries.removeFirst(oldest - start)
      start = oldest
    }
  }
}

extension IntakeRecord {
  /// The bytes of the record as it came.
  var rawBytes: Int {
    switch item {
    case .order(let order): order.raw.utf8.count
    case .product(let product): product.raw.utf8.count
    case .stock(let stock): stock.raw.utf8.count
    case .shipment(let shipment): shipment.raw.utf8.count
    case .answer, .way: 0
    case .skipped, .refused, .noted: 0
    }
  }

  func keys(of account: Int64) -> [RecentRecords.Key] {
    switch item {
    case .order(let order): return [.order(account: account, order.externalId)]
    case .product(let incoming):
      var keys: [RecentRecords.Key] = [.product(account: account, incoming.externalId)]
      let number = FoldedText.fold(incoming.product.number)
      if !number.isEmpty && incoming.part == nil { keys.append(.number(number)) }
      for variant in incoming.product.variants where !variant.sku.isEmpty {
        keys.append(.sku(FoldedText.fold(variant.sku)))
      }
      if !incoming.sourceId.isEmpty { keys.append(.source(account: account, incoming.sourceId)) }
      if let part = incoming.part, !part.productId.isEmpty { keys.append(.source(account: account, part.productId)) }
      return keys
    case .stock(let stock):
      return [.stock(account: account, stock.itemId.isEmpty ? stock.sku : stock.itemId, stock.location)]
    case .shipment(let shipment): return [.order(account: account, shipment.parcel.order)]
    case .skipped, .refused, .noted, .answer, .way: return []
    }
  }
}
