import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// What people do about parcels under way, and take back again.
@Suite struct TrackingActionTests {
  @Test func `A delivery is left by a correction alone, and comes back with its undo`() throws {
    let shop = try Shop()
    let (order, parcels) = try shop.shipped()
    try shop.tell("YT-1-1", shop.journey, hours: 0)
    shop.now = shop.now.adding(milliseconds: 230 * 3_600_000)
    try shop.tell("YT-1-1", [], hours: 0)
    #expect(try shop.order(order)?.fulfilment == .delivered)
    try shop.tell("YT-1-1", [shop.news(-1, "Departed facility")], hours: 0)
    #expect(try shop.status(parcels[0]) == "delivered")
    #expect(try shop.integer("SELECT final FROM parcel_tracks") == 0)

    let before = try shop.picture()
    let track = try shop.track(parcels[0])
    let made = try shop.perform("correctStatus", parcels[0], fields: ["status": "in_transit"])
    #expect(try shop.status(parcels[0]) == "in_transit")
    #expect(try shop.order(order)?.fulfilment == .shipped)
    #expect(try shop.stages(order) == [.shipped])
    #expect(try shop.findings() == [])

    _ = try shop.store.undo(entry: made.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
    #expect(try shop.track(parcels[0]) == track)
    #expect(try shop.findings() == [])
  }

  @Test func `What is corrected goes on with the next news`() throws {
    let shop = try Shop()
    let (order, parcels) = try shop.shipped()
    try shop.perform("correctStatus", parcels[0], fields: ["status": "on_hold", "sub": "customs_held"])
    #expect(try shop.track(parcels[0]).hasPrefix("on_hold customs_held"))
    try shop.tell("YT-1-1", shop.journey)
    #expect(try shop.status(parcels[0]) == "delivered")
    #expect(try shop.order(order)?.fulfilment == .delivered)
    #expect(throws: ActionRefusal.self) {
      try shop.perform("correctStatus", parcels[0], fields: ["status": "pending"])
    }
  }

  @Test func `An order is delivered when the last of its parcels is`() throws {
    let shop = try Shop()
    let (order, _) = try shop.shipped(parcels: 2)
    try shop.tell("YT-1-1", shop.journey)
    #expect(try shop.order(order)?.fulfilment == .shipped)
    try shop.tell("YT-1-2", shop.journey)
    #expect(try shop.order(order)?.fulfilment == .delivered)
    #expect(try shop.stages(order) == [.delivered])
    #expect(try shop.findings() == [])
  }

  @Test func `A number that is added brings what was told of it, and takes it away again`() throws {
    let shop = try Shop()
    let (order, parcels) = try shop.shipped()
    try shop.tell("YT-1-1", Array(shop.journey.prefix(3)))
    try shop.tell("DE 777", Array(shop.journey.suffix(3)))
    let before = try shop.picture()
    let added = try shop.perform(
      "replaceNumber", parcels[0], fields: ["old": "yt11", "tracking": "DE777", "carrier": "Deutsche Post"])
    #expect(try shop.status(parcels[0]) == "delivered")
    #expect(try shop.order(order)?.fulfilment == .delivered)
    #expect(try shop.integer("SELECT COUNT(*) FROM number_links WHERE replaced_by IS NOT NULL") == 1)
    #expect(throws: ActionRefusal.fulfilment(.numberKnown(holder: "P-1", number: "DE-777"))) {
      try shop.perform("addNumber", parcels[0], fields: ["tracking": "DE-777"])
    }
    #expect(try shop.findings() == [])
    _ = try shop.store.undo(entry: added.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
    #expect(try shop.status(parcels[0]) == "in_transit")
    #expect(try shop.findings() == [])
  }

  @Test func `A number that was somebody else's is taken off; a label's is not`() throws {
    let shop = try Shop()
    let (_, parcels) = try shop.shipped()
    try shop.tell("X-9", Array(shop.journey.prefix(5)))
    try shop.perform("addNumber", parcels[0], fields: ["tracking": "X9"])
    #expect(try shop.integer("SELECT events FROM parcel_tracks") == 5)
    try shop.perform("voidNumber", parcels[0], fields: ["tracking": "x9"])
    #expect(try shop.integer("SELECT events FROM parcel_tracks") == 0)
    #expect(throws: ActionRefusal.fulfilment(.noSuchNumber(holder: "P-1", number: "x9"))) {
      try shop.perform("voidNumber", parcels[0], fields: ["tracking": "x9"])
    }
    #expect(throws: ActionRefusal.fulfilment(.labelled(parcel: "P-1", tracking: "YT-1-1"))) {
      try shop.perform("voidNumber", parcels[0], fields: ["tracking": "YT-1-1"])
    }
    #expect(throws: ActionRefusal.fulfilment(.badTracking("- -"))) {
      try shop.perform("addNumber", parcels[0], fields: ["tracking": "- -"])
    }
  }

  @Test func `A master's news moves what is in it, and delivers nothing`() throws {
    let shop = try Shop()
    let (order, parcels) = try shop.shipped(parcels: 2)
    let bag = try #require(
      try shop.perform(
        "openConsolidation",
        fields: ["form": "bag", "tracking": "999-12345675", "carrier": "CA", "parcels": "P-1,YT12"]
      ).subject)
    let container = try #require(
      try shop.perform("openConsolidation", fields: ["form": "container", "parcels": "L-\(bag)"]).subject)
    let before = try shop.picture()
    try shop.tell("99912345675", [shop.news(20, "Departed facility"), shop.news(60, "Delivered")])
    #expect(try parcels.map(shop.status) == ["in_transit", "in_transit"])
    #expect(try shop.order(order)?.fulfilment == .shipped)
    #expect(try shop.integer("SELECT COUNT(*) FROM parcel_legs WHERE leg = 'line_haul'") == 2)

    // What is taken out has nothing to do with it any more.
    let taken = try shop.perform("takeFromConsolidation", bag, fields: ["parcels": "P-2"])
    #expect(try parcels.map(shop.status) == ["in_transit", "pending"])
    _ = try shop.store.undo(entry: taken.entry, as: shop.admin, now: shop.now)
    #expect(try parcels.map(shop.status) == ["in_transit", "in_transit"])
    #expect(try shop.picture() == before)
    #expect(try shop.findings() == [])
    #expect(container == bag + 1)
  }

  @Test func `Nothing stands in two consolidations, in itself, or in a smaller one`() throws {
    let shop = try Shop()
    _ = try shop.shipped(parcels: 2)
    let bag = try #require(
      try shop.perform("openConsolidation", fields: ["form": "bag", "parcels": "P-1"]).subject)
    let inner = try #require(try shop.perform("openConsolidation", fields: ["form": "bag"]).subject)
    let pallet = try #require(try shop.perform("openConsolidation", fields: ["form": "pallet"]).subject)
    try shop.perform("addToConsolidation", bag, fields: ["parcels": "L-\(inner)"])
    func refused(_ unit: Int64, _ member: String) -> FulfilmentRefusal? {
      do {
        try shop.perform("addToConsolidation", unit, fields: ["parcels": member])
      } catch ActionRefusal.fulfilment(let refusal) {
        return refusal
      } catch {
        Issue.record("\(error)")
      }
      return nil
    }
    #expect(refused(pallet, "P-1") == .alreadyIn("P-1", consolidation: "L-\(bag)"))
    #expect(refused(inner, "L-\(bag)") == .goesInCircle("L-\(bag)", into: "L-\(inner)"))
    #expect(refused(bag, "L-\(pallet)") == .tooLargeFor("L-\(pallet)", into: "L-\(bag)"))
    #expect(throws: ActionRefusal.fulfilment(.nothingToDo("L-\(inner)"))) {
      try shop.perform("closeConsolidation", inner)
    }
    let closed = try shop.perform("closeConsolidation", bag)
    #expect(refused(bag, "P-2") == .consolidationClosed("L-\(bag)"))
    _ = try shop.store.undo(entry: closed.entry, as: shop.admin, now: shop.now)
    try shop.perform("addToConsolidation", bag, fields: ["parcels": "P-2"])
    #expect(try shop.findings() == [])
  }

  @Test func `A number in the filter finds its parcel and its order, whichever of its numbers it is`() throws {
    let shop = try Shop()
    let (_, parcels) = try shop.shipped(parcels: 2)
    try shop.perform("addNumber", parcels[0], fields: ["tracking": "LX555666775CN"])
    func count(_ text: String) throws -> Int64 {
      try shop.store.connection.readNow { reader in
        let query = ViewQuery(
          try Sentence(text), inquiry: Inquiry(now: shop.now, zone: .utc, me: "ada"), mayReadPersonal: true)
        return try Views.count(query, in: reader)
      }
    }
    for kind in ["shipments", "parcels", "orders"] {
      #expect(try count("\(kind) LX555666775CN") == 1, "\(kind)")
      #expect(try count("\(kind) lx-555666775-cn") == 1, "\(kind)")
      #expect(try count("\(kind) LX555666776CN") == 0, "\(kind)")
      let all = try count(kind)
      #expect(try count("\(kind) -LX555666775CN") == all - 1, "\(kind)")
    }
    try shop.perform("addNumber", parcels[1], fields: ["tracking": "LX555666775CN"])
    #expect(try count("shipments LX555666775CN") == 2)
    try shop.perform("voidNumber", parcels[0], fields: ["tracking": "LX555666775CN"])
    #expect(try count("shipments LX555666775CN") == 1)
  }

  @Test func `A leg is planned and noted, and goes back field by field`() throws {
    let shop = try Shop()
    let (_, parcels) = try shop.shipped()
    try shop.perform(
      "planLeg", parcels[0],
      fields: ["leg": "line_haul", "carrier": "CA 1047", "plannedFrom": "2026-09-23", "plannedTo": "2026-09-24"])
    let before = try shop.picture()
    let noted = try shop.perform("planLeg", parcels[0], fields: ["leg": "line_haul", "actualFrom": "2026-09-20 20:00"])
    #expect(try shop.integer("SELECT COUNT(*) FROM legs WHERE carrier = 'CA 1047' AND actual_from IS NOT NULL") == 1)
    _ = try shop.store.undo(entry: noted.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
    #expect(throws: ActionRefusal.self) {
      try shop.perform(
        "planLeg", parcels[0], fields: ["leg": "last_mile", "plannedFrom": "2026-09-24", "plannedTo": "2026-09-23"])
    }
    // What is known already counts too, and nothing has been done in the future.
    for (fields, wrong) in [
      (["leg": "line_haul", "plannedTo": "2026-09-22"], "plannedTo"),
      (["leg": "line_haul", "plannedFrom": "2026-09-25"], "plannedFrom"),
      (["leg": "line_haul", "actualFrom": "2030-01-01"], "actualFrom"),
      (["leg": "last_mile", "actualTo": "2030-01-01"], "actualTo"),
    ] {
      do {
        try shop.perform("planLeg", parcels[0], fields: fields)
        Issue.record("\(fields) was taken")
      } catch ActionRefusal.badField(let field, _, _) {
        #expect(field == wrong)
      }
    }
    #expect(try shop.picture() == before)
  }
}

/// A store from before numbers had a table of their own follows the labels that it has.
@Suite(.enabled(if: TestEngine.isFile, "of SQLite's file")) struct TrackingMigrationTests {
  @Test func `An older store's labels are followed from then on`() throws {
    let shop = try Shop()
    let (_, parcels) = try shop.shipped(parcels: 2)
    try shop.store.connection.writeNow { writer in
      try OlderStore.takeBackToStep15(writer)
      try writer.execute("UPDATE meta SET value = '15' WHERE key = 'schema'")
    }
    let url = try #require(StoreURL(shop.folder.appendingPathComponent("shop.db").path))
    let store = try Store.open(url, migrate: true)
    #expect(try store.examine().findings.isEmpty)
    let result = try TrackingIntake.take(
      [ToldParcel(carrier: "yanwen", number: "YT-1-2", events: shop.journey)],
      from: .init(reader: "yanwen", name: "a", digest: "a"), as: shop.admin,
      at: shop.now.adding(milliseconds: 240 * 3_600_000), in: store)
    #expect(result.unknownNumbers == [])
    #expect(
      try store.connection.readNow {
        try $0.first("SELECT status FROM parcel_tracks WHERE parcel_id = \(parcels[1])") { $0.text(0) }
      } == "delivered")
    #expect(try store.examine().findings.isEmpty)
  }
}
