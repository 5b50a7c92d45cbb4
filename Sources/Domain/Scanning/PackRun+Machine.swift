extension PackRun {
  public static let steps: [Phase: ScanStep] = [
    .order: ScanStep(.order, accepts: [.order, .bin]),
    .items: ScanStep(
      .product, accepts: [.product], takesNumber: true, takesAnswer: true,
      keys: [.f2: .setAside, .f3: .short, .f7: .takeOut, .f8: .nextBox]),
    .box: ScanStep(.box, accepts: [.box], keys: [.f7: .back]),
    .weight: ScanStep(.weight, takesNumber: true, keys: [.f2: .setAside, .f7: .back]),
    .reason: ScanStep(.reason, takesNumber: true, keys: [.f7: .back]),
    .confirmMissing: ScanStep(.confirmation, accepts: [.order, .bin], keys: [.f7: .back]),
    .asideReason: ScanStep(.reason, takesNumber: true, keys: [.f7: .back]),
    .done: ScanStep(.done),
  ]

  public var step: ScanStep {
    var step = Self.steps[phase] ?? ScanStep(.done)
    if phase == .items {
      step.takesNumber = plan.policy.takesTypedQuantity && !strokes.isEmpty
      if left == 0 { step.keys[.f3] = nil }
    }
    step.facts = facts
    return step
  }

  private var facts: [ScanFact] {
    var facts: [ScanFact] = [.order(plan.order)]
    let whole = plan.lines.reduce(Int64(0)) { $0 + $1.quantity }
    switch phase {
    case .order: facts += plan.bins.map { .bin($0) }
    case .items:
      facts.append(.quantity(whole - left, of: whole))
      for (index, line) in plan.lines.enumerated() where left(of: index) > 0 {
        facts += [.product(sku: line.sku), .quantity(line.quantity - left(of: index), of: line.quantity)]
      }
    case .weight:
      if let box { facts.append(.box(box.code)) }
      if let grams = expectedGrams { facts.append(.weight(expectedGrams: grams, toleranceGrams: tolerance)) }
    case .reason, .asideReason: facts.append(.reasons(ShortReason.allCases))
    case .confirmMissing: facts.append(.confirms(.short))
    case .box:
      let choice = boxChoice
      if let box = choice?.box {
        facts.append(.box(box.code))
      } else if let choice, choice.unmeasured.isEmpty {
        facts.append(.noBoxFits)
      }
    case .done: break
    }
    return facts
  }

  public mutating func apply(_ attempt: ScanAttempt) throws(ScanRefusal) -> [PackEffect] {
    switch (phase, attempt) {
    case (_, .notice(let notice)): return take(notice)
    case (.order, .scan(let finding)):
      try prove(finding)
      phase = .items
      return [.started(order: plan.order)]
    case (.items, .scan(let finding)): return try pack(finding)
    case (.items, .number(let number)): return try count(number)
    case (.items, .answer(true)):
      if left > 0 { throw .notAllPacked(left: left) }
      return try closeBox()
    case (.items, .act(.takeOut)):
      guard strokes.popLast() != nil else { throw .nothingCounted }
      return []
    case (.items, .act(.nextBox)): return try closeBox()
    case (.items, .act(.short)): return interrupt(with: .reason)
    case (_, .act(.setAside)): return interrupt(with: .asideReason)
    case (.box, .scan(let finding)): return try choose(finding)
    case (.weight, .number(let grams)): return try weigh(grams)
    case (.reason, .number(let number)):
      reason = try ShortReason.chosen(number)
      phase = .confirmMissing
      return []
    case (.confirmMissing, .scan(let finding)): return try declareMissing(finding)
    case (.asideReason, .number(let number)):
      phase = .done
      strokes = []
      return [.setAside(order: plan.order, reason: try ShortReason.chosen(number))]
    case (_, .act(.back)): return goBack()
    default: throw .notExpectedHere
    }
  }

  /// The order's label, or the bin in which it was picked.
  private func prove(_ finding: ScanFinding) throws(ScanRefusal) {
    let names = finding.subjects.filter(plan.isOfOrder)
    if !names.isEmpty { return }
    if let other = finding.subjects.first(where: { $0.kind == .order || $0.kind == .bin }) {
      throw .wrongOrder(expected: plan.order, found: other.name)
    }
    throw finding.notOfKind
  }

  private mutating func pack(_ finding: ScanFinding) throws(ScanRefusal) -> [PackEffect] {
    let (sku, pack) = try finding.product(among: plan.lines.map(\.sku))
    let lines = try lines(of: sku, finding.label?.lot)
    guard let line = lines.first(where: { left(of: $0) >= pack }) else {
      let most = lines.map { left(of: $0) }.max() ?? 0
      throw pack > 1 && most > 0 ? .wrongPack(holds: pack, left: most) : .overPick(asked: pack, left: most)
    }
    strokes.append(Stroke(line: line, count: pack))
    return try goOn()
  }

  /// The lines that a unit of this lot can be of.
  private func lines(of sku: String, _ lot: String?) throws(ScanRefusal) -> [Int] {
    let lines = plan.lines.indices.filter { plan.lines[$0].sku == sku }
    guard let lot else { return lines }
    var expected = ""
    let fitting = lines.filter { line in
      guard case .this(let wanted) = plan.lines[line].lot else { return true }
      expected = wanted
      return isSame(wanted, lot)
    }
    if fitting.isEmpty { throw .wrongLot(expected: expected, found: lot) }
    return fitting
  }

  /// A typed number is all units of the last scan.
  private mutating func count(_ number: Int64) throws(ScanRefusal) -> [PackEffect] {
    guard let last = strokes.popLast() else { throw .nothingCounted }
    if number == 0 { throw .zeroQuantity }
    let most = left(of: last.line)
    if number > most { throw .overPick(asked: number, left: most) }
    strokes.append(Stroke(line: last.line, count: try checked(number, 1, most)))
    return try goOn()
  }

  private mutating func goOn() throws(ScanRefusal) -> [PackEffect] { left == 0 ? try closeBox() : [] }

  private mutating func interrupt(with phase: Phase) -> [PackEffect] {
    interrupted = self.phase
    self.phase = phase
    return []
  }

  private mutating func goBack() -> [PackEffect] {
    switch phase {
    case .box, .weight:
      box = nil
      phase = .items
    case .reason, .asideReason: phase = interrupted
    case .confirmMissing: phase = .reason
    case .order, .items, .done: break
    }
    return []
  }
}
