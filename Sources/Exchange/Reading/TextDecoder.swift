internal import Glibc

/// Turns a stream of bytes in any encoding into UTF-8, piece by piece; what is no text in it becomes U+FFFD.
final class TextDecoder {
  /// UTF-8 while nothing but ASCII has been seen and nobody named another.
  private(set) var encoding: TextEncoding
  private var isDecided: Bool
  private var isAtStart = true
  private var handle: iconv_t?
  private var tail: [UInt8] = []

  init(encoding: TextEncoding?) {
    self.encoding = encoding ?? .utf8
    self.isDecided = encoding != nil
  }

  deinit { if let handle { iconv_close(handle) } }

  /// Decodes the next piece; `isLast` once, with what is left.
  func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    if !tail.isEmpty || (isAtStart && bytes.count < 4 && !isLast) {
      tail.append(contentsOf: bytes)
      if isAtStart && tail.count < 4 && !isLast { return }
      let joined = tail
      tail = []
      try joined.withUnsafeBufferPointer { try decodeJoined($0, isLast, body) }
    } else {
      try decodeJoined(bytes, isLast, body)
    }
  }

  private func decodeJoined(
    _ bytes: UnsafeBufferPointer<UInt8>, _ isLast: Bool, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    var bytes = bytes
    if isAtStart {
      isAtStart = false
      if let (marked, length) = TextEncoding.mark(bytes), !isDecided || marked == encoding {
        encoding = marked
        isDecided = true
        bytes = UnsafeBufferPointer(rebasing: bytes[length...])
      }
    }
    if !isDecided, let found = TextEncoding.found(bytes) {
      encoding = found
      isDecided = true
    }
    if encoding.iconvName == nil {
      try passClean(bytes, isLast, body)
    } else {
      try convert(bytes, isLast, body)
    }
  }

  private static let replacement: [UInt8] = [0xef, 0xbf, 0xbd]

  private func passClean(
    _ bytes: UnsafeBufferPointer<UInt8>, _ isLast: Bool, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    var start = 0
    while start < bytes.count {
      let clean = UTF8Check.cleanPrefix(bytes, from: start)
      if clean > 0 { try body(UnsafeBufferPointer(rebasing: bytes[start..<start + clean])) }
      start += clean
      guard start < bytes.count else { return }
      if !isLast && UTF8Check.isCutOff(bytes, start) {
        tail = Array(bytes[start...])
        return
      }
      try Self.replacement.withUnsafeBufferPointer { try body($0) }
      start += 1
      // The rest of a broken sequence is one fault with its beginning.
      while start < bytes.count, bytes[start] & 0xc0 == 0x80 { start += 1 }
    }
  }

  private func convert(
    _ bytes: UnsafeBufferPointer<UInt8>, _ isLast: Bool, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    if handle == nil, let name = encoding.iconvName {
      let opened = iconv_open("UTF-8", name)
      guard opened != iconv_t(bitPattern: -1) else { throw SourceRefusal.unknownEncoding(encoding.name) }
      handle = opened
    }
    guard let handle, let base = bytes.baseAddress else { return }
    var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base)
      .assumingMemoryBound(to: CChar.self)
    var inputLeft = bytes.count
    var output = [UInt8](repeating: 0, count: 65_536)
    while inputLeft > 0 {
      var outputLeft = output.count
      let result = output.withUnsafeMutableBytes { raw -> Int in
        var pointer = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
        // (size_t) -1, whose bits are what matters: a conversion that stopped, at a full buffer or a broken sequence.
        return Int(truncatingIfNeeded: iconv(handle, &input, &inputLeft, &pointer, &outputLeft))
      }
      let problem = errno
      let produced = output.count - outputLeft
      if produced > 0 {
        try output.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[0..<produced])) }
      }
      if result >= 0 || problem == E2BIG { continue }
      if problem == EINVAL && !isLast {
        tail = Array(bytes[(bytes.count - inputLeft)...])
        return
      }
      try Self.replacement.withUnsafeBufferPointer { try body($0) }
      let unit = encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? 2 : 1
      let step = min(unit, inputLeft)
      input = input.map { $0 + step }
      inputLeft -= step
    }
  }
}
