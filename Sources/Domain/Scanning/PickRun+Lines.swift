extension PickRun {
  public func write(to lines: inout ScanLines) {
    plan.reader.write(to: &lines)
    let policy = plan.policy
    lines.write(
      "run",
      [String(plan.id), plan.cart]
        + [policy.takesTypedQuantity, policy.takesTypedCodes, policy.checksZero, policy.unloads]
        .map(ScanLines.field) + ScanLines.fields(plan.bins))
    for task in plan.tasks { task.write(to: &lines) }
  }

  public init(from lines: inout ScanLines) throws(ScanTextFault) {
    let reader = try ScanReader(from: &lines)
    try lines.open("run")
    let id = try lines.integer()
    let cart = try lines.string()
    let policy = PickPolicy(
      takesTypedQuantity: try lines.flag(), takesTypedCodes: try lines.flag(), checksZero: try lines.flag(),
      unloads: try lines.flag())
    let bins = try lines.list()
    var tasks: [PickTask] = []
    while lines.nextWord == "task" { tasks.append(try PickTask(from: &lines)) }
    do throws(ScanPlanFault) {
      self.init(try PickPlan(id: id, cart: cart, bins: bins, tasks: tasks, policy: policy, reader: reader))
    } catch {
      throw .plan(error)
    }
  }
}

extension PickTask {
  fileprivate func write(to lines: inout ScanLines) {
    var fields = [String(id), String(priority), location, String(sequence), sku, String(quantity)]
    fields += lot.fields + [order, String(orderPriority), String(orderedAt.milliseconds), ScanLines.field(bin)]
    fields += [ScanLines.field(expectedThere.map(String.init))] + codes.fields
    lines.write("task", fields)
  }

  fileprivate init(from lines: inout ScanLines) throws(ScanTextFault) {
    try lines.open("task")
    self.init(
      id: try lines.integer(), priority: try lines.integer(), location: try lines.string(),
      sequence: try lines.integer(), sku: try lines.string(), quantity: try lines.integer(), order: "")
    lot = try LotRule(from: &lines)
    order = try lines.string()
    orderPriority = try lines.integer()
    orderedAt = Instant(milliseconds: try lines.integer())
    bin = try lines.optional()
    expectedThere = try lines.optional().flatMap { Int64($0) }
    codes = try lines.barcodes()
  }
}

extension LotRule {
  var fields: [String] {
    switch self {
    case .none: ["none", ""]
    case .any: ["any", ""]
    case .this(let lot): ["this", lot]
    }
  }

  init(from lines: inout ScanLines) throws(ScanTextFault) {
    let word = try lines.string()
    let lot = try lines.string()
    switch word {
    case "none": self = .none
    case "any": self = .any
    case "this": self = .this(lot)
    default: throw .line(lines.lineNumber, expected: "a lot's rule", found: String(word.prefix(40)))
    }
  }
}

extension [Barcode] {
  var fields: [String] { ScanLines.fields(flatMap { [$0.code, String($0.packQuantity)] }) }
}

extension ScanLines {
  mutating func barcodes() throws(ScanTextFault) -> [Barcode] {
    let fields = try list()
    return stride(from: 0, to: fields.count - 1, by: 2).map {
      Barcode(code: fields[$0], packQuantity: Int64(fields[$0 + 1]) ?? 1)
    }
  }
}
