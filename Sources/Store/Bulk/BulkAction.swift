public import Domain

/// The action of a batch, ready to be done to one record after another.
struct BulkAction {
  let definition: ActionDefinition
  let request: BulkRequest
  let zone: Zone
  private let isOfListings: Bool

  /// Refuses what cannot be meant: an unknown action, fields that do not fit, an action that is not for such records.
  init(_ request: BulkRequest, zone: Zone) throws(ActionRefusal) {
    guard let definition = ActionTable.named(request.action) else {
      throw .unknownAction(request.action, fits: ActionTable.all.map(\.id))
    }
    isOfListings = request.kind == .lines && ["mapSku", "unmapSku"].contains(definition.id)
    if definition.creates || ["printPapers", "printPaper", "takeBackPrint"].contains(definition.id)
      || definition.kind != request.kind.rawValue && !isOfListings
    {
      throw .bulk(.notOnMany(action: request.action))
    }
    _ = try ActionArguments(definition, ActionRequest(request.action, fields: request.fields), zone: zone)
    self.definition = definition
    self.request = request
    self.zone = zone
  }

  /// Whether what the fields hold is somebody's personal data, which must not lie about in a table of ours.
  var isPersonal: Bool {
    definition.right == .erasePersonal
      || ["changeAddress", "fixAddress", "editCustomer", "noteCustomer"].contains(definition.id)
  }

  /// What is asked of one record; of a line, of the listing that it sells.
  func request(for subject: Int64, in reader: any Reader) throws -> ActionRequest {
    var one = ActionRequest(definition.id, subject: subject, fields: request.fields, reason: request.reason)
    one.operationId = "\(request.operationId)/\(subject)"
    guard isOfListings else { return one }
    let line = try reader.first(
      """
      SELECT orders.account_id, order_lines.sku, order_lines.listing_id
      FROM order_lines
      JOIN orders ON orders.id = order_lines.order_id
      WHERE order_lines.id = \(subject)
      """
    ) { (account: $0.integer(0), sku: $0.text(1), listing: $0.text(2)) }
    guard let line else { throw ActionRefusal.noSuchRecord(kind: "lines", String(subject)) }
    one.subject = line.account
    one.fields[line.sku.isEmpty ? "listing" : "sku"] = line.sku.isEmpty ? line.listing : line.sku
    return one
  }

  /// Does it, or finds out what would come of it where `work` only judges; its first entry in the journal.
  @discardableResult
  func perform(_ one: ActionRequest, _ work: Work) throws -> Int64? {
    let first = work.entries.count
    _ = try definition.performed(work, try ActionArguments(definition, one, zone: zone))
    return work.entries.count > first ? work.entries[first] : nil
  }
}

/// Which records an action is done to, for marked rows of a list: of lines their orders, of variants their products,
/// of listings one line each.
public enum BulkSubjects {
  /// The kind that an action's records are of, and those that the marked ones lead to.
  public static func of(_ marked: RecordSet, _ kind: Kind, action: String, in reader: any Reader) throws
    -> (kind: Kind, subjects: RecordSet)
  {
    guard let definition = ActionTable.named(action) else { return (kind, marked) }
    if ["mapSku", "unmapSku"].contains(action) {
      return (.lines, try listings(marked, kind, isMapped: action == "unmapSku", in: reader))
    }
    switch (kind, definition.kind) {
    case (.lines, "orders"):
      return (.orders, try follow(marked, { "SELECT order_id FROM order_lines WHERE id IN (\($0))" }, in: reader))
    case (.stock, "variants"):
      return (.variants, try follow(marked, { "SELECT variant_id FROM quants WHERE id IN (\($0))" }, in: reader))
    case (.moves, "variants"):
      return (.variants, try follow(marked, { "SELECT variant_id FROM moves WHERE id IN (\($0))" }, in: reader))
    case (.purchaseLines, "purchases"):
      return (
        .purchases, try follow(marked, { "SELECT purchase_id FROM purchase_lines WHERE id IN (\($0))" }, in: reader)
      )
    case (.pegs, "orders"):
      return (.orders, try follow(marked, { "SELECT order_id FROM allocations WHERE id IN (\($0))" }, in: reader))
    case (.returns, "orders"):
      return (.orders, try follow(marked, { "SELECT order_id FROM returns WHERE id IN (\($0))" }, in: reader))
    case (.variants, "products"):
      return (.products, try follow(marked, { "SELECT product_id FROM variants WHERE id IN (\($0))" }, in: reader))
    case (.parcels, "fulfilments"):
      return (
        .fulfilments,
        try follow(
          marked, { "SELECT fulfilment_id FROM parcels WHERE id IN (\($0)) AND fulfilment_id IS NOT NULL" }, in: reader)
      )
    // A shipment is a parcel on its way, under the same id.
    case (.shipments, "parcels"): return (.parcels, marked)
    default: return (kind, marked)
    }
  }

  private static func follow(_ marked: RecordSet, _ statement: (SQL) -> SQL, in reader: any Reader) throws -> RecordSet
  {
    var found = RecordSet()
    try forEachPart(of: marked) { part in
      try reader.forEach(statement(part)) { row in
        found.insert(row.integer(0))
        return true
      }
    }
    return found
  }

  /// One line of each listing that is mapped, or is not.
  private static func listings(_ marked: RecordSet, _ kind: Kind, isMapped: Bool, in reader: any Reader) throws
    -> RecordSet
  {
    struct Listing: Hashable {
      var account: Int64
      var sku: String
      var listing: String
    }
    var known: Set<Listing> = []
    var found = RecordSet()
    let mapped: SQL = isMapped ? "l.variant_id IS NOT NULL" : "l.variant_id IS NULL"
    let column: SQL = kind == .lines ? "l.id" : "l.order_id"
    try forEachPart(of: marked) { part in
      try reader.forEach(
        """
        SELECT l.id, o.account_id, l.sku_key, l.listing_id
        FROM order_lines AS l
        JOIN orders AS o ON o.id = l.order_id
        WHERE \(column) IN (\(part)) AND \(mapped) AND (l.sku_key <> '' OR l.listing_id <> '')
        ORDER BY l.id
        """
      ) { row in
        let sku = row.text(2)
        let one = Listing(account: row.integer(1), sku: sku, listing: sku.isEmpty ? row.text(3) : "")
        if known.insert(one).inserted { found.insert(row.integer(0)) }
        return true
      }
    }
    return found
  }

  static func forEachPart(of set: RecordSet, _ body: (SQL) throws -> Void) throws {
    var after: Int64?
    while true {
      let ids = set.ids(after: after, limit: 500)
      guard let last = ids.last else { return }
      after = last
      try body(SQL.list(ids.map(SQLValue.integer)))
    }
  }
}
