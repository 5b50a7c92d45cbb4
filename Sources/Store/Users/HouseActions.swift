internal import Domain

extension ActionTable {
  private static let roleNames = Role.allCases.map(\.rawValue).joined(separator: ", ")

  private static func roles(_ arguments: ActionArguments) throws -> [Role] {
    try arguments.words("roles").map { word in
      guard let role = Role(rawValue: word) else {
        throw ActionRefusal.badField("roles", found: word, expected: roleNames)
      }
      return role
    }
  }

  /// Users and channel accounts.
  static let houseActions: [ActionDefinition] = [
    ActionDefinition(
      "addUser", on: "users",
      [ActionField("name", .text(limit: 60), required: true), ActionField("roles", .words, required: true)],
      right: .manageUsers, undo: .compensated, creates: true, help: "Lets somebody work here."
    ) { work, arguments in
      let name = arguments.text("name") ?? ""
      let roles = try roles(arguments)
      let text = roles.map(\.rawValue).joined(separator: ",")
      if let known = try Users.find(name, in: work.writer) {
        try work.writer.run(
          "UPDATE users SET roles = ?, active = 1, version = version + 1 WHERE id = ?",
          [.text(text), .integer(known.id)])
        try work.append(
          action: "addUser", kind: "users", subject: known.id,
          changes: [
            FieldChange(
              field: "roles", before: .text(known.roles.map(\.rawValue).joined(separator: ",")), after: .text(text))
          ])
        return known.id
      }
      try work.writer.run("INSERT INTO users (name, roles) VALUES (?, ?)", [.text(name), .text(text)])
      let id = work.writer.lastInsertedId
      try work.append(
        action: "addUser", kind: "users", subject: id,
        changes: [FieldChange(field: "roles", before: .null, after: .text(text))])
      return id
    },
    ActionDefinition(
      "removeUser", on: "users", [ActionField("name", .text(limit: 60), required: true)], right: .manageUsers,
      undo: .compensated, help: "Lets somebody no longer work here; their journal entries stay."
    ) { work, arguments in
      let name = arguments.text("name") ?? ""
      guard let known = try Users.find(name, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "users", name)
      }
      let others = try Users.admins(in: work.writer).filter { $0 != name }
      if known.roles.contains(.admin) && others.isEmpty {
        throw ActionRefusal.badField("name", found: name, expected: "a user who is not the last admin")
      }
      try work.writer.run("UPDATE users SET active = 0, version = version + 1 WHERE id = ?", [.integer(known.id)])
      try work.append(
        action: "removeUser", kind: "users", subject: known.id,
        changes: [FieldChange(field: "active", before: .flag(true), after: .flag(false))])
      return known.id
    },
    ActionDefinition(
      "addAccount", on: "accounts",
      [
        ActionField("code", .text(limit: 16), required: true), ActionField("channel", .text(limit: 40), required: true),
        ActionField("name", .text(limit: 100)), ActionField("currency", .text(limit: 3)),
        ActionField("zone", .text(limit: 60)),
      ], right: .importFiles, undo: .compensated, creates: true,
      help: "Adds a channel account: one shop at one marketplace."
    ) { work, arguments in
      let word = arguments.text("code") ?? ""
      guard let code = Accounts.canonicalCode(word) else {
        throw ActionRefusal.badField("code", found: word, expected: "letters, digits and dashes, 16 at most")
      }
      if try Accounts.find(code, in: work.writer) != nil {
        throw ActionRefusal.badField("code", found: code, expected: "a code that no other account has")
      }
      let currency = try currency(arguments)
      let account = Account(
        id: 0, version: 1, code: code, channel: arguments.text("channel") ?? "",
        name: arguments.text("name") ?? code, currency: currency, zone: arguments.text("zone") ?? "UTC")
      let id = try Accounts.insert(account, in: work.writer)
      try work.append(
        action: "addAccount", kind: "accounts", subject: id,
        changes: [FieldChange(field: "code", before: .null, after: .text(code))])
      return id
    },
    ActionDefinition(
      "editAccount", on: "accounts",
      [
        ActionField("name", .text(limit: 100)), ActionField("currency", .text(limit: 3)),
        ActionField("zone", .text(limit: 60)),
      ], right: .manageStore, undo: .compensated, help: "Changes a channel account's name, currency or time zone."
    ) { work, arguments in
      let id = try arguments.subject()
      guard let old = try Accounts.load(id, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "accounts", String(id))
      }
      let name = arguments.text("name") ?? old.name
      let zone = arguments.text("zone") ?? old.zone
      let currency = arguments.text("currency") == nil ? old.currency : try currency(arguments)
      try work.writer.run(
        "UPDATE accounts SET name = ?, currency = ?, zone = ?, version = version + 1 WHERE id = ?",
        [.text(name), SQLValue(currency?.code), .text(zone), .integer(id)])
      try work.append(
        action: "editAccount", kind: "accounts", subject: id,
        changes: [
          FieldChange(field: "name", before: .text(old.name), after: .text(name)),
          FieldChange(field: "zone", before: .text(old.zone), after: .text(zone)),
          FieldChange(field: "currency", before: Plain(old.currency?.code), after: Plain(currency?.code)),
        ].filter { $0.before != $0.after })
      return id
    },
  ]

  private static func currency(_ arguments: ActionArguments) throws -> Currency? {
    guard let code = arguments.text("currency"), !code.isEmpty else { return nil }
    guard let currency = Currency(code) else {
      throw ActionRefusal.badField("currency", found: code, expected: "an ISO 4217 code such as EUR")
    }
    return currency
  }

  /// Sentences kept by name: one's own, or everybody's.
  static let viewActions: [ActionDefinition] = [
    ActionDefinition(
      "saveView", on: "views",
      [
        ActionField("name", .text(limit: 40), required: true),
        ActionField("sentence", .text(limit: 4000), required: true), ActionField("shared", .flag),
      ], right: .look, undo: .compensated, creates: true, help: "Keeps a sentence by a name, to be used as @name."
    ) { work, arguments in
      let isShared = try arguments.flag("shared") ?? false
      if isShared { try work.require(.shareViews) }
      let name = arguments.text("name") ?? ""
      let isName = name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-"
      }
      if !isName { throw ActionRefusal.badField("name", found: name, expected: "letters, digits and dashes") }
      try work.writer.run(
        """
        INSERT INTO saved_views (owner, name, sentence)
        VALUES (?, ?, ?)
        ON CONFLICT (owner, name) DO UPDATE
        SET sentence = excluded.sentence
        """, [.text(isShared ? "" : work.actor.name), .text(name), .text(arguments.text("sentence") ?? "")])
      try work.append(
        action: "saveView", kind: "views", subject: nil,
        changes: [FieldChange(field: name, before: .null, after: .text(arguments.text("sentence") ?? ""))])
      return nil
    },
    ActionDefinition(
      "removeView", on: "views", [ActionField("name", .text(limit: 40), required: true), ActionField("shared", .flag)],
      right: .look, undo: .compensated, help: "Forgets a saved view."
    ) { work, arguments in
      let isShared = try arguments.flag("shared") ?? false
      if isShared { try work.require(.shareViews) }
      let name = arguments.text("name") ?? ""
      try work.writer.run(
        "DELETE FROM saved_views WHERE owner = ? AND name = ?", [.text(isShared ? "" : work.actor.name), .text(name)])
      if work.writer.changedRows == 0 { throw ActionRefusal.noSuchRecord(kind: "views", name) }
      try work.append(
        action: "removeView", kind: "views", subject: nil,
        changes: [FieldChange(field: name, before: .text(name), after: .null)])
      return nil
    },
  ]
}
