internal import CTerminal
internal import Dispatch
internal import Glibc

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
      // The last of the answers: who has not told the ground until now does not tell it.
      groundIsOverdue()
    case .ready:
      line.answered(at: TerminalSession.now())
      // Nothing on the screen is another now: at rest nothing is painted for it.
      return
    case .name(let name): learn { $0.learn(name: name) }
    case .model(let family, let version): learn { $0.learn(family: family, version: version) }
    case .background(let ground): take(ground, isLight: !ground.isDark)
    case .colourScheme(let isLight): take(nil, isLight: isLight)
    }
    onAnswer(answer)
  }

  /// The ground, or that it has gone over to light or dark: then its colour is another that nobody has told.
  private func take(_ ground: Colour?, isLight: Bool) {
    if ground != nil || isLight != isLightGround { self.ground = ground }
    isLightGround = isLight
    isGroundUnknown = false
    use(fittingTheme)
  }

  /// Some time after the questions the ground is taken for unknown, whoever is slow.
  func armGround() {
    guard TerminalSession.variable("COLORFGBG") == nil else { return }
    DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(TerminalSession.groundMilliseconds)) { [weak self] in
      MainActor.assumeIsolated { self?.groundIsOverdue() }
    }
  }

  private static let groundMilliseconds = 1_000

  private func groundIsOverdue() {
    guard isTaken, ground == nil, !isGroundUnknown, TerminalSession.variable("COLORFGBG") == nil else { return }
    isGroundUnknown = true
    let fitting = fittingTheme
    guard fitting != theme else { return }
    use(fitting)
    onAnswer(.ready)
  }

  /// Reads what the terminal still has to answer, a moment at most, so that no shell finds it typed.
  func awaitAnswers() {
    let end = TerminalSession.now() + TerminalSession.lastAnswerMilliseconds
    forgetOldQuestions()
    while lexer.awaitsAnswers || line.isAsking(at: TerminalSession.now()) {
      let left = end - TerminalSession.now()
      guard left > 0 else { return }
      var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waited, 1, Int32(left)) > 0, waited.revents & Int16(POLLIN) != 0 else { return }
      let chunk = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
        count = max(Glibc.read(descriptor, buffer.baseAddress, 4096), 0)
      }
      if chunk.isEmpty { return }
      for case .answer(let answer) in lexer.feed(chunk) {
        switch answer {
        case .deviceAttributes, .ready:
          lexer.awaitsAnswers = false
          line.answered(at: TerminalSession.now())
        default: break
        }
      }
    }
  }

  private static let lastAnswerMilliseconds: Int64 = 200

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
