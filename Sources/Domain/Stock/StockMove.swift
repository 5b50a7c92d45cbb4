/// Units of one variant that went from one place to another: a line of the ledger, never changed and never taken out.
public struct StockMove: Hashable, Sendable {
  public var variantId: Int64
  /// nil: the variant is not kept by lots.
  public var lotId: Int64?
  /// Whose the units are; empty: the shop's own.
  public var owner: String
  /// Whole units, one at least.
  public var quantity: Int64
  public var from: Int64
  public var to: Int64
  public var reason: MoveReason

  public init(
    variantId: Int64, lotId: Int64? = nil, owner: String = "", quantity: Int64, from: Int64, to: Int64,
    reason: MoveReason
  ) {
    self.variantId = variantId
    self.lotId = lotId
    self.owner = owner
    self.quantity = quantity
    self.from = from
    self.to = to
    self.reason = reason
  }

  /// The most units that one line of the ledger moves.
  public static let limit: Int64 = 1_000_000_000

  /// The line that makes this one good: the ledger is only ever added to.
  public var inverse: StockMove {
    var move = self
    (move.from, move.to) = (to, from)
    move.reason = .correction
    return move
  }

  /// Why there can be no such line; nil where there can.
  public var flaw: StockRefusal? {
    if quantity < 1 || quantity > StockMove.limit { return .badQuantity(quantity) }
    if from == to { return .sameLocation }
    return nil
  }
}

public enum MoveReason: String, Hashable, Sendable, CaseIterable {
  /// What was there when the ledger began.
  case opening
  case receipt, putAway, relocation, replenishment
  case pick, pack, shipment, putBack
  case sample, qualityPassed, qualityFailed
  case customerReturn, supplierReturn, scrap
  /// A count found another number.
  case count
  case miscounted, missingTransaction, found, expired, lost, damaged
  case transferOut, transferIn
  /// Makes an earlier line good.
  case correction

  /// Why somebody moves goods by hand.
  public static let ofMoving: [MoveReason] = [.relocation, .putAway, .replenishment, .scrap]

  /// Why a count's number may differ from the books.
  public static let ofCounts: [MoveReason] = [.missingTransaction, .miscounted, .found, .expired, .lost, .damaged]
}

/// Why something cannot be done with stock: facts with their evidence.
public enum StockRefusal: Error, Hashable, Sendable {
  case badQuantity(Int64)
  case sameLocation
  /// Fewer units are there than were asked for.
  case notThere(sku: String, location: String, asked: Int64, found: Int64)
  /// They are there, but promised to buyers.
  case promised(sku: String, warehouse: String, asked: Int64, free: Int64)
  case closedLocation(String)
  /// A warehouse or zone with bins is no place for this, nor is a supplier or a buyer.
  case notABin(String)
  case mirror(String)
  case lotNeeded(sku: String)
  case wrongLot(sku: String, lot: String)
  case notSellable(lot: String, status: LotStatus)
  case notEmpty(location: String, units: Int64)
  case transition(from: String, event: String, fits: [String])
  case held(order: String)
  case notPaid(order: String)
  case cancelled(order: String)
  /// Its money went back before it was sent.
  case notWanted(order: String)
  case nothingToAllocate(order: String)
  /// No warehouse has a unit free of what the order waits for.
  case nothingFree(order: String)
  case nothingAllocated(order: String)
  /// Goods have left the shelf: this is for the people who have them.
  case underWay(order: String, state: String)
  case unmappedLine(order: String, sku: String)
}
