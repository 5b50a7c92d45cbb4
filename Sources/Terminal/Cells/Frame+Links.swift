internal import Synchronization

/// Addresses that cells lead to, each kept once for the whole process, so that cells of any two frames compare.
enum LinkStore {
  static let limit = (1 << 14) - 1

  private struct Contents {
    var indices: [String: Int] = [:]
    var addresses: [String] = []
  }

  private static let contents = Mutex(Contents())

  /// The number of an address, from 1; nil once 16,383 different ones were seen (the text stands there without a link).
  static func index(of address: String) -> Int? {
    contents.withLock { store in
      if let index = store.indices[address] { return index }
      guard store.addresses.count < limit else { return nil }
      store.addresses.append(address)
      store.indices[address] = store.addresses.count
      return store.addresses.count
    }
  }

  static func address(_ index: Int) -> String? {
    contents.withLock { $0.addresses.indices.contains(index - 1) ? $0.addresses[index - 1] : nil }
  }
}

/// An address that may be offered to be opened: `https`, a host without a name or password before it, and nothing in it
/// that a terminal could take for anything else.
public struct LinkAddress: Hashable, Sendable {
  public let text: String

  public static let limit = 1000

  /// nil where the text is no such address.
  public init?(_ given: String) {
    let scheme = "https://"
    guard given.utf8.count <= LinkAddress.limit, given.lowercased().hasPrefix(scheme) else { return nil }
    let rest = given.dropFirst(scheme.count)
    let host = rest.prefix { !"/?#".contains($0) }
    let isHost = host.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x2D || byte == 0x2E || byte == 0x3A
    }
    guard !host.isEmpty, isHost else { return nil }
    var cleaned = scheme
    for byte in rest.utf8 {
      if byte > 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x3C && byte != 0x3E && byte != 0x5C {
        cleaned.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        cleaned += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    guard cleaned.utf8.count <= LinkAddress.limit else { return nil }
    text = cleaned
  }
}

extension Frame {
  /// Makes what stands in a rectangle lead to an address, on terminals that are known to show links.
  public mutating func link(_ rect: Rect, to address: LinkAddress) {
    let part = rect.intersection(bounds)
    guard !part.isEmpty, let link = LinkStore.index(of: address.text) else { return }
    for row in part.y..<part.maxY {
      let start = row * size.columns
      for index in (start + part.x)..<(start + part.maxX) { cells[index] = cells[index].with(link: link) }
    }
  }

  /// Where a cell leads to; nil for nothing.
  public func address(at point: Point) -> String? { self[point].flatMap { LinkStore.address($0.link) } }
}
