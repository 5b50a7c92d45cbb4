internal import Domain

extension Planner {
  /// The drivers that lead to every row of which one of the tests holds, one driver a value, and whether such a row
  /// needs no further look; nil: no index knows.
  func drivers(_ field: Field, _ tests: [ValueTest]) throws -> ([Driver], Bool)? {
    if tests.isEmpty { return ([], true) }
    if field.isBatch { return try batches(tests) }
    switch sql.kind {
    case .orders, .lines: break
    case .products:
      switch field {
      case .product(.sku): return skus(tests)
      default: return try words(field, tests)
      }
    case .carriers, .services, .sheets: return nil
    case .variants, .customers: return try words(field, tests)
    case .stock, .moves:
      switch field {
      case .stock(.sku), .move(.sku): return skus(tests)
      case .stock(.location): return all(tests) { codeRange($0).map { [.location($0.0, before: $0.1)] } }
      default: return try words(field, tests)
      }
    case .fulfilments, .runs, .parcels: return fulfilmentDrivers(field, tests)
    case .shipments, .trackingEvents: return shipmentDrivers(field, tests)
    case .locations, .suppliers, .purchases, .purchaseLines, .receipts, .pegs, .returns, .rules, .waves, .manifests,
      .alerts, .claims, .lanes, .consolidations:
      return nil
    }
    switch field {
    case .order(.status), .line(.status):
      return all(tests) { if case .choice(let word) = $0 { [.status(word)] } else { nil } }
    case .order(.channel), .line(.channel):
      let accounts = sql.accountValues
      return all(tests) { test in
        known(accounts, test)?.compactMap { if case .integer(let id) = $0 { .account(id) } else { nil } }
      }
    case .order(.assignee):
      let assignees = try sql.assignees()
      return all(tests) { test in
        known(assignees, test)?.compactMap { if case .text(let name) = $0 { .assignee(name) } else { nil } }
      }
    case .order(.tags):
      guard let tags = try sql.orderTags() else { return nil }
      return all(tests) { test in
        known(tags, test)?.compactMap { if case .text(let tag) = $0 { .tag(tag) } else { nil } }
      }
    case .order(.country):
      return all(tests) { test in
        if case .folded(let code) = test { [.country(ASCIICapitals.raised(code))] } else { nil }
      }
    case .order(.holds):
      if tests == [.present] { return ([.held], true) }
      return tests.allSatisfy({ if case .choice = $0 { true } else { false } }) ? ([.held], false) : nil
    case .order(.note): return tests == [.present] ? ([.sparse(.note)], true) : nil
    case .order(.message) where tests == [.present]: return ([.sparse(.message)], true)
    case .order(.unmapped): return tests == [.flag(true)] ? ([.unmapped], true) : nil
    // The lines of such orders are judged one by one.
    case .line(.mapped): return tests == [.flag(false)] ? ([.unmapped], false) : nil
    case .order(.customerNumber):
      return all(tests) { test in
        if case .folded(let code) = test { [.customer(ASCIICapitals.raised(code))] } else { nil }
      }
    case .order(.late): return tests == [.flag(true)] ? ([.late(sql.now)], true) : nil
    case .order(.number), .line(.order):
      return all(tests) { codeRange($0).map { [.number($0.0, before: $0.1)] } }
    case .order(.externalId):
      let codes = sql.accountValues.map(\.folded)
      return all(tests) { test in
        guard let (from, before) = codeRange(test) else { return nil }
        return codes.map { code in .number("\(code)-\(from)", before: before.map { "\(code)-\($0)" }) }
      }.map { ($0.0, false) }
    case .order(.sku), .line(.sku): return skus(tests)
    case .order(.total):
      return all(tests) { if case .amount(let bounds) = $0 { total(bounds) } else { nil } }
        .map { ($0.0, false) }
    case .order(.id), .line(.id):
      return all(tests) { test in
        if case .number(let bounds) = test { [.id(low: bounds.low, high: bounds.high)] } else { nil }
      }
    case .order, .line, .product, .variant, .customer, .stock, .location, .move, .supplier, .purchase, .purchaseLine,
      .receipt, .peg, .returned, .rule:
      return try words(field, tests)
    case .carrier, .service, .sheet: return nil
    case .wave, .fulfilment, .run, .parcel, .manifest, .alert, .claim, .lane, .shipment, .consolidation, .trackingEvent:
      return nil
    }
  }

  func all(_ tests: [ValueTest], _ map: (ValueTest) throws -> [Driver]?) rethrows -> ([Driver], Bool)? {
    var drivers: [Driver] = []
    for test in tests {
      guard let more = try map(test) else { return nil }
      for driver in more where !drivers.contains(driver) { drivers.append(driver) }
    }
    return drivers.count <= 32 ? (drivers, true) : nil
  }

  private func known(_ values: [FieldShape.KnownValue], _ test: ValueTest) -> [SQLValue]? {
    switch test {
    case .folded, .foldedBegins: values.filter { FieldShape.fits($0.folded, test) }.map(\.value)
    case .absent, .present, .words, .choice, .flag, .number, .amount, .moment: nil
    }
  }

  func codeRange(_ test: ValueTest) -> (String, String?)? {
    switch test {
    case .folded(let code): code.isEmpty ? nil : (code, nil)
    case .foldedBegins(let code):
      code.isEmpty ? nil : ASCIICapitals.successor(of: code).map { (code, $0) }
    case .absent, .present, .words, .choice, .flag, .number, .amount, .moment: nil
    }
  }

  private func skus(_ tests: [ValueTest]) -> ([Driver], Bool)? {
    all(tests) { codeRange($0).map { [.sku($0.0, before: $0.1)] } }
  }

  /// Every currency's bounds at once; which of them a row falls under is looked at afterwards.
  private func total(_ bounds: AmountBounds) -> [Driver]? {
    let each = (bounds.currency.map { [$0.decimals] } ?? [0, 2, 3, 4]).map { bounds.minorUnits(decimals: $0) }
    let lows = each.compactMap(\.low)
    let highs = each.compactMap(\.high)
    return [
      .total(low: lows.count == each.count ? lows.min() : nil, high: highs.count == each.count ? highs.max() : nil)
    ]
  }

  /// The text index leads to whoever has the words, in that field or another. A single test is asked together with all
  /// other words of the sentence.
  private func words(_ field: Field, _ tests: [ValueTest]) throws -> ([Driver], Bool)? {
    guard tests.count > 1 else { return nil }
    var drivers: [Driver] = []
    for test in tests {
      guard let terms = SentenceSQL.indexedTerms(field, test) else { return nil }
      guard let text = try sql.textMatch(terms, mayWiden: false) else { continue }
      let driver = Driver.text(text.match)
      if !drivers.contains(driver) { drivers.append(driver) }
    }
    return (drivers, false)
  }
}
