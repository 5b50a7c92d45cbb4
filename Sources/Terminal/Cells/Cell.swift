internal import Synchronization

/// One column of the screen in one word, so that rows compare by memory: glyph 32 | role 8 | flags 8 | width 2 |
/// link 14.
public struct Cell: Equatable, Hashable, Sendable {
  /// Glyph in the low 32 bits (a code point, or `clusterBit` and an index of `ClusterStore`), then role, flags, width,
  /// link.
  public let bits: UInt64

  /// Terminals differ about how many columns this takes: the sink draws it so that nothing depends on it.
  public static let doubtful: UInt8 = 1
  static let clusterBit: UInt32 = 0x8000_0000

  init(bits: UInt64) { self.bits = bits }

  public init(glyph: UInt32, role: Role = .text, flags: UInt8 = 0, width: UInt8 = 1) {
    bits = UInt64(glyph) | UInt64(role.rawValue) << 32 | UInt64(flags) << 40 | UInt64(width) << 48
  }

  public static let blank = Cell(glyph: 0x20)

  /// The code point, or the cluster's index with the highest bit set.
  public var glyph: UInt32 { UInt32(truncatingIfNeeded: bits) }
  var roleByte: UInt8 { UInt8(truncatingIfNeeded: bits >> 32) }
  public var role: Role { Role(rawValue: roleByte) ?? .text }
  public var flags: UInt8 { UInt8(truncatingIfNeeded: bits >> 40) }
  /// 1 or 2; 0 for the right half of a glyph of two columns.
  public var width: UInt8 { UInt8(truncatingIfNeeded: bits >> 48) & 3 }
  /// What it leads to, as an index of `LinkStore`; 0 for nothing.
  var link: Int { Int(truncatingIfNeeded: bits >> 50) }
  public var isDoubtful: Bool { flags & Cell.doubtful != 0 }

  func with(role: Role) -> Cell { Cell(bits: bits & ~(0xFF << 32) | UInt64(role.rawValue) << 32) }
  func with(link: Int) -> Cell { Cell(bits: bits & ((1 << 50) - 1) | UInt64(min(max(link, 0), LinkStore.limit)) << 50) }

  /// The text of this cell; empty for a right half.
  public var text: String {
    if width == 0 { return "" }
    if glyph & Cell.clusterBit != 0 { return ClusterStore.text(glyph) }
    return Unicode.Scalar(glyph).map { String(Character($0)) } ?? " "
  }
}

/// Clusters of several code points, each kept once for the whole process, so that cells of any two frames compare.
enum ClusterStore {
  static let limit = 65_536

  private struct Contents {
    var indices: [String: UInt32] = [:]
    var texts: [String] = []
  }

  private static let contents = Mutex(Contents())

  /// The glyph of a cluster; nil once 65,536 different ones were seen (the caller shows a mark instead).
  static func glyph(_ cluster: String) -> UInt32? {
    contents.withLock { store in
      if let index = store.indices[cluster] { return index | Cell.clusterBit }
      guard store.texts.count < limit else { return nil }
      let index = UInt32(store.texts.count)
      store.texts.append(cluster)
      store.indices[cluster] = index
      return index | Cell.clusterBit
    }
  }

  static func text(_ glyph: UInt32) -> String {
    contents.withLock { store in
      let index = Int(glyph & ~Cell.clusterBit)
      return index < store.texts.count ? store.texts[index] : " "
    }
  }
}
