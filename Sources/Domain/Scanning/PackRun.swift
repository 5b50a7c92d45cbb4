/// Packing: each unit of an order is scanned into its box, and the scale agrees before the box is closed.
///
/// order → items → box → weight → … → done. What was packed is what was picked, or the packer has said what is missing
/// and why.
public struct PackRun: ScanRun {
  public typealias Effect = PackEffect

  public enum Phase: String, Hashable, Sendable, CaseIterable {
    case order, items, box, weight
    case reason, confirmMissing, asideReason, done
  }

  /// One scan into the box that is open.
  struct Stroke: Hashable {
    var line: Int
    var count: Int64
  }

  public static let word = "pack"

  public let plan: PackPlan
  public let book: CodeBook
  public internal(set) var phase: Phase = .order
  var interrupted: Phase = .items
  /// What went into the open box, scan by scan, so that the last can be taken out again.
  var strokes: [Stroke] = []
  /// Units of each line in closed parcels.
  public internal(set) var packed: [Int64]
  public internal(set) var missing: [Int64]
  public internal(set) var parcels = 0
  var box: PackBox?
  var reason: ShortReason?
  var isCancelled = false

  public init(_ plan: PackPlan) {
    self.plan = plan
    var book = CodeBook()
    book.add(plan.order, .order(plan.order))
    for bin in plan.bins { book.add(bin, .bin(bin)) }
    for line in plan.lines {
      book.add(sku: line.sku, line.codes)
      if case .this(let lot) = line.lot { book.add(lot, .lot(lot)) }
    }
    for box in plan.boxes { book.add(box.code, .box(box.code)) }
    self.book = book
    packed = plan.lines.map { _ in 0 }
    missing = packed
  }

  public var reader: ScanReader { plan.reader }
  public var takesTypedCodes: Bool { plan.policy.takesTypedCodes }
  public var overRefusal: ScanRefusal { isCancelled ? .cancelledOrder(plan.order) : .finishedRun }

  /// Units of a line in the open box.
  public func inBox(_ line: Int) -> Int64 { strokes.reduce(0) { $1.line == line ? $0 + $1.count : $0 } }
  /// Units of a line that are in no box and not said to be missing.
  public func left(of line: Int) -> Int64 { plan.lines[line].quantity - packed[line] - missing[line] - inBox(line) }
  public var left: Int64 { plan.lines.indices.reduce(0) { $0 + left(of: $1) } }

  /// What the scale should show for the open box, in grams; nil where the weight of something in it is not known.
  public var expectedGrams: Int64? {
    var sum = box?.emptyGrams ?? 0
    for line in plan.lines.indices {
      let count = inBox(line)
      if count == 0 { continue }
      guard let each = plan.lines[line].gramsEach else { return nil }
      // At most a million units of a hundred tons: 10^14.
      sum += each * count
    }
    return sum
  }

  /// Grams, either way.
  public var tolerance: Int64 {
    max(
      plan.policy.toleranceGrams,
      (expectedGrams ?? 0) / 1000 * plan.policy.tolerancePerMille
        + (expectedGrams ?? 0) % 1000 * plan.policy.tolerancePerMille / 1000)
  }
}

/// What packing changes in the shop.
public enum PackEffect: Hashable, Sendable {
  case started(order: String)
  /// A closed parcel, numbered from 1. `grams`: by the scale; nil where none is used.
  case packed(parcel: Int, box: String?, contents: [LineUnits], grams: Int64?)
  case missing(line: Int64, quantity: Int64, reason: ShortReason)
  /// Somebody else looks into it; nothing of the open box is packed.
  case setAside(order: String, reason: ShortReason)
  case finished(order: String, parcels: Int)
}

/// Units of one line.
public struct LineUnits: Hashable, Sendable {
  public var line: Int64
  public var quantity: Int64

  public init(line: Int64, quantity: Int64) {
    self.line = line
    self.quantity = quantity
  }
}
