import Domain

/// What a column of a stock table can mean; the names are those that a mapping profile uses.
public enum StockColumn: String, CaseIterable, Sendable {
  case sku, barcode
  /// Where it was counted; without it the warehouse that the import names.
  case place
  case bin, lot, expiresAt
  /// New, damaged, returned …: what the units are fit for.
  case condition
  case owner
  /// Units that were found. Of two columns the first that is filled counts.
  case quantity
  /// Units that may still be sold: what is promised and blocked comes on top.
  case available
  case reason
  case countedAt
  /// Read for nobody; it tells a stock table from others.
  case title
}

/// How a stock-on-hand table is read.
struct StockLayout: Sendable {
  var id: String
  var title: String
  /// Names of each field's column, the likeliest first.
  var columns: [StockColumn: [String]] = [:]
  var constants: [StockColumn: String] = [:]
  /// Columns that tell the format; so many of them must be there.
  var marks: [String] = []
  var marksNeeded: Int?
  var forbids: [String] = []
  var filters: [RowFilter] = []
  var footers: [String] = []
  var delimiter: UInt8?
  var dateOrder = DateOrder.monthFirst
  /// Whether columns that are not known are places, and their cells what may be sold there.
  var placesAreColumns = false
  var goesOut = false
  /// A profile gives way to a built-in format that knows the file better.
  var handicap = 0

  func match(_ records: [[String]]) -> HeaderMatch {
    if marks.isEmpty { return HeaderMatch() }
    let known = Set(columns.values.joined().map(ColumnNames.loose))
    var found = HeaderMatch.best(
      records, key: [], marks: marks, needed: marksNeeded ?? marks.count, forbids: forbids, known: known)
    if found.score > 0 { found.score = max(found.score - handicap, 1) }
    // Its columns are all of a table of products too, which has others beside them.
    if found.score > 0 && placesAreColumns { found.score = 99 }
    return found
  }

  var format: Format {
    let layout = self
    return Format(
      id: id, title: title, kinds: ["stock"], goesOut: goesOut, recognise: { layout.match($0.records).score },
      makeReader: { TableReader(StockTable(layout: layout, context: $0)) })
  }
}

extension StockLayout {
  /// Columns by the names that people and programs give them, the likeliest first.
  static let usualColumns: [StockColumn: [String]] = [
    .sku: [
      "sku", "product code", "item code", "item number", "item no", "article number", "seller sku", "seller-sku", "货号",
      "商品编码", "sku编码", "商家编码", "规格编码", "artikelnummer", "référence", "品番", "商品コード",
    ],
    .barcode: ["barcode", "ean", "gtin", "upc", "条码", "商品条码", "条形码", "jan"],
    .place: [
      "warehouse", "location", "site", "depot", "store", "仓库", "仓库名称", "所在仓库", "lager", "lagerort", "entrepôt", "倉庫",
    ],
    .bin: ["bin", "bin location", "bin name", "shelf", "库位", "货位", "库位编码", "lagerplatz", "emplacement", "棚番"],
    .lot: ["lot", "lot number", "batch", "batch number", "batch no", "lot no", "批次", "批次号", "批号", "charge", "ロット"],
    .expiresAt: [
      "expires", "expiry", "expiry date", "expiration date", "best before", "有效期", "有效期至", "到期日", "保质期至", "mhd",
      "verfallsdatum", "date de péremption", "賞味期限",
    ],
    .condition: ["condition", "status", "quality", "disposition", "库存状态", "品质", "货品状态", "良品", "zustand", "état"],
    .owner: ["owner", "货主", "eigentümer", "propriétaire"],
    .quantity: usualQuantities,
    .reason: ["reason", "comment", "remark", "备注", "原因", "盘点原因", "grund", "bemerkung"],
    .countedAt: ["counted at", "count date", "as of", "snapshot date", "盘点时间", "盘点日期", "统计时间", "stand"],
    .title: ["title", "product name", "name", "description", "品名", "商品名称", "bezeichnung"],
  ]

  /// What a file of stock calls its number, surely and otherwise.
  static let stockWords = [
    "on hand", "quantity on hand", "qty on hand", "qoh", "on-hand", "onhand", "counted", "counted quantity",
    "physical count", "physical qoh", "stock", "stock on hand", "stock level", "stock quantity", "库存", "库存数量", "实盘数",
    "实盘数量", "盘点数", "盘点数量", "现有库存", "在库数量", "bestand", "lagerbestand", "menge im lager", "stock physique", "在庫数", "在庫",
  ]
  static let usualQuantities = stockWords + ["quantity", "qty", "units", "数量", "件数", "menge", "anzahl", "quantité"]
}
