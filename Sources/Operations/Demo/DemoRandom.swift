/// The demo's own generator (SplitMix64 of Steele, Lea and Flood): the same seed makes the same shop on every machine
/// and with every library.
struct DemoRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// One stream for each part of the shop, so that one part's appetite does not shift the others.
  init(seed: UInt64, stream: UInt64) {
    var mixed = DemoRandom(seed: seed ^ stream &* 0xD6E8_FEB8_6659_FD93)
    state = mixed.next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// From nought to `limit` − 1; nought where the limit is not positive.
  mutating func below(_ limit: Int) -> Int {
    limit <= 1 ? 0 : Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  mutating func within(_ range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound + Int64(below(Int(range.upperBound - range.lowerBound) + 1))
  }

  /// True so many times in ten thousand.
  mutating func chance(_ perTenThousand: Int) -> Bool { below(10_000) < perTenThousand }

  /// From nought to one, without one.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// An element; `fallback` where there is none.
  mutating func pick<T>(_ list: [T], or fallback: T) -> T {
    list.isEmpty ? fallback : list[below(list.count)]
  }

  mutating func pick(_ list: [String]) -> String { pick(list, or: "") }

  mutating func digits(_ count: Int) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var word: UInt64 = 0
    for index in 0..<count {
      if index % 16 == 0 { word = next() }
      bytes.append(0x30 + UInt8(truncatingIfNeeded: word % 10))
      word /= 10
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
