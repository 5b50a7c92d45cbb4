internal import Domain
internal import Store

/// What carriers tell of the made-up parcels: where each was seen, and when.
struct DemoJourneys {
  private var told: [(at: Instant, number: String, event: TrackingEvent)] = []

  /// Where a parcel is seen between the hand-over and the door, in hundredths of its way.
  private struct Sight {
    var share: Int64
    var status: TrackingStatus
    var detail: TrackingDetail?
    var reason: TrackingReason?
    var leg: TrackingLeg
    var text: String
    /// Whether it is seen at home or in the receiver's country.
    var isThere: Bool
  }

  private static let abroad = [
    Sight(share: 1, status: .pickedUp, detail: nil, leg: .firstMile, text: "已揽收 Picked up", isThere: false),
    Sight(share: 9, status: .inTransit, detail: .sorted, leg: .firstMile, text: "离开分拣中心", isThere: false),
    Sight(
      share: 17, status: .inTransit, detail: .customsReleased, leg: .exportCustoms, text: "出口清关完成", isThere: false),
    Sight(share: 24, status: .inTransit, detail: .departed, leg: .lineHaul, text: "航班起飞 Departed", isThere: false),
    Sight(share: 52, status: .inTransit, detail: .arrived, leg: .lineHaul, text: "Arrived in country", isThere: true),
    Sight(
      share: 60, status: .inTransit, detail: .customsReleased, leg: .importCustoms, text: "Released by customs",
      isThere: true),
    Sight(
      share: 74, status: .inTransit, detail: .handedOver, leg: .lastMile, text: "With local carrier", isThere: true),
    Sight(
      share: 88, status: .inTransit, detail: .arrived, leg: .lastMile, text: "At the delivery depot", isThere: true),
  ]
  private static let near = [
    Sight(share: 2, status: .pickedUp, detail: nil, leg: .firstMile, text: "Parcel taken over", isThere: true),
    Sight(share: 30, status: .inTransit, detail: .sorted, leg: .lastMile, text: "In the parcel centre", isThere: true),
    Sight(
      share: 70, status: .inTransit, detail: .arrived, leg: .lastMile, text: "At the delivery depot", isThere: true),
  ]

  mutating func add(_ parcel: DemoParcel, _ number: String, to country: String, seed: UInt64, serial: Int) {
    guard let left = parcel.shippedAt, let due = parcel.dueAt else { return }
    var random = DemoRandom(seed: seed, stream: 9_000_000 &+ UInt64(serial))
    let length = due.milliseconds - left.milliseconds
    let isNear = parcel.way.warehouse == "DE"
    let home = isNear ? "DE" : "CN"
    func tell(_ share: Int64, _ sight: Sight) {
      let at = Instant(seconds: left.adding(milliseconds: length * share / 100).seconds)
      told.append((at, number, DemoJourneys.event(sight, parcel.way.carrier, number, at, home, country)))
    }
    let end = parcel.isLost ? Int64(random.within(20...70)) : 100
    for sight in isNear ? DemoJourneys.near : DemoJourneys.abroad {
      let share = sight.share + Int64(random.below(5))
      if share <= end { tell(share, sight) }
    }
    let (trouble, second) = (random.below(1000), random.below(4))
    if parcel.isLost { return }
    if !isNear && trouble < 28 {
      tell(
        57,
        Sight(
          share: 57, status: .onHold, detail: .customsHeld, reason: .customsDocumentation, leg: .importCustoms,
          text: "Held by customs: invoice asked for", isThere: true))
    }
    if trouble >= 940 {
      tell(
        93,
        Sight(
          share: 93, status: .deliveryFailed, detail: .nobody, reason: .consigneeNotHome, leg: .lastMile,
          text: "Nobody at home, second attempt follows", isThere: true))
    }
    tell(
      97,
      Sight(
        share: 97, status: .outForDelivery, detail: nil, leg: .lastMile, text: "Out for delivery", isThere: true))
    tell(
      100,
      Sight(
        share: 100, status: .delivered, detail: second == 0 ? .leftInPlace : .signed, leg: .lastMile,
        text: second == 0 ? "Delivered, left in a safe place" : "Delivered, signed for", isThere: true))
  }

  private static func event(
    _ sight: Sight, _ carrier: String, _ number: String, _ at: Instant, _ home: String, _ country: String
  ) -> TrackingEvent {
    let zone = sight.isThere ? 0 : 8 * 3600
    return TrackingEvent(
      carrier: "", number: number,
      moment: TrackingMoment(local: at.civil(offsetSeconds: zone), offsetSeconds: zone), text: sight.text,
      place: sight.isThere ? "" : "Shenzhen", country: sight.isThere ? country : home,
      reading: TrackingReading(
        status: sight.status, detail: sight.detail, reason: sight.reason, leg: sight.leg, basis: .text))
  }

  /// Once a day the carriers are asked, and tell what has happened since.
  func plan(_ director: DemoDirector) {
    let known = told.filter { $0.at <= director.until }.sorted { ($0.at, $0.number) < ($1.at, $1.number) }
    guard let first = known.first?.at else { return }
    var rest = known[...]
    var day = first.seconds / 86_400
    while !rest.isEmpty {
      day += 1
      let asked = min(Instant(seconds: day * 86_400 + 23_400), director.until.adding(milliseconds: -60_000))
      let news = rest.prefix { $0.at <= asked }
      rest = rest.dropFirst(news.count)
      if asked >= director.until.adding(milliseconds: -60_000) { rest = [] }
      if news.isEmpty { continue }
      let parcels = Dictionary(grouping: news, by: \.number).sorted { $0.key < $1.key }.map {
        ToldParcel(carrier: "", number: $0.key, events: $0.value.map(\.event))
      }
      director.plan(asked) { director in
        _ = try TrackingIntake.take(
          parcels,
          from: .init(
            reader: "17track", name: "17track-\(asked.civil().dateText).json", digest: "demo-\(asked.seconds)"),
          as: director.admin, at: asked, in: director.store)
      }
    }
  }
}
