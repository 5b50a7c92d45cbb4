internal import Domain

/// A sentence that somebody keeps under a name.
public struct SavedView: Hashable, Sendable {
  public var name: String
  public var sentence: String
  /// Empty: shared with everybody.
  public var owner: String

  public init(name: String, sentence: String, owner: String) {
    self.name = name
    self.sentence = sentence
    self.owner = owner
  }
}

/// The saved views that a user sees: the own ones, and those shared with all.
public enum SavedViews {
  /// The view of that name, letter case aside; an own one hides a shared one.
  public static func named(_ name: String, for user: String, in reader: any Reader) throws -> SavedView? {
    let wanted = FoldedText.fold(name)
    return try all(for: user, in: reader).first { FoldedText.fold($0.name) == wanted }
  }

  /// Own ones first, each by name.
  public static func all(for user: String, in reader: any Reader) throws -> [SavedView] {
    try reader.all(
      """
      SELECT name, sentence, owner
      FROM saved_views
      WHERE owner = \(user) OR owner = ''
      ORDER BY owner = '', name
      """
    ) { SavedView(name: $0.text(0), sentence: $0.text(1), owner: $0.text(2)) }
  }
}
