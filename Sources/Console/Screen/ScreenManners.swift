internal import Domain
internal import Terminal

/// How the screen is shared out and used, beside what stands on it; and what is known of the terminal.
struct ScreenManners: Sendable {
  /// The pane that has the keys has the whole screen.
  var isZoomed = false
  /// Nothing but text is shown, so that the terminal's own selection takes it cleanly.
  var isSelectingText = false
  var usesMouse = false
  var showsGauge = false
  var reducesMotion = false
  /// Whether the terminal takes what is copied.
  var clipboard = TerminalTraits.Clipboard.takes
  var line = LineReport()
  /// How often the sign of work was moved since it was shown; 0 while nobody has waited long.
  var busySteps = 0
  /// The record beside the list, and the row that it is or will be of.
  var preview: DetailPane?
  var previewOf: RecordName?
  var previewSerial = 0

  init() {}

  init(_ settings: Settings) {
    usesMouse = settings.usesMouse
    showsGauge = settings.showsGauge
    reducesMotion = settings.reducesMotion
  }

  /// Takes what was chosen anew; what was switched by a key meanwhile stays.
  mutating func take(_ new: Settings, over old: Settings) {
    if new.usesMouse != old.usesMouse { usesMouse = new.usesMouse }
    if new.showsGauge != old.showsGauge { showsGauge = new.showsGauge }
    if new.reducesMotion != old.reducesMotion { reducesMotion = new.reducesMotion }
  }
}

/// What a row opens, by the row's own kind and id.
struct RecordName: Hashable, Sendable {
  var kind: Kind
  var id: Int64
}

/// What only the terminal, or the person's own folders, can do.
enum TerminalWish: Hashable, Sendable {
  case copy(ClipboardText)
  /// The same, where no clipboard is.
  case save(ClipboardText)
  case mouse(Bool)
  /// Measure the line often enough for a gauge.
  case measure(often: Bool)
}

/// How often the console does things by itself.
enum Pace {
  /// Milliseconds that a selection rests before what it opens is read for the pane beside the list.
  static func preview(onSlowLine isSlow: Bool) -> Int { isSlow ? 400 : 90 }
  /// Milliseconds between two looks at what others have changed.
  static func liveTick(onSlowLine isSlow: Bool) -> Int { isSlow ? 2000 : 200 }
  /// Milliseconds before a sign of work is shown at all, and between its steps.
  static let busy = 300
  static func busyStep(onSlowLine isSlow: Bool) -> Int { isSlow ? 1000 : 250 }
}

extension Command {
  /// It is about the screen or the terminal: in lines of text there is neither.
  var needsScreen: Bool {
    switch self {
    case .zoom, .copy, .copyAll, .copyTabs, .copyFile, .mouse, .selectText, .gauge: true
    default: false
    }
  }
}
