extension TerminalSession {
  /// Takes what the terminal has answered, in whatever order and however late.
  func take(_ answer: TerminalAnswer) {
    switch answer {
    case .synchronisedOutput(let knows): isSynchronised = knows
    case .cursorPosition(let point): take(position: point)
    case .deviceAttributes:
      lexer.awaitedPositions = 0
      lexer.awaitsAnswers = false
      asksForSize = false
      line.answered(at: TerminalSession.now())
    case .ready:
      line.answered(at: TerminalSession.now())
      // Nothing on the screen is another now: at rest nothing is painted for it.
      return
    case .name(let name): learn { $0.learn(name: name) }
    case .model(let family, let version): learn { $0.learn(family: family, version: version) }
    case .background(let ground): take(ground: !ground.isDark)
    case .colourScheme(let isLight): take(ground: isLight)
    }
    onAnswer(answer)
  }

  private func take(ground isLight: Bool) {
    isLightGround = isLight
    use(fittingTheme)
  }

  private func learn(_ change: (inout TerminalTraits) -> Void) {
    let knewOrder = traits.reordersText
    change(&traits)
    if traits.reordersText != knewOrder { orderIsKnown() }
    screen.drawsLinks = traits.knowsLinks
    screen.joinsSigns = traits.multiplexer == nil
  }

  /// The first answer is the last corner's, where it was asked for; the other tells the width of a line's sign.
  private func take(position point: Point) {
    if asksForSize {
      asksForSize = false
      let (columns, rows) = (point.x + 1, point.y + 1)
      guard columns > 1, rows > 1, columns < 999, rows < 999 else { return }
      return changeSize(to: Size(columns: columns, rows: rows))
    }
    probedColumns = point == Point(2, 0) ? 2 : 1
    guard options.ambiguousColumns == nil, probedColumns == 2 else { return }
    widths = WidthPolicy(ambiguousColumns: 2, asciiBorders: options.asciiBorders ?? true)
    // What was painted by the other count stands a column off here and there: it is not painted over but cleared.
    screen.repaint()
  }

  /// A terminal that never answers gets its keys taken for keys again.
  func forgetOldQuestions() {
    guard lexer.awaitsAnswers, line.hasWaited(at: TerminalSession.now()) else { return }
    lexer.awaitsAnswers = false
    lexer.awaitedPositions = 0
    asksForSize = false
  }
}
