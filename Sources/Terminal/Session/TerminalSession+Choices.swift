/// What a person may choose anew while the terminal is taken.
extension TerminalSession {
  /// Takes other colours; nil: the built-in ones that fit the terminal's ground, changed live with it. Show a frame
  /// afterwards.
  public func choose(_ theme: Theme?) {
    let follows = theme == nil
    if follows != (options.lightTheme != nil), isTaken, asksForChanges {
      send(follows ? TerminalModes.schemeChangesOn : TerminalModes.schemeChangesOff)
    }
    options.theme = theme ?? .portolanDark
    options.lightTheme = follows ? .portolanLight : nil
    use(fittingTheme)
  }

  /// Columns of East Asian ambiguous characters, 1 or 2; nil: what the terminal answered. Show a frame afterwards.
  public func choose(ambiguousColumns: Int?) {
    guard ambiguousColumns != options.ambiguousColumns else { return }
    options.ambiguousColumns = ambiguousColumns
    let policy = WidthPolicy(
      ambiguousColumns: ambiguousColumns ?? probedColumns, asciiBorders: widths.asciiBorders)
    guard policy != widths else { return }
    widths = policy
    repaint()
  }

  /// Whether the terminal knows modes at all, and stands before a person who has seen a frame.
  private var asksForChanges: Bool { TerminalName.answersQuestions(terminalName) && !isFirstFrame }

  /// Of a scheme a terminal of 16 colours shows none but those that it has itself, over the ground that it has: what
  /// stands out there is for the ground to say, whatever scheme was chosen.
  var fittingTheme: Theme {
    if screen.depth == .ansi16 { return isLightGround ? .portolanLight : .portolanDark }
    let theme = options.theme(onLightGround: isLightGround)
    if let ground { return theme.fitted(to: ground) }
    return isGroundUnknown ? theme.painted : theme
  }
}
