internal import Domain
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

  private var lexer: ScanLexer
  /// What the scanner puts around its codes.
  var scanner: ScannerSettings {
    didSet { (lexer.prefixes, lexer.suffixes) = (scanner.prefixes, scanner.suffixes) }
  }

  private var wide = WideBurst()
  /// The state before the first key of the burst that acted at once.
  private var before: ConsoleState?
  /// Whether somebody scans here.
  private var hasSeenScan = false

  init(_ scanner: ScannerSettings = ScannerSettings()) {
    self.scanner = scanner
    lexer = ScanLexer(prefixes: scanner.prefixes, suffixes: scanner.suffixes)
  }

  /// When `expire` must be called, if no key comes before.
  var deadline: Int64? { lexer.deadline ?? wide.deadline }

  mutating func take(_ key: Key, at now: Int64, _ state: ConsoleState) -> [Outcome] {
    if let outcomes = takeWide(key, at: now, state) { return outcomes }
    let continues = lexer.continues(at: now)
    if !continues { before = nil }
    // A prompt's own key, first of its burst, begins a person's words; what stands in a prompt is text.
    if !continues, state.beginsText(key) { return outcomes(lexer.forget()) + [.key(key)] }
    let isScan = (key == .enter || key == .tab) && continues && state.isInField && !lexer.hasDigit
    if isScan { return outcomes(lexer.forget()) + [.key(key)] }
    let events = lexer.take(
      key, at: now, actsAtOnce: state.canTakeBack(key), waitsBriefly: !expectsScans && state.leaves(by: key))
    return events.compactMap { outcome($0, state) }
  }

  /// Whether a scanner is at work, by what was seen of it or by its prefix. Where none is, the key to leave need not
  /// wait for the rest of a scan: leaving is what people feel, and what comes after it is thrown away unread.
  private var expectsScans: Bool { hasSeenScan || !scanner.prefixes.isEmpty }

  /// Keys that were held and prove to be a person's.
  mutating func expire(at now: Int64) -> [Outcome] {
    let late = wide.deadline.map { now >= $0 } ?? false
    return outcomes(lexer.expire(at: now)) + (late ? wide.close() : [])
  }

  /// What wide letters do; nil where the key is none of theirs.
  private mutating func takeWide(_ key: Key, at now: Int64, _ state: ConsoleState) -> [Outcome]? {
    let continues = wide.continues(at: now)
    var outcomes = continues ? [] : wide.close()
    if !continues { wide = WideBurst() }
    switch key {
    case .character(let letter) where !letter.isASCII || continues && wide.isHeld:
      let isKey = !continues && state.beginsText(key) && !state.isTyping
      if isKey { return outcomes + self.outcomes(lexer.forget()) + [.key(key)] }
      outcomes += self.outcomes(lexer.forget())
      wide.add(letter, at: now, holds: !state.isTyping, state)
      return wide.isHeld ? outcomes : outcomes + [.key(key)]
    case .enter, .tab:
      guard continues, ScanGate.isWideCode(wide.text) else { break }
      let text = wide.text
      let before = wide.isHeld ? nil : wide.before
      wide = WideBurst()
      return outcomes + (before.map { [.takeBack(to: $0)] } ?? []) + [.key(.phrase(text))]
    default: break
    }
    if continues { outcomes += wide.close() }
    wide = WideBurst()
    return outcomes.isEmpty ? nil : outcomes + take(key, at: now, state)
  }

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
    case .scan(let code):
      hasSeenScan = true
      return .key(.scan(bare(code)))
    }
  }

  /// Without what is the scanner's own, and without AIM's letters: numbers are looked up here, and no symbologies.
  private func bare(_ code: String) -> String {
    let isSet = scanner != ScannerSettings()
    return isSet ? ScanScreen.plain(scanner.unwrapped(code)) : code
  }
}

extension ConsoleState {
  /// Whether typing goes into a field whose form an Enter would send.
  var isInField: Bool {
    switch mode {
    case .form, .translate, .help, .viewing(.naming): true
    case .settings(let dialog): dialog.isInField
    case .plain, .filter, .jump, .sort, .hits, .undo, .menu, .batch, .viewing: false
    case .bulkPlan(let dialog): dialog.asksForNumber
    }
  }

  /// Whether the key ends the program.
  func leaves(by key: Key) -> Bool {
    guard case .plain = mode, !mustQueue(key) else { return false }
    return keys.command(of: key, in: place) == .quit
  }

  func beginsText(_ key: Key) -> Bool {
    switch mode {
    case .filter, .jump: return true
    case .plain:
      guard !mustQueue(key) else { return false }
      let command = keys.command(of: key, in: place)
      return command == .filter || command == .jump || command == .help
    case .help, .sort, .form, .translate, .hits, .undo, .menu, .settings, .bulkPlan, .batch, .viewing: return false
    }
  }

  /// Whether what a key does can be undone without a trace: it moves, turns a page, or stands in a field.
  func canTakeBack(_ key: Key) -> Bool {
    switch mode {
    case .filter, .jump, .help, .sort, .form, .translate, .menu, .settings: return !mustQueue(key)
    case .hits, .undo, .bulkPlan, .batch, .viewing(.shelf): return false
    case .viewing: return !mustQueue(key)
    case .plain: break
    }
    if mustQueue(key) { return false }
    // A key without a command only says so.
    guard let command = keys.command(of: key, in: place) else { return true }
    return command.section == .moving
      || [
        .filter, .sort, .jump, .help, .menu, .settings, .ordersPane, .productsPane, .linesPane, .customersPane,
        .stockPane, .purchasingPane, .returnsPane, .fulfilmentPane, .shipmentsPane,
      ]
      .contains(command)
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
