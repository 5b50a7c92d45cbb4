import Domain

/// The stock-on-hand tables that are known by their columns.
enum StockLayouts {
  static let formats: [Format] =
    [openBoxes, portolan, shopify, shopifyByPlace].map(\.format) + [general]

  /// OpenBoxes' sheet for a physical count. It names no warehouse: the file is of one.
  static let openBoxes = StockLayout(
    id: "openboxes-inventory-csv", title: "OpenBoxes inventory (CSV)",
    columns: [
      .sku: ["Product code"], .title: ["Product name"], .lot: ["Lot number"], .expiresAt: ["Expiration date"],
      .bin: ["Bin location"], .quantity: ["Physical QOH"], .reason: ["Comment"],
    ],
    marks: ["Product code", "Bin location", "OB QOH", "Physical QOH", "Lot number"], marksNeeded: 4, goesOut: true)

  /// Our own: everything that a count can say.
  static let portolan = StockLayout(
    id: "stock-csv", title: "Portolan stock (CSV)",
    columns: [
      .sku: ["sku"], .place: ["warehouse"], .bin: ["bin"], .lot: ["lot"], .expiresAt: ["expires"],
      .condition: ["condition"], .owner: ["owner"], .quantity: ["on_hand"], .reason: ["reason"],
      .countedAt: ["counted_at"], .title: ["title"],
    ],
    marks: ["sku", "warehouse", "bin", "lot", "owner", "on_hand"], dateOrder: .yearFirst, goesOut: true)

  /// Shopify's inventory export, a row for each variant and location: `On hand (new)` is what somebody counted, and
  /// where it is empty `On hand (current)` or the older `On hand` is what is there.
  static let shopify = StockLayout(
    id: "shopify-inventory-csv", title: "Shopify inventory (CSV)",
    columns: [
      .sku: ["SKU"], .place: ["Location"], .bin: ["Bin name"], .title: ["Title"],
      .quantity: ["On hand (new)", "On hand (current)", "On hand"], .available: ["Available"],
    ],
    marks: ["Handle", "Option1 Name", "SKU", "HS Code", "COO", "Location"], marksNeeded: 5,
    forbids: ["Variant SKU", "Variant Price"], goesOut: true)

  /// The oldest one: a column for each location, which holds what may still be sold there.
  static let shopifyByPlace: StockLayout = {
    var layout = StockLayout(
      id: "shopify-inventory-places-csv", title: "Shopify inventory, a column a location (CSV)",
      columns: [.sku: ["SKU"], .title: ["Title"]],
      marks: ["Handle", "Option1 Name", "Option1 Value", "SKU", "HS Code", "COO"],
      forbids: [
        "Variant SKU", "Variant Price", "Price", "Vendor", "Body (HTML)", "Type", "Tags", "Location", "On hand",
        "On hand (current)", "Available",
      ])
    layout.placesAreColumns = true
    return layout
  }()

  /// Names beside which columns are places.
  static let shopifyOwn: Set<String> = Set(
    [
      "handle", "title", "option1 name", "option1 value", "option2 name", "option2 value", "option3 name",
      "option3 value", "sku", "barcode", "hs code", "coo",
    ])

  /// Any other table with a SKU and a number that is surely stock: by a column that is called so, or by a number
  /// beside a warehouse, a bin or a lot.
  static let general: Format = {
    let layout = StockLayout(
      id: "general-stock-csv", title: "Stock by plain column names", columns: StockLayout.usualColumns)
    return Format(
      id: layout.id, title: layout.title, kinds: ["stock"], recognise: { general($0.records).score },
      makeReader: { TableReader(StockTable(layout: layout, context: $0)) })
  }()

  /// Where the header of a general table stands, and how surely it is one.
  static func general(_ records: [[String]]) -> HeaderMatch {
    var best = HeaderMatch()
    let names = StockLayout.usualColumns.mapValues { Set($0.map(ColumnNames.loose)) }
    let sure = Set(StockLayout.stockWords.map(ColumnNames.loose))
    for (index, record) in records.enumerated() where record.count > 1 {
      let loose = Set(record.map(ColumnNames.loose))
      func has(_ field: StockColumn) -> Bool { names[field].map { !$0.isDisjoint(with: loose) } ?? false }
      if !loose.isDisjoint(with: foreign) || !(has(.sku) || has(.barcode)) || !has(.quantity) { continue }
      let isSure = !sure.isDisjoint(with: loose)
      let isPlaced = has(.place) || has(.bin) || has(.lot)
      if !isSure && !isPlaced { continue }
      let known = names.values.reduce(into: Set<String>()) { $0.formUnion($1) }
      let score = (isSure && isPlaced ? 45 : 35) + loose.intersection(known).count * 15 / max(loose.count, 1)
      if score > best.score { best = HeaderMatch(score: score, index: index) }
    }
    return best
  }

  /// Columns of orders, price lists and plans of buying: their numbers are no stock.
  private static let foreign: Set<String> = Set(
    [
      "order id", "order number", "order", "order date", "bestellnummer", "订单号", "订单编号", "unit price", "price", "单价",
      "variant price", "invoiceno", "invoice", "tracking number", "reorder quantity", "min quantity", "max quantity",
      "total", "preis", "quantity purchased", "customer", "buyer",
    ].map(ColumnNames.loose))
}
