/// Which orders a file has shown so far, and by which contents: so that rows far from the order's others are known for
/// what they are.
///
/// The last sixteen thousand are kept in memory, those before them in a nameless file: a file of any size takes the
/// same memory. A filter of one mebibyte knows most orders for new without a look into the file.
struct SeenOrders {
  static let memoryLimit = 16_384

  /// What was seen since the last time that it went into the file.
  private var first: [UInt64: Int64] = [:]
  private var more: [UInt64: [Int64]] = [:]
  private var table: SpilledTable?
  private var filter = KeyFilter()
  private let limit: Int

  init(memoryLimit: Int = SeenOrders.memoryLimit) { limit = memoryLimit }

  /// The contents that the order was seen with, in the order of the file.
  mutating func contents(of externalId: String) -> [Int64] {
    let key = SeenOrders.key(externalId)
    let earlier = filter.mayHold(key) ? table?.contents(of: key) ?? [] : []
    guard let one = first[key] else { return earlier }
    return earlier + [one] + (more[key] ?? [])
  }

  mutating func add(_ externalId: String, _ content: Int64) {
    let key = SeenOrders.key(externalId)
    if first[key] == nil { first[key] = content } else { more[key, default: []].append(content) }
    if first.count + more.count >= limit { spill() }
  }

  /// Where no file can be had, memory has to do.
  private mutating func spill() {
    if table == nil { table = SpilledTable(capacity: limit * 4) }
    guard table != nil else { return }
    var entries: [SpilledTable.Entry] = []
    entries.reserveCapacity(first.count)
    for (key, content) in first {
      filter.add(key)
      entries.append(SpilledTable.Entry(key: key, content: content))
      for content in more[key] ?? [] { entries.append(SpilledTable.Entry(key: key, content: content)) }
    }
    table?.add(entries)
    first.removeAll(keepingCapacity: true)
    more.removeAll(keepingCapacity: true)
  }

  /// FNV-1a over the number's bytes, never nought.
  static func key(_ externalId: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in externalId.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    // FNV leaves neighbours near each other.
    hash ^= hash >> 32
    hash = hash &* 0x9e37_79b9_7f4a_7c15
    hash ^= hash >> 29
    return hash == 0 ? 1 : hash
  }
}

/// Keys that were seen for certain not, or perhaps: four bits of 8,388,608 for each (B. Bloom, 1970). At a million keys
/// one in forty is taken for seen that was not; that costs a look into the file and no more.
private struct KeyFilter {
  private var words: [UInt64] = []

  mutating func add(_ key: UInt64) {
    if words.isEmpty { words = [UInt64](repeating: 0, count: 1 << 17) }
    for bit in KeyFilter.bits(key) { words[bit >> 6] |= 1 << UInt64(bit & 63) }
  }

  func mayHold(_ key: UInt64) -> Bool {
    !words.isEmpty && KeyFilter.bits(key).allSatisfy { words[$0 >> 6] & 1 << UInt64($0 & 63) != 0 }
  }

  private static func bits(_ key: UInt64) -> some Sequence<Int> {
    let step = key >> 32 | 1
    return (0..<4).lazy.map { Int((key &+ UInt64($0) &* step) & 0x7F_FFFF) }
  }
}
