internal import Domain
internal import Glibc

extension ActionTable {
  /// Users and channel accounts.
  static let houseActions: [ActionDefinition] = userActions + accountActions

  private static func roles(_ arguments: ActionArguments) throws -> [Role] {
    try arguments.words("roles").map { word in
      guard let role = Role(rawValue: word) else {
        throw ActionRefusal.badField("roles", found: word, expected: .anyOf(Role.allCases.map(\.rawValue)))
      }
      return role
    }
  }

  private static let userActions: [ActionDefinition] = [
    ActionDefinition(
      "addUser", on: "users",
      [ActionField("name", .text(limit: 60), required: true), ActionField("roles", .words, required: true)],
      right: .manageUsers, creates: true, help: "Lets somebody work here, or gives a colleague other roles."
    ) { work, arguments in
      let name = arguments.text("name") ?? ""
      // The journal would not tell them from the program itself.
      if [Actor.system.name, "import"].contains(name) {
        throw ActionRefusal.badField("name", found: name, expected: .nameOfAPerson)
      }
      let roles = try roles(arguments)
      let known = try Users.find(name, in: work.writer)
      if let known {
        try work.writer.run(
          "UPDATE users SET roles = ?, active = 1, version = version + 1 WHERE id = ?",
          [.text(Users.text(roles)), .integer(known.id)])
      } else {
        try work.writer.run(
          "INSERT INTO users (name, roles) VALUES (?, ?)", [.text(name), .text(Users.text(roles))])
      }
      try Users.requireAdmin(in: work.writer)
      let id = try known?.id ?? work.writer.lastInsertedId
      let changes = [
        FieldChange(field: "name", before: Plain(known?.name), after: .text(name)),
        FieldChange(field: "roles", before: Plain(known.map { Users.text($0.roles) }), after: .text(Users.text(roles))),
        FieldChange(field: "active", before: known.map { .flag($0.isActive) } ?? .null, after: .flag(true)),
      ].filter { $0.before != $0.after }
      if changes.isEmpty { throw ActionRefusal.order(.unchanged) }
      try work.append(action: "addUser", kind: "users", subject: id, changes: changes)
      return id
    },
    ActionDefinition(
      "removeUser", on: "users", [ActionField("name", .text(limit: 60), required: true)], right: .manageUsers,
      help: "Lets somebody no longer work here; their journal entries stay."
    ) { work, arguments in
      let name = arguments.text("name") ?? ""
      guard let known = try Users.find(name, in: work.writer), known.isActive else {
        throw ActionRefusal.noSuchRecord(kind: "users", name)
      }
      try work.writer.run("UPDATE users SET active = 0, version = version + 1 WHERE id = ?", [.integer(known.id)])
      if try Users.admins(in: work.writer).isEmpty {
        throw ActionRefusal.badField("name", found: name, expected: .notTheLastAdmin)
      }
      try work.append(
        action: "removeUser", kind: "users", subject: known.id,
        changes: [FieldChange(field: "active", before: .flag(true), after: .flag(false))])
      return known.id
    },
  ]

  private static let accountActions: [ActionDefinition] = [
    ActionDefinition(
      "addAccount", on: "accounts",
      [
        ActionField("code", .text(limit: 16), required: true, isCode: true),
        ActionField("channel", .text(limit: 40), required: true),
        ActionField("name", .text(limit: 100)), ActionField("currency", .text(limit: 3)),
        ActionField("zone", .text(limit: 60)),
      ], right: .importFiles, creates: true, help: "Adds a channel account: one shop at one marketplace."
    ) { work, arguments in
      let word = arguments.text("code") ?? ""
      guard let code = Accounts.canonicalCode(word) else {
        throw ActionRefusal.badField("code", found: word, expected: .letters(atMost: 16))
      }
      if try Accounts.find(code, in: work.writer) != nil {
        throw ActionRefusal.badField("code", found: code, expected: .notTaken(.accountCode))
      }
      let account = Account(
        id: 0, version: 1, code: code, channel: arguments.text("channel") ?? "",
        name: arguments.text("name") ?? code, currency: try currency(arguments), zone: try zone(arguments) ?? "UTC")
      let id = try Accounts.insert(account, in: work.writer)
      try work.append(
        action: "addAccount", kind: "accounts", subject: id,
        changes: [
          FieldChange(field: "code", before: .null, after: .text(code)),
          FieldChange(field: "channel", before: .null, after: .text(account.channel)),
          FieldChange(field: "name", before: .null, after: .text(account.name)),
          FieldChange(field: "zone", before: .null, after: .text(account.zone)),
        ] + (account.currency.map { [FieldChange(field: "currency", before: .null, after: .text($0.code))] } ?? []))
      return id
    },
    ActionDefinition(
      "editAccount", on: "accounts",
      [
        ActionField("name", .text(limit: 100)), ActionField("currency", .text(limit: 3)),
        ActionField("zone", .text(limit: 60)),
      ], right: .manageStore, help: "Changes a channel account's name, currency or time zone."
    ) { work, arguments in
      let id = try arguments.subject()
      guard let old = try Accounts.load(id, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "accounts", String(id))
      }
      let name = arguments.text("name") ?? old.name
      let zone = try zone(arguments) ?? old.zone
      let currency = arguments.text("currency") == nil ? old.currency : try currency(arguments)
      let changes = [
        FieldChange(field: "name", before: .text(old.name), after: .text(name)),
        FieldChange(field: "zone", before: .text(old.zone), after: .text(zone)),
        FieldChange(field: "currency", before: Plain(old.currency?.code), after: Plain(currency?.code)),
      ].filter { $0.before != $0.after }
      if changes.isEmpty { throw ActionRefusal.order(.unchanged) }
      try work.writer.run(
        "UPDATE accounts SET name = ?, currency = ?, zone = ?, version = version + 1 WHERE id = ?",
        [.text(name), SQLValue(currency?.code), .text(zone), .integer(id)])
      try work.append(action: "editAccount", kind: "accounts", subject: id, changes: changes)
      return id
    },
  ]

  /// A zone that this machine can read dates in.
  private static func zone(_ arguments: ActionArguments) throws -> String? {
    guard let name = arguments.text("zone") else { return nil }
    let isWord = KnownZones.universal.contains(name) || KnownZones.seconds[name.uppercased()] != nil
    let folder = "/usr/share/zoneinfo"
    var facts = stat()
    let isThere = KnownZones.isName(name) && stat("\(folder)/\(name)", &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    // Where no zones are at hand nobody can tell.
    if isWord || isThere || access(folder, F_OK) != 0 && KnownZones.isName(name) { return name }
    throw ActionRefusal.badField("zone", found: name, expected: .zone(example: "Europe/Berlin"))
  }

  private static func currency(_ arguments: ActionArguments) throws -> Currency? {
    guard let code = arguments.text("currency"), !code.isEmpty else { return nil }
    guard let currency = Currency(code) else {
      throw ActionRefusal.badField("currency", found: code, expected: .currency(example: "EUR"))
    }
    return currency
  }
}
