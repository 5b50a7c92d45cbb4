import Domain

/// Stock as a JSON document of our own: `{"stock":[{"sku":"MUG","warehouse":"SZ","onHand":12}]}`.
enum StockDocument {
  static let shape = JSONShape(lists: ["stock"], singles: [], wrappers: [], beside: ["asOf", "source"])

  static let format = Format(
    id: "stock-json", title: "Portolan stock (JSON)", kinds: ["stock"], goesOut: true,
    recognise: { sample in
      let outline = JSONOutline(sample.text)
      return outline.isJSON && outline.hasAll("stock.sku", "stock.onHand") ? 97 : 0
    },
    makeReader: { JSONRecordReader(shape: shape, context: $0) { items($0, context: $1) } })

  static func items(_ record: JSONRecord, context: ReadingContext) -> [IntakeItem] {
    let value = record.value
    let map = JSONMapping(value, line: record.line, context: context)
    guard record.key == "stock", value.isObject else {
      return map.skipped(.notThisKind, record.key.isEmpty ? value.source : record.key)
    }
    let sku = map.text(value["sku"])
    let barcode = map.text(value["barcode"])
    if sku.isEmpty && barcode.isEmpty { return map.refused(.missingId, "sku") }
    guard let units = map.requiredCount("onHand", of: value, "stock") else { return refusal(map) }
    var count = StockCount(quantity: units)
    count.barcode = barcode
    count.bin = map.text(value["bin"])
    count.lot = map.text(value["lot"])
    count.owner = map.text(value["owner"])
    count.expiresAt = map.time(value["expires"], "stock.expires")
    count.reason = StockWords.reason(map.text(value["reason"]))
    let condition = map.text(value["condition"])
    if !condition.isEmpty {
      guard let use = StockWords.use(condition) else { return map.refused(.unknownCondition, "condition", condition) }
      count.use = use.use
    }
    var stock = IncomingStock(
      sku: sku, itemId: "", location: map.text(value["warehouse"]), available: units,
      revisedAt: map.time(value["countedAt"], "stock.countedAt"), raw: value.source, line: record.line)
    stock.count = count
    return map.items(stock)
  }

  /// What is wrong with the number has been noted by the reading of it.
  private static func refusal(_ map: JSONMapping) -> [IntakeItem] {
    map.faults.first.map { [.refused($0, raw: map.record.source)] } ?? map.refused(.missingValue, "onHand")
  }
}
