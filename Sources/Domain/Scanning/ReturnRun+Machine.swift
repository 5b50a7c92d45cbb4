extension ReturnRun {
  public mutating func apply(_ attempt: ScanAttempt) throws(ScanRefusal) -> [ReturnEffect] {
    switch (phase, attempt) {
    case (.done, _): throw .finishedRun
    case (_, .notice(.ended)): return end([])
    case (_, .notice): return []
    case (.product, .scan(let finding)): return try start(finding)
    case (.product, .act(.finish)): return finish()
    case (.product, .act(.unexpected)):
      phase = .unexpected
      return []
    case (.unexpected, .scan(let finding)): return try keep(finding)
    case (.confirmEnd, .scan(let finding)):
      let names = try finding.names(.order)
      guard names.contains(plan.number) else {
        throw .wrongOrder(expected: plan.number, found: names.first ?? finding.text)
      }
      return end(missingLines)
    case (.confirmEnd, .answer(true)): return end(missingLines)
    case (_, .act(.back)):
      hand = nil
      phase = .product
      return []
    default:
      guard let hand else { throw .notExpectedHere }
      return try go(on: hand, attempt)
    }
  }

  private mutating func go(on held: Hand, _ attempt: ScanAttempt) throws(ScanRefusal) -> [ReturnEffect] {
    switch (phase, attempt) {
    case (.confirmOver, .scan(let finding)):
      _ = try finding.product(among: [plan.lines[held.line].sku])
      ask(held)
    case (.lot, .scan(let finding)):
      ask(try held.of(lot: sent(try finding.anyLot(of: plan.lines[held.line].sku), held)))
    case (.lot, .text(let text)):
      let key = ScanKeyText.key(text)
      if key.isEmpty { throw .unreadable(.empty) }
      ask(held.of(lot: try sent(key, held)))
    case (.condition, .number(let number)):
      let all = ReturnCondition.allCases
      return take(held, all[Int(try checked(number, 1, Int64(all.count))) - 1])
    case (.condition, .answer(true)): return take(held, .good)
    case (.condition, .scan(let finding)):
      // The next unit is in the hand: the one before is as it should be.
      let done = take(held, .good)
      return done + (try start(finding))
    case (.condition, .act(.finish)):
      let done = take(held, .good)
      return done + finish()
    default: throw .notExpectedHere
    }
    return []
  }

  // MARK: Steps

  private mutating func start(_ finding: ScanFinding) throws(ScanRefusal) -> [ReturnEffect] {
    let (sku, pack) = try finding.product(among: plan.lines.map(\.sku))
    let lines = plan.lines.indices.filter { plan.lines[$0].sku == sku }
    let open = lines.first { missing(of: $0) >= pack } ?? lines.first { room(of: $0) >= pack } ?? lines.first
    guard let line = open else { throw finding.notOfKind }
    if room(of: line) < pack {
      let left = max(0, lines.map { room(of: $0) }.max() ?? 0)
      throw pack > 1 && left > 0 ? .wrongPack(holds: pack, left: left) : .overReceipt(asked: pack, left: left)
    }
    var held = Hand(line: line, count: pack)
    if !plan.lines[line].lots.isEmpty, let lot = finding.label?.lot { held.lot = try sent(lot, held) }
    if pack > missing(of: line) {
      hand = held
      phase = .confirmOver
    } else {
      ask(held)
    }
    return []
  }

  /// The first thing that is not known yet.
  private mutating func ask(_ held: Hand) {
    hand = held
    phase = !plan.lines[held.line].lots.isEmpty && held.lot == nil ? .lot : .condition
  }

  /// The lot as the shop writes it, where it is one that may come back.
  private func sent(_ lot: String, _ held: Hand) throws(ScanRefusal) -> String {
    let lots = plan.lines[held.line].lots
    guard let known = lots.first(where: { isSame($0, lot) }) else {
      throw .wrongLot(expected: lots.joined(separator: ", "), found: lot)
    }
    return known
  }

  private mutating func take(_ held: Hand, _ condition: ReturnCondition) -> [ReturnEffect] {
    let line = plan.lines[held.line]
    let over = held.count - missing(of: held.line)
    received[held.line] += held.count
    hand = nil
    phase = .product
    let effect = ReturnEffect.returned(line: line.id, quantity: held.count, lot: held.lot, condition: condition)
    return over > 0 ? [effect, .exceeded(line: line.id, by: over)] : [effect]
  }

  /// What nobody announced; what is awaited after all comes in as it should.
  private mutating func keep(_ finding: ScanFinding) throws(ScanRefusal) -> [ReturnEffect] {
    let products = finding.subjects.filter { $0.kind == .product }
    let awaited = products.contains { product in
      plan.lines.indices.contains { plan.lines[$0].sku == product.name && room(of: $0) > 0 }
    }
    if awaited { return try start(finding) }
    if products.isEmpty {
      if !finding.subjects.isEmpty { throw finding.notOfKind }
      if let doubt = finding.scan.doubts.first, doubt.isHalfScan { throw .halfScan(doubt) }
    }
    var count: Int64 = 1
    if products.count == 1, case .product(_, let pack) = products[0] { count = pack }
    extra += count
    phase = .product
    // A code of two products is kept as it is printed.
    let sku = products.count == 1 ? products[0].name : nil
    return [.unexpected(code: sku ?? finding.text, sku: sku, quantity: count)]
  }

  private mutating func finish() -> [ReturnEffect] {
    if missingLines.isEmpty { return end([]) }
    phase = .confirmEnd
    return []
  }

  private var missingLines: [ReturnEffect] {
    plan.lines.indices.filter { missing(of: $0) > 0 }.map {
      .missing(line: plan.lines[$0].id, quantity: missing(of: $0))
    }
  }

  private mutating func end(_ effects: [ReturnEffect]) -> [ReturnEffect] {
    phase = .done
    hand = nil
    return effects + [.finished(number: plan.number)]
  }
}

extension ReturnRun.Hand {
  func of(lot: String) -> ReturnRun.Hand {
    var hand = self
    hand.lot = lot
    return hand
  }
}
