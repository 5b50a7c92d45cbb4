internal import Domain

extension Fulfilling {
  /// Refuses what would leave a fulfilment in a state that nobody could have brought it to: an undo of one step beneath
  /// another that rests on it. The transaction is to be given up then.
  static func refuseFlaws(_ fulfilments: Set<Int64>, in reader: any Reader) throws {
    for id in fulfilments.sorted() {
      guard let flaw = try flaw(of: id, in: reader) else { continue }
      let number = try RecordNumber.of("fulfilments", id, in: reader)
      throw ActionRefusal.conflict([.init(field: "\(number)/\(flaw)", mine: .null, theirs: .null)])
    }
  }

  private static func flaw(of id: Int64, in reader: any Reader) throws -> String? {
    let checks: [(String, SQL)] = [
      (
        "labels",
        """
        SELECT COUNT(*)
        FROM parcels
        WHERE fulfilment_id = \(id) AND (shipped_at IS NOT NULL OR manifest_id IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM labels WHERE labels.parcel_id = parcels.id AND voided_at IS NULL)
        """
      ),
      (
        "parcels",
        """
        SELECT COUNT(*)
        FROM parcels
        WHERE fulfilment_id = \(id) AND NOT EXISTS (SELECT 1 FROM picks WHERE picks.parcel_id = parcels.id)
        """
      ),
      (
        "picks",
        """
        SELECT COUNT(*)
        FROM picks
        WHERE fulfilment_id = \(id) AND parcel_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM parcels WHERE parcels.id = picks.parcel_id)
        """
      ),
      (
        "units",
        """
        SELECT COUNT(*)
        FROM (SELECT DISTINCT line_id FROM allocations WHERE fulfilment_id = \(id)
          UNION SELECT DISTINCT line_id FROM picks WHERE fulfilment_id = \(id)) AS lines
        WHERE (SELECT COALESCE(SUM(quantity), 0) FROM picks WHERE fulfilment_id = \(id) AND line_id = lines.line_id)
          <> (SELECT COALESCE(SUM(quantity), 0) FROM allocations
            WHERE fulfilment_id = \(id) AND line_id = lines.line_id
              AND state IN ('picked', 'packed', 'shipped', 'returned'))
        """
      ),
      (
        "walks",
        """
        SELECT COUNT(*)
        FROM run_steps
        WHERE fulfilment_id = \(id) AND NOT EXISTS (SELECT 1 FROM fulfilments WHERE fulfilments.id = \(id))
        """
      ),
    ]
    for (name, check) in checks where try reader.integer(check) ?? 0 > 0 { return name }
    return nil
  }
}

/// What was picked for orders stays where it is packed, whoever moves or counts there.
enum PackedGoods {
  static func refuseUncovered(_ moves: [StockMove], in reader: any Reader) throws {
    for move in moves {
      let taken =
        try reader.integer(
          """
          SELECT SUM(p.quantity)
          FROM picks AS p
          LEFT JOIN parcels AS b ON b.id = p.parcel_id
          WHERE p.at_id = \(move.from) AND p.variant_id = \(move.variantId) AND p.lot_id = \(move.lotId ?? 0)
            AND p.owner = \(move.owner) AND b.shipped_at IS NULL
          """) ?? 0
      if taken == 0 { continue }
      let there = try StockLedger.quantity(move.variantId, move.from, move.lotId, move.owner, in: reader)
      if there < taken {
        throw ActionRefusal.stock(
          .promised(
            sku: try RecordNumber.of("variants", move.variantId, in: reader),
            warehouse: try RecordNumber.of("locations", move.from, in: reader), asked: move.quantity,
            free: max(0, there + move.quantity - taken)))
      }
    }
  }
}
