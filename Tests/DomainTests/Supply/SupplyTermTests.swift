import Domain
import Testing

/// What suppliers agree to: prices by quantity, minimums, packs, and how goods are looked at.
@Suite struct SupplyTermTests {
  @Test func `A unit costs what the step of its quantity says, and nothing below the first one`() throws {
    let prices = try #require(PriceBreaks(typed: "100=2.20 1=2.50，1000=1.9", in: .yuan))
    #expect(prices.text(in: .yuan) == "1=2.50 100=2.20 1000=1.90")
    #expect(PriceBreaks(plainText: prices.plainText) == prices)
    for (quantity, price) in [(1, 250), (99, 250), (100, 220), (999, 220), (5000, 190)] {
      #expect(prices.unitPrice(for: Int64(quantity)) == Int64(price))
    }
    let dear = try #require(PriceBreaks(typed: "10=1", in: .yen))
    #expect(dear.unitPrice(for: 9) == nil)
    #expect(dear.cost(of: Int64.max) == nil || dear.cost(of: Int64.max) == Int64.max)
    #expect(try #require(PriceBreaks(typed: "10=2", in: .yen)).cost(of: Int64.max) == nil)
    for text in ["x", "1=2=3", "0=1", "1=1 1=2", "-1=3", "1=-3", "1=2.505"] {
      #expect(PriceBreaks(typed: text, in: .yuan) == nil, "\(text)")
    }
  }

  @Test func `Ninety at the price of ninety are no cheaper than a hundred at the price of a hundred`() throws {
    let prices = try #require(PriceBreaks(typed: "1=2.50 100=2.20", in: .yuan))
    #expect(prices.cheaperWhole(than: 90)?.from == 100)
    #expect(prices.cheaperWhole(than: 80) == nil)
    #expect(prices.cheaperWhole(than: 100) == nil)
  }

  @Test func `What is wanted becomes what can be bought: minimum and whole packs`() throws {
    let item = SupplierItem(
      id: 1, supplierId: 1, variantId: 1, packSize: 12, minimum: 50,
      prices: try #require(PriceBreaks(typed: "1=1", in: .yuan)))
    #expect(item.orderable(3) == 60)
    #expect(item.orderable(61) == 72)
    #expect(item.flaw(of: 48, sku: "A") == .belowMinimum(sku: "A", asked: 48, minimum: 50))
    #expect(item.flaw(of: 50, sku: "A") == .notInPacks(sku: "A", asked: 50, pack: 12))
    #expect(item.flaw(of: 60, sku: "A") == nil)
    #expect(item.flaw(of: 0, sku: "A") == .badQuantity(0))
  }

  /// Rows of ISO 2859-1, table 2-A, as it is printed.
  @Test(arguments: [
    (8, 650, 2, 0), (500, 250, 50, 3), (1000, 250, 80, 5), (1000, 400, 80, 7), (1000, 100, 80, 2), (3200, 65, 125, 2),
    (200, 250, 32, 2), (120, 250, 20, 1), (60, 250, 20, 1), (40, 250, 5, 0), (20, 250, 5, 0), (100_000, 650, 200, 21),
    (1_000_000, 100, 1250, 21), (10_000, 150, 200, 7), (5, 100, 5, 0),
  ])
  func `Sample and accept number are those of the table`(lot: Int64, limit: Int, sample: Int64, accept: Int64) throws {
    let plan = try #require(SamplingPlan(lot: lot, hundredths: limit))
    #expect(plan == SamplingPlan(sample: sample, accept: accept))
  }

  @Test func `A standard is read as it is written`() {
    for text in ["unchecked", "all", "aql2.5", "aql0.65", "32/1"] { #expect(QualityStandard(text)?.text == text) }
    #expect(QualityStandard("AQL 1.0") == .acceptanceLimit(100))
    for text in ["", "aql3", "5", "1/1", "0/0", "a/b", "5/-1"] { #expect(QualityStandard(text) == nil, "\(text)") }
    #expect(QualityStandard.none.plan(for: 5) == nil)
    #expect(QualityStandard.fixed(sample: 32, accept: 1).plan(for: 10)?.sample == 10)
  }

  @Test func `Goods pass, fail, or go through by concession; bad units stay behind`() throws {
    var receipt = Receipt(
      purchaseId: 1, lineId: 1, variantId: 1, locationId: 1, quantity: 500, receivedAt: Instant(milliseconds: 0))
    #expect(throws: SupplyRefusal.self) { try receipt.release(1, sku: "A") }
    try receipt.begin(.acceptanceLimit(250))
    #expect(receipt.sample == 50)
    #expect(throws: SupplyRefusal.sampleTooSmall(needed: 50, found: 49)) { try receipt.judge(looked: 49, defects: 0) }
    #expect(throws: SupplyRefusal.moreDefectsThanSample(defects: 51, sample: 50)) {
      try receipt.judge(looked: 50, defects: 51)
    }
    var failed = receipt
    try failed.judge(looked: 50, defects: 4)
    #expect(failed.state == .failed)
    #expect(throws: SupplyRefusal.self) { try failed.release(1, sku: "A") }
    try failed.concede()
    try failed.release(500, sku: "A")
    #expect(failed.state == .settled)

    try receipt.judge(looked: 50, defects: 3)
    #expect(receipt.state == .passed)
    #expect(throws: SupplyRefusal.heldBack(sku: "A", asked: 500, free: 497)) { try receipt.release(500, sku: "A") }
    try receipt.release(400, sku: "A")
    #expect(receipt.releasable == 97)
    try receipt.reject(3, sku: "A")
    #expect(receipt.releasable == 97)
    try receipt.release(97, sku: "A")
    #expect(receipt.state == .settled)
  }

  @Test func `The clock of virtual stock counts back from the day the order is due`() {
    let day = PurchaseClock.day
    let clock = PurchaseClock(dueAt: Instant(milliseconds: 10 * day), leadDays: 5, handlingDays: 2)
    #expect(clock.purchaseBy == Instant(milliseconds: 3 * day))
    #expect(clock.urgency(at: Instant(milliseconds: day)) == .inTime)
    #expect(clock.urgency(at: Instant(milliseconds: 2 * day + 1)) == .soon)
    #expect(clock.urgency(at: Instant(milliseconds: 3 * day + 1)) == .late)
    #expect(clock.arrival(boughtAt: Instant(milliseconds: 0)) == Instant(milliseconds: 7 * day))
  }

  @Test func `A rule covers goods by product, category, hazard and where they are sold to`() {
    let goods = CertificateRule.Goods(productId: 1, category: "Toys", hazards: [.lithiumIonInEquipment])
    let rules = [
      CertificateRule(id: 1, certificate: "CE", category: "toys", country: "EU"),
      CertificateRule(id: 2, certificate: "FCC", country: "US"),
      CertificateRule(id: 3, certificate: "UN38.3", hazard: .lithiumIonInEquipment),
    ]
    func needed(_ destinations: [String]) -> [String] {
      rules.filter { $0.covers(goods, to: destinations) }.map(\.certificate)
    }
    #expect(needed(["DE"]) == ["CE", "UN38.3"])
    #expect(needed(["US", "JP"]) == ["FCC", "UN38.3"])
    #expect(needed(["JP"]) == ["UN38.3"])
    #expect(needed([]) == ["CE", "FCC", "UN38.3"])
    let now = Instant(seconds: 1000)
    let papers = [
      Certificate(id: 1, productId: 1, type: "ce", expiresAt: Instant(seconds: 2000)),
      Certificate(id: 2, productId: 1, type: "UN38.3", number: "T-1", expiresAt: now),
    ]
    #expect(
      CertificateRule.flaw(rules, goods, sku: "A", to: ["DE"], has: papers, at: now)
        == .certificateExpired(sku: "A", certificate: "UN38.3", number: "T-1", at: now))
    #expect(
      CertificateRule.flaw(rules, goods, sku: "A", to: ["US"], has: papers, at: now)
        == .certificateMissing(sku: "A", certificate: "FCC", country: "US"))
    #expect(CertificateRule.flaw([rules[0]], goods, sku: "A", to: ["DE"], has: papers, at: now) == nil)
  }
}
