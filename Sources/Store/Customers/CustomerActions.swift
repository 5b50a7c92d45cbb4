internal import Domain

extension ActionTable {
  /// Everything that is done to a customer.
  static let customerActions: [ActionDefinition] = [
    ActionDefinition(
      "rankCustomer", on: "customers",
      [ActionField("tier", .choice(CustomerTier.allCases.map(\.rawValue)), required: true)], right: .editCustomers,
      help: "Ranks a customer."
    ) { work, arguments in
      try changeCustomer("rankCustomer", work, arguments) { customer in
        customer.tier = arguments.choice("tier") ?? customer.tier
      }
    },
    ActionDefinition(
      "tagCustomer", on: "customers", [ActionField("tag", .text(limit: 60), required: true)], right: .editCustomers,
      help: "Puts a tag on a customer."
    ) { work, arguments in
      try changeCustomer("tagCustomer", work, arguments) { customer in
        customer.tags = try Tags.adding(arguments.text("tag") ?? "", to: customer.tags)
      }
    },
    ActionDefinition(
      "untagCustomer", on: "customers", [ActionField("tag", .text(limit: 60), required: true)], right: .editCustomers,
      help: "Takes a tag off a customer."
    ) { work, arguments in
      try changeCustomer("untagCustomer", work, arguments) { customer in
        customer.tags = try Tags.removing(arguments.text("tag") ?? "", from: customer.tags)
      }
    },
    ActionDefinition(
      "eraseCustomer", on: "customers", right: .erasePersonal, undo: .final,
      help: "Erases everything personal of a customer: cards, search words and the bodies of raw records."
    ) { work, arguments in
      try Erasure.erase(try arguments.subject(), work)
    },
  ]

  private static func changeCustomer(
    _ action: String, _ work: Work, _ arguments: ActionArguments, _ change: (inout Customer) throws -> Void
  ) throws -> Int64? {
    let id = try arguments.subject()
    guard let old = try CustomerTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "customers", String(id))
    }
    var customer = old
    do {
      try change(&customer)
    } catch let refusal as OrderRefusal {
      throw ActionRefusal.order(refusal)
    }
    if customer == old { throw ActionRefusal.order(.unchanged) }
    customer.version += 1
    try CustomerTable.update(customer, in: work.writer)
    try work.append(action: action, kind: "customers", subject: id, changes: customer.changes(since: old))
    return id
  }
}

extension Undo {
  static func revertCustomer(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    guard let id = entry.subject, let current = try CustomerTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "customers", String(entry.subject ?? 0))
    }
    let (ways, reverted) = inTheWay(entry, of: current)
    if !ways.isEmpty { return ways }
    guard var customer = reverted, customer != current else { return [] }
    customer.version += 1
    try CustomerTable.update(customer, in: work.writer)
    try work.append(
      action: "undo", kind: "customers", subject: id, changes: customer.changes(since: current), undoes: entry.seq)
    return []
  }
}
