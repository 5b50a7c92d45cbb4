/// One way to go on writing at the cursor.
public struct Completion: Hashable, Sendable {
  /// What takes the place of `range`.
  public var text: String
  /// Characters of the source from 0.
  public var range: Range<Int>
  public var role: CompletionRole
  /// The field that `text` names, or whose value or operator it is.
  public var field: Field?
}

public enum CompletionRole: Hashable, Sendable {
  case kind, field, `operator`, value, view
  /// `sort:`, `cols:`, `group:`, `or`.
  case word
}

extension Sentence {
  /// What would fit at the cursor (in characters from 0), the likeliest first, a hundred at most: words that begin with
  /// what is typed, then words that hold it.
  ///
  /// `views` are the names of saved views; `values` gives what is known of a field whose values are not listed in the
  /// program (channels, tags, users).
  public static func completions(
    _ text: String, cursor: Int, kind: Kind? = nil, views: [String] = [],
    values: (Field) -> [String] = { _ in [] }
  ) -> [Completion] {
    if text.utf8.count > lengthLimit { return [] }
    let position = text.prefix(max(cursor, 0)).unicodeScalars.count
    guard let desk = CompletionDesk(SentenceScanner(text), at: position, kind: kind) else { return [] }
    return desk.completions(views: views, values: values)
  }
}

/// The word at the cursor and what stands before it.
private struct CompletionDesk {
  var scanner: SentenceScanner
  let cursor: Int
  /// Where the term at the cursor begins, behind its minus signs.
  var start: Int
  var isFirst: Bool
  var kind: Kind?

  /// nil inside quotes: there any text goes.
  init?(_ scanner: SentenceScanner, at cursor: Int, kind: Kind?) {
    self.scanner = scanner
    self.cursor = cursor
    self.kind = kind
    var start = 0
    var isQuoted = false
    var ahead = scanner
    while ahead.position < cursor {
      if ahead.isAtQuote { isQuoted.toggle() }
      if isQuoted && ahead.sign() == 0x5C { ahead.position += 1 }
      if !isQuoted && (ahead.isAtBlank || ahead.isAtParenthesis) { start = ahead.position + 1 }
      ahead.position += 1
    }
    if isQuoted { return nil }
    start = min(start, cursor)
    isFirst = scanner.scalars[..<start].allSatisfy(SentenceScanner.isBlank)
    while start < cursor, SentenceScanner.narrow(scanner.scalars[start]) == 0x2D { start += 1 }
    self.start = start
    var opening = scanner
    opening.position = 0
    opening.skipBlanks()
    if !isFirst {
      let word = FoldedText.fold(opening.text(opening.position..<opening.nameEnd()))
      self.kind = Kind(rawValue: word) ?? kind
    }
    self.scanner.position = start
  }

  func completions(views: [String], values: (Field) -> [String]) -> [Completion] {
    var scanner = scanner
    if scanner.sign() == 0x40, start < cursor { return choose(views, from: start + 1, .view, nil) { $0 } }
    let nameEnd = min(scanner.nameEnd(), cursor)
    scanner.position = nameEnd
    let sign = scanner.sign()
    guard nameEnd > start, nameEnd < cursor, [0x3A, 0x3C, 0x3D, 0x3E, 0x21].contains(sign), let kind else {
      return words(nameEnd)
    }
    let name = scanner.text(start..<nameEnd)
    let first = partStart(after: nameEnd)
    switch FoldedText.fold(name) {
    case "sort", "cols", "group": return fieldList(FoldedText.fold(name), kind, from: first)
    default: break
    }
    guard let field = kind.field(named: name) else { return [] }
    let isEqual = sign == 0x3A || sign == 0x3D || sign == 0x21
    let known = known(field, isEqual: isEqual)
    return choose(known, from: first, .value, field) { $0 }
      + choose(values(field).filter { !known.contains($0) }, from: first, .value, field) { Quoting.value($0) }
  }

  /// Behind the last comma or operator before the cursor.
  private func partStart(after nameEnd: Int) -> Int {
    var first = nameEnd
    for index in nameEnd..<cursor where [0x3A, 0x3C, 0x3D, 0x3E, 0x21, 0x2C].contains(narrow(index)) {
      first = index + 1
    }
    return first
  }

  private func narrow(_ index: Int) -> UInt8 { SentenceScanner.narrow(scanner.scalars[index]) }

  private func fieldList(_ directive: String, _ kind: Kind, from first: Int) -> [Completion] {
    let fields = kind.fields.filter {
      switch directive {
      case "sort": $0.isSortable
      case "group": $0.isGroupable
      default: true
      }
    }
    var begin = first
    if begin < cursor, directive == "sort", narrow(begin) == 0x2D { begin += 1 }
    return choose(fields.map(\.id), from: begin, .field, nil) { $0 }.map {
      var completion = $0
      completion.field = kind.field(named: $0.text)
      return completion
    }
  }

  private func words(_ nameEnd: Int) -> [Completion] {
    guard nameEnd == cursor else { return [] }
    var found: [Completion] = []
    if isFirst && start == (scanner.scalars.firstIndex { !SentenceScanner.isBlank($0) } ?? start) || kind == nil {
      found += choose(Kind.allCases.map(\.rawValue), from: start, .kind, nil) { $0 + " " }
    }
    guard let kind else { return found }
    if let field = kind.field(named: scanner.text(start..<cursor)) {
      let isOrdered = [.number, .money, .instant, .age].contains(field.type)
      let operators = isOrdered ? [":", ">", ">=", "<", "<=", "!="] : [":", "!="]
      let range = range(from: start)
      found += operators.map { Completion(text: field.id + $0, range: range, role: .operator, field: field) }
    }
    let fields = kind.fields.filter { FoldedText.fold($0.id) != FoldedText.fold(scanner.text(start..<cursor)) }
    found += choose(fields.map(\.id), from: start, .field, nil) { $0 + ":" }.map {
      var completion = $0
      completion.field = kind.field(named: String($0.text.dropLast()))
      return completion
    }
    found += choose(SentenceParser.directives, from: start, .word, nil) { $0 + ":" }
    if !isFirst { found += choose(["or"], from: start, .word, nil) { $0 + " " } }
    return Array(found.prefix(100))
  }

  private func known(_ field: Field, isEqual: Bool) -> [String] {
    var words = SentenceParser.words(for: field)
    if field.type == .age { words = ["24h", "3d", "1w", "1mo"] }
    if isEqual { words += ["none", "any"].filter { !words.contains($0) } }
    return words
  }

  private func range(from first: Int) -> Range<Int> {
    var end = scanner
    end.position = cursor
    let upper = max(end.runEnd(inList: true), cursor)
    return scanner.characters(before: first)..<scanner.characters(before: upper)
  }

  /// The candidates that begin with what stands from `first` to the cursor, then those that hold it.
  private func choose(
    _ candidates: [String], from first: Int, _ role: CompletionRole, _ field: Field?, _ insert: (String) -> String
  ) -> [Completion] {
    let first = min(first, cursor)
    let typed = FoldedText.fold(scanner.text(first..<cursor))
    let range = range(from: first)
    let folded = candidates.map { FoldedText.fold($0) }
    let beginning = candidates.indices.filter { folded[$0].utf8.starts(with: typed.utf8) }
    let rest = typed.isEmpty ? [] : candidates.indices.filter { !beginning.contains($0) }
    let holding = rest.filter { folded[$0].contains(typed) }
    return (beginning + holding).prefix(100).map {
      Completion(text: insert(candidates[$0]), range: range, role: role, field: field)
    }
  }
}
