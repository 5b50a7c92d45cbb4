/// Why a text is no XML that we read.
struct XMLFault: Error, Hashable, Sendable {
  /// Byte in the text, from 0.
  var offset: Int
  var expected: String
}

/// Reads one XML element with all that is in it: elements, attributes, text, CDATA, the five entities and characters by
/// number. Declarations, comments and processing instructions are passed over; a document type is not read, so that
/// nothing in it can be expanded, and other entities stay as they are written.
struct XMLReader {
  /// An element as deep as this is nobody's answer.
  static let depth = 64
  /// Elements and attributes of one text.
  static let nodes = 200_000

  private let bytes: [UInt8]
  private var place = 0
  private var count = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The outermost element as an object of one member, its name.
  static func read(_ bytes: [UInt8]) throws(XMLFault) -> PayloadTree {
    var reader = XMLReader(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.place = 3 }
    try reader.skipProlog()
    let element = try reader.element(depth: 0)
    return .object([element])
  }

  private func fault(_ expected: String) -> XMLFault { XMLFault(offset: place, expected: expected) }

  private func stands(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in
      for step in 0..<count where bytes[place + step] != buffer[step] { return false }
      return true
    }
  }

  private mutating func skipBlanks() {
    while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
  }

  private mutating func skip(past end: StaticString) throws(XMLFault) {
    while place < bytes.count {
      if stands(end) {
        place += end.utf8CodeUnitCount
        return
      }
      place += 1
    }
    throw fault(String(describing: end))
  }

  private mutating func skipProlog() throws(XMLFault) {
    while true {
      skipBlanks()
      if stands("<?") {
        try skip(past: "?>")
      } else if stands("<!--") {
        try skip(past: "-->")
      } else if stands("<!") {
        throw fault("no document type")
      } else {
        return
      }
    }
  }

  private mutating func name() throws(XMLFault) -> String {
    let start = place
    while place < bytes.count, !XMLReader.endsName(bytes[place]) { place += 1 }
    guard place > start else { throw fault("a name") }
    let full = bytes[start..<place]
    let local = full.lastIndex(of: UInt8(ascii: ":")).map { full[($0 + 1)...] } ?? full
    return String(decoding: local, as: UTF8.self)
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
      || byte == UInt8(ascii: "<")
  }

  private mutating func element(depth: Int) throws(XMLFault) -> PayloadTree.Member {
    guard depth < XMLReader.depth else { throw fault("less depth") }
    count += 1
    guard count <= XMLReader.nodes else { throw fault("fewer elements") }
    guard place < bytes.count, bytes[place] == UInt8(ascii: "<") else { throw fault("an element") }
    place += 1
    let name = try name()
    var members: [PayloadTree.Member] = []
    let isClosed = try attributes(into: &members)
    if isClosed { return PayloadTree.Member(key: name, value: members.isEmpty ? .text("") : .object(members)) }
    let text = try content(into: &members, depth: depth)
    return PayloadTree.Member(key: name, value: XMLReader.value(members, text))
  }

  /// Whether the element ended with its attributes.
  private mutating func attributes(into members: inout [PayloadTree.Member]) throws(XMLFault) -> Bool {
    while true {
      skipBlanks()
      if stands("/>") {
        place += 2
        return true
      }
      if stands(">") {
        place += 1
        return false
      }
      count += 1
      guard count <= XMLReader.nodes else { throw fault("fewer attributes") }
      let key = try name()
      skipBlanks()
      guard stands("=") else { throw fault("=") }
      place += 1
      skipBlanks()
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") else {
        throw fault("a quotation mark")
      }
      let mark = bytes[place]
      place += 1
      let start = place
      while place < bytes.count, bytes[place] != mark { place += 1 }
      guard place < bytes.count else { throw fault("a quotation mark") }
      // What only says how the XML is written is no answer of the carrier's.
      if key != "xmlns", key != "schemaLocation" {
        members.append(.init(key: "@" + key, value: .text(XMLReader.resolved(bytes[start..<place]))))
      }
      place += 1
    }
  }

  /// Reads up to the closing tag; answers the text between the elements.
  private mutating func content(into members: inout [PayloadTree.Member], depth: Int) throws(XMLFault) -> String {
    var text = ""
    while place < bytes.count {
      if stands("</") {
        place += 2
        _ = try name()
        skipBlanks()
        guard stands(">") else { throw fault(">") }
        place += 1
        return text
      }
      if stands("<![CDATA[") {
        place += 9
        let start = place
        try skip(past: "]]>")
        text += String(decoding: bytes[start..<place - 3], as: UTF8.self)
      } else if stands("<!--") {
        try skip(past: "-->")
      } else if stands("<?") {
        try skip(past: "?>")
      } else if stands("<") {
        members.append(try element(depth: depth + 1))
      } else {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "<") { place += 1 }
        text += XMLReader.resolved(bytes[start..<place])
      }
    }
    throw fault("a closing tag")
  }

  private static func value(_ members: [PayloadTree.Member], _ text: String) -> PayloadTree {
    if members.isEmpty { return .text(text) }
    var order: [String] = []
    var byKey: [String: [PayloadTree]] = [:]
    for member in members {
      if byKey[member.key] == nil { order.append(member.key) }
      byKey[member.key, default: []].append(member.value)
    }
    var merged = order.map { key -> PayloadTree.Member in
      let values = byKey[key] ?? []
      return .init(key: key, value: values.count == 1 ? values[0] : .list(values))
    }
    if !PayloadTree.trimmed(text).isEmpty { merged.append(.init(key: "#text", value: .text(text))) }
    return .object(merged)
  }

  private static func resolved(_ slice: ArraySlice<UInt8>) -> String {
    let text = String(decoding: slice, as: UTF8.self)
    guard slice.contains(UInt8(ascii: "&")) else { return text }
    var resolved = ""
    var rest = Substring(text)
    while let and = rest.firstIndex(of: "&") {
      resolved += rest[..<and]
      rest = rest[and...]
      guard let end = rest.prefix(12).firstIndex(of: ";"), let sign = entity(rest[..<end].dropFirst()) else {
        resolved += "&"
        rest = rest.dropFirst()
        continue
      }
      resolved.unicodeScalars.append(sign)
      rest = rest[rest.index(after: end)...]
    }
    return resolved + rest
  }

  private static func entity(_ name: Substring) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    if digits.hasPrefix("x") || digits.hasPrefix("X") {
      return UInt32(digits.dropFirst(), radix: 16).flatMap(Unicode.Scalar.init)
    }
    return UInt32(digits).flatMap(Unicode.Scalar.init)
  }
}
