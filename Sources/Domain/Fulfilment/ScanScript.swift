/// A recorded walk as lines of text, so that a day in the warehouse is a file and a test.
///
///     # what follows is a remark
///     SZ-A-01            a scan, as the scanner sent it
///     F3                 a key
///     =2                 a typed number
///     "LOT-7             typed words
///     yes                an answer; no
///     WRONG ! wrongProduct    a scan that is to be refused with this word
public struct ScanScript: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    /// From 1.
    public var number: Int
    public var event: ScanEvent
    /// The refusal that is expected; nil: the event is to be accepted, empty: nobody says.
    public var refusal: String?
  }

  public private(set) var lines: [Line] = []

  public init(_ text: String) {
    var number = 0
    for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      if let line = ScanScript.line(String(raw), number) { lines.append(line) }
    }
  }

  /// What one line says; nil for a remark or a blank one.
  public static func line(_ text: String, _ number: Int = 1) -> Line? {
    var rest = trimmed(text[...])
    if rest.isEmpty || rest.first == "#" { return nil }
    var refusal: String?
    if let mark = rest.lastIndex(of: "!"), mark > rest.startIndex, rest[rest.index(before: mark)] == " " {
      refusal = String(trimmed(rest[rest.index(after: mark)...]))
      rest = trimmed(rest[..<mark])
    }
    return Line(number: number, event: event(String(rest)), refusal: refusal)
  }

  private static func event(_ text: String) -> ScanEvent {
    if let key = ScanKey(rawValue: text.lowercased()) { return .key(key) }
    if text.first == "=", let number = Int64(text.dropFirst()) { return .number(number) }
    if text.first == "\"" { return .text(String(text.dropFirst())) }
    switch text {
    case "yes": return .answer(true)
    case "no": return .answer(false)
    default: return .scan(text)
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
    return text
  }
}

extension ScanStep {
  /// What somebody types at this step: a number where one is asked for, yes or no, else words.
  public func event(typed text: String) -> ScanEvent {
    if takesNumber, let number = Int64(text) { return .number(number) }
    if takesAnswer {
      switch text.lowercased() {
      case "y", "yes", "是", "j": return .answer(true)
      case "n", "no", "否": return .answer(false)
      default: break
      }
    }
    return .text(text)
  }
}
