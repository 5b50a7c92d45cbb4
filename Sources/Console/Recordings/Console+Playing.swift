internal import Terminal

extension Console {
  /// Shows a recording on the terminal, a key at a time, `pace` milliseconds each. Space stops it and lets it go on;
  /// any other key ends it. `TerminalSession.guardProcess()` comes first in `main`.
  ///
  /// Throws as `run` does; gives back what was not as the recording says.
  @MainActor
  public static func play(
    _ recording: Recording, _ options: ConsoleOptions, pace: Int
  ) async throws -> [RecordingPlayer.Miss] {
    let session = try TerminalSession(
      options: TerminalOptions(
        theme: options.theme ?? .portolanDark, lightTheme: options.theme == nil ? .portolanLight : nil,
        ambiguousColumns: options.settings.ambiguousColumns))
    var recording = recording
    // The window is as large as it is: what a recording says of sizes is for other uses.
    recording.size = session.size
    recording.steps.removeAll { if case .size = $0.action { true } else { false } }
    var player = try RecordingPlayer(recording, options, widths: session.widths)
    let onlooker = Onlooker()
    try session.start { keys, _ in for key in keys { onlooker.take(key) } }
    defer { session.stop() }
    session.show(player.frame)
    try await onlooker.look(milliseconds: 3 * pace)
    while !onlooker.hasEnough, let beat = player.advance() {
      if let size = onlooker.size {
        onlooker.size = nil
        player.resize(to: size)
      }
      if beat.isKey { session.show(player.frame) }
      if beat.isKey || beat.pause != nil { try await onlooker.look(milliseconds: beat.pause ?? pace) }
    }
    if !onlooker.hasEnough { try await onlooker.look(milliseconds: 6 * pace) }
    return player.misses
  }
}

/// Who looks on: their keys steer the showing, not the shop.
@MainActor
private final class Onlooker {
  private(set) var hasEnough = false
  private var isStopped = false
  var size: Size?

  func take(_ key: Key) {
    switch key {
    case .resize(let size): self.size = size
    case .character(" "): isStopped.toggle()
    case .focus, .resumed, .mouse: break
    default: hasEnough = true
    }
  }

  /// Waits so long, and as long as the showing is stopped.
  func look(milliseconds: Int) async throws {
    var left = milliseconds
    while left > 0 || isStopped {
      if hasEnough { return }
      let some = min(max(left, 20), 20)
      try await Task.sleep(for: .milliseconds(some))
      left -= some
    }
  }
}
