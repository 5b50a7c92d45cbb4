internal import Domain

/// How a view is read: one statement or several, each led by one index; their rows are merged.
struct ViewPlan {
  struct Branch {
    var driver: Driver
    var half = ViewOrder.Half.whole
    /// A driver that leads to more rows, which come at once: it is tried first, for a while.
    var wider: Driver?
    /// What the driver does not settle by itself.
    var parts: [Criterion]
  }

  var branches: [Branch]
  /// Whether no row can be in two branches.
  var isDisjoint: Bool
  /// The walk in the view's order, over the nearest rows only, before the branches: it promises to end sooner, but what
  /// fits may all stand at the far end (numbers that begin alike are as old as each other).
  var attempt: Branch?
}

/// Chooses the index that visits the fewest rows.
struct Planner {
  let sql: SentenceSQL
  let order: ViewOrder
  /// Rows wanted; nil: all of them, as for a count.
  let limit: Int?
  private let sizes: Sizes

  /// A way in: drivers whose rows together are all that can fit.
  struct Candidate {
    var branches: [ViewPlan.Branch]
    var isDisjoint: Bool
    /// Rows it leads to, estimated.
    var rows: Int64
    /// Whether walking looks better, and is tried first.
    var comesAfterWalk = false
  }

  init(_ sql: SentenceSQL, _ order: ViewOrder, limit: Int?) {
    self.sql = sql
    self.order = order
    self.limit = limit
    sizes = Sizes(sql, order)
  }

  func plan(_ criterion: Criterion) throws -> ViewPlan {
    let parts = Planner.flatten(criterion)
    var candidates = try candidates(parts)
    if let empty = candidates.first(where: { $0.branches.isEmpty }) {
      return ViewPlan(branches: empty.branches, isDisjoint: true)
    }
    // A way in that has the places leads to those between the bounds only.
    if limit != nil, !candidates.contains(where: { $0.branches.allSatisfy(isByPlace) }),
      let placed = placedCandidate(parts)
    {
      candidates.append(placed)
    }
    guard let best = try best(candidates, parts) else { return try walk(parts) }
    return ViewPlan(
      branches: best.branches, isDisjoint: best.isDisjoint, attempt: best.comesAfterWalk ? nearWalk(parts) : nil)
  }

  /// The parts that must all hold.
  static func flatten(_ criterion: Criterion) -> [Criterion] {
    if case .all(let parts) = criterion { return parts.flatMap(flatten) }
    return [criterion]
  }

  private func isByPlace(_ branch: ViewPlan.Branch) -> Bool { branch.driver.source(sql.kind, order).place != nil }

  /// The walk in the view's order; only what has the value where the rest comes by other ways.
  private func nearWalk(_ parts: [Criterion]) -> ViewPlan.Branch? {
    switch order.walk {
    case .place: ViewPlan.Branch(driver: .walk, parts: parts)
    case .index(let index) where !index.comesInBlocks:
      ViewPlan.Branch(driver: .walk, half: index.halves == nil ? .whole : .present, parts: parts)
    case .placeGroups, .index, .id, nil: nil
    }
  }

  private func walk(_ parts: [Criterion]) throws -> ViewPlan {
    if order.foldedOfCard != nil, limit != nil {
      let bare: [Driver.Nameless] = sql.kind == .orders ? [.buyer, .card] : [.card]
      let drivers = [Driver.cards] + bare.map(Driver.nameless)
      return ViewPlan(branches: drivers.map { ViewPlan.Branch(driver: $0, parts: parts) }, isDisjoint: true)
    }
    if let plan = halved(parts) { return plan }
    if limit != nil, parts.isEmpty, order.isOfLinesAlone {
      return ViewPlan(branches: [ViewPlan.Branch(driver: .lineTable, parts: [])], isDisjoint: true)
    }
    if readsFacts(parts) {
      return ViewPlan(branches: [ViewPlan.Branch(driver: .facts, parts: parts)], isDisjoint: true)
    }
    if let through = try readingThrough(parts), let near = nearWalk(parts) {
      return ViewPlan(branches: [ViewPlan.Branch(driver: through, parts: parts)], isDisjoint: true, attempt: near)
    }
    if case .index(let index) = order.walk, index.halves != nil, limit != nil {
      let absent = index.nameless.isEmpty ? [Driver.walk] : index.nameless.map(Driver.nameless)
      return ViewPlan(
        branches: [ViewPlan.Branch(driver: .walk, half: .present, parts: parts)]
          + absent.map { ViewPlan.Branch(driver: $0, half: .absent, parts: parts) }, isDisjoint: true)
    }
    return ViewPlan(branches: [ViewPlan.Branch(driver: .walk, parts: parts)], isDisjoint: true)
  }

  /// Orders with the value that they are sorted by, each part in its own way, and then those without it.
  private func halved(_ parts: [Criterion]) -> ViewPlan? {
    guard limit != nil, order.fields.count == 1 else { return nil }
    if let text = SparseText.allCases.first(where: { $0.field == order.fields[0] }) {
      return ViewPlan(
        branches: [
          ViewPlan.Branch(driver: .sparse(text), half: .present, parts: parts),
          ViewPlan.Branch(driver: .bare(text), half: .absent, parts: parts),
        ], isDisjoint: true)
    }
    guard order.fields == [.order(.externalId)], parts.isEmpty else { return nil }
    let prefixes = sql.accountValues.map { "\($0.folded)-" }
    // Where one account's numbers may stand among another's, they are not skipped one by one.
    let isMixed = prefixes.enumerated().contains { index, prefix in
      prefixes.enumerated().contains { $0 != index && $1.hasPrefix(prefix) }
    }
    guard prefixes.count <= Planner.mostAccounts, !isMixed else { return nil }
    let drivers = zip(sql.accounts, prefixes).map { Driver.external($0.id, prefix: $1) }
    return ViewPlan(
      branches: [ViewOrder.Half.present, .absent].flatMap { half in
        drivers.map { ViewPlan.Branch(driver: $0, half: half, parts: []) }
      }, isDisjoint: true)
  }

  /// Each account's rows are read a page far.
  private static let mostAccounts = 24

  /// Whether orders are found, where no candidate leads to them, by reading their narrow index through.
  private func readsFacts(_ parts: [Criterion]) -> Bool {
    guard sql.kind == .orders else { return false }
    if limit == nil || order.walk == nil { return true }
    if case .index(let index) = order.walk { return index.comesInBlocks && !parts.isEmpty }
    return false
  }

  /// How rows that do not stand near in the view's order are found sooner than by walking on, which looks each of them
  /// up in the table, and not as they stand there: by reading through what is narrow, or the table as it stands.
  private func readingThrough(_ parts: [Criterion]) throws -> Driver? {
    guard limit != nil, !parts.isEmpty else { return nil }
    switch order.walk {
    // What Swift judges would all be sorted before the first of it is.
    case .index: guard try parts.allSatisfy(sql.isExact) else { return nil }
    case .place:
      guard parts.allSatisfy(Planner.isCovered), try parts.allSatisfy(sql.isExact) else { return nil }
    case .placeGroups, .id, nil: return nil
    }
    switch sql.kind {
    case .orders: return .facts
    case .lines, .customers: return .id(low: nil, high: nil)
    default: return nil
    }
  }

  /// What reading the narrow index through costs, in rows that are looked up in their table.
  private func factsVisits(_ parts: [Criterion], _ all: Int64) -> Double {
    let isCovered = parts.allSatisfy(Planner.isCovered) && order.fields.allSatisfy(Planner.isCovered)
    return Double(all) * (isCovered ? 0.12 : 1.2)
  }

  private static func isCovered(_ criterion: Criterion) -> Bool {
    switch criterion {
    case .all(let parts), .any(let parts): parts.allSatisfy(isCovered)
    case .not(let part): isCovered(part)
    case .text(let terms): terms.isEmpty
    case .field(let field, _): isCovered(field)
    }
  }

  /// Whether `orders_facts` has what the field is judged and sorted by.
  private static func isCovered(_ field: Field) -> Bool {
    guard case .order(let field) = field else { return false }
    switch field {
    case .channel, .status, .payment, .fulfilment, .state, .placedAt, .shipBy, .late, .assignee, .country, .currency,
      .total, .items, .discount, .shipping, .tax, .paidAt, .shippedAt, .deliverBy, .service, .quantity, .lineCount,
      .updatedAt, .unmapped, .id:
      return true
    case .number, .externalId, .holds, .age, .customer, .customerNumber, .tags, .email, .phone, .city, .postcode, .note,
      .message, .sku, .title, .batch, .result:
      return false
    }
  }

  /// nil: walk in the view's order, or through everything.
  private func best(_ candidates: [Candidate], _ parts: [Criterion]) throws -> Candidate? {
    guard !candidates.isEmpty else { return nil }
    // One way in that has the order itself needs no estimate.
    if candidates.count == 1, parts.count == 1, try streams(candidates[0]) { return candidates[0] }
    let sized = try candidates.map { candidate in
      var sized = candidate
      sized.rows = try candidate.branches.reduce(0) { $0 + (try sizes.rows($1.wider ?? $1.driver)) }
      return sized
    }
    guard let least = sized.min(by: { $0.rows < $1.rows }) else { return nil }
    if least.rows <= sizes.probe { return least }
    let all = try sizes.all()
    guard let limit else { return readsFacts(parts) && factsVisits(parts, all) < Double(least.rows) ? nil : least }
    // How many rows fit, as if the parts knew nothing of each other; at least one, or everything looks endless.
    let fitting = max(1, sized.reduce(Double(all)) { $0 * Double($1.rows) / Double(max(all, 1)) })
    func visits(_ candidate: Candidate) throws -> Double {
      let rows = Double(candidate.rows)
      // Rows that come unsorted are all read and sorted.
      return try streams(candidate) ? min(rows, Double(limit) * rows / fitting) : rows * 1.5
    }
    var chosen = least
    var fewest = try visits(least)
    for candidate in sized {
      let visits = try visits(candidate)
      if visits < fewest { (chosen, fewest) = (candidate, visits) }
    }
    let walking: Double? =
      if readsFacts(parts) { factsVisits(parts, all) } else if order.walk != nil {
        min(Double(all), Double(limit) * Double(all) / fitting)
      } else { nil }
    if let walking, walking < fewest {
      // Whoever leads to most rows is no better than the walk, wherever they stand.
      guard nearWalk(parts) != nil, chosen.rows < all / 2 else { return nil }
      chosen.comesAfterWalk = true
    }
    return chosen
  }

  /// Whether the branches' rows come in the view's order.
  private func streams(_ candidate: Candidate) throws -> Bool {
    switch order.walk {
    case .place, .placeGroups: candidate.branches.allSatisfy { $0.driver.source(sql.kind, order).place != nil }
    case .index(.orderNumber):
      candidate.branches.allSatisfy { if case .number = $0.driver { true } else { false } }
    case .index(.orderTotal): candidate.branches.allSatisfy { if case .total = $0.driver { true } else { false } }
    case .id: candidate.branches.allSatisfy { if case .id = $0.driver { true } else { false } }
    case .index, nil: false
    }
  }

  /// Orders placed between the bounds of one of the parts.
  private func placedCandidate(_ parts: [Criterion]) -> Candidate? {
    guard sql.kind == .orders || sql.kind == .lines, order.walk != .place, order.walk != .placeGroups else {
      return nil
    }
    for part in parts {
      guard let (from, before) = part.placing else { continue }
      let branch = ViewPlan.Branch(driver: .placed(from: from, before: before), parts: parts)
      return Candidate(branches: [branch], isDisjoint: true, rows: 0)
    }
    return nil
  }

  /// Every way in that one of the parts offers.
  func candidates(_ parts: [Criterion]) throws -> [Candidate] {
    var found: [Candidate] = []
    if let text = try textCandidate(parts) { found.append(text) }
    for (index, part) in parts.enumerated() {
      var others = parts
      others.remove(at: index)
      switch part {
      case .all, .not: continue
      case .any(let alternatives):
        if let candidate = try candidate(any: alternatives, others) { found.append(candidate) }
      case .text: continue
      case .field(let field, let tests):
        guard let (drivers, isSettled) = try drivers(field, tests) else { continue }
        let rest = isSettled ? others : parts
        found.append(
          Candidate(
            branches: drivers.map { ViewPlan.Branch(driver: $0, parts: rest) },
            isDisjoint: drivers.count < 2 || drivers.allSatisfy(\.isOneValue), rows: 0))
      }
    }
    return found
  }

  /// All words that are asked for, in one question to the text index.
  private func textCandidate(_ parts: [Criterion]) throws -> Candidate? {
    // They are few, and have no text index.
    if sql.kind.isLookedThrough { return nil }
    var terms: [SoughtTerm] = []
    var others: [Criterion] = []
    for part in parts {
      var more: [SoughtTerm] = []
      if case .text(let asked) = part {
        more = sql.sought(asked)
        if !sql.hasTextIndex { others.append(part) }
      } else {
        if case .field(let field, let tests) = part, tests.count == 1 {
          more = SentenceSQL.indexedTerms(field, tests[0]) ?? []
        }
        others.append(part)
      }
      for term in more where !terms.contains(term) { terms.append(term) }
    }
    if terms.isEmpty { return nil }
    guard let text = try sql.textMatch(terms, mayWiden: limit != nil) else {
      return Candidate(branches: [], isDisjoint: true, rows: 0)
    }
    let branch = ViewPlan.Branch(driver: .text(text.match), wider: text.wide.map(Driver.text), parts: others)
    return Candidate(branches: [branch], isDisjoint: true, rows: 0)
  }

  /// Alternatives lead in together, where each has a way in of its own.
  private func candidate(any alternatives: [Criterion], _ others: [Criterion]) throws -> Candidate? {
    guard alternatives.count <= 8 else { return nil }
    var branches: [ViewPlan.Branch] = []
    for alternative in alternatives {
      let parts = Planner.flatten(alternative)
      let ways = try candidates(parts).filter { $0.branches.count <= 16 }
      let sized = try ways.map { way in
        (way, try way.branches.reduce(0) { $0 + (try sizes.rows($1.wider ?? $1.driver)) })
      }
      guard let best = sized.min(by: { $0.1 < $1.1 })?.0 else { return nil }
      branches += best.branches.map { branch in
        var branch = branch
        branch.parts += others
        return branch
      }
    }
    return Candidate(branches: branches, isDisjoint: branches.count < 2, rows: 0)
  }
}
