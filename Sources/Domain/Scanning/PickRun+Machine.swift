extension PickRun {
  public mutating func apply(_ attempt: ScanAttempt) throws(ScanRefusal) -> [PickEffect] {
    if case .notice(let notice) = attempt { return take(notice) }
    if case .act(.back) = attempt { return goBack() }
    if phase == .cart { return try scanCart(attempt) }
    if phase == .unloading { return try unload(attempt) }
    guard let index = waiting.first else { throw .finishedRun }
    switch (phase, attempt) {
    case (.location, .scan(let finding)): return try scanLocation(finding, index)
    case (.product, .scan(let finding)): return try scanProduct(finding, index)
    case (.quantity, .scan(let finding)): return try scanAnother(finding, index)
    case (.quantity, .number(let number)): return try count(number, index)
    case (.quantity, .answer(let isEnough)): return try endCount(isEnough)
    case (.lot, .scan(let finding)): return try take(lot: finding, index)
    case (.lot, .text(let text)): return try take(lot: typed(text), index)
    case (.bin, .scan(let finding)): return try scanBin(finding, index)
    case (.bin, .act(.fullBin)): return try fillBin(index)
    case (.zeroCheck, .answer(let isEmpty)): return checkZero(index, isEmpty ? 0 : nil)
    case (.zeroCheck, .number(let number)): return checkZero(index, try checked(number, 0, PickPlan.mostUnits))
    case (_, .act(.skip)): return try skip(index)
    case (_, .act(.short)): return interrupt(with: .reason)
    case (_, .act(.otherLot)): return interrupt(with: .otherLot)
    case (.reason, .number(let number)): return try choose(reason: number)
    case (.confirmShort, _): return try confirmShort(attempt, index)
    case (.otherLot, .scan(let finding)): return try propose(lot: finding, index)
    case (.otherLot, .text(let text)): return try propose(lot: typed(text), index)
    case (.confirmLot, .scan(let finding)): return try confirm(lot: finding, index)
    case (.confirmLot, .text(let text)): return try confirm(lot: typed(text), index)
    default: throw .notExpectedHere
    }
  }

  // MARK: Cart, place, product

  private mutating func scanCart(_ attempt: ScanAttempt) throws(ScanRefusal) -> [PickEffect] {
    guard case .scan(let finding) = attempt else { throw .notExpectedHere }
    let carts = try finding.names(.cart)
    guard carts.contains(where: { isSame($0, plan.cart) }) else {
      throw .wrongCart(expected: plan.cart, found: carts.first ?? finding.text)
    }
    phase = .location
    return [.started(cart: plan.cart)]
  }

  private mutating func scanLocation(_ finding: ScanFinding, _ index: Int) throws(ScanRefusal) -> [PickEffect] {
    let expected = plan.tasks[index].location
    try finding.prove(location: expected)
    if closedLocations.contains(ScanKeyText.key(expected)) { throw .closedLocation(expected) }
    provenLocation = expected
    phase = .product
    return []
  }

  private mutating func scanProduct(_ finding: ScanFinding, _ index: Int) throws(ScanRefusal) -> [PickEffect] {
    hand = Hand(count: try units(of: finding, index))
    if let lot = finding.label?.lot { hand.lot = try proven(lot: lot, index) }
    goOnFromProduct(index)
    return []
  }

  /// One more of the same, scanned.
  private mutating func scanAnother(_ finding: ScanFinding, _ index: Int) throws(ScanRefusal) -> [PickEffect] {
    hand.count += try units(of: finding, index)
    if let lot = finding.label?.lot, lotRule(of: index) != .none {
      let found = try proven(lot: lot, index)
      // Units of one pick have one lot, or the books would not know which went where.
      if let held = hand.lot, let found, !isSame(held, found) { throw .wrongLot(expected: held, found: found) }
    }
    goOnFromProduct(index)
    return []
  }

  /// The units of a scanned pack, which must fit into what is left beside what is in the hand.
  private func units(of finding: ScanFinding, _ index: Int) throws(ScanRefusal) -> Int64 {
    let task = plan.tasks[index]
    try refuseClosed(task.location)
    let pack = try finding.product(among: [task.sku]).packQuantity
    try finding.refuseExpired(on: reader.today)
    let left = left(of: index) - (phase == .quantity ? hand.count : 0)
    if pack > left { throw pack > 1 ? .wrongPack(holds: pack, left: left) : .overPick(asked: pack, left: left) }
    return pack
  }

  private mutating func goOnFromProduct(_ index: Int) {
    if lotRule(of: index) != .none && hand.lot == nil {
      phase = .lot
    } else {
      phase = hand.count == left(of: index) ? .bin : .quantity
    }
  }

  // MARK: Lot, quantity

  private mutating func take(lot finding: ScanFinding, _ index: Int) throws(ScanRefusal) -> [PickEffect] {
    switch lotRule(of: index) {
    case .this(let lot):
      try finding.prove(lot: lot, of: plan.tasks[index].sku)
      hand.lot = lot
    case .any, .none: hand.lot = try finding.anyLot(of: plan.tasks[index].sku)
    }
    goOnFromProduct(index)
    return []
  }

  private func proven(lot: String, _ index: Int) throws(ScanRefusal) -> String? {
    switch lotRule(of: index) {
    case .none: return nil
    case .any: return lot
    case .this(let expected):
      if !isSame(lot, expected) { throw .wrongLot(expected: expected, found: lot) }
      return expected
    }
  }

  /// A typed number is all that was taken for this task, and needs no other key.
  private mutating func count(_ number: Int64, _ index: Int) throws(ScanRefusal) -> [PickEffect] {
    if number == 0 { throw .zeroQuantity }
    try refuseClosed(plan.tasks[index].location)
    let left = left(of: index)
    if number > left { throw .overPick(asked: number, left: left) }
    hand.count = try checked(number, 1, left)
    phase = .bin
    return []
  }

  /// Yes: what was scanned so far goes into the bin now, the rest follows.
  private mutating func endCount(_ isEnough: Bool) throws(ScanRefusal) -> [PickEffect] {
    guard isEnough else { throw .notExpectedHere }
    if hand.count == 0 { throw .zeroQuantity }
    phase = .bin
    return []
  }

  func refuseClosed(_ location: String) throws(ScanRefusal) {
    if closedLocations.contains(ScanKeyText.key(location)) { throw .closedLocation(location) }
  }

  // MARK: The way through the tasks

  /// One step back within the task; what lies in a bin stays there.
  private mutating func goBack() -> [PickEffect] {
    switch phase {
    case .product:
      phase = .location
      provenLocation = nil
    case .lot, .quantity:
      phase = .product
      hand = Hand()
    case .bin:
      phase = .quantity
      hand.shortening = nil
    case .reason, .otherLot: phase = interrupted
    case .confirmShort: phase = .reason
    case .confirmLot: phase = .otherLot
    case .cart, .location, .zeroCheck, .unloading, .done: break
    }
    return []
  }

  private mutating func skip(_ index: Int) throws(ScanRefusal) -> [PickEffect] {
    if waiting.count == 1 { throw .onlyTask }
    waiting.append(waiting.removeFirst())
    startTask()
    return [.skipped(task: plan.tasks[index].id)]
  }

  /// The next task, at its place; at the same place its product is next.
  mutating func startTask() {
    hand = Hand()
    reason = nil
    newLot = nil
    guard let task else { return }
    let isThere = provenLocation == task.location && !closedLocations.contains(ScanKeyText.key(task.location))
    phase = isThere ? .product : .location
  }

  mutating func endTask() -> [PickEffect] {
    if !waiting.isEmpty { waiting.removeFirst() }
    return goOn()
  }

  /// The task that is first now, or the end.
  mutating func goOn() -> [PickEffect] {
    if !waiting.isEmpty {
      startTask()
      return []
    }
    hand = Hand()
    if plan.policy.unloads && unloadedBins.count < usedBins.count {
      phase = .unloading
      return []
    }
    phase = .done
    return [.finished]
  }
}
