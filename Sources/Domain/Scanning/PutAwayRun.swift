/// Units that lie at the dock and belong on a shelf.
public struct PutAwayTask: Hashable, Sendable, WalkStop {
  public var id: Int64
  public var sku: String
  public var codes: [Barcode]
  public var lot: LotRule
  public var quantity: Int64
  /// Where they stand; empty: at the dock.
  public var source: String
  /// Where they should go.
  public var location: String
  /// The place's turn on the way.
  public var sequence: Int64

  public init(
    id: Int64, sku: String, codes: [Barcode] = [], lot: LotRule = .none, quantity: Int64, source: String = "",
    location: String, sequence: Int64 = 0
  ) {
    self.id = id
    self.sku = sku
    self.codes = codes
    self.lot = lot
    self.quantity = quantity
    self.source = source
    self.location = location
    self.sequence = sequence
  }
}

/// One walk from the dock to the shelves.
public struct PutAwayPlan: Hashable, Sendable {
  public let id: Int64
  /// In the order of the walk.
  public let tasks: [PutAwayTask]
  public let takesTypedCodes: Bool
  /// Whether a product that stands there in several lots is asked for its lot; logs of before booked the first.
  public let asksLot: Bool
  public let reader: ScanReader

  public init(
    id: Int64, tasks: [PutAwayTask], takesTypedCodes: Bool = true, asksLot: Bool = true, reader: ScanReader
  ) throws(ScanPlanFault) {
    if tasks.isEmpty { throw .noTasks }
    var ids: Set<Int64> = []
    for task in tasks {
      guard ids.insert(task.id).inserted else { throw .sameTask(task.id) }
      if ScanKeyText.key(task.sku).isEmpty || ScanKeyText.key(task.location).isEmpty { throw .noCode(task: task.id) }
      guard (1...PickPlan.mostUnits).contains(task.quantity) else {
        throw .badQuantity(task: task.id, task.quantity)
      }
    }
    self.id = id
    self.tasks = tasks.inWalkingOrder()
    self.takesTypedCodes = takesTypedCodes
    self.asksLot = asksLot
    self.reader = reader
  }
}

/// What putting away changes in the shop.
public enum PutAwayEffect: Hashable, Sendable {
  /// `isElsewhere`: at another place than the one that was proposed.
  case putAway(task: Int64, quantity: Int64, location: String, isElsewhere: Bool)
  case locationFull(String)
  /// So many of the task's units are not at the dock.
  case missing(task: Int64, quantity: Int64, reason: ShortReason)
  case finished
}

/// Putting goods away: whatever comes to the hand first is scanned, then brought to its place.
///
/// product → lot, where there are several → quantity → location → … → done. Another place than the proposed one is
/// scanned twice.
public struct PutAwayRun: ScanRun {
  public typealias Effect = PutAwayEffect

  public enum Phase: String, Hashable, Sendable, CaseIterable {
    case product, lot, quantity, location, elsewhere, confirmElsewhere, reason, confirmMissing, endReason, done
  }

  public struct Hand: Hashable, Sendable {
    public var task: Int
    public var count: Int64
    /// The place that was scanned once instead of the proposed one.
    public var elsewhere: String?
  }

  struct Pack: Hashable {
    var sku: String
    var count: Int64
  }

  public static let word = "putaway"
  public static let steps: [Phase: ScanStep] = [
    .product: ScanStep(.product, accepts: [.product], keys: [.f8: .finish]),
    .lot: ScanStep(.lot, accepts: [.lot], takesText: true, keys: [.f7: .back]),
    .quantity: ScanStep(
      .quantity, accepts: [.product], takesNumber: true, takesAnswer: true, keys: [.f3: .short, .f7: .back]),
    .location: ScanStep(.location, accepts: [.location], keys: [.f4: .elsewhere, .f7: .back, .f8: .fullBin]),
    .elsewhere: ScanStep(.location, accepts: [.location], keys: [.f7: .back]),
    .confirmElsewhere: ScanStep(.confirmation, accepts: [.location], keys: [.f7: .back]),
    .reason: ScanStep(.reason, takesNumber: true, keys: [.f7: .back]),
    .confirmMissing: ScanStep(.confirmation, accepts: [.product], keys: [.f7: .back]),
    .endReason: ScanStep(.reason, takesNumber: true, keys: [.f7: .back]),
    .done: ScanStep(.done),
  ]

  public let plan: PutAwayPlan
  public let book: CodeBook
  public internal(set) var phase: Phase = .product
  public internal(set) var hand: Hand?
  /// A product in the hand whose lot is not known yet.
  var unknownLot: Pack?
  /// Units of each task that are neither put away nor missing.
  public internal(set) var left: [Int64]
  var closedLocations: Set<String> = []
  var reason: ShortReason?

  public init(_ plan: PutAwayPlan) {
    self.plan = plan
    var book = CodeBook()
    for task in plan.tasks {
      book.add(sku: task.sku, task.codes)
      book.add(task.location, .location(task.location))
      if case .this(let lot) = task.lot { book.add(lot, .lot(lot)) }
    }
    self.book = book
    left = plan.tasks.map(\.quantity)
  }

  public var reader: ScanReader { plan.reader }
  public var takesTypedCodes: Bool { plan.takesTypedCodes }

  public var step: ScanStep {
    var step = Self.steps[phase] ?? ScanStep(.done)
    let done = left.filter { $0 == 0 }.count
    step.facts = [.progress(done, of: plan.tasks.count)]
    if phase == .endReason { step.facts += [.reasons(ShortReason.allCases), .confirms(.finish)] }
    if phase == .product { step.facts += waiting }
    if phase == .lot, let pack = unknownLot {
      step.facts.append(.product(sku: pack.sku))
      for index in plan.tasks.indices where left[index] > 0 && plan.tasks[index].sku == pack.sku {
        if case .this(let lot) = plan.tasks[index].lot { step.facts += [.lot(lot), .quantity(0, of: left[index])] }
      }
    }
    guard let hand else { return step }
    let task = plan.tasks[hand.task]
    step.facts += [.product(sku: task.sku), .quantity(hand.count, of: left[hand.task])]
    if case .this(let lot) = task.lot { step.facts.append(.lot(lot)) }
    // The place that was turned down is not shown as the one to go to.
    if phase != .elsewhere { step.facts.append(.location(hand.elsewhere ?? task.location)) }
    switch phase {
    case .reason: step.facts.append(.reasons(ShortReason.allCases))
    case .confirmElsewhere: step.facts.append(.confirms(.elsewhere))
    case .confirmMissing: step.facts.append(.confirms(.short))
    default: break
    }
    return step
  }

  /// What is to be taken, from where; as much of it as a screen has room for.
  private var waiting: [ScanFact] {
    let open = plan.tasks.indices.filter { left[$0] > 0 }
    var facts: [ScanFact] = []
    var source = ""
    for index in open.prefix(PutAwayRun.shownTasks) {
      let task = plan.tasks[index]
      if !task.source.isEmpty, task.source != source { facts.append(.source(task.source)) }
      source = task.source
      facts.append(.product(sku: task.sku))
      if case .this(let lot) = task.lot { facts.append(.lot(lot)) }
      facts.append(.quantity(0, of: left[index]))
    }
    return facts
  }

  /// More are named one after the other.
  private static let shownTasks = 3
}
