/// Units of one line of an order that were picked and must be in its parcels.
public struct PackLine: Hashable, Sendable {
  public var id: Int64
  public var sku: String
  public var codes: [Barcode]
  public var lot: LotRule
  /// As picked.
  public var quantity: Int64
  /// Of one unit; nil while nobody has weighed one.
  public var gramsEach: Int64?
  /// Millimetres of one unit: length, width, height; empty while nobody has measured one.
  public var sides: [Int64]

  public init(
    id: Int64, sku: String, codes: [Barcode] = [], lot: LotRule = .none, quantity: Int64, gramsEach: Int64? = nil,
    sides: [Int64] = []
  ) {
    self.id = id
    self.sku = sku
    self.codes = codes
    self.lot = lot
    self.quantity = quantity
    self.gramsEach = gramsEach
    self.sides = sides
  }
}

/// A kind of box, with the code that hangs at the packing table.
public struct PackBox: Hashable, Sendable {
  public var code: String
  public var emptyGrams: Int64
  /// With what is in it; nil: any weight.
  public var mostGrams: Int64?
  /// Millimetres inside: length, width, height; empty where nobody has told them.
  public var sides: [Int64]

  public init(code: String, emptyGrams: Int64 = 0, mostGrams: Int64? = nil, sides: [Int64] = []) {
    self.code = code
    self.emptyGrams = emptyGrams
    self.mostGrams = mostGrams
    self.sides = sides
  }

  public init(_ box: Box) {
    self.init(
      code: box.code, emptyGrams: box.emptyGrams, mostGrams: box.mostGrams,
      sides: [box.lengthMillimetres, box.widthMillimetres, box.heightMillimetres])
  }
}

/// What a shop asks of its packers.
public struct PackPolicy: Hashable, Sendable {
  public var takesTypedQuantity: Bool
  public var takesTypedCodes: Bool
  /// Whether each parcel goes on the scale.
  public var weighs: Bool
  /// A parcel may differ from its expected weight by the greater of these two.
  public var toleranceGrams: Int64
  public var tolerancePerMille: Int64

  public init(
    takesTypedQuantity: Bool = false, takesTypedCodes: Bool = true, weighs: Bool = true, toleranceGrams: Int64 = 20,
    tolerancePerMille: Int64 = 30
  ) {
    self.takesTypedQuantity = takesTypedQuantity
    self.takesTypedCodes = takesTypedCodes
    self.weighs = weighs
    self.toleranceGrams = toleranceGrams
    self.tolerancePerMille = tolerancePerMille
  }
}

/// One order on the packing table.
public struct PackPlan: Hashable, Sendable {
  public let id: Int64
  /// The order's number; its label, or its bin's, is scanned first.
  public let order: String
  /// The bin in which it was picked; empty: none.
  public let bin: String
  /// Others that hold goods of it.
  public let moreBins: [String]
  public let lines: [PackLine]
  /// Empty: no box is scanned.
  public let boxes: [PackBox]
  public let policy: PackPolicy
  public let reader: ScanReader

  public init(
    id: Int64, order: String, bin: String = "", moreBins: [String] = [], lines: [PackLine], boxes: [PackBox] = [],
    policy: PackPolicy = PackPolicy(), reader: ScanReader
  ) throws(ScanPlanFault) {
    if lines.isEmpty { throw .noTasks }
    if ScanKeyText.key(order).isEmpty { throw .noCode(task: id) }
    var ids: Set<Int64> = []
    for line in lines {
      guard ids.insert(line.id).inserted else { throw .sameTask(line.id) }
      if ScanKeyText.key(line.sku).isEmpty { throw .noCode(task: line.id) }
      guard (1...PackPlan.mostUnits).contains(line.quantity) else {
        throw .badQuantity(task: line.id, line.quantity)
      }
      guard (0...PackPlan.mostGrams).contains(line.gramsEach ?? 0) else {
        throw .badQuantity(task: line.id, line.gramsEach ?? 0)
      }
    }
    for box in boxes {
      guard (0...PackPlan.mostGrams).contains(box.emptyGrams) else { throw .badQuantity(task: id, box.emptyGrams) }
    }
    guard (0...PackPlan.mostGrams).contains(policy.toleranceGrams), (0...1000).contains(policy.tolerancePerMille)
    else { throw .badQuantity(task: id, policy.toleranceGrams) }
    self.id = id
    self.order = order
    self.bin = bin
    self.moreBins = moreBins
    self.lines = lines
    self.boxes = boxes
    self.policy = policy
    self.reader = reader
  }

  /// All bins that hold goods of it.
  public var bins: [String] { (bin.isEmpty ? [] : [bin]) + moreBins }

  /// Whether a code names the order, or a bin of it.
  func isOfOrder(_ subject: ScanSubject) -> Bool {
    switch subject {
    case .order(let name): name == order
    case .bin(let name): bins.contains(name)
    default: false
    }
  }

  /// Far beyond any parcel, far below where sums overflow.
  public static let mostUnits: Int64 = 1_000_000
  public static let mostGrams: Int64 = 100_000_000
}
