import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// The words that tests of parcels under way speak.
extension Shop {
  /// An order of so many mugs, packed one a parcel, labelled and given to Yanwen.
  func shipped(_ id: String = "1", parcels count: Int64 = 1, numbers: [String] = []) throws -> (
    order: Int64, parcels: [Int64]
  ) {
    let (order, parcels) = try packedParcels(id, count)
    for (index, parcel) in parcels.enumerated() {
      let number = index < numbers.count ? numbers[index] : "YT-\(id)-\(index + 1)"
      try perform("labelParcel", parcel, fields: ["carrier": "Yanwen", "tracking": number])
      try perform("shipParcel", parcel)
    }
    return (order, parcels)
  }

  /// An order of so many mugs, packed one a parcel.
  func packedParcels(_ id: String, _ count: Int64) throws -> (order: Int64, parcels: [Int64]) {
    let mug: Int64
    if try integer("SELECT COUNT(*) FROM variants") == 0 {
      mug = try variant(ofNew: "MUG")
      try warehouse()
    } else {
      mug = try integer("SELECT MIN(id) FROM variants")
    }
    try receive(count, of: mug, at: "SZ-A-01")
    let order = try promised(id, [("MUG", count)])
    try releasedWave()
    try walk(try #require(try openRuns().first).id)
    let fulfilment = try fulfilment(of: order)
    for _ in 1..<count { try perform("packParcel", fulfilment, fields: ["lines": "MUG*1"]) }
    try perform("packParcel", fulfilment)
    let parcels = try store.connection.readNow {
      try $0.all("SELECT id FROM parcels WHERE fulfilment_id = \(fulfilment) ORDER BY id") { $0.integer(0) }
    }
    return (order, parcels)
  }

  /// What Yanwen says, so many hours after now, as one of us at Greenwich would read it.
  func news(
    _ hours: Int64, _ text: String, zone: Int? = 0, code: String = "", country: String = "", carrier: String = "yanwen"
  ) -> TrackingEvent {
    let at = now.adding(milliseconds: hours * 3_600_000)
    return TrackingEvent(
      carrier: carrier, number: "", moment: TrackingMoment(local: at.civil(), offsetSeconds: zone), code: code,
      text: text, country: country, raw: "{\"context\":\"\(text)\"}")
  }

  /// A whole journey, from the day after now on.
  var journey: [TrackingEvent] {
    [
      news(2, "Shipment information received"), news(20, "已揽收", country: "CN"), news(40, "Departed facility"),
      news(160, "Arrived at destination country", country: "DE"), news(180, "Customs cleared"),
      news(200, "Out for delivery", country: "DE"), news(208, "Delivered", country: "DE"),
    ]
  }

  /// Takes news of a number in, some days later.
  @discardableResult
  func tell(_ number: String, _ events: [TrackingEvent], hours: Int64 = 240, others: [String] = [], file: String = "a")
    throws -> TrackingIntake.Result
  {
    try TrackingIntake.take(
      [ToldParcel(carrier: "yanwen", number: number, otherNumbers: others, events: events)],
      from: .init(reader: "yanwen", name: file, digest: "\(number) \(events.map(\.sameness))"), as: admin,
      at: now.adding(milliseconds: hours * 3_600_000), in: store)
  }

  /// `delivered · 3 doubts`: what a parcel's track says.
  func track(_ parcel: Int64) throws -> String {
    try text(
      """
      SELECT status || ' ' || COALESCE(detail, '-') || ' ' || doubts || ' ' || final || ' ' || events || ' '
        || set_aside
      FROM parcel_tracks WHERE parcel_id = \(parcel)
      """)
  }

  func status(_ parcel: Int64) throws -> String {
    try text("SELECT status FROM parcel_tracks WHERE parcel_id = \(parcel)")
  }
}
