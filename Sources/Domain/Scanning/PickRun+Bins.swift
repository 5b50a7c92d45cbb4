extension PickRun {
  /// What is in the hand goes into its order's bin: only now is it picked.
  mutating func scanBin(_ finding: ScanFinding, _ index: Int) throws(ScanRefusal) -> [PickEffect] {
    let task = plan.tasks[index]
    let bin = try self.bin(of: finding, for: index)
    let key = ScanKeyText.key(bin)
    var effects: [PickEffect] = []
    if !usedBins.contains(where: { isSame($0, bin) }) {
      effects.append(.binOpened(bin: bin, order: task.order))
      usedBins.append(bin)
    }
    orderOfBin[key] = task.order
    tallies[index].picked += hand.count
    effects.append(.picked(task: task.id, quantity: hand.count, lot: hand.lot, bin: bin))
    if let reason = hand.shortening, left(of: index) > 0 {
      return effects + shorten(index, reason)
    }
    guard left(of: index) == 0 else {
      startTask()
      return effects
    }
    if isEmptied(index) {
      hand = Hand()
      phase = .zeroCheck
      return effects
    }
    return effects + endTask()
  }

  /// The bin that a code names, if this order's units may go there.
  private func bin(of finding: ScanFinding, for index: Int) throws(ScanRefusal) -> String {
    let order = plan.tasks[index].order
    var bins = named(by: finding)
    if bins.isEmpty {
      // No bin of the cart is free, or nobody listed them: a plain code that names nothing else is a new bin's.
      guard !hasBin(for: index), finding.subjects.isEmpty, finding.scan.doubts.isEmpty,
        let text = finding.scan.readings.last, text.form == .text
      else { throw finding.notOfKind }
      bins = [text.key]
    }
    guard bins.count == 1, let bin = bins.first else { throw .ambiguousCode(bins) }
    let key = ScanKeyText.key(bin)
    if let other = orderOfBin[key], other != order { throw .wrongOrder(expected: order, found: other) }
    if fullBins.contains(key) { throw .binIsFull(bin) }
    if let expected = expectedBin(for: index), !isSame(expected, bin) {
      throw .wrongBin(expected: expected, found: bin)
    }
    return bin
  }

  /// The bins that a code names: the cart's, and those that were taken on the way.
  private func named(by finding: ScanFinding) -> [String] {
    let listed = finding.subjects.filter { $0.kind == .bin }.map(\.name)
    let taken = usedBins.filter { bin in finding.scan.readings.contains { isSame($0.text, bin) } }
    return listed + taken.filter { bin in !listed.contains { isSame($0, bin) } }
  }

  /// The order's bin is full: the next one that is empty is its bin as well.
  mutating func fillBin(_ index: Int) throws(ScanRefusal) -> [PickEffect] {
    guard let bin = expectedBin(for: index) else { throw .keyNotHere(.f8) }
    fullBins.insert(ScanKeyText.key(bin))
    return [.binFilled(bin: bin, order: plan.tasks[index].order)]
  }

  /// Whether the books say that the place is empty of this product and lot now.
  private func isEmptied(_ index: Int) -> Bool {
    guard plan.policy.checksZero, let expected = plan.tasks[index].expectedThere else { return false }
    let grain = grain(of: index)
    let taken = plan.tasks.indices.filter { self.grain(of: $0) == grain }.reduce(Int64(0)) { $0 + tallies[$1].picked }
    return expected <= taken
  }

  /// `seen`: units that are still there; nil: some, uncounted.
  mutating func checkZero(_ index: Int, _ seen: Int64?) -> [PickEffect] {
    let task = plan.tasks[index]
    var effects: [PickEffect] = []
    if seen != 0 {
      effects.append(
        .countRequested(
          location: task.location, sku: task.sku, lot: lotRule(of: index), cause: .notEmpty, counted: seen))
    }
    return effects + endTask()
  }

  /// The bins are put down, each scanned, or all at once.
  mutating func unload(_ attempt: ScanAttempt) throws(ScanRefusal) -> [PickEffect] {
    var effects: [PickEffect] = []
    func lift(_ bin: String, _ orders: [String: String]) {
      effects.append(.unloaded(bin: bin, order: orders[ScanKeyText.key(bin)] ?? ""))
    }
    switch attempt {
    case .scan(let finding):
      let wanted = usedBins.filter { !unloadedBins.contains(ScanKeyText.key($0)) }
      let names = named(by: finding)
      guard let bin = wanted.first(where: { bin in names.contains { isSame($0, bin) } }) else {
        if let bin = names.first { throw .emptyBin(bin) }
        throw finding.notOfKind
      }
      unloadedBins.insert(ScanKeyText.key(bin))
      lift(bin, orderOfBin)
    case .answer(true):
      for bin in usedBins where unloadedBins.insert(ScanKeyText.key(bin)).inserted { lift(bin, orderOfBin) }
    default: throw .notExpectedHere
    }
    return effects + goOn()
  }
}
