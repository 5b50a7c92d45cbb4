/// Who asks, when and where: what `me`, `today` and ages are resolved by.
public struct Inquiry: Hashable, Sendable {
  public var now: Instant
  public var zone: Zone
  /// The user's name, as `assignee` holds it.
  public var me: String
  /// Set by the store, which knows the codes.
  public var numbering: Numbering?
  /// Set by the store too: what goes by the tracking numbers among the sentence's words.
  public var tracked: TrackedRows?

  public init(now: Instant, zone: Zone, me: String) {
    self.now = now
    self.zone = zone
    self.me = me
  }
}

/// Rows that go by a tracking number, by the word that names it: search words have no tracking numbers.
public struct TrackedRows: Hashable, Sendable {
  /// The field that holds a row's id.
  public var field: Field
  public var rows: [String: [Int64]]

  public init(field: Field, rows: [String: [Int64]]) {
    self.field = field
    self.rows = rows
  }

  /// Rows that the words lead to, or the number.
  func widened(_ plain: Criterion, by text: String) -> Criterion {
    guard let ids = rows[text], !ids.isEmpty else { return plain }
    let own = Criterion.field(field, ids.map { .number(Bounds(low: $0, high: $0)) })
    if case .any(let parts) = plain { return .any(parts + [own]) }
    return .any([plain, own])
  }
}

extension Condition {
  /// Its free words that may be tracking numbers: eight letters and digits or more, three digits among them.
  public var trackingWords: [String] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.trackingWords)
    case .not(let part): part.trackingWords
    case .text(let text): Condition.mayBeTracking(text) ? [text] : []
    case .field: []
    }
  }

  private static func mayBeTracking(_ text: String) -> Bool {
    let key = TrackingKey.of(text).utf8
    let digits = key.count { (0x30...0x39).contains($0) }
    return (8...60).contains(key.count) && digits >= 3
      && key.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
  }
}

/// What whole order numbers begin with: `AMZ-DE-302-…` is order `302-…` of the account `AMZ-DE`.
public struct Numbering: Hashable, Sendable {
  /// The field that holds an account's code; nil where rows have none of their own.
  public var account: Field?
  /// The field that holds a whole number.
  public var number: Field
  public var codes: [String]

  /// nil where rows of the kind name no order.
  public init?(_ kind: Kind, codes: [String]) {
    guard let number = Numbering.number(of: kind) else { return nil }
    self.number = number
    self.codes = codes
    account =
      switch kind {
      case .orders: .order(.channel)
      case .lines: .line(.channel)
      default: nil
      }
  }

  private static func number(of kind: Kind) -> Field? {
    switch kind {
    case .orders: .order(.number)
    case .lines: .line(.order)
    case .pegs: .peg(.order)
    case .returns: .returned(.order)
    case .fulfilments: .fulfilment(.order)
    case .parcels: .parcel(.order)
    case .shipments: .shipment(.order)
    case .alerts: .alert(.order)
    case .claims: .claim(.order)
    case .products, .variants, .customers, .stock, .locations, .moves, .suppliers, .purchases, .purchaseLines,
      .receipts, .rules, .carriers, .services, .sheets, .waves, .runs, .manifests, .lanes, .consolidations,
      .trackingEvents:
      nil
    }
  }

  /// Rows that have the text, or the rest of it in an account whose code it begins with. Search words have no codes.
  func criterion(of text: String) -> Criterion {
    let plain = Criterion.text(SearchTerms.queryTerms(of: text))
    guard let field = account else { return plain }
    let ways = codes.compactMap { code in
      Numbering.rest(of: text, behind: code).map { rest in
        let account = Criterion.field(field, [.folded(FoldedText.fold(code))])
        let terms = SearchTerms.queryTerms(of: rest)
        return terms.isEmpty ? account : .all([account, .text(terms)])
      }
    }
    return ways.isEmpty ? plain : .any([plain] + ways)
  }

  /// The same test of a whole number in each account: `1001` is meant wherever `SHOP-1001` is.
  func whole(_ test: FieldTest) -> [FieldTest] {
    switch test {
    case .code(let bare): [test] + codes.map { .code("\($0)-\(bare)") }
    case .codeBegins(let bare): [test] + codes.map { .codeBegins("\($0)-\(bare)") }
    default: [test]
    }
  }

  /// Codes are ASCII, in any letter case here; a dash ends them.
  private static func rest(of text: String, behind code: String) -> String? {
    var bytes = text.utf8[...]
    for byte in code.utf8 {
      guard let next = bytes.popFirst(), lowered(next) == lowered(byte) else { return nil }
    }
    return bytes.popFirst() == 0x2D ? String(bytes) : nil
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

extension Condition {
  /// The condition with every word resolved for one inquiry.
  public func resolved(in inquiry: Inquiry) -> Criterion {
    switch self {
    case .all(let parts): .all(parts.map { $0.resolved(in: inquiry) })
    case .any(let parts): .any(parts.map { $0.resolved(in: inquiry) })
    case .not(let part): .not(part.resolved(in: inquiry))
    case .text(let text): inquiry.found(by: text)
    case .field(let field, let tests) where field == inquiry.numbering?.number:
      .field(field, tests.flatMap { inquiry.numbering?.whole($0) ?? [$0] }.map { $0.resolved(in: inquiry) })
    case .field(let field, let tests):
      .field(field.agedFrom ?? field, tests.map { $0.resolved(in: inquiry) })
    }
  }
}

extension Inquiry {
  /// What free text means: words, a whole number, a number that a parcel goes by.
  fileprivate func found(by text: String) -> Criterion {
    let plain = numbering?.criterion(of: text) ?? .text(SearchTerms.queryTerms(of: text))
    return tracked?.widened(plain, by: text) ?? plain
  }
}

extension FieldTest {
  func resolved(in inquiry: Inquiry) -> ValueTest {
    switch self {
    case .absent: .absent
    case .present: .present
    case .words(let text): .words(SearchTerms.queryTerms(of: text))
    case .code(let code): .folded(FoldedText.fold(code))
    case .codeBegins(let code): .foldedBegins(FoldedText.fold(code))
    case .me: .folded(FoldedText.fold(inquiry.me))
    case .choice(let word): .choice(word)
    case .flag(let flag): .flag(flag)
    case .number(let span): .number(Bounds(span))
    case .amount(let span, let currency): .amount(AmountBounds(span, currency))
    case .moment(let span): span.moments { $0.period(at: inquiry.now, in: inquiry.zone) }
    case .age(let span): span.ages(at: inquiry.now, in: inquiry.zone)
    }
  }
}

extension Bounds {
  init(_ span: Span<Int64>) {
    switch span {
    case .equal(let number): self.init(low: number, high: number)
    case .atLeast(let number): self.init(low: number)
    case .atMost(let number): self.init(high: number)
    case .above(let number): self = number == Int64.max ? .nothing : Bounds(low: number + 1)
    case .below(let number): self = number == Int64.min ? .nothing : Bounds(high: number - 1)
    case .between(let low, let high): self.init(low: low, high: high)
    }
  }
}

extension Span {
  fileprivate func moments(_ period: (Value) -> (start: Instant, end: Instant)) -> ValueTest {
    switch self {
    case .equal(let word): .moment(from: period(word).start, before: period(word).end)
    case .above(let word): .moment(from: period(word).end, before: nil)
    case .atLeast(let word): .moment(from: period(word).start, before: nil)
    case .below(let word): .moment(from: nil, before: period(word).start)
    case .atMost(let word): .moment(from: nil, before: period(word).end)
    case .between(let first, let last): .moment(from: period(first).start, before: period(last).end)
    }
  }
}

extension Span where Value == Age {
  /// An age of three days is from three days up to, not including, four.
  fileprivate func ages(at now: Instant, in zone: Zone) -> ValueTest {
    func moment(_ age: Age) -> Instant { age.before(now, in: zone) }
    func justAfter(_ age: Age) -> Instant { moment(age).adding(milliseconds: 1) }
    return switch self {
    case .equal(let age): .moment(from: justAfter(Age(age.count + 1, age.unit)), before: justAfter(age))
    case .above(let age): .moment(from: nil, before: moment(age))
    case .atLeast(let age): .moment(from: nil, before: justAfter(age))
    case .below(let age): .moment(from: justAfter(age), before: nil)
    case .atMost(let age): .moment(from: moment(age), before: nil)
    case .between(let least, let most): .moment(from: moment(most), before: justAfter(least))
    }
  }
}

extension Age {
  /// The moment that is so old at `now`.
  func before(_ now: Instant, in zone: Zone) -> Instant {
    let milliseconds: Int64
    switch unit {
    case .minutes: milliseconds = 60_000
    case .hours: milliseconds = 3_600_000
    case .days: milliseconds = 86_400_000
    case .weeks: milliseconds = 604_800_000
    case .months: return Age.before(now, months: count, in: zone)
    case .years: return Age.before(now, months: count.multipliedReportingOverflow(by: 12).partialValue, in: zone)
    }
    let (product, overflow) = count.multipliedReportingOverflow(by: milliseconds)
    return now.adding(milliseconds: overflow ? Int64.min : -product)
  }

  private static func before(_ now: Instant, months: Int64, in zone: Zone) -> Instant {
    let civil = now.civil(offsetSeconds: zone.offsetSeconds(at: now))
    let (index, overflow) = (Int64(civil.year) * 12 + Int64(civil.month) - 1).subtractingReportingOverflow(months)
    guard !overflow, index >= 12, index < 120_000 else { return Instant(milliseconds: Int64.min) }
    let year = Int(index / 12)
    let month = Int(index % 12) + 1
    let day = min(civil.day, CivilTime.days(inMonth: month, of: year))
    guard
      let then = CivilTime(
        year: year, month: month, day: day, hour: civil.hour, minute: civil.minute, second: civil.second,
        millisecond: civil.millisecond)
    else { return Instant(milliseconds: Int64.min) }
    return zone.instant(then)
  }
}
