/// A carrier's answer as one tree, whether it came as JSON or XML: readers name ways into it and get texts.
///
/// XML: prefixes of names are left out, attributes are members named `@name`, an element with nothing but text is that
/// text, elements of one name beside each other are a list.
enum PayloadTree: Hashable, Sendable {
  case text(String)
  /// A JSON number or truth value, as it stood.
  case bare(String)
  case list([PayloadTree])
  case object([Member])
  case null

  struct Member: Hashable, Sendable {
    var key: String
    var value: PayloadTree
  }

  /// The words of a text, a number or the text beside an element's attributes; nil for what is none, and for blanks.
  var words: String? {
    switch self {
    case .text(let text), .bare(let text):
      let plain = PayloadTree.trimmed(text)
      return plain.isEmpty ? nil : plain
    case .object: return self["#text"]?.words
    case .list(let items): return items.lazy.compactMap(\.words).first
    case .null: return nil
    }
  }

  var isObject: Bool { if case .object = self { true } else { false } }
  var isList: Bool { if case .list = self { true } else { false } }

  subscript(key: String) -> PayloadTree? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// Everything at the end of a way such as `shipments.events`; lists on it are gone through. An empty way is the tree
  /// itself (each of its elements, where it is a list).
  func all(_ way: String) -> [PayloadTree] {
    var found = items
    for key in way.split(separator: ".") {
      found = found.flatMap { $0[String(key)]?.items ?? [] }
    }
    return found
  }

  /// The words at the first of these ways that has any.
  func first(_ ways: [String]) -> String? {
    for way in ways {
      if let words = all(way).lazy.compactMap(\.words).first { return words }
    }
    return nil
  }

  func first(_ ways: String...) -> String? { first(ways) }

  /// Whether something stands at the end of a way, be it empty.
  func has(_ way: String) -> Bool { !all(way).isEmpty }

  private var items: [PayloadTree] {
    switch self {
    case .list(let items): items.flatMap(\.items)
    case .null: []
    default: [self]
    }
  }

  /// As JSON in one line: kept with each event.
  var source: String {
    switch self {
    case .text(let text): return PayloadTree.quoted(text)
    case .bare(let text): return text
    case .null: return "null"
    case .list(let items): return "[" + items.map(\.source).joined(separator: ",") + "]"
    case .object(let members):
      return "{" + members.map { PayloadTree.quoted($0.key) + ":" + $0.value.source }.joined(separator: ",") + "}"
    }
  }

  static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 }) else {
      return ""
    }
    return String(text[first...last])
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension PayloadTree {
  init(_ value: JSONValue) {
    if value.isObject {
      self = .object(value.members.map { Member(key: $0.key, value: PayloadTree($0.value)) })
    } else if value.isArray {
      self = .list(value.elements.map { PayloadTree($0) })
    } else if let text = value.text {
      self = value.isString ? .text(text) : .bare(text)
    } else {
      self = .null
    }
  }
}
