/// The terminal types that are believed. `TERM` comes over the network: it is matched against these, never used raw.
enum TerminalName {
  private static let known: Set<String> = [
    "xterm", "xterm-256color", "xterm-16color", "xterm-88color", "xterm-color", "screen", "screen-256color",
    "screen.xterm-256color", "tmux", "tmux-256color", "linux", "vt100", "vt102", "vt220", "ansi", "cygwin", "rxvt",
    "rxvt-256color", "rxvt-unicode", "rxvt-unicode-256color", "alacritty", "xterm-kitty", "xterm-ghostty", "foot",
    "wezterm", "contour", "konsole", "konsole-256color", "gnome", "gnome-256color", "vte", "vte-256color", "putty",
    "putty-256color", "st", "st-256color", "mintty", "iterm2", "nsterm", "nsterm-256color", "Eterm", "mlterm",
    "mlterm-256color", "eterm-color", "hurd", "xterm-mono",
  ]

  /// Entries to try in order: the named one if it is known, then what every such terminal understands.
  static func candidates(_ name: String?, hasColourTerm: Bool) -> [String] {
    guard let name, name.utf8.count <= 64 else { return ["vt100", "ansi"] }
    if name == "dumb" || name.isEmpty { return [] }
    let many = hasColourTerm || name.hasSuffix("-256color") || name.hasSuffix("-direct")
    let fallback = many ? ["xterm-256color", "xterm", "vt100", "ansi"] : ["vt100", "ansi"]
    guard known.contains(name) else { return fallback }
    if name == "xterm" && many { return ["xterm-256color", "xterm"] + fallback }
    let modern = ["alacritty", "xterm-kitty", "xterm-ghostty", "foot", "wezterm", "contour", "iterm2", "mintty"]
    return [name] + (modern.contains(name) ? ["xterm-256color", "xterm"] : fallback)
  }

  /// Are its lines drawn by `+ - |`? The old families' fonts have no others in UTF-8, and where the locale is none of
  /// UTF-8 nobody knows what the terminal makes of them.
  static func drawsAsciiLines(_ name: String, locale: String?) -> Bool {
    let codeset = (locale ?? "").uppercased()
    guard codeset.contains("UTF-8") || codeset.contains("UTF8") else { return true }
    return ["vt", "ansi", "cygwin", "hurd", "eterm"].contains { name.hasPrefix($0) }
  }

  /// Does it understand xterm's questions and modes, so that asking shows nothing on the screen?
  static func answersQuestions(_ name: String) -> Bool {
    let silent = ["linux", "vt", "ansi", "cygwin", "hurd", "eterm", "Eterm", "putty"]
    return !silent.contains { name.hasPrefix($0) }
  }
}
