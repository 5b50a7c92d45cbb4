/// The byte sequences that the program sends on its own account.
enum TerminalModes {
  static let beginSynchronised = Array("\u{1B}[?2026h".utf8)
  static let endSynchronised = Array("\u{1B}[?2026l".utf8)
  static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
  static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"
  /// The plain character set, chosen once: frames never choose another.
  static let plainCharacters = "\u{1B}(B"
  static let pasteOn = "\u{1B}[?2004h"
  /// Wishes to be told when the terminal goes over from dark to light or back.
  static let schemeChangesOn = "\u{1B}[?2031h"
  static let schemeChangesOff = "\u{1B}[?2031l"

  /// Text stands in the order in which it is sent, right-to-left scripts too: a terminal that turns them round turns
  /// round all between two such words, other columns' values included. Only those that do are asked not to.
  static let keepsOrder = "\u{1B}[8l"
  static let givesOrderBack = "\u{1B}[8h"
  /// What entries of xterm's family lay the window's title by with, when the alternate screen is taken.
  static let keepsTitle = "\u{1B}[22;0;0t"
  /// Answered with `CSI 0 n`: how long the way there and back takes.
  static let areYouThere = Array("\u{1B}[5n".utf8)

  /// Asked right after the alternate screen is taken: the width of `│` (printed and then painted over), synchronised
  /// output, the background, its family and name, and last of all what the terminal is, which every one answers.
  static let questions =
    "\u{1B}[H│\u{1B}[6n\r  \u{1B}[?2026$p\u{1B}]11;?\u{1B}\\\u{1B}[>c\u{1B}[>q\u{1B}[c\u{1B}[H"
  /// Asked before them where the system does not know the window's size (a serial line): the place of the last corner.
  static let sizeQuestion = "\u{1B}[999;999H\u{1B}[6n"

  /// Puts back whatever a terminal may have been left in; twice does no harm. The alternate screen goes before the
  /// mouse: some terminals keep modes for each screen.
  static let restore =
    "\u{1B}[?2026l\u{1B}[?2031l\u{1B}[?2004l\u{1B}[r\u{1B}[m\u{1B}(B\u{0F}\u{1B}[?1l\u{1B}>\u{1B}[?7h"
    + "\u{1B}[?25h\u{1B}[?1049l" + mouseOff
  /// For terminals without an alternate screen, or with modes that they do not know: leaves a clean line.
  static let plainRestore = "\u{1B}[m\u{1B}[r\u{1B}[999;1H\r\n"
}
