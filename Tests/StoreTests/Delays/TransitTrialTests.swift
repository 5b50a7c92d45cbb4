import Domain
import TestSupport
import Testing

@testable import Store

/// What was learnt is held against what came after.
@Suite struct TransitTrialTests {
  private struct Past {
    let shop: Shop
    private var serial: Int64 = 0

    init() throws { shop = try Shop() }

    /// Parcels to a country by Yanwen that left so many days ago; nil hours: they have not arrived.
    mutating func send(_ hours: [Int64?], to country: String, daysAgo: Int64, ended: Bool = false) throws {
      let at = shop.now.adding(hours: -24 * daysAgo)
      for hours in hours {
        serial += 1
        let parcel = serial
        try shop.store.connection.writeNow { writer in
          let lane = try TransitLanes.id(
            of: TransitLane(way: "yanwen", origin: "CN", destination: country), carrier: "Yanwen", in: writer)
          try writer.execute(
            """
            INSERT INTO delay_watches (parcel_id, lane_id, handed_over_at, ended_at)
            VALUES (\(parcel), \(lane), \(at), \(hours == nil && !ended ? nil : shop.now))
            """)
          guard let hours else { return }
          try TransitLanes.put(
            TransitSample(week: TransitCohort.week(of: at), hours: [.door: hours]), of: parcel, on: lane, in: writer)
        }
      }
    }

    func trial(daysAgo: Int64) throws -> TransitTrial {
      try shop.store.connection.readNow {
        try TransitTrial(learntUntil: shop.now.adding(hours: -24 * daysAgo), now: shop.now, in: $0)
      }
    }
  }

  @Test func `Later parcels are held against what was known on the day, and only that`() throws {
    var past = try Past()
    // Known on the day: of a hundred parcels four of five need some 180 hours.
    try past.send((1...100).map { 100 + $0 }, to: "DE", daysAgo: 130)
    // Not known on the day: these left before it and arrived after it.
    try past.send([3000, 3000].map { $0 as Int64? } + [nil], to: "DE", daysAgo: 101)
    // Judged: 12 in time, 3 late, 1 late wherever it is; of the last nobody knows yet.
    try past.send([Int64](repeating: 150, count: 12) + [400, 500, 600], to: "DE", daysAgo: 60)
    try past.send([nil], to: "DE", daysAgo: 40)
    try past.send([nil], to: "DE", daysAgo: 2)
    // Given up: tells nothing.
    try past.send([nil], to: "DE", daysAgo: 50, ended: true)
    let trial = try past.trial(daysAgo: 100)
    #expect(trial.learntFrom == 103)
    #expect(trial.lanes.map(\.lane.destination) == ["DE"])
    #expect((trial.parcels, trial.inTime) == (16, 12))
    #expect((176...190).contains(trial.lanes[0].door.p80))
    #expect(trial.lanes[0].door.basis == .country)
  }

  @Test func `A country with few parcels is told by its neighbours; nothing at all by the kind of line`() throws {
    var past = try Past()
    try past.send([Int64](repeating: 200, count: 90), to: "FR", daysAgo: 140)
    try past.send([Int64](repeating: 199, count: 3), to: "DE", daysAgo: 20)
    try past.send([Int64](repeating: 10, count: 9), to: "BR", daysAgo: 20)
    let trial = try past.trial(daysAgo: 91)
    #expect(trial.lanes.map(\.lane.destination) == ["BR", "DE"])
    #expect(trial.lanes.map(\.door.basis) == [.kind(.smallPacket), .region(.westernEurope)])
    #expect(trial.inTime == 12)
    let empty = try past.trial(daysAgo: 0)
    #expect((empty.parcels, empty.learntFrom, empty.lanes) == (0, 102, []))
  }
}
