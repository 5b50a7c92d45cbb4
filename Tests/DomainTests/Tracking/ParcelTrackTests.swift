import Domain
import Testing

@Suite struct ParcelTrackTests {
  static let now = Instant(milliseconds: 1_790_000_000_000)  // 2026-09-21

  /// `day hour:minute` in September 2026, in a zone or none.
  private func event(
    _ day: Int, _ clock: String, _ text: String, zone: Int? = 0, carrier: String = "yanwen", code: String = "",
    country: String = ""
  ) -> TrackingEvent {
    let parts = clock.split(separator: ":").compactMap { Int($0) }
    let local = CivilTime(year: 2026, month: 9, day: day, hour: parts[0], minute: parts[1])
    return TrackingEvent(
      carrier: carrier, number: "N1",
      moment: local.map { TrackingMoment(local: $0, offsetSeconds: zone.map { $0 * 3600 }) },
      code: code, text: text, country: country)
  }

  private func track(_ events: [TrackingEvent], _ expected: ParcelExpectation = .nothing) -> ParcelTrack {
    ParcelTrack(events, expecting: expected, now: ParcelTrackTests.now)
  }

  private var journey: [TrackingEvent] {
    [
      event(1, "10:00", "Shipment information received"), event(2, "09:00", "已揽收"),
      event(4, "12:00", "Departed facility"), event(8, "08:00", "Arrived at destination country"),
      event(9, "11:00", "Customs cleared"), event(10, "07:30", "Out for delivery"), event(10, "15:00", "Delivered"),
    ]
  }

  @Test func `A journey ends delivered, and is asked for no more`() {
    let found = track(journey)
    #expect(found.status == .delivered)
    #expect(found.isFinal)
    #expect(found.doubts.isEmpty)
    #expect(found.deliveredAt?.text == "2026-09-10T15:00:00+00:00")
  }

  @Test func `Nothing told is not found, only unreadable news is unknown`() {
    #expect(track([]).status == .notFound)
    let dumb = track([event(1, "10:00", "", code: "ZZ")])
    #expect(dumb.status == .unknown)
    #expect(dumb.doubts == [.unreadable])
    #expect(dumb.unknownCodes.map(\.code) == ["ZZ"])
  }

  @Test func `Any order and any repetition give the same track`() {
    let words = [
      "Shipment information received", "已揽收", "Departed facility", "到达", "Out for delivery", "Delivered", "无法签收",
      "Returned to sender", "Return to sender", "customs hold", "??", "Delayed", "Available for pickup", "已签收",
      "Cancelled",
    ]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<600 {
      let events = (0..<Int.random(in: 0...14, using: &random)).map { _ in
        event(
          Int.random(in: 1...30, using: &random),
          "\(Int.random(in: 0...3, using: &random)):\(Int.random(in: 0...1, using: &random))",
          words.randomElement(using: &random) ?? "", zone: [nil, 0, 8, -5].randomElement(using: &random) ?? nil,
          carrier: ["yanwen", "usps", "fedex"].randomElement(using: &random) ?? "",
          code: ["", "", "DL", "ZZ"].randomElement(using: &random) ?? "",
          country: ["", "DE", "CN"].randomElement() ?? "")
      }
      let first = track(events)
      for _ in 0..<4 {
        let again = (events + events.filter { _ in Bool.random(using: &random) }).shuffled(using: &random)
        #expect(track(again) == first)
      }
    }
  }

  @Test func `The same event told with and without its zone, in other spaces and case, is one`() {
    let told = [event(4, "12:00", "Departed facility"), event(4, "12:00", "departed  FACILITY", zone: nil)]
    #expect(track(told).entries.count == 1)
    #expect(track(told).entries.first?.event.moment?.offsetSeconds == 0)
  }

  @Test func `A delivered that goes back on the way stays delivered, in doubt, and is asked for again`() {
    let found = track(journey + [event(11, "09:00", "Departed facility")])
    #expect(found.status == .delivered)
    #expect(found.doubts == [.movedAfterDelivery])
    #expect(!found.isFinal)
    #expect(found.entries.count == 8)
  }

  @Test func `A delivery is taken back by an explicit word`() {
    let failed = track(journey + [event(11, "09:00", "Item could not be delivered")])
    #expect(failed.status == .deliveryFailed)
    #expect(failed.deliveredAt == nil)
    let returned = track(journey + [event(11, "09:00", "Return to sender"), event(20, "09:00", "Delivered")])
    #expect(returned.status == .returnToSender)
    #expect(returned.detail == .returned)
    #expect(returned.deliveredAt == nil)
  }

  @Test(arguments: [
    "到达处理中心", "Arrived at facility", "Out for delivery", "Delayed", "Held by customs", "Address incorrect", "已揽收",
  ])
  func `What moves behind a return is the return's movement`(text: String) {
    let found = track([event(2, "10:00", "已揽收"), event(9, "10:00", "退件"), event(9, "11:00", text)])
    #expect(found.status == .returnToSender, "\(text): \(found.status)")
    #expect(found.detail == .returning)
    #expect(found.since?.text == "2026-09-09T10:00:00+00:00")
    #expect(!found.isFinal)
    let told = TrackingEvent(
      carrier: "easypost", number: "N1", moment: event(9, "11:00", "").moment, code: "in_transit")
    #expect(track([event(9, "10:00", "退件"), told]).status == .returnToSender)
    let back = track([event(9, "10:00", "退件"), event(9, "11:00", text), event(12, "9:00", "Delivered")])
    #expect(back.detail == .returned)
    #expect(back.isFinal)
  }

  @Test func `A return that is called off goes to the customer again`() {
    let again = track([
      event(2, "10:00", "已揽收"), event(9, "10:00", "退件"), event(10, "11:00", "取消退件，重新派送"), event(11, "8:00", "派送中"),
    ])
    #expect(again.status == .outForDelivery)
    let delivered = track([
      event(2, "10:00", "已揽收"), event(9, "10:00", "退件"), event(10, "11:00", "重新派送"), event(11, "8:00", "已签收"),
    ])
    #expect(delivered.status == .delivered)
    #expect(track([event(9, "10:00", "退件"), event(10, "11:00", "Parcel lost")]).detail == .lost)
  }

  @Test func `A delivered that goes back is in doubt until it is back`() {
    let going = track([
      event(2, "10:00", "已揽收"), event(8, "10:00", "已签收"), event(9, "10:00", "退件"), event(9, "11:00", "到达处理中心"),
    ])
    #expect(going.status == .returnToSender)
    #expect(going.doubts == [.movedAfterDelivery])
    #expect(!going.isFinal)
    let back = track([
      event(2, "10:00", "已揽收"), event(8, "10:00", "已签收"), event(9, "10:00", "退件"), event(12, "11:00", "退件已签收"),
    ])
    #expect(back.detail == .returned)
    #expect(back.isFinal)
  }

  @Test func `News from the future is kept and does not count`() {
    let found = track(journey.dropLast() + [event(25, "12:00", "Delivered")])
    #expect(found.status == .outForDelivery)
    #expect(found.entries.last?.doubts.contains(.fromTheFuture) == true)
    #expect(found.entries.last?.counts == false)
  }

  @Test func `Another parcel's trace on the same number is kept apart`() {
    let old = CivilTime(year: 2025, month: 8, day: 1, hour: 12).map {
      TrackingEvent(
        carrier: "yanwen", number: "N1", moment: TrackingMoment(local: $0, offsetSeconds: 0), text: "Delivered")
    }
    let found = track([old].compactMap { $0 } + journey.prefix(3))
    #expect(found.status == .inTransit)
    #expect(found.deliveredAt == nil)
    #expect(found.entries.first?.doubts == [.anotherParcel])
    let shipped = ParcelExpectation(shippedAt: Instant(milliseconds: 1_789_900_000_000), destination: "DE")
    let early = track(Array(journey.prefix(2)), shipped)
    #expect(early.status == .notFound)
    #expect(early.entries.allSatisfy { $0.doubts.contains(.beforeShipping) })
  }

  @Test func `A delivery in another country or out of nowhere is in doubt`() {
    let elsewhere = track(
      Array(journey.dropLast()) + [event(10, "15:00", "Delivered", country: "FR")], ParcelExpectation(destination: "DE")
    )
    #expect(elsewhere.doubts == [.deliveredElsewhere])
    #expect(track([event(1, "10:00", "Label created"), event(2, "10:00", "Delivered")]).doubts == [.deliveredUnseen])
    #expect(
      track([event(1, "1:00", "Departed"), event(2, "10:00", "无法签收", carrier: "fedex", code: "DL")]).doubts
        == [.deliveredAgainstWords])
  }

  @Test func `Times without a zone leave the order open where it matters`() {
    let open = track([
      event(10, "15:00", "Delivered", zone: nil, carrier: "usps"), event(10, "18:00", "Out for delivery", zone: 8),
    ])
    #expect(open.doubts.contains(.orderInDoubt))
    let apart = track([
      event(14, "15:00", "Delivered", zone: nil, carrier: "usps"), event(10, "18:00", "Out for delivery", zone: 8),
    ])
    #expect(apart.doubts.isEmpty)
    // One carrier's clock without a zone is still one clock.
    let own = track([
      event(10, "08:00", "Out for delivery", zone: nil), event(10, "15:00", "Delivered", zone: nil),
    ])
    #expect(own.status == .delivered)
    #expect(own.doubts.isEmpty)
  }

  @Test func `In one minute the state that is further along comes last`() {
    let found = track([event(2, "10:00", "Delivered"), event(2, "10:00", "Out for delivery")])
    #expect(found.status == .delivered)
    #expect(found.isFinal)
  }

  @Test func `Label data that comes in late takes a parcel nowhere`() {
    let found = track([event(2, "10:00", "已揽收"), event(3, "10:00", "Shipment information received")])
    #expect(found.status == .pickedUp)
  }

  @Test func `Extreme times do no harm`() {
    let ends = [1, 9999].flatMap { year in
      [nil, 14, -12].compactMap { zone -> TrackingEvent? in
        CivilTime(year: year, month: 12, day: 31, hour: 23).map {
          TrackingEvent(
            carrier: "x", number: "N", moment: TrackingMoment(local: $0, offsetSeconds: zone.map { $0 * 3600 }),
            text: "Delivered")
        }
      }
    }
    #expect(track(ends).entries.count == 4)  // the zoneless tell the same as one with a zone
  }
}
