public import Domain
internal import Exchange
public import Store

/// Stock on its way out: rows of a view become lines of a sheet, or members of our own document.
///
/// Not Sendable: one run owns it.
public final class StockExport {
  private let store: Store
  private let now: Instant
  /// nil: the JSON document.
  private let sheet: StockSheet?
  private let put: (String) throws -> Void
  private let writer = CSVWriter()
  private let json = JSONWriter()
  private var isFirst = true
  private var products: [Int64: Product] = [:]
  /// Whole warehouses, in the order in which they first came.
  private var sums: [Key: StockRow] = [:]
  private var order: [Key] = []

  private struct Key: Hashable {
    var variant: Int64
    var warehouse: Int64
  }

  public init(store: Store, format: String, now: Instant, put: @escaping (String) throws -> Void) {
    self.store = store
    self.now = now
    sheet = StockSheet(rawValue: format)
    self.put = put
  }

  public static let formats = StockSheet.allCases.map(\.rawValue) + ["stock-json"]

  public func begin() throws {
    try put(sheet.map { writer.line($0.header) } ?? "{\"stock\":[")
  }

  /// Rows of `stock` by their ids, some hundred at a time. What lies with others (FBA, on its way) is no stock of ours.
  public func add(_ ids: [Int64]) throws {
    try store.connection.readNow { reader in
      for units in try StandingUnits.load(ids, in: reader) where units.place.type.isOwn {
        let row = try self.row(units, reader)
        if sheet?.isByWarehouse == true { try sum(row, units, reader) } else { try tell(row) }
      }
    }
  }

  public func finish() throws {
    for key in order { if let row = sums[key] { try tell(row) } }
    if sheet == nil { try put("\n]}\n") }
  }

  private func tell(_ row: StockRow) throws {
    if let sheet {
      try put(writer.line(sheet.cells(row)))
    } else {
      try put((isFirst ? "\n" : ",\n") + json.text(StockSheet.member(row)))
      isFirst = false
    }
  }

  private func row(_ units: StandingUnits, _ reader: any Reader) throws -> StockRow {
    let product = try product(units.productId, reader)
    let variant = product?.variants.first { $0.id == units.variantId }
    let name = units.warehouse.name
    var row = StockRow(
      sku: units.sku, title: product?.title ?? "", product: product?.number ?? "", warehouse: units.warehouse.code,
      warehouseName: name.isEmpty ? units.warehouse.code : name, onHand: units.quantity)
    row.optionNames = product?.optionNames ?? []
    row.optionValues = variant?.optionValues ?? []
    row.hsCode = variant?.customs.hsCode ?? ""
    row.origin = variant?.customs.origin ?? ""
    row.bin = units.place.id == units.warehouse.id ? "" : units.place.code
    row.lot = units.lot?.code ?? ""
    row.expiresAt = units.lot?.expiresAt
    row.use = units.place.use
    row.owner = units.owner
    return row
  }

  private func sum(_ row: StockRow, _ units: StandingUnits, _ reader: any Reader) throws {
    let key = Key(variant: units.variantId, warehouse: units.warehouse.id)
    if var known = sums[key] {
      known.onHand += row.onHand
      // Several bins are none that could be named.
      if known.bin != row.bin { known.bin = "" }
      sums[key] = known
      return
    }
    var first = row
    let figures = try StockFigures.availability(of: units.variantId, at: now, in: reader)[units.warehouse.id]
    first.committed = figures?.reserved ?? 0
    first.unavailable = figures.map { $0.blocked + $0.uncounted + $0.elsewhere } ?? 0
    sums[key] = first
    order.append(key)
  }

  private func product(_ id: Int64, _ reader: any Reader) throws -> Product? {
    if let known = products[id] { return known }
    if products.count > 2000 { products.removeAll(keepingCapacity: true) }
    products[id] = try ProductTable.load(id, in: reader)
    return products[id]
  }
}
