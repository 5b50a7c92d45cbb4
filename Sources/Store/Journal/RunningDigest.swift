/// A digest of bytes that come piece by piece: of each piece of 64 KiB its SHA-256, chained.
public struct RunningDigest: Sendable {
  private var held: [UInt8] = []
  private var chain: [UInt8] = []
  private static let piece = 1 << 16

  public init() {}

  public mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    held.append(contentsOf: bytes)
    var start = 0
    while held.count - start >= RunningDigest.piece {
      chain = SHA256.digest(chain + held[start..<(start + RunningDigest.piece)])
      start += RunningDigest.piece
    }
    if start > 0 { held.removeFirst(start) }
  }

  /// Of everything so far, in hexadecimal digits.
  public var text: String { Hex.text(SHA256.digest(chain + held)) }
}
