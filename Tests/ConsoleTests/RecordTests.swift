import Domain
import Store
import Terminal
import Testing

@testable import Console

/// What rows open, and what leads from one record to another.
struct RecordTests {
  @Test func `A line opens its order, the line marked, and the order can be held from it`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(view: "lines order:SHOP-1060")
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("> 1 x MUG-7"))
    rehearsal.press(script: "H,fraud,Enter")
    let id = try shop.id("SHOP-1060")
    let order = try shop.store.connection.readNow { try OrderTable.load(id, in: $0) }
    #expect(order?.holds.map(\.reason) == [.fraudRisk])
  }

  @Test func `A variant opens its product with everything that is known of it`() throws {
    let shop = try Shop()
    let variant = try shop.id("MUG-3", .variants)
    try shop.perform(
      "editVariant", variant,
      ["barcodes": "4006381333933,14006381333930*12", "measuredGrams": "352", "hazards": "blade,magnet"])
    try shop.perform("setKit", variant, ["components": "MUG-4*2"])
    let account = try #require(try shop.store.connection.readNow { try Accounts.find("AMZ-DE", in: $0) })
    try shop.perform("mapSku", account.id, ["sku": "AMZ-MUG-3", "to": "mug-3"])
    var rehearsal = try shop.rehearsal(view: "variants sku:mug-3")
    rehearsal.press(.enter)
    for text in [
      "> MUG-3", "14006381333930 (pack of 12)", "Kit of: 2 x MUG-4", "AMZ-DE AMZ-MUG-3", "Declared: 340 g",
      "Measured: 352 g", "blade, magnet", "HS code: 691110", "Declared name: Ceramic mug",
    ] { #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)") }
  }

  @Test func `A variant is edited in its own form`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(view: "variants sku:mug-3")
    rehearsal.press(script: "Enter,e,Tab,Tab,C-u")
    rehearsal.press(script: "69111000,Enter")
    let id = try shop.id("mug-3", .products)
    let product = try shop.store.connection.readNow { try ProductTable.load(id, in: $0) }
    #expect(product?.variants.first?.customs.hsCode == "69111000")
    #expect(product?.variants.first?.sku == "MUG-3")
  }

  @Test func `A customer opens as a card, with their orders, masked by right and said to be erased`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "c")
    #expect(rehearsal.state.shown == .customers)
    let number = try #require(rehearsal.state.detail?.record?.number)
    #expect(rehearsal.text.contains("Anna Müller"))
    rehearsal.press(script: "2")
    #expect(rehearsal.text.contains("SHOP-1060"))
    rehearsal.press(.enter)
    #expect(rehearsal.state.shown == .orders)
    #expect(rehearsal.lines[1].contains("customerNumber:\(number)"))
    #expect(rehearsal.state.list.window.selectedRow?.id == (try shop.id("SHOP-1060")))

    let finance = Domain.Actor(name: "ada", rights: Domain.Role.finance.rights)
    var masked = try shop.rehearsal(view: "customers number:\(number)", actor: finance)
    masked.press(.enter)
    #expect(masked.text.contains("Hidden"))
    #expect(!masked.text.contains("Müller"))

    try shop.perform("eraseCustomer", try shop.id(number, .customers))
    var erased = try shop.rehearsal(view: "customers number:\(number)")
    erased.press(.enter)
    #expect(erased.text.contains("erased at their request"))
  }

  @Test func `One listing is mapped once for all lines alike, and the result is said`() throws {
    let shop = try Shop()
    try shop.perform("createProduct", nil, ["number": "cup", "title": "Plain cup", "sku": "OWN-CUP"])
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "3")
    #expect(rehearsal.lines[0].contains("Unmapped"))
    let before = try #require(rehearsal.state.list.count)
    rehearsal.press(script: "m")
    #expect(rehearsal.text.contains("for it."))
    rehearsal.press(script: "own")
    #expect(rehearsal.text.contains("OWN-CUP  Plain cup"))
    rehearsal.press(script: "Enter,Enter")
    #expect(rehearsal.lines.last?.contains("is OWN-CUP:") == true)
    #expect(rehearsal.lines.last?.contains("lines of") == true)
    let after = try #require(rehearsal.state.list.count)
    #expect(after < before - 1)
  }

  @Test func `A SKU that is not there is refused in its form`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "3,m,zzz,Enter")
    #expect(rehearsal.text.contains("No own SKU is called “zzz”"))
  }

  @Test func `After a jump the place is counted`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 12))
    rehearsal.press(script: ":,305-0000021,Enter")
    #expect(rehearsal.lines[1].hasSuffix("40 / 60"))
    rehearsal.press(script: "j")
    #expect(rehearsal.lines[1].hasSuffix("41 / 60"))
  }

  @Test func `Order numbers that have no room keep the end, which differs`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(Size(columns: 40, rows: 8), view: "orders channel:AMZ-DE")
    rehearsal.press(script: "j")
    #expect(rehearsal.text.contains("…5-0000039"))
    #expect(rehearsal.text.contains("…5-0000040"))
  }
}
