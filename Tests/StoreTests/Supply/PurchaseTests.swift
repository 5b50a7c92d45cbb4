import Domain
import Testing

@testable import Store

/// A purchase from the draft to the shelf.
@Suite struct PurchaseTests {
  @Test func `From the supplier to the shelf: ordered, received, checked, available`() throws {
    let shop = try Shop.buying("MUG", standard: "aql2.5")
    let mug = try shop.variant("MUG")
    let purchase = try shop.purchase("MUG=500")
    #expect(try shop.state(purchase) == .ordered)
    try shop.perform("confirmPurchase", purchase, fields: ["promised": "9d"])
    try shop.deliver(purchase, "MUG", 500)
    #expect(try shop.state(purchase) == .received)
    // In check it is not for sale.
    #expect(try shop.there(mug, "SZ-QC") == 500)
    #expect(try shop.free(mug, "SZ") == 0)
    let goods = try shop.receipt()
    #expect(throws: ActionRefusal.self) { try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-A"]) }
    try shop.perform("sampleReceipt", goods)
    #expect(throws: ActionRefusal.supply(.sampleTooSmall(needed: 50, found: 20))) {
      try shop.perform("judgeReceipt", goods, fields: ["looked": "20", "defects": "0"])
    }
    try shop.perform("judgeReceipt", goods, fields: ["looked": "50", "defects": "2"])
    try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-A"])
    #expect(try shop.free(mug, "SZ") == 498)
    try shop.perform("rejectReceipt", goods)
    #expect(try shop.there(mug, "SUPPLIER") == -498)
    #expect(try shop.there(mug, "SZ-QC") == 0)
    try shop.perform("closePurchase", purchase)
    #expect(try shop.state(purchase) == .closed)
    #expect(try shop.findings() == [])
  }

  @Test func `The price follows the quantity, unless another one was agreed`() throws {
    let shop = try Shop.buying("MUG", "CUP")
    let id = try shop.draft("MUG=99,CUP=100")
    func costs() throws -> [Int64] {
      try #require(try shop.store.connection.readNow { try PurchaseTable.load(id, in: $0) }).lines.map(\.unitCost)
    }
    #expect(try costs() == [250, 220])
    try shop.perform("editPurchaseLine", id, fields: ["sku": "mug", "quantity": "100"])
    try shop.perform("editPurchaseLine", id, fields: ["sku": "CUP", "unitCost": "2.05"])
    #expect(try costs() == [220, 205])
    #expect(throws: ActionRefusal.supply(.lineTwice(sku: "MUG"))) {
      try shop.perform("addPurchaseLine", id, fields: ["sku": "MUG", "quantity": "1"])
    }
    try shop.perform("dropPurchaseLine", id, fields: ["sku": "MUG"])
    #expect(try costs() == [205])
    try shop.perform("orderPurchase", id)
    #expect(throws: ActionRefusal.self) { try shop.perform("dropPurchaseLine", id, fields: ["sku": "CUP"]) }
  }

  @Test func `A line that was dropped comes back with the undo, and one that was added with its redo`() throws {
    let shop = try Shop.buying("MUG", "CUP")
    let id = try shop.draft("MUG=99,CUP=100")
    func lines() throws -> [PurchaseLine] {
      try #require(try shop.store.connection.readNow { try PurchaseTable.load(id, in: $0) }).lines
    }
    let before = try lines()
    let dropped = try shop.perform("dropPurchaseLine", id, fields: ["sku": "MUG"])
    let undone = try shop.store.undo(entry: dropped.entry, as: shop.admin, now: shop.now)
    #expect(try lines() == before)
    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    #expect(try lines() == [before[1]])
    let added = try shop.perform("addPurchaseLine", id, fields: ["sku": "MUG", "quantity": "5"])
    let both = try lines()
    let off = try shop.store.undo(entry: added.entry, as: shop.admin, now: shop.now)
    #expect(try lines() == [before[1]])
    _ = try shop.store.undo(entry: off.undoEntry, as: shop.admin, now: shop.now)
    #expect(try lines() == both)
  }

  @Test func `Below the minimum nothing is ordered, and the refusal says by how much`() throws {
    let shop = try Shop.buying("MUG", terms: ["minimumUnits": "20", "minimumAmount": "100"])
    let id = try shop.draft("MUG=10")
    #expect(throws: ActionRefusal.supply(.belowOrderUnits(supplier: "ACME", asked: 10, minimum: 20))) {
      try shop.perform("orderPurchase", id)
    }
    try shop.perform("editPurchaseLine", id, fields: ["sku": "MUG", "quantity": "30"])
    #expect(
      throws: ActionRefusal.supply(
        .belowOrderAmount(
          supplier: "ACME", asked: Money(minorUnits: 7500, currency: .yuan),
          minimum: Money(minorUnits: 10_000, currency: .yuan)))
    ) { try shop.perform("orderPurchase", id) }
    #expect(try shop.state(id) == .draft)
    let empty = try shop.draft("")
    #expect(throws: ActionRefusal.supply(.noLines(purchase: "PO-2"))) { try shop.perform("orderPurchase", empty) }
    try shop.perform("offerSku", try shop.supplierId(), fields: ["sku": "MUG", "packSize": "12", "minimum": "24"])
    #expect(throws: ActionRefusal.supply(.belowMinimum(sku: "MUG", asked: 12, minimum: 24))) {
      try shop.draft("MUG=12")
    }
    #expect(throws: ActionRefusal.supply(.notInPacks(sku: "MUG", asked: 30, pack: 12))) { try shop.draft("MUG=30") }
    _ = try shop.variant(ofNew: "HAT")
    #expect(throws: ActionRefusal.supply(.notSold(supplier: "ACME", sku: "HAT"))) { try shop.draft("HAT=30") }
    try shop.perform("closeSupplier", try shop.supplierId())
    #expect(throws: ActionRefusal.supply(.supplierClosed("ACME"))) { try shop.draft("MUG=24") }
  }

  @Test func `Short, over and broken are told apart, and a repeated delivery has one effect`() throws {
    let shop = try Shop.buying("MUG", terms: ["overPercent": "10"])
    let mug = try shop.variant("MUG")
    let id = try shop.purchase("MUG=100")
    let fields = ["sku": "MUG", "quantity": "60", "damaged": "3"]
    let first = try shop.perform("receivePurchase", id, fields: fields, operation: "dock-1")
    let again = try shop.perform("receivePurchase", id, fields: fields, operation: "dock-1")
    #expect(again.isRepeat && again.entry == first.entry)
    #expect(try shop.state(id) == .partlyReceived)
    #expect(try shop.there(mug, "SZ-IN") == 60)
    #expect(try shop.there(mug, "SZ-BAD") == 3)
    #expect(throws: ActionRefusal.supply(.tooMany(sku: "MUG", asked: 48, room: 47))) {
      try shop.deliver(id, "MUG", 48)
    }
    try shop.deliver(id, "MUG", 47, ["to": "SZ-A"])
    #expect(try shop.state(id) == .received)
    #expect(try shop.free(mug, "SZ") == 47)
    #expect(throws: ActionRefusal.self) { try shop.perform("cancelPurchase", id) }
    #expect(try shop.findings() == [])
  }

  @Test func `Goods that are to be checked never come straight to the shelf`() throws {
    let shop = try Shop.buying("MUG", standard: "all")
    let id = try shop.purchase("MUG=10")
    #expect(throws: ActionRefusal.supply(.mustBeChecked(sku: "MUG", location: "SZ-A"))) {
      try shop.deliver(id, "MUG", 10, ["to": "SZ-A"])
    }
    try shop.deliver(id, "MUG", 10)
    let goods = try shop.receipt()
    try shop.perform("sampleReceipt", goods)
    // Every unit is looked at; the bad ones go, the others stay.
    try shop.perform("judgeReceipt", goods, fields: ["looked": "10", "defects": "4"])
    #expect(throws: ActionRefusal.supply(.heldBack(sku: "MUG", asked: 7, free: 6))) {
      try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-A", "quantity": "7"])
    }
    try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-A"])
    try shop.perform("rejectReceipt", goods, fields: ["scrap": "yes"])
    #expect(try shop.there(try shop.variant("MUG"), "LOSS") == 4)
    #expect(try shop.findings() == [])
  }

  @Test func `Failed goods go through with a reason alone`() throws {
    let shop = try Shop.buying("MUG", standard: "5/0")
    let id = try shop.purchase("MUG=10")
    try shop.deliver(id, "MUG", 10)
    let goods = try shop.receipt()
    try shop.perform("sampleReceipt", goods)
    try shop.perform("judgeReceipt", goods, fields: ["looked": "5", "defects": "1"])
    #expect(throws: ActionRefusal.missingField("reason")) { try shop.perform("concedeReceipt", goods) }
    _ = try shop.store.perform(
      ActionRequest("concedeReceipt", subject: goods, reason: "only the box is dented"), as: shop.admin, now: shop.now)
    try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-A"])
    #expect(try shop.free(try shop.variant("MUG"), "SZ") == 10)
  }

  @Test func `A certificate that is missing or has ended keeps goods out of stock, and is named`() throws {
    let shop = try Shop.buying("LAMP")
    try shop.perform("requireCertificate", fields: ["certificate": "CE", "country": "EU", "product": "p-LAMP"])
    let product = try shop.integer("SELECT id FROM products WHERE number = 'p-LAMP'")
    try shop.perform(
      "editLocation", try shop.integer("SELECT id FROM locations WHERE code = 'SZ'"),
      fields: ["shipsTo": "DE,US"])
    let id = try shop.purchase("LAMP=10")
    try shop.deliver(id, "LAMP", 10)
    let goods = try shop.receipt()
    #expect(throws: ActionRefusal.supply(.certificateMissing(sku: "LAMP", certificate: "CE", country: "EU"))) {
      try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-A"])
    }
    let made = try shop.perform(
      "addCertificate", product, fields: ["certificate": "ce", "number": "T-9", "expires": "1h"])
    let paper = try #require(made.entry)
    try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-A", "quantity": "4"])
    shop.now = shop.now.adding(milliseconds: 7_200_000)
    let ended = try shop.integer("SELECT expires_at FROM certificates")
    #expect(
      throws: ActionRefusal.supply(
        .certificateExpired(sku: "LAMP", certificate: "CE", number: "T-9", at: Instant(milliseconds: ended)))
    ) { try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-A"]) }
    _ = try shop.store.undo(entry: paper, as: shop.admin, now: shop.now)
    #expect(try shop.integer("SELECT COUNT(*) FROM certificates") == 0)
    try shop.perform("dropRequirement", fields: ["certificate": "ce", "country": "EU", "product": "p-LAMP"])
    try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-A"])
    #expect(try shop.free(try shop.variant("LAMP"), "SZ") == 10)
    #expect(try shop.findings() == [])
  }

  @Test func `Lithium goes into stock with its UN38.3 alone`() throws {
    let shop = try Shop.buying("BANK")
    try shop.perform("editVariant", try shop.variant("BANK"), fields: ["hazards": "lithiumIonAlone"])
    let id = try shop.purchase("BANK=10")
    #expect(throws: ActionRefusal.supply(.certificateMissing(sku: "BANK", certificate: "UN38.3", country: ""))) {
      try shop.deliver(id, "BANK", 10, ["to": "SZ-A"])
    }
  }

  @Test func `Each step goes back exactly, and forth again`() throws {
    let shop = try Shop.buying("MUG", standard: "5/0")
    let mug = try shop.variant("MUG")
    let id = try shop.purchase("MUG=10")
    let came = try shop.deliver(id, "MUG", 10)
    let goods = try shop.receipt()
    try shop.perform("sampleReceipt", goods)
    try shop.perform("judgeReceipt", goods, fields: ["looked": "5", "defects": "0"])
    let released = try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-A"])
    #expect(throws: ActionRefusal.self) { try shop.undo(came) }
    let undone = try shop.undo(released)
    #expect(try shop.free(mug, "SZ") == 0)
    #expect(try shop.there(mug, "SZ-QC") == 10)
    #expect(try shop.findings() == [])
    // Redo.
    _ = try shop.store.undo(entry: undone, as: shop.admin, now: shop.now)
    #expect(try shop.free(mug, "SZ") == 10)
    // What is promised to a buyer meanwhile does not go back.
    let order = try shop.sale("1", [("MUG", 1)])
    try shop.perform("allocateOrder", order)
    let redone = try shop.integer("SELECT MAX(seq) FROM journal WHERE kind = 'purchases'")
    #expect(throws: ActionRefusal.self) { try shop.store.undo(entry: redone, as: shop.admin, now: shop.now) }
    #expect(try shop.findings() == [])
  }

  @Test func `A draft goes without a trace and comes again; a supplier who has sold stays`() throws {
    let shop = try Shop.buying("MUG")
    let made = try shop.perform(
      "createPurchase", fields: ["supplier": "ACME", "warehouse": "SZ", "lines": "MUG=10"])
    let undone = try shop.undo(made)
    #expect(try shop.integer("SELECT COUNT(*) FROM purchases") == 0)
    _ = try shop.store.undo(entry: undone, as: shop.admin, now: shop.now)
    #expect(try shop.state(try #require(made.subject)) == .draft)
    #expect(try shop.integer("SELECT SUM(quantity) FROM purchase_lines") == 10)
    // The next has a number of its own.
    #expect(try shop.draft("MUG=1") == 2)
    let entry = try shop.integer("SELECT MIN(seq) FROM journal WHERE action = 'createSupplier'")
    #expect(throws: ActionRefusal.self) { try shop.store.undo(entry: entry, as: shop.admin, now: shop.now) }
  }

  @Test func `Who may not buy is told whom to ask`() throws {
    let shop = try Shop.buying("MUG")
    try shop.perform("addUser", fields: ["name": "pia", "roles": "picker"])
    let picker = Actor(name: "pia", rights: Role.picker.rights)
    #expect(throws: ActionRefusal.self) {
      try shop.perform("createPurchase", fields: ["supplier": "ACME", "warehouse": "SZ"], as: picker)
    }
    let id = try shop.purchase("MUG=10")
    try shop.perform("receivePurchase", id, fields: ["sku": "MUG", "quantity": "10"], as: picker)
    #expect(throws: ActionRefusal.self) {
      try shop.perform("releaseReceipt", try shop.receipt(), fields: ["to": "SZ-A"], as: picker)
    }
  }

  @Test func `The doctor finds a purchase that says otherwise than what came, and puts its counts right`() throws {
    let shop = try Shop.buying("MUG")
    let id = try shop.purchase("MUG=10")
    let order = try shop.sale("1", [("MUG", 4)])
    try shop.perform("pegOrder", order)
    try shop.deliver(id, "MUG", 6)
    func found() throws -> Set<String> { Set(try shop.findings().map { String($0.prefix { $0 != ":" }) }) }
    #expect(try found() == [])
    try shop.tamper("UPDATE purchase_lines SET received = 7")
    #expect(try found() == ["purchaseReceipts", "purchaseMoves"])
    try shop.store.repair(as: shop.admin, now: shop.now)
    #expect(try found() == [])
    try shop.tamper("UPDATE allocations SET quantity = 40")
    #expect(try found().contains("pegsOfPurchases"))
    try shop.tamper("UPDATE allocations SET quantity = 4, purchase_line_id = 77")
    #expect(try found() == ["pegsOfPurchases", "pegsOfVariants"])
    try shop.tamper("UPDATE allocations SET purchase_line_id = NULL")
    try shop.tamper("UPDATE purchases SET state = 'received'")
    #expect(try found() == ["purchaseStates"])
  }
}
