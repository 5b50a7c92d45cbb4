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
    use(options.theme(onLightGround: isLightGround))
  }

  /// Begins or ends to be told of clicks and the wheel; without them the terminal's own text selection works.
  public func useMouse(_ isUsed: Bool) {
    guard isUsed != options.usesMouse else { return }
    options.usesMouse = isUsed
    if isTaken, asksForChanges { send(isUsed ? TerminalModes.mouseOn : TerminalModes.mouseOff) }
  }

  /// Columns of East Asian ambiguous characters, 1 or 2; nil: what the terminal answered. Show a frame afterwards.
  public func choose(ambiguousColumns: Int?) {
    guard ambiguousColumns != options.ambiguousColumns else { return }
    options.ambiguousColumns = ambiguousColumns
    let policy = WidthPolicy(ambiguousColumns: ambiguousColumns ?? probedColumns)
    guard policy != widths else { return }
    widths = policy
    repaint()
  }

  /// Whether the terminal knows modes at all, and stands before a person who has seen a frame.
  private var asksForChanges: Bool { TerminalName.answersQuestions(terminalName) && !isFirstFrame }
}
