import Domain
import Foundation
import Store
import Terminal
import Testing

@testable import Console

/// What stands where, from keys to screen.
struct StockPaneTests {
  private let shop: Shop

  init() throws {
    shop = try Shop()
    try shop.stockUp()
  }

  @Test func `Key 5 lists what stands where, and an empty shop says how to begin`() throws {
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "5")
    #expect(rehearsal.state.shown == .stock)
    for text in ["5 Stock", "MUG-5", "SZ-A-01", "SZ-QC", "L-2609", "MUG-6"] {
      #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)")
    }
    var empty = try Shop(isEmpty: true).rehearsal()
    empty.press(script: "5")
    #expect(empty.text.contains("portolan do createLocation"))
  }

  @Test func `A row of stock opens the SKU's: what is free, the ledger with its balance, whom it is promised to`()
    throws
  {
    var rehearsal = try shop.rehearsal(view: "stock sku:MUG-5 location:SZ-A-01")
    rehearsal.press(.enter)
    // 12 without a lot less 4 in the quality bin, 5 in a lot on hold, 1 promised.
    for text in [
      "SZ  on hand 13  blocked 5  promised 1  free 7  not for sale 4", "HH  on hand 2  promised 0  free 2",
      "All warehouses", "free 9", "L-2609  on hold", "SZ-QC  4  quality",
    ] { #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)") }
    rehearsal.press(script: "2")
    let ledger = rehearsal.lines.filter { $0.contains("→") }
    #expect(ledger.count == 5)
    #expect(ledger[0].contains("-1  = 19  HH → LOSS  damaged"))
    #expect(ledger[1].contains("4  = 20  SZ-A-01 → SZ-QC  relocation"))
    #expect(ledger[2].contains("+3  = 20  SUPPLIER → HH  receipt"))
    #expect(ledger[4].contains("+12  = 12  SUPPLIER → SZ-A-01  opening"))
    rehearsal.press(script: "3")
    #expect(rehearsal.text.contains("SHOP-1058  reserved  1  SZ"))
    rehearsal.press(script: "4")
    #expect(rehearsal.text.contains("count stock"))
  }

  @Test func `Units are moved from where they stand, and the page goes on where the row is gone`() throws {
    var rehearsal = try shop.rehearsal(view: "stock sku:MUG-5 location:SZ-QC")
    rehearsal.press(script: "Enter,V")
    // The place is known already; the other is found by its code, or scanned.
    #expect(rehearsal.text.contains("SZ-QC"))
    rehearsal.press(script: "hh,Tab,4,Enter")
    #expect(try shop.there("MUG-5", "SZ-QC") == 0, "\(rehearsal.text)")
    #expect(try shop.there("MUG-5", "HH") == 6)
    #expect(rehearsal.text.contains("HH  on hand 6"), "\(rehearsal.text)")
    rehearsal.press(script: "u,Enter")
    #expect(try shop.there("MUG-5", "SZ-QC") == 4)
  }

  @Test func `A place that is scanned into a move is the one to move to`() throws {
    var rehearsal = try shop.rehearsal(view: "stock sku:MUG-5 location:SZ-QC")
    rehearsal.press(script: "V,scan:SZ-A-01,Tab,4,Enter")
    #expect(try shop.there("MUG-5", "SZ-A-01") == 12, "\(rehearsal.text)")
    #expect(rehearsal.text.contains("move stock, done"), "\(rehearsal.text)")
  }

  @Test func `A form in which nobody typed leaves no draft`() throws {
    var rehearsal = try shop.rehearsal(view: "stock sku:MUG-5 location:SZ-QC")
    rehearsal.press(script: "V,Esc")
    #expect(rehearsal.lines.last?.contains("draft") == false, "\(rehearsal.text)")
    rehearsal.press(script: "V,hh,Esc")
    #expect(rehearsal.lines.last?.contains("draft") == true, "\(rehearsal.text)")
  }

  @Test func `Marked rows of stock are counted at once, each SKU once`() throws {
    var rehearsal = try shop.rehearsal(view: "stock")
    rehearsal.press(script: "*,=,HH,Tab,9,Enter,y")
    #expect(try shop.there("MUG-5", "HH") == 9, "\(rehearsal.text)")
    #expect(try shop.there("MUG-6", "HH") == 9, "\(rehearsal.text)")
  }

  @Test func `The console of lines does to the SKU what is said of its row`() throws {
    var console = try PlainConsole(
      shop.options(view: "stock sku:MUG-6"), makeId: { UUID().uuidString })
    _ = console.start()
    let said = console.take("countStock at=SZ counted=5")
    #expect(try shop.there("MUG-6", "SZ") == 5, "\(said)")
    var lines = try PlainConsole(shop.options(view: "lines order:SHOP-1058"), makeId: { UUID().uuidString })
    _ = lines.start()
    _ = lines.take("tag rush")
    let order = try shop.id("SHOP-1058")
    #expect(try shop.store.connection.readNow { try OrderTable.load(order, in: $0) }?.tags.contains("rush") == true)
  }

  @Test func `The ledger and the lots speak the language of the screen`() throws {
    var rehearsal = try shop.rehearsal(Size(columns: 120, rows: 36), .chinese, view: "stock sku:MUG-5 location:HH")
    rehearsal.press(script: "Enter,4")
    for text in ["批次冻结", "12 期初", "状态: 合格 > 冻结", "盘点"] {
      #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)")
    }
  }

  @Test func `What is promised to buyers is not moved away, and a count sets the books right`() throws {
    var rehearsal = try shop.rehearsal(view: "stock sku:MUG-6")
    rehearsal.press(script: "V,HH,Tab,1,Enter")
    #expect(rehearsal.text.contains("promised to orders"), "\(rehearsal.text)")
    #expect(try shop.there("MUG-6", "SZ") == 1)
    rehearsal.press(script: "Esc,=")
    rehearsal.press(script: "3,Enter")
    #expect(try shop.there("MUG-6", "SZ") == 3, "\(rehearsal.text)")
  }

  @Test func `An order's lines show how far their units are, and give them back`() throws {
    var rehearsal = try shop.rehearsal(view: "orders number:SHOP-1058")
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("reserved 1 SZ · backordered 1"), "\(rehearsal.text)")
    rehearsal.press(script: "x")
    #expect(rehearsal.text.contains("give stock back"))
    rehearsal.press(.escape)
    rehearsal.run(.deallocate)
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("backordered 2"), "\(rehearsal.text)")
    rehearsal.press(script: "P,Enter")
    #expect(rehearsal.text.contains("reserved 1 SZ"), "\(rehearsal.text)")
    rehearsal.press(script: "4")
    #expect(rehearsal.text.contains("1 x MUG-6 reserved SZ"), "\(rehearsal.text)")
  }

  @Test func `An order says why its warehouse, why not the others, and what there is of each line`() throws {
    var rehearsal = try shop.rehearsal(view: "orders number:SHOP-1058")
    rehearsal.press(.enter)
    // Seven of twelve less four moved away, less one promised; those of the lot on hold do not count.
    #expect(rehearsal.text.contains("free  SZ 7 · HH 2"), "\(rehearsal.text)")
    #expect(rehearsal.text.contains("free  nowhere"), "\(rehearsal.text)")
    rehearsal.press(script: "6")
    for text in [
      "Comes from: SZ", "SZ  gives 2", "HH  does not send to CN", "1 unit is nowhere", "reserved 1 SZ · backordered 1",
    ] { #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)") }
    rehearsal = try shop.rehearsal(.init(columns: 120, rows: 36), .chinese, view: "orders number:SHOP-1058")
    rehearsal.press(script: "Enter,6")
    for text in ["发货仓: SZ", "不发往 CN", "缺 1 件"] {
      #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)")
    }
  }

  @Test func `A place opens with what stands there, is closed and opened, and says why it cannot`() throws {
    var rehearsal = try shop.rehearsal(view: "locations code:HH")
    rehearsal.press(.enter)
    for text in ["HH  Hamburg", "Sends to: DE, FR", "MUG-5  2"] {
      #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)")
    }
    rehearsal.run(.closeLocation)
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("HH  Hamburg  closed"), "\(rehearsal.text)")
    rehearsal.run(.openLocation)
    rehearsal.press(.enter)
    #expect(!rehearsal.text.contains("Hamburg  closed"))
    let agent = Domain.Actor(name: "bob", rights: Domain.Role.agent.rights)
    var other = try shop.rehearsal(view: "locations code:HH", actor: agent)
    other.run(.closeLocation)
    #expect(other.lines.last?.contains("manage places and lots") == true, "\(other.text)")
    other.press(script: "1")
    other.run(.moveStock)
    #expect(other.lines.last?.contains("for stock only") == true, "\(other.text)")
  }

  @Test func `In the stock pane a code leads to its stock, a place's code to the place`() throws {
    var rehearsal = try shop.rehearsal(view: "stock")
    rehearsal.press(script: "scan:4006381333935")
    #expect(rehearsal.state.detail?.record?.number == "MUG-5", "\(rehearsal.text)")
    rehearsal.press(script: "Esc,scan:SZ-A-01")
    #expect(rehearsal.state.detail?.record?.number == "SZ-A-01", "\(rehearsal.text)")
  }

  @Test func `Marked rows of stock are acted on by their SKUs`() throws {
    let variants = [try shop.id("MUG-5", .variants), try shop.id("MUG-6", .variants)]
    let rows = try shop.store.connection.readNow { reader in
      RecordSet(
        try variants.flatMap { try StockReport(of: $0, at: Shop.now, in: reader)?.standings.map(\.quantId) ?? [] })
    }
    let found = try shop.store.connection.readNow {
      try BulkSubjects.of(rows, .stock, action: "countStock", in: $0)
    }
    #expect(found.kind == .variants)
    #expect(found.subjects.ids.sorted() == variants.sorted())
  }

  @Test func `The words of a list are in both languages, and every reason has its own`() {
    for language in Language.allCases {
      let words = Words(language: language)
      #expect(Set(MoveReason.allCases.map(words.moveReason)).count == MoveReason.allCases.count)
      #expect(Set(UnitState.allCases.map(words.unitState)).count == UnitState.allCases.count)
      #expect(Set(LocationKind.allCases.map(words.locationKind)).count == LocationKind.allCases.count)
    }
  }
}
