extension CountRun {
  public mutating func apply(_ attempt: ScanAttempt) throws(ScanRefusal) -> [CountEffect] {
    if case .notice(let notice) = attempt { return take(notice) }
    guard let index = waiting.first else { throw .finishedRun }
    let task = plan.tasks[index]
    switch (phase, attempt) {
    case (.location, .scan(let finding)):
      try finding.prove(location: task.location)
      phase = .counting
    case (.location, .act(.skip)):
      if waiting.count == 1 { throw .onlyTask }
      waiting.append(waiting.removeFirst())
      return [.skipped(task: task.id)]
    case (.counting, .scan(let finding)): try count(finding, task)
    case (.counting, .number(let number)): try correct(number)
    case (.counting, .act(.takeOut)):
      guard strokes.popLast() != nil else { throw .nothingCounted }
    case (.counting, .act(.finish)): phase = .confirm
    case (.lot, .scan(let finding)): try book(lot: try finding.anyLot(of: pending?.sku ?? ""))
    case (.lot, .text(let text)):
      let key = ScanKeyText.key(text)
      if key.isEmpty { throw .unreadable(.empty) }
      try book(lot: key)
    case (.confirm, .scan(let finding)):
      try finding.prove(location: task.location)
      return end(task)
    case (_, .act(.back)):
      pending = nil
      phase = .counting
    default: throw .notExpectedHere
    }
    return []
  }

  /// Any product may lie here, also one that the books have nowhere near.
  private mutating func count(_ finding: ScanFinding, _ task: CountTask) throws(ScanRefusal) {
    let names = try finding.names(.product)
    let here = names.filter { name in task.goods.contains { $0.sku == name } }
    let (sku, pack) = try finding.product(among: here.isEmpty ? names : here)
    let units = CountedUnits(sku: sku, lot: finding.label?.lot, quantity: pack)
    let hasLots = plan.tasks.contains { $0.goods.contains { $0.sku == sku && $0.lot != .none } }
    if hasLots && units.lot == nil {
      pending = units
      phase = .lot
    } else {
      try append(units)
    }
  }

  private mutating func book(lot: String) throws(ScanRefusal) {
    guard var units = pending else { throw .nothingCounted }
    units.lot = lot
    pending = nil
    phase = .counting
    try append(units)
  }

  private mutating func append(_ new: CountedUnits) throws(ScanRefusal) {
    var units = new
    // One lot in small letters and in capitals is one lot.
    if let lot = new.lot, let same = strokes.first(where: { $0.sku == new.sku && isSame($0.lot ?? "", lot) }) {
      units.lot = same.lot
    }
    let so = counted(units.sku, units.lot)
    guard units.quantity <= PickPlan.mostUnits - so else {
      throw .numberOutOfRange(found: units.quantity, least: 1, most: PickPlan.mostUnits - so)
    }
    strokes.append(units)
  }

  /// A typed number is all units of the product that was scanned last.
  private mutating func correct(_ number: Int64) throws(ScanRefusal) {
    guard let last = strokes.last else { throw .nothingCounted }
    let quantity = try checked(number, 0, PickPlan.mostUnits)
    strokes.removeAll { $0.sku == last.sku && $0.lot == last.lot }
    strokes.append(CountedUnits(sku: last.sku, lot: last.lot, quantity: quantity))
  }

  private mutating func end(_ task: CountTask) -> [CountEffect] {
    var units: [CountedUnits] = []
    func add(_ sku: String, _ lot: String?) {
      if units.contains(where: { $0.sku == sku && $0.lot == lot }) { return }
      units.append(CountedUnits(sku: sku, lot: lot, quantity: counted(sku, lot)))
    }
    for stroke in strokes { add(stroke.sku, stroke.lot) }
    for goods in task.goods {
      switch goods.lot {
      case .this(let lot):
        // As it was scanned, in whichever case.
        if !units.contains(where: { $0.sku == goods.sku && isSame($0.lot ?? "", lot) }) { add(goods.sku, lot) }
      case .none, .any:
        if !units.contains(where: { $0.sku == goods.sku }) { add(goods.sku, nil) }
      }
    }
    strokes = []
    waiting.removeFirst()
    phase = waiting.isEmpty ? .done : .location
    let effect = CountEffect.counted(task: task.id, location: task.location, units: units)
    return waiting.isEmpty ? [effect, .finished] : [effect]
  }

  private mutating func take(_ notice: ScanNotice) -> [CountEffect] {
    if notice == .ended {
      phase = .done
      strokes = []
      pending = nil
    }
    return []
  }
}

extension CountRun {
  public func write(to lines: inout ScanLines) {
    plan.reader.write(to: &lines)
    lines.write("run", [String(plan.id), ScanLines.field(plan.takesTypedCodes)])
    for task in plan.tasks {
      lines.write("task", [String(task.id), task.location, String(task.sequence)])
      for goods in task.goods { lines.write("goods", [goods.sku] + goods.lot.fields + goods.codes.fields) }
    }
  }

  public init(from lines: inout ScanLines) throws(ScanTextFault) {
    let reader = try ScanReader(from: &lines)
    try lines.open("run")
    let id = try lines.integer()
    let takesTypedCodes = try lines.flag()
    var tasks: [CountTask] = []
    while lines.nextWord == "task" {
      try lines.open("task")
      var task = CountTask(id: try lines.integer(), location: try lines.string(), sequence: try lines.integer())
      while lines.nextWord == "goods" {
        try lines.open("goods")
        var goods = CountGoods(sku: try lines.string())
        goods.lot = try LotRule(from: &lines)
        goods.codes = try lines.barcodes()
        task.goods.append(goods)
      }
      tasks.append(task)
    }
    do throws(ScanPlanFault) {
      self.init(try CountPlan(id: id, tasks: tasks, takesTypedCodes: takesTypedCodes, reader: reader))
    } catch {
      throw .plan(error)
    }
  }
}
