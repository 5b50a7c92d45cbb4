public import Domain

/// The one table of personal values: a row a subject and revision, emptied by erasure.
public enum PersonalTable {
  /// nil where there is none, or it was erased.
  public static func card(subject: Int64, revision: Int64?, in reader: any Reader) throws -> Card? {
    guard let revision else { return nil }
    return try reader.first(
      """
      SELECT name, company, email, phone, street, city, region, postcode, country, tax_id, message
      FROM personal
      WHERE subject = \(subject) AND revision = \(revision) AND name IS NOT NULL
      """, Card.init(row:))
  }

  static func highestRevision(of subject: Int64, in reader: any Reader) throws -> Int64 {
    try reader.integer("SELECT MAX(revision) FROM personal WHERE subject = \(subject)") ?? 0
  }

  /// The revision of the subject that holds this card, so that a card that is there is not written again.
  static func revision(of card: Card, subject: Int64, in reader: any Reader) throws -> Int64? {
    var found: Int64?
    try reader.forEach(
      """
      SELECT name, company, email, phone, street, city, region, postcode, country, tax_id, message, revision
      FROM personal
      WHERE subject = \(subject) AND name IS NOT NULL
      ORDER BY revision DESC
      LIMIT 50
      """
    ) { row in
      if Card(row: row) == card { found = row.integer(11) }
      return found == nil
    }
    return found
  }

  static func insert(_ card: Card, subject: Int64, revision: Int64, at now: Instant, in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO personal (subject, revision, name, company, email, phone, street, city, region, postcode, country,
        tax_id, message, recorded_at, name_key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(subject), .integer(revision), .text(card.name), .text(card.company), .text(card.email),
        .text(card.phone), .text(card.lines.joined(separator: "\n")), .text(card.city), .text(card.region),
        .text(card.postcode), .text(card.country), .text(card.taxId), .text(card.message),
        .integer(now.milliseconds), .text(nameKey(card.name)),
      ])
  }

  /// What a name is sorted by: empty where there is none. A name of which folding leaves nothing comes before all
  /// others, but is one.
  static func nameKey(_ name: String) -> String {
    let folded = FoldedText.fold(name)
    return folded.isEmpty && !name.isEmpty ? "\u{1}" : folded
  }

  /// Gives every card the key of its name, a thousand cards at a time.
  /// `tell` learns how much is done, from nought to one.
  static func fillNameKeys(in writer: any Writer, tell: (Double) throws -> Void = { _ in }) throws {
    let highest = Double(max(1, try writer.integer("SELECT MAX(subject) FROM personal") ?? 1))
    var last: (subject: Int64, revision: Int64) = (Int64.min, 0)
    while true {
      let cards = try writer.all(
        """
        SELECT subject, revision, name
        FROM personal
        WHERE (subject, revision) > (\(last.subject), \(last.revision))
        ORDER BY subject, revision
        LIMIT 1000
        """
      ) { (subject: $0.integer(0), revision: $0.integer(1), key: nameKey($0.text(2))) }
      guard let end = cards.last else { return }
      for card in cards where !card.key.isEmpty {
        try writer.run(
          "UPDATE personal SET name_key = ? WHERE subject = ? AND revision = ?",
          [.text(card.key), .integer(card.subject), .integer(card.revision)])
      }
      last = (end.subject, end.revision)
      try tell(min(1, Double(end.subject) / highest))
    }
  }
}

extension Card {
  init(row: any Columns) {
    self.init(
      name: row.text(0), company: row.text(1), email: row.text(2), phone: row.text(3),
      lines: row.text(4).split(separator: "\n").map(String.init), city: row.text(5), region: row.text(6),
      postcode: row.text(7), country: row.text(8), taxId: row.text(9), message: row.text(10))
  }
}
