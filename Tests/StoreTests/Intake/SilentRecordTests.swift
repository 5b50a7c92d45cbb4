import Domain
import Store
import TestSupport
import Testing

/// What a record is silent about stays, what it says anew is no conflict, and what its source takes off goes.
@Suite struct SilentRecordTests {
  @Test func `A tag that the source took off goes, and an older revision brings none`() throws {
    let shop = try Shop()
    func record(_ revised: Int64, _ tags: [String]) -> IntakeItem {
      var order = IncomingOrder.made("1", revised: revised, raw: "\(revised) \(tags)")
      order.tags = tags
      return .order(order)
    }
    try shop.take([record(2, ["gift", "vip"])])
    try shop.perform("tagOrder", 1, fields: ["tag": "mine"])
    try shop.take([record(4, ["gift"])])
    #expect(try shop.order(1)?.tags == ["gift", "mine"])

    let older = try shop.take([record(3, ["late"])])
    #expect(older == [.unchanged(1)])
    try shop.take([record(5, [])])
    #expect(try shop.order(1)?.tags == ["mine"])

    try shop.take([record(1, ["old"])])
    #expect(try shop.order(1)?.tags == ["mine"])
    #expect(try shop.findings() == [])
  }

  @Test func `The same content saved otherwise is no conflict, another content is one`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1", revised: 1, raw: "a,b"))])

    let same = try shop.takeFile([.order(.made("1", revised: 1, raw: "a;b"))])
    #expect(same.notes == [])
    var other = IncomingOrder.made("1", revised: 1, raw: "a|b")
    other.payment = .refunded
    #expect(try shop.takeFile([.order(other)]).notes.map(\.code) == [.conflict])
    other.payment = nil
    other.raw = "a/b"
    other.shipTo?.lines = ["Nebenstr. 2"]
    #expect(try shop.takeFile([.order(other)]).notes.map(\.code) == [.conflict])
  }

  @Test(arguments: [true, false])
  func `A record without street and e-mail leaves those that are known`(isNewer: Bool) throws {
    var short = IncomingOrder.made("1", revised: isNewer ? 2 : 1, email: "", raw: "short")
    short.shipTo?.lines = []
    short.payment = .refunded
    let whole = IncomingOrder.made("1", revised: isNewer ? 1 : 2, raw: "whole")
    for way in [[short, whole], [whole, short]] {
      let shop = try Shop()
      for order in way { try shop.take([.order(order)]) }
      let order = try #require(try shop.order(1))
      let card = try shop.store.connection.readNow { reader in
        try PersonalTable.card(subject: order.customerId ?? 0, revision: order.shipToRevision, in: reader)
      }
      #expect(card?.lines == ["Hauptstr. 1"] && card?.email == "anna@example.com")
      #expect(try shop.findings() == [])
    }
  }

  @Test func `A record that says the total alone leaves shipping and tax`() throws {
    var whole = IncomingOrder.made("1", revised: 1, raw: "whole")
    (whole.items, whole.shipping, whole.tax, whole.taxIncluded) = (1250, 490, 200, true)
    var short = IncomingOrder.made("1", revised: 2, lines: [], raw: "short")
    short.total = 1740
    for way in [[short, whole], [whole, short]] {
      let shop = try Shop()
      for order in way { try shop.take([.order(order)]) }
      let money = try #require(try shop.order(1)).money
      #expect((money.items, money.shipping, money.tax, money.taxIncluded) == (1250, 490, 200, true))
      #expect(money.total == 1740 && money.other == 0)
    }
  }

  @Test func `An account's zone is one that there is`() throws {
    let shop = try Shop()
    #expect(throws: ActionRefusal.self) {
      try shop.perform("addAccount", fields: ["code": "MARS", "channel": "own", "zone": "Mars/One"])
    }
    try shop.perform("addAccount", fields: ["code": "KOELN", "channel": "own", "zone": "Europe/Berlin"])
    let id = try #require(try shop.store.connection.readNow { try Accounts.find("KOELN", in: $0) }).id
    #expect(throws: ActionRefusal.self) { try shop.perform("editAccount", id, fields: ["zone": "Mars/Olympus"]) }
    try shop.perform("editAccount", id, fields: ["zone": "America/New_York"])
  }
}
