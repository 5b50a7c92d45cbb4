extension PickRun {
  /// Product and lot at one place: what is short there is short for all tasks of it.
  struct Grain: Hashable {
    var location: String
    var sku: String
    var lot: LotRule
  }

  func grain(of index: Int) -> Grain {
    let task = plan.tasks[index]
    return Grain(location: task.location, sku: task.sku, lot: lotRule(of: index))
  }

  mutating func interrupt(with phase: Phase) -> [PickEffect] {
    interrupted = self.phase
    self.phase = phase
    return []
  }

  // MARK: Short

  mutating func choose(reason number: Int64) throws(ScanRefusal) -> [PickEffect] {
    reason = try ShortReason.chosen(number)
    phase = .confirmShort
    return []
  }

  /// The place scanned once more: nobody shortens an order by a slip of the finger.
  mutating func confirmShort(_ attempt: ScanAttempt, _ index: Int) throws(ScanRefusal) -> [PickEffect] {
    guard let reason else { throw .needsConfirmation(.short) }
    switch attempt {
    case .scan(let finding): try finding.prove(location: plan.tasks[index].location)
    case .answer(true) where reason == .blocked: break
    default: throw .needsConfirmation(.short)
    }
    if hand.count > 0 {
      hand.shortening = reason
      phase = .bin
      return []
    }
    return shorten(index, reason)
  }

  /// What is left of the task is not there; neither is it for the walk's other tasks of the same goods.
  mutating func shorten(_ index: Int, _ reason: ShortReason) -> [PickEffect] {
    let grain = grain(of: index)
    let affected = waiting.filter { other in
      reason == .blocked ? plan.tasks[other].location == grain.location : self.grain(of: other) == grain
    }
    var effects: [PickEffect] = []
    var counted: Set<Grain> = []
    for other in affected {
      let missing = left(of: other)
      tallies[other].short += missing
      effects.append(.shortPick(task: plan.tasks[other].id, missing: missing, reason: reason))
    }
    for other in affected where counted.insert(self.grain(of: other)).inserted {
      let task = plan.tasks[other]
      effects.append(
        .countRequested(
          location: task.location, sku: task.sku, lot: lotRule(of: other), cause: .short(reason), counted: nil))
    }
    waiting.removeAll { affected.contains($0) }
    return effects + goOn()
  }

  // MARK: Another lot

  /// A typed lot is found like a scanned one.
  func typed(_ text: String) throws(ScanRefusal) -> ScanFinding {
    let key = ScanKeyText.key(text)
    if key.isEmpty { throw .unreadable(.empty) }
    let reading = ScanReading(form: .text, text: text)
    let scan = Scan(raw: text, readings: [reading])
    return ScanFinding(scan: scan, subjects: book.subjects(of: scan), step: step)
  }

  mutating func propose(lot finding: ScanFinding, _ index: Int) throws(ScanRefusal) -> [PickEffect] {
    let lot = try finding.anyLot(of: plan.tasks[index].sku)
    if case .this(let reserved) = lotRule(of: index), isSame(lot, reserved) {
      phase = interrupted
      return []
    }
    newLot = lot
    phase = .confirmLot
    return []
  }

  /// The same lot once more; then the product is proved anew.
  mutating func confirm(lot finding: ScanFinding, _ index: Int) throws(ScanRefusal) -> [PickEffect] {
    guard let lot = newLot else { throw .needsConfirmation(.otherLot) }
    try finding.prove(lot: lot, of: plan.tasks[index].sku)
    let before = lotRule(of: index)
    otherLots[index] = lot
    startTask()
    return [.lotChanged(task: plan.tasks[index].id, from: before, to: lot)]
  }

  // MARK: From outside

  mutating func take(_ notice: ScanNotice) -> [PickEffect] {
    switch notice {
    case .takenOver: return []
    case .ended:
      phase = .done
      hand = Hand()
      return []
    case .locationClosed(let location):
      closedLocations.insert(ScanKeyText.key(location))
      return []
    case .orderCancelled(let order), .orderHeld(let order), .orderLost(let order): return setAside(order)
    }
  }

  /// What is in bins stays there and goes back at the end; what is still on the shelf stays on it.
  private mutating func setAside(_ order: String) -> [PickEffect] {
    cancelledOrders.insert(order)
    let affected = waiting.filter { plan.tasks[$0].order == order }
    guard let first = waiting.first, !affected.isEmpty else { return [] }
    for index in affected { tallies[index].cancelled += left(of: index) }
    waiting.removeAll { affected.contains($0) }
    guard affected.contains(first) else { return [] }
    if phase == .cart {
      // The walk has not begun; with nothing left to do it need not.
      guard waiting.isEmpty else { return [] }
    }
    return goOn()
  }
}
