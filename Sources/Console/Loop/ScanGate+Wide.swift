internal import Terminal

/// Wide letters that come at once: an input method commits them, or a scanner types through one. Where no text goes
/// they are no keys; a code of them is said to be one, and its Enter does nothing.
struct WideBurst {
  private(set) var letters: [Character] = []
  private var lastAt: Int64 = 0
  /// Nothing was done with them yet.
  private(set) var isHeld = false
  /// What stood there before the first.
  private(set) var before: ConsoleState?

  var deadline: Int64? { isHeld ? lastAt + ScanLexer.gapMilliseconds : nil }
  var text: String { String(letters) }

  func continues(at now: Int64) -> Bool { !letters.isEmpty && now - lastAt <= ScanLexer.gapMilliseconds }

  mutating func add(_ letter: Character, at now: Int64, holds: Bool, _ state: ConsoleState) {
    if letters.isEmpty {
      isHeld = holds
      before = state
    }
    if letters.count < ScanLexer.mostCharacters { letters.append(letter) }
    lastAt = now
  }

  /// What was held: one letter is a key, as `：` is; more are a phrase.
  mutating func close() -> [ScanGate.Outcome] {
    defer { self = WideBurst() }
    guard isHeld else { return [] }
    return letters.count == 1 ? [.key(.character(letters[0]))] : [.key(.phrase(text))]
  }
}

extension ScanGate {
  /// Whether a scanner sent this through an input method that was on: full-width letters and digits, and no others.
  static func isWideCode(_ text: String) -> Bool {
    text.count >= ScanLexer.leastCharacters
      && text.unicodeScalars.allSatisfy { (0xFF01...0xFF5E).contains($0.value) }
      && text.contains { ("０"..."９").contains($0) }
  }
}
