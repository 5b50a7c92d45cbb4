public import Domain

/// What goods of an order ask of a way, read off the store: what they are, where they go, from where.
public struct ParcelWish: Hashable, Sendable {
  /// The fulfilment's or the parcel's number.
  public var number: String
  public var fulfilment: Int64
  public var wish: QuoteWish

  /// Of a fulfilment as it is planned; nil where there is none of that id.
  public static func of(fulfilment id: Int64, at now: Instant, in reader: any Reader) throws -> ParcelWish? {
    let contents = try reader.all(
      """
      SELECT line_id, variant_id, SUM(quantity)
      FROM allocations
      WHERE fulfilment_id = \(id) AND state NOT IN ('cancelled', 'returned')
      GROUP BY line_id, variant_id
      ORDER BY line_id
      """, Content.init(row:))
    return try of(fulfilment: id, contents, at: now, in: reader)
  }

  /// Of a packed parcel: as it was weighed, in its box.
  public static func of(parcel id: Int64, at now: Instant, in reader: any Reader) throws -> ParcelWish? {
    let head = try reader.first(
      """
      SELECT k.number, k.fulfilment_id, COALESCE(k.grams, k.expected_grams), x.length_mm, x.width_mm, x.height_mm
      FROM parcels AS k
      LEFT JOIN boxes AS x ON x.id = k.box_id
      WHERE k.id = \(id)
      """
    ) { row in
      (
        row.text(0), row.integer(1),
        Measures(
          grams: row.optionalInteger(2), lengthMillimetres: row.optionalInteger(3),
          widthMillimetres: row.optionalInteger(4), heightMillimetres: row.optionalInteger(5))
      )
    }
    guard let (number, fulfilment, measures) = head else { return nil }
    let contents = try reader.all(
      """
      SELECT line_id, variant_id, SUM(quantity)
      FROM picks
      WHERE parcel_id = \(id)
      GROUP BY line_id, variant_id
      ORDER BY line_id
      """, Content.init(row:))
    var wish = try of(fulfilment: fulfilment, contents, at: now, in: reader)
    wish?.number = number
    if measures.grams != nil { wish?.wish.measures.grams = measures.grams }
    if measures.lengthMillimetres != nil {
      wish?.wish.measures.lengthMillimetres = measures.lengthMillimetres
      wish?.wish.measures.widthMillimetres = measures.widthMillimetres
      wish?.wish.measures.heightMillimetres = measures.heightMillimetres
    }
    return wish
  }

  /// Units of a line.
  struct Content {
    var line: Int64
    var variant: Int64
    var quantity: Int64

    init(line: Int64, variant: Int64, quantity: Int64) {
      self.line = line
      self.variant = variant
      self.quantity = quantity
    }

    init(row: any Columns) { self.init(line: row.integer(0), variant: row.integer(1), quantity: row.integer(2)) }
  }

  static func of(fulfilment id: Int64, _ contents: [Content], at now: Instant, in reader: any Reader) throws
    -> ParcelWish?
  {
    let head = try reader.first(
      """
      SELECT f.number, f.order_id, w.country, o.country, o.customer_id, o.ship_to, o.currency, o.deliver_by
      FROM fulfilments AS f
      JOIN orders AS o ON o.id = f.order_id
      JOIN locations AS w ON w.id = f.warehouse_id
      WHERE f.id = \(id)
      """
    ) { row in
      (
        number: row.text(0), order: row.integer(1), origin: row.optionalText(2), country: row.optionalText(3),
        customer: row.optionalInteger(4), card: row.optionalInteger(5), currency: row.text(6),
        deliverBy: row.optionalInstant(7)
      )
    }
    guard let head else { return nil }
    let card = try head.customer.flatMap { try PersonalTable.card(subject: $0, revision: head.card, in: reader) }
    let place = ShippingPlace(
      country: head.country ?? "", region: card?.region ?? "", postcode: card?.postcode ?? "")
    var wish = QuoteWish(
      place: place, origin: head.origin ?? "", measures: try measures(of: contents, in: reader),
      hazards: try hazards(of: contents, in: reader), at: now, acceptsUnknownSides: true)
    if let currency = Currency(head.currency) {
      wish.value = try value(of: contents, of: head.order, in: reader).map {
        Money(minorUnits: $0, currency: currency)
      }
    }
    wish.promisedDays = head.deliverBy.map { Int(max(0, ($0.milliseconds - now.milliseconds) / 86_400_000)) }
    return ParcelWish(number: head.number, fulfilment: id, wish: wish)
  }

  /// The weight where each thing's is known; sides where it is one thing alone.
  private static func measures(of contents: [Content], in reader: any Reader) throws -> Measures {
    var grams: Int64? = contents.isEmpty ? nil : 0
    for content in contents {
      let each = try Packing.grams(of: content.variant, in: reader)
      grams = each.flatMap { one in grams.map { $0 + one * content.quantity } }
    }
    var whole = Measures(grams: grams)
    if contents.count == 1, contents[0].quantity == 1 {
      let one = try Packing.measures(of: contents[0].variant, in: reader)
      whole.lengthMillimetres = one.lengthMillimetres
      whole.widthMillimetres = one.widthMillimetres
      whole.heightMillimetres = one.heightMillimetres
    }
    return whole
  }

  private static func hazards(of contents: [Content], in reader: any Reader) throws -> Set<Hazard> {
    var found: Set<Hazard> = []
    for variant in Set(contents.map(\.variant)) {
      let words = try reader.first("SELECT hazards FROM variants WHERE id = \(variant)") { $0.text(0) } ?? ""
      for word in words.split(separator: ",") {
        if let hazard = Hazard(rawValue: String(word)) { found.insert(hazard) }
      }
    }
    return found
  }

  /// What the buyer pays for it; nil where a line is not there any more.
  private static func value(of contents: [Content], of order: Int64, in reader: any Reader) throws -> Int64? {
    let prices = try reader.all("SELECT id, unit_price FROM order_lines WHERE order_id = \(order)") {
      ($0.integer(0), $0.integer(1))
    }
    let byLine = Dictionary(prices) { first, _ in first }
    var sum: Int64 = 0
    for content in contents {
      guard let price = byLine[content.line] else { return nil }
      let (part, tooLarge) = price.multipliedReportingOverflow(by: content.quantity)
      let (next, overflow) = sum.addingReportingOverflow(part)
      if tooLarge || overflow { return nil }
      sum = next
    }
    return sum
  }
}
