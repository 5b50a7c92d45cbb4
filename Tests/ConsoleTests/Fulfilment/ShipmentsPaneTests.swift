import Domain
import Foundation
import Store
import Terminal
import TestSupport
import Testing

@testable import Console

/// Parcels on their way, their journeys, and what they travel in: from keys to screen.
@Suite struct ShipmentsPaneTests {
  private let shop: Shop

  /// Two parcels given to Yanwen: one with news up to the customs, one of which nobody has told anything.
  init() throws {
    shop = try Shop()
    try shop.setUpPacking()
    for number in ["SHOP-1051", "SHOP-1057"] { try shop.perform("allocateOrder", try shop.id(number)) }
    try shop.perform("planWave", nil, ["warehouse": "SZ"])
    try shop.perform("releaseWave", 1)
    try shop.pick(1)
    let ready = try shop.store.connection.readNow {
      try $0.all("SELECT id FROM fulfilments ORDER BY id") { $0.integer(0) }
    }
    for (goods, (parcel, number)) in zip(ready, [(Int64(1), "YT2026-001"), (2, "LX123456785CN")]) {
      try shop.perform("packParcel", goods)
      try shop.perform("labelParcel", parcel, ["carrier": "Yanwen", "tracking": number])
      try shop.perform("shipParcel", parcel)
    }
    try tell(
      "YT2026-001",
      [
        (-30, "Shipment information received", ""), (-24, "已揽收", "CN"), (-12, "Departed facility", "CN"),
        (-2, "Held by customs", "DE"),
      ])
    try tell("RB999999999CN", [(-5, "Departed facility", "CN")])
  }

  private func tell(_ number: String, _ news: [(hours: Int64, text: String, country: String)]) throws {
    let events = news.map { hours, text, country in
      TrackingEvent(
        carrier: "yanwen", number: number,
        moment: TrackingMoment(
          local: Shop.now.adding(milliseconds: hours * 3_600_000).civil(),
          offsetSeconds: country == "DE" ? nil : 28_800),
        text: text, place: country == "CN" ? "Shenzhen" : "", country: country, raw: text)
    }
    _ = try TrackingIntake.take(
      [ToldParcel(carrier: "yanwen", number: number, events: events)],
      from: .init(reader: "yanwen", name: "a", digest: number), as: shop.admin,
      at: Shop.now, in: shop.store)
  }

  @Test func `Key 9 lists parcels on their way, and again goes through the pane's lists`() throws {
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "9")
    #expect(rehearsal.state.shown == .shipments)
    for text in ["9 Shipments", "P-1", "on hold", "P-2", "announced"] {
      #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)")
    }
    var kinds: [Kind] = []
    for _ in 0..<8 {
      rehearsal.press(script: "9")
      kinds.append(rehearsal.state.list.kind)
    }
    #expect(kinds == [.shipments, .shipments, .consolidations, .trackingEvents, .alerts, .lanes, .claims, .shipments])
    var empty = try Shop(isEmpty: true).rehearsal()
    empty.press(script: "9")
    #expect(empty.text.contains("portolan track import"), "\(empty.text)")
  }

  @Test func `A parcel's page tells its journey, newest first, with what is doubtful`() throws {
    var rehearsal = try shop.rehearsal(view: "shipments number:P-1")
    rehearsal.press(.enter)
    for text in ["first mile", "Held by customs", "Departed facility", "Shenzhen"] {
      #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)")
    }
    rehearsal.press(script: "2")
    #expect(rehearsal.text.contains("YT2026-001") && rehearsal.text.contains("house"), "\(rehearsal.text)")
  }

  @Test func `A number that is handed over is followed, and a scan of any number lands on its parcel`() throws {
    var rehearsal = try shop.rehearsal(view: "shipments number:P-2")
    rehearsal.run(.addNumber)
    rehearsal.press(script: "RB999999999CN,Enter")
    #expect(rehearsal.text.contains("in transit"), "\(rehearsal.text)")
    for code in ["rb 999999999 cn", "LX123456785CN", "YT2026001"] {
      var other = try shop.rehearsal()
      other.press(.scan(code))
      #expect(other.state.detail?.kind == .shipments, "\(code):\n\(other.text)")
    }
    rehearsal.press(script: "u,Enter")
    #expect(rehearsal.text.contains("announced"), "\(rehearsal.text)")
  }

  @Test func `A number that two parcels share is asked about, and one that only one still has opens it`() throws {
    for parcel in ["P-1", "P-2"] {
      try shop.perform("addNumber", try shop.id(parcel, .parcels), ["tracking": "LX555666775CN"])
    }
    for keys in ["scan:LX555666775CN", ":,LX555666775CN,Enter"] {
      var both = try shop.rehearsal()
      both.press(script: keys)
      #expect(both.state.detail == nil, "\(both.text)")
      for text in ["Several have this code", "LX555666775CN", "P-1  SHOP-10", "P-2  SHOP-10", "DE"] {
        #expect(both.text.contains(text), "\(keys): \(text) in\n\(both.text)")
      }
      both.press(script: "2")
      #expect(both.state.detail?.kind == .shipments)
    }
    try shop.perform("voidNumber", try shop.id("P-1", .parcels), ["tracking": "LX555666775CN"])
    var living = try shop.rehearsal()
    living.press(script: "scan:LX555666775CN")
    #expect(living.state.detail?.id == (try shop.id("P-2", .parcels)), "\(living.text)")
  }

  @Test func `A state is put right, and a consolidation is made of what is marked`() throws {
    var rehearsal = try shop.rehearsal(view: "shipments")
    rehearsal.press(script: "*")
    rehearsal.run(.openConsolidation)
    #expect(rehearsal.text.contains("P-2,P-1") || rehearsal.text.contains("P-1,P-2"), "\(rehearsal.text)")
    rehearsal.press(.escape)
    try shop.perform("openConsolidation", nil, ["form": "bag", "tracking": "999-12345675", "parcels": "P-1,P-2"])
    var bag = try shop.rehearsal(view: "consolidations")
    bag.press(.enter)
    for text in ["L-1", "bag", "999-12345675", "P-1", "P-2"] {
      #expect(bag.text.contains(text), "\(text) in\n\(bag.text)")
    }
    bag.run(.closeConsolidation)
    bag.press(.enter)
    #expect(bag.text.contains("closed"), "\(bag.text)")
  }

  @Test(arguments: Language.allCases)
  func `Every list and page on every size of screen`(language: Language) throws {
    try shop.perform("openConsolidation", nil, ["form": "bag", "tracking": "999-12345675", "parcels": "P-1,P-2"])
    try shop.perform("planLeg", 1, ["leg": "last_mile", "carrier": "DHL", "plannedTo": "2026-10-20"])
    let code = language == .english ? "en" : "zh"
    for (columns, rows) in FulfilmentPaneTests.sizes {
      let size = Size(columns: columns, rows: rows)
      for (name, view) in [
        ("list", "shipments"), ("units", "consolidations"), ("news", "trackingEvents"),
      ] {
        let list = try shop.rehearsal(size, language, view: view)
        try Golden.expect(list.text, "shipments-\(name)-\(columns)x\(rows)-\(code)")
      }
      for (name, view) in [("page", "shipments number:P-1"), ("unit", "consolidations")] {
        var page = try shop.rehearsal(size, language, view: view)
        page.press(.enter)
        try Golden.expect(page.text, "shipments-\(name)-\(columns)x\(rows)-\(code)")
      }
    }
  }

  @Test func `The words of parcels on their way are in both languages, and each has its own`() {
    for language in Language.allCases {
      let words = Words(language: language)
      #expect(Set(TrackingStatus.allCases.map(words.trackingStatus)).count == TrackingStatus.allCases.count)
      #expect(Set(TrackingDetail.allCases.map(words.trackingDetail)).count == TrackingDetail.allCases.count)
      #expect(Set(TrackingReason.allCases.map(words.trackingReason)).count == TrackingReason.allCases.count)
      #expect(Set(TrackingDoubt.allCases.map(words.trackingDoubt)).count == TrackingDoubt.allCases.count)
      let commands = Command.ofShipments + Command.shipmentLists
      #expect(Set(commands.map(words.title)).count == commands.count)
      #expect(commands.allSatisfy { !words.help($0).isEmpty })
    }
  }
}
