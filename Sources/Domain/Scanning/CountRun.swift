/// Goods that the books have at a place. How many is not told: the count is blind.
public struct CountGoods: Hashable, Sendable {
  public var sku: String
  public var codes: [Barcode]
  public var lot: LotRule

  public init(sku: String, codes: [Barcode] = [], lot: LotRule = .none) {
    self.sku = sku
    self.codes = codes
    self.lot = lot
  }
}

/// A place to be counted.
public struct CountTask: Hashable, Sendable, WalkStop {
  public var id: Int64
  public var location: String
  public var sequence: Int64
  public var goods: [CountGoods]

  public init(id: Int64, location: String, sequence: Int64 = 0, goods: [CountGoods] = []) {
    self.id = id
    self.location = location
    self.sequence = sequence
    self.goods = goods
  }
}

/// One walk of counting.
public struct CountPlan: Hashable, Sendable {
  public let id: Int64
  /// In the order of the walk.
  public let tasks: [CountTask]
  public let takesTypedCodes: Bool
  public let reader: ScanReader

  public init(
    id: Int64, tasks: [CountTask], takesTypedCodes: Bool = true, reader: ScanReader
  ) throws(ScanPlanFault) {
    if tasks.isEmpty { throw .noTasks }
    var ids: Set<Int64> = []
    for task in tasks {
      guard ids.insert(task.id).inserted else { throw .sameTask(task.id) }
      if ScanKeyText.key(task.location).isEmpty { throw .noCode(task: task.id) }
    }
    self.id = id
    self.tasks = tasks.inWalkingOrder()
    self.takesTypedCodes = takesTypedCodes
    self.reader = reader
  }
}

/// Units of one product and lot that somebody saw.
public struct CountedUnits: Hashable, Sendable {
  public var sku: String
  public var lot: String?
  public var quantity: Int64

  public init(sku: String, lot: String? = nil, quantity: Int64) {
    self.sku = sku
    self.lot = lot
    self.quantity = quantity
  }
}

/// What counting changes in the shop.
public enum CountEffect: Hashable, Sendable {
  /// All that lies at the place; what the books have there and nobody saw is counted as 0.
  case counted(task: Int64, location: String, units: [CountedUnits])
  case skipped(task: Int64)
  case finished
}

/// A blind count: at each place all is scanned, and the place once more says that it is all.
///
/// location → product … → location again → … → done.
public struct CountRun: ScanRun {
  public typealias Effect = CountEffect

  public enum Phase: String, Hashable, Sendable, CaseIterable {
    case location, counting, lot, confirm, done
  }

  public static let word = "count"
  public static let steps: [Phase: ScanStep] = [
    .location: ScanStep(.location, accepts: [.location], keys: [.f2: .skip]),
    .counting: ScanStep(
      .product, accepts: [.product], takesNumber: true, keys: [.f7: .takeOut, .f8: .finish]),
    .lot: ScanStep(.lot, accepts: [.lot], takesText: true, keys: [.f7: .back]),
    .confirm: ScanStep(.confirmation, accepts: [.location], keys: [.f7: .back]),
    .done: ScanStep(.done),
  ]

  public let plan: CountPlan
  public let book: CodeBook
  public internal(set) var phase: Phase = .location
  /// Places of `plan.tasks`, the one at work first.
  public internal(set) var waiting: [Int]
  /// What was scanned at this place, scan by scan, so that the last can be taken back.
  public internal(set) var strokes: [CountedUnits] = []
  /// Scanned, and its lot is not known yet.
  var pending: CountedUnits?

  public init(_ plan: CountPlan) {
    self.plan = plan
    var book = CodeBook()
    for task in plan.tasks {
      book.add(task.location, .location(task.location))
      for goods in task.goods {
        book.add(sku: goods.sku, goods.codes)
        if case .this(let lot) = goods.lot { book.add(lot, .lot(lot)) }
      }
    }
    self.book = book
    waiting = Array(plan.tasks.indices)
  }

  public var reader: ScanReader { plan.reader }
  public var takesTypedCodes: Bool { plan.takesTypedCodes }

  public var step: ScanStep {
    var step = Self.steps[phase] ?? ScanStep(.done)
    guard let index = waiting.first else { return step }
    step.facts = [
      .progress(plan.tasks.count - waiting.count + 1, of: plan.tasks.count), .location(plan.tasks[index].location),
    ]
    if let last = pending ?? strokes.last {
      step.facts += [.product(sku: last.sku), .counted(counted(last.sku, last.lot))]
      if let lot = last.lot { step.facts.append(.lot(lot)) }
    }
    if phase == .confirm { step.facts.append(.confirms(.finish)) }
    if phase == .counting && strokes.isEmpty { step.takesNumber = false }
    return step
  }

  /// Units of a product and lot at this place so far.
  public func counted(_ sku: String, _ lot: String?) -> Int64 {
    strokes.reduce(0) { $1.sku == sku && $1.lot == lot ? $0 + $1.quantity : $0 }
  }
}
