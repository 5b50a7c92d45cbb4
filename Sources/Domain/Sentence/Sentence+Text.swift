extension Sentence: CustomStringConvertible {
  /// The canonical form, which parses to the same sentence.
  public var description: String { text(nil) }

  /// As people of that language write it; it parses to the same sentence where the parser is given the tongue.
  public func text(in tongue: Tongue) -> String { text(tongue) }

  private func text(_ tongue: Tongue?) -> String {
    func name(_ field: Field) -> String { tongue?.name(field) ?? field.id }
    func directive(_ word: GrammarWord) -> String { word.text(tongue) + ":" }
    var words = [tongue?.name(kind) ?? kind.rawValue]
    switch condition {
    case .all(let parts): words += parts.map { $0.text(inside: .all, tongue) }
    case .any, .not, .text, .field: words.append(condition.text(inside: .all, tongue))
    }
    let keys = sort.map { ($0.descending ? "-" : "") + name($0.field) }
    if !keys.isEmpty { words.append(directive(.sort) + keys.joined(separator: ",")) }
    if !columns.isEmpty { words.append(directive(.cols) + columns.map(name).joined(separator: ",")) }
    if let group { words.append(directive(.group) + name(group)) }
    return words.joined(separator: " ")
  }
}

extension GrammarWord {
  fileprivate func text(_ tongue: Tongue?) -> String { tongue == nil ? rawValue : chinese.first ?? rawValue }
}

extension Condition {
  fileprivate enum Surroundings { case all, any, not }

  fileprivate func text(inside: Surroundings, _ tongue: Tongue?) -> String {
    switch self {
    case .all(let parts): "(" + parts.map { $0.text(inside: .all, tongue) }.joined(separator: " ") + ")"
    case .any(let parts):
      "(" + parts.map { $0.text(inside: .any, tongue) }.joined(separator: " \(GrammarWord.or.text(tongue)) ") + ")"
    case .not(let part): "-" + part.text(inside: .not, tongue)
    case .text(let text): Quoting.isPlainWord(text) ? text : Quoting.quoted(text)
    case .field(let field, let tests): (tongue?.name(field) ?? field.id) + FieldTest.text(of: tests, field, tongue)
    }
  }
}

extension FieldTest {
  /// Operator and values as they stand behind the field's name.
  fileprivate static func text(of tests: [FieldTest], _ field: Field, _ tongue: Tongue?) -> String {
    let texts = tests.map { $0.text(field, tongue) }
    if texts.count == 1, let first = texts[0].unicodeScalars.first, first == ">" || first == "<" { return texts[0] }
    return ":" + texts.joined(separator: ",")
  }

  private func text(_ field: Field, _ tongue: Tongue?) -> String {
    switch self {
    case .absent: GrammarWord.none.text(tongue)
    case .present: GrammarWord.any.text(tongue)
    case .code(let code) where field.vocabulary == .countries:
      if Countries.code(code) == code {
        (tongue == nil ? nil : Countries.chineseName(code)).map(Quoting.value) ?? code
      } else {
        Quoting.quoted(code)
      }
    case .code(let code) where field.vocabulary == .currencies:
      CurrencyNames.currency(code)?.code == code ? code : Quoting.quoted(code)
    case .words(let text), .code(let text): Quoting.value(text)
    case .codeBegins(let text): Quoting.value(text) + "*"
    case .me: GrammarWord.me.text(tongue)
    case .choice(let word): tongue?.name(word, of: field) ?? word
    case .flag(let flag): (flag ? GrammarWord.yes : .no).text(tongue)
    case .number(let span): span.text { String($0) }
    case .amount(let span, let currency): span.text { $0.text } + (currency?.code ?? "")
    case .moment(let span): span.text { $0.text(tongue) }
    case .age(let span):
      span.text { String($0.count) + ((tongue == nil ? nil : $0.unit.chinese.first) ?? $0.unit.rawValue) }
    }
  }
}

extension Span {
  fileprivate func text(_ print: (Value) -> String) -> String {
    switch self {
    case .equal(let value): print(value)
    case .above(let value): ">" + print(value)
    case .atLeast(let value): ">=" + print(value)
    case .below(let value): "<" + print(value)
    case .atMost(let value): "<=" + print(value)
    case .between(let low, let high): print(low) + ".." + print(high)
    }
  }
}

extension Amount {
  /// As it was written, with all its decimals.
  public var text: String {
    var digits = String(units.magnitude)
    if decimals > 0 {
      if digits.utf8.count <= decimals {
        digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
      }
      digits.insert(".", at: digits.utf8.index(digits.endIndex, offsetBy: -decimals))
    }
    return units < 0 ? "-" + digits : digits
  }
}

extension DateWord {
  /// The words of today and the like in Chinese where a tongue is asked for; dates are the same everywhere.
  fileprivate func text(_ tongue: Tongue?) -> String {
    if tongue != nil, case .relative(let word) = self { return word.chinese.first ?? text }
    return text
  }

  public var text: String {
    switch self {
    case .relative(let word): word.rawValue
    case .calendar(let civil, .year): CivilTime.padded(civil.year, 4)
    case .calendar(let civil, .month): String(civil.dateText.prefix(7))
    case .calendar(let civil, .day): civil.dateText
    case .calendar(let civil, .minute): "\(civil.dateText)T\(civil.clockText.prefix(5))"
    case .calendar(let civil, .second): "\(civil.dateText)T\(civil.clockText)"
    }
  }
}

/// When a text can stand bare in a sentence, and how it is quoted where it cannot.
enum Quoting {
  static let connectives = GrammarWord.connectives.flatMap { [$0.rawValue] + $0.chinese }
  static let reserved = GrammarWord.values.flatMap { [$0.rawValue] + $0.chinese }

  static func quoted(_ text: String) -> String {
    var scalars = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { scalars.append("\\") }
      scalars.append(scalar)
    }
    scalars.append("\"")
    return String(scalars)
  }

  static func value(_ text: String) -> String {
    isPlain(text, alsoInside: "-_./:+#@&") && !reserved.contains(FoldedText.fold(text)) ? text : quoted(text)
  }

  static func isPlainWord(_ text: String) -> Bool {
    isPlain(text, alsoInside: "-_.#+&/") && !connectives.contains(FoldedText.fold(text))
  }

  private static func isPlain(_ text: String, alsoInside: String) -> Bool {
    guard let first = text.unicodeScalars.first, isLetterOrDigit(first) else { return false }
    return text.unicodeScalars.allSatisfy { isLetterOrDigit($0) || alsoInside.unicodeScalars.contains($0) }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
