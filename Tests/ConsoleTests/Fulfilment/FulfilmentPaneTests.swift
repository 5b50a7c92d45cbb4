import Domain
import Foundation
import Store
import Terminal
import TestSupport
import Testing

@testable import Console

/// Waves and how far they are, who walks for them, what waits to be packed and shipped: from keys to screen.
@Suite struct FulfilmentPaneTests {
  private let shop: Shop
  static let sizes = [(120, 36), (80, 24), (40, 8), (20, 16)]

  /// A wave that is planned, and one that is let in and half picked by bob.
  init() throws {
    shop = try Shop()
    try shop.setUpPacking()
    for (name, role) in [("pia", "picker"), ("tom", "picker")] {
      try shop.perform("addUser", nil, ["name": name, "roles": role])
    }
    for number in ["SHOP-1051", "SHOP-1057"] { try shop.perform("allocateOrder", try shop.id(number)) }
    try shop.perform("planWave", nil, ["warehouse": "SZ", "limit": "1"])
    try shop.perform("releaseWave", 1)
    try shop.perform("planWave", nil, ["warehouse": "SZ"])
  }

  @Test func `Key 8 lists waves with their progress, and an empty shop says how to begin`() throws {
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "8")
    #expect(rehearsal.state.shown == .fulfilment)
    for text in ["8 Fulfilment", "W-1", "released", "W-2", "planned"] {
      #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)")
    }
    var empty = try Shop(isEmpty: true).rehearsal()
    empty.press(script: "8")
    #expect(empty.text.contains("planWave warehouse=SZ"), "\(empty.text)")
    // No list of the pane speaks of a filter that is not there.
    for kind in [Kind.fulfilments, .runs, .parcels, .manifests, .pegs, .receipts, .shipments, .consolidations] {
      var options = try Shop(isEmpty: true).options()
      options.view = kind.rawValue
      let shown = try Rehearsal(options, size: Size(columns: 80, rows: 24)).text
      #expect(!shown.contains("changes the filter"), "\(kind): \(shown)")
    }
  }

  @Test(arguments: [
    ("5", [Kind.stock, .locations, .moves, .stock]),
    ("6", [.purchases, .purchaseLines, .receipts, .pegs, .suppliers, .purchases]), ("7", [.returns, .rules, .returns]),
  ])
  func `The key of a pane again goes through what it lists`(key: String, kinds: [Kind]) throws {
    var rehearsal = try shop.rehearsal()
    for kind in kinds {
      rehearsal.press(script: key)
      #expect(rehearsal.state.list.kind == kind)
    }
    // Coming from elsewhere the pane is as it was left.
    rehearsal.press(script: "\(key),1,\(key)")
    #expect(rehearsal.state.list.kind == kinds[1])
  }

  @Test func `The key again goes through the lists of the pane: walks, late, to pack, parcels, manifests, waves`()
    throws
  {
    var rehearsal = try shop.rehearsal()
    var kinds: [Kind] = []
    for _ in 0..<9 {
      rehearsal.press(script: "8")
      kinds.append(rehearsal.state.list.kind)
    }
    #expect(kinds == [.waves, .runs, .fulfilments, .fulfilments, .parcels, .manifests, .services, .sheets, .waves])
  }

  @Test func `A wave is opened, let in, walked for, and its page tells who is on it`() throws {
    var rehearsal = try shop.rehearsal(view: "waves")
    rehearsal.press(script: "F,Enter")
    #expect(rehearsal.text.contains("release the wave, done"), "\(rehearsal.text)")
    rehearsal.press(script: "Enter")
    #expect(rehearsal.text.contains("SHOP-"), "\(rehearsal.text)")
    rehearsal.press(script: "2")
    #expect(rehearsal.text.contains("R-2") && rehearsal.text.contains("nobody"), "\(rehearsal.text)")
    rehearsal.press(script: "Esc,u,Enter")
    #expect(try shop.store.connection.readNow { try WaveTable.load(2, in: $0) }?.releasedAt == nil)
  }

  @Test func `A wave is planned out of the orders that are listed, with a limit of work`() throws {
    try shop.perform("cancelWave", 2)
    var rehearsal = try shop.rehearsal(view: "orders channel:SHOP")
    rehearsal.press(script: "N")
    #expect(rehearsal.text.contains("orders channel:SHOP"), "\(rehearsal.text)")
    rehearsal.press(script: "SZ,Enter")
    rehearsal.run(.planWave)
    rehearsal.press(.escape)
    let wave = try shop.store.connection.readNow { try WaveReport(of: 3, in: $0) }
    #expect(wave?.sentence == "orders channel:SHOP", "\(rehearsal.text)")
    #expect(wave?.parts.isEmpty == false)
  }

  @Test func `Marked orders are put into a planned wave, each with its own result`() throws {
    try shop.perform("dropFromWave", 2)
    var rehearsal = try shop.rehearsal(view: "orders channel:SHOP status:paid")
    rehearsal.press(script: "*")
    rehearsal.run(.addToWave)
    rehearsal.press(script: "W-2,Enter")
    #expect(rehearsal.text.contains("into a wave"), "\(rehearsal.text)")
    rehearsal.press(script: "y")
    let wave = try #require(try shop.store.connection.readNow { try WaveReport(of: 2, in: $0) })
    #expect(wave.parts.contains { $0.stage == .allocated }, "\(rehearsal.text)")
  }

  @Test func `A walk is handed to a colleague who is offered by name`() throws {
    var rehearsal = try shop.rehearsal(view: "runs")
    rehearsal.press(script: "O")
    rehearsal.press(script: "pi")
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("pia"), "\(rehearsal.text)")
    #expect(rehearsal.text.contains("given"), "\(rehearsal.text)")
    let hers = try shop.store.connection.readNow { try Users.actor(named: "pia", as: nil, in: $0) }
    let choices = try ScanWorker(
      shop.store, hers, Words(language: .english), token: "t", now: { Shop.now }
    ).choices()
    #expect(choices.first?.text.contains("R-1") == true)
  }

  @Test(arguments: Language.allCases)
  func `From the shelf to the carrier by the pane alone`(language: Language) throws {
    try shop.pick(1)
    var rehearsal = try shop.rehearsal(Size(columns: 120, rows: 36), language, view: "fulfilments stage:picked")
    #expect(rehearsal.state.list.window.rows.count == 1, "\(rehearsal.text)")
    rehearsal.run(.packParcel)
    rehearsal.press(.enter)
    rehearsal.press(script: "8")
    rehearsal.run(.parcelsList)
    #expect(rehearsal.text.contains("P-1"), "\(rehearsal.text)")
    rehearsal.press(script: "p")
    rehearsal.press(script: "DHL,Tab,JD0001,Enter")
    #expect(rehearsal.text.contains("JD0001"), "\(rehearsal.text)")
    rehearsal.run(.makeManifest)
    rehearsal.press(script: "SZ,Tab,DHL,Enter")
    rehearsal.run(.manifestsList)
    #expect(rehearsal.text.contains("M-1"), "\(rehearsal.text)")
    rehearsal.press(script: "Enter")
    #expect(rehearsal.text.contains("JD0001"), "\(rehearsal.text)")
    rehearsal.run(.shipManifest)
    rehearsal.press(.enter)
    let parcel = try shop.store.connection.readNow { try ShipmentReport(of: 1, in: $0) }?.parcels.first
    #expect(parcel?.state == .shipped, "\(rehearsal.text)")
    rehearsal.press(script: "Esc,u,Enter")
    let again = try shop.store.connection.readNow { try ShipmentReport(of: 1, in: $0) }?.parcels.first
    #expect(again?.state == .manifested, "\(rehearsal.text)")
  }

  @Test func `A wrong step says why before it is asked for, and a command of other rows says where it belongs`() throws
  {
    var rehearsal = try shop.rehearsal(view: "waves")
    rehearsal.run(.hold)
    #expect(rehearsal.lines.last?.contains("for orders only") == true, "\(rehearsal.text)")
    rehearsal.press(script: "1")
    rehearsal.run(.shipManifest)
    #expect(rehearsal.lines.last?.contains("for manifests only") == true, "\(rehearsal.text)")
    try shop.pick(1)
    var wave = try shop.rehearsal(view: "waves number:W-1")
    wave.run(.cancelWave)
    #expect(wave.text.contains("off the shelf"), "\(wave.text)")
  }

  @Test func `Whoever may only look sees the waves and is told whom to ask`() throws {
    let agent = Domain.Actor(name: "bob", rights: Domain.Role.agent.rights)
    var rehearsal = try shop.rehearsal(view: "waves", actor: agent)
    rehearsal.run(.releaseWave)
    #expect(rehearsal.lines.last?.contains("ship orders") == true, "\(rehearsal.text)")
  }

  @Test(arguments: Language.allCases)
  func `Every list and page on every size of screen`(language: Language) throws {
    try shop.pick(1)
    let code = language == .english ? "en" : "zh"
    for (columns, rows) in FulfilmentPaneTests.sizes {
      let size = Size(columns: columns, rows: rows)
      for (name, view) in [
        ("waves", "waves"), ("walks", "runs"), ("goods", "fulfilments"),
      ] {
        let list = try shop.rehearsal(size, language, view: view)
        try Golden.expect(list.text, "fulfilment-\(name)-\(columns)x\(rows)-\(code)")
      }
      var wave = try shop.rehearsal(size, language, view: "waves number:W-1")
      wave.press(.enter)
      try Golden.expect(wave.text, "fulfilment-wave-\(columns)x\(rows)-\(code)")
      var goods = try shop.rehearsal(size, language, view: "fulfilments number:F-1")
      goods.press(.enter)
      try Golden.expect(goods.text, "fulfilment-page-\(columns)x\(rows)-\(code)")
    }
  }

  @Test func `The words of lists are in both languages, and every state has its own`() {
    for language in Language.allCases {
      let words = Words(language: language)
      #expect(Set(RunState.allCases.map(words.runState)).count == RunState.allCases.count)
      #expect(Set(ParcelState.allCases.map(words.parcelState)).count == ParcelState.allCases.count)
      #expect(Set(FulfilmentStage.allCases.map(words.stage)).count == FulfilmentStage.allCases.count)
      let commands = Command.ofFulfilment + Command.fulfilmentLists
      #expect(Set(commands.map(words.title)).count == commands.count)
      #expect(commands.allSatisfy { !words.help($0).isEmpty })
    }
  }
}
