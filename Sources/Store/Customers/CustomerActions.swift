internal import Domain

extension ActionTable {
  /// Everything that is done to a customer.
  static let customerActions: [ActionDefinition] = [
    customerAction(
      "rankCustomer", [ActionField("tier", .choice(CustomerTier.allCases.map(\.rawValue)), required: true)],
      reach: .record, help: "Ranks a customer."
    ) { customer, _, arguments in customer.tier = arguments.choice("tier") ?? customer.tier },
    customerAction(
      "tagCustomer", [ActionField("tag", .text(limit: 60), required: true)], reach: .record,
      help: "Puts a tag on a customer."
    ) { customer, _, arguments in
      customer.tags = try Tags.adding(arguments.text("tag") ?? "", to: customer.tags)
    },
    customerAction(
      "untagCustomer", [ActionField("tag", .text(limit: 60), required: true)], reach: .record,
      help: "Takes a tag off a customer."
    ) { customer, _, arguments in
      customer.tags = try Tags.removing(arguments.text("tag") ?? "", from: customer.tags)
    },
    customerAction(
      "noteCustomer", [ActionField("note", .longText(limit: 4000))],
      help: "Writes the shop's own note about a customer; it is personal, and erased with them."
    ) { customer, work, arguments in
      try refuseErased(customer, work)
      let known = try CustomerTable.note(customer, in: work.writer)
      try arguments.refuseConflicts(with: ["note": known])
      guard let note = arguments.text("note"), note != known else { return }
      customer.noteRevision =
        note.isEmpty
        ? nil : try PersonalTable.keep(Card(message: note), subject: customer.id, at: work.now, in: work.writer)
    },
    customerAction(
      "editCustomer", cardFields,
      help: "Changes a customer's name, address and how they are reached; orders keep the address they were sent to."
    ) { customer, work, arguments in
      try refuseErased(customer, work)
      let known = try PersonalTable.card(subject: customer.id, revision: customer.revision, in: work.writer)
      let card = try arguments.card(over: known ?? Card())
      if card == known ?? Card() { throw OrderRefusal.unchanged }
      customer.revision = try PersonalTable.keep(card, subject: customer.id, at: work.now, in: work.writer)
      if !card.country.isEmpty { customer.country = card.country }
    },
    customerAction(
      "mergeCustomer", [ActionField("into", .record(kind: "customers"), required: true)],
      help: "Notes that a customer is another one: their histories are shown as one, and nothing is rewritten."
    ) { customer, work, arguments in
      let number = arguments.text("into") ?? ""
      guard let other = try CustomerTable.find(number: number, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "customers", number)
      }
      try refuseErased(customer, work)
      try refuseErased(other, work)
      if try CustomerTable.root(of: other.id, in: work.writer) == customer.id {
        throw ActionRefusal.badField("into", found: number, expected: .anotherCustomer)
      }
      customer.mergedInto = other.id
    },
    customerAction(
      "splitCustomer", help: "Takes a merge back: the customer is somebody of their own again."
    ) { customer, _, _ in customer.mergedInto = nil },
    ActionDefinition(
      "eraseCustomer", on: "customers", right: .erasePersonal, undo: .final,
      help: "Erases everything personal of a customer: cards, notes, search words and the bodies of raw records."
    ) { work, arguments in
      try Erasure.erase(try arguments.subject(), work)
    },
  ]

  private static func customerAction(
    _ id: String, _ fields: [ActionField] = [], reach: ActionReach = .shop, help: String,
    _ change: @escaping @Sendable (inout Customer, Work, ActionArguments) throws -> Void
  ) -> ActionDefinition {
    ActionDefinition(id, on: "customers", fields, right: .editCustomers, reach: reach, help: help) { work, arguments in
      try self.change(Customer.self, id, work, arguments) { try change(&$0, work, arguments) }
    }
  }

  private static func refuseErased(_ customer: Customer, _ work: Work) throws {
    if try CustomerTable.isErased(customer.id, in: work.writer) { throw ActionRefusal.erased }
  }
}

extension Customer: ChangedRecord {
  static var kind: String { "customers" }

  static func load(_ id: Int64, in reader: any Reader) throws -> Customer? { try CustomerTable.load(id, in: reader) }

  static func isWithdrawn(_ id: Int64, in reader: any Reader) throws -> Bool { false }

  mutating func save(was old: Customer, action: String, undoes: Int64?, isWithdrawn: Bool, in work: Work) throws {
    let writer = work.writer
    version = old.version + 1
    if revision == old.revision {
      try CustomerTable.update(self, in: writer)
    } else {
      // Orders that name no address are searched by the customer's newest card.
      let orders = try OrderWords.ordersByNewestCard(of: id, in: writer)
      let before = try PersonalTable.card(subject: id, revision: old.revision, in: writer)
      let words = try orders.map { try OrderWords.words($0, in: writer) }
      try CustomerTable.update(self, in: writer)
      let card = try PersonalTable.card(subject: id, revision: revision, in: writer)
      try CustomerTable.index(self, card, was: CustomerTable.words(old, before), in: writer)
      for (order, oldWords) in zip(orders, words) {
        try OrderTable.index(order, was: oldWords, in: work)
      }
    }
    try work.append(action: action, kind: "customers", subject: id, changes: changes(since: old), undoes: undoes)
  }
}

extension Undo {
  static func revertCustomer(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    let current = try current(Customer.self, entry, work)
    return try putBack(current, entry, work) { customer in
      let names = customer.revision != current.revision || customer.noteRevision != current.noteRevision
      if try names && CustomerTable.isErased(current.id, in: work.writer) { throw ActionRefusal.erased }
      if let into = customer.mergedInto, try CustomerTable.root(of: into, in: work.writer) == customer.id {
        throw ActionRefusal.badField("into", found: customer.number, expected: .anotherCustomer)
      }
    }
  }
}
