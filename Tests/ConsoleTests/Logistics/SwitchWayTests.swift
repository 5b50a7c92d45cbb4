import Domain
import Foundation
import Operations
import Store
import Terminal
import TestSupport
import Testing

@testable import Console

/// Another way for what waits, from a warning or a service's page, and papers of parcels: from keys to screen.
@Suite struct SwitchWayTests {
  private let shop: Shop
  static let sizes = [(120, 36), (80, 24), (40, 8), (20, 16)]

  /// Two services to Germany; one parcel that left by the cheaper one nineteen days ago, and another that waits.
  init() throws {
    shop = try Shop()
    try shop.setUpPacking()
    func rate(_ service: String, _ carrier: String, _ perKilogram: Int64, _ days: Int, line: Int) -> IncomingWay {
      var rate = IncomingRate(
        line: line, raw: service, service: service, carrier: carrier, zone: "1区", overGrams: 0, upToGrams: 20_000,
        cost: .perKilogram(perKilogram, fixed: 1900), currency: Currency("CNY") ?? .none,
        weight: WeightRule(divisor: 8000, steps: [.init(stepGrams: 10)]))
      rate.places = ["DE", "FR", "GB", "US", "NL", "IT", "ES", "JP"].map { PlacePattern(country: $0) }
      rate.days = TransitDays(p50: days, p80: days + 3)
      return .rate(rate)
    }
    _ = try WaysIntake(service: nil, from: Shop.now.adding(milliseconds: -40 * 86_400_000), file: "yanwen.csv").take(
      [rate("YW-481", "YANWEN", 6500, 7, line: 2), rate("DHL-EXP", "DHL", 22_000, 3, line: 3)], as: shop.admin,
      now: Shop.now, in: shop.store)
    for number in ["SHOP-1051", "SHOP-1057"] { try shop.perform("allocateOrder", try shop.id(number)) }
    try shop.perform("planWave", nil, ["warehouse": "SZ", "limit": "1"])
    try shop.perform("releaseWave", 1)
    try shop.pick(1)
    try shop.perform("packParcel", 1)
    try shop.perform("labelParcel", 1, ["carrier": "YW-481", "tracking": "YT0001"])
    try shop.perform("planWave", nil, ["warehouse": "SZ"])
  }

  private func late() throws {
    _ = try shop.store.perform(
      ActionRequest("shipParcel", subject: 1), as: shop.admin, now: Shop.now.adding(hours: -19 * 24))
    _ = try Delays.run(in: shop.store, at: Shop.now)
  }

  private func chosen(_ fulfilment: Int64) throws -> String? {
    try shop.store.connection.readNow { try ChosenWay.of(fulfilment: fulfilment, in: $0) }?.service
  }

  @Test func `From a warning another way is planned, tried out, applied and taken back`() throws {
    try late()
    let country = try shop.store.connection.readNow {
      try $0.first("SELECT o.country FROM fulfilments AS f JOIN orders AS o ON o.id = f.order_id WHERE f.id = 2") {
        $0.text(0)
      }
    }
    var rehearsal = try shop.rehearsal()
    rehearsal.run(.alertsList)
    rehearsal.press(script: "d")
    #expect(rehearsal.text.contains("wait to go by YW-481"), "\(rehearsal.text)")
    // The second order goes to another country: all countries are named.
    rehearsal.press(script: "DHL-EXP,Tab,Tab,C-u")
    rehearsal.press(script: country ?? "")
    rehearsal.press(.enter)
    for text in ["FB-1", "YW-481 → DHL-EXP", "1 of 1 that wait would switch", "Cost changes by"] {
      #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)")
    }
    rehearsal.press(script: "y")
    #expect(try chosen(2) == "DHL-EXP", "\(rehearsal.text)")
    rehearsal.press(script: "u,Enter")
    #expect(try chosen(2) == "YW-481", "\(rehearsal.text)")
  }

  @Test func `A plan for nothing that waits is kept and says so; Escape leaves it`() throws {
    var rehearsal = try shop.rehearsal(view: "services code:DHL-EXP")
    rehearsal.press(script: "d")
    rehearsal.press(script: "strike,Tab,Tab,YW-481,Enter")
    #expect(rehearsal.text.contains("0 of 0 that wait would switch"), "\(rehearsal.text)")
    rehearsal.press(script: "y")
    rehearsal.press(.escape)
    #expect(try shop.store.connection.readNow { try FallbackPlan.all(in: $0) }.count == 1)
    rehearsal.press(script: "Enter,3")
    for text in ["FB-1", "strike: DHL-EXP → YW-481", "A day late costs", "Exchange rates"] {
      #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)")
    }
    // The one plan of the page is offered.
    rehearsal.run(.tryPlan)
    #expect(rehearsal.text.contains("Number * FB-1") || rehearsal.text.contains("plan * FB-1"), "\(rehearsal.text)")
  }

  @Test func `What counts how much is seen on a service's page and changed there`() throws {
    var rehearsal = try shop.rehearsal(view: "services code:YW-481")
    rehearsal.run(.wayWeights)
    #expect(rehearsal.text.contains("5.00 CNY"), "\(rehearsal.text)")
    rehearsal.press(script: "C-u")
    rehearsal.press(script: "8.50CNY,Enter")
    let settings = try shop.store.connection.readNow { try WayRules(at: Shop.now, in: $0) }.settings
    #expect(settings.weights.latenessPerDay.minorUnits == 850 && settings.isSet, "\(rehearsal.text)")
    rehearsal.run(.wayRate)
    rehearsal.press(script: "EUR,Tab,CNY,Tab,7.8,Tab,Tab,ECB,Enter")
    rehearsal.press(script: "Enter,3")
    #expect(rehearsal.text.contains("EUR → CNY  7.8"), "\(rehearsal.text)")
  }

  @Test(arguments: Language.allCases, sizes)
  func `Plans, weights and rates look as recorded`(language: Language, size: (Int, Int)) throws {
    try shop.perform(
      "createFallback", nil, ["name": "罢工 strike", "from": "YANWEN", "to": "DHL-EXP", "countries": "DE,FR"])
    try shop.perform("setRate", nil, ["from": "EUR", "to": "CNY", "rate": "7.78", "source": "ECB"])
    let size = Size(columns: size.0, rows: size.1)
    var rehearsal = try shop.rehearsal(size, language, view: "services code:YW-481")
    rehearsal.press(script: "Enter,3")
    let name = "\(size.columns)x\(size.rows)-\(language.rawValue)"
    try Golden.expect(rehearsal.text, "plans-\(name)")
    rehearsal.run(.tryPlan)
    rehearsal.press(.enter)
    try Golden.expect(rehearsal.text, "plan-tried-\(name)")
  }

  @Test func `Another way is chosen from a parcel that has not left, with what speaks for and against each`() throws {
    try shop.perform("voidLabel", 1)
    try shop.perform("editService", 2, ["maxGrams": "5"])
    var rehearsal = try shop.rehearsal(view: "parcels")
    rehearsal.run(.chooseWay)
    for text in ["● 1 YW-481", "× DHL-EXP", "5 g at most"] {
      #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)")
    }
    rehearsal.press(script: "YW-481,Enter")
    let known = try shop.store.connection.readNow { try ChosenWay.of(fulfilment: 1, in: $0) }
    #expect(known?.by == .person, "\(rehearsal.text)")
  }

  // MARK: - Papers

  @Test func `A parcel's papers are printed into a file from both panes, again with a reason alone`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pane-\(UUID().uuidString)")
    defer {
      do { try FileManager.default.removeItem(at: folder) } catch { Issue.record("left behind: \(folder.path)") }
    }
    let places = PaperPlaces(folder: folder.path, program: nil)
    try PaperPlaces.$given.withValue(places) {
      var rehearsal = try shop.rehearsal(view: "parcels")
      rehearsal.press(script: "Z")
      #expect(rehearsal.text.contains("print papers · P-1"), "\(rehearsal.text)")
      rehearsal.press(script: "label,Tab,txt,Tab,Tab,mine,Enter")
      #expect(rehearsal.text.contains("P-1: printed label D-1."), "\(rehearsal.text)")
      let saved = try String(contentsOf: folder.appendingPathComponent("mine.txt"), encoding: .utf8)
      #expect(saved.contains("YT0001"))
      try late()
      var pane = try shop.rehearsal(view: "shipments")
      pane.press(script: "Z")
      pane.press(script: "label,Tab,txt,Tab,Tab,mine,Enter")
      #expect(pane.text.contains("a reprint needs a reason"), "\(pane.text)")
      pane.press(script: "Tab,Tab,jammed,Enter")
      #expect(pane.text.contains("P-1: printed label D-1."), "\(pane.text)")
      let paper = try shop.store.connection.readNow { try PaperTable.load(1, in: $0) }
      #expect(paper?.prints == 2)
      // What is not on a pipe, and what no console knows.
      pane.press(script: "Z")
      pane.press(script: "label,Tab,txt,Tab,Tab,Tab,yes,Enter")
      #expect(pane.text.contains("PORTOLAN_PRINT"), "\(pane.text)")
    }
  }

  @Test func `Marked parcels are printed in one go, and the palette finds it`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pane-\(UUID().uuidString)")
    defer {
      do { try FileManager.default.removeItem(at: folder) } catch { Issue.record("left behind: \(folder.path)") }
    }
    try PaperPlaces.$given.withValue(PaperPlaces(folder: folder.path, program: nil)) {
      var rehearsal = try shop.rehearsal(view: "parcels")
      rehearsal.press(script: "*,Z")
      rehearsal.press(script: "label,Tab,txt,Tab,Tab,all,Enter")
      #expect(rehearsal.text.contains("printed label D-1"), "\(rehearsal.text)")
      #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("all.txt").path))
    }
    for language in Language.allCases {
      var rehearsal = try shop.rehearsal(Size(columns: 120, rows: 36), language, view: "parcels")
      rehearsal.press(script: ":,printPapers,Enter")
      #expect(rehearsal.text.contains("P-1"), "\(rehearsal.text)")
    }
  }
}
