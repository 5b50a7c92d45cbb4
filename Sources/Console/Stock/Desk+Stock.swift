internal import Domain
internal import Store

extension Desk {
  /// What a row of stock, of the ledger or of the places opens.
  func stockRecord(_ request: RecordRequest, in reader: any Reader) throws -> Record? {
    if request.kind == .locations {
      guard let report = try PlaceReport(of: request.id, in: reader) else { return nil }
      let history = try JournalTable.history(kind: "locations", subject: request.id, in: reader)
      return .location(LocationRecord(report: report, history: try named(history, in: reader)))
    }
    let isMove = request.kind == .moves
    let found =
      try request.variant
      ?? (isMove
        ? StockReport.variant(ofMove: request.id, in: reader) : StockReport.variant(ofQuant: request.id, in: reader))
    guard let variant = found, let report = try StockReport(of: variant, at: now(), in: reader) else { return nil }
    var history = try JournalTable.history(kind: "moves", subject: variant, in: reader)
    for lot in try LotTable.lots(of: variant, in: reader) {
      history += try JournalTable.history(kind: "lots", subject: lot.id, in: reader)
    }
    history.sort { $0.seq > $1.seq }
    return .stock(StockRecord(report: report, quant: isMove ? nil : request.id, history: history))
  }

  /// An order's history with the names of what its units are of.
  func ordersHistory(_ id: Int64, in reader: any Reader) throws -> [JournalEntry] {
    var entries = try JournalTable.history(kind: "orders", subject: id, in: reader)
    for index in entries.indices {
      entries[index].changes = try entries[index].changes.map { change in
        ["units", "lines"].contains(change.field) ? try NamedChanges.of([change], "orders", id, in: reader)[0] : change
      }
    }
    return entries
  }

  private func named(_ entries: [JournalEntry], in reader: any Reader) throws -> [JournalEntry] {
    try entries.map { entry in
      var entry = entry
      entry.changes = try NamedChanges.of(entry.changes, entry.kind, in: reader)
      return entry
    }
  }

  func units(of order: Int64, in reader: any Reader) throws -> OrderUnits {
    OrderUnits(orderId: order, units: try AllocationTable.units(of: order, in: reader))
  }

  /// Codes of the warehouses that units may be in.
  func warehouseCodes(in reader: any Reader) throws -> [Int64: String] {
    try LocationTable.warehouses(in: reader).reduce(into: [:]) { $0[$1.id] = $1.code }
  }

  /// A code in the stock pane is looked for in the stock first: the SKU itself, or what else its variant is called.
  func stock(_ search: Search, in reader: any Reader) throws -> Found? {
    guard PaneName(search.kind) == .stock else { return nil }
    if search.kind == .locations {
      let places = try Views.find(search.text, kind: .locations, in: reader)
      if !places.isEmpty { return Found(kind: .locations, ids: places) }
    }
    guard let (kind, ids) = try Views.lookUp(search.text, in: reader), kind == .variants, let variant = ids.first else {
      return nil
    }
    guard let report = try StockReport(of: variant, at: now(), in: reader), let first = report.standings.first else {
      return nil
    }
    return Found(kind: .stock, ids: [first.quantId])
  }

  /// What a row is called where a code stands for several things.
  func stockTitle(_ kind: Kind, _ id: Int64, in reader: any Reader) throws -> String {
    if kind == .locations {
      return try PlaceReport(of: id, in: reader).map { "\($0.place.code)  \($0.place.name)" } ?? ""
    }
    let variant =
      kind == .moves
      ? try StockReport.variant(ofMove: id, in: reader) : try StockReport.variant(ofQuant: id, in: reader)
    return try variant.flatMap { try StockReport(of: $0, at: now(), in: reader) }.map { "\($0.sku)  \($0.title)" } ?? ""
  }

  /// Places for what is typed into a field that names one.
  func places(_ wanted: Suggesting, in reader: any Reader) throws -> [VariantTable.Suggestion] {
    try PlaceReport.suggestions(wanted.text, whole: wanted.isWarehouse, limit: Suggesting.limit, in: reader).map {
      place in
      VariantTable.Suggestion(sku: place.code, title: place.name, options: "")
    }
  }
}
