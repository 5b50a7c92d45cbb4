import Domain

/// The orders that are still open, oldest first, found by their key.
struct OrderWindow {
  static let limit = 4096
  /// What the rows of all open orders may take together, in bytes: the oldest leave beyond it.
  static let byteLimit = 16 << 20

  private var ring: [OpenOrder] = []
  private var oldest = 0
  private var byKey: [OrderKey: OpenOrder] = [:]

  func find(_ key: Cell) -> OpenOrder? { byKey.isEmpty ? nil : byKey[OrderKey(Array(key.bytes))] }

  func find(place: [UInt8]) -> OpenOrder? { byKey[OrderKey(place)] }

  /// Opens one more; the oldest leaves where the window is full.
  mutating func add(_ order: OpenOrder) -> OpenOrder? {
    byKey[OrderKey(order.place)] = order
    guard ring.count >= Self.limit else {
      ring.append(order)
      return nil
    }
    let leaving = ring[oldest]
    ring[oldest] = order
    oldest = (oldest + 1) % Self.limit
    byKey[OrderKey(leaving.place)] = nil
    return leaving
  }

  /// Takes the oldest out, where there is more than one.
  mutating func takeOldest() -> OpenOrder? {
    guard ring.count > 1 else { return nil }
    if oldest > 0 {
      ring = Array(ring[oldest...]) + ring[..<oldest]
      oldest = 0
    }
    let leaving = ring.removeFirst()
    byKey[OrderKey(leaving.place)] = nil
    return leaving
  }

  mutating func takeAll() -> [OpenOrder] {
    let all = Array(ring[oldest...]) + ring[..<oldest]
    ring = []
    oldest = 0
    byKey = [:]
    return all
  }
}

/// An order number as bytes, with a hash that costs little.
struct OrderKey: Hashable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }
}
