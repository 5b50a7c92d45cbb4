/// What a person chose for this console; everything has a default, and a fault in the file leaves that default.
public struct Settings: Hashable, Sendable {
  /// nil: the system's.
  public var language: Language?
  /// A theme's name; nil: the built-in one that fits the terminal's ground.
  public var theme: String?
  public var usesMouse = false
  /// Columns of East Asian ambiguous characters, 1 or 2; nil: asked of the terminal.
  public var ambiguousColumns: Int?
  /// Nothing moves on the screen by itself.
  public var reducesMotion = false
  /// What the scanner is set to send before each code, so that short ones count too; empty: nothing.
  public var scanPrefix = ""
  public var keySet = KeySet.standard
  var keyMap = KeyMap.standard

  public init() {}

  /// The settings of a ready set of keys and nothing else.
  public init(keySet: KeySet) {
    self.keySet = keySet
    keyMap = KeyMap(keySet)
  }

  /// The version of the file's words that this program writes and reads.
  public static let version = 1

  /// `settings.toml` in the person's XDG folder.
  public static func path(environment: [String: String]) -> String {
    (environment["XDG_CONFIG_HOME"] ?? (environment["HOME"] ?? "") + "/.config") + "/portolan/settings.toml"
  }
}

/// One thing in a settings file that could not be used; the rest is.
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
    case unknownKey(fitting: [String])
    case wrongValue(found: String, expected: String)
    case unknownCommand(fitting: [String])
    case unknownKeyName(String)
    case clash(key: String, command: String)
    case keyless
  }
}
