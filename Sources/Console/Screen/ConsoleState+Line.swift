internal import Terminal

/// The line to the terminal, and what takes long.
extension ConsoleState {
  mutating func showGauge(_ shows: Bool) -> [Effect] {
    manners.showsGauge = shows
    return [.terminal(.measure(often: shows))]
  }

  var gaugeText: String { manners.showsGauge ? words(.craft(.gauge(manners.line))) + "  " : "" }

  /// Whether somebody waits for an answer.
  var isBusy: Bool {
    if awaitsDialog || list.isWaiting || detail?.isWaiting ?? false { return true }
    switch mode {
    case .form(let form): return form.isSaving
    case .undo(let dialog): return dialog.isWorking
    case .translate(let desk): return desk.isSaving
    case .plain, .filter, .jump, .help, .sort, .hits, .menu, .settings, .bulkPlan, .batch: return false
    case .viewing(.naming(let form)): return form.isSaving
    case .viewing: return false
    }
  }

  /// A sign of work before the position, after a third of a second; where nothing may move it stands still.
  var busyText: String {
    guard manners.busySteps > 0 else { return "" }
    if manners.reducesMotion { return words(.craft(.working)) + " " }
    return ["| ", "/ ", "- ", "\\ "][(manners.busySteps - 1) % 4]
  }

  /// The names of commands, never what was typed, are kept for the report of a fault.
  func noteForReport(_ key: Key) {
    guard case .plain = mode else {
      if key == .enter { TerminalSession.note(command: "enter") }
      return
    }
    if let command = keys.command(of: key, in: place) { TerminalSession.note(command: command.rawValue) }
  }
}
