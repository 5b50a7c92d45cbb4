import Foundation
import Terminal

extension Key {
  /// What a terminal like xterm sends for it; nil for what is no key of a keyboard.
  var bytes: [UInt8]? {
    switch self {
    case .character(let character): Array(String(character).utf8)
    case .enter: [13]
    case .escape: [27]
    case .tab: [9]
    case .backspace: [127]
    case .backTab: Array("\u{1B}[Z".utf8)
    case .delete: Array("\u{1B}[3~".utf8)
    case .insert: Array("\u{1B}[2~".utf8)
    case .pageUp: Array("\u{1B}[5~".utf8)
    case .pageDown: Array("\u{1B}[6~".utf8)
    case .up: Key.motion(.up, "")
    case .down: Key.motion(.down, "")
    case .left: Key.motion(.left, "")
    case .right: Key.motion(.right, "")
    case .home: Key.motion(.home, "")
    case .end: Key.motion(.end, "")
    case .shifted(let motion): Key.motion(motion, "1;2")
    case .controlled(let motion): Key.motion(motion, "1;5")
    case .control(let letter): letter.asciiValue.map { [$0 & 0x1F] }
    case .alt(let letter): [27] + Array(String(letter).utf8)
    case .function(let number): Key.functions[number].map { Array("\u{1B}\($0)".utf8) }
    case .paste(let text): Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)
    case .scan(let code): Array("\(code)\r".utf8)
    case .phrase(let text): Array(text.utf8)
    case .sequence(let keys): keys.compactMap(\.bytes).flatMap { $0 }
    case .mouse, .resize, .focus, .resumed, .hangup: nil
    }
  }

  private static func motion(_ motion: Motion, _ modifier: String) -> [UInt8] {
    let letter =
      switch motion {
      case .up: "A"
      case .down: "B"
      case .right: "C"
      case .left: "D"
      case .home: "H"
      case .end: "F"
      }
    return Array("\u{1B}[\(modifier)\(letter)".utf8)
  }

  private static let functions: [Int: String] = [
    1: "OP", 2: "OQ", 3: "OR", 4: "OS", 5: "[15~", 6: "[17~", 7: "[18~", 8: "[19~", 9: "[20~", 10: "[21~", 11: "[23~",
    12: "[24~",
  ]
}
