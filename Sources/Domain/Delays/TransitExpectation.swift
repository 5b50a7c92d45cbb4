/// Where an expectation comes from: the first of these that has enough to go by.
public enum TransitBasis: Hashable, Sendable {
  /// Parcels that went the same way to the same zone, country, or part of the world.
  case zone, country
  case region(TransitRegion)
  /// What the service's sheet says.
  case stated
  /// What lines of this kind take in general.
  case kind(LineKind)

  public var word: String {
    switch self {
    case .zone: "zone"
    case .country: "country"
    case .region: "region"
    case .stated: "stated"
    case .kind: "kind"
    }
  }

  /// As it is kept: `country`, `region:westernEurope`; nil for anything else.
  public init?(text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count > 1 ? parts[1] : "") {
    case ("zone", ""): self = .zone
    case ("country", ""): self = .country
    case ("stated", ""): self = .stated
    case ("region", let name):
      guard let region = TransitRegion(rawValue: name) else { return nil }
      self = .region(region)
    case ("kind", let name):
      guard let kind = LineKind(rawValue: name) else { return nil }
      self = .kind(kind)
    default: return nil
    }
  }

  /// `text` as `init?(text:)` reads it.
  public var text: String { of.isEmpty ? word : "\(word):\(of)" }

  /// What it is of: a region or a kind of line; empty for the others.
  public var of: String {
    switch self {
    case .region(let region): region.rawValue
    case .kind(let kind): kind.rawValue
    case .zone, .country, .stated: ""
    }
  }
}

/// What one measure of a lane is expected to take, in whole hours, and how we know.
public struct TransitExpectation: Hashable, Sendable {
  public var p50: Int64
  public var p80: Int64
  public var p90: Int64
  public var p95: Int64
  public var basis: TransitBasis
  /// Parcels that it rests on, those still under way beside them, and the days that they were handed over in.
  public var samples: Int64
  public var underWay: Int64
  public var days: Int64
  /// Where parcels were seen: what is left of the way for one that has been under way for long.
  let summary: TransitSummary?

  private init(
    _ p50: Int64, _ p80: Int64, _ p90: Int64, _ p95: Int64, basis: TransitBasis, summary: TransitSummary? = nil
  ) {
    self.p50 = p50
    self.p80 = max(p80, p50)
    self.p90 = max(p90, self.p80)
    self.p95 = max(p95, self.p90)
    self.basis = basis
    self.summary = summary
    samples = summary?.arrived ?? 0
    underWay = summary?.underWay ?? 0
    days = (summary?.weeks ?? 0) * 7
  }

  /// nil where the parcels do not tell enough: too few, or most of them still under way.
  public init?(_ summary: TransitSummary, basis: TransitBasis) {
    guard summary.isEnough, let p50 = summary.hours(percent: 50), let p80 = summary.hours(percent: 80) else {
      return nil
    }
    // What is beyond everything seen is at least half as long again as what four of five need.
    let p90 = summary.hours(percent: 90) ?? p80 * 5 / 4
    self.init(p50, p80, p90, summary.hours(percent: 95) ?? max(p90, p80 * 3 / 2), basis: basis, summary: summary)
  }

  public init(stated days: TransitDays) {
    let p50 = Int64(clamping: days.p50) * 24
    let p80 = Int64(clamping: days.p80) * 24
    self.init(p50, p80, p80 * 5 / 4, p80 * 3 / 2, basis: .stated)
  }

  public init(_ kind: LineKind) {
    let door = kind.door
    self.init(door.p50, door.p80, door.p90, door.p95, basis: .kind(kind))
  }

  /// Whether parcels taught it, so that it tells of those that have been under way for long too.
  public var isLearnt: Bool { summary != nil }

  /// What a part of the way is expected to take where only the whole is known: a share of it in hundredths, and a day
  /// at least.
  func share(_ measure: TransitMeasure) -> TransitExpectation {
    let percent = TransitExpectation.shares[measure] ?? 100
    func part(_ hours: Int64) -> Int64 { max(24, hours * percent / 100) }
    var part = TransitExpectation(part(p50), part(p80), part(p90), part(p95), basis: basis)
    (part.samples, part.underWay, part.days) = (samples, underWay, days)
    return part
  }

  /// Rough shares of a way that nobody has measured by parts: enough to see what stands still for very long.
  static let shares: [TransitMeasure: Int64] = [
    .pickup: 20, .silence: 45, .firstMile: 25, .exportCustoms: 15, .lineHaul: 50, .importCustoms: 25, .lastMile: 40,
  ]

  /// Hours from its start in which so many of a hundred parcels arrive that have been under way for so long already.
  /// Where that is not known, something more than it has taken: a quarter of the usual time for half of them, and
  /// twice, three times that for more of them.
  public func hours(percent: Int64, after age: Int64) -> Int64 {
    if let known = knownHours(percent: percent, after: age) { return known }
    return max(plain(percent), age + max(24, p50 / 4) * (percent >= 95 ? 3 : percent >= 80 ? 2 : 1))
  }

  /// The same; nil for a parcel that is slower than any seen, or than nineteen of twenty are said to be.
  public func knownHours(percent: Int64, after age: Int64) -> Int64? {
    if age <= 0 { return plain(percent) }
    if let summary { return summary.hours(percent: percent, after: age).map { max($0, age) } }
    // Nobody arrives in the first half of the time that half of them need; between the marks they come evenly.
    let marks: [(hours: Int64, share: Int64)] = [
      (p50 * 3 / 5, 0), (p50, 5000), (p80, 8000), (p90, 9000), (p95, 9500),
    ]
    guard let first = marks.first, age > first.hours else { return plain(percent) }
    guard let next = marks.firstIndex(where: { $0.hours >= age }) else { return nil }
    let (from, to) = (marks[next - 1], marks[next])
    let gone = from.share + (to.share - from.share) * (age - from.hours) / max(1, to.hours - from.hours)
    let wanted = gone + (10_000 - gone) * percent / 100
    guard let end = marks.firstIndex(where: { $0.share >= wanted }), end > 0 else { return nil }
    let (low, high) = (marks[end - 1], marks[end])
    let part = (high.hours - low.hours) * (wanted - low.share) / max(1, high.share - low.share)
    return max(age, low.hours + part)
  }

  private func plain(_ percent: Int64) -> Int64 {
    percent >= 95 ? p95 : percent >= 90 ? p90 : percent >= 80 ? p80 : p50
  }
}

/// All that is expected of a lane, measure by measure.
public struct LaneExpectations: Hashable, Sendable {
  public let lane: TransitLane
  public let door: TransitExpectation
  private let measured: [TransitMeasure: TransitExpectation]

  /// - Parameters:
  ///   - summaries: what was seen, by measure, at three widths: the zone, the country, the part of the world.
  ///   - stated: what the service's sheet says.
  public init(
    _ lane: TransitLane, carrier: String, stated: TransitDays? = nil, now: Instant,
    cohorts: (TransitMeasure, TransitScope) -> [TransitCohort]
  ) {
    self.lane = lane
    var measured: [TransitMeasure: TransitExpectation] = [:]
    for measure in TransitMeasure.allCases {
      for scope in TransitScope.allCases {
        if scope == .zone, lane.zone.isEmpty { continue }
        let region = TransitRegion(country: lane.destination)
        // Countries that nobody has put together tell nothing of each other.
        if scope == .region, region == .elsewhere { continue }
        let summary = TransitSummary(cohorts(measure, scope), now: now)
        let basis: TransitBasis = scope == .zone ? .zone : scope == .country ? .country : .region(region)
        guard let found = TransitExpectation(summary, basis: basis) else { continue }
        measured[measure] = found
        break
      }
    }
    self.measured = measured
    door = measured[.door] ?? stated.map(TransitExpectation.init(stated:)) ?? .init(LineKind(lane, carrier: carrier))
  }

  public subscript(measure: TransitMeasure) -> TransitExpectation {
    measure == .door ? door : measured[measure] ?? door.share(measure)
  }

  /// Whether parcels taught it, rather than a share of the whole way.
  public func isMeasured(_ measure: TransitMeasure) -> Bool { measured[measure] != nil }
}

/// How wide a circle of parcels is asked.
public enum TransitScope: String, Hashable, Sendable, CaseIterable {
  case zone, country, region
}
