/// Why something cannot be done with suppliers and purchases: facts with their evidence.
public enum SupplyRefusal: Error, Hashable, Sendable {
  case transition(from: String, event: String, fits: [String])
  case badQuantity(Int64)
  case sumTooLarge
  case codeTaken(String)
  case supplierClosed(String)
  /// The supplier has purchases or items, so that it cannot go.
  case inUse(String)
  case noLines(purchase: String)
  case notSold(supplier: String, sku: String)
  case lineTwice(sku: String)
  /// Fewer units than are sold at once.
  case belowMinimum(sku: String, asked: Int64, minimum: Int64)
  case notInPacks(sku: String, asked: Int64, pack: Int64)
  /// Fewer units than one order must have.
  case belowOrderUnits(supplier: String, asked: Int64, minimum: Int64)
  case belowOrderAmount(supplier: String, asked: Money, minimum: Money)
  /// More than was ordered, and more than is taken beyond it.
  case tooMany(sku: String, asked: Int64, room: Int64)
  case notInPurchase(purchase: String, sku: String)
  /// Goods of this supplier are looked at first: they cannot come straight to where they are sold from.
  case mustBeChecked(sku: String, location: String)
  /// The warehouse has no place for it.
  case noPlace(warehouse: String, use: BinUse)
  case sampleTooSmall(needed: Int64, found: Int64)
  case moreDefectsThanSample(defects: Int64, sample: Int64)
  /// So many were found bad and cannot go into stock.
  case heldBack(sku: String, asked: Int64, free: Int64)
  case certificateMissing(sku: String, certificate: String, country: String)
  case certificateExpired(sku: String, certificate: String, number: String, at: Instant)
  /// No supplier has promised it, and nothing of it is coming.
  case nothingPromised(order: String)
  case nothingPegged(order: String)
  case nothingProposed
}
