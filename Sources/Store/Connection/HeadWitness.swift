internal import Glibc

/// The journal's newest entry: its number and its hash.
struct StoreHead: Hashable, Sendable {
  var seq: Int64
  var hash: [UInt8]
}

/// Remembers the journal's head outside the store's file, in the lock file: a damaged byte in the write-ahead log lets
/// SQLite drop every commit behind it without a word, and a file put back from an older copy looks sound as well.
///
/// Two lines: the head after the last commit, and the first head that was found missing, until somebody accepts it.
final class HeadWitness: @unchecked Sendable {
  private let path: String
  private let head: @Sendable (any Reader) throws -> StoreHead?
  // Written under the gate alone.
  private var hasCompared = false

  private static let lineLength = 96

  init(path: String, head: @escaping @Sendable (any Reader) throws -> StoreHead?) {
    self.path = path
    self.head = head
  }

  /// Before the first write of this process: what is missing now must not be covered by what comes.
  func compare(_ reader: any Reader) throws {
    if hasCompared { return }
    hasCompared = true
    if line(1) == nil, let kept = line(0), try !isThere(kept, reader) { write(kept, to: 1) }
  }

  /// After a commit. A head that cannot be kept is no reason to fail what was done.
  func keep(_ reader: any Reader) {
    if let newest = try? head(reader) { write(newest, to: 0) }
  }

  /// The heads that were committed, as the lock file has them now: the one found missing first, then the newest.
  func kept() -> [StoreHead] { [1, 0].compactMap(line) }

  /// The first of `kept` that is not in the journal; nil where all is well or nothing is known.
  func missing(of kept: [StoreHead], in reader: any Reader) throws -> StoreHead? {
    try kept.first { try !isThere($0, reader) }
  }

  /// Knows nothing any more: the store is a new one.
  func reset() {
    hasCompared = true
    truncate(path, 0)
  }

  /// Accepts that what is missing is missing.
  func forget() {
    write([UInt8](repeating: UInt8(ascii: " "), count: HeadWitness.lineLength - 1), to: 1)
    hasCompared = true
  }

  private func isThere(_ kept: StoreHead, _ reader: any Reader) throws -> Bool {
    return try reader.first("SELECT hash FROM journal WHERE seq = \(kept.seq)") { $0.bytes(0) } == kept.hash
  }

  private func write(_ head: StoreHead, to number: Int) {
    let text = Array("\(head.seq) \(Hex.text(head.hash))".utf8)
    if text.count >= HeadWitness.lineLength { return }
    write(text + [UInt8](repeating: UInt8(ascii: " "), count: HeadWitness.lineLength - 1 - text.count), to: number)
  }

  private func write(_ line: [UInt8], to number: Int) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    _ = (line + [10]).withUnsafeBytes {
      pwrite(descriptor, $0.baseAddress, $0.count, off_t(number * HeadWitness.lineLength))
    }
  }

  private func line(_ number: Int) -> StoreHead? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: HeadWitness.lineLength)
    guard pread(descriptor, &bytes, bytes.count, off_t(number * HeadWitness.lineLength)) == bytes.count else {
      return nil
    }
    let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard words.count == 2, let seq = Int64(words[0]), seq > 0, let hash = Hex.bytes(words[1]), hash.count == 32 else {
      return nil
    }
    return StoreHead(seq: seq, hash: hash)
  }
}
