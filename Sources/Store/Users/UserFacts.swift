internal import Domain

/// Who works here, as undo puts it back: a user who was added is gone again.
enum UserFacts: FactTable {
  static func facts(of entry: JournalEntry, in reader: any Reader) throws -> [String: Plain] {
    let user = try entry.subject.flatMap { try Users.load($0, in: reader) }
    return [
      "name": Plain(user?.name), "roles": Plain(user.map { Users.text($0.roles) }),
      "active": user.map { .flag($0.isActive) } ?? .null,
    ]
  }

  static func put(_ facts: [String: Plain], of entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    guard let id = entry.subject else { return [] }
    let writer = work.writer
    if facts["roles"] == .null {
      try writer.run("DELETE FROM users WHERE id = ?", [.integer(id)])
    } else if let known = try Users.load(id, in: writer) {
      try writer.run(
        "UPDATE users SET roles = ?, active = ?, version = version + 1 WHERE id = ?",
        [
          .text(facts["roles"]?.text ?? Users.text(known.roles)),
          SQLValue(facts["active"]?.flag ?? known.isActive), .integer(id),
        ])
    } else {
      let name = facts["name"]?.text ?? ""
      if try Users.find(name, in: writer) != nil {
        return [FieldChange(field: "name", before: .null, after: .text(name))]
      }
      try writer.run(
        "INSERT INTO users (id, name, roles, active) VALUES (?, ?, ?, ?)",
        [
          .integer(id), .text(name), .text(facts["roles"]?.text ?? ""), SQLValue(facts["active"]?.flag ?? true),
        ])
    }
    try Users.requireAdmin(in: writer)
    return []
  }
}
