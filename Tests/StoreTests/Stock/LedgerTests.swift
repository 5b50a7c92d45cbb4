import Domain
import Store
import Testing

/// The ledger of stock: lines are added, sums follow, and nothing leaves a place that is not there.
@Suite struct LedgerTests {
  @Test func `Goods come from and go to places where goods of ours can stand`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.place("SZ")
    // A warehouse is a place itself for what stands outside any bin.
    try shop.receive(1, of: mug, at: "SZ")
    try shop.place("SZ-A", in: "SZ", ["role": "zone"])
    try shop.place("SZ-A-01", in: "SZ")
    for place in ["CUSTOMER", "SUPPLIER", "LOSS", "SZ-A"] {
      #expect(throws: ActionRefusal.stock(.notABin(place)), "\(place)") { try shop.receive(1, of: mug, at: place) }
    }
    try shop.receive(5, of: mug, at: "SZ-A-01")
    for place in ["SUPPLIER", "CUSTOMER", "LOSS"] {
      #expect(throws: ActionRefusal.stock(.notABin(place)), "\(place)") {
        try shop.move(1, of: mug, from: place, to: "SZ-A-01")
      }
    }
    for place in ["CUSTOMER", "SZ-A"] {
      #expect(throws: ActionRefusal.stock(.notABin(place)), "\(place)") {
        try shop.move(1, of: mug, from: "SZ-A-01", to: place)
      }
    }
    #expect(try shop.there(mug, "SZ-A-01") == 5)
    try shop.move(1, of: mug, from: "SZ", to: "SZ-A-01")
    #expect(try shop.findings() == [])
  }

  @Test func `Goods come in, go from bin to bin, and are counted`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.place("SZ")
    try shop.place("SZ-A-01", in: "SZ", ["sequence": "10"])
    try shop.place("SZ-RCV", in: "SZ", ["use": "receiving"])

    try shop.receive(10, of: mug, at: "SZ-RCV")
    #expect(try shop.free(mug, "SZ") == 0)
    try shop.move(8, of: mug, from: "SZ-RCV", to: "SZ-A-01", ["reason": "putAway"])
    #expect(try shop.free(mug, "SZ") == 8)
    try shop.perform("countStock", mug, fields: ["at": "SZ-A-01", "counted": "7", "reason": "damaged"])
    #expect(try shop.there(mug, "SZ-A-01") == 7)
    #expect(try shop.there(mug, "LOSS") == 1)
    #expect(try shop.there(mug, "SUPPLIER") == -10)
    #expect(try shop.findings() == [])
  }

  @Test func `What is not there cannot leave, and nothing is written then`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.place("SZ")
    try shop.place("SZ-A", in: "SZ")
    try shop.receive(2, of: mug, at: "SZ")
    let lines = try shop.integer("SELECT COUNT(*) FROM moves")
    #expect(throws: ActionRefusal.stock(.promised(sku: "MUG", warehouse: "SZ", asked: 3, free: 2))) {
      try shop.move(3, of: mug, from: "SZ", to: "LOSS")
    }
    #expect(throws: ActionRefusal.stock(.notThere(sku: "MUG", location: "SZ", asked: 3, found: 2))) {
      try shop.move(3, of: mug, from: "SZ", to: "SZ-A")
    }
    #expect(throws: ActionRefusal.stock(.sameLocation)) { try shop.move(1, of: mug, from: "SZ", to: "SZ") }
    #expect(throws: ActionRefusal.stock(.badQuantity(0))) { try shop.move(0, of: mug, from: "SZ", to: "SZ-A") }
    #expect(throws: ActionRefusal.stock(.badQuantity(-1))) { try shop.receive(-1, of: mug, at: "SZ") }
    #expect(try shop.integer("SELECT COUNT(*) FROM moves") == lines)
    #expect(try shop.findings() == [])
  }

  @Test func `A line is made good by another line; where the goods have gone on the undo is refused`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.place("SZ")
    try shop.place("SZ-A", in: "SZ")
    let came = try #require(try shop.receive(5, of: mug, at: "SZ").entry)
    let moved = try #require(try shop.move(5, of: mug, from: "SZ", to: "SZ-A").entry)

    #expect(throws: ActionRefusal.self) { try shop.store.undo(entry: came, as: shop.admin, now: shop.now) }
    let undo = try shop.store.undo(entry: moved, as: shop.admin, now: shop.now)
    #expect(try shop.there(mug, "SZ") == 5)
    // Redo.
    _ = try shop.store.undo(entry: undo.undoEntry, as: shop.admin, now: shop.now)
    #expect(try shop.there(mug, "SZ-A") == 5)
    #expect(try shop.integer("SELECT COUNT(*) FROM moves") == 4)
    #expect(try shop.findings() == [])
  }

  @Test func `Units of a lot that is held or has expired are promised to nobody`() throws {
    let shop = try Shop()
    let soap = try shop.variant(ofNew: "SOAP")
    try shop.place("SZ")
    try shop.receive(5, of: soap, at: "SZ", ["lot": "L1", "expires": "2099-01-01"])
    try shop.receive(3, of: soap, at: "SZ", ["lot": "L2", "expires": "2020-01-01"])
    #expect(try shop.free(soap, "SZ") == 5)
    let lot = try #require(try shop.store.connection.readNow { try LotTable.find("l1", of: soap, in: $0) })
    let held = try #require(try shop.perform("holdLot", lot.id).entry)
    #expect(try shop.free(soap, "SZ") == 0)
    _ = try shop.store.undo(entry: held, as: shop.admin, now: shop.now)
    #expect(try shop.free(soap, "SZ") == 5)
    #expect(throws: ActionRefusal.stock(.lotNeeded(sku: "SOAP"))) { try shop.move(1, of: soap, from: "SZ", to: "LOSS") }
    try shop.perform("recallLot", lot.id)
    #expect(throws: ActionRefusal.self) { try shop.perform("approveLot", lot.id) }
  }

  @Test func `Places have codes of their own, close, and go again while nothing was ever in them`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.place("SZ")
    #expect(throws: ActionRefusal.self) { try shop.place("sz") }
    #expect(throws: ActionRefusal.self) { try shop.place("A 1") }
    #expect(throws: ActionRefusal.missingField("warehouse")) { try shop.place("A", ["role": "bin"]) }
    let bin = try shop.perform("createLocation", fields: ["code": "SZ-A", "warehouse": "SZ"])
    try shop.receive(1, of: mug, at: "SZ-A")
    #expect(throws: ActionRefusal.self) { try shop.store.undo(entry: bin.entry, as: shop.admin, now: shop.now) }
    try shop.perform("closeLocation", bin.subject)
    #expect(throws: ActionRefusal.stock(.closedLocation("SZ-A"))) { try shop.receive(1, of: mug, at: "SZ-A") }
    #expect(try shop.free(mug, "SZ") == 0)
    let other = try shop.perform("createLocation", fields: ["code": "SZ-B", "warehouse": "SZ"])
    _ = try shop.store.undo(entry: other.entry, as: shop.admin, now: shop.now)
    #expect(try shop.integer("SELECT COUNT(*) FROM locations WHERE code_key = 'sz-b'") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `Sums that were lost are added up anew out of the ledger`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.place("SZ")
    try shop.receive(4, of: mug, at: "SZ")
    try shop.store.connection.writeNow { try $0.execute("UPDATE quants SET quantity = quantity + 1") }
    #expect(try shop.findings().contains { $0.hasPrefix("stockLedger") })
    try shop.store.repair(as: shop.admin, now: shop.now)
    #expect(try shop.there(mug, "SZ") == 4)
    #expect(try shop.findings() == [])
  }
}
