internal import Domain
internal import Store

/// Who sells to the made-up shop, what was bought of them, and what became of it.
struct DemoSupply {
  private struct Supplier {
    var code: String
    var name: String
    var currency: String
    var country: String
    var terms: [String: String]
    var categories: [String]
  }

  private static let suppliers: [Supplier] = [
    Supplier(
      code: "SZ-HUAQ", name: "深圳华强电子有限公司", currency: "CNY", country: "CN",
      terms: [
        "leadDays": "9", "handlingDays": "2", "minimumUnits": "40", "overPercent": "3", "standard": "aql1.0",
        "returnTerms": "replaces", "note": "出货前发检验报告；锂电池需附 UN38.3",
      ], categories: ["Electronics"]),
    Supplier(
      code: "YW-JIAJU", name: "义乌市佳居日用品厂", currency: "CNY", country: "CN",
      terms: [
        "leadDays": "6", "handlingDays": "1", "minimumUnits": "60", "overPercent": "5", "standard": "aql2.5",
        "returnTerms": "atOurCost", "note": "周四截单",
      ], categories: ["Home & Kitchen", "Beauty & Stationery"]),
    Supplier(
      code: "GZ-YUNS", name: "广州云裳服饰有限公司", currency: "CNY", country: "CN",
      terms: [
        "leadDays": "12", "handlingDays": "2", "minimumAmount": "3000", "overPercent": "2", "standard": "aql2.5",
        "returnTerms": "takesBack",
      ], categories: ["Clothing & Bags"]),
    Supplier(
      code: "NB-YUAN", name: "宁波远途户外用品", currency: "CNY", country: "CN",
      terms: [
        "leadDays": "15", "handlingDays": "3", "minimumUnits": "30", "standard": "32/1", "returnTerms": "takesBack",
      ], categories: ["Toys, Sport & Outdoor"]),
    Supplier(
      code: "DU-HKG", name: "Duisburger Handelskontor GmbH", currency: "EUR", country: "DE",
      terms: ["leadDays": "4", "handlingDays": "1", "standard": "unchecked", "returnTerms": "atOurCost"],
      categories: ["Beauty & Stationery"]),
  ]

  struct Good {
    var variant: Int64
    var sku: String
    var category: String
    var product: Int64
    var hazards: String
    /// US cents.
    var price: Int64
  }

  /// What each supplier sells, the best-selling first.
  private(set) var offers: [String: [Good]] = [:]
  private var random: DemoRandom

  /// Suppliers with their terms, and what they sell of the best-selling goods.
  init(_ director: DemoDirector, orders: Int, _ wanted: [DemoWanted]) throws {
    random = DemoRandom(seed: director.seed, stream: 6)
    let goods = try DemoSupply.goods(director, limit: min(600, 150 + orders / 60), wanted)
    let moment = director.ago(days: 80)
    var requests: [ActionRequest] = []
    for supplier in DemoSupply.suppliers {
      let fields = supplier.terms.merging(
        ["code": supplier.code, "name": supplier.name, "currency": supplier.currency, "country": supplier.country]
      ) { first, _ in first }
      let id = try director.perform("createSupplier", nil, fields, by: "chen", at: moment)
      for good in goods where supplier.categories.contains(good.category) {
        // The second supplier of a thing has only some of it.
        let isSecond = supplier.country == "DE"
        if isSecond && !random.chance(2500) { continue }
        offers[supplier.code, default: []].append(good)
        requests.append(
          ActionRequest(
            "offerSku", subject: id, fields: terms(of: good, supplier, isPreferred: !isSecond), reason: ""))
      }
    }
    try director.store.perform(requests, as: director.actor("chen"), now: moment)
    let closed = try director.perform(
      "createSupplier", nil,
      [
        "code": "DG-OLD", "name": "东莞旧线缆厂", "currency": "CNY", "country": "CN", "leadDays": "20",
        "standard": "all", "returnTerms": "notAgreed", "note": "Quality fell in spring; goods now come from SZ-HUAQ",
      ], by: "chen", at: moment)
    try director.perform("closeSupplier", closed, by: "chen", at: director.ago(days: 70))
  }

  private mutating func terms(of good: Good, _ supplier: Supplier, isPreferred: Bool) -> [String: String] {
    let share = random.within(Int64(26)...38)
    let cents = max(20, good.price * share / 100 * (supplier.currency == "CNY" ? 72 : 9) / 10)
    func price(_ percent: Int64) -> String {
      let sum = cents * percent / 100
      return "\(sum / 100).\(DemoNumbers.padded(Int(sum % 100), 2))"
    }
    let pack = random.pick([1, 1, 1, 5, 6, 10], or: 1)
    return [
      "sku": good.sku, "supplierCode": "\(supplier.code.prefix(2))-\(good.variant + 4000)", "packSize": String(pack),
      "minimum": String(pack * random.within(1...3)), "prices": "1=\(price(100)) 50=\(price(93)) 200=\(price(86))",
      "preferred": isPreferred ? "yes" : "no",
    ]
  }

  /// The best-selling, and what orders wait for.
  private static func goods(_ director: DemoDirector, limit: Int, _ wanted: [DemoWanted]) throws -> [Good] {
    let all = try director.all(
      """
      SELECT v.id, v.sku, p.category, p.id, v.hazards, COALESCE(v.price, 999)
      FROM variants AS v
      JOIN products AS p ON p.id = v.product_id
      ORDER BY v.id
      """
    ) {
      Good(
        variant: $0.integer(0), sku: $0.text(1), category: $0.text(2), product: $0.integer(3), hazards: $0.text(4),
        price: $0.integer(5))
    }
    let also = Set(wanted.map(\.variant))
    return all.prefix(limit) + all.dropFirst(limit).filter { also.contains($0.variant) }
  }
}

extension DemoSupply {
  /// Certificates of what has plugs and cells: most in force, some about to end, some ended.
  mutating func certify(_ director: DemoDirector) throws {
    let moment = director.ago(days: 78)
    for (paper, country) in [("CE", "EU"), ("FCC", "US"), ("UKCA", "GB")] {
      try director.perform(
        "requireCertificate", nil, ["certificate": paper, "category": "Electronics", "country": country],
        by: DemoHouse.compliance, at: moment)
    }
    var products: [Int64] = []
    var hazardous: Set<Int64> = []
    for good in offers["SZ-HUAQ"] ?? [] {
      if !products.contains(good.product) { products.append(good.product) }
      if good.hazards.contains("lithium") { hazardous.insert(good.product) }
    }
    // Days until they end, by turns; ended ones below nought.
    let ends: [Int64] = [410, 300, 620, 9, 500, 720, 26, 365, 540, -3, 450, 240, 58, 800]
    for (index, product) in products.enumerated() {
      // Of one in nine a paper is missing.
      let common = ["CE", "FCC", "UKCA"].dropLast(index % 9 == 8 ? 1 : 0)
      let papers = common + (hazardous.contains(product) ? ["UN38.3"] : [])
      for (place, paper) in papers.enumerated() {
        let end = ends[(index * 3 + place * 5) % ends.count]
        try director.perform(
          "addCertificate", product,
          [
            "certificate": paper, "number": "\(paper)-\(26_000 + index * 7)-\(product)",
            "issuer": random.pick(["TÜV Rheinland", "SGS 深圳", "华测检测 CTI", "Intertek"]),
            "validFrom": director.day(-700), "expires": director.day(end),
          ], by: DemoHouse.compliance, at: moment)
      }
    }
  }

  /// Purchases in every state, each on its way since it was drafted.
  mutating func buy(_ director: DemoDirector, _ wanted: [DemoWanted]) {
    func story(
      _ supplier: String, _ ordered: Double, lines: Int, promised: Double?, _ course: DemoPurchase.Course
    ) -> (DemoPurchase, Int) {
      (DemoPurchase(supplier: supplier, lines: [], course: course, ordered: ordered, promised: promised), lines)
    }
    let stories = [
      story("YW-JIAJU", 66, lines: 6, promised: 8, .closed),
      story("SZ-HUAQ", 63, lines: 7, promised: 10, .closed),
      story("GZ-YUNS", 58, lines: 5, promised: 13, .closedShort),
      story("NB-YUAN", 52, lines: 4, promised: 16, .closed),
      story("SZ-HUAQ", 44, lines: 5, promised: nil, .cancelled),
      story("YW-JIAJU", 33, lines: 6, promised: 7, .closed),
      story("GZ-YUNS", 27, lines: 6, promised: 12, .received),
      story("SZ-HUAQ", 21, lines: 6, promised: 11, .partly),
      story("YW-JIAJU", 12, lines: 5, promised: 8, .inCheck),
      story("NB-YUAN", 19, lines: 4, promised: 15, .late),
      story("SZ-HUAQ", 7, lines: 7, promised: 11, .placed),
      story("GZ-YUNS", 5, lines: 4, promised: 12, .placed),
      story("DU-HKG", 3, lines: 3, promised: nil, .placed),
      story("YW-JIAJU", 1, lines: 4, promised: nil, .placed),
    ]
    var wanted = wanted
    for (number, (purchase, count)) in stories.enumerated() {
      guard let goods = offers[purchase.supplier], !goods.isEmpty else { continue }
      var purchase = purchase
      // What buyers wait for is bought first, once.
      if purchase.course == .placed {
        let known = Set(goods.map(\.variant))
        for want in wanted.filter({ known.contains($0.variant) }).prefix(2) {
          purchase.lines.append((want.sku, Int(want.units) * 3 / 30 * 30 + 60))
          wanted.removeAll { $0.variant == want.variant }
        }
      }
      for place in 0..<goods.count where purchase.lines.count < count {
        let good = goods[(number * 11 + place * 7) % goods.count]
        let isThere = purchase.lines.contains { $0.sku == good.sku }
        if !isThere { purchase.lines.append((good.sku, random.within(2...9) * 30)) }
      }
      purchase.plan(director)
    }
  }

  /// What of the goods that orders wait for their suppliers deliver on demand: sold before it is bought.
  func promise(_ director: DemoDirector, _ wanted: [DemoWanted]) throws {
    let moment = director.ago(hours: 20)
    var left = wanted.dropFirst(3).prefix(14)
    for (supplier, goods) in offers.sorted(by: { $0.key < $1.key }) {
      let id = try director.all("SELECT id FROM suppliers WHERE code = \(supplier)") { $0.integer(0) }.first
      let known = Set(goods.map(\.variant))
      for want in left where known.contains(want.variant) {
        try director.attempt(
          "promiseSku", id,
          [
            "sku": want.sku, "quantity": String(want.units * 2 + 10), "leadDays": String(want.variant % 4),
            "until": director.day(21),
          ], by: "chen", at: moment)
        left.removeAll { $0.variant == want.variant }
      }
    }
  }
}

/// What orders wait for and no shelf has.
struct DemoWanted {
  var variant: Int64
  var sku: String
  var units: Int64
}

extension DemoWanted {
  /// Some of what orders wait for that are to be sent: it has sold out.
  static func all(in store: Store) throws -> [DemoWanted] {
    let asked = try store.connection.readNow { reader in
      try reader.all(
        """
        SELECT l.variant_id, v.sku, SUM(l.quantity)
        FROM orders AS o
        JOIN order_lines AS l ON l.order_id = o.id
        JOIN variants AS v ON v.id = l.variant_id
        WHERE o.status = 'paid' AND o.place_key IS NOT NULL AND o.hold_mask = 0
        GROUP BY l.variant_id, v.sku
        ORDER BY SUM(l.quantity) DESC, l.variant_id
        """
      ) { DemoWanted(variant: $0.integer(0), sku: $0.text(1), units: $0.integer(2)) }
    }
    return asked.enumerated().filter { $0.offset % 6 == 2 }.prefix(20).map(\.element)
  }
}
