internal import Domain
internal import Store

/// The made-up orders, one after the other in the order in which they were placed.
struct DemoOrders {
  private let world: DemoWorld
  private let items: [DemoItem]
  private let currencies: [Currency]
  private let calendar: DemoCalendar
  private let seed: UInt64
  private var random: DemoRandom
  private var index = 0
  private var buyers = 0
  /// Orders so far of each channel.
  private var serials: [Int]
  private let books: DemoBooks
  /// What became of the orders that left the warehouse's shelves since, in the order of their placing.
  private(set) var sequels: [DemoSequel] = []

  init(orders: Int, seed: UInt64, until: Instant, world: DemoWorld, items: [DemoItem], books: DemoBooks) {
    self.world = world
    self.items = items
    self.seed = seed
    currencies = world.channels.map { Currency($0.currency) ?? .dollar }
    calendar = DemoCalendar(orders: orders, until: until)
    random = DemoRandom(seed: seed, stream: 2)
    serials = world.channels.map { _ in 0 }
    self.books = books
  }

  /// The next order and the place of its channel.
  mutating func next() -> (story: OrderStory, channel: Int) {
    let placedAt = calendar.moment(index, &random)
    index += 1
    let (number, isKnown) = buyerNumber()
    let buyer = DemoBuyer(number, seed: seed, world: world)
    let channel = world.channels[buyer.channel]
    serials[buyer.channel] += 1
    let isExpress = random.chance(700)
    let isAbroad = channel.countries.first?.0 != buyer.card.country
    var life = DemoLife(
      placedAt: placedAt, until: calendar.until, channel: channel, country: buyer.card.country,
      isExpress: isExpress, &random)

    var order = IncomingOrder(
      externalId: DemoNumbers.order(
        channel.numbers, serial: serials[buyer.channel], placedAt: placedAt, salt: seed), line: index)
    order.revisedAt = life.stages.last?.occurredAt ?? placedAt
    order.placedAt = placedAt
    (order.state, order.payment, order.fulfilment) = (life.state, life.payment, life.fulfilment)
    (order.paidAt, order.shippedAt, order.cancelledAt) = (life.paidAt, life.shippedAt, life.cancelledAt)
    setDeadlines(&order, placedAt, channel, isAbroad: isAbroad, isExpress: isExpress)
    order.currency = currencies[buyer.channel]
    order.buyerId = buyer.id
    order.shipTo = buyer.card
    order.billTo = buyer.card
    order.shippingService = isExpress ? "Express" : random.pick(channel.services)
    addLines(&order, channel, currencies[buyer.channel], life.fulfilment)
    addWords(&order, buyer, isVip: isKnown && number % 29 == 0, isExpress: isExpress)
    addMoney(&order, channel, buyer.card.country)
    leaveToWarehouse(&order, &life, buyer.channel)
    order.raw = DemoRaw.body(order, channel)
    let story = OrderStory(
      order: order, holds: life.holds, assignee: life.assignee, firstStatus: life.firstStatus, stages: life.stages)
    return (story, buyer.channel)
  }

  /// What happened lately on the shelves is told by the warehouse: the order comes in as it stood before.
  private mutating func leaveToWarehouse(_ order: inout IncomingOrder, _ life: inout DemoLife, _ channel: Int) {
    // What nobody has mapped to a SKU is on no shelf.
    guard let parcel = life.parcel, books.have(parcel, order: index),
      order.lines.allSatisfy({ !$0.sku.hasPrefix("ALT-") })
    else { return }
    life.stages = Array(life.stages.prefix(parcel.stagesBefore))
    (order.payment, order.fulfilment, order.shippedAt) = (.paid, .processing, nil)
    order.revisedAt = life.stages.last?.occurredAt ?? order.placedAt ?? parcel.packedAt
    for index in order.lines.indices { order.lines[index].fulfilledQuantity = 0 }
    sequels.append(DemoSequel(parcel: parcel, channel: channel, externalId: order.externalId))
  }

  /// Three of eight orders come from somebody who bought before: lately, as most who come again, or one of the
  /// faithful, of whom the earliest come most often.
  private mutating func buyerNumber() -> (Int, isKnown: Bool) {
    if buyers > 0 && random.chance(3750) {
      let throwed = random.fraction()
      if random.chance(6500) { return (buyers - 1 - Int(throwed * Double(min(buyers, 4000))), true) }
      return (Int(throwed * throwed * Double(buyers)), true)
    }
    buyers += 1
    return (buyers - 1, false)
  }

  private func setDeadlines(
    _ order: inout IncomingOrder, _ placedAt: Instant, _ channel: DemoChannel, isAbroad: Bool, isExpress: Bool
  ) {
    // The end of the day on which the channel's time is up.
    let hours = Int64(isExpress ? 24 : channel.handling)
    let day = (placedAt.milliseconds + hours * DemoCalendar.hour) / DemoCalendar.day
    order.shipBy = Instant(milliseconds: (day + 1) * DemoCalendar.day - 1000)
    let transit: Int64 = isExpress ? 4 : isAbroad ? 20 : 6
    order.deliverBy = Instant(milliseconds: (day + 1 + transit) * DemoCalendar.day - 1000)
  }

  private mutating func addLines(
    _ order: inout IncomingOrder, _ channel: DemoChannel, _ currency: Currency, _ fulfilment: FulfilmentState
  ) {
    guard !items.isEmpty else { return }
    let isSent = [.shipped, .delivered, .returned].contains(fulfilment)
    let throwed = random.below(100)
    let count = throwed < 80 ? 1 : throwed < 92 ? 2 : throwed < 97 ? 3 : throwed < 99 ? 4 : 5
    let percent: Int64 = random.chance(1200) ? random.within(5...20) : 0
    for position in 0..<count {
      // Some things sell, most hardly do.
      let luck = random.fraction()
      let item = items[Int(luck * luck * Double(items.count))]
      let more = random.below(100)
      let quantity: Int64 = more < 85 ? 1 : more < 96 ? 2 : random.within(3...6)
      let unit = DemoPrices.price(item.price, in: currency)
      var line = IncomingLine(
        sku: random.chance(80) ? "ALT-" + String(item.index % 400) : item.sku, title: item.title, options: item.options,
        quantity: quantity, unitPrice: unit, amount: unit * quantity)
      switch channel.listing {
      case .none: break
      case .asin:
        line.listingId = "B0" + DemoNumbers.code(DemoNumbers.scattered(item.index, modulus: 1 << 40, salt: seed), 8)
      case .digits: line.listingId = String(100_000_000_000 + item.index * 7_919)
      }
      if percent > 0 { line.discount = unit * quantity * percent / 100 }
      if isSent { line.fulfilledQuantity = quantity }
      if channel.channel == "amazon" || channel.channel == "ebay" { line.externalId = String(index * 8 + position) }
      order.lines.append(line)
    }
  }

  private mutating func addWords(_ order: inout IncomingOrder, _ buyer: DemoBuyer, isVip: Bool, isExpress: Bool) {
    var tags: [String] = []
    if isVip { tags.append("vip") }
    if isExpress { tags.append("express") }
    if random.chance(350) { tags.append(["JP", "CN", "TW", "KR"].contains(buyer.card.country) ? "礼物" : "gift") }
    if random.chance(180) { tags.append("fragile") }
    if !buyer.card.company.isEmpty { tags.append("b2b") }
    if !tags.isEmpty { order.tags = tags }
    if random.chance(350) { order.note = random.pick(DemoWords.notes) }
    if random.chance(450) { order.message = random.pick(DemoWords.messages(buyer.card.country)) }
  }

  private mutating func addMoney(_ order: inout IncomingOrder, _ channel: DemoChannel, _ country: String) {
    let items = order.lines.reduce(0) { $0 + ($1.amount ?? 0) }
    let discount = order.lines.reduce(0) { $0 + $1.discount }
    let isFree = order.shippingService != "Express" && random.chance(5500)
    let currency = order.currency ?? .dollar
    let shipping =
      isFree ? 0 : DemoPrices.price(order.shippingService == "Express" ? 1290 : random.within(290...690), in: currency)
    let gift = order.tags?.contains { $0 == "gift" || $0 == "礼物" } == true ? DemoPrices.price(250, in: currency) : 0
    var tax: Int64 = 0
    if channel.tax != .none {
      let rate = DemoPrices.taxRate(country)
      for place in order.lines.indices {
        let line = order.lines[place]
        order.lines[place].tax = DemoPrices.tax(
          of: (line.amount ?? 0) - line.discount, rate: rate, isIncluded: channel.tax == .included)
        tax += order.lines[place].tax
      }
      tax += DemoPrices.tax(of: shipping, rate: rate, isIncluded: channel.tax == .included)
    }
    (order.items, order.discount, order.shipping, order.tax) = (items, discount, shipping, tax)
    order.taxIncluded = channel.tax == .included
    order.total = items - discount + shipping + gift + (channel.tax == .added ? tax : 0)
  }
}

/// The record as the channel would have sent it, short.
enum DemoRaw {
  static func body(_ order: IncomingOrder, _ channel: DemoChannel) -> String {
    var text = "{\"orderId\":\"" + order.externalId + "\",\"createdAt\":\"" + (order.placedAt?.iso8601 ?? "")
    text += "\",\"shop\":\"" + channel.code + "\",\"payment\":\"" + (order.payment?.rawValue ?? "")
    text += "\",\"fulfilment\":\"" + (order.fulfilment?.rawValue ?? "") + "\",\"total\":" + String(order.total ?? 0)
    text += ",\"currency\":\"" + channel.currency + "\",\"buyer\":\"" + (order.shipTo?.name ?? "")
    text += "\",\"city\":\"" + (order.shipTo?.city ?? "") + "\",\"country\":\"" + (order.shipTo?.country ?? "")
    text += "\",\"lines\":["
    for (index, line) in order.lines.enumerated() {
      text += (index > 0 ? ",{\"sku\":\"" : "{\"sku\":\"") + line.sku + "\",\"qty\":" + String(line.quantity)
      text += ",\"amount\":" + String(line.amount ?? 0) + "}"
    }
    return text + "]}"
  }
}
