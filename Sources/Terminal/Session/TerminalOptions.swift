/// What the configuration says about the terminal; everything else is found out.
public struct TerminalOptions: Sendable {
  public var theme: Theme
  /// Taken instead while the terminal's ground is light; nil: `theme` whatever the ground is.
  public var lightTheme: Theme?
  /// Report clicks and the wheel (and take text selection away from the terminal).
  public var usesMouse: Bool
  /// nil: as many as the terminal has, none with `NO_COLOR`.
  public var depth: ColourDepth?
  /// 1 or 2; nil: asked of the terminal.
  public var ambiguousColumns: Int?
  /// Lines of `+ - |`; nil: where the terminal or the locale has no others.
  public var asciiBorders: Bool?
  /// Seconds after a hang-up until the program is ended by force.
  public var hangupSeconds: Double

  public init(
    theme: Theme = .portolanDark, lightTheme: Theme? = nil, usesMouse: Bool = false, depth: ColourDepth? = nil,
    ambiguousColumns: Int? = nil, asciiBorders: Bool? = nil, hangupSeconds: Double = 1
  ) {
    self.theme = theme
    self.lightTheme = lightTheme
    self.usesMouse = usesMouse
    self.depth = depth
    self.ambiguousColumns = ambiguousColumns
    self.asciiBorders = asciiBorders
    self.hangupSeconds = hangupSeconds
  }
}

extension TerminalOptions {
  func theme(onLightGround isLight: Bool) -> Theme { isLight ? lightTheme ?? theme : theme }

  /// The ground by what some terminals put into COLORFGBG ("15;0", "0;default;15"), until the terminal itself answers.
  static func isLight(colourPair: String?) -> Bool {
    guard let last = colourPair?.split(separator: ";").last, let number = Int(last) else { return false }
    return number == 7 || number == 15
  }
}

/// What a session has done so far.
public struct TerminalStatistics: Equatable, Sendable {
  public var frames = 0
  /// Frames that a slow terminal never saw because a newer one was there.
  public var droppedFrames = 0
  public var bytes = 0
  public var writes = 0
}

/// How the line to the terminal is: a gauge for the bar, and a reason to send less by itself.
public struct LineReport: Hashable, Sendable {
  /// Milliseconds until the terminal's answer came back, the shortest of the last few; nil while none was measured.
  public var roundTrip: Int?
  public var bytes = 0
  /// It answers late, or did not take a frame at once a moment ago.
  public var isSlow = false

  public static let slowMilliseconds = 150

  public init(roundTrip: Int? = nil, bytes: Int = 0, isSlow: Bool = false) {
    self.roundTrip = roundTrip
    self.bytes = bytes
    self.isSlow = isSlow
  }
}
