import Domain

/// What a column of a product table can mean; the names are those that a mapping profile uses.
public enum ProductColumn: String, CaseIterable, Sendable {
  /// What the rows of one product share; without it each SKU is a product of its own.
  case number
  case title, brand, category, body, tags, image, revisedAt
  case sku, barcode, barcode2, price, compareAtPrice, currency
  /// In the unit that the profile's `weight` names; grams without it.
  case grams
  /// In the unit that the profile's `length` names; millimetres without it.
  case lengthMillimetres, widthMillimetres, heightMillimetres
  case hsCode, origin, declaredName, material
  case option1, option2, option3
}

/// How a supplier's list of products is read.
struct ProductLayout: Sendable {
  var id: String
  var title: String
  /// Names of each field's column, the likeliest first.
  var columns: [ProductColumn: [String]] = [:]
  var constants: [ProductColumn: String] = [:]
  /// Columns that must all be there for the file to be found by content; none: it never is.
  var marks: [String] = []
  var forbids: [String] = []
  var filters: [RowFilter] = []
  var footers: [String] = []
  var delimiter: UInt8?
  var decimal: DecimalSign?
  var currency: Currency?
  /// Thousandths of a gram and of a millimetre in one of the columns' units.
  var weight: Int64 = 1000
  var length: Int64 = 1000

  static let weights: [String: Int64] = ["g": 1000, "kg": 1_000_000, "oz": 28_350, "lb": 453_592]
  static let lengths: [String: Int64] = ["mm": 1000, "cm": 10_000, "m": 1_000_000, "in": 25_400]

  /// The header among the first records: by the columns that the profile asks for, else by those that it reads.
  func match(_ records: [[String]]) -> HeaderMatch {
    let known = Set(columns.values.joined().map(ColumnNames.loose))
    let found = HeaderMatch.best(
      records, key: [], marks: marks.isEmpty ? Array(columns.values.joined()) : marks,
      needed: marks.isEmpty ? 2 : marks.count, forbids: forbids, known: known)
    return found
  }

  var format: Format {
    let layout = self
    return Format(
      id: id, title: title, kinds: ["products"],
      // A profile gives way to a built-in format that knows the file better.
      recognise: { layout.marks.isEmpty ? 0 : max(layout.match($0.records).score - 30, 0) },
      makeReader: { TableReader(ProfiledProductTable(layout: layout, context: $0)) })
  }
}
