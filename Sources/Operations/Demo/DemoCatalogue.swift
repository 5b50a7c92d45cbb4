internal import Domain

/// What orders need to know of a variant, kept small: a shop has some ten thousand of them.
struct DemoItem {
  var sku: String
  var title: String
  var options: String
  /// US cents.
  var price: Int
  /// Where it stands in the catalogue, from nought: listing ids are made of it.
  var index: Int
  /// Whether it is kept by lots, each with its last day.
  var isPerishable: Bool
}

/// The made-up library of products.
struct DemoCatalogue {
  private(set) var products: [Product] = []
  /// Every variant, those of the best-selling products first.
  private(set) var items: [DemoItem] = []
  private var random: DemoRandom

  /// 600 products for a small shop, 3,000 for one of a million orders.
  init(orders: Int, seed: UInt64) {
    random = DemoRandom(seed: seed, stream: 1)
    let count = min(3000, 600 + orders / 400)
    let goods = DemoGood.all
    guard !goods.isEmpty else { return }
    for index in 0..<count {
      let good = goods[index % goods.count]
      let isPerishable = ["0902", "3304", "3401"].contains(good.hsCode.prefix(4))
      let (product, titles) = product(index, of: good)
      for variant in product.variants {
        items.append(
          DemoItem(
            sku: variant.sku, title: titles, options: variant.optionValues.joined(separator: " / "),
            price: Int(variant.prices.first?.minorUnits ?? 999), index: items.count, isPerishable: isPerishable))
      }
      products.append(product)
    }
  }

  private mutating func product(_ index: Int, of good: DemoGood) -> (Product, title: String) {
    let brand = random.pick(DemoCatalogue.brands)
    let style = DemoCatalogue.styles[random.below(DemoCatalogue.styles.count)]
    let use = DemoCatalogue.uses[random.below(DemoCatalogue.uses.count)]
    let hasUse = random.chance(6000)
    let title = "\(brand) \(style.english) \(good.english)" + (hasUse ? " \(use.english)" : "")
    let chinese = "\(brand) \(hasUse ? use.chinese : "")\(style.chinese)\(good.chinese)"
    let slug = "\(style.english) \(good.english)".lowercased().split(separator: " ").joined(separator: "-")
    let serial = DemoNumbers.padded(index + 1, 4)
    var product = Product(id: 0, number: "\(slug)-\(serial)", title: title, brand: brand, category: good.category)
    product.body = "<p>\(title). Material: \(good.material).</p>"
    product.source = random.pick([.sourced, .sourced, .supplier, .supplier, .custom], or: .sourced)
    product.review = random.pick(
      [.approved, .approved, .approved, .approved, .approved, .approved, .draft, .inReview, .rejected, .retired],
      or: .approved)
    product.tags = tags(good)
    product.translations = [
      Translation(
        locale: "zh-Hans", field: "title", text: chinese, origin: random.chance(7000) ? .human : .machine,
        reviewedVersion: random.chance(5000) ? 1 : nil)
    ]
    product.images = (0..<random.within(1...4)).map {
      ProductImage(address: "https://cdn.example.com/p/\(slug)-\(serial)-\($0 + 1).jpg", position: $0 + 1, alt: title)
    }
    let price = random.within(good.price) / 100 * 100 + 99
    let initials = String(good.english.split(separator: " ").compactMap(\.first)).uppercased()
    let stem = "\(initials)-\(serial)"
    let (names, choices) = choices(good.options)
    product.optionNames = names
    let grams = Int64(random.within(good.grams))
    let customs = CustomsProfile(
      hsCode: random.chance(9700) ? good.hsCode : "",
      origin: random.chance(8800) ? "CN" : random.pick(["VN", "TR", "DE", "JP", "IN"]),
      declaredName: good.english.lowercased(), material: good.material)
    let hazards = good.hazard.split(separator: ",").compactMap { Hazard(rawValue: String($0)) }
    for (offset, choice) in choices.enumerated() {
      var variant = Variant(position: offset + 1, sku: choice.codes.reduce(stem) { $0 + "-" + $1 })
      variant.optionValues = choice.values
      variant.prices = [Money(minorUnits: Int64(price + choice.extra), currency: .dollar)]
      if random.chance(1500) { variant.compareAtPrice = Money(minorUnits: Int64(price * 13 / 10), currency: .dollar) }
      variant.barcodes = [Barcode(code: DemoNumbers.gtin13(index * 40 + offset))]
      if random.chance(600) {
        variant.barcodes.append(Barcode(code: DemoNumbers.gtin13(500_000 + index * 40 + offset), packQuantity: 12))
      }
      variant.declared = Measures(
        grams: grams, lengthMillimetres: Int64(good.sides[0]), widthMillimetres: Int64(good.sides[1]),
        heightMillimetres: Int64(good.sides[2]))
      if random.chance(5500) {
        variant.measured = variant.declared
        variant.measured.grams = grams * random.within(Int64(94)...Int64(112)) / 100
      }
      variant.customs = customs
      variant.hazards = hazards
      product.variants.append(variant)
    }
    return (product, title)
  }

  private mutating func tags(_ good: DemoGood) -> [String] {
    var tags: [String] = []
    if random.chance(1200) { tags.append("bestseller") }
    if random.chance(800) { tags.append("新品") }
    if random.chance(700) { tags.append("clearance") }
    if good.material.contains("glass") || good.material.contains("porcelain") { tags.append("fragile") }
    return tags
  }

  private typealias Choice = (values: [String], codes: [String], extra: Int)

  private mutating func choices(_ kind: String) -> (names: [String], choices: [Choice]) {
    var colours: [Choice] = []
    let first = random.below(DemoCatalogue.colours.count)
    for step in 0..<random.within(1...4) {
      let colour = DemoCatalogue.colours[(first + step * 3) % DemoCatalogue.colours.count]
      if !colours.contains(where: { $0.values[0] == colour.0 }) { colours.append(([colour.0], [colour.1], 0)) }
    }
    switch kind {
    case "C": return (["Colour"], colours)
    case "CS":
      let sizes = [("S", 0), ("M", 0), ("L", 0), ("XL", 200)]
      return (
        ["Colour", "Size"],
        colours.flatMap { colour in sizes.map { ([colour.values[0], $0.0], [colour.codes[0], $0.0], $0.1) } }
      )
    case "P": return (["Plug"], ["EU", "UK", "US", "JP"].map { ([$0 + " plug"], [$0], 0) })
    case "K": return (["Pack"], [(["1 piece"], ["1"], 0), (["2 pieces"], ["2"], 800), (["5 pieces"], ["5"], 2500)])
    default: return ([], [([], [], 0)])
    }
  }

  private static let brands = [
    "Halden", "Mistral", "云栖", "Kōyō", "Nordvik", "Tidewell", "青木", "Lumio", "Brisa", "Fjällby", "山海", "Orbita",
    "Casa Verde", "Pinecraft", "Zhenmu", "Ostra", "Marlow & Finch", "小满", "Quill", "Soleil",
  ]
  private static let styles: [(english: String, chinese: String)] = [
    ("Classic", "经典"), ("Nordic", "北欧风"), ("Handmade", "手工"), ("Compact", "便携"), ("Premium", "高级"), ("Retro", "复古"),
    ("Minimal", "简约"), ("Large", "大号"), ("Lightweight", "轻便"), ("Blue Wave", "蓝浪"), ("Starry", "星空"), ("Cat", "猫咪"),
    ("Flower", "花卉"), ("Everyday", "日常"), ("Eco", "环保"),
  ]
  private static let uses: [(english: String, chinese: String)] = [
    ("for Home", "家用"), ("for Travel", "旅行"), ("for Office", "办公"), ("for Kids", "儿童"), ("for Gifts", "送礼"),
    ("for Outdoors", "户外"), ("with Box", "带礼盒"), ("Set", "套装"),
  ]
  private static let colours = [
    ("Black", "BLK"), ("White", "WHT"), ("Navy", "NVY"), ("Red", "RED"), ("Forest Green", "GRN"), ("Sand", "SND"),
    ("Sky Blue", "BLU"), ("Mustard", "MUS"), ("Rose", "RSE"), ("Grey", "GRY"), ("Lilac", "LIL"),
  ]
}
