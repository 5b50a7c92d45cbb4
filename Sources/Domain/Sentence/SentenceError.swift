/// Why a text is no sentence: where, what was found there, and what would fit.
public struct SentenceError: Error, Hashable, Sendable {
  /// Characters of the source from 0; empty at the place where something is missing.
  public var range: Range<Int>
  public var found: String
  public var fault: SentenceFault
  /// What could stand there: words of a list, fields, kinds. Empty where too many things could.
  public var fits: [String]
  /// The one of `fits` that differs least, where one is near.
  public var suggestion: String?

  /// `near` are words that could have been meant and are too many to be listed.
  public init(range: Range<Int>, found: String, fault: SentenceFault, fits: [String] = [], near: [String] = []) {
    self.range = range
    self.found = found
    self.fault = fault
    self.fits = fits
    self.suggestion = Spelling.nearest(to: found, in: fits + near)
  }
}

/// The kinds of fault, each with its evidence.
public enum SentenceFault: Hashable, Sendable {
  case tooLong(limit: Int)
  case tooManyTerms(limit: Int)
  case tooDeep(limit: Int)
  case missingKind
  case unknownKind
  case unknownField(Kind)
  /// In a list of fields behind `sort:`, `cols:` or `group:`.
  case unknownColumn(Kind)
  /// Neither letter nor digit to search for.
  case nothingToSearch
  case missingTerm
  case missingValue
  case unclosedQuote
  case unclosedParenthesis
  case strayParenthesis
  case strayOperator
  case strayText
  /// `or` or `and` without a term on both sides.
  case strayConnective
  /// `>`, `<` or a range where only `:` fits.
  case wrongOperator(Field)
  /// Several values behind a comparison.
  case listInComparison(Field)
  case unknownWord(Field)
  /// A country or a currency that nobody knows; in quotes it is looked for as it stands.
  case unknownName(Field)
  /// Of labels and accounts: the shop has none of this name.
  case unusedWord(Field)
  /// A range whose end lies before its beginning.
  case reversedRange
  case notANumber
  case notAnAmount
  case ambiguousCurrency
  case currenciesDiffer
  case notADate
  case notAnAge
  case notYesOrNo
  case misplacedDirective
  case notSortable(Field)
  case notGroupable(Field)
  /// A second field behind `group:`.
  case severalGroups
  case missingViewName
  case unknownView
  case viewCycle([String])
  case viewOfOtherKind(Kind)
  indirect case insideView(SentenceFault, found: String)
}

extension SentenceError {
  /// One sentence in English: what is wrong, and what would fit.
  public var message: String {
    var text = SentenceError.say(fault, found)
    if let suggestion {
      text += " Did you mean “\(suggestion)”?"
    } else if !fits.isEmpty {
      text += " Fitting: " + fits.prefix(24).joined(separator: ", ") + (fits.count > 24 ? ", …" : "") + "."
    }
    return text
  }

  private static func say(_ fault: SentenceFault, _ found: String) -> String {
    let what = "“\(found.count > 40 ? found.prefix(40) + "…" : found)”"
    return switch fault {
    case .tooLong(let limit): "The sentence is longer than \(limit) bytes."
    case .tooManyTerms(let limit): "The sentence has more than \(limit) terms, saved views included."
    case .tooDeep(let limit): "Parentheses or saved views are nested deeper than \(limit)."
    case .missingKind: "The sentence must begin with what to list."
    case .unknownKind: "\(what) is nothing that can be listed."
    case .unknownField(let kind): "\(what) is no field of \(kind.rawValue); put it in quotes to search for it."
    case .unknownColumn(let kind): "\(what) is no field of \(kind.rawValue)."
    case .nothingToSearch: "\(what) holds no letter or digit to search for."
    case .missingTerm: "A term is missing here."
    case .missingValue: "A value is missing here."
    case .unclosedQuote: "A quotation mark is opened and never closed."
    case .unclosedParenthesis: "A parenthesis is opened and never closed."
    case .strayParenthesis: "A parenthesis is closed that was never opened."
    case .strayOperator: "\(what) needs a field before it."
    case .strayText: "\(what) does not belong here; a blank or a comma is missing before it."
    case .strayConnective: "\(what) needs a term on both sides; put it in quotes to search for the word."
    case .wrongOperator(let field): "The values of \(field.id) have no order; write \(field.id):value."
    case .listInComparison(let field) where field.type == .money || field.type == .number:
      "A comparison takes one value, and a number has no commas: 1234.56, not 1,234.56 or 1.234,56."
    case .listInComparison(let field): "A comparison takes one value; write \(field.id):a,b for a list."
    case .unknownWord(let field): "\(what) is no value of \(field.id)."
    case .unknownName(let field): "\(what) is no \(field.id) that is known; in quotes it is looked for as it stands."
    case .unusedWord(let field): "Nothing here has \(what) as its \(field.id)."
    case .reversedRange: "The range \(what) ends before it begins."
    case .notANumber: "\(what) is no whole number."
    case .notAnAmount: "\(what) is no amount; write it like 12.30, 12.30EUR or €12.30."
    case .ambiguousCurrency: "The sign of \(what) stands for two currencies; write CNY or JPY."
    case .currenciesDiffer: "The ends of the range \(what) have different currencies."
    case .notADate: "\(what) is no date; write it like 2026-09-22, 2026-09, 2026 or today."
    case .notAnAge: "\(what) is no age; write it like 30m, 24h, 3d, 2w, 1mo or 1y."
    case .notYesOrNo: "\(what) is neither yes nor no."
    case .misplacedDirective: "\(what) stands at the outer level only: not in parentheses, beside or, or negated."
    case .notSortable(let field): "Rows cannot be sorted by \(field.id)."
    case .notGroupable(let field): "Rows cannot be grouped by \(field.id)."
    case .severalGroups: "Rows are grouped by one field; leave out \(what)."
    case .missingViewName: "The name of a saved view is missing after @."
    case .unknownView: "There is no saved view \(what); `portolan views` lists them."
    case .viewCycle(let names):
      "The saved views call each other: " + names.map { "@" + $0 }.joined(separator: " → ") + "."
    case .viewOfOtherKind(let kind): "The saved view \(what) lists \(kind.rawValue)."
    case .insideView(let inner, let innerFound): "In the saved view \(what): " + say(inner, innerFound)
    }
  }
}

/// Which of a list somebody meant who mistyped.
public enum Spelling {
  /// The candidate within two changes (one for words below five letters); nil where none is near.
  public static func nearest(to word: String, in candidates: [String]) -> String? {
    let typed = Array(FoldedText.fold(word).unicodeScalars.prefix(33))
    guard typed.count >= 2, typed.count <= 32 else { return nil }
    var best: (distance: Int, word: String)?
    // Of words as near as each other, the one that begins alike and is as long was meant.
    func cost(_ distance: Int, _ letters: [Unicode.Scalar]) -> Int {
      distance * 100 + (letters.first == typed.first ? 0 : 50) + abs(letters.count - typed.count)
    }
    for candidate in candidates {
      let letters = Array(FoldedText.fold(candidate).unicodeScalars)
      // `unfulfilled` for `fulfilled` would be the opposite of what was meant.
      if isOpposite(letters, typed) || isOpposite(typed, letters) { continue }
      let limit = min(typed.count, letters.count) < 5 ? 1 : 2
      guard abs(letters.count - typed.count) <= limit else { continue }
      let distance = self.distance(typed, letters)
      if distance <= limit && cost(distance, letters) < best?.distance ?? Int.max {
        best = (cost(distance, letters), candidate)
      }
    }
    return best?.word
  }

  private static func isOpposite(_ long: [Unicode.Scalar], _ short: [Unicode.Scalar]) -> Bool {
    long.count == short.count + 2 && long.starts(with: "un".unicodeScalars) && long.dropFirst(2).elementsEqual(short)
  }

  /// Insertions, deletions, replacements and swaps of neighbours.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      for j in b.indices {
        var least = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, before[j - 1] + 1) }
        current.append(least)
      }
      before = previous
      previous = current
    }
    return previous[b.count]
  }
}
