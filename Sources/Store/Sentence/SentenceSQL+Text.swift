internal import Domain

/// Free text. Each kind is found through an index of cut words:
///
/// - an order by external id, cards, SKUs, listing ids, titles and note;
/// - a line through its order's words, then by its own: external id, SKU, listing id, title;
/// - a product by number, title, brand, category, title translations, and its variants' SKUs, HS codes and barcodes;
/// - a variant through its product's words, then by its own: SKU, barcodes, product's number and title;
/// - a customer by number and the newest card's name, company, e-mail and phone.
///
/// The index leads to rows; it is never asked about one row, because a word's beginning is looked up by joining the
/// lists of all words that begin so (a common one of 1,000,000 orders: 400 ms a time). Rows that another index led to
/// are judged by cutting their own texts again, 30 µs each.
extension SentenceSQL {
  /// Whether the kind has an index of its own.
  var hasTextIndex: Bool {
    switch kind {
    case .orders, .products, .customers: true
    case .carriers, .services, .sheets: false
    case .lines, .variants, .stock, .locations, .moves, .suppliers, .purchases, .purchaseLines, .receipts, .pegs,
      .returns, .rules:
      false
    case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
      .trackingEvents:
      false
    }
  }

  /// The condition of a count, whose rows are listed once.
  func listed(_ terms: [SoughtTerm]) throws -> SQL {
    // They are few: each is looked at.
    if kind.isLookedThrough { return .always }
    guard let match = try textMatch(terms, mayWiden: false)?.match else { return .never }
    return switch kind {
    case .orders, .lines, .fulfilments, .parcels, .shipments:
      "(o.place_key IN (SELECT rowid FROM orders_text WHERE orders_text MATCH \(match)))"
    case .products, .variants, .stock, .moves:
      "(p.id IN (SELECT rowid FROM products_text WHERE products_text MATCH \(match)))"
    case .carriers, .services, .sheets: .always
    case .customers: "(c.id IN (SELECT rowid FROM customers_text WHERE customers_text MATCH \(match)))"
    case .locations, .suppliers, .purchases, .purchaseLines, .receipts, .pegs, .returns, .rules, .waves, .runs,
      .manifests, .alerts, .claims, .lanes, .consolidations, .trackingEvents:
      .always
    }
  }

  /// A condition that every row that meets the test meets too: the index, where the field's words are in it.
  func coarse(_ field: Field, _ test: ValueTest) throws -> SQL {
    guard purpose == .counting, let terms = SentenceSQL.indexedTerms(field, test) else { return .always }
    return try listed(terms)
  }

  /// The texts that a row is searched by, as its index entry was made of them.
  var ownTexts: SearchedTexts {
    switch kind {
    case .orders:
      SearchedTexts(
        columns: [
          "o.external_id", "o.note",
          """
          (SELECT group_concat(sku || char(10) || listing_id || char(10) || title, char(10)) FROM order_lines \
          WHERE order_id = o.id)
          """,
        ],
        personal: [
          """
          (SELECT group_concat(name || char(10) || company || char(10) || email || char(10) || phone || char(10) \
          || city || char(10) || postcode, char(10)) FROM personal WHERE subject = o.customer_id AND revision IN \
          (COALESCE(o.ship_to, o.bill_to, (SELECT revision FROM customers WHERE id = o.customer_id)), o.bill_to))
          """
        ])
    case .lines: SearchedTexts(columns: ["o.external_id", "l.sku", "l.listing_id", "l.title"])
    case .products:
      SearchedTexts(
        columns: [
          "p.number", "p.title", "p.brand", "p.category",
          "(SELECT group_concat(sku || char(10) || hs, char(10)) FROM variants WHERE product_id = p.id)",
          """
          (SELECT group_concat(code, char(10)) FROM barcodes WHERE variant_id IN \
          (SELECT id FROM variants WHERE product_id = p.id))
          """,
        ], translations: "p.translations")
    case .variants:
      SearchedTexts(
        columns: [
          "v.sku", "(SELECT group_concat(code, char(10)) FROM barcodes WHERE variant_id = v.id)", "p.number", "p.title",
        ])
    case .stock, .moves: SearchedTexts(columns: ["v.sku", "p.number", "p.title"])
    case .locations: SearchedTexts(columns: ["l.code", "l.name"])
    case .suppliers: SearchedTexts(columns: ["s.code", "s.name"])
    case .purchases: SearchedTexts(columns: ["h.number", "s.code", "s.name", "h.note"])
    case .purchaseLines, .receipts: SearchedTexts(columns: ["h.number", "s.code", "v.sku", "p.number", "p.title"])
    case .carriers: SearchedTexts(columns: ["c.code", "c.name"])
    case .services: SearchedTexts(columns: ["s.code", "s.name", "c.code", "c.name"])
    case .sheets: SearchedTexts(columns: ["h.number", "s.code", "s.name", "h.source"])
    case .pegs: SearchedTexts(columns: ["o.number", "v.sku", "p.number", "p.title"])
    case .returns:
      SearchedTexts(
        columns: [
          "r.number", "o.number", "r.tracking", "r.note",
          "(SELECT group_concat(sku, char(10)) FROM return_lines WHERE return_id = r.id)",
        ])
    case .rules: SearchedTexts(columns: ["u.name", "u.sentence", "u.value"])
    case .waves: SearchedTexts(columns: ["y.number", "y.sentence", "y.carrier"])
    case .runs: SearchedTexts(columns: ["r.number", "r.zone", "r.cart"])
    case .manifests: SearchedTexts(columns: ["m.number", "m.carrier"])
    case .alerts: SearchedTexts(columns: ["a.number", "k.number", "o.number", "n.carrier"])
    case .claims: SearchedTexts(columns: ["q.number", "k.number", "o.number", "q.carrier", "q.insurer", "q.reference"])
    case .lanes: SearchedTexts(columns: ["n.way", "n.carrier"])
    case .consolidations: SearchedTexts(columns: ["c.number", "c.carrier"])
    case .trackingEvents: SearchedTexts(columns: ["j.number", "e.code", "e.place"])
    // As their orders, but for the words off cards.
    case .fulfilments, .parcels, .shipments:
      SearchedTexts(
        columns: [
          "o.external_id", "o.note",
          """
          (SELECT group_concat(sku || char(10) || listing_id || char(10) || title, char(10)) FROM order_lines \
          WHERE order_id = o.id)
          """,
        ])
    case .customers:
      SearchedTexts(
        columns: ["c.number"],
        personal: [
          """
          (SELECT name || char(10) || company || char(10) || email || char(10) || phone FROM personal \
          WHERE subject = c.id AND revision = c.revision)
          """
        ])
    }
  }

  /// The terms that the row's index entry must hold for the test to be true; nil where the index does not tell.
  static func indexedTerms(_ field: Field, _ test: ValueTest) -> [SoughtTerm]? {
    guard isIndexed(field) else { return nil }
    let terms: [SearchTerm]
    switch test {
    case .words(let words): terms = words
    case .folded(let code): terms = SearchTerms.queryTerms(of: code)
    case .absent, .present, .foldedBegins, .choice, .flag, .number, .amount, .moment: return nil
    }
    return terms.isEmpty ? nil : terms.map { SoughtTerm(term: $0, scope: field.isPersonal ? .personal : .open) }
  }

  private static func isIndexed(_ field: Field) -> Bool {
    switch field {
    case .order(let field):
      switch field {
      case .customer, .email, .phone, .city, .postcode, .note, .title: true
      case .number, .channel, .externalId, .status, .payment, .fulfilment, .holds, .placedAt, .age, .shipBy, .late,
        .assignee, .country, .total, .currency, .tags, .state, .paidAt, .shippedAt, .deliverBy, .items, .discount,
        .shipping, .tax, .message, .service, .quantity, .lineCount, .sku, .updatedAt, .unmapped,
        .customerNumber, .id, .batch, .result:
        false
      }
    case .line(let field): field == .title || field == .listingId
    case .product(let field): field == .title || field == .brand || field == .category
    case .variant(let field): field == .title || field == .barcodes
    case .customer(let field): field == .name || field == .email || field == .phone
    case .stock(let field): field == .title
    case .move(let field): field == .title
    case .location, .supplier, .purchase, .purchaseLine, .receipt, .peg, .returned, .rule: false
    case .carrier, .service, .sheet: false
    case .wave, .fulfilment, .run, .parcel, .manifest, .alert, .claim, .lane, .shipment, .consolidation, .trackingEvent:
      false
    }
  }
}

/// Columns whose texts are cut into a row's search words; texts in one column stand on lines of their own.
struct SearchedTexts {
  var columns: [SQL]
  /// Texts off cards.
  var personal: [SQL] = []
  /// A product's translations, of which the titles count.
  var translations: SQL?

  var all: [SQL] { columns + personal + (translations.map { [$0] } ?? []) }

  func cut(_ row: any Columns, first: Int) -> String {
    var cutter = TermCutter()
    cutter.begin()
    for index in columns.indices { cutter.cut(row.text(first + index)) }
    for index in personal.indices { cutter.cut(row.text(first + columns.count + index), isPersonal: true) }
    if translations != nil {
      let translations = Plain(json: row.text(first + columns.count + personal.count))?.list ?? []
      for title in translations.compactMap(Translation.init(plain:)) where title.field == "title" {
        cutter.cut(title.text)
      }
    }
    return cutter.finish()
  }
}
