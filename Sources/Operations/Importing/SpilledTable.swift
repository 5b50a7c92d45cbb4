internal import Glibc

/// Pairs of key and content in a nameless file: an open table whose entries lie where their key says or behind it,
/// those of one key in the order in which they came.
struct SpilledTable {
  /// Sixteen bytes in the file; a key of nought is a free place.
  struct Entry {
    var key: UInt64
    var content: Int64
  }

  /// Closes the file, which then is gone.
  private final class Handle {
    let descriptor: Int32
    init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }
  }

  private static let entryBytes = 16
  /// Behind the last place that a key can say, so that nothing runs over the end.
  private static let overrun = 4096
  /// Places that a look at one key reads at once.
  private static let window = 8
  /// Places that are read and written at once while many entries go in: many where entries are near each other.
  private static let denseStretch = 4096, sparseStretch = 128

  private var handle: Handle
  private var capacity: Int
  private var count = 0

  /// nil where no file can be had.
  init?(capacity wanted: Int) {
    var capacity = 1024
    while capacity < wanted { capacity *= 2 }
    guard let handle = SpilledTable.file(places: capacity + SpilledTable.overrun) else { return nil }
    self.handle = handle
    self.capacity = capacity
  }

  func contents(of key: UInt64) -> [Int64] {
    var found: [Int64] = []
    var place = place(key)
    withUnsafeTemporaryAllocation(of: Entry.self, capacity: SpilledTable.window) { buffer in
      while place < capacity + SpilledTable.overrun {
        let count = read(into: UnsafeMutableBufferPointer(rebasing: buffer[...]), from: place)
        for entry in buffer.prefix(count) {
          if entry.key == 0 { return }
          if entry.key == key { found.append(entry.content) }
        }
        if count == 0 { return }
        place += count
      }
    }
    return found
  }

  /// Takes many in at once, in the order of their places, so that the file is gone through and not jumped about in.
  mutating func add(_ entries: [Entry]) {
    while (count + entries.count) * 5 > capacity * 3 {
      if !grow() { return }
    }
    let sorted = entries.enumerated().sorted { left, right in
      let (one, two) = (place(left.element.key), place(right.element.key))
      return one == two ? left.offset < right.offset : one < two
    }
    let isDense = capacity / max(sorted.count, 1) < 256
    let stretch = isDense ? SpilledTable.denseStretch : SpilledTable.sparseStretch
    withUnsafeTemporaryAllocation(of: Entry.self, capacity: stretch * 2) { buffer in
      var next = 0
      while next < sorted.count {
        let start = place(sorted[next].element.key)
        let known = read(into: buffer, from: start)
        var taken = 0
        var used = 0
        while next + taken < sorted.count, place(sorted[next + taken].element.key) < start + stretch {
          let entry = sorted[next + taken].element
          var slot = place(entry.key) - start
          while slot < known && buffer[slot].key != 0 { slot += 1 }
          if slot >= known { break }
          buffer[slot] = entry
          used = max(used, slot + 1)
          taken += 1
        }
        write(buffer, used, at: start)
        count += taken
        // A stretch without a free place takes thousands of equal keys: the rest of them is not remembered.
        next += max(taken, 1)
      }
    }
  }

  private func place(_ key: UInt64) -> Int { Int(key >> 8) & (capacity - 1) }

  private func read(into buffer: UnsafeMutableBufferPointer<Entry>, from place: Int) -> Int {
    let bytes = pread(
      handle.descriptor, buffer.baseAddress, buffer.count * SpilledTable.entryBytes,
      off_t(place * SpilledTable.entryBytes))
    return max(bytes, 0) / SpilledTable.entryBytes
  }

  private func write(_ buffer: UnsafeMutableBufferPointer<Entry>, _ count: Int, at place: Int) {
    _ = pwrite(
      handle.descriptor, buffer.baseAddress, count * SpilledTable.entryBytes, off_t(place * SpilledTable.entryBytes))
  }

  /// Twice the places. Old entries are read in their order, so those of one key keep theirs.
  private mutating func grow() -> Bool {
    guard var larger = SpilledTable(capacity: capacity * 2) else { return false }
    var place = 0
    withUnsafeTemporaryAllocation(of: Entry.self, capacity: 16_384) { buffer in
      while true {
        let count = read(into: buffer, from: place)
        if count == 0 { break }
        larger.add(buffer.prefix(count).filter { $0.key != 0 })
        place += count
      }
    }
    self = larger
    return true
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
    guard ftruncate(descriptor, off_t(places * entryBytes)) == 0 else {
      close(descriptor)
      return nil
    }
    return Handle(descriptor)
  }
}
