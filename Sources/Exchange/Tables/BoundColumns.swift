import Domain

/// A layout's fields bound to the columns of one header, once a file.
struct BoundColumns {
  private var indices: [Int]
  private let header: [String]
  /// The currency that a column's name gives (`Order Total, USD`).
  private(set) var headerCurrency: Currency?
  private(set) var hasLines = false
  private(set) var typedCount = 0
  /// Columns whose cells hold whole lines.
  private(set) var packed: [Int] = []

  init(layout: OrderLayout, header: [String]) {
    self.header = header
    indices = Array(repeating: -1, count: OrderColumn.allCases.count)
    let tight = header.map(ColumnNames.tight)
    var loose = header.map(ColumnNames.loose)
    for (index, name) in header.enumerated() {
      if let (plain, currency) = ColumnNames.withoutCurrency(name) {
        loose[index] = ColumnNames.loose(plain)
        if headerCurrency == nil { headerCurrency = currency }
      }
    }
    for (field, names) in layout.columns {
      for name in ColumnNames.split(names) {
        let wanted = ColumnNames.tight(name)
        let index = tight.firstIndex(of: wanted) ?? loose.firstIndex(of: ColumnNames.loose(name))
        if let index {
          indices[field.rawValue] = index
          break
        }
      }
    }
    if !layout.packedLines.isEmpty {
      packed = loose.indices.filter { index in
        guard loose[index].hasPrefix(layout.packedLines) else { return false }
        let rest = loose[index].dropFirst(layout.packedLines.count)
        return rest == "s" || rest.first == " " && rest.count > 1 && rest.dropFirst().allSatisfy(\.isNumber)
      }
    }
    hasLines =
      OrderColumn.lineMarks.contains { self[$0] >= 0 } || self[.unitPrice] >= 0
      || self[.lineAmount] >= 0
    typedCount = (OrderColumn.dates + OrderColumn.amounts + [.quantity]).filter { self[$0] >= 0 }.count
  }

  @inline(__always) subscript(field: OrderColumn) -> Int { indices[field.rawValue] }

  @inline(__always) func cell(_ field: OrderColumn, _ row: Row) -> Cell {
    let index = indices[field.rawValue]
    return index < 0 ? .empty : row[index]
  }

  /// The file's own name of a field's column.
  func name(_ field: OrderColumn) -> String {
    let index = indices[field.rawValue]
    return index >= 0 && index < header.count ? header[index] : field.name
  }

  func isFiltered(_ row: Row, _ filters: [RowFilter]) -> Bool {
    BoundFilters(header: header).isFiltered(row, filters)
  }

  func looksLikeNumber(_ key: Cell) -> Bool {
    var digits = 0
    for byte in key.bytes {
      if byte == 0x20 || byte == 0x3a { return false }
      if byte >= 0x30 && byte <= 0x39 { digits += 1 }
    }
    return digits > 0
  }

  /// Whether a row holds sums over the records above it: a word for "total" as its number, or no number and nothing
  /// but amounts.
  func isTotal(_ row: Row, _ key: Cell) -> Bool {
    if key.isEmpty {
      var amounts = 0
      for index in 0..<row.count where !row[index].isBlank {
        if Amount.read(row[index].value) == nil { return SumWords.contains(row[index].value) && index < 2 }
        amounts += 1
      }
      let isRecord = OrderColumn.lineMarks.contains { !cell($0, row).isBlank }
      return amounts > 0 && !isRecord && !OrderColumn.dates.contains { !cell($0, row).isBlank }
    }
    return SumWords.contains(key)
  }

  func hasBlank(_ key: Cell) -> Bool { key.bytes.contains(0x20) || key.bytes.contains(0x3a) || key.hasWideBytes }

  /// How many of the row's dates, amounts and quantities can be read, and how many cannot.
  func typedCells(_ row: Row, mapper: OrderTableMapper) -> (good: Int, bad: Int) {
    var (good, bad) = (0, 0)
    for field in OrderColumn.dates where self[field] >= 0 && !cell(field, row).isBlank {
      let date = DateText.read(cell(field, row), zone: .utc, order: mapper.dateOrder, zoneNamed: { _ in .utc })
      if date == nil { bad += 1 } else { good += 1 }
    }
    for field in OrderColumn.amounts + [.quantity] where self[field] >= 0 && !cell(field, row).isBlank {
      if Amount.read(cell(field, row).trimmed) == nil { bad += 1 } else { good += 1 }
    }
    return (good, bad)
  }
}

/// Finds the columns of a profile's conditions.
struct BoundFilters {
  let header: [String]

  /// Whether a condition keeps the row out.
  func isFiltered(_ row: Row, _ filters: [RowFilter]) -> Bool {
    for filter in filters {
      let wanted = ColumnNames.loose(filter.column)
      guard let index = header.firstIndex(where: { ColumnNames.loose($0) == wanted }) else { continue }
      if filter.values.contains(row[index].trimmed.text) != filter.keeps { return true }
    }
    return false
  }
}

/// The currency of a column, looked up once for each change of value.
struct CurrencyCache {
  private var bytes: [UInt8] = []
  private var currency: Currency?

  mutating func read(_ cell: Cell) -> Currency? {
    if cell.equals(bytes) { return currency }
    bytes = Array(cell.bytes)
    let word = cell.text
    currency = CurrencySigns.currency(word, given: nil, hasDecimals: true)
    // `XXX` says that there is none.
    if currency == Currency.none { currency = nil }
    return currency
  }
}
