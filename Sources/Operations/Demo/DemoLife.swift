internal import Domain
internal import Store

/// What happens to one order from its placing to the shop's today: every step that is still to come has not happened.
struct DemoLife {
  var state = OrderState.open
  var payment = PaymentState.paid
  var fulfilment = FulfilmentState.unfulfilled
  var firstStatus = OrderStatus.paid
  var paidAt: Instant?
  var shippedAt: Instant?
  var cancelledAt: Instant?
  var holds: [Hold] = []
  var assignee: String?
  var stages: [OrderStage] = []
  /// When its parcel was made, where it has come so far, and what then became of it.
  var parcel: DemoParcel?

  private let until: Instant
  private static let hour = DemoCalendar.hour

  init(
    placedAt: Instant, until: Instant, channel: DemoChannel, country: String, isExpress: Bool,
    _ random: inout DemoRandom
  ) {
    self.until = until
    stages.reserveCapacity(4)
    // Drawn whether they come to pass or not, so that a later `until` only carries the same lives on.
    let agent = random.pick(DemoHouse.agents)
    let picker = random.pick(DemoHouse.pickers)
    let way = DemoWay.of(country: country, isExpress: isExpress, draw: random.next())
    var at = placedAt
    if random.chance(channel.paysLater) {
      payment = .unpaid
      firstStatus = .unpaid
      let waits = DemoLife.hour / 4 + random.within(0...60) * DemoLife.hour
      if random.chance(2600) {
        cancel(at.adding(milliseconds: random.within(70...100) * DemoLife.hour), by: "import")
        return
      }
      guard reach(&at, waits) else { return }
      payment = .paid
      paidAt = at
      add(
        "markPaid", at, by: "import",
        "{\"paidAt\":[null,\(at.milliseconds)],\"payment\":[\"unpaid\",\"paid\"]}")
    } else {
      paidAt = placedAt
    }
    if random.chance(1400) { assign(at, agent, &random) }
    if random.chance(380), !hold(&at, agent, &random) { return }
    if random.chance(220) {
      guard reach(&at, random.within(20...1100) * DemoCalendar.minute) else { return }
      cancel(at, by: agent)
      refund(at.adding(milliseconds: random.within(1...30) * DemoLife.hour))
      return
    }
    // Most orders wait a part of the time the channel gives; a few much longer, and those become late.
    let share = random.chance(450) ? random.within(90...260) : random.within(6...62)
    let waits = Int64(channel.handling * share * 36_000) / (isExpress ? 3 : 1)
    guard reach(&at, waits) else { return }
    fulfilment = .processing
    add("startProcessing", at, by: picker, "{\"fulfilment\":[\"unfulfilled\",\"processing\"]}")
    guard reach(&at, random.within(25...900) * DemoCalendar.minute) else { return }
    var parcel = DemoParcel(way: way, packedAt: at, packer: picker, stagesBefore: stages.count)
    self.parcel = parcel
    let carrier = DemoParcel.handOver(after: at)
    let transit = DemoTransit.milliseconds(way, to: country, from: carrier, &random)
    if carrier > until { return }
    at = carrier
    fulfilment = .shipped
    shippedAt = at
    parcel.shippedAt = at
    parcel.dueAt = at.adding(milliseconds: transit)
    self.parcel = parcel
    add(
      "shipOrder", at, by: picker,
      "{\"fulfilment\":[\"processing\",\"shipped\"],\"shippedAt\":[null,\(at.milliseconds)]}")
    // One in two hundred is lost on its way.
    if random.chance(50) {
      self.parcel?.isLost = true
      return
    }
    guard reach(&at, transit) else { return }
    parcel.deliveredAt = at
    self.parcel = parcel
    fulfilment = .delivered
    add("deliverOrder", at, by: "import", "{\"fulfilment\":[\"shipped\",\"delivered\"]}")
    if random.chance(380) {
      guard reach(&at, random.within(60...600) * DemoLife.hour) else { return }
      fulfilment = .returned
      add("returnOrder", at, by: picker, "{\"fulfilment\":[\"delivered\",\"returned\"]}")
      refund(at.adding(milliseconds: random.within(4...90) * DemoLife.hour))
    } else if random.chance(130) {
      refund(at.adding(milliseconds: random.within(10...400) * DemoLife.hour))
    }
  }

  /// Moves on; false where that is still to come.
  private func reach(_ at: inout Instant, _ milliseconds: Int64) -> Bool {
    let next = at.adding(milliseconds: milliseconds)
    if next > until { return false }
    at = next
    return true
  }

  private mutating func add(_ action: String, _ at: Instant, by actor: String, _ changes: String) {
    stages.append(OrderStage(action: action, occurredAt: at, actor: actor, changes: changes))
  }

  private mutating func cancel(_ at: Instant, by actor: String) {
    if at > until { return }
    state = .cancelled
    cancelledAt = at
    add(
      "cancelOrder", at, by: actor,
      "{\"cancelledAt\":[null,\(at.milliseconds)],\"state\":[\"open\",\"cancelled\"]}")
  }

  private mutating func refund(_ at: Instant) {
    if at > until { return }
    payment = .refunded
    add("markRefunded", at, by: DemoHouse.finance, "{\"payment\":[\"paid\",\"refunded\"]}")
  }

  private mutating func assign(_ at: Instant, _ agent: String, _ random: inout DemoRandom) {
    let then = at.adding(milliseconds: random.within(2...19) * DemoCalendar.minute)
    if then > until { return }
    assignee = agent
    add("assignOrder", then, by: agent, "{\"assignee\":[null,\"\(agent)\"]}")
  }

  /// Holds the order for a while; false where it is still held.
  private mutating func hold(_ at: inout Instant, _ agent: String, _ random: inout DemoRandom) -> Bool {
    let reason = random.pick(DemoLife.reasons, or: .other)
    let lasts: Int64 = random.chance(1500) ? random.within(120...700) : random.within(3...90)
    let hasEnd = random.chance(4000)
    guard reach(&at, random.within(55...300) * DemoCalendar.minute) else { return true }
    let actor = reason == .compliance || reason == .missingCustomsData ? DemoHouse.compliance : agent
    let placed = at
    let end = placed.adding(milliseconds: lasts * DemoLife.hour)
    let note = DemoWords.holdNote(reason)
    let until: Instant? = hasEnd ? placed.adding(milliseconds: (lasts + 24) * DemoLife.hour) : nil
    let hold = Hold(reason: reason, actor: actor, placedAt: placed, until: until, note: note)
    let text =
      "[{\"actor\":\"\(actor)\",\"note\":\"\(note)\",\"placedAt\":\(placed.milliseconds),"
      + "\"reason\":\"\(reason.rawValue)\",\"until\":\(until.map { String($0.milliseconds) } ?? "null")}]"
    add("holdOrder", placed, by: actor, "{\"holds\":[[],\(text)]}")
    if end > self.until {
      holds = [hold]
      return false
    }
    at = end
    add("releaseOrder", end, by: actor, "{\"holds\":[\(text),[]]}")
    return true
  }

  private static let reasons: [HoldReason] = [
    .fraudRisk, .fraudRisk, .incorrectAddress, .incorrectAddress, .outOfStock, .outOfStock, .outOfStock, .compliance,
    .missingCustomsData, .buyerMessage, .unknownDeliveryDate, .other,
  ]
}
