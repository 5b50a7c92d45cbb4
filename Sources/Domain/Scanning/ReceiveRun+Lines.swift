extension ReceiveRun {
  public func write(to lines: inout ScanLines) {
    plan.reader.write(to: &lines)
    lines.write("run", [String(plan.id), plan.purchase, ScanLines.field(plan.takesTypedCodes)])
    for line in plan.lines {
      let numbers = [String(line.expected), String(line.mayExceedBy)]
      let flags = [line.recordsLot, line.recordsExpiry].map(ScanLines.field)
      lines.write("line", [String(line.id), line.sku] + numbers + flags + line.codes.fields)
    }
  }

  public init(from lines: inout ScanLines) throws(ScanTextFault) {
    let reader = try ScanReader(from: &lines)
    try lines.open("run")
    let id = try lines.integer()
    let purchase = try lines.string()
    let takesTypedCodes = try lines.flag()
    var receipt: [ReceiptLine] = []
    while lines.nextWord == "line" {
      try lines.open("line")
      var line = ReceiptLine(id: try lines.integer(), sku: try lines.string(), expected: try lines.integer())
      line.mayExceedBy = try lines.integer()
      line.recordsLot = try lines.flag()
      line.recordsExpiry = try lines.flag()
      line.codes = try lines.barcodes()
      receipt.append(line)
    }
    do throws(ScanPlanFault) {
      self.init(
        try ReceivePlan(
          id: id, purchase: purchase, lines: receipt, takesTypedCodes: takesTypedCodes, reader: reader))
    } catch {
      throw .plan(error)
    }
  }
}
