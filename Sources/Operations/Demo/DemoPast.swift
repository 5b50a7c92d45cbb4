internal import Domain
internal import Store

/// What happened in the made-up shop beside its orders: goods that came, lay, left and came back.
struct DemoPast {
  let store: Store
  let accounts: [Account]
  let items: [DemoItem]
  let orders: Int
  let seed: UInt64
  let until: Instant
  let books: DemoBooks

  func tell(_ sequels: [DemoSequel], as actor: Actor) throws {
    let places = try DemoPlaces(store, items: items.count, as: actor, now: until)
    let director = DemoDirector(store, places, as: actor, seed: seed, until: until)
    let lately = try store.connection.readNow {
      try DemoSequels(sequels, accounts: accounts, places: places, seed: seed, in: $0)
    }
    let wanted = try DemoWanted.all(in: store)
    var supply = try DemoSupply(director, orders: orders, wanted)
    try supply.certify(director)
    try DemoFloor.furnish(director)
    supply.buy(director, wanted)
    director.plan(director.ago(hours: 20)) { try supply.promise($0, wanted) }
    DemoHandOver.plan(director, from: books.beginning)
    lately.journeys.plan(director)
    DemoWays.plan(director)
    DemoRules.plan(director)
    try DemoReturns.plan(director, before: books.recent)
    DemoFloor.planLevels(director)
    DemoFloor.planToday(director)
    var stock = DemoStock(
      orders: orders, items: items, ids: try ids(), places: places, demand: lately.demand,
      soldOut: Set(wanted.map(\.variant)), seed: seed, until: until, from: books.beginning)
    try director.tell(&stock, lately)
    try judgeLots(director)
    // What is to be sent is promised stock, or what comes, or what can be bought.
    let manager = try director.actor("dora")
    try store.allocateWaiting(as: manager, now: until)
    try peg(director)
    try supply.propose(director)
  }

  private func ids() throws -> [String: Int64] {
    var ids: [String: Int64] = [:]
    try store.connection.readNow { reader in
      try reader.forEach("SELECT sku, id FROM variants") { row in
        ids[row.text(0)] = row.integer(1)
        return true
      }
    }
    return ids
  }

  /// A few lots may not be sold.
  private func judgeLots(_ director: DemoDirector) throws {
    let known = try ids()
    let lots = try store.connection.readNow { reader in
      try items.filter(\.isPerishable).prefix(24).compactMap { item in
        try known[item.sku].flatMap { try LotTable.lots(of: $0, in: reader).first?.id }
      }
    }
    for (index, event) in ["quarantineLot", "holdLot", "recallLot"].enumerated() where lots.count > index * 7 {
      try director.perform(event, lots[index * 7], by: "dora", at: until, reason: DemoWords.lotReason(event))
    }
  }

  /// Orders whose goods are sold before they are there.
  private func peg(_ director: DemoDirector) throws {
    let waiting = try director.all(
      """
      SELECT DISTINCT a.order_id
      FROM allocations AS a
      WHERE a.state = 'backordered'
      ORDER BY a.order_id
      LIMIT 400
      """
    ) { $0.integer(0) }
    for id in waiting { try director.attempt("pegOrder", id, by: "lena", at: until) }
  }
}

extension DemoSupply {
  /// One draft out of what the shop proposes to buy.
  func propose(_ director: DemoDirector) throws {
    for supplier in ["NB-YUAN", "YW-JIAJU", "SZ-HUAQ", "GZ-YUNS"] {
      let drafted = try director.attempt(
        "proposePurchases", nil, ["warehouse": DemoPlaces.home, "supplier": supplier], by: "chen", at: director.until)
      if drafted != nil { return }
    }
  }
}
