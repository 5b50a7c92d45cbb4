internal import Domain

/// A TOML text that is changed a line at a time: comments, order and everything else stay as they are.
struct TOMLText {
  private(set) var text: String

  init(_ text: String) { self.text = text }

  /// Texts as a list.
  static func list(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ", ") + "]" }

  /// Text as a basic string.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\t": quoted += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let hex = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Gives a key outside all tables a value; nil takes its line away, but never what is commented on it.
  mutating func set(_ key: String, to value: String?) { set([key], to: value) }

  /// The same for a key at a path, such as `scanner.prefixes`, whose table is begun where there is none.
  mutating func set(_ path: [String], to value: String?) {
    let lines = TOMLLines(text)
    var bytes = Array(text.utf8)
    if let entry = lines.entry(at: path), !entry.isTable {
      if let value {
        bytes.replaceSubrange(entry.value, with: Array(value.utf8))
      } else {
        let end = bytes[entry.value.upperBound...].firstIndex(of: 0x0A) ?? bytes.count
        let rest = bytes[entry.value.upperBound..<end].drop { $0 == 0x20 || $0 == 0x09 }
        let start = bytes[..<entry.key.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        if rest.first == 0x23 {
          bytes.replaceSubrange(start..<end, with: Array(rest))
        } else {
          bytes.removeSubrange(start..<min(end + 1, bytes.count))
        }
      }
    } else if let value, let name = path.last {
      if path.count == 1 {
        insert("\(name) = \(value)", into: &bytes, lines)
      } else {
        insert("\(name) = \(value)", in: Array(path.dropLast()), into: &bytes, lines)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// As the first line of a table, however that is written; a new one stands at the end.
  private func insert(_ line: String, in table: [String], into bytes: inout [UInt8], _ lines: TOMLLines) {
    let name = table.joined(separator: ".")
    if let entry = lines.entry(at: table) {
      if entry.isTable {
        let place = bytes[entry.key.upperBound...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
        let isLast = place == bytes.count && bytes.last != 0x0A
        bytes.insert(contentsOf: (isLast ? newline : []) + Array(line.utf8) + newline, at: place)
      } else if bytes[entry.value].first == UInt8(ascii: "{") {
        let isEmpty = bytes[entry.value].dropFirst().first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "}")
        if isEmpty {
          // As a line of its own, so that it can be changed once more.
          bytes.replaceSubrange(entry.key.lowerBound..<entry.value.upperBound, with: Array("\(name).\(line)".utf8))
        } else {
          bytes.insert(contentsOf: Array(" \(line),".utf8), at: entry.value.lowerBound + 1)
        }
      }
    } else if lines.entries.prefix(while: { !$0.isTable }).contains(where: { $0.path.starts(with: table) }) {
      insert(name + "." + line, into: &bytes, lines)
    } else {
      let isBegun = !bytes.isEmpty && bytes.last != 0x0A
      let head = (isBegun ? newline : []) + (bytes.isEmpty ? [] : newline)
      bytes += head + Array("[\(name)]".utf8) + newline + Array(line.utf8) + newline
    }
  }

  private var newline: [UInt8] { text.utf8.contains(0x0D) ? [0x0D, 0x0A] : [0x0A] }

  /// Writes another name over each key at these paths.
  mutating func rename(_ names: [(path: [String], name: String)]) {
    var bytes = Array(text.utf8)
    let entries = TOMLLines(text).entries.filter { !$0.isTable }
    for entry in entries.reversed() {
      guard let new = names.first(where: { $0.path == entry.path })?.name, entry.path.count > 0 else { continue }
      // A dotted or quoted key keeps what stands before its last name.
      let written = String(decoding: bytes[entry.key], as: UTF8.self)
      let head = written.lastIndex(of: ".").map { String(written[...$0]) } ?? ""
      bytes.replaceSubrange(entry.key, with: Array((head + new).utf8))
    }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Behind the last key that stands outside all tables; else before the first table and what is commented on it.
  private func insert(_ line: String, into bytes: inout [UInt8], _ lines: TOMLLines) {
    var line = Array(line.utf8) + newline
    let outside = lines.entries.prefix { !$0.isTable }
    var place = bytes.count
    if let last = outside.last {
      place = bytes[last.value.upperBound...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    } else if let first = lines.entries.first {
      place = start(of: first.key.lowerBound, bytes)
      while place > 0 {
        let before = start(of: place - 1, bytes)
        guard bytes[before] == 0x23 else { break }
        place = before
      }
      line += newline
    }
    if place == bytes.count, let last = bytes.last, last != 0x0A { line = newline + line }
    bytes.insert(contentsOf: line, at: place)
  }

  private func start(of place: Int, _ bytes: [UInt8]) -> Int {
    bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  }
}
