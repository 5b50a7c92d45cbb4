import Domain
import TestSupport
import Testing

@testable import Store

/// Which way goods go, from the wave to the label.
@Suite struct WayChoosingTests {
  /// A warehouse with one mug promised to an order to Germany, and two services.
  private func shop(hazards: String = "", grams: String = "400") throws -> (Shop, order: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let product = try shop.integer("SELECT product_id FROM variants WHERE id = \(mug)")
    var fields = ["sku": "MUG", "grams": grams]
    if !hazards.isEmpty { fields["hazards"] = hazards }
    try shop.perform("editVariant", product, fields: fields)
    try shop.warehouse()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    try shop.takeWays([
      Shop.rate("CHEAP", "DE", 5000, days: 20, carrier: "YANWEN"),
      Shop.rate("FAST", "DE", 9000, days: 5, carrier: "DHL", line: 3),
    ])
    try shop.takeWays([Shop.service("FAST", carrier: "DHL", hazards: [.lithiumIonInEquipment])])
    let order = try shop.promised("1", [("MUG", 1)])
    return (shop, order)
  }

  private func packed(_ shop: Shop, _ order: Int64) throws -> Int64 {
    try shop.releasedWave()
    try shop.walk(try #require(try shop.openRuns().first).id)
    try shop.perform("packParcel", try shop.fulfilment(of: order))
    return try shop.integer("SELECT MAX(id) FROM parcels")
  }

  @Test func `A wave chooses the cheapest way and writes down why`() throws {
    let (shop, order) = try shop()
    let before = try shop.picture()
    let wave = try shop.perform("planWave", fields: ["warehouse": "SZ"])
    let chosen = try #require(try shop.chosen(try shop.fulfilment(of: order)))
    #expect(chosen.service == "CHEAP" && chosen.by == .rule && chosen.cost.amount == "20.00")
    #expect(try shop.text("SELECT carrier FROM fulfilments") == "CHEAP")
    #expect(chosen.explanation.map?["open"]?.number == 2)
    #expect(try shop.findings() == [])
    let undone = try shop.undo(wave.entry)
    #expect(try shop.picture() == before)
    _ = try shop.undo(undone)
    #expect(try shop.chosen(try shop.fulfilment(of: order))?.service == "CHEAP")
    #expect(try shop.findings() == [])
  }

  @Test func `Lateness counts as much as somebody says`() throws {
    let (shop, _) = try shop()
    try shop.perform("setWayWeights", fields: ["latenessPerDay": "3.00CNY"])
    let wish = QuoteWish(
      place: ShippingPlace(country: "DE"), measures: Measures(grams: 400), at: shop.now, promisedDays: 8)
    #expect(try shop.ways(to: "DE").choice(wish).best?.quote.service == "FAST")
    try shop.perform("setWayWeights", fields: ["latenessPerDay": "1.00CNY"])
    #expect(try shop.ways(to: "DE").choice(wish).best?.quote.service == "CHEAP")
    try shop.perform("setWayWeights", fields: ["mustBeInTime": "yes"])
    #expect(try shop.ways(to: "DE").choice(wish).ways.map(\.quote.service) == ["FAST"])
  }

  @Test func `A person may choose another way, with the old one back by undo`() throws {
    let (shop, order) = try shop()
    try shop.perform("planWave", fields: ["warehouse": "SZ"])
    let id = try shop.fulfilment(of: order)
    let before = try shop.picture()
    let other = try shop.perform("chooseWay", id, fields: ["service": "FAST"])
    #expect(try shop.chosen(id)?.by == .person)
    #expect(try shop.chosen(id)?.service == "FAST")
    #expect(throws: ActionRefusal.way(.alreadyChosen("F-1", service: "FAST"))) {
      try shop.perform("chooseWay", id, fields: ["service": "fast"])
    }
    #expect(throws: ActionRefusal.noSuchRecord(kind: "services", "NONE")) {
      try shop.perform("chooseWay", id, fields: ["service": "NONE"])
    }
    let undone = try shop.undo(other.entry)
    #expect(try shop.picture() == before)
    _ = try shop.undo(undone)
    // Packing does not take a person's choice away; asking for the best does.
    let parcel = try packedAgain(shop, id)
    #expect(try shop.chosen(id)?.service == "FAST")
    try shop.perform("findWay", id)
    #expect(try shop.chosen(id)?.service == "CHEAP")
    try shop.perform("labelParcel", parcel, fields: ["tracking": "T-1"])
    #expect(try shop.text("SELECT carrier FROM labels") == "YANWEN")
    #expect(
      throws: ActionRefusal.fulfilment(.notAtStage("F-1", found: .labelled, expected: FulfilmentStage.beforeLabel))
    ) { try shop.perform("findWay", id) }
    #expect(try shop.findings() == [])
  }

  private func packedAgain(_ shop: Shop, _ fulfilment: Int64) throws -> Int64 {
    try shop.perform("releaseWave", 1)
    try shop.walk(try #require(try shop.openRuns().first).id)
    try shop.perform("packParcel", fulfilment, fields: ["grams": "410"])
    return try shop.integer("SELECT MAX(id) FROM parcels")
  }

  @Test func `A label that names another service is that choice, by its carrier`() throws {
    let (shop, order) = try shop()
    let parcel = try packed(shop, order)
    let id = try shop.fulfilment(of: order)
    let before = try shop.picture()
    let label = try shop.perform("labelParcel", parcel, fields: ["carrier": "fast", "tracking": "T-1"])
    #expect(try shop.chosen(id)?.service == "FAST" && shop.chosen(id)?.by == .person)
    #expect(try shop.text("SELECT carrier FROM labels") == "DHL")
    _ = try shop.undo(label.entry)
    #expect(try shop.picture() == before)
    #expect(throws: ActionRefusal.missingField("carrier")) {
      let other = try Shop()
      let mug = try other.variant(ofNew: "MUG")
      try other.warehouse()
      try other.receive(10, of: mug, at: "SZ-A-01")
      let parcel = try packed(other, try other.promised("1", [("MUG", 1)]))
      try other.perform("labelParcel", parcel, fields: ["tracking": "T-1"])
    }
  }

  // MARK: - Invariant 17

  @Test func `Hazard goods go by no way that forbids them, whoever asks and whenever`() throws {
    let (shop, order) = try shop(hazards: "lithiumIonInEquipment")
    let parcel = try packed(shop, order)
    let id = try shop.fulfilment(of: order)
    #expect(try shop.chosen(id)?.service == "FAST")
    #expect(
      throws: ActionRefusal.way(.notOpen("F-1", service: "CHEAP", [.hazard(.lithiumIonInEquipment)]))
    ) { try shop.perform("chooseWay", id, fields: ["service": "CHEAP"]) }
    #expect(
      throws: ActionRefusal.way(
        .noWay("P-1", [.init(service: "CHEAP", reasons: [.hazard(.lithiumIonInEquipment)])]))
    ) { try shop.perform("labelParcel", parcel, fields: ["carrier": "YANWEN", "tracking": "T-1"]) }
    #expect(throws: ActionRefusal.way(.unknownCarrier("Uncle Bob", hazards: [.lithiumIonInEquipment]))) {
      try shop.perform("labelParcel", parcel, fields: ["carrier": "Uncle Bob", "tracking": "T-1"])
    }
    // What the service took when it was chosen counts for nothing when it takes it no more.
    let fast = try shop.integer("SELECT id FROM services WHERE code = 'FAST'")
    try shop.perform("editService", fast, fields: ["hazards": ""])
    #expect(throws: ActionRefusal.self) { try shop.perform("labelParcel", parcel, fields: ["tracking": "T-1"]) }
    try shop.perform("editService", fast, fields: ["hazards": "UN3481"])
    try shop.perform("labelParcel", parcel, fields: ["tracking": "T-1"])
    // Nor once it is labelled.
    try shop.perform("editService", fast, fields: ["hazards": "liquid"])
    #expect(
      throws: ActionRefusal.way(.noWay("P-1", [.init(service: "FAST", reasons: [.hazard(.lithiumIonInEquipment)])]))
    ) { try shop.perform("shipParcel", parcel) }
    try shop.perform("editService", fast, fields: ["hazards": "UN3481"])
    try shop.perform("shipParcel", parcel)
    #expect(try shop.findings() == [])
  }

  @Test func `Goods that become hazardous after the choice are refused at the label`() throws {
    let (shop, order) = try shop()
    let parcel = try packed(shop, order)
    #expect(try shop.chosen(try shop.fulfilment(of: order))?.service == "CHEAP")
    let product = try shop.integer("SELECT product_id FROM variants WHERE sku = 'MUG'")
    try shop.perform("editVariant", product, fields: ["sku": "MUG", "hazards": "liquid"])
    #expect(throws: ActionRefusal.way(.noWay("P-1", [.init(service: "CHEAP", reasons: [.hazard(.liquid)])]))) {
      try shop.perform("labelParcel", parcel, fields: ["tracking": "T-1"])
    }
    #expect(try shop.findings() == [])
  }

  @Test func `A merged order's parcel is asked for the hazards of all that is in it`() throws {
    let (shop, order) = try shop()
    let lamp = try shop.variant(ofNew: "LAMP")
    let product = try shop.integer("SELECT product_id FROM variants WHERE id = \(lamp)")
    try shop.perform(
      "editVariant", product, fields: ["sku": "LAMP", "grams": "300", "hazards": "lithiumIonInEquipment"])
    try shop.receive(10, of: lamp, at: "SZ-A-02")
    let other = try shop.promised("2", [("LAMP", 1)])
    let number = try shop.text("SELECT number FROM orders WHERE id = \(other)")
    try shop.perform("mergeOrders", order, fields: ["with": number])
    let parcel = try packed(shop, order)
    #expect(try shop.chosen(try shop.fulfilment(of: order))?.service == "FAST")
    #expect(throws: ActionRefusal.self) {
      try shop.perform("labelParcel", parcel, fields: ["carrier": "CHEAP", "tracking": "T-1"])
    }
    #expect(try shop.findings() == [])
  }

  // MARK: - Fall-back

  @Test func `A plan is tried out on what waits, applied as one batch, and undone as one`() throws {
    let (shop, order) = try shop()
    let second = try shop.promised("2", [("MUG", 1)])
    try shop.perform("planWave", fields: ["warehouse": "SZ"])
    #expect(throws: ActionRefusal.way(.sameService("CHEAP"))) {
      try shop.perform("createFallback", fields: ["name": "x", "from": "CHEAP", "to": "CHEAP"])
    }
    let plan = try #require(
      try shop.perform("createFallback", fields: ["name": "strike", "from": "YANWEN", "to": "FAST"]).subject)
    #expect(throws: ActionRefusal.way(.notTried("FB-1"))) {
      try shop.store.applyFallback(plan, as: shop.admin, now: shop.now, operation: "a")
    }
    let before = try shop.picture().filter { !$0.hasPrefix("fallback_plans") }
    let trial = try shop.store.tryFallback(plan, as: shop.admin, now: shop.now)
    #expect(trial.concerned == 2 && trial.switching.count == 2 && trial.refusedCount == 0)
    #expect(trial.moreCost == [Money(minorUnits: 3200, currency: Shop.cny)])
    #expect(trial.moreDays == -30)
    #expect(try shop.picture().filter { !$0.hasPrefix("fallback_plans") } == before)
    let batch = try shop.store.applyFallback(plan, as: shop.admin, now: shop.now, operation: "b")
    #expect(batch.done == 2 && batch.failed == 0)
    for one in [order, second] { #expect(try shop.chosen(try shop.fulfilment(of: one))?.by == .plan) }
    #expect(try shop.findings() == [])
    _ = try shop.undo(batch.seq)
    #expect(try shop.picture().filter { !$0.hasPrefix("fallback_plans") } == before)
    #expect(throws: ActionRefusal.way(.nothingSwitches("FB-2"))) {
      let other = try #require(
        try shop.perform(
          "createFallback", fields: ["name": "none", "from": "CHEAP", "to": "FAST", "countries": "FR"]
        ).subject)
      _ = try shop.store.tryFallback(other, as: shop.admin, now: shop.now)
      _ = try shop.store.applyFallback(other, as: shop.admin, now: shop.now, operation: "c")
    }
  }
}
