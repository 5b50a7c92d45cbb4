extension PutAwayRun {
  public mutating func apply(_ attempt: ScanAttempt) throws(ScanRefusal) -> [PutAwayEffect] {
    if case .notice(let notice) = attempt { return take(notice) }
    switch (phase, attempt) {
    case (.product, .scan(let finding)): return try start(finding)
    case (.lot, .scan(let finding)): return try take(lot: finding)
    case (.lot, .text(let text)): return try take(lot: try typed(text))
    case (.lot, .act(.back)):
      unknownLot = nil
      phase = .product
      return []
    case (.product, .act(.finish)), (.endReason, .act(.back)):
      phase = phase == .product ? .endReason : .product
      return []
    case (.endReason, .number(let number)): return endEarly(try ShortReason.chosen(number))
    default: break
    }
    guard var held = hand else { throw .notExpectedHere }
    let task = plan.tasks[held.task]
    switch (phase, attempt) {
    case (.quantity, .scan(let finding)):
      held.count += try units(of: finding, held)
      phase = held.count == left[held.task] ? .location : .quantity
    case (.quantity, .number(let number)):
      if number == 0 { throw .zeroQuantity }
      if number > left[held.task] { throw .overPick(asked: number, left: left[held.task]) }
      held.count = try checked(number, 1, left[held.task])
      phase = .location
    case (.quantity, .answer(true)): phase = .location
    case (.location, .scan(let finding)):
      try finding.prove(location: task.location)
      return try put(held, at: task.location)
    case (.location, .act(.elsewhere)): phase = .elsewhere
    case (.location, .act(.fullBin)):
      phase = .elsewhere
      return [.locationFull(task.location)]
    case (.elsewhere, .scan(let finding)):
      let places = try finding.names(.location)
      guard places.count == 1, let place = places.first else { throw .ambiguousCode(places) }
      // The proposed place after all needs no second scan.
      if isSame(place, task.location) { return try put(held, at: task.location) }
      try refuseClosed(place)
      held.elsewhere = place
      phase = .confirmElsewhere
    case (.confirmElsewhere, .scan(let finding)):
      guard let place = held.elsewhere else { throw .needsConfirmation(.elsewhere) }
      try finding.prove(location: place)
      return try put(held, at: place)
    case (.quantity, .act(.short)): phase = .reason
    case (.reason, .number(let number)):
      reason = try ShortReason.chosen(number)
      phase = .confirmMissing
    case (.confirmMissing, .scan(let finding)):
      _ = try finding.product(among: [task.sku])
      return declareMissing(held)
    case (_, .act(.back)): goBack(&held)
    default: throw .notExpectedHere
    }
    hand = phase == .product ? nil : held
    return []
  }

  private mutating func start(_ finding: ScanFinding) throws(ScanRefusal) -> [PutAwayEffect] {
    let open = plan.tasks.indices.filter { left[$0] > 0 }
    let (sku, pack) = try finding.product(among: open.map { plan.tasks[$0].sku })
    var fitting = open.filter { plan.tasks[$0].sku == sku }
    if let lot = finding.label?.lot {
      var expected = ""
      fitting = fitting.filter { index in
        guard case .this(let wanted) = plan.tasks[index].lot else { return true }
        expected = wanted
        return isSame(wanted, lot)
      }
      if fitting.isEmpty { throw .wrongLot(expected: expected, found: lot) }
    }
    if plan.asksLot, finding.label?.lot == nil, Set(fitting.map { plan.tasks[$0].lot }).count > 1 {
      unknownLot = Pack(sku: sku, count: pack)
      phase = .lot
      return []
    }
    return try begin(fitting, pack)
  }

  private mutating func begin(_ fitting: [Int], _ pack: Int64) throws(ScanRefusal) -> [PutAwayEffect] {
    guard let task = fitting.first(where: { left[$0] >= pack }) else {
      let most = fitting.map { left[$0] }.max() ?? 0
      throw .wrongPack(holds: pack, left: most)
    }
    hand = Hand(task: task, count: pack)
    unknownLot = nil
    phase = pack == left[task] ? .location : .quantity
    return []
  }

  /// Which of the lots that stand there is in the hand.
  private mutating func take(lot finding: ScanFinding) throws(ScanRefusal) -> [PutAwayEffect] {
    guard let pack = unknownLot else { throw .notExpectedHere }
    let lot = try finding.anyLot(of: pack.sku)
    let open = plan.tasks.indices.filter { left[$0] > 0 && plan.tasks[$0].sku == pack.sku }
    var expected: [String] = []
    let fitting = open.filter { index in
      guard case .this(let wanted) = plan.tasks[index].lot else { return false }
      expected.append(wanted)
      return isSame(wanted, lot)
    }
    if fitting.isEmpty { throw .wrongLot(expected: expected.joined(separator: ", "), found: lot) }
    return try begin(fitting, pack.count)
  }

  private func typed(_ text: String) throws(ScanRefusal) -> ScanFinding {
    if ScanKeyText.key(text).isEmpty { throw .unreadable(.empty) }
    let scan = Scan(raw: text, readings: [ScanReading(form: .text, text: text)])
    return ScanFinding(scan: scan, subjects: book.subjects(of: scan), step: step)
  }

  private func units(of finding: ScanFinding, _ held: Hand) throws(ScanRefusal) -> Int64 {
    let task = plan.tasks[held.task]
    let pack = try finding.product(among: [task.sku]).packQuantity
    if case .this(let lot) = task.lot, let found = finding.label?.lot, !isSame(lot, found) {
      throw .wrongLot(expected: lot, found: found)
    }
    let room = left[held.task] - held.count
    if pack > room { throw pack > 1 ? .wrongPack(holds: pack, left: room) : .overPick(asked: pack, left: room) }
    return pack
  }

  private mutating func put(_ held: Hand, at place: String) throws(ScanRefusal) -> [PutAwayEffect] {
    try refuseClosed(place)
    left[held.task] -= held.count
    let task = plan.tasks[held.task]
    let effect = PutAwayEffect.putAway(
      task: task.id, quantity: held.count, location: place, isElsewhere: !isSame(place, task.location))
    return [effect] + goOn()
  }

  private mutating func declareMissing(_ held: Hand) -> [PutAwayEffect] {
    let missing = left[held.task] - held.count
    left[held.task] = held.count
    let task = plan.tasks[held.task]
    phase = .location
    guard missing > 0, let reason else { return [] }
    return [.missing(task: task.id, quantity: missing, reason: reason)]
  }

  /// Nothing more is at the dock.
  private mutating func endEarly(_ reason: ShortReason) -> [PutAwayEffect] {
    var effects: [PutAwayEffect] = []
    for (index, task) in plan.tasks.enumerated() where left[index] > 0 {
      effects.append(.missing(task: task.id, quantity: left[index], reason: reason))
      left[index] = 0
    }
    return effects + goOn()
  }

  private mutating func goOn() -> [PutAwayEffect] {
    hand = nil
    reason = nil
    phase = left.allSatisfy { $0 == 0 } ? .done : .product
    return phase == .done ? [.finished] : []
  }

  private mutating func goBack(_ held: inout Hand) {
    switch phase {
    case .quantity: phase = .product
    case .location: phase = .quantity
    case .elsewhere: phase = .location
    case .confirmElsewhere:
      held.elsewhere = nil
      phase = .elsewhere
    case .reason: phase = .quantity
    case .confirmMissing: phase = .reason
    case .product, .lot, .endReason, .done: break
    }
  }

  private func refuseClosed(_ place: String) throws(ScanRefusal) {
    if closedLocations.contains(ScanKeyText.key(place)) { throw .closedLocation(place) }
  }

  private mutating func take(_ notice: ScanNotice) -> [PutAwayEffect] {
    switch notice {
    case .locationClosed(let place): closedLocations.insert(ScanKeyText.key(place))
    case .ended:
      hand = nil
      unknownLot = nil
      phase = .done
    case .orderCancelled, .orderHeld, .orderLost, .takenOver: break
    }
    return []
  }
}

extension PutAwayRun {
  public func write(to lines: inout ScanLines) {
    plan.reader.write(to: &lines)
    lines.write("run", [String(plan.id), ScanLines.field(plan.takesTypedCodes)])
    if plan.asksLot { lines.write("asks", ["lot"]) }
    for task in plan.tasks {
      let fields = [String(task.id), task.sku, String(task.quantity), task.location, String(task.sequence)]
      lines.write("task", fields + task.lot.fields + task.codes.fields)
      if !task.source.isEmpty { lines.write("from", [task.source]) }
    }
  }

  public init(from lines: inout ScanLines) throws(ScanTextFault) {
    let reader = try ScanReader(from: &lines)
    try lines.open("run")
    let id = try lines.integer()
    let takesTypedCodes = try lines.flag()
    var asksLot = false
    if lines.nextWord == "asks" {
      try lines.open("asks")
      asksLot = try lines.string() == "lot"
    }
    var tasks: [PutAwayTask] = []
    while lines.nextWord == "task" {
      try lines.open("task")
      var task = PutAwayTask(
        id: try lines.integer(), sku: try lines.string(), quantity: try lines.integer(), location: try lines.string(),
        sequence: try lines.integer())
      task.lot = try LotRule(from: &lines)
      task.codes = try lines.barcodes()
      if lines.nextWord == "from" {
        try lines.open("from")
        task.source = try lines.string()
      }
      tasks.append(task)
    }
    do throws(ScanPlanFault) {
      self.init(
        try PutAwayPlan(id: id, tasks: tasks, takesTypedCodes: takesTypedCodes, asksLot: asksLot, reader: reader))
    } catch {
      throw .plan(error)
    }
  }
}
