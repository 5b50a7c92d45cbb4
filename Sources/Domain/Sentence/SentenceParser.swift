extension Sentence {
  /// Reads a sentence.
  ///
  /// `kind` is meant where the text names none (a filter bar); a kind word at the beginning always wins. `views` gives
  /// the text of a saved view by its name; views may call views. `tongue` has the names of another language.
  public init(
    _ text: String, kind: Kind? = nil, tongue: Tongue = .none, views: (_ name: String) -> String? = { _ in nil }
  ) throws(SentenceError) {
    self = try withoutActuallyEscaping(views) { views throws(SentenceError) in
      try Sentence.reading(text, kind: kind, SentenceKnowledge(tongue: tongue, views: views)).sentence
    }
  }

  /// Reads a sentence, and says what may be a mistake in it though it is none by grammar.
  public static func reading(
    _ text: String, kind: Kind? = nil, _ knowledge: SentenceKnowledge
  ) throws(SentenceError) -> SentenceReading {
    let parser = try read(text, kind: kind, names: [], terms: 0, knowledge)
    return SentenceReading(sentence: parser.sentence, hints: parser.hints)
  }

  static func read(
    _ text: String, kind: Kind?, names: [String], terms: Int, _ knowledge: SentenceKnowledge
  ) throws(SentenceError) -> (sentence: Sentence, terms: Int, hints: [SentenceError]) {
    if text.utf8.count > lengthLimit {
      throw SentenceError(range: 0..<0, found: "", fault: .tooLong(limit: lengthLimit))
    }
    var parser = SentenceParser(text, kind: kind, names: names, terms: terms, knowledge)
    return (try parser.sentence(), parser.terms, parser.hints)
  }
}

/// Reads one text from its beginning to its end, once.
struct SentenceParser {
  var scanner: SentenceScanner
  var kind: Kind?
  /// The saved views that led here, folded.
  let names: [String]
  var terms: Int
  let knowledge: SentenceKnowledge
  var tongue: Tongue { knowledge.tongue }
  var hints: [SentenceError] = []
  var sort: [SortKey] = []
  var columns: [Field] = []
  var group: Field?

  init(_ text: String, kind: Kind?, names: [String], terms: Int, _ knowledge: SentenceKnowledge) {
    scanner = SentenceScanner(text)
    self.kind = kind
    self.names = names
    self.terms = terms
    self.knowledge = knowledge
  }

  func error(_ range: Range<Int>, _ fault: SentenceFault, fits: [String] = [], near: [String] = []) -> SentenceError {
    let first = scanner.characters(before: range.lowerBound)
    let last = max(first, scanner.characters(before: range.upperBound))
    return SentenceError(range: first..<last, found: scanner.text(range), fault: fault, fits: fits, near: near)
  }

  /// The field that a name means, in either language.
  func field(_ name: Range<Int>, of kind: Kind) -> Field? {
    let text = scanner.text(name)
    return kind.field(named: text) ?? tongue.field(named: FoldedText.fold(text), of: kind)
  }

  /// Fields that fit, in the language of the word that does not.
  func fieldNames(_ fields: [Field], _ name: Range<Int>) -> [String] {
    isForeign(name) ? fields.map { tongue.name($0) ?? $0.id } : fields.map(\.id)
  }

  func kindNames(_ name: Range<Int>) -> [String] {
    isForeign(name) ? Kind.allCases.map { tongue.name($0) ?? $0.rawValue } : Kind.allCases.map(\.rawValue)
  }

  func isForeign(_ range: Range<Int>) -> Bool {
    scanner.scalars[range].contains { SentenceScanner.narrow($0) == 0 && $0.properties.isAlphabetic }
  }

  /// `sort`, `cols` or `group`, in either language.
  func directiveWord(_ name: Range<Int>) -> GrammarWord? {
    GrammarWord.reading(FoldedText.fold(scanner.text(name)), among: GrammarWord.directives)
  }

  var here: Range<Int> { scanner.position..<scanner.position }

  mutating func sentence() throws(SentenceError) -> Sentence {
    scanner.skipBlanks()
    let nameEnd = scanner.nameEnd()
    let runEnd = scanner.runEnd(inList: false)
    let first = FoldedText.fold(scanner.text(scanner.position..<nameEnd))
    if nameEnd == runEnd, let named = Kind(named: first) ?? tongue.kind(named: first) {
      kind = named
      scanner.position = nameEnd
    } else if kind == nil && scanner.sign() != 0x40 {
      let range = scanner.position..<runEnd
      throw error(range, range.isEmpty ? .missingKind : .unknownKind, fits: kindNames(range))
    }
    let parts = try terms(depth: 0)
    guard let kind else { throw error(here, .missingKind, fits: Kind.allCases.map(\.rawValue)) }
    return Sentence(kind: kind, condition: Condition.all(parts).normalised, sort: sort, columns: columns, group: group)
  }

  /// Terms side by side up to the end or the closing parenthesis.
  private mutating func terms(depth: Int) throws(SentenceError) -> [Condition] {
    var parts: [Condition] = []
    var isAfterTerm = false
    while true {
      scanner.skipBlanks()
      if scanner.isAtEnd { return parts }
      if scanner.sign() == 0x29 {
        if depth > 0 { return parts }
        throw error(scanner.position..<scanner.position + 1, .strayParenthesis)
      }
      if let (word, range) = connective() {
        guard isAfterTerm else { throw error(range, .strayConnective) }
        scanner.position = range.upperBound
        scanner.skipBlanks()
        if scanner.isAtEnd || scanner.sign() == 0x29 || connective() != nil { throw error(range, .strayConnective) }
        let right = try term(depth: depth, isBesideOr: true)
        if word == .and {
          parts.append(right)
        } else if case .any(let before) = parts.last {
          parts[parts.count - 1] = .any(before + [right])
        } else if let left = parts.popLast() {
          parts.append(.any([left, right]))
        }
        continue
      }
      if try directive(isOuter: depth == 0) {
        isAfterTerm = false
        continue
      }
      parts.append(try term(depth: depth, isBesideOr: depth > 0))
      isAfterTerm = true
    }
  }

  /// `or`, `and` as words of their own; the position stays.
  private func connective() -> (word: GrammarWord, range: Range<Int>)? {
    let range = scanner.position..<scanner.runEnd(inList: false)
    guard range.count <= 3 else { return nil }
    let word = FoldedText.fold(scanner.text(range))
    switch word {
    case "|", "||": return (.or, range)
    case "&", "&&": return (.and, range)
    default: return GrammarWord.reading(word, among: [.or, .and]).map { ($0, range) }
    }
  }

  /// The width of a minus sign, a `!` or the word `not` before a term; nil where a term begins.
  private func negation() -> Int? {
    if scanner.sign() == 0x2D { return 1 }
    if scanner.sign() == 0x21, scanner.position + 1 < scanner.scalars.count {
      let next = scanner.scalars[scanner.position + 1]
      if next.properties.isAlphabetic || "(\"@".unicodeScalars.contains(next) { return 1 }
    }
    let run = scanner.position..<scanner.runEnd(inList: false)
    guard run.count <= 3, GrammarWord.reading(FoldedText.fold(scanner.text(run)), among: [.not]) != nil else {
      return nil
    }
    return run.count
  }

  mutating func countTerm(from start: Int) throws(SentenceError) {
    terms += 1
    if terms > Sentence.termLimit {
      throw error(start..<scanner.position, .tooManyTerms(limit: Sentence.termLimit))
    }
  }

  /// One term. Sort and columns of a saved view count only where it stands alone at the outer level.
  private mutating func term(depth: Int, isBesideOr: Bool) throws(SentenceError) -> Condition {
    let start = scanner.position
    var isNegated = false
    var isNested = isBesideOr
    while let width = negation() {
      let isWord = ![0x2D, 0x21].contains(scanner.sign())
      scanner.position += width
      scanner.skipBlanks(where: isWord)
      isNegated.toggle()
      isNested = true
    }
    if scanner.isAtEnd || scanner.isAtBlank || scanner.sign() == 0x29 {
      throw error(start..<scanner.position, .missingTerm)
    }
    let inner: Condition
    if scanner.sign() == 0x28 {
      inner = try parenthesis(depth: depth)
    } else if scanner.isAtQuote {
      inner = try freeText(quotedText(), from: start)
      try requireGap(inList: false)
    } else if scanner.sign() == 0x40 {
      inner = try savedView(isNested: isNested)
    } else {
      inner = try word(from: start)
    }
    return isNegated ? .not(inner) : inner
  }

  private mutating func parenthesis(depth: Int) throws(SentenceError) -> Condition {
    let opening = scanner.position..<scanner.position + 1
    if depth >= Sentence.depthLimit { throw error(opening, .tooDeep(limit: Sentence.depthLimit)) }
    scanner.position += 1
    let parts = try terms(depth: depth + 1)
    guard scanner.sign() == 0x29 else { throw error(opening, .unclosedParenthesis) }
    if parts.isEmpty { throw error(opening.lowerBound..<scanner.position + 1, .missingTerm) }
    scanner.position += 1
    return .all(parts).normalised
  }

  mutating func quotedText() throws(SentenceError) -> String {
    let start = scanner.position
    guard let text = scanner.quoted() else { throw error(start..<scanner.scalars.count, .unclosedQuote) }
    return text
  }

  private mutating func freeText(_ text: String, from start: Int) throws(SentenceError) -> Condition {
    if SearchTerms.queryTerms(of: text).isEmpty { throw error(start..<scanner.position, .nothingToSearch) }
    try countTerm(from: start)
    return .text(text)
  }

  /// What ends here must be followed by a blank, a parenthesis or the end (in a list: or a comma).
  func requireGap(inList: Bool) throws(SentenceError) {
    if scanner.isAtEnd || scanner.isAtBlank || scanner.isAtParenthesis || inList && scanner.sign() == 0x2C { return }
    let end = max(scanner.runEnd(inList: inList), scanner.position + 1)
    throw error(scanner.position..<end, .strayText)
  }

  /// A bare word, or a field with its values.
  private mutating func word(from start: Int) throws(SentenceError) -> Condition {
    let name = scanner.position..<scanner.nameEnd()
    let end = scanner.runEnd(inList: false)
    scanner.position = name.upperBound
    if !name.isEmpty, let comparison = comparison() {
      if directiveWord(name) != nil {
        throw error(start..<end, .misplacedDirective)
      }
      guard let kind else { throw error(here, .missingKind, fits: Kind.allCases.map(\.rawValue)) }
      guard let field = field(name, of: kind) else {
        throw error(name, .unknownField(kind), fits: fieldNames(kind.fields, name))
      }
      let tests = try values(of: field, comparison)
      try countTerm(from: start)
      return comparison == .differs ? .not(.field(field, tests)) : .field(field, tests)
    }
    scanner.position = name.lowerBound
    if comparison() != nil { throw error(name.lowerBound..<end, .strayOperator) }
    scanner.position = end
    return try freeText(scanner.text(name.lowerBound..<end), from: name.lowerBound)
  }

  /// The operator at the position, which moves behind it.
  mutating func comparison() -> Comparison? {
    let (first, second) = (scanner.sign(), scanner.sign(1))
    switch (first, second) {
    case (0x3E, 0x3D): return take(2, .atLeast)
    case (0x3C, 0x3D): return take(2, .atMost)
    case (0x21, 0x3D): return take(2, .differs)
    // As programmers write it.
    case (0x3D, 0x3D): return take(2, .equal)
    case (0x3E, _): return take(1, .above)
    case (0x3C, _): return take(1, .below)
    case (0x3D, _), (0x3A, _): return take(1, .equal)
    default: return nil
    }
  }

  private mutating func take(_ count: Int, _ comparison: Comparison) -> Comparison {
    scanner.position += count
    return comparison
  }

  enum Comparison { case equal, differs, above, atLeast, below, atMost }
}
