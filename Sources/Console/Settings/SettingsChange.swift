internal import Domain
internal import Terminal

/// One setting with another value, chosen in the console.
enum SettingsChange: Hashable, Sendable {
  case language(Language?)
  case theme(String?)
  case keySet(KeySet)
  case mouse(Bool)
  case reducedMotion(Bool)
  case ambiguous(Int?)
  /// What the scanner sends before and behind each code.
  case scanPrefixes([String])
  case scanSuffixes([String])

  /// The key in the file, with the table that it stands in.
  var path: [String] {
    switch self {
    case .scanPrefixes: ["scanner", "prefixes"]
    case .scanSuffixes: ["scanner", "suffixes"]
    case .language, .theme, .keySet, .mouse, .reducedMotion, .ambiguous: [key]
    }
  }

  /// The key as people call it.
  var key: String {
    switch self {
    case .language: "language"
    case .theme: "theme"
    case .keySet: "keySet"
    case .mouse: "mouse"
    case .reducedMotion: "reducedMotion"
    case .ambiguous: "ambiguous"
    case .scanPrefixes: "scanner.prefixes"
    case .scanSuffixes: "scanner.suffixes"
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
    case .scanPrefixes(let texts), .scanSuffixes(let texts): texts.isEmpty ? nil : TOMLText.list(texts)
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
    case .scanPrefixes(let texts): settings.scanner.prefixes = texts
    case .scanSuffixes(let texts): settings.scanner.suffixes = texts
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
    case .scanPrefixes(let texts): settings.scanner.prefixes == texts
    case .scanSuffixes(let texts): settings.scanner.suffixes == texts
    }
  }

  /// What turns one into the other, as far as the console can choose it.
  static func between(_ old: Settings, _ new: Settings) -> [SettingsChange] {
    let all: [SettingsChange] = [
      .language(new.language), .theme(new.theme), .keySet(new.keySet), .mouse(new.usesMouse),
      .reducedMotion(new.reducesMotion), .ambiguous(new.ambiguousColumns),
      .scanPrefixes(new.scanner.prefixes), .scanSuffixes(new.scanner.suffixes),
    ]
    return all.filter { !$0.holds(in: old) }
  }
}
