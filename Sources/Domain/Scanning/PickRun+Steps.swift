extension PickRun {
  /// The scenario as data: what each phase asks, takes and offers.
  public static let steps: [Phase: ScanStep] = [
    .cart: ScanStep(.cart, accepts: [.cart]),
    .location: ScanStep(.location, accepts: [.location], keys: [.f2: .skip, .f3: .short]),
    .product: ScanStep(
      .product, accepts: [.product], keys: [.f2: .skip, .f3: .short, .f4: .otherLot, .f7: .back]),
    .lot: ScanStep(.lot, accepts: [.lot], takesText: true, keys: [.f4: .otherLot, .f7: .back]),
    .quantity: ScanStep(
      .quantity, accepts: [.product], takesNumber: true, takesAnswer: true, keys: [.f3: .short, .f7: .back]),
    .bin: ScanStep(.bin, accepts: [.bin], keys: [.f7: .back, .f8: .fullBin]),
    .zeroCheck: ScanStep(.zeroCheck, takesNumber: true, takesAnswer: true),
    .reason: ScanStep(.reason, takesNumber: true, keys: [.f7: .back]),
    .confirmShort: ScanStep(.confirmation, accepts: [.location], takesAnswer: true, keys: [.f7: .back]),
    .otherLot: ScanStep(.lot, accepts: [.lot], takesText: true, keys: [.f7: .back]),
    .confirmLot: ScanStep(.confirmation, accepts: [.lot], takesText: true, keys: [.f7: .back]),
    .unloading: ScanStep(.unloading, accepts: [.bin], takesAnswer: true),
    .done: ScanStep(.done),
  ]

  public var step: ScanStep {
    var step = Self.steps[phase] ?? ScanStep(.done)
    if phase == .quantity && !plan.policy.takesTypedQuantity { step.takesNumber = false }
    if waiting.first.map({ lotRule(of: $0) == .none }) ?? true, phase == .product { step.keys[.f4] = nil }
    if phase == .bin && waiting.first.flatMap({ expectedBin(for: $0) }) == nil { step.keys[.f8] = nil }
    // A place whose label nobody reaches cannot be scanned.
    if phase == .confirmShort { step.takesAnswer = reason == .blocked }
    step.facts = facts
    return step
  }

  private var facts: [ScanFact] {
    if phase == .cart { return [.cart(plan.cart)] }
    if phase == .unloading {
      let left = usedBins.filter { !unloadedBins.contains(ScanKeyText.key($0)) }
      return [.progress(unloadedBins.count + 1, of: usedBins.count)] + left.map { .bin($0) }
    }
    guard let index = waiting.first else { return [] }
    let task = plan.tasks[index]
    var facts: [ScanFact] = [.progress(plan.tasks.count - waiting.count + 1, of: plan.tasks.count)]
    if !plan.cart.isEmpty { facts.append(.cart(plan.cart)) }
    facts += [.location(task.location), .product(sku: task.sku)]
    if case .this(let lot) = lotRule(of: index) { facts.append(.lot(lot)) }
    if let lot = hand.lot, lotRule(of: index) == .any { facts.append(.lot(lot)) }
    facts += [.quantity(hand.count, of: left(of: index)), .order(task.order), .bin(expectedBin(for: index))]
    switch phase {
    case .reason: facts.append(.reasons(ShortReason.allCases))
    case .confirmShort: facts.append(.confirms(.short))
    case .confirmLot: facts.append(.confirms(.otherLot))
    default: break
    }
    return facts
  }

  /// The bin that this task's units must go to: the one that was given, or the one that holds the order; nil where any
  /// empty one does.
  func expectedBin(for index: Int) -> String? {
    let task = plan.tasks[index]
    if let bin = task.bin, !fullBins.contains(ScanKeyText.key(bin)) { return bin }
    let open = usedBins.last { bin in
      let key = ScanKeyText.key(bin)
      return orderOfBin[key] == task.order && !fullBins.contains(key)
    }
    if let open { return open }
    // Of several bins that were given to an order, the first that is not full.
    let given = plan.tasks.filter { $0.order == task.order }.compactMap(\.bin)
    return given.first { !fullBins.contains(ScanKeyText.key($0)) }
  }

  /// Whether the order has a bin that is not full, or the cart one that is free.
  func hasBin(for index: Int) -> Bool {
    if expectedBin(for: index) != nil { return true }
    return plan.bins.contains { orderOfBin[ScanKeyText.key($0)] == nil }
  }
}
