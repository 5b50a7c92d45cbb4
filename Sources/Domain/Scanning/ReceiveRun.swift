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
  public private(set) var phase: Phase = .product
  public private(set) var hand: Hand?
  /// Units of each line, damaged ones too.
  public private(set) var received: [Int64]

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

  public mutating func apply(_ attempt: ScanAttempt) throws(ScanRefusal) -> [ReceiveEffect] {
    switch (phase, attempt) {
    case (_, .notice(.ended)): return end([])
    case (_, .notice(.orderCancelled(let order))) where isSame(order, plan.purchase): return end([])
    case (_, .notice): return []
    case (.product, .scan(let finding)): return try start(finding)
    case (.product, .act(.finish)): return finish()
    case (.confirmEnd, .scan(let finding)):
      let names = try finding.names(.order)
      guard names.contains(plan.purchase) else {
        throw .wrongOrder(expected: plan.purchase, found: names.first ?? finding.text)
      }
      return end(missingLines)
    case (.confirmEnd, .answer(true)): return end(missingLines)
    case (.confirmEnd, .act(.back)):
      phase = .product
      return []
    default:
      guard let hand else { throw .notExpectedHere }
      return try go(on: hand, attempt)
    }
  }

  private mutating func go(on held: Hand, _ attempt: ScanAttempt) throws(ScanRefusal) -> [ReceiveEffect] {
    switch (phase, attempt) {
    case (.lot, .scan(let finding)): hand?.lot = try finding.anyLot()
    case (.lot, .text(let text)): hand?.lot = try typedLot(text)
    case (.expiry, .scan(let finding)): hand?.expiry = try day(of: finding)
    case (.expiry, .text(let text)): hand?.expiry = try fresh(try day(typed: text))
    case (.quantity, .scan(let finding)): hand?.count = try added(finding, to: held)
    case (.quantity, .number(let number)):
      if number == 0 { throw .zeroQuantity }
      hand?.count = try checked(number, 1, PickPlan.mostUnits)
      return try receive()
    case (.quantity, .answer(true)): return try receive()
    case (.quantity, .act(.damaged)): hand?.isDamaged.toggle()
    case (.confirmOver, .scan(let finding)):
      _ = try finding.product(among: [plan.lines[held.line].sku])
      return book(held)
    case (.confirmOver, .act(.back)): phase = .quantity
    case (_, .act(.back)):
      hand = nil
      phase = .product
    default: throw .notExpectedHere
    }
    if phase == .lot || phase == .expiry { ask() }
    return []
  }

  // MARK: Steps

  private mutating func start(_ finding: ScanFinding) throws(ScanRefusal) -> [ReceiveEffect] {
    let (sku, pack) = try finding.product(among: plan.lines.map(\.sku))
    try finding.refuseExpired(on: reader.today)
    let lines = plan.lines.indices.filter { plan.lines[$0].sku == sku }
    let open = lines.first { missing(of: $0) > 0 } ?? lines.first { room(of: $0) > 0 } ?? lines.first
    guard let line = open else { throw finding.notOfKind }
    if room(of: line) < pack { throw .overReceipt(asked: pack, left: max(0, room(of: line))) }
    hand = Hand(line: line, count: pack)
    if plan.lines[line].recordsLot { hand?.lot = finding.label?.lot }
    if plan.lines[line].recordsExpiry { hand?.expiry = finding.label.flatMap { $0.expiry ?? $0.bestBefore } }
    ask()
    return []
  }

  /// The first thing that is not known yet.
  private mutating func ask() {
    guard let hand else { return }
    let line = plan.lines[hand.line]
    if line.recordsLot && hand.lot == nil {
      phase = .lot
    } else {
      phase = line.recordsExpiry && hand.expiry == nil ? .expiry : .quantity
    }
  }

  private func added(_ finding: ScanFinding, to held: Hand) throws(ScanRefusal) -> Int64 {
    let line = plan.lines[held.line]
    let pack = try finding.product(among: [line.sku]).packQuantity
    if let lot = finding.label?.lot, let known = held.lot, !isSame(lot, known) {
      throw .wrongLot(expected: known, found: lot)
    }
    let left = room(of: held.line) - held.count
    if pack > left { throw .overReceipt(asked: pack, left: max(0, left)) }
    return held.count + pack
  }

  private mutating func receive() throws(ScanRefusal) -> [ReceiveEffect] {
    guard let hand else { throw .nothingCounted }
    let room = room(of: hand.line)
    if hand.count > room { throw .overReceipt(asked: hand.count, left: max(0, room)) }
    if hand.count > missing(of: hand.line) {
      phase = .confirmOver
      return []
    }
    return book(hand)
  }

  private mutating func book(_ held: Hand) -> [ReceiveEffect] {
    let line = plan.lines[held.line]
    let over = held.count - missing(of: held.line)
    received[held.line] += held.count
    hand = nil
    phase = .product
    let effect = ReceiveEffect.received(
      line: line.id, quantity: held.count, lot: held.lot, expiry: held.expiry, isDamaged: held.isDamaged)
    return over > 0 ? [effect, .exceeded(line: line.id, by: over)] : [effect]
  }

  private mutating func finish() -> [ReceiveEffect] {
    if missingLines.isEmpty { return end([]) }
    phase = .confirmEnd
    return []
  }

  private var missingLines: [ReceiveEffect] {
    plan.lines.indices.filter { missing(of: $0) > 0 }.map {
      .missing(line: plan.lines[$0].id, quantity: missing(of: $0))
    }
  }

  private mutating func end(_ effects: [ReceiveEffect]) -> [ReceiveEffect] {
    phase = .done
    hand = nil
    return effects + [.finished(purchase: plan.purchase)]
  }

  // MARK: What is typed

  private func typedLot(_ text: String) throws(ScanRefusal) -> String {
    let key = ScanKeyText.key(text)
    if key.isEmpty { throw .unreadable(.empty) }
    return key
  }

  private func day(of finding: ScanFinding) throws(ScanRefusal) -> CivilTime {
    for reading in finding.scan.readings {
      if let day = reading.expiry ?? reading.bestBefore { return try fresh(day) }
    }
    throw finding.subjects.isEmpty ? .noSuchDate(finding.text) : finding.notOfKind
  }

  /// `261231`, `20261231` or `2026-12-31`.
  private func day(typed text: String) throws(ScanRefusal) -> CivilTime {
    let key = ScanKeyText.key(text)
    let digits = Array(key.utf8)
    var day = CivilTime(isoDate: key)
    if digits.count == 6 { day = GS1Date.read(digits, allowsDayZero: true, inYear: reader.today.year) }
    if digits.count == 8, digits.allSatisfy(\.isDigit) {
      let parts = [digits[..<4], digits[4..<6], digits[6...]].map { String(decoding: $0, as: UTF8.self) }
      day = CivilTime(isoDate: parts.joined(separator: "-"))
    }
    guard let day else { throw .noSuchDate(text) }
    return day
  }

  private func fresh(_ day: CivilTime) throws(ScanRefusal) -> CivilTime {
    if day.daysSinceEpoch < reader.today.daysSinceEpoch { throw .expired(day) }
    return day
  }
}

extension ReceiveRun {
  public func write(to lines: inout ScanLines) {
    plan.reader.write(to: &lines)
    lines.write("run", [String(plan.id), plan.purchase, ScanLines.field(plan.takesTypedCodes)])
    for line in plan.lines {
      let numbers = [String(line.expected), String(line.mayExceedBy)]
      let flags = [line.recordsLot, line.recordsExpiry].map(ScanLines.field)
      lines.write("line", [String(line.id), line.sku] + numbers + flags + line.codes.fields)
    }
  }

  public init(from lines: inout ScanLines) throws(ScanTextFault) {
    let reader = try ScanReader(from: &lines)
    try lines.open("run")
    let id = try lines.integer()
    let purchase = try lines.string()
    let takesTypedCodes = try lines.flag()
    var receipt: [ReceiptLine] = []
    while lines.nextWord == "line" {
      try lines.open("line")
      var line = ReceiptLine(id: try lines.integer(), sku: try lines.string(), expected: try lines.integer())
      line.mayExceedBy = try lines.integer()
      line.recordsLot = try lines.flag()
      line.recordsExpiry = try lines.flag()
      line.codes = try lines.barcodes()
      receipt.append(line)
    }
    do throws(ScanPlanFault) {
      self.init(
        try ReceivePlan(
          id: id, purchase: purchase, lines: receipt, takesTypedCodes: takesTypedCodes, reader: reader))
    } catch {
      throw .plan(error)
    }
  }
}
