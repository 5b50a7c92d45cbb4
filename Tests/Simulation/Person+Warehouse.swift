import Domain
import Store
import TestSupport

/// What people do between the shelf and the carrier.
extension Person {
  func wave() throws {
    let grouping = dice.pick(WaveGrouping.allCases)
    switch dice.roll(0...5) {
    case 0:
      guard let wave = try one("SELECT id FROM waves") else { return }
      try perform("cancelWave", wave)
    case 1:
      guard let wave = try one("SELECT id FROM waves WHERE state <> 'done'") else { return }
      try perform("releaseWave", wave)
    default:
      let place = dice.roll(0...5) == 0 ? "HH" : "SZ"
      let wave = try perform("planWave", nil, ["warehouse": place, "grouping": grouping.rawValue])
      try perform("releaseWave", wave)
    }
  }

  /// Some steps of some walk, in the midst of which somebody may go away, or be killed.
  func walk() throws {
    guard
      let run = try one(
        "SELECT id FROM runs WHERE done_at IS NULL AND cancelled_at IS NULL AND scenario <> 'pack' ORDER BY id LIMIT 8")
    else { return }
    // Each has a gun, and now and then somebody takes a colleague's walk over.
    var desk = try RunDesk(
      store, run: run, as: actor, token: "gun-\(number)", takesOver: dice.roll(0...3) == 0, now: Shop.now())
    try work(&desk, steps: dice.roll(3...24))
    if dice.roll(0...2) != 0 { try desk.leave() }
  }

  private func work(_ desk: inout RunDesk, steps: Int) throws {
    for _ in 0..<steps where !desk.isDone {
      let event = dice.roll(0...9) == 0 ? anyEvent() : desk.step.obvious ?? way(on: desk.step)
      if case .refused = try desk.take(event, now: Shop.now()) { return }
    }
  }

  private func anyEvent() -> ScanEvent {
    switch dice.roll(0...6) {
    case 0: .scan(dice.pick(Shop.bins))
    case 1: .scan(dice.pick(Shop.skus))
    case 2: .key(.f2)
    case 3: .key(.f8)
    case 4: .number(Int64(dice.roll(0...9)))
    default: .key(.f3)
    }
  }

  /// Where nothing is obvious: a reason, a second scan, an answer.
  private func way(on step: ScanStep) -> ScanEvent {
    if step.prompt == .reason { return .number(Int64(dice.roll(1...6))) }
    for case .location(let place) in step.facts where step.prompt == .confirmation { return .scan(place) }
    for case .order(let order) in step.facts where step.prompt == .confirmation { return .scan(order) }
    for case .product(let sku) in step.facts where step.prompt == .confirmation { return .scan(sku) }
    return .answer(true)
  }

  func pack() throws {
    guard let id = try one("SELECT id FROM fulfilments WHERE stage IN ('picked', 'packing')") else { return }
    if dice.roll(0...2) == 0 {
      try perform("packParcel", id)
      return
    }
    var desk = try RunDesk(store, packing: id, as: actor, token: "table-\(number)", now: Shop.now())
    try work(&desk, steps: dice.roll(3...20))
    try desk.leave()
  }

  func label() throws {
    guard let id = try one("SELECT id FROM parcels WHERE shipped_at IS NULL") else { return }
    switch dice.roll(0...6) {
    case 0: try perform("voidLabel", id)
    case 1: try perform("unpackParcel", id)
    default: try perform("labelParcel", id, ["carrier": "DHL", "tracking": "T\(id)"])
    }
  }

  func ship() throws {
    if dice.isHeads() {
      guard let id = try one("SELECT id FROM parcels WHERE shipped_at IS NULL") else { return }
      try perform("shipParcel", id)
    } else {
      let list = try perform("makeManifest", nil, ["warehouse": "SZ", "carrier": "DHL"])
      try perform("shipManifest", list)
    }
  }

  /// The parcel of a return, opened with a scanner, with something in it now and then that nobody announced.
  func open(returned id: Int64) throws {
    var desk = try RunDesk(store, returning: id, as: actor, token: "gun-\(number)", now: Shop.now())
    try work(&desk, steps: dice.roll(1...8))
    try desk.leave()
  }

  /// What the channel may sell, told in a file that is noted and never written, and answered now or later.
  private func tellChannel() throws {
    let files = try StockFiles.plan(
      forMilliseconds: 1_000, holder: "person:\(number)", folder: "/nowhere", attempt: "\(number)", as: actor,
      at: Shop.now(), in: store
    ) { _ in ("quantity-csv", "csv") }
    for file in files { _ = try StockFiles.note(file, as: actor, at: Shop.now(), in: store) }
    let sent = try store.connection.readNow { try ChannelFiles.newest(limit: 5, in: $0) }
    guard !sent.isEmpty else { return }
    _ = try Answering.apply(
      [ChannelAnswer(.summary(processed: 1, successful: 1), line: 1)], to: dice.pick(sent), as: actor, at: Shop.now(),
      in: store)
  }

  /// The channel's own file says that an order is off, whatever somebody here has in the hand.
  private func callOffByFile() throws {
    guard let order = try one("SELECT id FROM orders WHERE state = 'open'"),
      let external = try text("SELECT external_id FROM orders WHERE id = \(order)"),
      let account = try store.connection.readNow({ try Accounts.find("SHOP", in: $0) })
    else { return }
    var incoming = IncomingOrder(externalId: external, line: 2, raw: "off \(external) \(number)")
    incoming.revisedAt = Shop.now().adding(milliseconds: 1_000)
    incoming.state = .cancelled
    incoming.linesAreComplete = false
    let intake = try Intake(
      store: store, account: account, actor: actor, format: "test", file: "off-\(number).csv", exportedAt: Shop.now())
    _ = try intake.take([.order(incoming)], now: Shop.now())
  }

  /// What is carried and counted within the house.
  func carry() throws {
    guard let warehouse = try one("SELECT id FROM locations WHERE code = 'SZ'"),
      let dock = try one("SELECT id FROM locations WHERE code = 'SZ-DOCK'"),
      let variant = try one("SELECT id FROM variants")
    else { return }
    switch dice.roll(0...9) {
    case 0: try perform("planCount", warehouse)
    // Often fewer than are promised.
    case 7: try perform("countStock", variant, ["at": dice.pick(Shop.bins), "counted": "\(dice.roll(0...9))"])
    case 8: try tellChannel()
    case 9: try callOffByFile()
    case 4:
      guard let order = try one("SELECT order_id FROM allocations WHERE state IN ('picked', 'packed')") else { return }
      try perform("putBackGoods", order, ["to": dice.pick(Shop.bins)])
    case 1: try perform("planPutAway", dock)
    case 2: try perform("planReplenishment", warehouse)
    case 3:
      guard let id = try one("SELECT id FROM fulfilments WHERE stage IN ('picking', 'picked')") else { return }
      try perform("putBack", id)
    default:
      let (from, to) = (dice.pick(Shop.bins), dice.pick(Shop.bins))
      try perform("moveStock", variant, ["from": from, "to": to, "quantity": "\(dice.roll(1...3))"])
    }
  }
}
