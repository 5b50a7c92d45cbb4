internal import Domain

/// Where a statement begins: the index that leads to its rows. SQLite's own choice walks the wrong one often enough
/// (80 times slower, ANALYZE or not) that it is not asked.
enum Driver: Hashable {
  /// The index that has the view's order, or every row.
  case walk
  /// The narrow index of orders: read through for an order or a count that no other index gives.
  case facts
  /// Cards in their order, each with the orders (or the customer) that it is shown for.
  case cards
  /// What has no name, in a view sorted by names.
  case nameless(Nameless)
  /// Orders with a text that few of them have, and those without it.
  case sparse(SparseText)
  case bare(SparseText)
  /// Orders by when they were placed, from … before: few of all, for a view in another order.
  case placed(from: Instant?, before: Instant?)
  /// Orders of one account by what follows its code in their numbers.
  case external(Int64, prefix: String)
  /// Lines read through by themselves; their orders are not looked up.
  case lineTable
  case status(String)
  case account(Int64)
  case country(String)
  case assignee(String)
  /// By the customer's number.
  case customer(String)
  case tag(String)
  case held
  case unmapped
  /// Ship-by dates of what awaits shipping, before this moment.
  case late(Instant)
  /// The text index; `kind` is whose.
  case text(String)
  /// The order's number, equal to or from … before.
  case number(String, before: String?)
  /// SKU keys of lines (of variants, for products and stock).
  case sku(String, before: String?)
  /// Codes of places.
  case location(String, before: String?)
  case total(low: Int64?, high: Int64?)
  case id(low: Int64?, high: Int64?)
  /// Records of a batch, of one result or of all.
  case batch(Int64, result: String?)
  /// What goes through the warehouse with a wave, or to a carrier with a list.
  case wave(Int64), manifest(Int64)
  /// Walks that are not over.
  case unfinished
  /// Labels' numbers.
  case tracking(String, before: String?)
  /// Parcels whose state is in doubt; events with a code that nobody knows, or of a number that nobody has.
  case doubted, unknown(Unknown)

  enum Unknown {
    case code, number
  }

  /// Why there is no name: no buyer, a card without one, no card at all.
  enum Nameless: CaseIterable {
    case buyer, name, card
  }
}

/// The FROM clause and conditions of a driver.
struct DriverSource {
  var from: SQL
  var conditions: [SQL] = []
  /// The place key, where rows come in its order.
  var place: SQL?
  /// Whether the card that the row shows is at hand, as `p`.
  var hasCard = false
  /// What the rows are ordered by in place of the view's first key, which follows these characters.
  var prefixed: (column: SQL, prefix: String)?
  /// Whether the rows come by their ids, either way round at the same cost.
  var comesById = false
  /// Lines without their orders: which of them were not withdrawn, in place of the kind's own condition.
  var isThere: SQL?
  var isOfLinesAlone: Bool { isThere != nil }
}

extension Driver {
  /// Whether a row has one of these at most: two such drivers never lead to the same row.
  var isOneValue: Bool {
    switch self {
    case .status, .account, .country, .assignee, .customer, .wave, .manifest: true
    case .walk, .facts, .cards, .nameless, .sparse, .bare, .placed, .external, .lineTable, .tag, .held, .unmapped,
      .late,
      .text, .number, .sku, .location, .total, .id, .batch, .tracking, .unfinished, .doubted, .unknown:
      false
    }
  }

  func source(_ kind: Kind, _ order: ViewOrder) -> DriverSource {
    switch kind {
    case .orders: return orders(order)
    case .lines: return lines(order)
    case .carriers, .services, .sheets: return DriverSource(from: kind.from)
    case .products, .variants, .customers, .stock, .locations, .moves, .suppliers, .purchases, .purchaseLines,
      .receipts, .pegs, .returns, .rules:
      return other(kind, order)
    case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
      .trackingEvents:
      return fulfilment(kind, order) ?? shipments(kind, order) ?? DriverSource(from: kind.from)
    }
  }

  private func orders(_ order: ViewOrder) -> DriverSource {
    switch self {
    case .walk:
      if case .index(let index) = order.walk { return DriverSource(from: index.source) }
      if order.walk == .id { return DriverSource(from: "orders AS o") }
      if order.walk == nil { return Driver.facts.orders(order) }
      return Driver.placed(from: nil, before: nil).orders(order)
    case .placed:
      // The parts say the bounds.
      return DriverSource(from: "orders AS o INDEXED BY orders_place", place: "o.place_key")
    case .facts:
      return DriverSource(from: "orders AS o INDEXED BY orders_facts", place: "o.place_key", comesById: true)
    case .cards: return DriverSource(from: Driver.cardsOfOrders(Driver.cardsInOrder), hasCard: true)
    case .nameless(let why):
      switch why {
      case .buyer:
        return DriverSource(
          from: "orders AS o INDEXED BY orders_customer", conditions: ["o.customer_id IS NULL"])
      case .name: return DriverSource(from: WalkedIndex.orderCustomer.source, conditions: ["p.name_key = ''"])
      case .card:
        return DriverSource(
          from: """
            customers AS c INDEXED BY customers_bare \
            CROSS JOIN orders AS o INDEXED BY orders_customer ON o.customer_id = c.id
            """, conditions: ["c.revision = 0", "o.ship_to IS NULL", "o.bill_to IS NULL"])
      }
    case .sparse(let text):
      return DriverSource(from: "orders AS o INDEXED BY \(text.index)", conditions: text.isPresent)
    case .bare(let text): return DriverSource(from: "orders AS o NOT INDEXED", conditions: [text.isAbsent])
    case .external(let account, let prefix):
      return DriverSource(
        from: "orders AS o INDEXED BY orders_number", conditions: ["o.account_id = \(account)"],
        prefixed: ("o.number_key", prefix))
    case .lineTable: return lines(order)
    case .status(let word):
      return DriverSource(
        from: "orders AS o INDEXED BY orders_status", conditions: ["o.status = \(word)"], place: "o.place_key")
    case .account(let id):
      return DriverSource(
        from: "orders AS o INDEXED BY orders_account", conditions: ["o.account_id = \(id)"], place: "o.place_key")
    case .country(let code):
      return DriverSource(
        from: "orders AS o INDEXED BY orders_country", conditions: ["o.country = \(code)"], place: "o.place_key")
    case .assignee(let name):
      return DriverSource(
        from: "orders AS o INDEXED BY orders_assignee", conditions: ["o.assignee = \(name)", "o.assignee IS NOT NULL"],
        place: "o.place_key")
    case .customer(let number):
      return DriverSource(
        from: "orders AS o INDEXED BY orders_customer",
        conditions: ["o.customer_id = (SELECT id FROM customers WHERE number = \(number))"], place: "o.place_key")
    case .tag(let tag):
      return DriverSource(
        from: "order_tags AS g CROSS JOIN orders AS o ON o.id = g.order_id", conditions: ["g.tag = \(tag)"],
        place: "g.place_key")
    case .held:
      return DriverSource(
        from: "orders AS o INDEXED BY orders_held", conditions: ["o.hold_mask <> 0"], place: "o.place_key")
    case .unmapped:
      return DriverSource(
        from: "orders AS o INDEXED BY orders_unmapped", conditions: ["o.unmapped <> 0"], place: "o.place_key")
    case .late(let now):
      return DriverSource(
        from: "orders AS o INDEXED BY orders_ship_by",
        conditions: ["o.open_ship_by IS NOT NULL", "o.open_ship_by < \(now)"])
    case .text(let match):
      return DriverSource(
        from: "orders_text AS f CROSS JOIN orders AS o INDEXED BY orders_place ON o.place_key = f.rowid",
        conditions: ["f.orders_text MATCH \(match)"], place: "f.rowid")
    case .number(let from, let before):
      return DriverSource(
        from: "orders AS o INDEXED BY orders_number", conditions: [Driver.range("o.number_key", from, before)])
    case .sku(let from, let before):
      return DriverSource(
        from: """
          (SELECT DISTINCT order_id FROM order_lines INDEXED BY order_lines_sku \
          WHERE \(Driver.range("sku_key", from, before))) AS hits CROSS JOIN orders AS o ON o.id = hits.order_id
          """)
    case .total(let low, let high):
      return DriverSource(
        from: "orders AS o INDEXED BY orders_total",
        conditions: [FieldShape.range("o.total", Bounds(low: low, high: high))])
    case .id(let low, let high):
      return DriverSource(
        from: "orders AS o NOT INDEXED", conditions: [FieldShape.range("o.id", Bounds(low: low, high: high))])
    case .batch: return batchItems("orders AS o", "o.id")
    case .location, .wave, .manifest, .tracking, .unfinished, .doubted, .unknown:
      return DriverSource(from: "orders AS o")
    }
  }

  private func lines(_ order: ViewOrder) -> DriverSource {
    if case .walk = self, case .index(let index) = order.walk { return DriverSource(from: index.source) }
    switch self {
    case .walk where order.walk == .id:
      return DriverSource(from: "order_lines AS l CROSS JOIN orders AS o ON o.id = l.order_id")
    case .lineTable:
      return DriverSource(
        from: "order_lines AS l NOT INDEXED", comesById: true,
        isThere: "l.order_id NOT IN (SELECT id FROM orders INDEXED BY orders_place WHERE place_key IS NULL)")
    case .id(let low, let high):
      return DriverSource(
        from: "order_lines AS l NOT INDEXED CROSS JOIN orders AS o ON o.id = l.order_id",
        conditions: [FieldShape.range("l.id", Bounds(low: low, high: high))])
    case .sku(let from, let before):
      return DriverSource(
        from: "order_lines AS l INDEXED BY order_lines_sku CROSS JOIN orders AS o ON o.id = l.order_id",
        conditions: [Driver.range("l.sku_key", from, before)])
    case .batch:
      return batchItems("order_lines AS l CROSS JOIN orders AS o ON o.id = l.order_id", "l.id")
    case .walk, .facts, .cards, .nameless, .sparse, .bare, .placed, .external, .status, .account, .country, .assignee,
      .customer, .tag, .held, .unmapped, .late, .text, .number, .location, .total, .wave, .manifest, .tracking,
      .unfinished,
      .doubted, .unknown:
      var source = orders(order)
      source.from += " CROSS JOIN order_lines AS l INDEXED BY order_lines_order ON l.order_id = o.id"
      return source
    }
  }

  private func other(_ kind: Kind, _ order: ViewOrder) -> DriverSource {
    if case .walk = self, case .index(let index) = order.walk { return DriverSource(from: index.source) }
    switch (kind, self) {
    case (.customers, .cards): return DriverSource(from: Driver.cardsOfCustomers(Driver.cardsInOrder), hasCard: true)
    case (.customers, .nameless(.name)):
      return DriverSource(from: WalkedIndex.customerName.source, conditions: ["p.name_key = ''"])
    case (.customers, .nameless):
      return DriverSource(from: "customers AS c INDEXED BY customers_bare", conditions: ["c.revision = 0"])
    case (.products, .text(let match)):
      return DriverSource(
        from: "products_text AS f CROSS JOIN products AS p ON p.id = f.rowid",
        conditions: ["f.products_text MATCH \(match)"])
    case (.variants, .text(let match)):
      return DriverSource(
        from: """
          products_text AS f CROSS JOIN products AS p ON p.id = f.rowid \
          CROSS JOIN variants AS v INDEXED BY variants_product ON v.product_id = p.id
          """, conditions: ["f.products_text MATCH \(match)"])
    case (.stock, .text(let match)), (.moves, .text(let match)):
      return DriverSource(
        from: """
          products_text AS x CROSS JOIN variants AS v INDEXED BY variants_product ON v.product_id = x.rowid \
          \(Driver.behindVariants(kind))
          """, conditions: ["x.products_text MATCH \(match)"])
    case (.stock, .sku(let from, let before)), (.moves, .sku(let from, let before)):
      return DriverSource(
        from: "variants AS v INDEXED BY variants_sku \(Driver.behindVariants(kind))",
        conditions: [Driver.range("v.sku_key", from, before)])
    case (.stock, .location(let from, let before)):
      return DriverSource(
        from: """
          locations AS l CROSS JOIN quants AS q INDEXED BY quants_location ON q.location_id = l.id \
          CROSS JOIN variants AS v ON v.id = q.variant_id CROSS JOIN products AS p ON p.id = v.product_id \
          CROSS JOIN locations AS w ON w.id = l.warehouse_id LEFT JOIN lots AS t ON t.id = q.lot_id
          """, conditions: [Driver.range("l.code_key", from, before)])
    case (.customers, .text(let match)):
      return DriverSource(
        from: "customers_text AS f CROSS JOIN customers AS c ON c.id = f.rowid",
        conditions: ["f.customers_text MATCH \(match)"])
    case (.products, .sku(let from, let before)):
      return DriverSource(
        from: """
          (SELECT DISTINCT product_id FROM variants INDEXED BY variants_sku \
          WHERE \(Driver.range("sku_key", from, before))) AS hits CROSS JOIN products AS p ON p.id = hits.product_id
          """)
    case (.customers, .id(let low, let high)):
      return DriverSource(
        from: "customers AS c NOT INDEXED", conditions: [FieldShape.range("c.id", Bounds(low: low, high: high))])
    case (_, .batch): return batchItems(kind.from, kind.idColumn)
    default: return DriverSource(from: kind.from)
    }
  }

  /// By subject, as customers and the orders of each come too; the index of names would lead to and fro.
  static let cardsInOrder: SQL = "personal AS p INDEXED BY sqlite_autoindex_personal_1"

  /// The card that an order goes to: address, else bill, else what is newest of the buyer.
  static func cardsOfOrders(_ cards: SQL) -> SQL {
    """
    \(cards) CROSS JOIN orders AS o INDEXED BY orders_customer ON o.customer_id = p.subject AND p.revision = \
    COALESCE(o.ship_to, o.bill_to, (SELECT revision FROM customers WHERE id = o.customer_id))
    """
  }

  static func cardsOfCustomers(_ cards: SQL) -> SQL {
    "\(cards) CROSS JOIN customers AS c ON c.id = p.subject AND c.revision = p.revision"
  }

  /// What a row of stock shows beside its variant.
  static let besideQuants: SQL = """
    CROSS JOIN products AS p ON p.id = v.product_id CROSS JOIN locations AS l ON l.id = q.location_id \
    CROSS JOIN locations AS w ON w.id = l.warehouse_id LEFT JOIN lots AS t ON t.id = q.lot_id
    """

  /// What a line of the ledger shows beside its variant.
  static let besideMoves: SQL = """
    CROSS JOIN products AS p ON p.id = v.product_id CROSS JOIN locations AS f ON f.id = m.from_id \
    CROSS JOIN locations AS g ON g.id = m.to_id CROSS JOIN journal AS j ON j.seq = m.seq \
    LEFT JOIN lots AS t ON t.id = m.lot_id
    """

  /// Rows of stock, or the ledger's lines, of variants that another index leads to.
  static func behindVariants(_ kind: Kind) -> SQL {
    kind == .moves
      ? "CROSS JOIN moves AS m INDEXED BY moves_variant ON m.variant_id = v.id \(besideMoves)"
      : "CROSS JOIN quants AS q ON q.variant_id = v.id \(besideQuants)"
  }

  static func range(_ column: SQL, _ from: String, _ before: String?) -> SQL {
    guard let before else { return "\(column) = \(from)" }
    return "\(column) >= \(from) AND \(column) < \(before)"
  }
}

extension Kind {
  /// Its rows by row number.
  var from: SQL {
    switch self {
    case .orders: "orders AS o"
    case .lines: "order_lines AS l CROSS JOIN orders AS o ON o.id = l.order_id"
    case .products: "products AS p"
    case .variants: "variants AS v CROSS JOIN products AS p ON p.id = v.product_id"
    case .customers: "customers AS c"
    case .stock: "quants AS q CROSS JOIN variants AS v ON v.id = q.variant_id \(Driver.besideQuants)"
    case .locations: "locations AS l CROSS JOIN locations AS w ON w.id = l.warehouse_id"
    case .moves: "moves AS m CROSS JOIN variants AS v ON v.id = m.variant_id \(Driver.besideMoves)"
    case .suppliers: "suppliers AS s"
    case .purchases: "purchases AS h \(Driver.besidePurchases)"
    case .purchaseLines: "purchase_lines AS n \(Driver.besidePurchaseLines)"
    case .receipts: "receipts AS r \(Driver.besideReceipts)"
    case .pegs: "allocations AS a \(Driver.besidePegs)"
    case .carriers: "carriers AS c"
    case .services: "services AS s CROSS JOIN carriers AS c ON c.id = s.carrier_id"
    case .sheets:
      """
      rate_sheets AS h CROSS JOIN rate_bodies AS b ON b.id = h.body_id CROSS JOIN services AS s ON s.id = h.service_id \
      CROSS JOIN carriers AS c ON c.id = s.carrier_id
      """
    case .returns: "returns AS r CROSS JOIN orders AS o ON o.id = r.order_id"
    case .rules: "review_rules AS u"
    case .waves: "waves AS y \(Driver.besideWaves)"
    case .fulfilments: "fulfilments AS n CROSS JOIN orders AS o ON o.id = n.order_id \(Driver.besideFulfilments)"
    case .runs: "runs AS r \(Driver.besideRuns)"
    case .parcels:
      """
      parcels AS k CROSS JOIN fulfilments AS n ON n.id = k.fulfilment_id CROSS JOIN orders AS o ON o.id = k.order_id \
      \(Driver.besideParcelsWithLabels)
      """
    case .manifests: "manifests AS m CROSS JOIN locations AS w ON w.id = m.warehouse_id"
    case .alerts:
      """
      alerts AS a CROSS JOIN transit_lanes AS n ON n.id = a.lane_id CROSS JOIN parcels AS k ON k.id = a.parcel_id \
      CROSS JOIN orders AS o ON o.id = a.order_id
      """
    case .claims:
      """
      claims AS q CROSS JOIN parcels AS k ON k.id = q.parcel_id CROSS JOIN orders AS o ON o.id = q.order_id
      """
    case .lanes: "transit_lanes AS n"
    case .shipments: "parcel_tracks AS t CROSS JOIN parcels AS k ON k.id = t.parcel_id \(Driver.besideTracks)"
    case .consolidations: "consolidations AS c \(Driver.besideConsolidations)"
    case .trackingEvents: "tracking_events AS e CROSS JOIN tracking_numbers AS j ON j.id = e.number_id"
    }
  }

  var idColumn: SQL {
    switch self {
    case .orders: "o.id"
    case .lines: "l.id"
    case .products: "p.id"
    case .variants: "v.id"
    case .customers: "c.id"
    case .stock: "q.id"
    case .locations: "l.id"
    case .moves: "m.id"
    case .suppliers: "s.id"
    case .purchases: "h.id"
    case .purchaseLines: "n.id"
    case .receipts: "r.id"
    case .pegs: "a.id"
    case .carriers: "c.id"
    case .services: "s.id"
    case .sheets: "h.id"
    case .returns: "r.id"
    case .rules: "u.id"
    case .waves: "y.id"
    case .fulfilments: "n.id"
    case .runs: "r.id"
    case .parcels: "k.id"
    case .manifests: "m.id"
    case .alerts: "a.id"
    case .claims: "q.id"
    case .lanes: "n.id"
    case .shipments: "t.parcel_id"
    case .consolidations: "c.id"
    case .trackingEvents: "e.id"
    }
  }

  /// Whatever was ever known under a number, merged customers too.
  var isKnown: SQL { self == .customers ? "1 = 1" : isThere }

  /// What was withdrawn is in no view, and who was found to be somebody else is not counted twice.
  var isThere: SQL {
    switch self {
    case .orders, .lines: "o.place_key IS NOT NULL"
    case .products, .variants: "p.withdrawn_at IS NULL"
    // What suppliers and buyers have, and what was lost, is the ledger's other side and no stock.
    case .stock: "l.kind NOT IN ('supplier', 'customer', 'loss')"
    case .locations, .moves, .suppliers, .purchases, .purchaseLines, .returns: .always
    // What was undone has no units.
    case .receipts: "r.quantity > 0"
    case .carriers, .services, .sheets: .always
    case .pegs: "a.state = 'pegged'"
    case .rules: "u.deleted = 0"
    case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
      .trackingEvents:
      .always
    case .customers: "c.id NOT IN (SELECT id FROM customers INDEXED BY customers_merged WHERE merged_into IS NOT NULL)"
    }
  }
}
