/// Cluster picking: one walk with one cart, a bin an order, sorted while picking.
///
/// cart → location → product → lot → quantity → bin → zero check → … → unloading → done. A task is proved by its
/// place and its product; what is short says why; what is skipped comes again at the end.
public struct PickRun: ScanRun {
  public typealias Effect = PickEffect

  /// Where the run stands; each is a row of `steps`.
  public enum Phase: String, Hashable, Sendable, CaseIterable {
    case cart, location, product, lot, quantity, bin, zeroCheck
    case reason, confirmShort, otherLot, confirmLot
    case unloading, done
  }

  /// Units of one task: picked + short + cancelled + left = quantity, always.
  public struct Tally: Hashable, Sendable {
    public var picked: Int64 = 0
    public var short: Int64 = 0
    public var cancelled: Int64 = 0
  }

  /// What is in the hand and not yet in a bin.
  public struct Hand: Hashable, Sendable {
    public var count: Int64 = 0
    public var lot: String?
    /// Why the task ends with what is in the hand.
    public var shortening: ShortReason?
  }

  public static let word = "pick"

  public let plan: PickPlan
  public let book: CodeBook
  public internal(set) var phase: Phase
  /// The phase that a reason or another lot was asked from.
  var interrupted: Phase = .location
  /// Places of `plan.tasks`, the one at work first.
  public internal(set) var waiting: [Int]
  public internal(set) var tallies: [Tally]
  public internal(set) var hand = Hand()
  /// A bin's key and its order, for bins that hold something or were given.
  public internal(set) var orderOfBin: [String: String] = [:]
  public internal(set) var fullBins: Set<String> = []
  var unloadedBins: Set<String> = []
  /// Bins that hold goods, with their codes as they were scanned, in the order of their first unit.
  public internal(set) var usedBins: [String] = []
  var closedLocations: Set<String> = []
  /// Orders that were cancelled, held or given up while their goods were on the cart.
  public internal(set) var cancelledOrders: Set<String> = []
  /// Lots taken in place of the reserved ones, by task.
  var otherLots: [Int: String] = [:]
  var reason: ShortReason?
  public internal(set) var newLot: String?
  /// The place that was scanned last: it need not be scanned again for the next task there.
  var provenLocation: String?

  public init(_ plan: PickPlan) {
    self.plan = plan
    var book = CodeBook()
    for task in plan.tasks {
      book.add(task.location, .location(task.location))
      book.add(sku: task.sku, task.codes)
      book.add(task.order, .order(task.order))
      if case .this(let lot) = task.lot { book.add(lot, .lot(lot)) }
      if let bin = task.bin { book.add(bin, .bin(bin)) }
    }
    for bin in plan.bins { book.add(bin, .bin(bin)) }
    book.add(plan.cart, .cart(plan.cart))
    self.book = book
    phase = plan.cart.isEmpty ? .location : .cart
    waiting = Array(plan.tasks.indices)
    tallies = Array(repeating: Tally(), count: plan.tasks.count)
    for task in plan.tasks {
      if let bin = task.bin { orderOfBin[ScanKeyText.key(bin)] = task.order }
    }
  }

  public var reader: ScanReader { plan.reader }
  public var takesTypedCodes: Bool { plan.policy.takesTypedCodes }

  /// The task at work; nil when none is left.
  public var task: PickTask? { waiting.first.map { plan.tasks[$0] } }

  /// Units of a task that are neither picked nor short nor cancelled.
  public func left(of index: Int) -> Int64 {
    plan.tasks[index].quantity - tallies[index].picked - tallies[index].short - tallies[index].cancelled
  }

  /// The lot that a task wants now: the reserved one, or the one taken in its place.
  func lotRule(of index: Int) -> LotRule {
    otherLots[index].map { .this($0) } ?? plan.tasks[index].lot
  }
}

/// What a pick changes in the shop.
public enum PickEffect: Hashable, Sendable {
  case started(cart: String)
  case picked(task: Int64, quantity: Int64, lot: String?, bin: String)
  /// So many were not there: their reservation is freed, the place is counted, the units are sought elsewhere.
  case shortPick(task: Int64, missing: Int64, reason: ShortReason)
  /// `counted`: what the picker saw; nil where somebody else must count.
  case countRequested(location: String, sku: String, lot: LotRule, cause: CountCause, counted: Int64?)
  case lotChanged(task: Int64, from: LotRule, to: String)
  case binOpened(bin: String, order: String)
  case binFilled(bin: String, order: String)
  case skipped(task: Int64)
  case unloaded(bin: String, order: String)
  case finished
}

/// Why a place must be counted.
public enum CountCause: Hashable, Sendable {
  case short(ShortReason)
  /// The books say that nothing is left, and something is.
  case notEmpty
}
