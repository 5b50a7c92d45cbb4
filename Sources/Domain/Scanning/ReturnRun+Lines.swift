extension ReturnRun {
  public func write(to lines: inout ScanLines) {
    plan.reader.write(to: &lines)
    let run = [String(plan.id), plan.number, ScanLines.field(plan.takesTypedCodes)]
    lines.write("run", run + ScanLines.fields(plan.aliases))
    for line in plan.lines {
      let numbers = [String(line.expected), String(line.mayExceedBy)]
      lines.write("line", [String(line.id), line.sku] + numbers + ScanLines.fields(line.lots) + line.codes.fields)
    }
  }

  public init(from lines: inout ScanLines) throws(ScanTextFault) {
    let reader = try ScanReader(from: &lines)
    try lines.open("run")
    let id = try lines.integer()
    let number = try lines.string()
    let takesTypedCodes = try lines.flag()
    let aliases = try lines.list()
    var awaited: [AwaitedLine] = []
    while lines.nextWord == "line" {
      try lines.open("line")
      var line = AwaitedLine(id: try lines.integer(), sku: try lines.string(), expected: try lines.integer())
      line.mayExceedBy = try lines.integer()
      line.lots = try lines.list()
      line.codes = try lines.barcodes()
      awaited.append(line)
    }
    do throws(ScanPlanFault) {
      self.init(
        try ReturnPlan(
          id: id, number: number, aliases: aliases, lines: awaited, takesTypedCodes: takesTypedCodes, reader: reader))
    } catch {
      throw .plan(error)
    }
  }
}
