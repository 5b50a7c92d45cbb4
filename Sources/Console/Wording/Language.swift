internal import Glibc

/// A language that the console speaks.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"

  /// The language of a name such as `zh`, `zh_CN.UTF-8` or `C`; English for all that is not known.
  public init(named name: String) {
    self = name.lowercased().hasPrefix("zh") ? .chinese : .english
  }

  /// The language of a name that somebody typed: `en`, `zh`, `zh-Hans`, `zh_CN.UTF-8`; nil for any other.
  public init?(typed name: String) {
    switch name.lowercased().prefix(while: { $0.isLetter }) {
    case "en", "english": self = .english
    case "zh", "chinese", "中文": self = .chinese
    default: return nil
    }
  }

  /// The language asked for, else that of `LC_ALL`, `LC_MESSAGES` or `LANG`, whichever is set first.
  public static func fromEnvironment(_ named: String? = nil) -> Language {
    if let named, !named.isEmpty { return Language(named: named) }
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = getenv(variable).map({ String(cString: $0) }), !value.isEmpty { return Language(named: value) }
    }
    return .english
  }
}
