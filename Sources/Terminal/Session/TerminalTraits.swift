/// What is known of a terminal by its entry, its environment and its own answers; what is unknown is not relied on.
public struct TerminalTraits: Hashable, Sendable {
  /// Whether it puts what it is sent into its owner's clipboard (OSC 52).
  public enum Clipboard: Hashable, Sendable {
    case takes
    /// It may, by its settings, or nothing is known of it.
    case perhaps
    case never
  }

  /// What stands between the program and the terminal.
  public enum Multiplexer: Hashable, Sendable {
    case tmux, screen
  }

  /// Shows links (OSC 8), or at least passes over them in silence.
  public var knowsLinks = false
  public var clipboard = Clipboard.perhaps
  public var multiplexer: Multiplexer?
  /// Turns right-to-left words round by itself, unless it is told not to.
  public var reordersText = false

  public init(knowsLinks: Bool = false, clipboard: Clipboard = .perhaps, multiplexer: Multiplexer? = nil) {
    self.knowsLinks = knowsLinks
    self.clipboard = clipboard
    self.multiplexer = multiplexer
  }

  /// What its names tell: the terminfo entry in use, `TERM` as it came, and what some terminals put into the
  /// environment.
  init(entry: String, term: String?, variable: (String) -> String?) {
    let term = term ?? ""
    if variable("TMUX") != nil || term.hasPrefix("tmux") {
      multiplexer = .tmux
    } else if variable("STY") != nil {
      multiplexer = .screen
    }
    let takers = ["xterm-kitty", "alacritty", "foot", "wezterm", "contour", "xterm-ghostty", "mintty", "iterm2"]
    let isNamed = takers.contains { term.hasPrefix($0) }
    if isNamed && multiplexer == nil { (knowsLinks, clipboard) = (true, .takes) }
    if let version = variable("VTE_VERSION").flatMap({ Int($0) }), multiplexer == nil {
      learn(family: 65, version: version)
    }
    if variable("KONSOLE_VERSION") != nil || term.hasPrefix("mlterm"), multiplexer == nil { reordersText = true }
    if variable("WT_SESSION") != nil, multiplexer == nil { (knowsLinks, clipboard) = (true, .takes) }
    if !TerminalName.answersQuestions(entry) { (knowsLinks, clipboard, reordersText) = (false, .never, false) }
    if multiplexer == .tmux { knowsLinks = true }
  }

  /// It has said what it is called.
  mutating func learn(name: String) {
    if name.hasPrefix("tmux ") {
      (multiplexer, knowsLinks, clipboard, reordersText) = (.tmux, true, .perhaps, false)
      return
    }
    guard multiplexer == nil else { return }
    if ["Konsole ", "mintty ", "mlterm(", "VTE("].contains(where: name.hasPrefix) { reordersText = true }
    for known in ["kitty(", "WezTerm ", "foot(", "ghostty ", "iTerm2 ", "contour ", "mintty ", "Konsole "]
    where name.hasPrefix(known) {
      knowsLinks = true
      clipboard = known == "Konsole " ? .perhaps : .takes
    }
  }

  /// It has said its family.
  mutating func learn(family: Int, version: Int) {
    switch family {
    case 84: (multiplexer, knowsLinks, clipboard, reordersText) = (.tmux, true, .perhaps, false)
    case 83: (multiplexer, knowsLinks, clipboard, reordersText) = (.screen, false, .perhaps, false)
    // VTE knows links since 0.50, and the clipboard since 0.82.
    case 65 where multiplexer == nil && version >= 5000:
      (knowsLinks, clipboard) = (true, version >= 8200 ? .takes : .never)
      // It turns words round since 0.58.
      if version >= 5800 { reordersText = true }
    default: break
    }
  }
}
