public import Domain
internal import Terminal

extension Recording {
  /// Steps that a recording may have; beyond, it is another file given by mistake.
  public static let limit = 100_000

  /// Reads a recording. `instant` reads the moment of a `now` line (`2026-09-22 12:00`), nil where it is none.
  public init(_ text: String, instant: (String) -> Instant?) throws(RecordingFault) {
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let line = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
      if line.isEmpty || line.first == "#" { continue }
      if steps.count == Recording.limit { throw RecordingFault(line: number, reason: .tooLong(limit: Recording.limit)) }
      let word = String(line.prefix { $0 != " " && $0 != "\t" })
      let rest = String(line.dropFirst(word.count).drop { $0 == " " || $0 == "\t" })
      do throws(RecordingFault.Reason) {
        if try takeHeader(word, rest, line: number, instant) { continue }
        steps.append(Step(line: number, action: try Recording.action(word, rest)))
      } catch {
        throw RecordingFault(line: number, reason: error)
      }
    }
  }

  /// Takes a line that says how the console opens; false where it is a step.
  private mutating func takeHeader(
    _ word: String, _ rest: String, line: Int, _ instant: (String) -> Instant?
  ) throws(RecordingFault.Reason) -> Bool {
    let isFirst = steps.isEmpty
    switch word {
    case "size" where isFirst: size = try Recording.size(rest)
    case "lang", "theme", "view", "now":
      if !isFirst { throw .tooLate(word) }
      switch word {
      case "lang":
        guard let found = Language(rawValue: rest) else { throw .wrongValue(rest, expected: "en, zh") }
        language = found
      case "theme": (theme, themeLine) = (rest, line)
      case "view": view = rest
      default:
        guard let found = instant(rest) else { throw .wrongValue(rest, expected: "2026-09-22 12:00") }
        now = found
      }
    default: return false
    }
    return true
  }

  private static func action(_ word: String, _ rest: String) throws(RecordingFault.Reason) -> Action {
    switch word {
    case "keys": return .keys(try keys(rest))
    case "type": return .type(try some(rest, expected: "text"))
    case "paste": return .keys([.paste(try some(rest, expected: "text"))])
    case "scan": return .keys([.scan(try some(rest, expected: "4006381333931"))])
    case "size": return .size(try size(rest))
    case "idle": return .idle
    case "wait": return .wait(try some(rest, expected: "text"))
    case "see": return .see(try some(rest, expected: "text"))
    case "miss": return .miss(try some(rest, expected: "text"))
    case "picture":
      let isName = !rest.isEmpty && rest.utf8.allSatisfy { isNameByte($0) }
      if !isName { throw .wrongValue(rest, expected: "a-z 0-9 -") }
      return .picture(rest)
    case "pause":
      guard let milliseconds = Int(rest), (0...60_000).contains(milliseconds) else {
        throw .wrongValue(rest, expected: "0 … 60000")
      }
      return .pause(milliseconds: milliseconds)
    default: throw .unknownStep(word)
    }
  }

  /// A picture's name becomes a file's: nothing in it may lead to another folder.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private static func some(_ text: String, expected: String) throws(RecordingFault.Reason) -> String {
    if text.isEmpty { throw .wrongValue(text, expected: expected) }
    return text
  }

  private static func size(_ text: String) throws(RecordingFault.Reason) -> Size {
    guard let size = Size(text) else { throw .wrongValue(text, expected: "120x36") }
    return size
  }

  private static func keys(_ text: String) throws(RecordingFault.Reason) -> [Key] {
    var keys: [Key] = []
    for token in text.split(separator: " ") {
      guard let some = Key.named(String(token)) else { throw .unknownKey(String(token)) }
      keys += some
    }
    if keys.isEmpty { throw .wrongValue(text, expected: "j*3 Enter") }
    return keys
  }
}
