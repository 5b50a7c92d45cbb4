internal import Glibc

/// Which orders a file has shown so far, and by which contents: so that rows that stand far from the order's others are
/// known for what they are.
///
/// Some thirty thousand are kept in memory, more of them in a nameless file: a file of any size takes the same memory.
struct SeenOrders {
  static let memoryLimit = 32_768

  private var first: [UInt64: Int64] = [:]
  private var more: [UInt64: [Int64]] = [:]
  private var table: SpilledTable?
  private let limit: Int

  init(memoryLimit: Int = SeenOrders.memoryLimit) { limit = memoryLimit }

  /// The contents that the order was seen with, in the order of the file.
  mutating func contents(of externalId: String) -> [Int64] {
    let key = SeenOrders.key(externalId)
    if let table { return table.contents(of: key) }
    guard let one = first[key] else { return [] }
    return [one] + (more[key] ?? [])
  }

  mutating func add(_ externalId: String, _ content: Int64) {
    let key = SeenOrders.key(externalId)
    if table != nil {
      table?.add(key, content)
      return
    }
    if first[key] == nil { first[key] = content } else { more[key, default: []].append(content) }
    if first.count + more.count >= limit { spill() }
  }

  /// Where no file can be had, memory has to do.
  private mutating func spill() {
    guard var spilled = SpilledTable(capacity: limit * 4) else { return }
    for (key, content) in first {
      spilled.add(key, content)
      for content in more[key] ?? [] { spilled.add(key, content) }
    }
    table = spilled
    first = [:]
    more = [:]
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

/// Pairs of key and content in a nameless file: an open table whose entries lie where their key says or behind it,
/// those of one key in the order in which they came.
private struct SpilledTable {
  /// Closes the file, which then is gone.
  private final class Handle {
    let descriptor: Int32
    init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }
  }

  /// Behind the last place that a key can say, so that nothing runs over the end.
  private static let overrun = 4096
  private static let window = 8

  private var handle: Handle
  private var capacity: Int
  private var count = 0

  init?(capacity wanted: Int) {
    var capacity = 1024
    while capacity < wanted { capacity *= 2 }
    guard let handle = SpilledTable.file(places: capacity + SpilledTable.overrun) else { return nil }
    self.handle = handle
    self.capacity = capacity
  }

  func contents(of key: UInt64) -> [Int64] {
    var found: [Int64] = []
    _ = walk(from: place(key)) { entryKey, content in
      if entryKey == key { found.append(content) }
      return entryKey == 0
    }
    return found
  }

  mutating func add(_ key: UInt64, _ content: Int64) {
    if count * 5 > capacity * 3 { grow() }
    guard let free = walk(from: place(key), until: { entryKey, _ in entryKey == 0 }) else { return }
    var entry = (key, content)
    let written = withUnsafeBytes(of: &entry) { pwrite(handle.descriptor, $0.baseAddress, 16, off_t(free * 16)) }
    if written == 16 { count += 1 }
  }

  private func place(_ key: UInt64) -> Int { Int(key >> 8) & (capacity - 1) }

  /// Looks at places from one on until the closure says so; that place. nil at the table's end.
  private func walk(from start: Int, until: (UInt64, Int64) -> Bool) -> Int? {
    var place = start
    return withUnsafeTemporaryAllocation(byteCount: 16 * SpilledTable.window, alignment: 8) { buffer in
      while place < capacity + SpilledTable.overrun {
        let count = pread(handle.descriptor, buffer.baseAddress, buffer.count, off_t(place * 16)) / 16
        if count <= 0 { return nil }
        for index in 0..<count {
          let key = buffer.load(fromByteOffset: index * 16, as: UInt64.self)
          if until(key, buffer.load(fromByteOffset: index * 16 + 8, as: Int64.self)) { return place + index }
        }
        place += count
      }
      return nil
    }
  }

  /// Twice the places. Old entries are read in their order, so those of one key keep theirs.
  private mutating func grow() {
    guard var larger = SpilledTable(capacity: capacity * 2) else { return }
    var place = 0
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
      while true {
        let bytes = pread(handle.descriptor, buffer.baseAddress, buffer.count, off_t(place * 16))
        if bytes < 16 { break }
        for offset in stride(from: 0, to: bytes - 15, by: 16) {
          let key = buffer.load(fromByteOffset: offset, as: UInt64.self)
          if key != 0 { larger.add(key, buffer.load(fromByteOffset: offset + 8, as: Int64.self)) }
        }
        place += bytes / 16
      }
    }
    self = larger
  }

  private static func file(places: Int) -> Handle? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var random = SystemRandomNumberGenerator()
    let name = "\(folder)/portolan-\(getpid())-\(String(random.next(), radix: 36))"
    let descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    // Gone with its last descriptor, however this process ends.
    unlink(name)
    // A file with holes: what was never written reads as noughts.
    guard ftruncate(descriptor, off_t(places * 16)) == 0 else {
      close(descriptor)
      return nil
    }
    return Handle(descriptor)
  }
}
