/// Turns the terminal's bytes into keys and answers. A pure value: bytes in, inputs out, no clock.
public struct KeyLexer: Sendable {
  public enum Input: Hashable, Sendable {
    case key(Key)
    case answer(TerminalAnswer)
  }

  /// Bytes of a paste that are kept; the rest is dropped.
  public static let pasteLimit = 1 << 20
  private static let sequenceLimit = 256

  /// Answers to "where is the cursor" still to come; the first `CSI r ; c R` are theirs, later ones are Shift-F3.
  public var awaitedPositions = 0
  /// Questions are out: what begins like an answer is waited for, in however many pieces a slow line brings it.
  public var awaitsAnswers = false
  private var pending: [UInt8] = []
  private var paste: [UInt8]?
  private var afterReturn = false

  public init() {}

  /// Is something begun that only time can decide (a lone escape)? Call `flush` after `patienceMilliseconds` of
  /// silence.
  public var isWaiting: Bool { !pending.isEmpty }
  /// How long what is begun is given to go on. A lone escape is a key soon; nobody types the beginning of a sequence,
  /// and its rest would be taken for keys.
  public var patienceMilliseconds: Int {
    if isPasting { return 1000 }
    guard pending.first == 0x1B else { return 1000 }
    if pending.count == 1 { return awaitsAnswers ? 200 : 25 }
    let beginsSequence = [0x5B, 0x5D, 0x50, 0x5F, 0x5E, 0x58, 0x4F].contains(pending[1])
    return beginsSequence && (pending.count > 2 || awaitsAnswers) ? 1000 : 25
  }
  /// Inside a bracketed paste whose end has not come.
  public var isPasting: Bool { paste != nil }

  /// Takes bytes as they came and returns what is complete.
  public mutating func feed(_ bytes: [UInt8]) -> [Input] {
    pending.append(contentsOf: bytes)
    var inputs: [Input] = []
    var at = 0
    while at < pending.count {
      if paste != nil {
        guard takePaste(&at, &inputs) else { break }
        continue
      }
      guard let used = take(at, &inputs) else { break }
      at += used
    }
    pending.removeFirst(min(at, pending.count))
    return inputs
  }

  /// Silence: a lone escape is the key, a begun sequence was Alt with a letter, half a character is nothing.
  public mutating func flush() -> [Input] {
    guard paste == nil, let first = pending.first else { return [] }
    defer { pending.removeAll() }
    guard first == 0x1B else { return [] }
    if pending.count == 2 { return [.key(.alt(Character(Unicode.Scalar(pending[1]))))] }
    return pending.count == 1 ? [.key(.escape)] : []
  }

  /// The end of a paste never came: what there is of it is handed over.
  public mutating func endPaste() -> [Input] {
    guard let text = paste else { return [] }
    paste = nil
    let rest = pending
    pending.removeAll()
    return [.key(.paste(PasteText.clean(text + rest)))]
  }

  /// One input at `at`: bytes used, or nil where more must come.
  private mutating func take(_ at: Int, _ inputs: inout [Input]) -> Int? {
    let byte = pending[at]
    let cameAfterReturn = afterReturn
    afterReturn = byte == 0x0D
    switch byte {
    case 0x1B: return takeEscape(at, &inputs)
    case 0x0D: inputs.append(.key(.enter))
    case 0x0A: if !cameAfterReturn { inputs.append(.key(.enter)) }
    case 0x09: inputs.append(.key(.tab))
    case 0x7F, 0x08: inputs.append(.key(.backspace))
    case 0x00: inputs.append(.key(.control(" ")))
    case 0x01...0x1A: inputs.append(.key(.control(Character(Unicode.Scalar(byte + 0x60)))))
    case 0x1C...0x1F: inputs.append(.key(.control(Character(Unicode.Scalar(byte + 0x40)))))
    default: return takeText(at, &inputs)
    }
    return 1
  }

  /// A run of printable text, cut into clusters.
  private func takeText(_ at: Int, _ inputs: inout [Input]) -> Int? {
    var end = at
    while end < pending.count && pending[end] >= 0x20 && pending[end] != 0x7F { end += 1 }
    var cut = end
    if end == pending.count { cut = completeEnd(from: at, to: end) }
    if cut == at { return end - at >= 4 ? end - at : nil }
    for character in String(decoding: pending[at..<cut], as: UTF8.self) {
      if character != "\u{FFFD}" && !isC1(character) { inputs.append(.key(.character(character))) }
    }
    return cut - at
  }

  private func isC1(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { $0.value >= 0x80 && $0.value < 0xA0 } ?? false
  }

  /// The end of the last whole code point.
  private func completeEnd(from start: Int, to end: Int) -> Int {
    var lead = end - 1
    while lead > start && end - lead < 4 && pending[lead] & 0xC0 == 0x80 { lead -= 1 }
    let needed =
      switch pending[lead] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    return end - lead < needed ? lead : end
  }

  private mutating func takeEscape(_ at: Int, _ inputs: inout [Input]) -> Int? {
    guard at + 1 < pending.count else { return nil }
    switch pending[at + 1] {
    case 0x1B:
      inputs.append(.key(.escape))
      return 1
    case 0x5B: return takeControlSequence(at, &inputs)
    case 0x4F:
      guard at + 2 < pending.count else { return nil }
      if let key = KeySequences.applicationKey(pending[at + 2]) { inputs.append(.key(key)) }
      return 3
    case 0x5D, 0x50, 0x5F, 0x5E, 0x58: return takeString(at, &inputs)
    case 0x0D: inputs.append(.key(.alt("\r")))
    case 0x7F, 0x08: inputs.append(.key(.alt("\u{7F}")))
    case let byte where byte < 0x20:
      inputs.append(.key(.escape))
      return 1
    default:
      var letters: [Input] = []
      var end = at + 2
      while end < pending.count && pending[end] & 0xC0 == 0x80 { end += 1 }
      for character in String(decoding: pending[(at + 1)..<end], as: UTF8.self) {
        letters.append(.key(.alt(character)))
      }
      inputs += letters
      return end - at
    }
    return 2
  }

  private mutating func takeControlSequence(_ at: Int, _ inputs: inout [Input]) -> Int? {
    if at + 2 < pending.count, pending[at + 2] == 0x5B {  // the Linux console's F1…F5
      guard at + 3 < pending.count else { return nil }
      let number = Int(pending[at + 3]) - 0x40
      if (1...5).contains(number) { inputs.append(.key(.function(number))) }
      return 4
    }
    var end = at + 2
    while end < pending.count && pending[end] >= 0x20 && pending[end] <= 0x3F { end += 1 }
    if end == pending.count { return end - at > KeyLexer.sequenceLimit ? end - at : nil }
    let final = pending[end]
    guard final >= 0x40 && final <= 0x7E else { return end - at }
    if final == 0x4D && end == at + 2 { return takeOldMouse(at, &inputs) }
    let body = String(decoding: pending[(at + 2)..<end], as: UTF8.self)
    if final == 0x7E && body == "200" {
      paste = []
    } else if let input = KeySequences.input(body: body, final: final, awaitedPositions: &awaitedPositions) {
      inputs.append(input)
    }
    return end - at + 1
  }

  /// A click as terminals say it that know no other way: three bytes behind `CSI M`, which are no keys.
  private func takeOldMouse(_ at: Int, _ inputs: inout [Input]) -> Int? {
    guard at + 5 < pending.count else { return nil }
    let numbers = pending[(at + 3)..<(at + 6)].map(Int.init)
    let (code, column, row) = (numbers[0] - 32, numbers[1] - 32, numbers[2] - 32)
    // The button's release does not say which it was.
    let isRelease = code & 0x43 == 3
    if let event = KeySequences.mouse("\(isRelease ? code & ~3 : code);\(column);\(row)", isPress: !isRelease) {
      inputs.append(.key(event))
    }
    return 6
  }

  /// An answer that is a string; ended by BEL or `ESC \`.
  private func takeString(_ at: Int, _ inputs: inout [Input]) -> Int? {
    var end = at + 2
    while end < pending.count && pending[end] != 0x07 && pending[end] != 0x1B { end += 1 }
    if end == pending.count || pending[end] == 0x1B && end + 1 == pending.count {
      return end - at > 4096 ? end - at : nil
    }
    let body = String(decoding: pending[(at + 2)..<end], as: UTF8.self)
    if pending[at + 1] == 0x5D, let colour = KeySequences.background(body) {
      inputs.append(.answer(.background(colour)))
    } else if pending[at + 1] == 0x50, body.hasPrefix(">|") {
      inputs.append(.answer(.name(SafeText.line(String(body.dropFirst(2).prefix(64))))))
    }
    if pending[end] == 0x07 { return end - at + 1 }
    return pending[end + 1] == 0x5C ? end - at + 2 : end - at
  }

  /// Text up to `CSI 201 ~`; false where more must come.
  private mutating func takePaste(_ at: inout Int, _ inputs: inout [Input]) -> Bool {
    let mark: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
    var scan = at
    while scan < pending.count {
      if pending[scan] == 0x1B {
        let rest = pending[scan...].prefix(mark.count)
        if rest.elementsEqual(mark) {
          keepPaste(pending[at..<scan])
          inputs.append(.key(.paste(PasteText.clean(paste ?? []))))
          paste = nil
          at = scan + mark.count
          return true
        }
        if rest.count < mark.count && mark.starts(with: rest) { break }
      }
      scan += 1
    }
    keepPaste(pending[at..<scan])
    at = scan
    return false
  }

  private mutating func keepPaste(_ bytes: ArraySlice<UInt8>) {
    let room = KeyLexer.pasteLimit - (paste?.count ?? 0)
    if room > 0 { paste?.append(contentsOf: bytes.prefix(room)) }
  }
}

/// Text of a paste: line breaks as `\n`, tabs kept, other control characters as the visible signs that stand for them,
/// so that nothing in a text can ever act.
enum PasteText {
  static func clean(_ bytes: [UInt8]) -> String {
    var text = ""
    var previous: Unicode.Scalar = " "
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      defer { previous = scalar }
      switch scalar.value {
      case 0x0A where previous.value == 0x0D: break
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: text.unicodeScalars.append("\n")
      case 0x09: text.unicodeScalars.append("\t")
      case 0..<0x20: text.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
      case 0x7F: text.unicodeScalars.append("\u{2421}")
      case 0x80..<0xA0: text.unicodeScalars.append("\u{2327}")
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
