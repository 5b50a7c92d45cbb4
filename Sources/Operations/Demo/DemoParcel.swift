internal import Domain
internal import Store

/// When a made-up parcel was packed, left and arrived.
struct DemoParcel {
  var way: DemoWay
  var packedAt: Instant
  var packer: String
  /// How much of its order's story comes before it.
  var stagesBefore: Int
  var shippedAt: Instant?
  var deliveredAt: Instant?
  /// When it arrives, or will.
  var dueAt: Instant?
  var isLost = false

  init(way: DemoWay, packedAt: Instant, packer: String, stagesBefore: Int) {
    self.way = way
    self.packedAt = packedAt
    self.packer = packer
    self.stagesBefore = stagesBefore
  }

  /// Carriers come twice a day, at noon and at six in Shenzhen; what is ready ten minutes before goes along.
  static func handOver(after ready: Instant) -> Instant {
    let from = ready.milliseconds + 10 * DemoCalendar.minute
    var day = from / DemoCalendar.day
    while true {
      for hour in [Int64(4), 10] {
        let time = day * DemoCalendar.day + hour * DemoCalendar.hour
        if time >= from { return Instant(milliseconds: time) }
      }
      day += 1
    }
  }
}

/// What became of an order in the warehouse, to be told when the order has come in.
struct DemoSequel {
  var parcel: DemoParcel
  var channel: Int
  var externalId: String
}

/// The warehouse's past of the recent weeks, stage by stage in the order of time.
struct DemoSequels {
  /// Each with its time, the earliest first.
  private(set) var stages: [(at: Instant, stage: ParcelStage)] = []
  /// Units that left each warehouse of each variant.
  private(set) var demand: [String: [Int64: Int64]] = [:]
  /// What their carriers tell on the way.
  private(set) var journeys = DemoJourneys()

  init(_ sequels: [DemoSequel], accounts: [Account], places: DemoPlaces, seed: UInt64, in reader: any Reader) throws {
    var random = DemoRandom(seed: seed, stream: 5)
    for (serial, sequel) in sequels.enumerated() {
      let over = random.within(Int64(-18)...22)
      let account = accounts[sequel.channel].id
      guard
        let id = try reader.integer(
          "SELECT id FROM orders WHERE account_id = \(account) AND external_id = \(sequel.externalId)")
      else { continue }
      let parcel = sequel.parcel
      let number = parcel.way.number(serial, salt: seed)
      let country = try reader.first("SELECT country FROM orders WHERE id = \(id)") { $0.optionalText(0) ?? "" }
      journeys.add(parcel, number, to: country ?? "", seed: seed, serial: serial)
      stages.append(
        (
          parcel.packedAt,
          .packed(
            PackedStage(
              orderId: id, warehouseId: places.id(parcel.way.warehouse), packedAt: parcel.packedAt,
              packer: parcel.packer, carrier: parcel.way.carrier, tracking: number,
              overweight: over, leftAt: parcel.shippedAt))
        ))
      if let at = parcel.deliveredAt { stages.append((at, .delivered(order: id, at: at))) }
      try reader.forEach(
        "SELECT variant_id, quantity FROM order_lines WHERE order_id = \(id) AND variant_id IS NOT NULL"
      ) { row in
        demand[parcel.way.warehouse, default: [:]][row.integer(0), default: 0] += row.integer(1)
        return true
      }
    }
    // Those of one moment in the order of their orders.
    stages = stages.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }
}
