/// Characters with a caret and their undo: what the one-line and the many-line field share.
///
/// The characters are always those that the whole text is cut into: a mark, a joiner or half a flag that comes to stand
/// beside others joins them.
struct EditedText: Hashable, Sendable {
  /// One change that can be taken back: what stood at a place, and what stands there now.
  private struct Change: Hashable, Sendable {
    var at: Int
    var removed: [Character]
    var inserted: [Character]
    var caretBefore: Int
    var caretAfter: Int
  }

  /// Changes that can be taken back, and the characters that they hold together.
  static let undoLimit = 1000
  static let undoCharacters = 1 << 20

  private(set) var characters: [Character]
  /// 0 before the first character.
  private(set) var caret: Int
  /// The other end of what is selected.
  private var anchor: Int?
  /// Every motion selects, until a change or the key that began it.
  private(set) var isMarking = false
  /// The motion of this key selects.
  private var isExtending = false
  private var undoChanges: [Change] = []
  private var redoChanges: [Change] = []
  private var kept = 0
  private var isTyping = false

  init(_ text: String) {
    characters = Array(EditedText.plain(text))
    caret = characters.count
  }

  var text: String { String(characters) }

  mutating func move(to position: Int) {
    caret = min(max(position, 0), characters.count)
    isTyping = false
    if !isMarking && !isExtending { anchor = nil }
  }

  // MARK: Selection

  /// What is selected, in characters; nil where nothing is.
  var selection: Range<Int>? {
    guard let anchor, anchor != caret else { return nil }
    return min(anchor, caret)..<max(anchor, caret)
  }

  var selectedText: String { selection.map { String(characters[$0]) } ?? "" }

  enum SelectionStep {
    case taken
    /// A motion that selects: this key does it.
    case motion(Key)
    case other
  }

  /// Takes what selects, and what is done to a selection.
  mutating func take(selecting key: Key) -> SelectionStep {
    isExtending = false
    switch key {
    case .shifted(let motion):
      if anchor == nil { anchor = caret }
      isExtending = true
      return .motion(motion.key)
    case .control(" "), .alt("m"):
      isMarking.toggle()
      anchor = isMarking ? caret : nil
    case .alt("s"):
      anchor = 0
      isExtending = true
      move(to: .max)
      isExtending = false
    // It leaves for the clipboard elsewhere.
    case .alt("c"): isMarking = false
    case .alt("x"):
      if let selection { delete(selection) }
    case .backspace, .delete, .control("h"), .control("d"), .control("w"), .alt("\u{7F}"), .alt("d"):
      guard let selection else { return .other }
      delete(selection)
    case .left where selection != nil && !isMarking: move(to: selection?.lowerBound ?? caret)
    case .right where selection != nil && !isMarking: move(to: selection?.upperBound ?? caret)
    default: return .other
    }
    return .taken
  }

  /// The key is over: motions move again.
  mutating func endExtending() { isExtending = false }

  private mutating func deselect() {
    anchor = nil
    isMarking = false
  }

  /// Puts text in at the caret, in place of what is selected; false where there is no room for it. Neighbouring typed
  /// letters are undone together, up to the word.
  @discardableResult
  mutating func insert(_ text: String, limit: Int) -> Bool {
    let text = EditedText.plain(text)
    guard !text.isEmpty else { return true }
    let place = selection ?? caret..<caret
    let start = max(place.lowerBound - 1, 0)
    let head = Array(String(characters[start..<place.lowerBound]) + text)
    guard characters.count - (place.upperBound - start) + head.count <= limit else { return false }
    let isLetter = text.count == 1 && text != " " && text != "\n"
    change(start..<place.upperBound, to: head, caret: start + head.count, isLetter: isLetter)
    return true
  }

  mutating func delete(_ range: Range<Int>) {
    let range = range.clamped(to: 0..<characters.count)
    guard !range.isEmpty else { return }
    change(range, to: [], caret: range.lowerBound, isLetter: false)
  }

  mutating func replace(with text: String) {
    let new = Array(EditedText.plain(text))
    change(0..<characters.count, to: new, caret: new.count, isLetter: false)
  }

  mutating func undo() {
    guard let change = undoChanges.popLast() else { return }
    kept -= change.removed.count + change.inserted.count
    characters.replaceSubrange(change.at..<(change.at + change.inserted.count), with: change.removed)
    caret = change.caretBefore
    redoChanges.append(change)
    isTyping = false
    deselect()
  }

  mutating func redo() {
    guard let change = redoChanges.popLast() else { return }
    characters.replaceSubrange(change.at..<(change.at + change.removed.count), with: change.inserted)
    caret = change.caretAfter
    keep(change)
    isTyping = false
    deselect()
  }

  /// Where the word before the caret begins.
  var wordStart: Int {
    var at = caret
    while at > 0, kind(characters[at - 1]) == .other { at -= 1 }
    guard at > 0 else { return 0 }
    let kind = kind(characters[at - 1])
    while at > 0, self.kind(characters[at - 1]) == kind { at -= 1 }
    return at
  }

  /// Where the word after the caret ends.
  var wordEnd: Int {
    var at = caret
    while at < characters.count, kind(characters[at]) == .other { at += 1 }
    guard at < characters.count else { return at }
    let kind = kind(characters[at])
    while at < characters.count, self.kind(characters[at]) == kind { at += 1 }
    return at
  }

  private enum CharacterKind { case other, word, ideograph, syllable }

  /// A run of ideographs is a word apart from the Latin letters beside it, and from kana.
  private func kind(_ character: Character) -> CharacterKind {
    guard character.isLetter || character.isNumber, let scalar = character.unicodeScalars.first else { return .other }
    switch scalar.value {
    case 0x3040...0x30FF: return .syllable
    case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: return .ideograph
    default: return .word
    }
  }

  // MARK: Changing

  private mutating func change(_ range: Range<Int>, to new: [Character], caret after: Int, isLetter: Bool) {
    var range = range
    var new = new
    var after = after
    let before = caret
    deselect()
    join(&range, &new, &after)
    var change = Change(
      at: range.lowerBound, removed: Array(characters[range]), inserted: new, caretBefore: before, caretAfter: after)
    characters.replaceSubrange(range, with: new)
    caret = after
    redoChanges.removeAll()
    // What stays the same at the front is no part of the change.
    let same = zip(change.removed, change.inserted).prefix { EditedText.isSame($0, $1) }.count
    change.removed.removeFirst(same)
    change.inserted.removeFirst(same)
    change.at += same
    if isLetter, isTyping, var last = undoChanges.last, change.removed.isEmpty,
      last.at + last.inserted.count == change.at
    {
      last.inserted += change.inserted
      last.caretAfter = after
      kept += change.inserted.count
      undoChanges[undoChanges.count - 1] = last
    } else {
      keep(change)
    }
    isTyping = isLetter
  }

  /// Letters that look alike may be written differently: Swift calls them equal, their bytes tell them apart.
  private static func isSame(_ a: Character, _ b: Character) -> Bool {
    a.unicodeScalars.elementsEqual(b.unicodeScalars)
  }

  private mutating func keep(_ change: Change) {
    undoChanges.append(change)
    kept += change.removed.count + change.inserted.count
    while undoChanges.count > EditedText.undoLimit || kept > EditedText.undoCharacters, undoChanges.count > 1 {
      let first = undoChanges.removeFirst()
      kept -= first.removed.count + first.inserted.count
    }
  }

  /// Widens a change by the neighbours that join what comes to stand beside them.
  private func join(_ range: inout Range<Int>, _ new: inout [Character], _ after: inout Int) {
    guard range.upperBound < characters.count else { return }
    // What comes before the change may take in what comes behind it.
    if new.isEmpty, range.lowerBound > 0 {
      let first = characters[range.lowerBound - 1], next = characters[range.upperBound]
      if !EditedText.joins(first, next) { return }
      range = (range.lowerBound - 1)..<range.upperBound
      new = [first]
    }
    guard let last = new.last, EditedText.joins(last, characters[range.upperBound]) else { return }
    // Flags pair off anew up to the next letter that begins for certain.
    var end = range.upperBound
    while end < characters.count, end - range.upperBound < 256, !EditedText.isPlain(characters[end]) { end += 1 }
    new = Array(String(new) + String(characters[range.upperBound..<end]))
    after = min(after, range.lowerBound + new.count)
    range = range.lowerBound..<end
  }

  private static func joins(_ a: Character, _ b: Character) -> Bool {
    // Half a flag before a whole one makes other flags of the two.
    !isPlain(b) && (String(a) + String(b)).first.map { !isSame($0, a) } ?? false
  }

  /// Begins a cluster whatever stands before it.
  private static func isPlain(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return true }
    return scalar.value < 0xA0 || (0x3400...0x9FFF).contains(scalar.value)
  }

  /// Line breaks as `\n` alone.
  private static func plain(_ text: String) -> String {
    guard text.contains(where: { $0.isNewline && $0 != "\n" }) else { return text }
    return String(text.map { $0.isNewline ? "\n" : $0 })
  }
}
