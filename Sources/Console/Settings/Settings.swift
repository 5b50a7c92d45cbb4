public import Domain

/// What a person chose for this console; everything has a default, and a fault in the file leaves that default.
public struct Settings: Hashable, Sendable {
  /// nil: the system's.
  public var language: Language?
  /// A theme's name; nil: the built-in one that fits the terminal's ground.
  public var theme: String?
  public var usesMouse = false
  /// Columns of East Asian ambiguous characters, 1 or 2; nil: asked of the terminal.
  public var ambiguousColumns: Int?
  /// Lines of `+ - |`; nil: where the terminal or the locale has no others.
  public var asciiBorders: Bool?
  /// The bar says how quick the line is.
  public var showsGauge = false
  /// Nothing moves on the screen by itself.
  public var reducesMotion = false
  /// What the scanner puts around its codes; without a prefix they are told by their speed alone.
  public var scanner = ScannerSettings()
  public private(set) var keySet = KeySet.standard
  private(set) var keyMap = KeyMap.standard
  /// Single keys that go before the set's.
  private(set) var keyChoices: [KeyChoice] = []

  public init() {}

  /// The settings of a ready set of keys and nothing else.
  public init(keySet: KeySet) {
    self.keySet = keySet
    keyMap = KeyMap(keySet)
  }

  /// Takes a set of keys, with the person's own choices on top of it; what clashes among those is answered.
  @discardableResult
  mutating func use(_ set: KeySet, _ choices: [KeyChoice]) -> [KeyChoice.Clash] {
    (keySet, keyChoices) = (set, choices)
    keyMap = KeyMap(set)
    return choices.flatMap { choice in
      keyMap.choose(choice.keys, for: choice.command, in: choice.place).map {
        KeyChoice.Clash(choice: choice, key: $0.0, holder: $0.1)
      }
    }
  }

  /// The version of the file's words that this program writes; it reads those before it too.
  public static let version = 3

  /// `settings.toml` in the person's XDG folder.
  public static func path(environment: [String: String]) -> String {
    (environment["XDG_CONFIG_HOME"] ?? (environment["HOME"] ?? "") + "/.config") + "/portolan/settings.toml"
  }
}

/// One thing in a settings file that could not be used, or is said of it; the rest is used.
public struct SettingsFault: Hashable, Sendable {
  /// From 1; 0 where the fault is the whole file's.
  public let line: Int
  public let key: String
  public let reason: Reason

  public init(line: Int, key: String, reason: Reason) {
    self.line = line
    self.key = key
    self.reason = reason
  }

  public enum Reason: Hashable, Sendable {
    case unreadable
    case notTOML(String)
    case newerVersion(Int)
    /// A word of an older version, taken as what it is called now.
    case renamed(to: String)
    case unknownKey(fitting: [String])
    case wrongValue(found: String, expected: String)
    case unknownCommand(fitting: [String])
    case unknownKeyName(String)
    case clash(key: String, command: String)
    case keyless
  }

  /// Whether it is only told: nothing of the file was left unused.
  public var isNotice: Bool { if case .renamed = reason { true } else { false } }
}
