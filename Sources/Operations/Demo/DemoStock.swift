internal import Domain
internal import Store

/// The stock of the made-up shop and how it came about: what was there at first, what came in and was put away, what
/// went to the other warehouses, was sold, counted, checked and came back.
struct DemoStock {
  /// A part of the story that all SKUs go through one after the other: the ledger is in the order of time.
  private enum Chapter: Int, CaseIterable {
    case opening, receipt, putAway, sale, transferOut, transferIn, replenishment, check, count, comeBack, damage

    /// Days before today on which it begins and ends.
    var days: (from: Int64, to: Int64) {
      switch self {
      case .opening: (75, 74)
      case .receipt: (60, 46)
      case .putAway: (45, 40)
      case .sale: (39, 30)
      case .transferOut: (29, 24)
      case .transferIn: (14, 9)
      case .replenishment: (8, 6)
      case .check: (5, 4)
      case .count: (3, 2)
      case .comeBack: (2, 1)
      case .damage: (1, 0)
      }
    }
  }

  /// How much of one SKU stands where by now.
  private struct Shelf {
    var variant: Int64
    var bin: Int64
    var inBin: Int64 = 0
    var inBulk: Int64 = 0
    var received: Int64 = 0
    /// On the way to another warehouse.
    var sent: [(to: Int64, quantity: Int64)] = []
    var returned: Int64 = 0
  }

  private let items: [DemoItem]
  private let places: DemoPlaces
  private let until: Instant
  /// How much earlier than usual everything was there, in milliseconds: never later.
  private let earliest: Int64
  private let perDay: Double
  /// SKUs that more happens to than that they lie there.
  private let busy: Int
  /// SKUs that are kept beyond what was just asked for.
  private let kept: Int
  /// Units that left each warehouse in the recent weeks, which must have been there.
  private let demand: [String: [Int64: Int64]]
  private let soldOut: Set<Int64>
  private var shelves: [Shelf] = []
  private var random: DemoRandom
  private var chapter = Chapter.opening
  private var index = 0

  init(
    orders: Int, items: [DemoItem], ids: [String: Int64], places: DemoPlaces, demand: [String: [Int64: Int64]],
    soldOut: Set<Int64>, seed: UInt64, until: Instant, from beginning: Instant
  ) {
    let kept = min(items.count, 1200 + orders / 4)
    let asked = Set(demand.values.flatMap(\.keys))
    self.items = items.prefix(kept) + items.dropFirst(kept).filter { asked.contains(ids[$0.sku] ?? 0) }
    self.demand = demand
    self.soldOut = soldOut
    self.places = places
    self.until = until
    // What leaves as parcels lies ready before the first of them.
    earliest = min(0, beginning.milliseconds - until.milliseconds + 14 * DemoCalendar.day)
    self.kept = kept
    busy = min(kept, 200 + orders / 8)
    random = DemoRandom(seed: seed, stream: 3)
    // An order has some two units, and the trade has grown.
    perDay = Double(max(10, orders)) / Double(max(4, DemoCalendar.days(orders))) * 3
    let bins = places.bins[DemoPlaces.home] ?? []
    shelves.reserveCapacity(self.items.count)
    for item in self.items {
      let bin = bins.isEmpty ? 0 : bins[item.index % bins.count]
      shelves.append(Shelf(variant: ids[item.sku] ?? 0, bin: bin))
    }
  }

  /// The next thing that happened; nil when today has come.
  mutating func next() -> StockStage? {
    while true {
      while index < (chapter == .opening ? items.count : busy) {
        let place = index
        index += 1
        if shelves[place].variant == 0 || shelves[place].bin == 0 { continue }
        if let stage = stage(place) { return stage }
      }
      guard let following = Chapter(rawValue: chapter.rawValue + 1) else { return nil }
      chapter = following
      index = 0
    }
  }

  private mutating func stage(_ place: Int) -> StockStage? {
    switch chapter {
    case .opening: opening(place)
    case .receipt: receipt(place)
    case .putAway: putAway(place)
    case .sale: sale(place)
    case .transferOut: transferOut(place)
    case .transferIn: transferIn(place)
    case .replenishment: replenishment(place)
    case .check: check(place)
    case .count: count(place)
    case .comeBack: comeBack(place)
    case .damage: damage(place)
    }
  }

  private func at(_ place: Int) -> Instant {
    let (from, to) = chapter.days
    let length = (from - to) * DemoCalendar.day
    let count = Int64(max(1, chapter == .opening ? items.count : busy))
    let time = -from * DemoCalendar.day + length * Int64(place) / count / 1000 * 1000
    return until.adding(milliseconds: chapter == .opening ? time + earliest : time)
  }

  private func tell(_ action: String, _ place: Int, by actor: String, _ moves: [StockMove], lot: Int = 1) -> StockStage
  {
    var stage = StockStage(
      action: action, variantId: shelves[place].variant, occurredAt: at(place), actor: actor, moves: moves)
    if items[place].isPerishable {
      let days = lot == 1 ? Int64(place * 37 % 240 - 9) : Int64(300 + place * 13 % 200)
      stage.lot = "L\(DemoNumbers.padded(place + 1, 4))\(lot == 1 ? "A" : "B")"
      stage.expiresAt = Instant(
        milliseconds: (until.milliseconds / DemoCalendar.day + days) * DemoCalendar.day + DemoCalendar.day - 1000)
    }
    return stage
  }

  private func move(_ place: Int, _ quantity: Int64, _ from: Int64, _ to: Int64, _ reason: MoveReason) -> StockMove {
    StockMove(variantId: shelves[place].variant, quantity: quantity, from: from, to: to, reason: reason)
  }

  private func bulk(_ place: Int) -> Int64 {
    let bins = places.bulk
    return bins.isEmpty ? shelves[place].bin : bins[place % bins.count]
  }

  // MARK: What happens to one SKU

  private mutating func opening(_ place: Int) -> StockStage? {
    let (share, cover) = (random.fraction(), random.within(20...150))
    // What is sold in the weeks to come lies ready, here and abroad.
    var moves = ready(place)
    // Some are sold out.
    if share < 0.06 || place >= kept || soldOut.contains(shelves[place].variant) {
      return moves.isEmpty ? nil : tell("receiveStock", place, by: "chen", moves)
    }
    let count = Double(kept)
    let sold = perDay * ((Double(place + 1) / count).squareRoot() - (Double(place) / count).squareRoot())
    let more = random.within(Int64(3)...24) + (place < busy ? random.within(Int64(0)...90) : 0)
    let units = Int64(sold * Double(cover)) + more
    shelves[place].inBin = min(units, 40)
    shelves[place].inBulk = units - shelves[place].inBin
    let supplier = places.id("SUPPLIER")
    moves.append(move(place, shelves[place].inBin, supplier, shelves[place].bin, .opening))
    if shelves[place].inBulk > 0 {
      moves.append(move(place, shelves[place].inBulk, supplier, bulk(place), .opening))
    }
    return tell("receiveStock", place, by: "chen", moves)
  }

  private func ready(_ place: Int) -> [StockMove] {
    [DemoPlaces.home, "DE", "NB"].compactMap { warehouse in
      guard let units = demand[warehouse]?[shelves[place].variant], let bin = target(warehouse, place) else {
        return nil
      }
      return move(place, units, places.id("SUPPLIER"), bin, .opening)
    }
  }

  private mutating func receipt(_ place: Int) -> StockStage? {
    if !random.chance(4500) || soldOut.contains(shelves[place].variant) { return nil }
    shelves[place].received = random.within(6...60)
    return tell(
      "receiveStock", place, by: "chen",
      [
        move(place, shelves[place].received, places.id("SUPPLIER"), places.id(DemoPlaces.receiving), .receipt)
      ], lot: 2)
  }

  private mutating func putAway(_ place: Int) -> StockStage? {
    let quantity = shelves[place].received
    if quantity == 0 || random.chance(800) { return nil }
    return tell(
      "moveStock", place, by: random.pick(DemoHouse.pickers),
      [move(place, quantity, places.id(DemoPlaces.receiving), shelves[place].bin, .putAway)], lot: 2)
  }

  private mutating func sale(_ place: Int) -> StockStage? {
    let most = shelves[place].inBin * 2 / 3
    if most < 1 || !random.chance(6000) { return nil }
    let quantity = random.within(1...most)
    shelves[place].inBin -= quantity
    return tell(
      "moveStock", place, by: random.pick(DemoHouse.pickers),
      [move(place, quantity, shelves[place].bin, places.id("CUSTOMER"), .shipment)])
  }

  /// Half of the bulk goes abroad.
  private mutating func transferOut(_ place: Int) -> StockStage? {
    let bulk = shelves[place].inBulk
    if bulk < 8 { return nil }
    let abroad: [(warehouse: String, share: Int64)] = [
      ("DE", 4), ("US-ONT", 5), ("NB", 9), ("FBA-DE", 12), ("FBA-US", 12),
    ]
    for (warehouse, share) in abroad where random.chance(7000) {
      guard let target = target(warehouse, place), bulk / share > 0 else { continue }
      shelves[place].sent.append((target, bulk / share))
      shelves[place].inBulk -= bulk / share
    }
    let sent = shelves[place].sent.reduce(0) { $0 + $1.quantity }
    if sent == 0 { return nil }
    return tell(
      "moveStock", place, by: "dora",
      [move(place, sent, self.bulk(place), places.id("TRANSIT"), .transferOut)])
  }

  private func target(_ warehouse: String, _ place: Int) -> Int64? {
    guard let bins = places.bins[warehouse], !bins.isEmpty else {
      let id = places.id(warehouse)
      return id == 0 ? nil : id
    }
    return bins[place % bins.count]
  }

  private mutating func transferIn(_ place: Int) -> StockStage? {
    let sent = shelves[place].sent
    // A ship is late.
    if sent.isEmpty || random.chance(1500) { return nil }
    return tell(
      "moveStock", place, by: "dora",
      sent.map { move(place, $0.quantity, places.id("TRANSIT"), $0.to, .transferIn) })
  }

  private mutating func replenishment(_ place: Int) -> StockStage? {
    let quantity = min(shelves[place].inBulk, 24)
    if quantity < 4 || !random.chance(3000) { return nil }
    shelves[place].inBulk -= quantity
    shelves[place].inBin += quantity
    return tell(
      "moveStock", place, by: random.pick(DemoHouse.pickers),
      [move(place, quantity, bulk(place), shelves[place].bin, .replenishment)])
  }

  private mutating func check(_ place: Int) -> StockStage? {
    if !random.chance(300) { return nil }
    return tell(
      "receiveStock", place, by: "chen",
      [move(place, random.within(6...40), places.id("SUPPLIER"), places.id(DemoPlaces.quality), .receipt)], lot: 2)
  }

  private mutating func count(_ place: Int) -> StockStage? {
    let there = shelves[place].inBin
    if there < 2 || !random.chance(600) { return nil }
    let picker = random.pick(DemoHouse.pickers)
    if random.chance(3000) {
      let more = random.within(Int64(1)...3)
      shelves[place].inBin += more
      return tell(
        "countStock", place, by: picker, [move(place, more, places.id("LOSS"), shelves[place].bin, .found)])
    }
    let fewer = random.within(1...min(3, there))
    let reason = random.pick([.lost, .damaged, .miscounted, .missingTransaction] as [MoveReason], or: .lost)
    shelves[place].inBin -= fewer
    return tell(
      "countStock", place, by: picker, [move(place, fewer, shelves[place].bin, places.id("LOSS"), reason)])
  }

  private mutating func comeBack(_ place: Int) -> StockStage? {
    if !random.chance(400) { return nil }
    shelves[place].returned = random.within(1...2)
    return tell(
      "moveStock", place, by: random.pick(DemoHouse.pickers),
      [move(place, shelves[place].returned, places.id("CUSTOMER"), places.id(DemoPlaces.returns), .customerReturn)])
  }

  private mutating func damage(_ place: Int) -> StockStage? {
    if shelves[place].returned == 0 || !random.chance(4000) { return nil }
    return tell(
      "moveStock", place, by: random.pick(DemoHouse.pickers),
      [move(place, 1, places.id(DemoPlaces.returns), places.id(DemoPlaces.damaged), .scrap)])
  }
}
