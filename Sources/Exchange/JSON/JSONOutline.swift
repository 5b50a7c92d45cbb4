/// The keys at the beginning of a document, as ways (`orders.financial_status`), lists and envelopes passed through:
/// enough to tell formats apart, even where the text is cut off in the middle.
struct JSONOutline {
  /// Whether the text begins like JSON at all.
  private(set) var isJSON = false
  /// Keys of the outermost object; empty for an array.
  private(set) var outermost: Set<String> = []
  private var ways: Set<String> = []
  /// Whether any key stands inside the outermost object's members.
  var isDeep: Bool { ways.contains { $0.utf8.contains(0x2e) } }

  func has(_ way: String) -> Bool { ways.contains(way) }
  func hasAny(_ ways: String...) -> Bool { ways.contains(where: self.ways.contains) }
  func hasAll(_ ways: String...) -> Bool { ways.allSatisfy(self.ways.contains) }

  init(_ text: String) {
    var text = text
    text.withUTF8 { read($0) }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var levels: [(isObject: Bool, key: String)] = []
    var index = 0
    while index < bytes.count, ways.count < 2000 {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x7b, 0x5b:
        isJSON = true
        if levels.count >= 16 { return }
        levels.append((byte == 0x7b, ""))
      case 0x7d, 0x5d: if levels.popLast() == nil { return }
      case 0x22:
        let start = index
        while index < bytes.count, bytes[index] != 0x22 { index += bytes[index] == 0x5c ? 2 : 1 }
        let end = min(index, bytes.count)
        index = end + 1
        guard levels.last?.isObject == true, end - start <= 64, isKey(bytes, index) else { continue }
        levels[levels.count - 1].key = String(decoding: bytes[start..<end], as: UTF8.self)
        note(levels)
      case 0x20, 0x0a, 0x0d, 0x09: continue
      default:
        // Text that begins with anything else is no document.
        if levels.isEmpty, !isJSON { return }
      }
    }
  }

  private func isKey(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int) -> Bool {
    var index = from
    while index < bytes.count, [0x20, 0x0a, 0x0d, 0x09].contains(bytes[index]) { index += 1 }
    return index < bytes.count && bytes[index] == 0x3a
  }

  private mutating func note(_ levels: [(isObject: Bool, key: String)]) {
    let keys = levels.filter(\.isObject).map(\.key)
    if levels.count == 1, let key = keys.first { outermost.insert(key) }
    if keys.count <= 3 { ways.insert(keys.joined(separator: ".")) }
    // Envelopes say nothing about what is in them.
    var inner = keys[...]
    while let key = inner.first, inner.count > 1, ["response", "payload", "data"].contains(key) {
      inner = inner.dropFirst()
    }
    if inner.count < keys.count, inner.count <= 3 { ways.insert(inner.joined(separator: ".")) }
  }
}
