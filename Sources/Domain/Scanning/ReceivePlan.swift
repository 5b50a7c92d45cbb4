/// A line of a purchase that is expected at the dock.
public struct ReceiptLine: Hashable, Sendable {
  public var id: Int64
  public var sku: String
  public var codes: [Barcode]
  /// Still to come.
  public var expected: Int64
  /// Beyond `expected`; more is refused.
  public var mayExceedBy: Int64
  public var recordsLot: Bool
  public var recordsExpiry: Bool

  public init(
    id: Int64, sku: String, codes: [Barcode] = [], expected: Int64, mayExceedBy: Int64 = 0, recordsLot: Bool = false,
    recordsExpiry: Bool = false
  ) {
    self.id = id
    self.sku = sku
    self.codes = codes
    self.expected = expected
    self.mayExceedBy = mayExceedBy
    self.recordsLot = recordsLot
    self.recordsExpiry = recordsExpiry
  }
}

/// One delivery of a purchase.
public struct ReceivePlan: Hashable, Sendable {
  public let id: Int64
  /// The purchase's number; its label confirms the end.
  public let purchase: String
  public let lines: [ReceiptLine]
  public let takesTypedCodes: Bool
  public let reader: ScanReader

  public init(
    id: Int64, purchase: String, lines: [ReceiptLine], takesTypedCodes: Bool = true, reader: ScanReader
  ) throws(ScanPlanFault) {
    if lines.isEmpty { throw .noTasks }
    if ScanKeyText.key(purchase).isEmpty { throw .noCode(task: id) }
    var ids: Set<Int64> = []
    for line in lines {
      guard ids.insert(line.id).inserted else { throw .sameTask(line.id) }
      if ScanKeyText.key(line.sku).isEmpty { throw .noCode(task: line.id) }
      guard (1...PickPlan.mostUnits).contains(line.expected) else {
        throw .badQuantity(task: line.id, line.expected)
      }
      guard (0...PickPlan.mostUnits).contains(line.mayExceedBy) else {
        throw .badQuantity(task: line.id, line.mayExceedBy)
      }
    }
    self.id = id
    self.purchase = purchase
    self.lines = lines
    self.takesTypedCodes = takesTypedCodes
    self.reader = reader
  }
}

/// What receiving changes in the shop.
public enum ReceiveEffect: Hashable, Sendable {
  /// Damaged goods come in as well, to a place where nobody picks.
  case received(line: Int64, quantity: Int64, lot: String?, expiry: CivilTime?, isDamaged: Bool)
  /// So many of the line's units are beyond what was ordered.
  case exceeded(line: Int64, by: Int64)
  /// So many did not come.
  case missing(line: Int64, quantity: Int64)
  case finished(purchase: String)
}
