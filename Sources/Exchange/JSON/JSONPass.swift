/// One walk over the bytes of a value. It never recurses: depth is data, and bounded.
struct JSONPass {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var nodes: ContiguousArray<JSONNode>
  private(set) var hasLoneSurrogates = false
  private(set) var faultOffset = 0
  private(set) var faultText = ""
  private(set) var faultIsLimit = false

  /// Open containers, outermost first: the index of the node, and for objects the key last seen, for arrays how many
  /// elements came before.
  private var open: [(node: Int, isObject: Bool, at: Int)] = []
  private var offset = 0

  init(bytes: UnsafeBufferPointer<UInt8>, nodes: consuming ContiguousArray<JSONNode>) {
    self.bytes = bytes
    self.nodes = nodes
    open.reserveCapacity(JSONLimits.depth)
  }

  /// Whether the bytes are one value; otherwise the fault's fields say why not.
  mutating func run() -> Bool {
    skipBlanks()
    guard value() else { return false }
    while let container = open.last {
      let ok = container.isObject ? member() : element()
      if !ok { return false }
    }
    skipBlanks()
    if offset < bytes.count { return fail("nothing more after the value") }
    return true
  }

  private mutating func fail(_ expected: String, isLimit: Bool = false) -> Bool {
    faultOffset = offset
    faultIsLimit = isLimit
    if isLimit {
      faultText = expected
    } else if offset >= bytes.count {
      faultText = expected + " expected, the text ends"
    } else {
      let byte = bytes[offset]
      let found =
        byte < 0x20 || byte == 0x7f
        ? "control character \(byte)"
        : "‘" + String(decoding: bytes[offset..<min(offset + 12, bytes.count)].prefix { $0 >= 0x20 }, as: UTF8.self)
          + "’"
      faultText = expected + " expected, found " + found
    }
    return false
  }

  @inline(__always)
  private mutating func skipBlanks() {
    while offset < bytes.count {
      let byte = bytes[offset]
      guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return }
      offset += 1
    }
  }

  @inline(__always)
  private mutating func add(_ kind: JSONNode.Kind, _ start: Int, _ end: Int, hasEscapes: Bool = false) {
    let next = UInt32(truncatingIfNeeded: nodes.count + 1)
    nodes.append(
      JSONNode(
        kind: kind, hasEscapes: hasEscapes, start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: end), next: next
      )
    )
  }

  private mutating func value() -> Bool {
    guard offset < bytes.count else { return fail("a value") }
    if nodes.count >= JSONLimits.nodes { return fail("at most 1,000,000 values in one record", isLimit: true) }
    switch bytes[offset] {
    case 0x22: return string()
    case 0x7b: return begin(isObject: true)
    case 0x5b: return begin(isObject: false)
    case 0x2d, 0x30...0x39: return number()
    case 0x74: return word("true", .yes)
    case 0x66: return word("false", .no)
    case 0x6e: return word("null", .null)
    default: return fail("a value")
    }
  }

  private mutating func begin(isObject: Bool) -> Bool {
    if open.count >= JSONLimits.depth { return fail("at most \(JSONLimits.depth) levels of nesting", isLimit: true) }
    open.append((nodes.count, isObject, -1))
    add(isObject ? .object : .array, offset, offset)
    offset += 1
    return true
  }

  private mutating func close() {
    offset += 1
    guard let container = open.popLast() else { return }
    nodes[container.node].end = UInt32(truncatingIfNeeded: offset)
    nodes[container.node].next = UInt32(truncatingIfNeeded: nodes.count)
  }

  private mutating func member() -> Bool {
    let level = open.count - 1
    skipBlanks()
    guard offset < bytes.count else { return fail("a key or }") }
    if open[level].at >= 0 {
      if bytes[offset] == 0x7d {
        close()
        return true
      }
      guard bytes[offset] == 0x2c else { return fail("a comma or }") }
      offset += 1
      skipBlanks()
      guard offset < bytes.count, bytes[offset] == 0x22 else { return fail("a key in quotation marks") }
    } else if bytes[offset] == 0x7d {
      close()
      return true
    } else if bytes[offset] != 0x22 {
      return fail("a key in quotation marks or }")
    }
    open[level].at = nodes.count
    guard string() else { return false }
    skipBlanks()
    guard offset < bytes.count, bytes[offset] == 0x3a else { return fail("a colon after the key") }
    offset += 1
    skipBlanks()
    return value()
  }

  private mutating func element() -> Bool {
    let level = open.count - 1
    skipBlanks()
    guard offset < bytes.count else { return fail("a value or ]") }
    if bytes[offset] == 0x5d {
      close()
      return true
    }
    if open[level].at >= 0 {
      guard bytes[offset] == 0x2c else { return fail("a comma or ]") }
      offset += 1
      skipBlanks()
    }
    open[level].at += 1
    return value()
  }

  private mutating func word(_ word: StaticString, _ kind: JSONNode.Kind) -> Bool {
    let count = word.utf8CodeUnitCount
    guard offset + count <= bytes.count else { return fail("true, false or null") }
    for index in 0..<count where bytes[offset + index] != word.utf8Start[index] {
      return fail("true, false or null")
    }
    add(kind, offset, offset + count)
    offset += count
    return true
  }

  private mutating func digits() -> Bool {
    let start = offset
    while offset < bytes.count, bytes[offset] &- 0x30 <= 9 { offset += 1 }
    return offset > start
  }

  private mutating func number() -> Bool {
    let start = offset
    if bytes[offset] == 0x2d { offset += 1 }
    if offset < bytes.count, bytes[offset] == 0x30 {
      offset += 1
      if offset < bytes.count, bytes[offset] &- 0x30 <= 9 { return fail("a number without leading noughts") }
    } else if !digits() {
      return fail("a digit")
    }
    if offset < bytes.count, bytes[offset] == 0x2e {
      offset += 1
      if !digits() { return fail("a digit after the point") }
    }
    if offset < bytes.count, bytes[offset] | 0x20 == 0x65 {
      offset += 1
      if offset < bytes.count, bytes[offset] == 0x2b || bytes[offset] == 0x2d { offset += 1 }
      if !digits() { return fail("a digit in the exponent") }
    }
    add(.number, start, offset)
    return true
  }

  private mutating func string() -> Bool {
    let start = offset + 1
    var index = start
    var hasEscapes = false
    let count = bytes.count
    while true {
      while index < count, bytes[index] != 0x22, bytes[index] != 0x5c, bytes[index] >= 0x20 { index += 1 }
      offset = index
      guard index < count else { return fail("a quotation mark at the end of the string") }
      if bytes[index] == 0x22 { break }
      guard bytes[index] == 0x5c else { return fail("no control character inside a string") }
      hasEscapes = true
      guard let after = escape(at: index) else { return fail("an escape such as \\n or \\u0041") }
      index = after
    }
    if index - start > JSONLimits.stringBytes { return fail("at most 4 MiB in one string", isLimit: true) }
    add(.string, start, index, hasEscapes: hasEscapes)
    offset = index + 1
    return true
  }

  /// Offset after the escape at `index`; nil where it is none.
  private mutating func escape(at index: Int) -> Int? {
    guard index + 1 < bytes.count else { return nil }
    switch bytes[index + 1] {
    case 0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74: return index + 2
    case 0x75:
      guard let unit = JSONEscape.unit(bytes, at: index + 2) else { return nil }
      if unit & 0xfc00 == 0xd800 {
        if index + 7 < bytes.count, bytes[index + 6] == 0x5c, bytes[index + 7] == 0x75,
          let low = JSONEscape.unit(bytes, at: index + 8), low & 0xfc00 == 0xdc00
        {
          return index + 12
        }
        hasLoneSurrogates = true
      } else if unit & 0xfc00 == 0xdc00 {
        hasLoneSurrogates = true
      }
      return index + 6
    default: return nil
    }
  }

  /// The way to where the walk stopped.
  func faultPath() -> String {
    var path = ""
    for container in open {
      if !container.isObject {
        path += "[\(max(container.at, 0))]"
      } else if container.at >= 0, container.at < nodes.count {
        let key = nodes[container.at]
        let name = bytes[Int(key.start)..<min(Int(key.end), Int(key.start) + 40)]
        path += (path.isEmpty ? "" : ".") + String(decoding: name, as: UTF8.self)
      }
      if path.utf8.count > 200 { break }
    }
    return path
  }
}

/// Escapes inside JSON strings.
enum JSONEscape {
  /// The code unit that four hexadecimal digits name; nil where they are not four.
  static func unit(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt16? {
    guard index + 4 <= bytes.count else { return nil }
    var unit: UInt16 = 0
    for place in index..<index + 4 {
      guard let digit = digit(bytes[place]) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  private static func digit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte - 0x30)
    case 0x41...0x46: UInt16(byte - 0x37)
    case 0x61...0x66: UInt16(byte - 0x57)
    default: nil
    }
  }

  /// The text between two quotation marks, its escapes resolved; halves of surrogate pairs become U+FFFD.
  static func resolved(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x5c, index + 1 < bytes.count else {
        out.append(byte)
        index += 1
        continue
      }
      index += 2
      switch bytes[index - 1] {
      case 0x62: out.append(0x08)
      case 0x66: out.append(0x0c)
      case 0x6e: out.append(0x0a)
      case 0x72: out.append(0x0d)
      case 0x74: out.append(0x09)
      case 0x75:
        guard let unit = unit(bytes, at: index) else { continue }
        index += 4
        var code = UInt32(unit)
        if unit & 0xfc00 == 0xd800, index + 1 < bytes.count, bytes[index] == 0x5c, bytes[index + 1] == 0x75,
          let low = self.unit(bytes, at: index + 2), low & 0xfc00 == 0xdc00
        {
          code = 0x10000 + (UInt32(unit & 0x3ff) << 10 | UInt32(low & 0x3ff))
          index += 6
        }
        let scalar = Unicode.Scalar(code) ?? "\u{fffd}"
        out.append(contentsOf: Array(String(Character(scalar)).utf8))
      default: out.append(bytes[index - 1])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
