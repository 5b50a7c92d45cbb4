/// Characters with a caret and their undo: what the one-line and the many-line field share.
struct EditedText: Hashable, Sendable {
  private struct Step: Hashable, Sendable {
    let characters: [Character]
    let caret: Int
  }

  private static let undoLimit = 200

  private(set) var characters: [Character]
  /// 0 before the first character.
  private(set) var caret: Int
  private var undoSteps: [Step] = []
  private var redoSteps: [Step] = []
  private var isTyping = false

  init(_ text: String) {
    characters = Array(text)
    caret = characters.count
  }

  var text: String { String(characters) }

  mutating func move(to position: Int) {
    caret = min(max(position, 0), characters.count)
    isTyping = false
  }

  /// Puts text in at the caret. Neighbouring typed letters are undone together, up to the word.
  mutating func insert(_ text: String, limit: Int) {
    // A mark that comes alone joins the letter before the caret, so the pieces are cut anew.
    let before = String(characters[..<caret]) + text
    let joined = Array(before)
    guard joined.count + characters.count - caret <= limit else { return }
    remember(isLetter: text.count == 1 && text != " ")
    characters = joined + characters[caret...]
    caret = joined.count
  }

  mutating func delete(_ range: Range<Int>) {
    let range = range.clamped(to: 0..<characters.count)
    guard !range.isEmpty else { return }
    remember(isLetter: false)
    characters.removeSubrange(range)
    caret = range.lowerBound
  }

  mutating func replace(with text: String) {
    remember(isLetter: false)
    characters = Array(text)
    caret = characters.count
  }

  mutating func undo() {
    guard let step = undoSteps.popLast() else { return }
    redoSteps.append(Step(characters: characters, caret: caret))
    (characters, caret) = (step.characters, step.caret)
    isTyping = false
  }

  mutating func redo() {
    guard let step = redoSteps.popLast() else { return }
    undoSteps.append(Step(characters: characters, caret: caret))
    (characters, caret) = (step.characters, step.caret)
  }

  /// Where the word before the caret begins.
  var wordStart: Int {
    var at = caret
    while at > 0 && !isWord(characters[at - 1]) { at -= 1 }
    while at > 0 && isWord(characters[at - 1]) { at -= 1 }
    return at
  }

  /// Where the word after the caret ends.
  var wordEnd: Int {
    var at = caret
    while at < characters.count && !isWord(characters[at]) { at += 1 }
    while at < characters.count && isWord(characters[at]) { at += 1 }
    return at
  }

  private func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  private mutating func remember(isLetter: Bool) {
    redoSteps.removeAll()
    defer { isTyping = isLetter }
    if isLetter && isTyping { return }
    undoSteps.append(Step(characters: characters, caret: caret))
    if undoSteps.count > EditedText.undoLimit { undoSteps.removeFirst() }
  }
}
