internal import Store
internal import Terminal

/// Stands between the keys and the state: tells what a scanner types from what a person types.
///
/// A key that only moves acts at once and is taken back if it proves to begin a scan; one that changes or asks anything
/// waits until it is known for a person's. In the filter and the `:` prompt everything is text, a scan too, and Enter
/// behind it does what it always does there.
struct ScanGate {
  enum Outcome {
    case key(Key)
    /// What the last keys did to this state is to be undone.
    case takeBack(to: ConsoleState)
  }

  private var lexer = ScanLexer()
  /// The state before the first key of the burst that acted at once.
  private var before: ConsoleState?

  /// When `expire` must be called, if no key comes before.
  var deadline: Int64? { lexer.deadline }

  mutating func take(_ key: Key, at now: Int64, _ state: ConsoleState) -> [Outcome] {
    let continues = lexer.continues(at: now)
    if !continues { before = nil }
    // A prompt's own key, first of its burst, begins a person's words; what stands in a prompt is text.
    if !continues, state.beginsText(key) { return outcomes(lexer.forget()) + [.key(key)] }
    let isScan = (key == .enter || key == .tab) && continues && state.isInField && !lexer.hasDigit
    if isScan { return outcomes(lexer.forget()) + [.key(key)] }
    return lexer.take(key, at: now, actsAtOnce: state.canTakeBack(key)).compactMap { outcome($0, state) }
  }

  /// Keys that were held and prove to be a person's.
  mutating func expire(at now: Int64) -> [Outcome] { outcomes(lexer.expire(at: now)) }

  private func outcomes(_ events: [ScanLexer.Event]) -> [Outcome] {
    events.compactMap { if case .key(let key) = $0 { .key(key) } else { nil } }
  }

  private mutating func outcome(_ event: ScanLexer.Event, _ state: ConsoleState) -> Outcome? {
    switch event {
    case .key(let key): return .key(key)
    case .provisional(let key):
      if before == nil { before = state }
      return .key(key)
    case .takeBack:
      defer { before = nil }
      return before.map { .takeBack(to: $0) }
    case .scan(let code): return .key(.scan(code))
    }
  }
}

extension ConsoleState {
  /// Whether typing goes into a field whose form an Enter would send.
  var isInField: Bool {
    switch mode {
    case .form, .help, .viewing(.naming): true
    case .plain, .filter, .jump, .sort, .undo, .viewing: false
    }
  }

  func beginsText(_ key: Key) -> Bool {
    switch mode {
    case .filter, .jump: return true
    case .plain:
      guard !mustQueue(key) else { return false }
      let command = keys.command(of: key, in: place)
      return command == .filter || command == .jump || command == .help
    case .help, .sort, .form, .undo, .viewing: return false
    }
  }

  /// Whether what a key does can be undone without a trace: it moves, turns a page, or stands in a field.
  func canTakeBack(_ key: Key) -> Bool {
    switch mode {
    case .filter, .jump, .help, .sort, .form: return !mustQueue(key)
    case .undo, .viewing(.shelf): return false
    case .viewing: return !mustQueue(key)
    case .plain: break
    }
    if mustQueue(key) { return false }
    // A key without a command only says so.
    guard let command = keys.command(of: key, in: place) else { return true }
    return command.section == .moving
      || [.filter, .sort, .jump, .help, .ordersPane, .productsPane, .linesPane, .customersPane].contains(command)
  }

  /// Undoes what keys did that proved to belong to a scan.
  mutating func takeBack(to old: ConsoleState) -> [Effect] {
    (mode, status, shown, prefix) = (old.mode, old.status, old.shown, old.prefix)
    var effects: [Effect] = []
    if detail?.kind != old.detail?.kind || detail?.id != old.detail?.id {
      // What the record said meanwhile was another's answer.
      detail = old.detail
      effects += relayout()
      if let detail, detail.isWaiting { effects += open(detail.kind, detail.id) }
    } else if let was = old.detail {
      let text = cellText
      effects += detail?.show(was.tab, text) ?? []
      detail?.scroll(to: was.scroll)
    }
    let was = old[shown]
    let isMoved = list.window.selectedRow?.id != was.window.selectedRow?.id || list.window.top != was.window.top
    if isMoved || list.sentence != was.sentence || list.isWaiting { effects += list.restore(was, viewer) }
    return effects
  }
}
