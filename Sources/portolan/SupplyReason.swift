internal import Console
internal import Domain
internal import Exchange
internal import Store

/// What of a SKU may be promised when, what should be bought of it, and how old it is: each with how it came about.
struct SupplyReason {
  /// Asked for beside the fields of a variant.
  static let fields = ["promise", "buying", "ageing"]

  private let field: String
  private let value: JSONOutput
  private let rules: [String]

  init(_ field: String, of variant: Int64, at now: Instant, language: Language, in reader: any Reader) throws {
    self.field = field
    switch field {
    case "promise": (value, rules) = SupplyReason.promise(try SupplyFigures.promise(of: variant, at: now, in: reader))
    case "buying":
      let plan = try ReplenishmentPlan(.init(), variants: [variant], at: now, in: reader)
      let supplier = try plan.proposals.first.flatMap { try SupplierTable.load($0.supplierId, in: reader) }
      (value, rules) = SupplyReason.buying(plan.proposals.first, supplier, language)
    default: (value, rules) = SupplyReason.ageing(try StockAgeReport.age(of: variant, at: now, in: reader), language)
    }
  }

  private static func promise(_ promise: PromiseByDate) -> (JSONOutput, [String]) {
    let steps = promise.steps.map { step -> JSONOutput in
      [
        "at": .time(step.at), "units": .integer(step.units), "from": .text(step.source),
        "confirmed": .flag(step.isConfirmed), "sum": .integer(step.sum),
      ]
    }
    var rules = ["now \(max(0, promise.free - promise.waiting)): \(promise.free) free − \(promise.waiting) waited for"]
    for step in promise.steps {
      let word = step.isConfirmed ? "confirmed" : "by lead time"
      rules.append("\(step.at.civil().dateText) \(step.sum): + \(step.units) of \(step.source), \(word)")
    }
    return (.object([("now", .integer(max(0, promise.free - promise.waiting))), ("steps", .list(steps))]), rules)
  }

  private static func buying(_ proposal: Replenishment?, _ supplier: Supplier?, _ language: Language) -> (
    JSONOutput, [String]
  ) {
    guard let proposal, let supplier else { return (.null, [SupplyWording.nothingProposed(in: language)]) }
    let cost = Money(minorUnits: proposal.unitCost, currency: proposal.currency)
    return (
      .object([
        ("supplier", .text(supplier.code)), ("quantity", .integer(proposal.quantity)), ("unitCost", .money(cost)),
      ]), proposal.reasons.map { SupplyWording.reason($0, in: language) }
    )
  }

  private static func ageing(_ age: StockAge, _ language: Language) -> (JSONOutput, [String]) {
    let buckets = StockAge.Bucket.allCases.filter { age.units[$0] != nil }
    let rows = buckets.map { bucket -> JSONOutput in
      [
        "upToDays": bucket.lastDay.map(JSONOutput.integer) ?? .null, "units": .integer(age.units[bucket] ?? 0),
        "bound": .list((age.bound[bucket] ?? []).map(JSONOutput.money)),
      ]
    }
    let told = buckets.map {
      SupplyWording.age($0, units: age.units[$0] ?? 0, bound: age.bound[$0] ?? [], in: language)
    }
    return (
      .object([
        ("bound", .list(age.total.map(JSONOutput.money))), ("unpriced", .integer(age.unpriced)),
        ("oldestAt", .time(orNull: age.oldestAt)), ("buckets", .list(rows)),
      ]), told
    )
  }

  var json: JSONOutput {
    ["field": .text(field), "value": value, "rule": .list(rules.map(JSONOutput.text)), "source": .null]
  }

  func say() {
    Output.line("\(field): \(RecordOutput.plain(value))")
    for rule in rules { Output.line("rule: \(rule)") }
  }
}
