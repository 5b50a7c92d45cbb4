import Domain
import TestSupport
import Testing

/// What ways were seen to take tells what they will take.
@Suite struct TransitLearningTests {
  static let hour: Int64 = 3_600_000
  /// The first of a year's Thursdays.
  static let start = Instant(milliseconds: 2_900 * 7 * 24 * hour)

  /// A made-up year of one shop's parcels.
  struct World: Sendable, CustomTestStringConvertible {
    var name: String
    var countries: [String]
    /// Parcels a week to each country.
    var perWeek: Int
    /// One of so many takes several times as long.
    var tailOneIn: Int
    /// Hundredths by which parcels take longer in these weeks.
    var peak: (weeks: ClosedRange<Int>, percent: Int)
    /// Hundredths by which a year changes what is usual.
    var driftPercent = 0
    /// One of so many never comes.
    var lostOneIn = 200

    var testDescription: String { name }
  }

  struct Sent {
    var country: String
    var at: Instant
    /// nil: never came.
    var hours: Int64?
  }

  static let many = ["DE", "FR", "US", "GB", "ES", "IT", "BR", "JP"]
  static let worlds = [
    World(name: "calm", countries: many, perWeek: 25, tailOneIn: 1000, peak: (60...60, 0)),
    World(name: "heavy tails", countries: many, perWeek: 25, tailOneIn: 8, peak: (60...60, 0)),
    World(name: "a peak behind us", countries: many, perWeek: 25, tailOneIn: 20, peak: (20...25, 60)),
    World(name: "slowly slower", countries: many, perWeek: 25, tailOneIn: 20, peak: (60...60, 0), driftPercent: 15),
    World(
      name: "few parcels to many countries",
      countries: ["DE", "FR", "GB", "ES", "IT", "NL", "BE", "AT", "CH", "DK", "SE", "FI", "PT", "IE", "GR", "NO"],
      perWeek: 1, tailOneIn: 15, peak: (60...60, 0)),
  ]

  static func year(_ world: World, seed: UInt64) -> [Sent] {
    var dice = Dice(seed: seed)
    var sent: [Sent] = []
    for (place, country) in world.countries.enumerated() {
      // Neighbours are much alike; what is far takes longer.
      let base = 150 + 3 * place + (TransitRegion(country: country) == .westernEurope ? 0 : 60)
      for week in 0..<52 {
        for _ in 0..<world.perWeek {
          let at = start.adding(hours: Int64(week * 168 + dice.roll(0...167)))
          var hours = base + (0..<3).reduce(0) { sum, _ in sum + dice.roll(0...140) }
          if dice.roll(1...world.tailOneIn) == 1 { hours += dice.roll(1...20) * dice.roll(5...40) }
          if world.peak.weeks.contains(week) { hours += hours * world.peak.percent / 100 }
          hours += hours * world.driftPercent * week / 5200
          sent.append(Sent(country: country, at: at, hours: dice.roll(1...world.lostOneIn) == 1 ? nil : Int64(hours)))
        }
      }
    }
    return sent
  }

  /// What a shop knows at a moment: those that have arrived, and those that have not (yet).
  static func cohorts(_ sent: [Sent], of countries: Set<String>, at now: Instant) -> [TransitCohort] {
    var cohorts: [Int64: TransitCohort] = [:]
    for parcel in sent where parcel.at <= now && countries.contains(parcel.country) {
      let week = TransitCohort.week(of: parcel.at)
      let age = TransitHistogram.hours(from: parcel.at, to: now)
      var cohort = cohorts[week] ?? TransitCohort(week: week)
      if let hours = parcel.hours, hours <= age {
        cohort.arrived.add(hours: hours)
      } else if age <= 120 * 24 {
        cohort.underWay.add(hours: age)
      }
      cohorts[week] = cohort
    }
    return Array(cohorts.values)
  }

  static func expected(_ sent: [Sent], _ country: String, at now: Instant) -> LaneExpectations {
    let lane = TransitLane(way: "yanwen", origin: "CN", destination: country)
    return LaneExpectations(lane, carrier: "yanwen", now: now) { measure, scope in
      guard measure == .door, scope != .zone else { return [] }
      let region = TransitRegion(country: country).countries
      return cohorts(sent, of: scope == .country ? [country] : Set(region), at: now)
    }
  }

  @Test(arguments: worlds, [1, 2, 3, 4] as [UInt64])
  func `What four of five parcels need, learnt from nine months, holds in the next three`(world: World, seed: UInt64) {
    let sent = TransitLearningTests.year(world, seed: seed)
    let then = TransitLearningTests.start.adding(hours: 39 * 168)
    var inTime = 0
    var all = 0
    for country in world.countries {
      let p80 = TransitLearningTests.expected(sent, country, at: then).door.p80
      for parcel in sent where parcel.at > then && parcel.country == country {
        guard let hours = parcel.hours else { continue }
        all += 1
        if hours <= p80 { inTime += 1 }
      }
    }
    let percent = Double(inTime) / Double(all) * 100
    #expect((75.0...85.0).contains(percent), "\(world.name): \(percent)")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `Learning week by week keeps up with a season nobody had seen before`(seed: UInt64) {
    let world = World(
      name: "a peak ahead", countries: TransitLearningTests.many, perWeek: 25, tailOneIn: 15, peak: (43...49, 15))
    let sent = TransitLearningTests.year(world, seed: seed)
    var inTime = 0
    var all = 0
    for week in 39..<52 {
      let now = TransitLearningTests.start.adding(hours: Int64(week) * 168)
      for country in world.countries {
        let p80 = TransitLearningTests.expected(sent, country, at: now).door.p80
        for parcel in sent where parcel.country == country && parcel.at > now && parcel.at <= now.adding(hours: 168) {
          guard let hours = parcel.hours else { continue }
          all += 1
          if hours <= p80 { inTime += 1 }
        }
      }
    }
    // Nobody can know of a first season before its parcels are late: what is lost by that stays small.
    let percent = Double(inTime) / Double(all) * 100
    #expect((72.0...85.0).contains(percent), "\(percent)")
  }

  @Test func `Parcels still under way make what is expected longer, never shorter`() {
    let now = TransitLearningTests.start.adding(hours: 6 * 168)
    var dice = Dice(seed: 7)
    // Three weeks after the first hand-over only the quick ones have come.
    let sent = (0..<400).map { _ in
      let hours = Int64(dice.roll(150...600))
      return Sent(country: "DE", at: now.adding(hours: -Int64(dice.roll(10...500))), hours: hours)
    }
    let seen = TransitLearningTests.cohorts(sent, of: ["DE"], at: now)
    let rosy = seen.map { TransitCohort(week: $0.week, arrived: $0.arrived) }
    let honest = TransitSummary(seen, now: now)
    let quick = TransitSummary(rosy, now: now).hours(percent: 50) ?? 0
    #expect(honest.underWay > 0)
    // Half of all need 375 hours; of those that have arrived already, half needed far less.
    #expect(quick < 330)
    #expect(abs((honest.hours(percent: 50) ?? 9999) - 375) < 45)
  }

  @Test func `Two histograms add up to a third, and what is taken away leaves no trace`() {
    var dice = Dice(seed: 11)
    for _ in 0..<200 {
      let some = (0..<dice.roll(0...40)).map { _ in Int64(dice.roll(0...4000)) }
      let more = (0..<dice.roll(0...40)).map { _ in Int64(dice.roll(0...4000)) }
      let sum = TransitHistogram(hours: some) + TransitHistogram(hours: more)
      #expect(sum == TransitHistogram(hours: some + more))
      #expect(sum - TransitHistogram(hours: more) == TransitHistogram(hours: some))
      #expect(sum.total == Int64(some.count + more.count))
    }
  }

  @Test func `Every hour has one slot, and later hours never an earlier one`() {
    var last = 0
    for hours in 0...4000 {
      let slot = TransitHistogram.slot(Int64(hours))
      #expect(slot >= last && slot < TransitHistogram.slots)
      last = slot
    }
    #expect(last == TransitHistogram.slots - 1)
  }

  @Test func `Without enough parcels the neighbours tell, then the sheet, then the kind of line`() {
    let now = TransitLearningTests.start.adding(hours: 60 * 24)
    let week = TransitCohort.week(of: now) - 4
    func cohort(_ count: Int64) -> [TransitCohort] {
      var seen = TransitHistogram()
      seen.add(hours: 200, count)
      return [TransitCohort(week: week, arrived: seen)]
    }
    func basis(_ own: Int64, _ neighbours: Int64, stated: TransitDays? = nil, to country: String = "DE") -> TransitBasis
    {
      LaneExpectations(
        TransitLane(way: "yanwen", origin: "CN", destination: country), carrier: "Yanwen", stated: stated, now: now
      ) { _, scope in cohort(scope == .country ? own : scope == .region ? neighbours : 0) }.door.basis
    }
    #expect(basis(30, 0) == .country)
    #expect(basis(29, 100) == .region(.westernEurope))
    #expect(basis(29, 29, stated: TransitDays(p50: 9, p80: 12)) == .stated)
    #expect(basis(29, 29) == .kind(.smallPacket))
    #expect(basis(0, 0, to: "CN") == .kind(.overseasWarehouse))
    #expect(LineKind(TransitLane(way: "dhl-express", origin: "CN", destination: "US"), carrier: "DHL") == .express)
    // A place that belongs to no region has no neighbours.
    #expect(basis(0, 100, to: "AQ") == .kind(.smallPacket))
  }

  @Test func `Who has been under way for long is expected later, and later again`() {
    let now = TransitLearningTests.start.adding(hours: 60 * 24)
    var seen = TransitHistogram()
    for hours in stride(from: Int64(100), to: 500, by: 2) { seen.add(hours: hours) }
    let summary = TransitSummary([TransitCohort(week: TransitCohort.week(of: now) - 3, arrived: seen)], now: now)
    let door = TransitExpectation(summary, basis: .country)
    var last: Int64 = 0
    for age in stride(from: Int64(0), to: 700, by: 20) {
      let expected = door?.hours(percent: 80, after: age) ?? 0
      #expect(expected >= last && expected >= age)
      last = expected
    }
    #expect(abs((door?.hours(percent: 50, after: 0) ?? 0) - 300) < 12)
    #expect(abs((door?.hours(percent: 50, after: 400) ?? 0) - 450) < 16)
  }

  @Test func `Of what is slower than any seen no day is known, and more of them take longer than half`() throws {
    let now = TransitLearningTests.start.adding(hours: 60 * 24)
    var seen = TransitHistogram()
    for hours in stride(from: Int64(100), to: 500, by: 2) { seen.add(hours: hours) }
    let summary = TransitSummary([TransitCohort(week: TransitCohort.week(of: now) - 3, arrived: seen)], now: now)
    let door = try #require(TransitExpectation(summary, basis: .country))
    #expect(door.knownHours(percent: 80, after: 300) != nil)
    #expect(door.knownHours(percent: 50, after: 600) == nil && door.knownHours(percent: 80, after: 600) == nil)
    #expect(door.hours(percent: 50, after: 600) < door.hours(percent: 80, after: 600))
    // Nobody has measured it: what such lines take tells up to nineteen of twenty.
    let kind = TransitExpectation(LineKind.smallPacket)
    #expect(kind.knownHours(percent: 50, after: 0) == 264 && kind.knownHours(percent: 80, after: 100) == 360)
    var last: (half: Int64, most: Int64) = (0, 0)
    for age in stride(from: Int64(0), through: 700, by: 10) {
      guard let half = kind.knownHours(percent: 50, after: age) else {
        #expect(age > 360)
        break
      }
      let most = kind.knownHours(percent: 80, after: age)
      #expect(half >= age && half >= last.half)
      if let most { #expect(most > half && most >= last.most, "\(age): \(half), \(most)") }
      last = (half, most ?? last.most)
    }
    #expect(kind.knownHours(percent: 50, after: 560) == nil)
  }

  @Test func `A parcel slower than any has no day to be told`() {
    let lane = TransitLane(way: "yanwen", origin: "CN", destination: "DE")
    let left = TransitLearningTests.start
    func arrival(_ hours: Int64) -> ParcelWatch.Arrival {
      let now = left.adding(hours: hours)
      let watch = ParcelWatch(
        track: ParcelTrack([], expecting: ParcelExpectation(shippedAt: left), now: now), handedOverAt: left,
        expected: LaneExpectations(lane, carrier: "Yanwen", now: now) { _, _ in [] })
      return watch.arrival(now: now)
    }
    #expect(arrival(24).told50 != nil && arrival(24).told80 != nil)
    #expect(arrival(700).told50 == nil && arrival(700).told80 == nil)
    #expect(arrival(700).p50 > left.adding(hours: 700))
  }
}
