/// A line of a return that is awaited.
public struct AwaitedLine: Hashable, Sendable {
  /// The order's line.
  public var id: Int64
  public var sku: String
  public var codes: [Barcode]
  /// Still to come.
  public var expected: Int64
  /// Units that the buyer has beyond those; more is refused.
  public var mayExceedBy: Int64
  /// The lots that were sent, or any of the product's; none where it is kept without.
  public var lots: [String]

  public init(
    id: Int64, sku: String, codes: [Barcode] = [], expected: Int64, mayExceedBy: Int64 = 0, lots: [String] = []
  ) {
    self.id = id
    self.sku = sku
    self.codes = codes
    self.expected = expected
    self.mayExceedBy = mayExceedBy
    self.lots = lots
  }
}

/// What somebody expects in the parcel of a return.
public struct ReturnPlan: Hashable, Sendable {
  public let id: Int64
  /// The return's number; its slip confirms the end.
  public let number: String
  /// What else is printed on the parcel and its slip: the order's number, the carrier's.
  public let aliases: [String]
  public let lines: [AwaitedLine]
  public let takesTypedCodes: Bool
  public let reader: ScanReader

  public init(
    id: Int64, number: String, aliases: [String] = [], lines: [AwaitedLine], takesTypedCodes: Bool = true,
    reader: ScanReader
  ) throws(ScanPlanFault) {
    if lines.isEmpty { throw .noTasks }
    if ScanKeyText.key(number).isEmpty { throw .noCode(task: id) }
    var ids: Set<Int64> = []
    for line in lines {
      guard ids.insert(line.id).inserted else { throw .sameTask(line.id) }
      if ScanKeyText.key(line.sku).isEmpty { throw .noCode(task: line.id) }
      for count in [line.expected, line.mayExceedBy] {
        guard (0...PickPlan.mostUnits).contains(count) else { throw .badQuantity(task: line.id, count) }
      }
      if line.expected + line.mayExceedBy < 1 { throw .badQuantity(task: line.id, line.expected) }
    }
    self.id = id
    self.number = number
    self.aliases = aliases.filter { !ScanKeyText.key($0).isEmpty }
    self.lines = lines
    self.takesTypedCodes = takesTypedCodes
    self.reader = reader
  }
}

/// What opening a returned parcel changes in the shop.
public enum ReturnEffect: Hashable, Sendable {
  case returned(line: Int64, quantity: Int64, lot: String?, condition: ReturnCondition)
  /// So many of the line's units are beyond what was announced.
  case exceeded(line: Int64, by: Int64)
  /// Something that nobody announced lies in the parcel; `sku` where the shop knows it.
  case unexpected(code: String, sku: String?, quantity: Int64)
  /// So many did not come.
  case missing(line: Int64, quantity: Int64)
  case finished(number: String)
}
