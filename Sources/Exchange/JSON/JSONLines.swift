/// Cuts a stream of bytes into lines of one JSON value each (JSON Lines, Singer messages), holding one at a time.
struct JSONLines {
  private var held: [UInt8] = []
  private var line = 1
  private var tooLong = false

  init() {}

  mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, into sink: (JSONPiece) throws -> Void) throws {
    var from = 0
    while from < bytes.count {
      var to = from
      while to < bytes.count, bytes[to] != 0x0a { to += 1 }
      if to < bytes.count, held.isEmpty, !tooLong, to - from <= JSONLimits.recordBytes {
        // A whole line inside one piece is not copied.
        try hand(UnsafeBufferPointer(rebasing: bytes[from..<to]), into: sink)
      } else {
        hold(UnsafeBufferPointer(rebasing: bytes[from..<to]))
        if to < bytes.count { try handHeld(into: sink) }
      }
      if to < bytes.count { line += 1 }
      from = to + 1
    }
  }

  mutating func finish(into sink: (JSONPiece) throws -> Void) throws {
    if !held.isEmpty { try handHeld(into: sink) }
  }

  private mutating func hold(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !tooLong else { return }
    if held.count + bytes.count > JSONLimits.recordBytes {
      tooLong = true
      held.removeLast(max(0, held.count - 4096))
      if held.isEmpty { held.append(contentsOf: bytes.prefix(4096)) }
    } else {
      held.append(contentsOf: bytes)
    }
  }

  private mutating func handHeld(into sink: (JSONPiece) throws -> Void) throws {
    try held.withUnsafeBufferPointer { try hand($0, into: sink) }
    held.removeAll(keepingCapacity: held.capacity < 1 << 20)
    tooLong = false
  }

  /// Blank lines are no records.
  private func hand(_ bytes: UnsafeBufferPointer<UInt8>, into sink: (JSONPiece) throws -> Void) throws {
    var bytes = bytes
    if bytes.last == 0x0d { bytes = UnsafeBufferPointer(rebasing: bytes.dropLast()) }
    guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
    try sink(JSONPiece(key: "", line: line, bytes: bytes, isTooLong: tooLong, isCutOff: false))
  }
}
