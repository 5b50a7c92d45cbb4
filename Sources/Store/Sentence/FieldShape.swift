internal import Domain

/// How a field stands in the store, and so which tests of it SQL can decide alone. What SQL cannot fold or cut (words
/// of a name, codes without a folded column) is decided in Swift, on the rows that a coarser condition lets through.
enum FieldShape {
  /// A code beside its folded key; an empty or missing key is an absent code.
  case key(SQL)
  /// A code that is stored in capital ASCII letters: countries, currencies, our own numbers.
  case capitals(SQL)
  /// A column with few different values, all known here with their folded forms. NULL is absent.
  case among(SQL, [KnownValue])
  /// The word of a choice, never absent.
  case choice(SQL)
  /// A set of choices, a bit each in the order of the words.
  case mask(SQL, words: [String])
  /// NULL is absent.
  case number(SQL)
  /// Minor units and currency; NULL is absent.
  case money(SQL, currency: SQL)
  /// Milliseconds; NULL is absent.
  case instant(SQL)
  /// A condition that is true or false, never NULL.
  case flag(SQL)
  /// Labels in a table of their own: whether a row has one of these, and whether it has any.
  case labels([KnownValue], holds: ([SQLValue]) -> SQL, present: SQL)
  /// Folded keys in a table of their own: whether a row has one that meets the condition on `key`.
  case keys(holds: (SQL) -> SQL, key: SQL)
  /// Text that only Swift can compare; NULL or empty is absent.
  case text(SQL)
  /// Stored in a form that only Swift can read.
  case opaque
  /// Several texts that only Swift can compare.
  case texts(present: SQL)

  struct KnownValue: Hashable {
    var value: SQLValue
    var folded: String
  }
}

extension FieldShape {
  /// The test as a condition that is true or false, never NULL; nil where only Swift can tell.
  func condition(_ test: ValueTest) -> SQL? {
    if case .opaque = self { return nil }
    switch test {
    case .absent: return "NOT \(present)"
    case .present: return present
    case .words: return nil
    case .folded, .foldedBegins: return codeCondition(test)
    case .choice(let word): return choiceCondition(word)
    case .flag(let flag):
      guard case .flag(let condition) = self else { return .never }
      return flag ? condition : "NOT \(condition)"
    case .number(let bounds):
      guard case .number(let column) = self else { return .never }
      return FieldShape.range(column, bounds)
    case .amount(let bounds):
      guard case .money(let column, let currency) = self else { return .never }
      return FieldShape.amount(column, currency, bounds)
    case .moment(let from, let before):
      guard case .instant(let column) = self else { return .never }
      var parts: [SQL] = ["\(column) IS NOT NULL"]
      if let from { parts.append("\(column) >= \(from)") }
      if let before { parts.append("\(column) < \(before)") }
      return .all(parts)
    }
  }

  var present: SQL {
    switch self {
    case .key(let column), .capitals(let column), .text(let column), .choice(let column):
      "(\(column) IS NOT NULL AND \(column) <> '')"
    case .among(let column, _), .number(let column), .money(let column, _), .instant(let column):
      "(\(column) IS NOT NULL)"
    case .mask(let column, _): "(\(column) <> 0)"
    case .flag, .opaque: .always
    case .labels(_, _, let present), .texts(let present): present
    case .keys(let holds, let key): holds("\(key) <> ''")
    }
  }

  private func codeCondition(_ test: ValueTest) -> SQL? {
    switch self {
    case .key(let column): return FieldShape.code(column, test, capitals: false)
    case .capitals(let column): return FieldShape.code(column, test, capitals: true)
    case .among(let column, let values):
      let fitting = values.filter { FieldShape.fits($0.folded, test) }.map(\.value)
      return fitting.isEmpty ? .never : "(\(column) IS NOT NULL AND \(column) IN (\(SQL.list(fitting))))"
    case .labels(let values, let holds, _):
      let fitting = values.filter { FieldShape.fits($0.folded, test) }.map(\.value)
      return fitting.isEmpty ? .never : holds(fitting)
    case .keys(let holds, let key): return FieldShape.code(key, test, capitals: false).map(holds)
    case .text, .texts, .opaque: return nil
    case .choice, .mask, .number, .money, .instant, .flag: return .never
    }
  }

  private func choiceCondition(_ word: String) -> SQL? {
    switch self {
    case .choice(let column): return "(\(column) = \(word))"
    case .mask(let column, let words):
      guard let bit = words.firstIndex(of: word) else { return .never }
      return "(\(column) <> 0 AND (\(column) & \(Int64(1) << Int64(bit))) <> 0)"
    case .among(let column, let values):
      let fitting = values.filter { $0.value == .text(word) }.map(\.value)
      return fitting.isEmpty ? .never : "(\(column) IS NOT NULL AND \(column) IN (\(SQL.list(fitting))))"
    case .key, .capitals, .number, .money, .instant, .flag, .labels, .keys: return .never
    case .text, .texts, .opaque: return nil
    }
  }

  /// Whether a folded code meets a test of codes.
  static func fits(_ folded: String, _ test: ValueTest) -> Bool {
    switch test {
    case .folded(let code): folded.utf8.elementsEqual(code.utf8)
    case .foldedBegins(let code): !folded.isEmpty && folded.utf8.starts(with: code.utf8)
    default: false
    }
  }

  private static func code(_ column: SQL, _ test: ValueTest, capitals: Bool) -> SQL? {
    func stored(_ code: String) -> String { capitals ? ASCIICapitals.raised(code) : code }
    switch test {
    case .folded(let code):
      return code.isEmpty ? .never : "(\(column) IS NOT NULL AND \(column) = \(stored(code)))"
    case .foldedBegins(let code):
      guard let end = ASCIICapitals.successor(of: stored(code)) else {
        return "(\(column) IS NOT NULL AND \(column) <> '')"
      }
      return "(\(column) IS NOT NULL AND \(column) >= \(stored(code)) AND \(column) < \(end))"
    default: return nil
    }
  }

  static func range(_ column: SQL, _ bounds: Bounds) -> SQL {
    if let low = bounds.low, let high = bounds.high, low > high { return .never }
    var parts: [SQL] = ["\(column) IS NOT NULL"]
    if let low = bounds.low { parts.append("\(column) >= \(low)") }
    if let high = bounds.high { parts.append("\(column) <= \(high)") }
    return .all(parts)
  }

  private static func amount(_ column: SQL, _ currency: SQL, _ bounds: AmountBounds) -> SQL {
    if let only = bounds.currency {
      return .all(["\(currency) = \(only.code)", range(column, bounds.minorUnits(decimals: only.decimals))])
    }
    var branches: SQL = "(\(column) IS NOT NULL AND CASE"
    for (decimals, codes) in CurrencyDecimals.unusual {
      branches += " WHEN \(currency) IN (\(codes)) THEN \(range(column, bounds.minorUnits(decimals: decimals)))"
    }
    return branches + " ELSE \(range(column, bounds.minorUnits(decimals: 2))) END)"
  }
}

/// The currencies whose minor unit is not a hundredth, as lists for SQL.
enum CurrencyDecimals {
  static let unusual: [(Int, SQL)] = [0, 3, 4].map { decimals in
    let codes = Currency.allCodes.filter { Currency($0)?.decimals == decimals }
    return (decimals, SQL.list(codes.map(SQLValue.text)))
  }
}

/// Bytes of codes: capitals, and the end of all texts with one beginning.
enum ASCIICapitals {
  static func raised(_ text: String) -> String {
    String(decoding: text.utf8.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 32 : $0 }, as: UTF8.self)
  }

  /// The first text behind all that begin with this one; nil where there is none.
  static func successor(of text: String) -> String? {
    var scalars = Array(text.unicodeScalars)
    while let last = scalars.popLast() {
      let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
      guard let scalar = Unicode.Scalar(next) else { continue }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      view.append(scalar)
      return String(view)
    }
    return nil
  }
}

extension SQL {
  static let always: SQL = "(1 = 1)"
  static let never: SQL = "(1 = 0)"

  static func all(_ parts: [SQL]) -> SQL {
    parts.isEmpty ? always : parts.count == 1 ? parts[0] : "(\(parts.joined(separator: " AND ")))"
  }

  static func any(_ parts: [SQL]) -> SQL {
    parts.isEmpty ? never : parts.count == 1 ? parts[0] : "(\(parts.joined(separator: " OR ")))"
  }

  static func list(_ values: [SQLValue]) -> SQL { values.map { "\($0)" as SQL }.joined(separator: ", ") }
}
