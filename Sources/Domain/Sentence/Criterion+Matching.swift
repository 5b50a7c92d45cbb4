extension Criterion {
  /// Whether a row is meant: the twin of the SQL that the store makes of the same criterion.
  ///
  /// `cut` is the row's search text as `TermCutter` cut it, of which free text reaches what the scope may look at;
  /// `value` gives a field's value.
  public func matches(cut: String, _ scope: WordScope = .open, value: (Field) -> FieldValue) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.matches(cut: cut, scope, value: value) }
    case .any(let parts): parts.contains { $0.matches(cut: cut, scope, value: value) }
    case .not(let part): !part.matches(cut: cut, scope, value: value)
    case .text(let terms): SearchTerms.matches(terms, cut: cut, scope)
    case .field(let field, let tests):
      {
        let found = value(field)
        return tests.contains { $0.matches(found) }
      }()
    }
  }
}

extension ValueTest {
  public func matches(_ value: FieldValue) -> Bool {
    if value.isAbsent { return self == .absent }
    switch self {
    case .absent: return false
    case .present: return true
    case .words(let terms):
      return value.members.contains { SearchTerms.matches(terms, cut: SearchTerms.indexTerms(of: [$0])) }
    case .folded(let code): return value.members.contains { FoldedText.fold($0).utf8.elementsEqual(code.utf8) }
    case .foldedBegins(let code): return value.members.contains { FoldedText.fold($0).utf8.starts(with: code.utf8) }
    case .choice(let word): return value.members.contains { $0.utf8.elementsEqual(word.utf8) }
    case .flag(let flag): return value == .flag(flag)
    case .number(let bounds):
      guard case .number(let number) = value else { return false }
      return bounds.contains(number)
    case .amount(let bounds):
      guard case .money(let units, let currency) = value else { return false }
      if let only = bounds.currency, only != currency { return false }
      return bounds.minorUnits(decimals: currency.decimals).contains(units)
    case .moment(let from, let before):
      guard case .instant(let instant) = value else { return false }
      return from.map { instant >= $0 } ?? true && before.map { instant < $0 } ?? true
    }
  }
}

extension FieldValue {
  /// The text, or the texts that are not empty.
  fileprivate var members: [String] {
    switch self {
    case .text(let text): [text]
    case .texts(let texts): texts.filter { !$0.isEmpty }
    case .null, .number, .money, .instant, .flag: []
    }
  }
}

extension RowOrdering {
  /// Whether row `a` comes before row `b`. Texts and codes compare by the bytes of their folded form, choices by the
  /// bytes of their word, money by minor units and then by currency code, moments as their field says.
  public func precedes(
    _ a: (Field) -> FieldValue, id idA: Int64, _ b: (Field) -> FieldValue, id idB: Int64
  ) -> Bool {
    for key in keys {
      let (left, right) = (a(key.field), b(key.field))
      switch (left.isAbsent, right.isAbsent) {
      case (true, true): continue
      case (true, false): return false
      case (false, true): return true
      case (false, false): break
      }
      let order = RowOrdering.compare(left, right, key.field)
      if order != 0 { return (order < 0) != key.descending }
    }
    return idDescending ? idA > idB : idA < idB
  }

  /// Below nought: the left one is less.
  private static func compare(_ left: FieldValue, _ right: FieldValue, _ field: Field) -> Int {
    func sign<Value: Comparable>(_ a: Value, _ b: Value) -> Int { a < b ? -1 : a > b ? 1 : 0 }
    switch (left, right) {
    case (.text(let a), .text(let b)):
      if case .choice = field.type { return compareBytes(a, b) }
      return compareBytes(FoldedText.fold(a), FoldedText.fold(b))
    case (.number(let a), .number(let b)): return sign(a, b)
    case (.money(let a, let currencyA), .money(let b, let currencyB)):
      return a == b ? sign(currencyA, currencyB) : sign(a, b)
    case (.instant(let a), .instant(let b)):
      return field.ordersByWholeSeconds ? sign(a.seconds, b.seconds) : sign(a, b)
    case (.flag(let a), .flag(let b)): return sign(a ? 1 : 0, b ? 1 : 0)
    default: return 0
    }
  }

  private static func compareBytes(_ a: String, _ b: String) -> Int {
    FoldedText.precedes(a, b) ? -1 : FoldedText.precedes(b, a) ? 1 : 0
  }
}
