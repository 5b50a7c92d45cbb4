internal import Domain

/// Units of receipts that stand where they came in and may not be sold yet: nobody carries them to a shelf before they
/// were released.
enum GoodsInCheck {
  /// So many of what stands together; a purchase's goods are the shop's own.
  static func units(of quant: StockLedger.Quant, in reader: any Reader) throws -> Int64 {
    if !quant.owner.isEmpty { return 0 }
    return min(quant.quantity, try units(quant.variantId, quant.lotId ?? 0, at: quant.locationId, in: reader))
  }

  static func units(_ variant: Int64, _ lot: Int64, at place: Int64, in reader: any Reader) throws -> Int64 {
    try reader.integer(
      """
      SELECT SUM(quantity - accepted - rejected)
      FROM receipts
      WHERE variant_id = \(variant) AND lot_id = \(lot) AND location_id = \(place) AND state <> 'settled'
        AND quantity > 0
      """) ?? 0
  }

  /// Refuses to carry off what is in check, whatever a walk was planned for before.
  static func refuse(
    _ quantity: Int64, _ variant: Int64, _ lot: Int64, _ owner: String, _ place: Int64, _ work: Work
  ) throws {
    if !owner.isEmpty { return }
    let inCheck = try units(variant, lot, at: place, in: work.writer)
    if inCheck == 0 { return }
    let there = try StockLedger.quantity(variant, place, lot == 0 ? nil : lot, owner, in: work.writer)
    if there - inCheck < quantity {
      throw ActionRefusal.fulfilment(
        .inCheck(place: try RecordNumber.of("locations", place, in: work.writer), units: inCheck))
    }
  }
}
