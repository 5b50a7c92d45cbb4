internal import Domain

/// Saved views, as undo puts them back. The journal's field is `OWNER/NAME`; a shared view has no owner.
enum SavedViewFacts: FactTable {
  static func field(owner: String, name: String) -> String { "\(owner)/\(name)" }

  static func facts(of entry: JournalEntry, in reader: any Reader) throws -> [String: Plain] {
    var facts: [String: Plain] = [:]
    for change in entry.changes {
      let (owner, name) = parts(change.field)
      facts[change.field] = Plain(try SavedViews.sentence(owner: owner, name: name, in: reader))
    }
    return facts
  }

  static func put(_ facts: [String: Plain], of entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    for (field, value) in facts.sorted(by: { $0.key < $1.key }) {
      let (owner, name) = parts(field)
      if owner.isEmpty {
        try work.require(.shareViews)
      } else if owner != work.actor.name {
        // One's own views are one's own business.
        try work.require(.manageUsers)
      }
      try SavedViews.keep(value.text, owner: owner, name: name, in: work.writer)
    }
    return []
  }

  /// A name has letters, digits and dashes, so the last stroke divides.
  private static func parts(_ field: String) -> (owner: String, name: String) {
    guard let stroke = field.lastIndex(of: "/") else { return ("", field) }
    return (String(field[..<stroke]), String(field[field.index(after: stroke)...]))
  }
}

extension SavedViews {
  static func sentence(owner: String, name: String, in reader: any Reader) throws -> String? {
    try reader.first("SELECT sentence FROM saved_views WHERE owner = \(owner) AND name = \(name)") { $0.text(0) }
  }

  /// Keeps a sentence under a name in place of the one before, or forgets it.
  static func keep(_ sentence: String?, owner: String, name: String, in writer: any Writer) throws {
    guard let sentence else {
      try writer.run("DELETE FROM saved_views WHERE owner = ? AND name = ?", [.text(owner), .text(name)])
      return
    }
    try writer.run(
      """
      INSERT INTO saved_views (owner, name, sentence)
      VALUES (?, ?, ?)
      ON CONFLICT (owner, name) DO UPDATE
      SET sentence = excluded.sentence
      """, [.text(owner), .text(name), .text(sentence)])
  }
}
