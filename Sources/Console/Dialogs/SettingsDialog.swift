internal import Domain
internal import Terminal

/// The settings of this console, each tried at once as it is changed; Enter keeps them, Escape takes all back.
struct SettingsDialog: Sendable {
  enum Row: Hashable, Sendable, CaseIterable {
    case language, theme, keySet, mouse, reducedMotion, ambiguous, scanPrefixes, scanSuffixes
  }

  enum Outcome: Hashable, Sendable {
    case stay
    /// Shows them so, without keeping them.
    case show(Settings)
    case keep(Settings)
    case restore(Settings)
  }

  let before: Settings
  private(set) var settings: Settings
  private(set) var row = Row.language
  private var fields: [Row: TextField]
  /// Names of themes; nil while they are looked for.
  private var themes: [String]?

  init(_ settings: Settings, themes: [String]?) {
    before = settings
    self.settings = settings
    self.themes = themes
    fields = [
      .scanPrefixes: TextField(text: SettingsDialog.text(settings.scanner.prefixes), limit: 32),
      .scanSuffixes: TextField(text: SettingsDialog.text(settings.scanner.suffixes), limit: 32),
    ]
  }

  mutating func offer(_ themes: [String]) { self.themes = themes }

  /// Whether letters are text here, and no keys.
  var isInField: Bool { fields[row] != nil }

  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("c"): return .restore(before)
    case .enter: return .keep(settings)
    case .down, .tab, .control("n"): move(1)
    case .up, .backTab, .control("p"): move(-1)
    case .home where !isInField: row = .language
    case .end where !isInField: row = .scanSuffixes
    default:
      guard isInField else {
        switch key {
        case .right, .character(" "): return turn(1)
        case .left: return turn(-1)
        default: return .stay
        }
      }
      // A scanner's own prefix may be learnt by scanning: what stands before the code cannot be told from it, so it is
      // typed.
      return type(key)
    }
    return .stay
  }

  private mutating func type(_ key: Key) -> Outcome {
    guard var field = fields[row] else { return .stay }
    let before = field.text
    guard field.handle(key) else { return .stay }
    let texts = field.text.split(separator: " ").map(String.init)
    guard texts.allSatisfy(ScannerSection.isShort) else {
      field.text = before
      fields[row] = field
      return .stay
    }
    fields[row] = field
    guard field.text != before else { return .stay }
    if row == .scanPrefixes { settings.scanner.prefixes = texts } else { settings.scanner.suffixes = texts }
    return .show(settings)
  }

  /// Several are parted by blanks.
  private static func text(_ texts: [String]) -> String { texts.joined(separator: " ") }

  private mutating func move(_ step: Int) {
    let rows = Row.allCases
    let index = rows.firstIndex(of: row) ?? 0
    row = rows[(index + step + rows.count) % rows.count]
  }

  private mutating func turn(_ step: Int) -> Outcome {
    switch row {
    case .language: settings.language = next(settings.language, of: [nil] + Language.allCases, step)
    case .theme:
      guard let themes else { return .stay }
      settings.theme = next(settings.theme, of: [nil] + themes, step)
    case .keySet: settings.use(next(settings.keySet, of: KeySet.allCases, step), settings.keyChoices)
    case .mouse: settings.usesMouse.toggle()
    case .reducedMotion: settings.reducesMotion.toggle()
    case .ambiguous: settings.ambiguousColumns = next(settings.ambiguousColumns, of: [nil, 1, 2], step)
    case .scanPrefixes, .scanSuffixes: return .stay
    }
    return .show(settings)
  }

  private func next<Value: Equatable>(_ value: Value, of values: [Value], _ step: Int) -> Value {
    let index = values.firstIndex(of: value) ?? 0
    return values[(index + step + values.count) % values.count]
  }

  /// A click goes to a row, and on the row where one is to its next value.
  mutating func handle(_ mouse: MouseEvent, in screen: Rect) -> Outcome {
    switch mouse.kind {
    case .wheelUp: move(-1)
    case .wheelDown: move(1)
    case .press where mouse.button == 0:
      let body = places(in: screen).body
      guard body.contains(mouse.point) else { return .stay }
      let index = top(body.height) + mouse.point.y - body.y
      guard Row.allCases.indices.contains(index) else { return .stay }
      if row == Row.allCases[index] { return turn(1) }
      row = Row.allCases[index]
    case .press, .release, .drag: break
    }
    return .stay
  }

  // MARK: Drawing

  private func places(in screen: Rect) -> (body: Rect, foot: Rect) {
    let inner = DialogBox.place(in: screen, width: 60, height: Row.allCases.count + 2).inner
    let (rest, bottom) = inner.splitBottom(inner.height > 2 ? 1 : 0)
    return (rest, bottom)
  }

  private func top(_ height: Int) -> Int {
    let index = Row.allCases.firstIndex(of: row) ?? 0
    return max(0, min(index - height / 2, Row.allCases.count - height))
  }

  func draw(into frame: inout Frame, in screen: Rect, _ words: Words) {
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: words(.settingsTitle), width: 60, height: Row.allCases.count + 2)
    guard !inner.isEmpty else { return }
    let (body, foot) = places(in: screen)
    let columns = min(Row.allCases.map { frame.widths.columns(of: words.setting($0)) }.max() ?? 0, body.width / 2)
    let top = top(body.height)
    for (place, line) in Row.allCases.dropFirst(top).prefix(body.height).enumerated() {
      let rect = Rect(x: body.x, y: body.y + place, width: body.width, height: 1)
      frame.write(words.setting(line), at: rect.origin, width: columns, role: .header)
      let value = Rect(x: rect.x + columns + 2, y: rect.y, width: max(rect.width - columns - 2, 0), height: 1)
      if row == line, var field = fields[line] {
        field.placeholder = words(.settingNone)
        field.draw(into: &frame, in: value, isFocused: true)
        continue
      }
      frame.write(self.value(of: line, words), at: value.origin, width: value.width)
      if line == row {
        frame.restyle(rect, role: .selected)
        frame.cursor = rect.origin
      }
    }
    let change = KeyHints.Hint(
      key: isInField ? "Up/Down" : "Left/Right", title: words(isInField ? .hintMoves : .hintChanges))
    KeyHints([
      .init(key: "Enter", title: words(.hintKeeps)), .init(key: "Esc", title: words(.hintTakesBack)), change,
    ]).draw(into: &frame, in: foot)
  }

  private func value(of row: Row, _ words: Words) -> String {
    switch row {
    case .language: settings.language.map(words.language) ?? words(.settingSystem)
    case .theme: settings.theme ?? words(.settingGround)
    case .keySet: words.keySet(settings.keySet)
    case .mouse: words(settings.usesMouse ? .settingOn : .settingOff)
    case .reducedMotion: words(settings.reducesMotion ? .settingOn : .settingOff)
    case .ambiguous: settings.ambiguousColumns.map(String.init) ?? words(.settingAsked)
    case .scanPrefixes, .scanSuffixes:
      fields[row].flatMap { $0.text.isEmpty ? nil : $0.text } ?? words(.settingNone)
    }
  }
}
