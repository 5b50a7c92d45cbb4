internal import Domain
internal import Foundation

/// The journal's text form of a value: JSON with its keys in byte order, so that equal values have equal bytes.
extension Plain {
  var json: String {
    var text = ""
    write(into: &text)
    return text
  }

  func write(into text: inout String) {
    switch self {
    case .null: text += "null"
    case .flag(let flag): text += flag ? "true" : "false"
    case .number(let number): text += String(number)
    case .text(let value): Plain.quote(value, into: &text)
    case .list(let list):
      text += "["
      for (index, value) in list.enumerated() {
        if index > 0 { text += "," }
        value.write(into: &text)
      }
      text += "]"
    case .map(let map):
      text += "{"
      let keys = map.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for (index, key) in keys.enumerated() {
        if index > 0 { text += "," }
        Plain.quote(key, into: &text)
        text += ":"
        (map[key] ?? .null).write(into: &text)
      }
      text += "}"
    }
  }

  /// nil where the text is no JSON that this program could have written.
  init?(json: String) {
    do {
      // Foundation drops the mark U+FEFF where a text begins with it, but not its escape.
      let whole = json.unicodeScalars.contains("\u{feff}") ? json.replacing("\u{feff}", with: "\\ufeff") : json
      let value = try JSONSerialization.jsonObject(with: Data(whole.utf8), options: [.fragmentsAllowed])
      guard let plain = Plain(foundation: value) else { return nil }
      self = plain
    } catch {
      return nil
    }
  }

  private init?(foundation value: Any) {
    switch value {
    case is NSNull: self = .null
    case let text as String: self = .text(text)
    case let list as [Any]: self = .list(list.compactMap { Plain(foundation: $0) })
    case let map as [String: Any]: self = .map(map.compactMapValues { Plain(foundation: $0) })
    case let number as NSNumber:
      // NSNumber forgets whether it was a flag; its type's letter remembers.
      self = String(cString: number.objCType) == "c" ? .flag(number.boolValue) : .number(number.int64Value)
    default: return nil
    }
  }

  static func quote(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
