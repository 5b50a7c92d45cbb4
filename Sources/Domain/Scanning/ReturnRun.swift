/// Opening a returned parcel, unit by unit.
///
/// product → lot → condition → … → done. The next product's scan says that the one in the hand is good; what nobody
/// announced is kept by a key and its scan; what did not come is said at the end.
public struct ReturnRun: ScanRun {
  public typealias Effect = ReturnEffect

  public enum Phase: String, Hashable, Sendable, CaseIterable {
    case product, unexpected, confirmOver, lot, condition, confirmEnd, done
  }

  /// What is in the hand and not yet taken in.
  public struct Hand: Hashable, Sendable {
    public var line: Int
    public var count: Int64
    public var lot: String?
  }

  public static let word = "return"
  public static let steps: [Phase: ScanStep] = [
    .product: ScanStep(.product, accepts: [.product], keys: [.f3: .unexpected, .f8: .finish]),
    .unexpected: ScanStep(.unexpected, accepts: [.product], keys: [.f7: .back]),
    .confirmOver: ScanStep(.confirmation, accepts: [.product], keys: [.f7: .back]),
    .lot: ScanStep(.lot, accepts: [.lot], takesText: true, keys: [.f7: .back]),
    .condition: ScanStep(
      .condition, accepts: [.product], takesNumber: true, takesAnswer: true, keys: [.f7: .back, .f8: .finish]),
    .confirmEnd: ScanStep(.confirmation, accepts: [.order], takesAnswer: true, keys: [.f7: .back]),
    .done: ScanStep(.done),
  ]

  public let plan: ReturnPlan
  public let book: CodeBook
  public internal(set) var phase: Phase = .product
  public internal(set) var hand: Hand?
  /// Units of each line that came in.
  public internal(set) var received: [Int64]
  /// Units that nobody announced.
  public internal(set) var extra: Int64 = 0

  public init(_ plan: ReturnPlan) {
    self.plan = plan
    var book = CodeBook()
    for line in plan.lines {
      book.add(sku: line.sku, line.codes)
      for lot in line.lots { book.add(lot, .lot(lot)) }
    }
    for code in [plan.number] + plan.aliases { book.add(code, .order(plan.number)) }
    self.book = book
    received = plan.lines.map { _ in 0 }
  }

  public var reader: ScanReader { plan.reader }
  public var takesTypedCodes: Bool { plan.takesTypedCodes }

  public func missing(of line: Int) -> Int64 { max(0, plan.lines[line].expected - received[line]) }
  /// Units that may still come in, unannounced ones of the same order too.
  func room(of line: Int) -> Int64 { plan.lines[line].expected + plan.lines[line].mayExceedBy - received[line] }

  public var step: ScanStep {
    var step = Self.steps[phase] ?? ScanStep(.done)
    let awaited = plan.lines.reduce(0) { $0 + $1.expected }
    let came = plan.lines.indices.reduce(0) { $0 + min(received[$1], plan.lines[$1].expected) }
    step.facts = [.progress(Int(clamping: came), of: Int(clamping: awaited)), .order(plan.number)]
    if phase == .confirmEnd { step.facts.append(.confirms(.finish)) }
    if phase == .product {
      // What is still awaited, so that whoever opens the parcel knows what to look for.
      for index in plan.lines.indices where missing(of: index) > 0 {
        step.facts.append(.awaited(sku: plan.lines[index].sku, missing(of: index)))
      }
      if extra > 0 { step.facts.append(.unexpected(extra)) }
    }
    guard let hand else { return step }
    let line = plan.lines[hand.line]
    step.facts += [.product(sku: line.sku)]
    if phase != .condition || hand.count > 1 {
      step.facts.append(.quantity(hand.count, of: max(hand.count, missing(of: hand.line))))
    }
    if let lot = hand.lot { step.facts.append(.lot(lot)) }
    if phase == .lot, line.lots.count == 1, let lot = line.lots.first { step.facts.append(.lot(lot)) }
    if phase == .confirmOver { step.facts.append(.confirms(.unexpected)) }
    if phase == .condition { step.facts.append(.conditions(ReturnCondition.allCases)) }
    return step
  }
}
