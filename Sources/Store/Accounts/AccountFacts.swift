internal import Domain

/// A channel account, as undo puts it back: one that was added goes again while nothing belongs to it. What its SKUs
/// stand for is kept under it too.
enum AccountFacts: FactTable {
  static func facts(of entry: JournalEntry, in reader: any Reader) throws -> [String: Plain] {
    guard let id = entry.subject else { return [:] }
    let account = try Accounts.load(id, in: reader)
    var facts: [String: Plain] = [
      "code": Plain(account?.code), "channel": Plain(account?.channel), "name": Plain(account?.name),
      "currency": Plain(account?.currency?.code), "zone": Plain(account?.zone),
    ]
    for change in entry.changes {
      guard let sku = ChannelSku(field: change.field, account: id) else { continue }
      facts[change.field] = Plain(try sku.variant(in: reader))
    }
    return facts
  }

  static func put(_ facts: [String: Plain], of entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    guard let id = entry.subject else { return [] }
    let writer = work.writer
    for (field, value) in facts.sorted(by: { $0.key < $1.key }) {
      guard let sku = ChannelSku(field: field, account: id) else { continue }
      if let variant = value.number {
        let isThere = try writer.integer("SELECT COUNT(*) FROM variants WHERE id = \(variant)") == 1
        if !isThere { return [FieldChange(field: field, before: value, after: .null)] }
      }
      try sku.stand(for: value.number, shippedToo: true, in: writer).leave(after: nil, work)
    }
    if facts["code"] == .null {
      let belongings = try Accounts.belongings(of: id, in: writer)
      if belongings > 0 { return [FieldChange(field: "records", before: .number(0), after: .number(belongings))] }
      try writer.run("DELETE FROM accounts WHERE id = ?", [.integer(id)])
    } else if let code = facts["code"]?.text {
      if try Accounts.find(code, in: writer) != nil {
        return [FieldChange(field: "code", before: .null, after: .text(code))]
      }
      try writer.run(
        "INSERT INTO accounts (id, code, channel, name, currency, zone) VALUES (?, ?, ?, ?, ?, ?)",
        [
          .integer(id), .text(code), .text(facts["channel"]?.text ?? ""), .text(facts["name"]?.text ?? code),
          SQLValue(facts["currency"]?.text), .text(facts["zone"]?.text ?? "UTC"),
        ])
    } else if let known = try Accounts.load(id, in: writer) {
      let currency = facts["currency"].map { $0.text } ?? known.currency?.code
      try writer.run(
        "UPDATE accounts SET name = ?, currency = ?, zone = ?, version = version + 1 WHERE id = ?",
        [
          .text(facts["name"]?.text ?? known.name), SQLValue(currency), .text(facts["zone"]?.text ?? known.zone),
          .integer(id),
        ])
    }
    return []
  }
}
