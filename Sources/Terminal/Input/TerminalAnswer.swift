/// What the terminal answered to a question of ours; never a key.
public enum TerminalAnswer: Hashable, Sendable {
  /// It knows synchronised output (mode 2026), or does not.
  case synchronisedOutput(Bool)
  /// Where the cursor stood, from 0: tells the width of the character printed before.
  case cursorPosition(Point)
  case background(Colour)
  /// Its owner went over to light colours, or to dark ones; also said unasked (mode 2031).
  case colourScheme(isLight: Bool)
  /// Any answer to "what are you": questions before it that were not answered never will be.
  case deviceAttributes
}
