internal import Domain

/// Drafts and kept sentences may name a person: erasing them reaches both.
extension Sessions {
  /// To be called while the person's cards are still there: what they say is looked for.
  static func erase(customer id: Int64, in writer: any Writer) throws {
    try writer.execute(
      """
      INSERT INTO meta (key, value)
      VALUES ('erasures', '1')
      ON CONFLICT (key) DO UPDATE
      SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT)
      """)
    try writer.run(
      """
      DELETE FROM drafts
      WHERE kind = 'customers' AND subject = ?
        OR kind = 'orders' AND subject IN (SELECT id FROM orders WHERE customer_id = ?)
        OR kind = 'lines' AND subject IN (
          SELECT order_lines.id FROM orders JOIN order_lines ON order_lines.order_id = orders.id
          WHERE orders.customer_id = ?)
      """, [.integer(id), .integer(id), .integer(id)])
    let names = try personalTexts(of: id, in: writer)
    if names.isEmpty { return }
    func holdsName(_ content: String) -> Bool {
      let folded = FoldedText.fold(content)
      return names.contains { folded.contains($0) }
    }
    let sessions = try writer.all("SELECT person, content FROM sessions") { ($0.text(0), $0.text(1)) }
    for (person, content) in sessions where holdsName(content) {
      try writer.run("DELETE FROM sessions WHERE person = ?", [.text(person)])
    }
    let drafts = try writer.all("SELECT person, console, content FROM drafts") { ($0.text(0), $0.text(1), $0.text(2)) }
    for (person, console, content) in drafts where holdsName(content) {
      try writer.run("DELETE FROM drafts WHERE person = ? AND console = ?", [.text(person), .text(console)])
    }
  }

  /// How many people were erased so far: a console that was open over an erasure notices it.
  public static func erasures(in reader: any Reader) throws -> Int64 {
    try reader.integer("SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'erasures'") ?? 0
  }

  /// Every word that tells who it is, folded: each part of a name, addresses, numbers. Losing a session that holds
  /// such a word for another reason costs somebody a sentence, keeping one costs a person their secret.
  private static func personalTexts(of id: Int64, in reader: any Reader) throws -> [String] {
    var texts: Set<String> = []
    try reader.forEach("SELECT name, email, phone, street FROM personal WHERE subject = \(id) AND name IS NOT NULL") {
      let name = $0.text(0)
      for part in name.split(separator: " ") where isTelling(part) { texts.insert(FoldedText.fold(String(part))) }
      for text in [name, $0.text(1), $0.text(2), $0.text(3)] where isTelling(text[...]) {
        texts.insert(FoldedText.fold(text))
      }
      return true
    }
    return texts.sorted()
  }

  /// One letter says nothing, two Chinese characters are a whole name.
  private static func isTelling(_ text: Substring) -> Bool {
    text.utf8.count >= 4 || text.count >= 2 && text.unicodeScalars.contains { !$0.isASCII }
  }

  /// The drafts that may be written: whoever was erased meanwhile stays erased. Of what was begun before an erasure
  /// only that is kept which the erasure has found here and let stand; of what was typed since, and of what it has not
  /// seen at all, nobody can tell any more whose name stands in it. To be called while the older drafts are there.
  static func keepable(_ leaving: Leaving, of person: String, console: String, in writer: any Writer) throws -> [Draft]
  {
    let erasures = try erasures(in: writer)
    let wanted = try ([leaving.draft].compactMap { $0 } + leaving.left).filter {
      try !isOfErased($0.kind, $0.subject, in: writer)
    }
    if wanted.allSatisfy({ $0.begun == erasures }) { return wanted }
    let stood = try drafts(of: person, in: writer)
    let names = Set(leaving.takenOver + [console])
    return wanted.compactMap { draft in
      if draft.begun == erasures { return draft }
      let seen = stood.first {
        ($0.console == draft.console || names.contains($0.console)) && $0.kind == draft.kind
          && $0.subject == draft.subject
      }
      return seen.map { seen in
        var draft = draft
        draft.content = seen.content
        return draft
      }
    }
  }

  static func isOfErased(_ kind: Kind, _ subject: Int64, in reader: any Reader) throws -> Bool {
    let customer: Int64?
    switch kind {
    case .customers: customer = subject
    case .carriers, .services, .sheets: return false
    case .orders: customer = try reader.integer("SELECT customer_id FROM orders WHERE id = \(subject)")
    case .lines:
      customer = try reader.integer(
        """
        SELECT customer_id FROM orders WHERE id = (SELECT order_id FROM order_lines WHERE id = \(subject))
        """)
    case .products, .variants, .stock, .locations, .moves, .suppliers, .purchases, .purchaseLines, .receipts, .pegs,
      .returns, .rules:
      return false
    case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
      .trackingEvents:
      return false
    }
    return try customer.map { try CustomerTable.isErased($0, in: reader) } ?? false
  }
}
