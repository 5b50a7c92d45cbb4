/// A value inside a JSON document: a look at its bytes, cheap to pass about.
public struct JSONValue {
  let document: JSONDocument
  let index: Int

  private var node: JSONNode { document.nodes[index] }

  public var isNull: Bool { node.kind == .null }
  public var isObject: Bool { node.kind == .object }
  public var isArray: Bool { node.kind == .array }
  public var isString: Bool { node.kind == .string }
  public var isNumber: Bool { node.kind == .number }

  /// `true` or `false`; nil for anything else.
  public var flag: Bool? {
    switch node.kind {
    case .yes: true
    case .no: false
    default: nil
    }
  }

  /// A string's text, a number's digits as they stood, `true` or `false`; nil for null, arrays and objects.
  public var text: String? {
    switch node.kind {
    case .null, .array, .object: return nil
    case .string where node.hasEscapes: return slice(JSONEscape.resolved)
    case .string, .number, .yes, .no: return slice { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// The value's own source text, quotation marks included.
  public var source: String {
    let around = node.kind == .string ? 1 : 0
    return String(decoding: document.bytes[Int(node.start) - around..<Int(node.end) + around], as: UTF8.self)
  }

  /// Physical line where the value begins.
  public var line: Int { document.line(at: Int(node.start)) }

  /// An object's member; where a key comes twice, the last. nil where there is none, and for anything but objects.
  public subscript(key: String) -> JSONValue? {
    guard node.kind == .object else { return nil }
    var found: JSONValue?
    var key = key
    key.withUTF8 { wanted in
      document.nodes.withUnsafeBufferPointer { nodes in
        document.bytes.withUnsafeBufferPointer { bytes in
          let end = Int(nodes[index].next)
          var place = index + 1
          while place < end {
            let name = nodes[place]
            if JSONValue.matches(name, wanted, bytes) { found = JSONValue(document: document, index: place + 1) }
            place = Int(nodes[place + 1].next)
          }
        }
      }
    }
    return found
  }

  /// The member by a way of keys, e.g. `value["proceeds", "grandTotal", "amount"]`.
  public subscript(first: String, rest: String...) -> JSONValue? {
    var value = self[first]
    for key in rest { value = value?[key] }
    return value
  }

  /// An array's elements; empty for anything else.
  public var elements: [JSONValue] {
    guard node.kind == .array else { return [] }
    var values: [JSONValue] = []
    let end = Int(node.next)
    var place = index + 1
    while place < end {
      values.append(JSONValue(document: document, index: place))
      place = Int(document.nodes[place].next)
    }
    return values
  }

  /// An object's members in their order; empty for anything else.
  public var members: [(key: String, value: JSONValue)] {
    guard node.kind == .object else { return [] }
    var values: [(key: String, value: JSONValue)] = []
    let end = Int(node.next)
    var place = index + 1
    while place < end {
      let key = JSONValue(document: document, index: place).text ?? ""
      values.append((key, JSONValue(document: document, index: place + 1)))
      place = Int(document.nodes[place + 1].next)
    }
    return values
  }

  /// The key of an object's first member; nil for an empty one and for anything but objects.
  public var firstKey: String? {
    guard node.kind == .object, Int(node.next) > index + 1 else { return nil }
    return JSONValue(document: document, index: index + 1).text
  }

  /// What an object looks like to whoever has to find it: its only key, or its first keys as JSON writes them.
  var keyList: String {
    let keys = members.prefix(4).map(\.key)
    if keys.count == 1 { return keys[0] }
    let more = members.count > keys.count ? ", …" : ""
    return "{" + keys.map { "\"\($0)\"" }.joined(separator: ", ") + more + "}"
  }

  /// Whether an object has the key, whatever its value, null included.
  public func has(_ key: String) -> Bool { self[key] != nil }

  /// Whether an object has all of these keys.
  public func hasAll(_ keys: String...) -> Bool { keys.allSatisfy { self[$0] != nil } }

  private func slice<T>(_ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    let node = node
    return document.bytes.withUnsafeBufferPointer { bytes in
      body(UnsafeBufferPointer(rebasing: bytes[Int(node.start)..<Int(node.end)]))
    }
  }

  private static func matches(
    _ name: JSONNode, _ wanted: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let start = Int(name.start)
    let count = Int(name.end) - start
    if name.hasEscapes {
      let key = JSONEscape.resolved(UnsafeBufferPointer(rebasing: bytes[start..<start + count]))
      return key.utf8.elementsEqual(wanted)
    }
    guard count == wanted.count else { return false }
    for place in 0..<count where bytes[start + place] != wanted[place] { return false }
    return true
  }
}
