/// One thing that a row's cut text must hold to be found. All terms of a query must hold.
public enum SearchTerm: Hashable, Sendable {
  /// An index term begins with this folded word, or with this single Chinese, Japanese or Korean character.
  case prefix(String)
  /// An index term is this: two neighbouring characters of a Chinese, Japanese or Korean text.
  case exact(String)
  /// A word with a digit, four characters or more: an index term begins with `word`, or with `reversed`, which is `‹`
  /// and the word read backwards, so that the ending of a number is found by a prefix search too. Of the first part of
  /// a code with dashes, `reversed` is the whole code: its ending may begin in the middle of a part.
  case prefixOrEnding(word: String, reversed: String)
}

/// Cuts text into the terms of the index and of queries: folded words, and pairs of neighbouring characters where a
/// script sets no blanks between words. Both engines index these terms; neither cuts by itself.
public enum SearchTerms {
  /// Terms of one row beyond this are left out.
  public static let limit = 400
  /// Characters of one term; the rest of a longer word is not indexed and not looked for.
  public static let lengthLimit = 64
  /// U+2039, before a word that is stored backwards.
  public static let reversedMark = "‹"

  /// The terms of several texts, each once, separated by single blanks: what the search index stores.
  ///
  /// Whoever cuts many rows keeps one `TermCutter` and saves its memory.
  public static func indexTerms(of texts: [String]) -> String {
    var cutter = TermCutter()
    return cutter.indexTerms(of: texts)
  }

  /// What a row must hold for this query; empty where the text has neither letter nor digit.
  public static func queryTerms(of text: String) -> [SearchTerm] {
    var cutter = TermCutter()
    return cutter.queryTerms(of: text)
  }

  /// Whether a cut text, as `TermCutter` makes it, holds all terms where the scope may look: the same answer as the
  /// engines' index gives.
  public static func matches(_ terms: [SearchTerm], cut: String, _ scope: WordScope = .open) -> Bool {
    var native = cut
    return native.withUTF8 { bytes in
      terms.allSatisfy { term in
        switch term {
        case .prefix(let word): holds(word, scope, in: bytes, whole: false)
        case .exact(let pair): holds(pair, scope, in: bytes, whole: true)
        case .prefixOrEnding(let word, let reversed):
          holds(word, scope, in: bytes, whole: false) || holds(reversed, scope, in: bytes, whole: false)
        }
      }
    }
  }

  private static func holds(
    _ word: String, _ scope: WordScope, in cut: UnsafeBufferPointer<UInt8>, whole: Bool
  ) -> Bool {
    switch scope {
    case .open: holds(word, in: cut, whole: whole)
    case .personal, .all: forms(of: word, scope).contains { holds($0, in: cut, whole: whole) }
    }
  }

  private static func holds(_ term: String, in cut: UnsafeBufferPointer<UInt8>, whole: Bool) -> Bool {
    var term = term
    return term.withUTF8 { term in
      var start = 0
      while start + term.count <= cut.count {
        var length = 0
        while length < term.count, cut[start + length] == term[length] { length += 1 }
        if length == term.count {
          let end = start + length
          if !whole || end == cut.count || cut[end] == 0x20 { return true }
        }
        start += length
        while start < cut.count, cut[start] != 0x20 { start += 1 }
        start += 1
      }
      return false
    }
  }
}
