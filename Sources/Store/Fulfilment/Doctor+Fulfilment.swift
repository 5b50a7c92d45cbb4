internal import Domain

extension Doctor {
  /// What holds between shelf and carrier at every moment; each counts what breaks it.
  static let fulfilmentRules: [Rule] = [
    Rule(
      name: "pickedUnits",
      sql: """
        SELECT COUNT(*)
        FROM (
          SELECT fulfilment_id, line_id, SUM(quantity) AS quantity
          FROM allocations
          WHERE fulfilment_id IS NOT NULL AND state IN ('picked', 'packed', 'shipped', 'returned')
          GROUP BY fulfilment_id, line_id
        ) AS units
        FULL JOIN (
          SELECT fulfilment_id, line_id, SUM(quantity) AS quantity
          FROM picks
          GROUP BY fulfilment_id, line_id
        ) AS taken ON taken.fulfilment_id = units.fulfilment_id AND taken.line_id = units.line_id
        WHERE units.quantity IS NULL OR taken.quantity IS NULL OR units.quantity <> taken.quantity
        """, text: "lines have more or fewer units off the shelf than were picked", isDerived: false),
    Rule(
      name: "packedUnits",
      sql: """
        SELECT COUNT(*)
        FROM (
          SELECT fulfilment_id, line_id, SUM(quantity) AS quantity
          FROM allocations
          WHERE fulfilment_id IS NOT NULL AND state IN ('packed', 'shipped', 'returned')
          GROUP BY fulfilment_id, line_id
        ) AS units
        FULL JOIN (
          SELECT fulfilment_id, line_id, SUM(quantity) AS quantity
          FROM picks
          WHERE parcel_id IS NOT NULL
          GROUP BY fulfilment_id, line_id
        ) AS packed ON packed.fulfilment_id = units.fulfilment_id AND packed.line_id = units.line_id
        WHERE units.quantity IS NULL OR packed.quantity IS NULL OR units.quantity <> packed.quantity
        """, text: "lines have more or fewer units in parcels than were packed", isDerived: false),
    Rule(
      name: "packingPlaces",
      sql: """
        SELECT COUNT(*)
        FROM (
          SELECT p.variant_id, p.lot_id, p.owner, p.at_id, SUM(p.quantity) AS quantity
          FROM picks AS p
          LEFT JOIN parcels AS b ON b.id = p.parcel_id
          WHERE b.shipped_at IS NULL
          GROUP BY p.variant_id, p.lot_id, p.owner, p.at_id
        ) AS taken
        LEFT JOIN quants AS q ON q.variant_id = taken.variant_id AND q.location_id = taken.at_id
          AND q.lot_id = taken.lot_id AND q.owner = taken.owner
        WHERE COALESCE(q.quantity, 0) < taken.quantity
        """, text: "goods that were picked do not stand where they are packed", isDerived: false),
    Rule(
      name: "walkSteps",
      sql: """
        SELECT COUNT(*)
        FROM (
          SELECT s.fulfilment_id, s.line_id, SUM(s.quantity - s.picked - s.short - s.cancelled) AS quantity
          FROM run_steps AS s
          JOIN runs AS r ON r.id = s.run_id AND r.done_at IS NULL AND r.cancelled_at IS NULL
          JOIN orders AS o ON o.id = s.order_id AND o.state = 'open'
          WHERE s.picked + s.short + s.cancelled < s.quantity AND r.started_at IS NULL
          GROUP BY s.fulfilment_id, s.line_id
        ) AS walks
        WHERE walks.quantity > (
          SELECT COALESCE(SUM(a.quantity), 0) FROM allocations AS a
          WHERE a.line_id = walks.line_id AND a.state IN ('reserved', 'backordered', 'pegged', 'cancelled'))
        """, text: "walks are to fetch more than orders are promised", isDerived: false),
    Rule(
      name: "parcelsShipped",
      sql: """
        SELECT COUNT(*)
        FROM parcels
        WHERE shipped_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM labels WHERE labels.parcel_id = parcels.id AND voided_at IS NULL)
        """, text: "parcels are on their way without a label", isDerived: false),
    Rule(
      name: "emptyParcels",
      sql: """
        SELECT COUNT(*)
        FROM parcels
        WHERE NOT EXISTS (SELECT 1 FROM picks WHERE picks.parcel_id = parcels.id)
        """, text: "parcels have nothing in them", isDerived: false),
    Rule(
      name: "scanLogs",
      sql: """
        SELECT COUNT(*)
        FROM runs
        WHERE events <> (SELECT COUNT(*) FROM scan_lines WHERE scan_lines.run_id = runs.id)
        """, text: "walks have lost lines of their log", isDerived: false),
  ]

  /// Stages, states of parcels and of waves against the facts that they are read off.
  static func checkStages(_ reader: any Reader, _ result: inout Examination) throws {
    var wrong = 0
    for (id, stage) in try reader.all("SELECT id, stage FROM fulfilments", { ($0.integer(0), $0.text(1)) }) {
      if try Fulfilling.facts(of: id, in: reader)?.0.stage.rawValue != stage { wrong += 1 }
    }
    if wrong > 0 {
      result.findings.append(
        .init(check: "fulfilmentStages", text: "\(wrong) fulfilments stand at a wrong stage", isDerived: true))
    }
  }
}
