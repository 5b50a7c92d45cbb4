/// Whether a task wants a lot, and which.
public enum LotRule: Hashable, Sendable {
  /// The product is not kept by lots.
  case none
  /// This lot was reserved.
  case this(String)
  /// Any lot; which one is written down.
  case any
}

/// Units of one product at one place, for one order.
public struct PickTask: Hashable, Sendable, WalkStop {
  public var id: Int64
  /// 1 goes before 2.
  public var priority: Int64
  /// The place's code as its label bears it.
  public var location: String
  /// The place's turn on the way through the warehouse.
  public var sequence: Int64
  public var sku: String
  /// The codes of its packs; the SKU itself is a code as well.
  public var codes: [Barcode]
  public var lot: LotRule
  public var quantity: Int64
  /// The order's number.
  public var order: String
  /// 1 goes before 2.
  public var orderPriority: Int64
  public var orderedAt: Instant
  /// The bin of the cart that the order was given beforehand.
  public var bin: String?
  /// Units that the books have at this place, of this product and lot; nil where nobody asks when it is empty.
  public var expectedThere: Int64?

  public init(
    id: Int64, priority: Int64 = 1, location: String, sequence: Int64 = 0, sku: String, codes: [Barcode] = [],
    lot: LotRule = .none, quantity: Int64, order: String, orderPriority: Int64 = 1,
    orderedAt: Instant = Instant(milliseconds: 0), bin: String? = nil, expectedThere: Int64? = nil
  ) {
    self.id = id
    self.priority = priority
    self.location = location
    self.sequence = sequence
    self.sku = sku
    self.codes = codes
    self.lot = lot
    self.quantity = quantity
    self.order = order
    self.orderPriority = orderPriority
    self.orderedAt = orderedAt
    self.bin = bin
    self.expectedThere = expectedThere
  }

  /// The order of the walk: priority, the place's turn, the place, the order's priority, the order's age.
  public static func goesBefore(_ a: PickTask, _ b: PickTask) -> Bool {
    if a.priority != b.priority { return a.priority < b.priority }
    if let isFirst = a.standsBefore(b) { return isFirst }
    if a.orderPriority != b.orderPriority { return a.orderPriority < b.orderPriority }
    if a.orderedAt != b.orderedAt { return a.orderedAt < b.orderedAt }
    return a.id < b.id
  }
}

/// What a shop asks of its pickers.
public struct PickPolicy: Hashable, Sendable {
  /// Whether units may be told by a number, or each must be scanned.
  public var takesTypedQuantity: Bool
  public var takesTypedCodes: Bool
  /// Whether a place that should be empty is asked about.
  public var checksZero: Bool
  /// Whether the bins are put down at the end, each scanned.
  public var unloads: Bool

  public init(
    takesTypedQuantity: Bool = true, takesTypedCodes: Bool = true, checksZero: Bool = true, unloads: Bool = true
  ) {
    self.takesTypedQuantity = takesTypedQuantity
    self.takesTypedCodes = takesTypedCodes
    self.checksZero = checksZero
    self.unloads = unloads
  }
}

/// One person's walk with one cart.
public struct PickPlan: Hashable, Sendable {
  public let id: Int64
  /// Scanned at the start; empty: none is.
  public let cart: String
  /// The cart's bins; empty: whatever code is scanned as a bin is one.
  public let bins: [String]
  /// In the order of the walk.
  public let tasks: [PickTask]
  public let policy: PickPolicy
  public let reader: ScanReader

  public init(
    id: Int64, cart: String = "", bins: [String] = [], tasks: [PickTask], policy: PickPolicy = PickPolicy(),
    reader: ScanReader
  ) throws(ScanPlanFault) {
    if tasks.isEmpty { throw .noTasks }
    var ids: Set<Int64> = []
    var orders: [String: String] = [:]
    for task in tasks {
      guard ids.insert(task.id).inserted else { throw .sameTask(task.id) }
      guard (1...PickPlan.mostUnits).contains(task.quantity) else {
        throw .badQuantity(task: task.id, task.quantity)
      }
      if ScanKeyText.key(task.location).isEmpty || ScanKeyText.key(task.sku).isEmpty { throw .noCode(task: task.id) }
      if let bin = task.bin {
        let key = ScanKeyText.key(bin)
        if let other = orders[key], other != task.order { throw .binOfTwoOrders(bin: bin, other, task.order) }
        orders[key] = task.order
      }
    }
    self.id = id
    self.cart = cart
    self.bins = bins
    self.tasks = tasks.sorted(by: PickTask.goesBefore)
    self.policy = policy
    self.reader = reader
  }

  /// Units of one task: far beyond any cart, far below where sums overflow.
  public static let mostUnits: Int64 = 1_000_000_000
}
