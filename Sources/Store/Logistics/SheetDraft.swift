internal import Domain

/// A rate sheet as the rows of a file make it: one service from one day on.
struct SheetDraft {
  let service: String
  /// nil where the file does not say it.
  let validFrom: Instant?
  var validUntil: Instant?
  var currency: Currency
  private(set) var rows: [IncomingRate] = []
  private var zones: [RateSheet.Zone] = []
  private var zoneKeys: [String: Int] = [:]
  /// Days that no row has said, by zone.
  private var withoutDays: Set<Int> = []
  /// Brackets that said only where they end.
  private var openBelow: Set<Ending> = []
  private var rule: WeightRule?
  /// Rounding steps by the weight up to which they hold.
  private var steps: [Int64: Int64] = [:]
  private var surcharges: [Surcharge] = []

  private struct Ending: Hashable {
    var zone: Int
    var upTo: Int64
  }

  init(_ first: IncomingRate, service: String) {
    self.service = service
    validFrom = first.validFrom
    validUntil = first.validUntil
    currency = first.currency
  }

  /// Where nobody says how long a zone takes; said in the import's report.
  static let unknownDays = TransitDays(p50: 20, p80: 30)

  /// What does not go together with the rows before; nil where it was taken.
  mutating func take(_ row: IncomingRate) -> RowIssue? {
    func issue(_ field: String, _ code: IssueCode, _ found: String) -> RowIssue {
      RowIssue(line: row.line, field: field, code: code, found: found)
    }
    if row.currency != currency { return issue("currency", .differsInSheet, row.currency.code) }
    var own = row.weight
    own.steps = []
    if let rule, own != WeightRule(), own != rule, rule != WeightRule() {
      return issue("divisor", .differsInSheet, "\(own.divisor ?? 0)")
    }
    // A row that names no step says nothing about it.
    let step = row.weight.steps.first?.stepGrams
    if let step, let known = steps[row.upToGrams], known != step {
      return issue("rounding", .differsInSheet, "\(step) g")
    }
    for surcharge in row.surcharges {
      if let known = surcharges.first(where: { $0.name == surcharge.name }), known != surcharge {
        return issue(surcharge.name, .differsInSheet, surcharge.amountText)
      }
    }
    let key = ([row.zone] + row.places.map(\.text)).joined(separator: "\n")
    let lighter = zoneKeys[key].map { zones[$0].brackets.map(\.upToGrams).filter { $0 < row.upToGrams } }?.max()
    let bracket = RateSheet.Bracket(
      overGrams: row.beginsAfterLighter ? max(row.overGrams, lighter ?? 0) : row.overGrams, upToGrams: row.upToGrams,
      cost: row.cost, price: row.price)
    if let index = zoneKeys[key] {
      if row.beginsAfterLighter { makeRoom(for: bracket, in: index) }
      let known = zones[index].brackets.first {
        $0.overGrams < bracket.upToGrams && bracket.overGrams < $0.upToGrams
      }
      if let known, known != bracket {
        return issue("weight", .bracketsOverlap, "\(bracket.overGrams)-\(bracket.upToGrams) g")
      }
      if known == nil { zones[index].brackets.append(bracket) }
      if row.beginsAfterLighter { openBelow.insert(Ending(zone: index, upTo: row.upToGrams)) }
      note(row.days, of: index)
    } else {
      zoneKeys[key] = zones.count
      zones.append(
        RateSheet.Zone(
          name: row.zone, places: row.places, brackets: [bracket], days: row.days ?? SheetDraft.unknownDays))
      if row.days == nil { withoutDays.insert(zones.count - 1) }
      if row.beginsAfterLighter { openBelow.insert(Ending(zone: zones.count - 1, upTo: row.upToGrams)) }
    }
    if rule == nil || rule == WeightRule() { rule = own }
    if let step { steps[row.upToGrams] = step }
    for surcharge in row.surcharges where !surcharges.contains(surcharge) { surcharges.append(surcharge) }
    rows.append(row)
    return nil
  }

  /// A heavier row before, which said only where it ends, begins where this lighter one does.
  private mutating func makeRoom(for bracket: RateSheet.Bracket, in index: Int) {
    for place in zones[index].brackets.indices {
      let known = zones[index].brackets[place]
      if known.overGrams < bracket.upToGrams, bracket.upToGrams < known.upToGrams,
        openBelow.contains(Ending(zone: index, upTo: known.upToGrams))
      {
        zones[index].brackets[place].overGrams = bracket.upToGrams
      }
    }
  }

  private mutating func note(_ days: TransitDays?, of index: Int) {
    guard let days else { return }
    let known = zones[index].days
    if withoutDays.remove(index) != nil {
      zones[index].days = days
    } else {
      // A zone has one time: the slower of what its rows say.
      zones[index].days = TransitDays(p50: max(known.p50, days.p50), p80: max(known.p80, days.p80))
    }
  }

  /// What the sheet says. Zones without places or days have those that an earlier sheet of the service gave them.
  func body(after earlier: RateBody?) -> (body: RateBody, lacksDays: Bool) {
    var weight = rule ?? WeightRule()
    let sizes = Set(steps.values)
    if sizes.count > 1 {
      weight.steps = steps.keys.sorted().map { WeightRule.Step(upToGrams: $0, stepGrams: steps[$0] ?? 1) }
    } else if let size = sizes.first, size > 1 {
      weight.steps = [WeightRule.Step(stepGrams: size)]
    }
    var lacksDays = false
    var whole = zones
    for index in whole.indices {
      let same = earlier?.zones.first { FoldedText.areAlike($0.name, whole[index].name) }
      if whole[index].places.isEmpty { whole[index].places = same?.places ?? [] }
      if withoutDays.contains(index) {
        if let same { whole[index].days = same.days } else { lacksDays = true }
      }
      whole[index].brackets.sort { $0.overGrams < $1.overGrams }
    }
    var fees = surcharges
    for index in fees.indices {
      guard case .places(let places) = fees[index].condition, places.isEmpty else { continue }
      let same = earlier?.surcharges.first { $0.name == fees[index].name }
      if case .places(let known)? = same?.condition { fees[index].condition = .places(known) }
    }
    // Fuel is a share of all that stands above it.
    let order = ["remote", "oversize", "fuel"]
    fees.sort { (order.firstIndex(of: $0.name) ?? 0) < (order.firstIndex(of: $1.name) ?? 0) }
    return (RateBody(weight: weight, zones: whole, surcharges: fees), lacksDays)
  }
}
