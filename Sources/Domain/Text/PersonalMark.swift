/// Which of a row's words a question may reach.
public enum WordScope: Hashable, Sendable {
  /// Numbers, titles, notes: whoever may look at all may look for them.
  case open
  /// Words off a card: names, addresses, e-mail, telephone.
  case personal
  case all
}

/// Personal words stand in the index in a form of their own: a count or an empty list would tell a name as well as the
/// name itself does, so who may not read them must not find by them either.
///
/// The first character of the word is moved to where Unicode has no letters. So the marked word is as long as the
/// plain one, stands in the same lists of beginnings, and no typed word can be one.
enum PersonalMark {
  /// Below it: Latin, Greek, Cyrillic, Arabic, the scripts of India and Thai, marked in three bytes.
  private static let near: UInt32 = 0x1900
  /// Stands before characters beyond the first plane, which have no second place.
  private static let far: UInt32 = 0x10_0000

  static func marked(_ codePoint: UInt32) -> [UInt32] {
    if codePoint < near { return [0xE000 + codePoint] }
    if codePoint < 0x1_0000 { return [0xF_0000 + codePoint] }
    return [far, codePoint]
  }
}

extension SearchTerms {
  /// The form in which a personal word is stored.
  public static func personal(_ word: String) -> String {
    guard let first = word.unicodeScalars.first else { return word }
    var marked = String.UnicodeScalarView()
    marked.append(contentsOf: PersonalMark.marked(first.value).compactMap(Unicode.Scalar.init))
    marked.append(contentsOf: word.unicodeScalars.dropFirst())
    return String(marked)
  }

  /// The forms in which a word may stand where the scope may look.
  public static func forms(of word: String, _ scope: WordScope) -> [String] {
    switch scope {
    case .open: [word]
    case .personal: [personal(word)]
    case .all: [word, personal(word)]
    }
  }
}
