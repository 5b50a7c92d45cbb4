import Domain
import Foundation
import Store
import Terminal
import TestSupport
import Testing

@testable import Console

/// What is late on its way, what is claimed for it, and how long ways take: from keys to screen.
@Suite struct DelayListTests {
  private let shop: Shop
  static let sizes = [(120, 36), (80, 24), (40, 8), (20, 16)]

  /// A parcel that left six days ago and that nobody has scanned, with a claim for it.
  init() throws {
    shop = try Shop()
    try shop.setUpPacking()
    try shop.perform("allocateOrder", try shop.id("SHOP-1051"))
    try shop.perform("planWave", nil, ["warehouse": "SZ", "limit": "1"])
    try shop.perform("releaseWave", 1)
    try shop.pick(1)
    try shop.perform("packParcel", 1)
    try shop.perform("labelParcel", 1, ["carrier": "Yanwen", "tracking": "YT0001"])
    _ = try shop.store.perform(
      ActionRequest("shipParcel", subject: 1), as: shop.admin, now: Shop.now.adding(hours: -6 * 24))
    _ = try Delays.run(in: shop.store, at: Shop.now)
    try shop.perform("openClaim", 1, ["cause": "lost"])
  }

  @Test func `A warning is found by its list, seen to, and the customer is told`() throws {
    var rehearsal = try shop.rehearsal()
    rehearsal.run(.alertsList)
    for text in ["A-1", "not picked up", "P-1", "ask for pick-up"] {
      #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)")
    }
    rehearsal.press(script: "I,Enter")
    rehearsal.press(script: "D,Enter")
    #expect(try shop.store.connection.readNow { try AlertReport(of: 1, in: $0) }?.acknowledgedBy == "ada")
    #expect(try shop.store.connection.readNow { try AlertReport(of: 1, in: $0) }?.toldBy == "ada", "\(rehearsal.text)")
    rehearsal.press(script: "Enter")
    #expect(rehearsal.text.contains("Yanwen") && rehearsal.text.contains("Usual at most"), "\(rehearsal.text)")
    rehearsal.press(script: "2")
    #expect(rehearsal.text.contains("is packed, but its carrier"), "\(rehearsal.text)")
    // Seen to already: said before anything is asked.
    rehearsal.press(script: "I")
    #expect(rehearsal.text.contains("ada sees to A-1"), "\(rehearsal.text)")
  }

  @Test func `A claim goes from step to step, and a wrong step says why`() throws {
    var rehearsal = try shop.rehearsal()
    rehearsal.run(.claimsList)
    #expect(rehearsal.text.contains("CL-1"), "\(rehearsal.text)")
    rehearsal.run(.settleClaim)
    #expect(rehearsal.text.contains("draft"), "\(rehearsal.text)")
    rehearsal.run(.fileClaim)
    rehearsal.press(script: "YW-7,Enter")
    #expect(try shop.store.connection.readNow { try ClaimReport(of: 1, in: $0) }?.claim.reference == "YW-7")
  }

  @Test(arguments: Language.allCases)
  func `Every list and page on every size of screen`(language: Language) throws {
    let code = language == .english ? "en" : "zh"
    for (columns, rows) in DelayListTests.sizes {
      let size = Size(columns: columns, rows: rows)
      for view in ["alerts", "claims", "lanes"] {
        var list = try shop.rehearsal(size, language, view: view)
        try Golden.expect(list.text, "delays-\(view)-\(columns)x\(rows)-\(code)")
        list.press(.enter)
        try Golden.expect(list.text, "delays-\(view)-page-\(columns)x\(rows)-\(code)")
      }
    }
  }

  @Test func `The words of warnings and claims are in both languages, each with its own`() {
    for language in Language.allCases {
      let words = Words(language: language)
      #expect(Set(DelayCause.allCases.map(words.cause)).count == DelayCause.allCases.count)
      #expect(Set(DelayStep.allCases.map(words.step)).count == DelayStep.allCases.count)
      #expect(Set(ClaimState.allCases.map(words.claimState)).count == ClaimState.allCases.count)
      #expect(Set(TransitMeasure.allCases.map(words.measure)).count == TransitMeasure.allCases.count)
      #expect(Command.delayLists.allSatisfy { !words.help($0).isEmpty })
    }
  }
}
