/// Records of one kind by their ids, a bit each: a million marks are 160 KiB, however they were made.
///
/// Ids of a store are dense, so the bits stand in blocks of 4096 neighbours.
public struct RecordSet: Hashable, Sendable {
  private static let shift: Int64 = 12
  private static let words = 64

  private var blocks: [Int64: [UInt64]] = [:]
  public private(set) var count: Int64 = 0

  public init() {}

  public init(_ ids: some Sequence<Int64>) {
    for id in ids { insert(id) }
  }

  public var isEmpty: Bool { count == 0 }

  private static func place(_ id: Int64) -> (block: Int64, word: Int, bit: UInt64) {
    let offset = Int(id & 4095)
    return (id >> shift, offset >> 6, 1 << UInt64(offset & 63))
  }

  public func contains(_ id: Int64) -> Bool {
    let (block, word, bit) = RecordSet.place(id)
    return (blocks[block]?[word] ?? 0) & bit != 0
  }

  /// True where it was not in before.
  @discardableResult
  public mutating func insert(_ id: Int64) -> Bool {
    let (block, word, bit) = RecordSet.place(id)
    if (blocks[block]?[word] ?? 0) & bit != 0 { return false }
    blocks[block, default: Array(repeating: 0, count: RecordSet.words)][word] |= bit
    count += 1
    return true
  }

  /// True where it was in before.
  @discardableResult
  public mutating func remove(_ id: Int64) -> Bool {
    let (block, word, bit) = RecordSet.place(id)
    guard (blocks[block]?[word] ?? 0) & bit != 0 else { return false }
    blocks[block]?[word] &= ~bit
    count -= 1
    if blocks[block]?.allSatisfy({ $0 == 0 }) == true { blocks[block] = nil }
    return true
  }

  public mutating func formUnion(_ other: RecordSet) { combine(other) { $0 | $1 } }
  public mutating func subtract(_ other: RecordSet) { combine(other) { $0 & ~$1 } }
  /// What is in one of them and not in both: inverts `self` within `other`.
  public mutating func formSymmetricDifference(_ other: RecordSet) { combine(other) { $0 ^ $1 } }

  /// Joins block by block what `other` has; blocks that it has not stay as they are.
  private mutating func combine(_ other: RecordSet, _ join: (UInt64, UInt64) -> UInt64) {
    for (block, theirs) in other.blocks {
      var ours = blocks[block] ?? Array(repeating: 0, count: RecordSet.words)
      var bits = 0
      for index in theirs.indices {
        let joined = join(ours[index], theirs[index])
        bits += joined.nonzeroBitCount - ours[index].nonzeroBitCount
        ours[index] = joined
      }
      count += Int64(bits)
      blocks[block] = ours.allSatisfy { $0 == 0 } ? nil : ours
    }
  }

  /// How many are in both.
  public func countInCommon(with other: RecordSet) -> Int64 {
    let (few, many) = blocks.count < other.blocks.count ? (self, other) : (other, self)
    return few.blocks.reduce(into: 0) { sum, block in
      guard let theirs = many.blocks[block.key] else { return }
      for (a, b) in zip(block.value, theirs) { sum += Int64((a & b).nonzeroBitCount) }
    }
  }

  /// Up to `limit` ids behind `id`, ascending; from the first on where it is nil.
  public func ids(after id: Int64?, limit: Int) -> [Int64] {
    var found: [Int64] = []
    for block in blocks.keys.sorted() where id.map({ block >= $0 >> RecordSet.shift }) ?? true {
      for (index, word) in (blocks[block] ?? []).enumerated() where word != 0 {
        var rest = word
        while rest != 0 {
          let one = block << RecordSet.shift | Int64(index << 6 | rest.trailingZeroBitCount)
          rest &= rest - 1
          if let id, one <= id { continue }
          found.append(one)
          if found.count == limit { return found }
        }
      }
    }
    return found
  }

  /// All ids, ascending. For few.
  public var ids: [Int64] { ids(after: nil, limit: Int.max) }
}
