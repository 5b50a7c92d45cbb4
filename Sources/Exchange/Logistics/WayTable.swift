import Domain

/// Which table of a carrier it is.
enum WayTableKind: Sendable {
  case rates, services, zones

  var id: String {
    switch self {
    case .rates: "shipping-rates"
    case .services: "shipping-services"
    case .zones: "shipping-zones"
    }
  }

  var title: String {
    switch self {
    case .rates: "Rate sheets of carriers: a row a zone and weight bracket (CSV)"
    case .services: "Carriers' services and what they take (CSV)"
    case .zones: "Zones of rate sheets by country, state and postcode (CSV)"
    }
  }

  var columns: [WayColumn] {
    switch self {
    case .rates:
      [
        .service, .carrier, .zone, .country, .region, .postcodes, .postcodeFrom, .postcodeTo, .weight, .weightFrom,
        .weightTo, .weightUnit, .firstWeight, .firstPrice, .stepWeight, .stepPrice, .perKilogram, .flat, .handling,
        .registration, .salePrice, .currency, .days, .daysHalf, .daysMost, .fuel, .remote, .oversize, .oversizeOver,
        .divisor, .excess, .minimum, .rounding, .validFrom, .validUntil,
      ]
    case .services:
      [
        .service, .carrier, .name, .features, .origins, .minWeight, .maxWeight, .longest, .girth, .sumOfSides,
        .valueLimit, .currency, .hazards, .cutOff, .loss, .weightUnit,
      ]
    case .zones: [.service, .zone, .country, .region, .postcodes, .postcodeFrom, .postcodeTo]
    }
  }

  /// Names of columns that only other tables have: orders, stock, addresses, products.
  private static let forbidden: Set<String> = [
    "order id", "order number", "order no", "order", "订单号", "订单编号", "sku", "quantity", "qty", "数量", "street", "address",
    "address 1", "地址", "recipient", "收件人", "buyer", "tracking number", "tracking", "运单号", "email", "title", "handle",
  ]

  /// How surely a header is of this table.
  func score(_ names: [String]) -> Int {
    if names.count < 2 { return 0 }
    if names.contains(where: { WayTableKind.forbidden.contains(ColumnNames.loose($0)) }) { return 0 }
    let header = WayHeader(names, of: columns)
    let share = header.columns.count * 30 / max(names.count, 1)
    switch self {
    case .rates:
      let marks = header.count([
        .perKilogram, .firstPrice, .stepPrice, .handling, .registration, .weight, .weightTo, .days, .fuel, .divisor,
      ])
      let isPriced = header.has(any: [.perKilogram, .flat, .firstPrice])
      // A price by weight and country under a carrier's service is a rate, whatever else stands there.
      let isOfService = header.has(.service) && header.has(.carrier)
      return isPriced && header.has(any: [.country, .zone]) && marks >= (isOfService ? 1 : 2) ? 62 + share : 0
    case .services:
      let marks = header.count([
        .features, .maxWeight, .longest, .girth, .sumOfSides, .valueLimit, .hazards, .cutOff, .loss, .origins,
      ])
      return header.has(.service) && header.has(.carrier) && marks >= 2 ? 62 + share : 0
    case .zones:
      let marks = header.count([.service, .region, .postcodes, .postcodeFrom])
      return header.has(.zone) && header.has(.country) && marks >= 1 && header.columns.count * 2 >= names.count
        ? 61 + share : 0
    }
  }
}

/// What carriers hand out as tables: read by column names in English and Chinese.
enum WayFormats {
  static let all: [Format] = [format(.rates), format(.services), format(.zones)]

  private static func format(_ kind: WayTableKind) -> Format {
    Format(
      id: kind.id, title: kind.title, kinds: ["ways"], columns: kind.columns.map(\.names),
      recognise: { sample in sample.records.map(kind.score).max() ?? 0 },
      makeReader: { TableReader(WayTable(kind, context: $0)) })
  }
}

/// Why a row of a carrier's table is not taken in.
struct WayFault: Error {
  var column: WayColumn
  var code: IssueCode
  var found: String

  init(_ column: WayColumn, _ code: IssueCode, _ found: String = "") {
    self.column = column
    self.code = code
    self.found = found
  }
}

/// Makes rates, services or places of a table's rows.
final class WayTable: TableMapper {
  private let kind: WayTableKind
  private let context: ReadingContext
  private var header = WayHeader([], of: [])
  private var headerNumber = 0
  private var rowNumber = 0
  /// Which numbers of a price column certainly have a comma or a point before their decimals.
  private var sign: DecimalSign?

  init(_ kind: WayTableKind, context: ReadingContext) {
    self.kind = kind
    self.context = context
  }

  var delimiter: UInt8? { nil }

  func score(_ records: [[String]]) -> Int { best(records).score }

  private func best(_ records: [[String]]) -> (score: Int, index: Int) {
    var best = (score: 0, index: 0)
    for (index, record) in records.enumerated() {
      // Asked for by name: whatever holds most of the columns is the header.
      let score = max(kind.score(record), WayHeader(record, of: kind.columns).columns.count)
      if score > best.score { best = (score, index) }
    }
    return best
  }

  func prepare(_ bytes: [UInt8], _ delimiter: UInt8) {
    bytes.withUnsafeBufferPointer { buffer in
      let records = DelimiterSearch.records(buffer, delimiter)
      headerNumber = best(records).index
      header = WayHeader(headerNumber < records.count ? records[headerNumber] : [], of: kind.columns)
      let prices: [WayColumn] = [.perKilogram, .flat, .firstPrice, .stepPrice, .handling, .registration, .salePrice]
      for record in records.dropFirst(headerNumber + 1) {
        for index in prices.compactMap({ header.columns[$0] }) where index < record.count && sign == nil {
          sign = Amount.read(record[index])?.shownSign
        }
      }
    }
  }

  func take(_ row: Row, _ sink: (IntakeItem) throws -> Void) throws {
    defer { rowNumber += 1 }
    if row.isBlank && row.faults.isEmpty { return try sink(.skipped(RowIssue(line: row.line, code: .blankRow))) }
    if rowNumber == headerNumber { return }
    if rowNumber < headerNumber {
      return try sink(.skipped(RowIssue(line: row.line, code: .proseRow, found: row.text)))
    }
    if row.texts == header.names {
      return try sink(.skipped(RowIssue(line: row.line, code: .headerAgain)))
    }
    if let fault = row.faults.first(where: \.makesUnreadable) {
      return try sink(.refused(RowIssue(line: row.line, code: fault.code), raw: row.text))
    }
    // Notes stand below such tables, in the first cell.
    if row.filledCount == 1, row.count > 2, !row[0].isBlank {
      return try sink(.skipped(RowIssue(line: row.line, code: .footer, found: row.text)))
    }
    let cells = WayCells(row, header, sign, context)
    let way: IncomingWay
    do throws(WayFault) {
      switch kind {
      case .rates: way = .rate(try cells.rate())
      case .services: way = .service(try cells.service())
      case .zones: way = .place(try cells.place())
      }
    } catch {
      let issue = RowIssue(line: row.line, field: header.name(error.column), code: error.code, found: error.found)
      return try sink(.refused(issue, raw: row.text))
    }
    try sink(.way(way))
  }

  func finish(_ sink: (IntakeItem) throws -> Void) throws {}
}
