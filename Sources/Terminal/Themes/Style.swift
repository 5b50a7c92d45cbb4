/// Attributes that work without colour too.
public struct TextAttributes: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let bold = TextAttributes(rawValue: 1)
  public static let dim = TextAttributes(rawValue: 2)
  public static let underline = TextAttributes(rawValue: 4)
  public static let reverse = TextAttributes(rawValue: 8)
  public static let italic = TextAttributes(rawValue: 16)
}

/// How one role looks: in colours where there are any, in attributes alone where there are none.
public struct Style: Hashable, Sendable {
  /// What a reader sees, for contrast, pictures and many-coloured terminals.
  public var foreground: Colour
  public var background: Colour
  /// True where the terminal's own colour is left alone; saves bytes and keeps its owner's taste.
  public var usesTerminalForeground: Bool
  public var usesTerminalBackground: Bool
  /// The same of xterm's 256 colours, still readable.
  public var indexedForeground: UInt8
  public var indexedBackground: UInt8
  /// Of the terminal's 16 colours; nil is its default.
  public var ansiForeground: UInt8?
  public var ansiBackground: UInt8?
  public var attributes: TextAttributes
  /// Attributes where there is no colour.
  public var plainAttributes: TextAttributes

  public var contrast: Double { foreground.contrast(with: background) }
}

/// A role that a scheme's own colours would have left unreadable or unseen.
public struct Mend: Hashable, Sendable {
  public let role: Role
  public let wanted: Colour
  public let wantedBackground: Colour
  public let shown: Colour
  public let shownBackground: Colour
}
