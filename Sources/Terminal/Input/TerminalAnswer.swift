/// What the terminal answered to a question of ours; never a key.
public enum TerminalAnswer: Hashable, Sendable {
  /// It knows synchronised output (mode 2026), or does not.
  case synchronisedOutput(Bool)
  /// Where the cursor stood, from 0: tells the width of the character printed before.
  case cursorPosition(Point)
  case background(Colour)
  /// Its owner went over to light colours, or to dark ones; also said unasked (mode 2031).
  case colourScheme(isLight: Bool)
  /// What it calls itself and its version (`kitty(0.32)`, `tmux 3.4`): from outside, so only compared with what is
  /// known.
  case name(String)
  /// Its family and version as numbers (65 and 7200 are VTE 0.72, 84 is tmux, 83 is GNU screen).
  case model(family: Int, version: Int)
  /// It is there: the answer to a question whose only aim is the time that it takes.
  case ready
  /// Any answer to "what are you": questions before it that were not answered never will be.
  case deviceAttributes
}
