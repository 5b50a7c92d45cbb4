import Domain
import Foundation
import Store
import Terminal
import TestSupport
import Testing

@testable import Console

/// Carriers' services, their prices, and the ways of what is to be sent: from keys to screen.
@Suite struct WayPaneTests {
  private let shop: Shop
  static let sizes = [(120, 36), (80, 24), (40, 8), (20, 16)]

  /// Two services to Germany, one of which takes no batteries, and an order in a wave.
  init() throws {
    shop = try Shop()
    try shop.setUpPacking()
    for number in ["SHOP-1051", "SHOP-1057"] { try shop.perform("allocateOrder", try shop.id(number)) }
    try shop.perform("planWave", nil, ["warehouse": "SZ"])
    func rate(_ service: String, _ carrier: String, _ perKilogram: Int64, _ days: Int, line: Int) -> IncomingWay {
      var rate = IncomingRate(
        line: line, raw: service, service: service, carrier: carrier, zone: "1区", overGrams: 0, upToGrams: 20_000,
        cost: .perKilogram(perKilogram, fixed: 1900), currency: Currency("CNY") ?? .none,
        weight: WeightRule(divisor: 8000, steps: [.init(stepGrams: 10)]),
        surcharges: [Surcharge(name: "fuel", amount: .ofAllBefore(basisPoints: 1250))])
      rate.places = ["DE", "FR", "GB", "US"].map { PlacePattern(country: $0) }
      rate.days = TransitDays(p50: days, p80: days + 8)
      return .rate(rate)
    }
    _ = try WaysIntake(service: nil, from: Shop.now.adding(milliseconds: -86_400_000), file: "yanwen-2026-09.csv").take(
      [rate("YW-481", "YANWEN", 6500, 7, line: 2), rate("DHL-EXP", "DHL", 22_000, 3, line: 3)], as: shop.admin,
      now: Shop.now, in: shop.store)
    try shop.perform("editService", 2, ["hazards": "UN3481,liquid", "maxGrams": "30000", "cutOff": "16:00"])
  }

  @Test(arguments: Language.allCases, sizes)
  func `Services and their page look as recorded`(language: Language, size: (Int, Int)) throws {
    let size = Size(columns: size.0, rows: size.1)
    var rehearsal = try shop.rehearsal(size, language, view: "services")
    let name = "\(size.columns)x\(size.rows)-\(language.rawValue)"
    try Golden.expect(rehearsal.text, "services-\(name)")
    rehearsal.press(script: "Enter")
    try Golden.expect(rehearsal.text, "service-\(name)")
  }

  @Test(arguments: Language.allCases, sizes)
  func `A rate sheet's page looks as recorded`(language: Language, size: (Int, Int)) throws {
    let size = Size(columns: size.0, rows: size.1)
    var rehearsal = try shop.rehearsal(size, language, view: "sheets")
    rehearsal.press(script: "Enter")
    try Golden.expect(rehearsal.text, "sheet-\(size.columns)x\(size.rows)-\(language.rawValue)")
  }

  @Test(arguments: Language.allCases, sizes)
  func `The ways of goods are ranked, and those that are not open say why`(language: Language, size: (Int, Int)) throws
  {
    try shop.perform("closeService", 1, ["because": "strike in Liège"])
    let size = Size(columns: size.0, rows: size.1)
    var rehearsal = try shop.rehearsal(size, language, view: "fulfilments sort:id")
    rehearsal.press(script: "Enter,3")
    try Golden.expect(rehearsal.text, "ways-\(size.columns)x\(size.rows)-\(language.rawValue)")
  }

  @Test func `A way is chosen for goods from their page, and taken back`() throws {
    var rehearsal = try shop.rehearsal(view: "fulfilments sort:id")
    let id = try #require(rehearsal.state.list.window.rows.first?.id)
    rehearsal.run(.chooseWay)
    rehearsal.press(script: "DHL-EXP,Enter")
    func chosen() throws -> String? {
      try shop.store.connection.readNow { try ChosenWay.of(fulfilment: id, in: $0) }?.service
    }
    #expect(try chosen() == "DHL-EXP", "\(rehearsal.text)")
    rehearsal.press(script: "u,Enter")
    #expect(try chosen() == nil, "\(rehearsal.text)")
    rehearsal.run(.findWay)
    rehearsal.press(.enter)
    #expect(try chosen() == "YW-481", "\(rehearsal.text)")
  }

  @Test func `A service is made, edited, closed with its reason and opened from the list`() throws {
    var rehearsal = try shop.rehearsal(view: "services")
    rehearsal.run(.newService)
    rehearsal.press(script: "YW-900,Tab,YANWEN,Enter")
    #expect(try shop.id("YW-900", .services) == 3, "\(rehearsal.text)")
    var one = try shop.rehearsal(view: "services code:YW-900")
    one.run(.closeWay)
    one.press(script: "strike,Enter")
    #expect(one.text.contains("yes"), "\(one.text)")
    one.run(.openWay)
    one.press(.enter)
    let closed = try shop.store.connection.readNow { try ServiceTable.load(3, in: $0) }?.service.closedBecause
    #expect(closed == nil, "\(one.text)")
  }

  @Test func `A shop without services says how to begin`() throws {
    let empty = try Shop(isEmpty: true).rehearsal(view: "services")
    #expect(empty.text.contains("portolan import"), "\(empty.text)")
  }
}
