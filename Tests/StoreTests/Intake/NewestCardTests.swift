import Domain
import Store
import Testing

/// Orders that name no address are found by their customer's newest card, whichever order brought it.
@Suite struct NewestCardTests {
  private func order(_ id: String, revised: Int64, name: String, city: String? = nil) -> IntakeItem {
    var order = IncomingOrder.made(id, revised: revised, raw: "\(id) \(revised) \(name)")
    order.buyerId = "b-1"
    order.buyer = Card(name: name)
    order.shipTo = city.map { Card(name: name, lines: ["Hauptstr. 1"], city: $0, country: "DE") }
    return .order(order)
  }

  @Test func `A new card is found in the orders without an address, and the old one no longer`() throws {
    let shop = try Shop()
    try shop.take([order("1", revised: 1, name: "Anna Vorher"), order("2", revised: 1, name: "Anna Vorher")])
    #expect(try shop.count("vorher") == 2)

    try shop.take([order("3", revised: 2, name: "Anna Nachher")])

    #expect(try shop.integer("SELECT COUNT(*) FROM customers") == 1)
    #expect(try shop.count("vorher") == 0)
    #expect(try shop.count("nachher") == 3)
    #expect(try shop.findings() == [])
  }

  @Test func `A customer is found by their newest card, in whatever order the records of it come`() throws {
    for late in [order("1", revised: 2, name: "Anna Mitte", city: "Bremen"), order("1", revised: 2, name: "")] {
      let shop = try Shop()
      func found(_ word: String) throws -> Int64 {
        try shop.count("customers " + word)
      }
      try shop.take([order("1", revised: 5, name: "Anna Nachher", city: "Köln")])
      try shop.take([late])
      #expect(try found("nachher") == 1)
      #expect(try found("mitte") == 0)

      // What the index was told to forget must be what it holds, or the engine takes the store for damaged.
      try shop.take([order("1", revised: 7, name: "Anna Zuletzt", city: "Ulm")])

      #expect(try found("nachher") == 0)
      #expect(try found("zuletzt") == 1)
      #expect(try shop.findings() == [])
    }
  }

  @Test func `An order that learns its address leaves no words of the old card behind`() throws {
    let shop = try Shop()
    try shop.take([order("1", revised: 1, name: "Anna Vorher"), order("2", revised: 1, name: "Anna Vorher")])

    try shop.take([order("1", revised: 3, name: "Anna Nachher", city: "Bremen")])

    #expect(try shop.count("vorher") == 0)
    #expect(try shop.count("nachher") == 2)
    #expect(try shop.count("bremen") == 2)
    #expect(try shop.findings() == [])
  }
}
