public import Domain

extension PaperTable {
  /// A parcel with all that its papers say; nil where there is none.
  public static func parcel(_ id: Int64, at now: Instant, in reader: any Reader) throws -> PaperParcel? {
    let head = try reader.first(
      """
      SELECT k.number, k.order_id, k.warehouse_id, COALESCE(k.grams, k.expected_grams), x.code, x.length_mm, x.width_mm,
        x.height_mm, b.carrier, b.tracking, f.carrier, w.country
      FROM parcels AS k
      JOIN fulfilments AS f ON f.id = k.fulfilment_id
      JOIN locations AS w ON w.id = k.warehouse_id
      LEFT JOIN boxes AS x ON x.id = k.box_id
      LEFT JOIN labels AS b ON b.parcel_id = k.id AND b.voided_at IS NULL
      WHERE k.id = \(id)
      """
    ) { row in
      (
        number: row.text(0), order: row.integer(1), warehouse: row.integer(2), grams: row.optionalInteger(3),
        box: row.optionalText(4), sides: (5...7).compactMap { row.optionalInteger($0) },
        carrier: row.optionalText(8) ?? row.text(10), tracking: row.optionalText(9) ?? "",
        country: row.optionalText(11) ?? ""
      )
    }
    guard let head, let order = try OrderTable.load(head.order, in: reader) else { return nil }
    let known = try SenderTable.sender(of: head.warehouse, in: reader)
    let sender = known ?? PaperSender(party: PaperParty(country: head.country), requiresPapers: false)
    let card = try order.customerId.flatMap {
      try PersonalTable.card(subject: $0, revision: order.shipToRevision, in: reader)
    }
    var receiver = PaperParty(card ?? Card())
    if Countries.englishName(receiver.country) == nil, let country = order.country { receiver.country = country }
    let currency = order.money.currency
    var declaration = Declaration(
      summing: try lines(of: id, order, in: reader), currency: currency, grossGrams: head.grams,
      freight: order.money.shipping > 0 ? Money(minorUnits: order.money.shipping, currency: currency) : nil)
    if declaration.lines.contains(where: { $0.reason == DeclaredReason.sample.rawValue }) {
      declaration.category = .sample
    } else if declaration.lines.contains(where: { $0.reason == DeclaredReason.gift.rawValue }) {
      declaration.category = .gift
    }
    let set = PaperSet(
      from: .init(country: sender.party.country, postcode: sender.party.postcode),
      to: .init(country: receiver.country, postcode: receiver.postcode), value: declaration.total,
      byCourier: sender.isCourier(head.carrier), rate: try SenderTable.rate(currency, in: reader))
    return PaperParcel(
      number: head.number, order: order.number, carrier: head.carrier, tracking: head.tracking, box: head.box,
      sides: head.sides.count == 3 ? head.sides : [], sender: sender, receiver: receiver, declaration: declaration,
      set: set, madeAt: now, isErased: order.shipToRevision != nil && card == nil)
  }

  /// Its goods as customs are told of them, line by line of the order.
  private static func lines(of parcel: Int64, _ order: Order, in reader: any Reader) throws -> [Declaration.Line] {
    let currency = order.money.currency
    let rows = try reader.all(
      """
      SELECT c.line_id, v.sku, v.hs, v.origin, v.declared_name, v.material, COALESCE(v.measured_grams, v.grams),
        SUM(c.quantity),
        (SELECT SUM(a.quantity) FROM allocations AS a WHERE a.line_id = c.line_id AND a.state <> 'cancelled')
      FROM picks AS c
      JOIN variants AS v ON v.id = c.variant_id
      WHERE c.parcel_id = \(parcel)
      GROUP BY c.line_id, v.id, v.sku, v.hs, v.origin, v.declared_name, v.material, v.measured_grams, v.grams
      ORDER BY c.line_id, v.sku
      """
    ) { row in
      (
        line: row.integer(0), sku: row.text(1), hs: row.text(2), origin: row.text(3), name: row.text(4),
        material: row.text(5), grams: row.optionalInteger(6), quantity: row.integer(7),
        whole: row.optionalInteger(8) ?? row.integer(7)
      )
    }
    let declared = try reader.all(
      "SELECT line_id, amount, why FROM declared_values WHERE parcel_id = \(parcel) ORDER BY id"
    ) { (line: $0.integer(0), amount: $0.integer(1), why: $0.text(2)) }
    return rows.map { row in
      let line = order.lines.first { $0.id == row.line }
      let paid = line.flatMap { PaperTable.share(of: $0.amount - $0.discount, row.quantity, of: row.whole) }
        .map { Money(minorUnits: $0, currency: currency) }
      let said = declared.first { $0.line == row.line }
      // Of a kit whose parts stand on several lines each part has its share of what was said.
      let parts = rows.filter { $0.line == row.line }.reduce(0) { $0 + $1.quantity }
      let value = said.map { PaperTable.share(of: $0.amount, row.quantity, of: parts) } ?? paid?.minorUnits
      let (grams, overflow) = (row.grams ?? 0).multipliedReportingOverflow(by: row.quantity)
      return Declaration.Line(
        sku: row.sku, name: row.name, material: row.material, quantity: row.quantity,
        netGrams: row.grams == nil || overflow ? nil : grams,
        value: value.map { Money(minorUnits: $0, currency: currency) }, paid: paid, reason: said?.why ?? "",
        hsCode: row.hs, origin: row.origin)
    }
  }

  /// So many of so many units' part of an amount; nil where that cannot be reckoned.
  static func share(of amount: Int64, _ quantity: Int64, of whole: Int64) -> Int64? {
    guard whole > 0 else { return nil }
    let (product, overflow) = amount.multipliedReportingOverflow(by: min(quantity, whole))
    return overflow ? nil : Rounding.halfUp.quotient(product, whole)
  }
}
