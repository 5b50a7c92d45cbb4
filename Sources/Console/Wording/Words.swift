internal import Domain
internal import Terminal

/// Everything the console says, in one language. Each phrase takes both languages as arguments, each list of values is
/// an exhaustive switch: what is not worded does not compile.
struct Words: Hashable, Sendable {
  let language: Language
  /// The keys of whoever reads it; nil where commands are words.
  var keys: KeyMap?

  /// What a sentence calls a command's key: where it has none, the way through the palette; without keys, its word.
  func key(_ command: Command) -> String {
    guard let keys else { return quoted(title(command)) }
    return keys.keys(of: command, in: .list).first?.name ?? ":" + title(command)
  }

  func say(_ english: @autoclosure () -> String, _ chinese: @autoclosure () -> String) -> String {
    switch language {
    case .english: english()
    case .chinese: chinese()
    }
  }

  /// Whole numbers in groups of three.
  func number(_ value: Int64) -> String {
    let digits = Array(String(value.magnitude).utf8)
    var text: [UInt8] = value < 0 ? [0x2D] : []
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text.append(0x2C) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A length of time in its two largest units, in the larger alone where both do not fit.
  func age(from moment: Instant, to now: Instant, columns: Int = 8) -> String {
    let text = FieldText.age(from: moment, to: now)
    // A Chinese unit is a sign of two columns; the blank between two goes.
    let needed = text.utf8.count + (language == .chinese ? 1 : 0)
    let end = needed > columns ? text.firstIndex(of: " ") ?? text.endIndex : text.endIndex
    let shown = String(text[..<end])
    return language == .chinese ? Words.chineseAge(shown) : shown
  }

  private static func chineseAge(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "d": result += "天"
      case "h": result += "时"
      case "m": result += "分"
      case " ": break
      default: result.append(character)
      }
    }
    return result
  }

  /// Items of a list.
  func list(_ items: [String]) -> String { items.joined(separator: say(", ", "、")) }

  func quoted(_ text: String) -> String {
    let shown = text.count > 40 ? String(text.prefix(40)) + "…" : text
    return say("“\(shown)”", "“\(shown)”")
  }
}
