extension PackRun {
  public func write(to lines: inout ScanLines) {
    plan.reader.write(to: &lines)
    let policy = plan.policy
    lines.write(
      "run",
      [String(plan.id), plan.order, plan.bin]
        + [policy.takesTypedQuantity, policy.takesTypedCodes, policy.weighs].map(ScanLines.field)
        + [String(policy.toleranceGrams), String(policy.tolerancePerMille)])
    if !plan.moreBins.isEmpty { lines.write("bins", ScanLines.fields(plan.moreBins)) }
    for box in plan.boxes {
      lines.write("box", [box.code, String(box.emptyGrams), ScanLines.field(box.mostGrams.map(String.init))])
      if !box.sides.isEmpty { lines.write("sides", box.sides.map(String.init)) }
    }
    for line in plan.lines {
      let weight = ScanLines.field(line.gramsEach.map(String.init))
      lines.write(
        "line", [String(line.id), line.sku, String(line.quantity), weight] + line.lot.fields + line.codes.fields)
      if !line.sides.isEmpty { lines.write("sides", line.sides.map(String.init)) }
    }
  }

  /// Logs from before boxes were offered have none.
  private static func sides(from lines: inout ScanLines) throws(ScanTextFault) -> [Int64] {
    guard lines.nextWord == "sides" else { return [] }
    try lines.open("sides")
    return [try lines.integer(), try lines.integer(), try lines.integer()]
  }

  public init(from lines: inout ScanLines) throws(ScanTextFault) {
    let reader = try ScanReader(from: &lines)
    try lines.open("run")
    let id = try lines.integer()
    let order = try lines.string()
    let bin = try lines.string()
    let policy = PackPolicy(
      takesTypedQuantity: try lines.flag(), takesTypedCodes: try lines.flag(), weighs: try lines.flag(),
      toleranceGrams: try lines.integer(), tolerancePerMille: try lines.integer())
    var moreBins: [String] = []
    if lines.nextWord == "bins" {
      try lines.open("bins")
      moreBins = try lines.list()
    }
    var boxes: [PackBox] = []
    while lines.nextWord == "box" {
      try lines.open("box")
      boxes.append(
        PackBox(
          code: try lines.string(), emptyGrams: try lines.integer(),
          mostGrams: try lines.optional().flatMap { Int64($0) }))
      boxes[boxes.count - 1].sides = try PackRun.sides(from: &lines)
    }
    var packLines: [PackLine] = []
    while lines.nextWord == "line" {
      try lines.open("line")
      var line = PackLine(id: try lines.integer(), sku: try lines.string(), quantity: try lines.integer())
      line.gramsEach = try lines.optional().flatMap { Int64($0) }
      line.lot = try LotRule(from: &lines)
      line.codes = try lines.barcodes()
      line.sides = try PackRun.sides(from: &lines)
      packLines.append(line)
    }
    do throws(ScanPlanFault) {
      self.init(
        try PackPlan(
          id: id, order: order, bin: bin, moreBins: moreBins, lines: packLines, boxes: boxes, policy: policy,
          reader: reader))
    } catch {
      throw .plan(error)
    }
  }
}
