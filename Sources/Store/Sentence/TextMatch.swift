internal import Domain

/// A question to the text index.
struct TextMatch: Hashable {
  /// In the language of SQLite's full-text index.
  var match: String
  /// Where the exact question would join very many words: the wide one, whose rows have to be judged, streams instead.
  var wide: String?
}

/// A term and where it may be met.
struct SoughtTerm: Hashable {
  var term: SearchTerm
  var scope: WordScope
}

extension SentenceSQL {
  /// Terms of free text, as far as who asks may look.
  func sought(_ terms: [SearchTerm]) -> [SoughtTerm] { terms.map { SoughtTerm(term: $0, scope: scope) } }

  /// The question for all these terms; nil where no row can have them.
  ///
  /// Beginnings of up to three letters have lists of their own and stream. A longer one is the words that the index
  /// has, each with a list of its own, while they are few (`blue`, `gmail`); where they are many (`user` …), the list
  /// of its first three letters leads, and what it leads to is judged.
  ///
  /// An engine that looks beginnings up by itself is asked for them as they are.
  func textMatch(_ terms: [SoughtTerm], mayWiden: Bool) throws -> TextMatch? {
    let isByWord = reader.dialect == .sqlite
    var exact: [String] = []
    var wide: [String] = []
    for sought in terms {
      let beginnings: [String]
      switch sought.term {
      case .exact(let word):
        let forms = SearchTerms.forms(of: word, sought.scope).map(\.quoted).joined(separator: " OR ")
        exact.append("(\(forms))")
        wide.append("(\(forms))")
        continue
      case .prefix(let word): beginnings = SearchTerms.forms(of: word, sought.scope)
      case .prefixOrEnding(let word, let reversed):
        beginnings = SearchTerms.forms(of: word, sought.scope) + SearchTerms.forms(of: reversed, sought.scope)
      }
      var alternatives: [String] = []
      var wider: [String] = []
      for beginning in beginnings {
        if beginning.unicodeScalars.count <= 3 || !isByWord {
          alternatives.append(beginning.quoted + " *")
          wider.append(beginning.quoted + " *")
        } else if let words = try words(beginningWith: beginning) {
          alternatives += words.map(\.quoted)
          wider += words.map(\.quoted)
        } else {
          var first = String.UnicodeScalarView()
          first.append(contentsOf: beginning.unicodeScalars.prefix(3))
          alternatives.append(beginning.quoted + " *")
          wider.append(String(first).quoted + " *")
        }
      }
      if alternatives.isEmpty { return nil }
      exact.append("(" + alternatives.joined(separator: " OR ") + ")")
      wide.append("(" + wider.joined(separator: " OR ") + ")")
    }
    let match = exact.joined(separator: " AND ")
    return TextMatch(match: match, wide: mayWiden && wide != exact ? wide.joined(separator: " AND ") : nil)
  }

  /// The index's words that begin so, found by skipping from one to the next; nil where they are too many.
  private func words(beginningWith beginning: String) throws -> [String]? {
    guard let end = ASCIICapitals.successor(of: beginning) else { return nil }
    var words: [String] = []
    var from = beginning
    while words.count <= Weighing.current.expansions {
      guard let word = try reader.first(firstTerm(from), { $0.text(0) }), FoldedText.precedes(word, end) else {
        return words
      }
      words.append(word)
      // The least text behind the word: terms have no control characters.
      from = word + "\u{1}"
    }
    return nil
  }

  private func firstTerm(_ from: String) -> SQL {
    switch kind {
    case .orders, .lines, .fulfilments, .parcels, .shipments:
      "SELECT term FROM orders_terms WHERE term >= \(from) LIMIT 1"
    case .products, .variants, .stock, .moves, .locations, .suppliers, .purchases, .purchaseLines, .receipts, .pegs,
      .carriers, .services, .sheets, .returns, .rules, .waves, .runs, .manifests, .alerts, .claims, .lanes,
      .consolidations, .trackingEvents:
      "SELECT term FROM products_terms WHERE term >= \(from) LIMIT 1"
    case .customers: "SELECT term FROM customers_terms WHERE term >= \(from) LIMIT 1"
    }
  }
}

extension String {
  /// As a word of a full-text question, whatever is in it.
  fileprivate var quoted: String {
    "\"" + split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
