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
  /// program (channels, tags, users). With a tongue its names are offered too, and found by their pinyin initials: in
  /// place of the sentence's own words where nothing or a Chinese sign is typed, behind them where a letter is.
  public static func completions(
    _ text: String, cursor: Int, kind: Kind? = nil, tongue: Tongue? = nil, views: [String] = [],
    values: (Field) -> [String] = { _ in [] }
  ) -> [Completion] {
    if text.utf8.count > lengthLimit { return [] }
    let position = text.prefix(max(cursor, 0)).unicodeScalars.count
    guard let desk = CompletionDesk(SentenceScanner(text), at: position, kind: kind, tongue) else { return [] }
    return desk.completions(views: views, values: values)
  }
}

/// A word that may be offered, and what it is found by beside itself.
private struct Candidate {
  var text: String
  /// In the other language.
  var foreign: String?
  var field: Field?

  init(_ text: String, _ foreign: String? = nil, _ field: Field? = nil) {
    self.text = text
    self.foreign = foreign
    self.field = field
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
  let tongue: Tongue?

  /// nil inside quotes: there any text goes.
  init?(_ scanner: SentenceScanner, at cursor: Int, kind: Kind?, _ tongue: Tongue?) {
    self.scanner = scanner
    self.tongue = tongue
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
      self.kind = Kind(named: word) ?? tongue?.kind(named: word) ?? kind
    }
    self.scanner.position = start
  }

  func completions(views: [String], values: (Field) -> [String]) -> [Completion] {
    var scanner = scanner
    if scanner.sign() == 0x40, start < cursor { return choose(views.map { Candidate($0) }, from: start + 1, .view) }
    let nameEnd = min(scanner.nameEnd(), cursor)
    scanner.position = nameEnd
    let sign = scanner.sign()
    guard nameEnd > start, nameEnd < cursor, [0x3A, 0x3C, 0x3D, 0x3E, 0x21].contains(sign), let kind else {
      return words(nameEnd)
    }
    let name = scanner.text(start..<nameEnd)
    let first = partStart(after: nameEnd)
    if let directive = GrammarWord.reading(FoldedText.fold(name), among: GrammarWord.directives) {
      return fieldList(directive, kind, from: first)
    }
    guard let field = kind.field(named: name) ?? tongue?.field(named: FoldedText.fold(name), of: kind) else {
      return []
    }
    let isEqual = sign == 0x3A || sign == 0x3D || sign == 0x21
    let known = known(field, isEqual: isEqual)
    let listed = known.map(\.text)
    let others = values(field).filter { !listed.contains($0) }.map { value in
      Candidate(value, field.vocabulary == .countries ? Countries.chineseName(value) : nil, field)
    }
    return choose(known, from: first, .value) + choose(others, from: first, .value) { Quoting.value($0) }
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

  private func fieldList(_ directive: GrammarWord, _ kind: Kind, from first: Int) -> [Completion] {
    let fields = kind.fields.filter {
      switch directive {
      case .sort: $0.isSortable
      case .group: $0.isGroupable
      default: true
      }
    }
    var begin = first
    if begin < cursor, directive == .sort, narrow(begin) == 0x2D { begin += 1 }
    return choose(fields.map(candidate), from: begin, .field)
  }

  private func candidate(_ field: Field) -> Candidate { Candidate(field.id, tongue?.name(field), field) }

  private func words(_ nameEnd: Int) -> [Completion] {
    guard nameEnd == cursor else { return [] }
    var found: [Completion] = []
    let typed = scanner.text(start..<cursor)
    if isFirst && start == (scanner.scalars.firstIndex { !SentenceScanner.isBlank($0) } ?? start) || kind == nil {
      let kinds = Kind.allCases.map { Candidate($0.rawValue, tongue?.name($0)) }
      found += choose(kinds, from: start, .kind) { $0 + " " }
    }
    guard let kind else { return found }
    let foreign = tongue?.field(named: FoldedText.fold(typed), of: kind)
    if let field = kind.field(named: typed) ?? foreign {
      let isOrdered = [.number, .money, .instant, .age].contains(field.type)
      let operators = isOrdered ? [":", ">", ">=", "<", "<=", "!="] : [":", "!="]
      let range = range(from: start)
      let name = foreign.map { tongue?.name($0) ?? $0.id } ?? field.id
      found += operators.map { Completion(text: name + $0, range: range, role: .operator, field: field) }
    }
    let fields = kind.fields.filter { $0 != foreign && FoldedText.fold($0.id) != FoldedText.fold(typed) }
    found += choose(fields.map(candidate), from: start, .field) { $0 + ":" }
    found += choose(GrammarWord.directives.map(candidate), from: start, .word) { $0 + ":" }
    if !isFirst { found += choose([candidate(.or)], from: start, .word) { $0 + " " } }
    return Array((found + choices(of: kind, typed)).prefix(100))
  }

  private func candidate(_ word: GrammarWord) -> Candidate {
    Candidate(word.rawValue, tongue == nil ? nil : word.chinese.first)
  }

  /// Chinese words of choices stand for themselves: `已付` goes on to `付款:已付款`.
  private func choices(of kind: Kind, _ typed: String) -> [Completion] {
    guard let tongue, typed.unicodeScalars.contains(where: { $0.value > 0x7F }) else { return [] }
    let range = range(from: start)
    return kind.fields.flatMap { field -> [Completion] in
      guard case .choice(let words) = field.type.singular else { return [] }
      return words.compactMap { word in
        guard let name = tongue.name(word, of: field), FoldedText.fold(name).hasPrefix(FoldedText.fold(typed)) else {
          return nil
        }
        let text = (tongue.name(field) ?? field.id) + ":" + name
        return Completion(text: text, range: range, role: .value, field: field)
      }
    }
  }

  private func known(_ field: Field, isEqual: Bool) -> [Candidate] {
    var words = SentenceParser.words(for: field)
    if field.type == .age { words = ["24h", "3d", "1w", "1mo"] }
    if isEqual { words += ["none", "any"].filter { !words.contains($0) } }
    return words.map { Candidate($0, foreign($0, of: field), field) }
  }

  private func foreign(_ word: String, of field: Field) -> String? {
    guard let tongue else { return nil }
    if let name = tongue.name(word, of: field) { return name }
    if field.type == .instant, let date = RelativeDate(rawValue: word) { return date.chinese.first }
    if field.type == .age, let age = SentenceNumbers.age(word) {
      return String(age.count) + (age.unit.chinese.first ?? "")
    }
    return GrammarWord(rawValue: word)?.chinese.first
  }

  private func range(from first: Int) -> Range<Int> {
    var end = scanner
    end.position = cursor
    let upper = max(end.runEnd(inList: true), cursor)
    return scanner.characters(before: first)..<scanner.characters(before: upper)
  }

  /// The candidates that begin with what stands from `first` to the cursor, those of the other language by their pinyin
  /// initials, then those that hold it.
  private func choose(
    _ candidates: [Candidate], from first: Int, _ role: CompletionRole, _ insert: (String) -> String = { $0 }
  ) -> [Completion] {
    let first = min(first, cursor)
    let typed = FoldedText.fold(scanner.text(first..<cursor))
    let range = range(from: first)
    var ranks: [[Completion]] = [[], [], [], []]
    for candidate in candidates {
      guard let (rank, text) = CompletionDesk.rank(candidate, typed) else { continue }
      ranks[rank].append(Completion(text: insert(text), range: range, role: role, field: candidate.field))
    }
    return Array(ranks.joined().prefix(100))
  }

  private static func rank(_ candidate: Candidate, _ typed: String) -> (Int, String)? {
    if typed.isEmpty { return (0, candidate.foreign ?? candidate.text) }
    let folded = FoldedText.fold(candidate.text)
    if folded.utf8.starts(with: typed.utf8) { return (0, candidate.text) }
    if let foreign = candidate.foreign {
      let name = FoldedText.fold(foreign)
      if name.utf8.starts(with: typed.utf8) { return (0, foreign) }
      if Pinyin.initials(name).utf8.starts(with: typed.utf8) { return (1, foreign) }
      if name.contains(typed) || Pinyin.initials(name).contains(typed) { return (3, foreign) }
    }
    return folded.contains(typed) ? (2, candidate.text) : nil
  }
}
