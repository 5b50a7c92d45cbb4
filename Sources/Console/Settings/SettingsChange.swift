internal import Terminal

/// One setting with another value, chosen in the console.
enum SettingsChange: Hashable, Sendable {
  case language(Language?)
  case theme(String?)
  case keySet(KeySet)
  case mouse(Bool)
  case reducedMotion(Bool)
  case ambiguous(Int?)
  case scanPrefix(String)

  /// The key in the file.
  var key: String {
    switch self {
    case .language: "language"
    case .theme: "theme"
    case .keySet: "keySet"
    case .mouse: "mouse"
    case .reducedMotion: "reducedMotion"
    case .ambiguous: "ambiguous"
    case .scanPrefix: "scanPrefix"
    }
  }

  /// The value as TOML; nil where it is the default, which needs no line.
  var value: String? {
    switch self {
    case .language(let language): language.map { TOMLText.quoted($0.rawValue) }
    case .theme(let name): name.map(TOMLText.quoted)
    case .keySet(let set): set == .standard ? nil : TOMLText.quoted(set.rawValue)
    case .mouse(let flag), .reducedMotion(let flag): flag ? "true" : nil
    case .ambiguous(let columns): columns.map(String.init)
    case .scanPrefix(let text): text.isEmpty ? nil : TOMLText.quoted(text)
    }
  }

  func apply(to settings: inout Settings) {
    switch self {
    case .language(let language): settings.language = language
    case .theme(let name): settings.theme = name
    case .keySet(let set): settings.use(set, settings.keyChoices)
    case .mouse(let flag): settings.usesMouse = flag
    case .reducedMotion(let flag): settings.reducesMotion = flag
    case .ambiguous(let columns): settings.ambiguousColumns = columns
    case .scanPrefix(let text): settings.scanPrefix = text
    }
  }

  /// Whether settings have it so.
  func holds(in settings: Settings) -> Bool {
    switch self {
    case .language(let language): settings.language == language
    case .theme(let name): settings.theme == name
    case .keySet(let set): settings.keySet == set
    case .mouse(let flag): settings.usesMouse == flag
    case .reducedMotion(let flag): settings.reducesMotion == flag
    case .ambiguous(let columns): settings.ambiguousColumns == columns
    case .scanPrefix(let text): settings.scanPrefix == text
    }
  }

  /// What turns one into the other, as far as the console can choose it.
  static func between(_ old: Settings, _ new: Settings) -> [SettingsChange] {
    let all: [SettingsChange] = [
      .language(new.language), .theme(new.theme), .keySet(new.keySet), .mouse(new.usesMouse),
      .reducedMotion(new.reducesMotion), .ambiguous(new.ambiguousColumns), .scanPrefix(new.scanPrefix),
    ]
    return all.filter { !$0.holds(in: old) }
  }
}
