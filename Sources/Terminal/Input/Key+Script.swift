/// Keys by name, for scripts, help and tests: `j`, `Down`, `PageDown`, `C-f`, `M-x`, `F5`, `Enter`, `Comma`.
extension Key {
  private static let names: [(name: String, key: Key)] = [
    ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("BackTab", .backTab), ("Backspace", .backspace),
    ("Delete", .delete), ("Insert", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
    ("Home", .home), ("End", .end), ("PageUp", .pageUp), ("PageDown", .pageDown), ("Space", .character(" ")),
    ("Comma", .character(",")), ("S-Up", .shifted(.up)), ("S-Down", .shifted(.down)),
    ("S-Left", .shifted(.left)), ("S-Right", .shifted(.right)), ("S-Home", .shifted(.home)),
    ("S-End", .shifted(.end)), ("C-Up", .controlled(.up)), ("C-Down", .controlled(.down)),
    ("C-Left", .controlled(.left)), ("C-Right", .controlled(.right)), ("C-Home", .controlled(.home)),
    ("C-End", .controlled(.end)), ("C-Space", .control(" ")), ("M-Enter", .alt("\r")), ("M-Backspace", .alt("\u{7F}")),
    ("Hangup", .hangup), ("Resumed", .resumed),
  ]

  /// The names of keys that are not called by their own sign.
  public static var allNames: [String] { names.map(\.name) }

  /// A key by its name; nil where there is none of that name.
  public init?(name: String) {
    if let found = Key.names.first(where: { $0.name == name }) {
      self = found.key
    } else if name == "Star" {
      // Older settings and recordings call it so.
      self = .character("*")
    } else if name.hasPrefix("C-"), let letter = name.dropFirst(2).first, name.count == 3 {
      guard let key = Key.withControl(letter) else { return nil }
      self = key
    } else if name.hasPrefix("M-"), let letter = name.dropFirst(2).first, name.count == 3 {
      self = .alt(letter)
    } else if name.hasPrefix("F"), let number = Int(name.dropFirst()), (1...24).contains(number) {
      self = .function(number)
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else {
      return nil
    }
  }

  /// Two keys by their names with a blank between them; nil where one of them is none.
  public init?(sequence name: String) {
    let names = name.split(separator: " ")
    let keys = names.compactMap { Key(name: String($0)) }
    guard names.count == 2, keys.count == 2 else { return nil }
    self = .sequence(keys)
  }

  /// What a terminal sends for Ctrl and a letter: some of them are other keys, whatever they are called, and for most
  /// signs it sends nothing of their own.
  private static func withControl(_ letter: Character) -> Key? {
    switch letter {
    case "h", "H", "?": .backspace
    case "i", "I": .tab
    case "j", "J", "m", "M": .enter
    case "[": .escape
    case "@": .control(" ")
    case "a"..."z", " ", "\\", "]", "^", "_": .control(letter)
    case "A"..."Z": .control(Character(letter.lowercased()))
    default: nil
    }
  }

  /// The name by which scripts and key hints call it.
  public var name: String {
    if let found = Key.names.first(where: { $0.key == self }) { return found.name }
    switch self {
    case .character(let character): return String(character)
    case .control(let letter): return "C-\(letter)"
    case .alt(let letter): return "M-\(letter)"
    case .function(let number): return "F\(number)"
    case .paste(let text): return "paste:\(text)"
    case .scan(let code): return "scan:\(code)"
    case .phrase(let text): return "phrase:\(text)"
    case .resize(let size): return "resize:\(size)"
    case .sequence(let keys): return keys.map(\.name).joined(separator: " ")
    case .focus(let has): return has ? "FocusIn" : "FocusOut"
    case .mouse(let event): return "mouse:\(event.point.x),\(event.point.y)"
    default: return "?"
    }
  }

  /// A key by its name, or as often as `j*20` says; nil where there is none of that name.
  public static func named(_ token: String) -> [Key]? {
    if let key = Key(name: token) { return [key] }
    guard let star = token.lastIndex(of: "*"), let count = Int(token[token.index(after: star)...]),
      let key = Key(name: String(token[..<star])), (1...100_000).contains(count)
    else { return nil }
    return Array(repeating: key, count: count)
  }

  /// Keys of a script: tokens between commas; `j*20` repeats, `paste:T`, `scan:T`, `resize:80x24`; anything else is
  /// typed letter by letter.
  public static func script(_ text: String) -> [Key] {
    text.split(separator: ",").flatMap { token -> [Key] in
      let token = String(token)
      if token.hasPrefix("paste:") { return [.paste(String(token.dropFirst(6)))] }
      if token.hasPrefix("scan:") { return [.scan(String(token.dropFirst(5)))] }
      if token.hasPrefix("phrase:") { return [.phrase(String(token.dropFirst(7)))] }
      if token.hasPrefix("resize:"), let size = Size(String(token.dropFirst(7))) { return [.resize(size)] }
      if let keys = Key.named(token) { return keys }
      return token.map { Key.character($0) }
    }
  }
}
