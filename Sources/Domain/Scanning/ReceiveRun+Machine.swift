extension ReceiveRun {
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
    var held = held
    switch (phase, attempt) {
    case (.lot, .scan(let finding)): held.lot = try finding.anyLot(of: plan.lines[held.line].sku)
    case (.lot, .text(let text)): held.lot = try typedLot(text)
    case (.expiry, .scan(let finding)): held.expiry = try day(of: finding, held)
    case (.expiry, .text(let text)): held.expiry = try fresh(try day(typed: text))
    case (.quantity, .scan(let finding)): held.count = try added(finding, to: held)
    case (.quantity, .number(let number)):
      if number == 0 { throw .zeroQuantity }
      held.count = try checked(number, 1, PickPlan.mostUnits)
      return try receive(held)
    case (.quantity, .answer(true)): return try receive(held)
    case (.quantity, .act(.damaged)): held.isDamaged.toggle()
    case (.confirmOver, .scan(let finding)):
      _ = try finding.product(among: [plan.lines[held.line].sku])
      return book(held)
    case (.confirmOver, .act(.back)): phase = .quantity
    case (_, .act(.back)):
      hand = nil
      phase = .product
      return []
    default: throw .notExpectedHere
    }
    if phase != .quantity { ask(held) }
    hand = held
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
    var held = Hand(line: line, count: pack)
    if plan.lines[line].recordsLot { held.lot = finding.label?.lot }
    if plan.lines[line].recordsExpiry { held.expiry = finding.label.flatMap { $0.expiry ?? $0.bestBefore } }
    ask(held)
    hand = held
    return []
  }

  /// The first thing that is not known yet.
  private mutating func ask(_ held: Hand) {
    let line = plan.lines[held.line]
    if line.recordsLot && held.lot == nil {
      phase = .lot
    } else {
      phase = line.recordsExpiry && held.expiry == nil ? .expiry : .quantity
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

  private mutating func receive(_ held: Hand) throws(ScanRefusal) -> [ReceiveEffect] {
    let room = room(of: held.line)
    if held.count > room { throw .overReceipt(asked: held.count, left: max(0, room)) }
    if held.count > missing(of: held.line) {
      hand = held
      phase = .confirmOver
      return []
    }
    return book(held)
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

  private func day(of finding: ScanFinding, _ held: Hand) throws(ScanRefusal) -> CivilTime {
    try finding.refuseLabel(butOf: plan.lines[held.line].sku)
    if let lot = finding.label?.lot, let known = held.lot, !isSame(lot, known) {
      throw .wrongLot(expected: known, found: lot)
    }
    for reading in finding.scan.readings {
      if let day = reading.expiry ?? reading.bestBefore { return try fresh(day) }
    }
    if !finding.subjects.isEmpty { throw finding.notOfKind }
    return try fresh(try day(typed: finding.text))
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
