internal import Domain

/// Turns criteria into SQL for one read.
///
/// SQL and predicate must agree to the row. Where SQL cannot decide (folding and cutting are Swift's), a condition has
/// two sides: `superset` lets every fitting row through and perhaps others, `subset` only fitting ones. Statements ask
/// for the superset, and its rows are judged by `Residual`.
final class SentenceSQL {
  enum Side {
    case superset, subset

    var opposite: Side { self == .superset ? .subset : .superset }
  }

  /// Rows of a page come one by one, and the text index leads to them or is left out; a count lists its rows once.
  enum Purpose {
    case page, counting
  }

  let kind: Kind
  let now: Instant
  let reader: any Reader
  let purpose: Purpose
  /// Batches of the sentence: a row's result is its result there.
  var namedBatches: [Int64] = []
  /// Which words free text may be found by.
  let scope: WordScope
  private(set) lazy var accounts: [(id: Int64, code: String)] = []
  private var knownAssignees: [FieldShape.KnownValue]?
  private var knownTags: [FieldShape.KnownValue]??

  init(
    kind: Kind, now: Instant, purpose: Purpose = .page, mayReadPersonal: Bool = false, in reader: any Reader
  ) throws {
    self.kind = kind
    switch kind {
    case .orders, .customers: scope = mayReadPersonal ? .all : .open
    case .carriers, .services, .sheets: scope = .open
    // They have no personal words of their own; a line is not found by its buyer.
    case .lines, .products, .variants, .stock, .locations, .moves, .suppliers, .purchases, .purchaseLines, .receipts,
      .pegs, .returns, .rules:
      scope = .open
    case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
      .trackingEvents:
      scope = .open
    }
    self.now = now
    self.purpose = purpose
    self.reader = reader
    if Numbering(kind, codes: []) != nil {
      accounts = try reader.all("SELECT id, code FROM accounts ORDER BY id") { ($0.integer(0), $0.text(1)) }
    }
  }

  var accountCodes: [Int64: String] { Dictionary(accounts.map { ($0.id, $0.code) }) { first, _ in first } }

  var accountValues: [FieldShape.KnownValue] {
    accounts.map { FieldShape.KnownValue(value: .integer($0.id), folded: FoldedText.fold($0.code)) }
  }

  /// What the numbers of the kind's orders begin with; nil where the kind has no orders.
  var numbering: Numbering? { Numbering(kind, codes: accounts.map(\.code)) }

  /// Rows of the kind that go by a tracking number that the sentence names as a plain word: its own number, or one that
  /// it was handed over under. nil where there is none, or the kind has no parcels.
  func tracked(_ condition: Condition) throws -> TrackedRows? {
    let (field, id): (Field, SQL)
    switch kind {
    case .orders: (field, id) = (.order(.id), "k.order_id")
    case .parcels: (field, id) = (.parcel(.id), "k.id")
    case .shipments: (field, id) = (.shipment(.id), "k.id")
    default: return nil
    }
    var rows: [String: [Int64]] = [:]
    for word in condition.trackingWords where rows[word] == nil {
      let found = try reader.all(
        """
        SELECT DISTINCT \(id) AS id
        FROM tracking_numbers AS a
        CROSS JOIN number_links AS i ON i.number_id = a.id
        CROSS JOIN parcels AS k ON k.id = i.parcel_id
        WHERE a.number_key = \(TrackingKey.of(word)) AND i.voided_at IS NULL AND k.order_id IS NOT NULL
        ORDER BY id DESC
        LIMIT 30
        """
      ) { $0.integer(0) }
      if !found.isEmpty { rows[word] = found }
    }
    return rows.isEmpty ? nil : TrackedRows(field: field, rows: rows)
  }

  /// Everybody who has orders, by skipping from one name to the next.
  func assignees() throws -> [FieldShape.KnownValue] {
    if let knownAssignees { return knownAssignees }
    let names = try reader.all(
      """
      WITH RECURSIVE names (name) AS (
        SELECT MIN(assignee) FROM orders WHERE assignee IS NOT NULL
        UNION ALL
        SELECT (SELECT MIN(assignee) FROM orders WHERE assignee IS NOT NULL AND assignee > name)
        FROM names WHERE name IS NOT NULL
      )
      SELECT name FROM names WHERE name IS NOT NULL
      """
    ) { FieldShape.KnownValue(value: .text($0.text(0)), folded: FoldedText.fold($0.text(0))) }
    knownAssignees = names
    return names
  }

  /// Labels that are looked through one by one; a shop with more has them compared row by row.
  static let tagLimit = 4000

  /// Every label of orders, by skipping; nil where there are too many to list.
  func orderTags() throws -> [FieldShape.KnownValue]? {
    if let knownTags { return knownTags }
    let tags = try reader.all(
      """
      WITH RECURSIVE tags (tag) AS (
        SELECT MIN(tag) FROM order_tags
        UNION ALL
        SELECT (SELECT MIN(tag) FROM order_tags WHERE tag > tags.tag) FROM tags WHERE tags.tag IS NOT NULL
      )
      SELECT tag FROM tags WHERE tag IS NOT NULL LIMIT \(SentenceSQL.tagLimit + 1)
      """
    ) { FieldShape.KnownValue(value: .text($0.text(0)), folded: FoldedText.fold($0.text(0))) }
    let known = tags.count > SentenceSQL.tagLimit ? nil : tags
    knownTags = .some(known)
    return known
  }

  /// The condition of one side: true or false, never NULL.
  func condition(_ criterion: Criterion, _ side: Side = .superset) throws -> SQL {
    switch criterion {
    case .all(let parts): return SQL.all(try parts.map { try condition($0, side) })
    case .any(let parts): return SQL.any(try parts.map { try condition($0, side) })
    case .not(let part): return "(NOT \(try condition(part, side.opposite)))"
    case .text(let terms):
      if terms.isEmpty { return .always }
      if purpose == .counting && (hasTextIndex || side == .superset) {
        return try listed(sought(terms))
      }
      return side == .superset ? .always : .never
    case .field(let field, let tests):
      let shape = try shape(of: field)
      return SQL.any(
        try tests.map { test in
          try shape.condition(test) ?? (side == .subset ? .never : coarse(field, test))
        })
    }
  }

  /// Whether SQL alone decides.
  func isExact(_ criterion: Criterion) throws -> Bool {
    switch criterion {
    case .all(let parts), .any(let parts): return try parts.allSatisfy(isExact)
    case .not(let part): return try isExact(part)
    case .text(let terms): return terms.isEmpty || hasTextIndex && purpose == .counting
    case .field(let field, let tests):
      let shape = try shape(of: field)
      return tests.allSatisfy { shape.condition($0) != nil }
    }
  }

  func shape(of field: Field) throws -> FieldShape {
    switch field {
    case .order(let field): try shape(of: field)
    case .line(let field): try shape(of: field)
    case .product(let field): try shape(of: field)
    case .variant(let field): try shape(of: field)
    case .customer(let field): try shape(of: field)
    case .stock(let field): shape(of: field)
    case .location(let field): shape(of: field)
    case .move(let field): shape(of: field)
    case .supplier(let field): shape(of: field)
    case .purchase(let field): shape(of: field)
    case .purchaseLine(let field): shape(of: field)
    case .receipt(let field): shape(of: field)
    case .peg(let field): shape(of: field)
    case .carrier(let field): shape(of: field)
    case .service(let field): shape(of: field)
    case .sheet(let field): shape(of: field)
    case .returned(let field): shape(of: field)
    case .rule(let field): shape(of: field)
    case .wave(let field): shape(of: field)
    case .fulfilment(let field): shape(of: field)
    case .run(let field): shape(of: field)
    case .parcel(let field): shape(of: field)
    case .manifest(let field): shape(of: field)
    case .alert(let field): shape(of: field)
    case .claim(let field): shape(of: field)
    case .lane(let field): shape(of: field)
    case .shipment(let field): shape(of: field)
    case .consolidation(let field): shape(of: field)
    case .trackingEvent(let field): shape(of: field)
    }
  }

  func column(of field: Field) throws -> FieldColumn {
    switch field {
    case .order(let field): try column(of: field)
    case .line(let field): try column(of: field)
    case .product(let field): column(of: field)
    case .variant(let field): column(of: field)
    case .customer(let field): column(of: field)
    case .stock(let field): column(of: field)
    case .location(let field): column(of: field)
    case .move(let field): column(of: field)
    case .supplier(let field): column(of: field)
    case .purchase(let field): column(of: field)
    case .purchaseLine(let field): column(of: field)
    case .receipt(let field): column(of: field)
    case .peg(let field): column(of: field)
    case .carrier(let field): column(of: field)
    case .service(let field): column(of: field)
    case .sheet(let field): column(of: field)
    case .returned(let field): column(of: field)
    case .rule(let field): column(of: field)
    case .wave(let field): column(of: field)
    case .fulfilment(let field): column(of: field)
    case .run(let field): column(of: field)
    case .parcel(let field): column(of: field)
    case .manifest(let field): column(of: field)
    case .alert(let field): column(of: field)
    case .claim(let field): column(of: field)
    case .lane(let field): column(of: field)
    case .shipment(let field): column(of: field)
    case .consolidation(let field): column(of: field)
    case .trackingEvent(let field): column(of: field)
    }
  }
}
