/// Cuts one row after the other into search terms and keeps its memory between them: importing an order cuts one.
public struct TermCutter {
  /// The terms so far, separated by blanks; the word being read grows at its end.
  private var output: [UInt8] = []
  private var termCount = 0
  /// Open addressing: end and length of each term in `output`, for "each term once".
  private var slots: [Slot] = []
  private var usedSlots: [Int] = []
  private var joined: [UInt8] = []
  private var joinedWords = 0
  private var joinedHasDigit = false
  private var joinedLength = 0
  private var previousCharacter: UInt32 = 0
  private var runLength = 0
  private var query: [SearchTerm]?
  /// Whether the text being cut is off a card: its terms are marked as they are kept.
  private var isPersonal = false
  /// Where the first part of a code with dashes stands in `query`.
  private var firstPart: Int?
  private let letters = FoldedText.baseLetters

  private struct Slot {
    var start: Int32
    var length: Int32
  }

  public init() {
    // Twice the limit and a power of two: probing stays short, masking is cheap.
    slots = [Slot](repeating: Slot(start: 0, length: 0), count: 1024)
  }

  /// The terms of several texts, each once, separated by single blanks, `SearchTerms.limit` at most.
  public mutating func indexTerms(of texts: [String]) -> String {
    begin()
    for text in texts { cut(text) }
    return finish()
  }

  /// Forgets the row before.
  public mutating func begin() {
    output.removeAll(keepingCapacity: true)
    termCount = 0
    for slot in usedSlots { slots[slot].length = 0 }
    usedSlots.removeAll(keepingCapacity: true)
  }

  /// Adds the terms of one text of the row; those of a personal one in the form that only some may look for.
  public mutating func cut(_ text: String, isPersonal: Bool = false) {
    self.isPersonal = isPersonal
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { scan($0) }
    if isDone == nil {
      var native = text
      native.withUTF8 { scan($0) }
    }
  }

  /// The row's terms, as the index stores them.
  public func finish() -> String { String(decoding: output, as: UTF8.self) }

  /// What a row must hold for this query.
  public mutating func queryTerms(of text: String) -> [SearchTerm] {
    begin()
    query = []
    cut(text)
    let terms = query ?? []
    query = nil
    return terms
  }
}

extension TermCutter {
  private mutating func scan(_ source: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var wordStart = -1
    var characters = 0
    var hasDigit = false
    let table = TermCutter.asciiLetters
    while index < source.count {
      if termCount >= SearchTerms.limit { break }
      var byte = source[index]
      if byte < 0x80 {
        index += 1
      } else {
        var next = index + 1
        let codePoint = FoldedText.decode(source, at: &index)
        next = index
        switch FoldedText.part(of: codePoint, followedAt: &next, in: source, letters: letters) {
        case .dropped:
          index = next
          continue
        case .one(let letter):
          index = next
          if letter < 0x80 {
            byte = UInt8(truncatingIfNeeded: letter)
          } else if TermCutter.isUnspaced(letter) {
            endWord(&wordStart, &characters, &hasDigit, separator: 0)
            flushJoined()
            takeUnspaced(letter)
            continue
          } else if letter < 0x2000 || TermCutter.isWordPart(letter) {
            if wordStart < 0 { beginWord(&wordStart) }
            if characters < SearchTerms.lengthLimit { FoldedText.append(letter, to: &output) }
            characters += 1
            continue
          } else {
            byte = 0
          }
        case .ligature(let ascii):
          if wordStart < 0 { beginWord(&wordStart) }
          for offset in 0..<ascii.utf8CodeUnitCount {
            if characters < SearchTerms.lengthLimit { output.append(ascii.utf8Start[offset]) }
            characters += 1
          }
          continue
        case .other:
          if TermCutter.isUnspaced(codePoint) {
            endWord(&wordStart, &characters, &hasDigit, separator: 0)
            flushJoined()
            takeUnspaced(codePoint)
            continue
          }
          if TermCutter.isWordPart(codePoint) {
            if wordStart < 0 { beginWord(&wordStart) }
            if characters < SearchTerms.lengthLimit { FoldedText.appendLowercase(codePoint, to: &output) }
            characters += 1
            continue
          }
          byte = 0
        }
      }
      let letter = table[Int(byte & 0x7F)]
      if letter == 0 {
        if wordStart >= 0 { endWord(&wordStart, &characters, &hasDigit, separator: byte) } else { flushJoined() }
        endRun()
        continue
      }
      if wordStart < 0 { beginWord(&wordStart) }
      if characters < SearchTerms.lengthLimit { output.append(letter) }
      characters += 1
      if letter <= 0x39 { hasDigit = true }
    }
    endWord(&wordStart, &characters, &hasDigit, separator: 0)
    flushJoined()
    endRun()
  }

  private mutating func beginWord(_ start: inout Int) {
    endRun()
    start = beginTerm()
  }

  private mutating func beginTerm() -> Int {
    if !output.isEmpty { output.append(0x20) }
    return output.count
  }

  private mutating func endWord(_ start: inout Int, _ characters: inout Int, _ hasDigit: inout Bool, separator: UInt8) {
    guard start >= 0 else { return }
    let count = min(characters, SearchTerms.lengthLimit)
    joined.append(contentsOf: output[start...])
    joinedWords += 1
    joinedLength += characters
    joinedHasDigit = joinedHasDigit || hasDigit
    if query != nil {
      endQueryWord(start, characters: count, hasDigit: hasDigit)
    } else {
      let length = output.count - start
      keepTerm(from: start)
      if hasDigit && count >= 5 {
        // The word was kept or stands in the output already; `joined` has a copy of it at its end.
        addReversed(length: length)
      }
    }
    if separator != 0x2D && separator != 0x5F && separator != 0x2F { flushJoined() }
    start = -1
    characters = 0
    hasDigit = false
  }

  /// A code with dashes is found whole, without them.
  private mutating func flushJoined() {
    if joinedWords == 0 { return }
    if joinedWords > 1 && joinedHasDigit && joinedLength <= SearchTerms.lengthLimit {
      if query != nil { loosenFirstPart() } else { addJoined() }
    }
    joined.removeAll(keepingCapacity: true)
    joinedWords = 0
    joinedHasDigit = false
    joinedLength = 0
    firstPart = nil
  }

  /// The ending of a code may begin in the middle of its first part: `689-8772232`. That part is then found as a
  /// beginning, or the whole as an ending of the joined form.
  private mutating func loosenFirstPart() {
    guard joinedLength >= 4, let index = firstPart, case .prefix(let word)? = query?[index] else { return }
    let whole = String(decoding: joined, as: UTF8.self)
    query?[index] = .prefixOrEnding(word: word, reversed: TermCutter.reversed(whole))
  }

  private static func reversed(_ word: String) -> String {
    var scalars = String.UnicodeScalarView(SearchTerms.reversedMark.unicodeScalars)
    scalars.append(contentsOf: word.unicodeScalars.reversed())
    return String(scalars)
  }

  private mutating func addJoined() {
    let start = beginTerm()
    output.append(contentsOf: joined)
    keepTerm(from: start)
    if joinedLength >= 5 { addReversed(length: joined.count) }
  }

  /// The last `length` bytes of `joined`, read backwards by characters, behind the mark.
  private mutating func addReversed(length: Int) {
    let start = beginTerm()
    output.append(contentsOf: [0xE2, 0x80, 0xB9])
    let first = joined.count - length
    var end = joined.count
    while end > first {
      var begin = end - 1
      while begin > first && joined[begin] & 0xC0 == 0x80 { begin -= 1 }
      output.append(contentsOf: joined[begin..<end])
      end = begin
    }
    keepTerm(from: start)
  }

  private mutating func takeUnspaced(_ character: UInt32) {
    if runLength > 0 {
      let start = beginTerm()
      FoldedText.append(previousCharacter, to: &output)
      FoldedText.append(character, to: &output)
      keepTerm(from: start)
    }
    previousCharacter = character
    runLength += 1
  }

  /// The last character of a run stands alone, so that each character is the beginning of some term.
  private mutating func endRun() {
    guard runLength > 0 else { return }
    if query == nil || runLength == 1 {
      let start = beginTerm()
      FoldedText.append(previousCharacter, to: &output)
      keepTerm(from: start)
    }
    runLength = 0
  }

  private mutating func endQueryWord(_ start: Int, characters: Int, hasDigit: Bool) {
    let word = String(decoding: output[start...], as: UTF8.self)
    output.removeAll(keepingCapacity: true)
    var term = SearchTerm.prefix(word)
    if hasDigit && characters >= 4 { term = .prefixOrEnding(word: word, reversed: TermCutter.reversed(word)) }
    let count = query?.count ?? 0
    addQuery(term)
    if joinedWords == 1 && query?.count == count + 1 { firstPart = count }
  }

  private mutating func addQuery(_ term: SearchTerm) {
    guard query?.contains(term) == false else { return }
    query?.append(term)
    termCount += 1
  }

  /// Keeps the term at the end of the output, or takes it back where it stands there already.
  @inline(__always)
  private mutating func keepTerm(from start: Int) {
    if query != nil {
      let text = String(decoding: output[start...], as: UTF8.self)
      output.removeAll(keepingCapacity: true)
      addQuery(runLength == 1 && text.unicodeScalars.count == 1 ? .prefix(text) : .exact(text))
      return
    }
    if isPersonal { markTerm(at: start) }
    let length = output.count - start
    let isNew =
      termCount < SearchTerms.limit
      && output.withUnsafeBufferPointer { bytes in
        slots.withUnsafeMutableBufferPointer { slots in
          var hash: UInt64 = 0xCBF2_9CE4_8422_2325
          for index in start..<bytes.count { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
          var slot = Int(truncatingIfNeeded: (hash ^ hash >> 29) & 1023)
          while slots[slot].length > 0 {
            if Int(slots[slot].length) == length {
              let other = Int(slots[slot].start)
              var same = 0
              while same < length && bytes[start + same] == bytes[other + same] { same += 1 }
              if same == length { return false }
            }
            slot = (slot + 1) & 1023
          }
          slots[slot] = Slot(start: Int32(truncatingIfNeeded: start), length: Int32(truncatingIfNeeded: length))
          usedSlots.append(slot)
          return true
        }
      }
    if isNew { termCount += 1 } else { output.removeSubrange(max(start - 1, 0)...) }
  }
}

extension TermCutter {
  private mutating func markTerm(at start: Int) {
    let byte = output[start]
    if byte < 0x80 {
      // Most words begin with one of these, and an import cuts twenty an order: no memory is asked for.
      output[start] = 0xEE
      output.insert(0x80 | byte & 0x3F, at: start + 1)
      output.insert(0x80 | byte >> 6, at: start + 1)
      return
    }
    var end = start
    let first = output.withUnsafeBufferPointer { FoldedText.decode($0, at: &end) }
    var mark: [UInt8] = []
    for codePoint in PersonalMark.marked(first) { FoldedText.append(codePoint, to: &mark) }
    output.replaceSubrange(start..<end, with: mark)
  }

  /// Scripts that set no blanks, or whose words are too short to begin with: Han, kana, hangul, bopomofo.
  @inline(__always)
  static func isUnspaced(_ codePoint: UInt32) -> Bool {
    if codePoint < 0x1100 { return false }
    return switch codePoint {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF,
      0xAC00...0xD7A3, 0x1100...0x11FF, 0x3105...0x312F, 0x3131...0x318E, 0x3005...0x3007, 0x31F0...0x31FF,
      0xF900...0xFAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// Letters, digits and marks of any other script.
  static func isWordPart(_ codePoint: UInt32) -> Bool {
    guard let properties = Unicode.Scalar(codePoint)?.properties else { return false }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }

  /// The folded form of each ASCII letter and digit; nought for what separates words.
  private static let asciiLetters: [UInt8] = (0..<128).map { (byte: UInt8) in
    switch byte {
    case 0x30...0x39, 0x61...0x7A: byte
    case 0x41...0x5A: byte + 32
    default: 0
    }
  }
}
