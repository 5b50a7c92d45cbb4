/// Receiving a purchase at the dock.
///
/// product → lot → expiry → quantity → … → done. Damaged units are said with a key; more than was ordered is confirmed
/// by a second scan; what did not come is said at the end.
public struct ReceiveRun: ScanRun {
  public typealias Effect = ReceiveEffect

  public enum Phase: String, Hashable, Sendable, CaseIterable {
    case product, lot, expiry, quantity, confirmOver, confirmEnd, done
  }

  /// What is in the hand and not yet received.
  public struct Hand: Hashable, Sendable {
    public var line: Int
    public var count: Int64
    public var lot: String?
    public var expiry: CivilTime?
    public var isDamaged = false
  }

  public static let word = "receive"
  public static let steps: [Phase: ScanStep] = [
    .product: ScanStep(.product, accepts: [.product], keys: [.f8: .finish]),
    .lot: ScanStep(.lot, accepts: [.lot], takesText: true, keys: [.f7: .back]),
    .expiry: ScanStep(.expiry, accepts: [.lot], takesText: true, keys: [.f7: .back]),
    .quantity: ScanStep(
      .quantity, accepts: [.product], takesNumber: true, takesAnswer: true, keys: [.f3: .damaged, .f7: .back]),
    .confirmOver: ScanStep(.confirmation, accepts: [.product], keys: [.f7: .back]),
    .confirmEnd: ScanStep(.confirmation, accepts: [.order], takesAnswer: true, keys: [.f7: .back]),
    .done: ScanStep(.done),
  ]

  public let plan: ReceivePlan
  public let book: CodeBook
  public internal(set) var phase: Phase = .product
  public internal(set) var hand: Hand?
  /// Units of each line, damaged ones too.
  public internal(set) var received: [Int64]

  public init(_ plan: ReceivePlan) {
    self.plan = plan
    var book = CodeBook()
    for line in plan.lines { book.add(sku: line.sku, line.codes) }
    book.add(plan.purchase, .order(plan.purchase))
    self.book = book
    received = plan.lines.map { _ in 0 }
  }

  public var reader: ScanReader { plan.reader }
  public var takesTypedCodes: Bool { plan.takesTypedCodes }

  public func missing(of line: Int) -> Int64 { max(0, plan.lines[line].expected - received[line]) }
  /// Units that may still come in, beyond the order's too.
  func room(of line: Int) -> Int64 { plan.lines[line].expected + plan.lines[line].mayExceedBy - received[line] }

  public var step: ScanStep {
    var step = Self.steps[phase] ?? ScanStep(.done)
    step.facts = [.order(plan.purchase)]
    guard let hand else {
      let done = plan.lines.indices.filter { missing(of: $0) == 0 }.count
      step.facts.append(.progress(done, of: plan.lines.count))
      if phase == .confirmEnd { step.facts.append(.confirms(.finish)) }
      return step
    }
    let line = plan.lines[hand.line]
    step.facts += [.product(sku: line.sku), .quantity(hand.count, of: missing(of: hand.line))]
    if let lot = hand.lot { step.facts.append(.lot(lot)) }
    if hand.isDamaged { step.facts.append(.confirms(.damaged)) }
    return step
  }
}
