import Domain
internal import TOMLKit

extension ProfileParser {
  private static let productKeys: Set<String> = [
    "id", "title", "kind", "delimiter", "decimal", "currency", "weight", "length", "footers", "recognise", "columns",
    "constants", "filter",
  ]

  /// A profile of products: which column is which field of a supplier's list.
  func products(_ table: TOMLTable) throws(ProfileRefusal) -> ProductLayout {
    try check(table, Self.productKeys)
    let id = try needed("id", table)
    var layout = ProductLayout(id: id, title: try text("title", table) ?? id)
    guard let section = try section("columns", table) else {
      throw ProfileRefusal(line: 0, key: "columns", why: "the section is missing: it says which column is which field")
    }
    for key in section.keys { layout.columns[try productField(key)] = try list(key, section) }
    guard layout.columns[.sku] != nil || layout.columns[.number] != nil else {
      throw ProfileRefusal(line: line(of: "columns"), key: "sku", why: "it is missing: no row could be told apart")
    }
    if let constants = try self.section("constants", table) {
      for key in constants.keys { layout.constants[try productField(key)] = try text(key, constants) }
    }
    guard layout.columns[.title] != nil || layout.constants[.title] != nil else {
      throw ProfileRefusal(line: line(of: "columns"), key: "title", why: "it is missing: a product needs one")
    }
    if let section = try self.section("recognise", table) {
      layout.marks = try list("columns", section)
      layout.forbids = try list("unless", section)
    }
    layout.filters = try filters(table)
    layout.footers = try list("footers", table).map { $0.lowercased() }
    try habits(table, &layout)
    return layout
  }

  private func habits(_ table: TOMLTable, _ layout: inout ProductLayout) throws(ProfileRefusal) {
    layout.delimiter = try delimiter(table)
    if let word = try text("decimal", table) {
      guard let sign = DecimalSign(rawValue: word) else { throw wrong("decimal", word, "point or comma") }
      layout.decimal = sign
    }
    if let word = try text("currency", table) {
      guard let currency = Currency(word) else { throw wrong("currency", word, "an ISO 4217 code such as EUR") }
      layout.currency = currency
    }
    if let word = try text("weight", table) {
      guard let unit = ProductLayout.weights[word] else { throw wrong("weight", word, "g, kg, oz or lb") }
      layout.weight = unit
    }
    if let word = try text("length", table) {
      guard let unit = ProductLayout.lengths[word] else { throw wrong("length", word, "mm, cm, m or in") }
      layout.length = unit
    }
  }

  private func productField(_ name: String) throws(ProfileRefusal) -> ProductColumn {
    guard let field = ProductColumn(rawValue: name) else {
      throw unknown(name, of: ProductColumn.allCases.map(\.rawValue))
    }
    return field
  }
}
