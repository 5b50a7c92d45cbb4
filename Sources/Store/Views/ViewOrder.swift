internal import Domain

/// The order of a view's rows in SQL: columns that sort, how an anchor is read off a row, and what comes behind it.
struct ViewOrder {
  struct Key {
    var sql: SQL
    var isText: Bool
    var descending: Bool
    var isNullable: Bool
  }

  /// An index that gives the rows in this order without sorting.
  enum Walk: Hashable {
    /// `place_key`: orders by seconds and id.
    case place
    /// Lines by the place of their order; those of one second are sorted here.
    case placeGroups
    /// An index over the keys and the id.
    case index(WalkedIndex)
    /// The row number itself.
    case id
  }

  private(set) var keys: [Key]
  let id: SQL
  let idDescending: Bool
  /// nil: the rows have to be sorted.
  let walk: Walk?
  /// Folding sorts that SQL cannot do: read and compared in Swift, in place of `keys`.
  let folded: [(field: Field, column: FieldColumn, descending: Bool)]

  /// The same, off the card that a driver has at hand; nil where other columns are needed too.
  let foldedOfCard: [FieldColumn]?
  /// Whether each of the keys descends.
  let directions: [Bool]

  /// What the rows are sorted by; none in a count.
  let fields: [Field]

  var isSwift: Bool { !folded.isEmpty }

  /// A sum of money sorts by its currency too, which the order has.
  var isOfLineMoney: Bool { fields == [.line(.total)] || fields == [.line(.unitPrice)] }

  /// Whether lines are sorted by what they hold themselves.
  var isOfLinesAlone: Bool {
    if walk != nil || fields.isEmpty { return false }
    return isOfLineMoney
      || fields.allSatisfy { field in
        guard case .line(let field) = field else { return false }
        switch field {
        case .sku, .title, .quantity, .listingId, .options, .variant, .mapped, .position, .id: return true
        case .order, .unitPrice, .total, .channel, .status, .placedAt, .batch, .result: return false
        }
      }
  }

  /// By a column that holds the only key behind a prefix; within the absent half, by id.
  func over(_ column: SQL, _ half: Half) -> ViewOrder {
    var order = self
    order.keys =
      half == .absent
      ? [] : keys.map { Key(sql: column, isText: true, descending: $0.descending, isNullable: false) }
    return order
  }

  init(_ ordering: RowOrdering, _ sql: SentenceSQL) throws {
    id = sql.kind.idColumn
    fields = sql.purpose == .page ? ordering.keys.map(\.field) : []
    idDescending = ordering.idDescending
    var keys: [Key] = []
    var needsSwift = false
    for key in ordering.keys {
      let columns = try ViewOrder.columns(key.field, sql)
      needsSwift = needsSwift || columns == nil
      keys += (columns ?? []).map {
        Key(sql: $0.sql, isText: $0.isText, descending: key.descending, isNullable: $0.isNullable)
      }
    }
    let walk = needsSwift ? nil : ViewOrder.walk(ordering)
    self.walk = walk
    if walk == .place { keys = [Key(sql: "o.place_key", isText: false, descending: idDescending, isNullable: false)] }
    self.keys = needsSwift ? [] : keys
    folded =
      needsSwift
      ? try ordering.keys.map { ($0.field, try sql.column(of: $0.field), $0.descending) } : []
    let ofCard = needsSwift ? ordering.keys.compactMap { sql.cardColumn($0.field) } : []
    foldedOfCard = needsSwift && ofCard.count == ordering.keys.count ? ofCard : nil
    directions =
      needsSwift
      ? ordering.keys.flatMap { $0.field.type == .money ? [$0.descending, $0.descending] : [$0.descending] }
      : self.keys.map(\.descending)
  }

  private typealias SortColumn = (sql: SQL, isText: Bool, isNullable: Bool)

  /// The columns a field is sorted by; nil where SQL cannot fold it.
  private static func columns(_ field: Field, _ sql: SentenceSQL) throws -> [SortColumn]? {
    if field.ordersByWholeSeconds { return [("(o.place_key >> 30)", false, false)] }
    if let name = sql.nameKey(field) { return [("NULLIF(\(name), '')", true, true)] }
    if field == .product(.title) || field == .variant(.title) { return [("NULLIF(p.title_key, '')", true, true)] }
    switch try sql.shape(of: field) {
    case .key(let column):
      switch field {
      case .order(.number), .line(.order), .product(.number), .variant(.product): return [(column, true, false)]
      default: return [("NULLIF(\(column), '')", true, true)]
      }
    case .capitals(let column):
      return field == .customer(.number) ? [(column, true, false)] : [("NULLIF(\(column), '')", true, true)]
    case .among(let column, let values):
      if values.isEmpty { return [("NULL", true, true)] }
      var cases: SQL = "CASE \(column)"
      for value in values { cases += " WHEN \(value.value) THEN \(value.folded)" }
      return [("(\(cases) END)", true, true)]
    case .choice(let column): return [(column, true, false)]
    case .number(let column), .instant(let column): return [(column, false, !isNeverNull(field))]
    case .money(let column, let currency):
      let mayLack = field == .variant(.price)
      return [(column, false, mayLack), (currency, true, mayLack)]
    case .flag(let condition): return [(condition, false, false)]
    case .text, .texts, .opaque, .mask, .labels, .keys: return nil
    }
  }

  private static func isNeverNull(_ field: Field) -> Bool {
    switch field {
    case .order(let field): [.id, .updatedAt, .quantity, .lineCount].contains(field)
    case .line(let field): [.id, .quantity, .position].contains(field)
    case .product(let field): [.id, .variants, .images, .updatedAt].contains(field)
    case .variant(let field): field == .id
    case .customer(let field): field == .id || field == .orders
    case .stock(let field): [.id, .quantity].contains(field)
    case .location(let field): [.id, .sequence, .priority, .skus, .units].contains(field)
    case .move(let field): [.id, .quantity, .entry, .movedAt].contains(field)
    case .supplier(let field): [.id, .leadDays, .handlingDays, .minimumUnits, .skus, .purchases].contains(field)
    case .purchase(let field): [.id, .units, .arrived, .outstanding, .inCheck, .lines, .createdAt].contains(field)
    case .purchaseLine: field.type == .number
    case .receipt(let own): field.type == .number || own == .receivedAt
    case .peg(let field): [.id, .quantity].contains(field)
    case .carrier(let field): field == .id
    case .service(let field): field == .id
    case .sheet(let own): field.type == .number || own == .takenAt
    case .returned(let field): [.id, .units, .received, .toJudge, .requestedAt, .age].contains(field)
    case .rule(let field): [.id, .place, .hits].contains(field)
    case .wave(let own): field.type == .number || own == .plannedAt
    case .fulfilment(let own): field.type == .number || own == .plannedAt
    case .run(let own): field.type == .number || own == .madeAt
    case .parcel(let own): [.id, .units, .packedAt].contains(own)
    case .manifest(let own): field.type == .number || own == .madeAt
    case .alert(let own): [.id, .rank, .since, .age, .openedAt].contains(own)
    case .claim(let own): [.id, .openedAt, .fileBy].contains(own)
    case .lane(let own): [.id, .samples, .underWay, .late, .alerts].contains(own)
    case .shipment: field.type == .number
    case .consolidation(let own): field.type == .number || own == .madeAt
    case .trackingEvent(let own): own == .id || own == .receivedAt
    }
  }

  private static func walk(_ ordering: RowOrdering) -> Walk? {
    let fields = ordering.keys.map(\.field)
    switch fields {
    case [.order(.placedAt)]: return .place
    case [.line(.placedAt), .line(.position)]:
      return ordering.keys[0].descending == ordering.keys[1].descending ? .placeGroups : nil
    case [.order(.id)], [.line(.id)], [.product(.id)], [.variant(.id)], [.customer(.id)], [.stock(.id)],
      [.location(.id)], [.move(.id)], [.supplier(.id)], [.purchase(.id)], [.purchaseLine(.id)], [.receipt(.id)],
      [.peg(.id)], [.carrier(.id)], [.service(.id)], [.sheet(.id)], [.returned(.id)], [.rule(.id)], [.wave(.id)],
      [.fulfilment(.id)], [.run(.id)], [.parcel(.id)], [.manifest(.id)], [.alert(.id)], [.claim(.id)], [.lane(.id)],
      [.shipment(.id)], [.consolidation(.id)], [.trackingEvent(.id)]:
      return .id
    default:
      guard fields.count == 1 else { return nil }
      return WalkedIndex.allCases.first { $0.field == fields[0] }.map(Walk.index)
    }
  }
}

/// An index whose order is a view's order.
enum WalkedIndex: Hashable, CaseIterable {
  case orderNumber, orderTotal, orderStatus, orderCountry, orderCustomer, orderCustomerNumber, lineSku, lineOrder
  case productNumber, productTitle, productUpdated, variantSku, customerNumber, customerLast, customerName, stockSku

  var field: Field {
    switch self {
    case .orderNumber: .order(.number)
    case .orderTotal: .order(.total)
    case .orderStatus: .order(.status)
    case .orderCountry: .order(.country)
    case .orderCustomer: .order(.customer)
    case .orderCustomerNumber: .order(.customerNumber)
    case .lineSku: .line(.sku)
    case .lineOrder: .line(.order)
    case .productNumber: .product(.number)
    case .productTitle: .product(.title)
    case .productUpdated: .product(.updatedAt)
    case .variantSku: .variant(.sku)
    case .stockSku: .stock(.sku)
    case .customerNumber: .customer(.number)
    case .customerLast: .customer(.lastOrderAt)
    case .customerName: .customer(.name)
    }
  }

  /// Where rows without the value stand: the conditions of the two halves, and the bare column of the index.
  var halves: (present: SQL, absent: SQL, column: SQL)? {
    switch self {
    case .orderNumber, .orderTotal, .orderStatus, .lineOrder, .productNumber, .productUpdated, .customerNumber: nil
    case .orderCountry: ("o.country > ''", "COALESCE(o.country, '') = ''", "o.country")
    case .orderCustomerNumber: ("c.number <> ''", "c.number = ''", "c.number")
    case .lineSku: ("l.sku_key > ''", "l.sku_key = ''", "l.sku_key")
    // The absent half has drivers of its own.
    case .orderCustomer, .customerName: ("p.name_key > ''", "p.name_key = ''", "p.name_key")
    case .productTitle: ("p.title_key > ''", "p.title_key = ''", "p.title_key")
    case .variantSku, .stockSku: ("v.sku_key > ''", "v.sku_key IS NULL", "v.sku_key")
    case .customerLast: ("c.last_order_at IS NOT NULL", "c.last_order_at IS NULL", "c.last_order_at")
    }
  }

  /// Whether many rows share a value and come in another order than by id, so that they are sorted value by value:
  /// cheap while the index alone answers.
  var comesInBlocks: Bool { self == .orderStatus || self == .orderCountry || self == .orderCustomerNumber }

  /// Other ways to the rows without the value than the index itself.
  var nameless: [Driver.Nameless] {
    switch self {
    case .orderCustomer: [.buyer, .name, .card]
    // Every customer has a number.
    case .orderCustomerNumber: [.buyer]
    case .customerName: [.name, .card]
    default: []
    }
  }

  var source: SQL {
    switch self {
    case .orderNumber: "orders AS o INDEXED BY orders_number"
    case .orderTotal: "orders AS o INDEXED BY orders_total"
    case .orderStatus: "orders AS o INDEXED BY orders_status"
    case .orderCountry: "orders AS o INDEXED BY orders_country"
    case .orderCustomer: Driver.cardsOfOrders("personal AS p INDEXED BY personal_name")
    case .orderCustomerNumber:
      """
      customers AS c INDEXED BY customers_number \
      CROSS JOIN orders AS o INDEXED BY orders_customer ON o.customer_id = c.id
      """
    case .lineOrder:
      """
      orders AS o INDEXED BY orders_number \
      CROSS JOIN order_lines AS l INDEXED BY order_lines_order ON l.order_id = o.id
      """
    case .lineSku: "order_lines AS l INDEXED BY order_lines_sku CROSS JOIN orders AS o ON o.id = l.order_id"
    case .productNumber: "products AS p INDEXED BY products_number"
    case .productTitle: "products AS p INDEXED BY products_title"
    case .productUpdated: "products AS p INDEXED BY products_updated"
    case .stockSku: "variants AS v INDEXED BY variants_sku \(Driver.behindVariants(.stock))"
    case .variantSku: "variants AS v INDEXED BY variants_sku CROSS JOIN products AS p ON p.id = v.product_id"
    case .customerNumber: "customers AS c INDEXED BY customers_number"
    case .customerLast: "customers AS c INDEXED BY customers_last"
    case .customerName: Driver.cardsOfCustomers("personal AS p INDEXED BY personal_name")
    }
  }
}
