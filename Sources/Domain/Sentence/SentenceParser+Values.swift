extension SentenceParser {
  /// One value of a list as it was written.
  struct Item {
    var text: String
    var isQuoted: Bool
    /// A `*` behind it: begins with.
    var isBeginning: Bool
    var range: Range<Int>
    /// Numbers and dates are read from this: full-width signs narrow, lower case.
    var narrow: String { FoldedText.fold(text) }
  }

  /// The values behind an operator, up to the blank.
  mutating func values(of field: Field, _ comparison: Comparison) throws(SentenceError) -> [FieldTest] {
    var tests: [FieldTest] = []
    while true {
      var own = comparison == .differs ? Comparison.equal : comparison
      let start = scanner.position
      if own == .equal, let inner = self.comparison() {
        guard inner != .differs, inner != .equal else { throw error(start..<scanner.position, .strayOperator) }
        own = inner
      }
      let item = try item(of: field)
      tests.append(try test(field, own, item))
      if let hint = hint(field, item) { hints.append(hint) }
      try requireGap(inList: true)
      guard scanner.sign() == 0x2C else { return tests }
      if comparison != .equal && comparison != .differs {
        throw error(start..<scanner.runEnd(inList: false), .listInComparison(field))
      }
      scanner.position += 1
    }
  }

  private mutating func item(of field: Field) throws(SentenceError) -> Item {
    let start = scanner.position
    if scanner.isAtQuote {
      let text = try quotedText()
      var isBeginning = false
      if scanner.sign() == 0x2A {
        scanner.position += 1
        isBeginning = true
      }
      return Item(text: text, isQuoted: true, isBeginning: isBeginning, range: start..<scanner.position)
    }
    scanner.position = scanner.runEnd(inList: true)
    if field.type == .instant { takeSecondWord(from: start) }
    var end = scanner.position
    if end == start { throw error(here, .missingValue, fits: namedWords(for: field)) }
    let isBeginning = end - start > 1 && SentenceScanner.narrow(scanner.scalars[end - 1]) == 0x2A
    if isBeginning { end -= 1 }
    return Item(
      text: scanner.text(start..<end), isQuoted: false, isBeginning: isBeginning, range: start..<scanner.position)
  }

  /// `last week` means `lastweek`: the position moves behind the second word.
  private mutating func takeSecondWord(from start: Int) {
    guard ["last", "this", "next"].contains(FoldedText.fold(scanner.text(start..<scanner.position))) else { return }
    var ahead = scanner
    ahead.skipBlanks()
    let second = ahead.position
    ahead.position = ahead.runEnd(inList: true)
    if ["week", "month", "year"].contains(FoldedText.fold(ahead.text(second..<ahead.position))) {
      scanner.position = ahead.position
    }
  }

  /// The words that fit behind a field, in the language in which the sentence so far is written.
  private func namedWords(for field: Field) -> [String] {
    let words = SentenceParser.words(for: field)
    guard isForeign(0..<scanner.position) else { return words }
    return words.map { tongue.name($0, of: field) ?? $0 }
  }

  /// The words that fit behind a field, where they can be listed.
  static func words(for field: Field) -> [String] {
    switch field.type {
    case .choice(let words), .choices(let words): words
    case .flag: ["yes", "no"]
    case .person: ["me", "none", "any"]
    case .instant: RelativeDate.allCases.map(\.rawValue)
    case .text, .texts, .code, .codes, .number, .money, .age: []
    }
  }

  private func test(_ field: Field, _ comparison: Comparison, _ item: Item) throws(SentenceError) -> FieldTest {
    if !item.isQuoted && !item.isBeginning && comparison == .equal {
      switch GrammarWord.reading(item.narrow, among: [.none, .any]) {
      case .some(.none): return .absent
      case .any: return .present
      default: break
      }
    }
    switch field.type {
    case .number:
      let span = try span(item, comparison, .notANumber) { SentenceNumbers.integer($0) }
      if case .between(let low, let high) = span, low > high { throw error(item.range, .reversedRange) }
      return .number(span)
    case .money: return try money(item, comparison)
    case .instant:
      let span = try span(item, comparison, .notADate, fits: SentenceParser.words(for: field)) {
        SentenceNumbers.date($0)
      }
      if case .between(.calendar(let low, _), .calendar(let high, _)) = span, Instant(low) > Instant(high) {
        throw error(item.range, .reversedRange)
      }
      if case .between(.relative(let low), .relative(let high)) = span, low.isAlwaysBehind(high) {
        throw error(item.range, .reversedRange)
      }
      return .moment(span)
    case .age:
      let span = try span(item, comparison, .notAnAge) { SentenceNumbers.age($0) }
      if case .between(let least, let most) = span, least.isAlwaysMore(than: most) {
        throw error(item.range, .reversedRange)
      }
      return .age(span)
    case .text, .texts, .code, .codes, .person, .choice, .choices, .flag:
      guard comparison == .equal else { throw error(item.range, .wrongOperator(field)) }
    }
    switch field.type {
    case .text, .texts:
      if SearchTerms.queryTerms(of: item.text).isEmpty { throw error(item.range, .nothingToSearch) }
      return .words(item.text)
    case .choice(let words), .choices(let words): return .choice(try choice(item, words, field))
    case .flag:
      if ["true", "y", "1"].contains(item.narrow) { return .flag(true) }
      if ["false", "n", "0"].contains(item.narrow) { return .flag(false) }
      switch GrammarWord.reading(item.narrow, among: [.yes, .no]) {
      case .yes: return .flag(true)
      case .no: return .flag(false)
      default: throw error(item.range, .notYesOrNo, fits: isForeign(item.range) ? ["是", "否"] : ["yes", "no"])
      }
    case .person
    where !item.isQuoted && !item.isBeginning
      && GrammarWord.reading(item.narrow, among: [.me]) != nil:
      return .me
    default:
      if item.isBeginning { return .codeBegins(item.text) }
      return .code(try code(item, of: field))
    }
  }

  /// A word of the list whatever its letter case, or one part of a compound that only one word has (`address` for
  /// `incorrectAddress`).
  private func choice(_ item: Item, _ words: [String], _ field: Field) throws(SentenceError) -> String {
    let typed = item.narrow
    if let exact = words.first(where: { FoldedText.fold($0) == typed }) { return exact }
    func names(_ word: String) -> [String] { tongue.names(word, of: field).map { FoldedText.fold($0) } }
    if let exact = words.first(where: { names($0).contains(typed) }) { return exact }
    let partial = words.filter { word in
      SentenceParser.parts(of: word).contains(typed) || names(word).contains { $0.contains(typed) }
    }
    if partial.count == 1, !item.isBeginning { return partial[0] }
    let fitting = partial.isEmpty ? words : partial
    let fits = isForeign(item.range) ? fitting.map { tongue.name($0, of: field) ?? $0 } : fitting
    throw error(item.range, .unknownWord(field), fits: fits)
  }

  /// `incorrectAddress` is `incorrect` and `address`.
  private static func parts(of word: String) -> [String] {
    var parts: [String] = [""]
    for character in word {
      if character.isUppercase { parts.append("") }
      parts[parts.count - 1].append(character)
    }
    return parts.map { FoldedText.fold($0) }
  }

  private func span<Value: Hashable & Sendable>(
    _ item: Item, _ comparison: Comparison, _ fault: SentenceFault, fits: [String] = [], _ read: (String) -> Value?
  ) throws(SentenceError) -> Span<Value> {
    let text = item.narrow
    if item.isBeginning || text.isEmpty { throw error(item.range, fault) }
    if comparison == .equal, let (low, high) = SentenceNumbers.ends(of: text) {
      switch (low.isEmpty, high.isEmpty) {
      case (false, true): if let value = read(low) { return .atLeast(value) }
      case (true, false): if let value = read(high) { return .atMost(value) }
      case (false, false): if let first = read(low), let last = read(high) { return .between(first, last) }
      case (true, true): break
      }
      throw error(item.range, fault, fits: fits)
    }
    guard let value = read(text) else { throw error(item.range, fault, fits: fits) }
    return switch comparison {
    case .equal, .differs: .equal(value)
    case .above: .above(value)
    case .atLeast: .atLeast(value)
    case .below: .below(value)
    case .atMost: .atMost(value)
    }
  }

  private func money(_ item: Item, _ comparison: Comparison) throws(SentenceError) -> FieldTest {
    if item.narrow.contains("¥") || item.narrow.contains("￥") { throw error(item.range, .ambiguousCurrency) }
    var currencies: [Currency] = []
    let span = try span(item, comparison, .notAnAmount) { text -> Amount? in
      guard let (amount, currency) = SentenceNumbers.amount(text) else { return nil }
      if let currency, !currencies.contains(currency) { currencies.append(currency) }
      return amount
    }
    if currencies.count > 1 { throw error(item.range, .currenciesDiffer) }
    // Amounts of one scale compare by their digits; six decimals are the most there are.
    if case .between(let low, let high) = span, low.scaled > high.scaled { throw error(item.range, .reversedRange) }
    return .amount(span, currencies.first)
  }
}
