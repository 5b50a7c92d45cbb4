import Domain
internal import TOMLKit

extension ProfileParser {
  private static let stockKeys: Set<String> = [
    "id", "title", "kind", "delimiter", "dates", "footers", "recognise", "columns", "constants", "filter",
  ]

  /// A profile of stock: which column is which field of a warehouse's list.
  func stock(_ table: TOMLTable) throws(ProfileRefusal) -> StockLayout {
    try check(table, Self.stockKeys)
    let id = try needed("id", table)
    var layout = StockLayout(id: id, title: try text("title", table) ?? id)
    layout.handicap = 30
    guard let section = try section("columns", table) else {
      throw ProfileRefusal(line: 0, key: "columns", why: "the section is missing: it says which column is which field")
    }
    for key in section.keys { layout.columns[try stockField(key)] = try list(key, section) }
    guard layout.columns[.sku] != nil || layout.columns[.barcode] != nil else {
      throw ProfileRefusal(line: line(of: "columns"), key: "sku", why: "it is missing: no row could be told apart")
    }
    guard layout.columns[.quantity] != nil || layout.columns[.available] != nil else {
      throw ProfileRefusal(line: line(of: "columns"), key: "quantity", why: "it is missing: nothing would be counted")
    }
    if let constants = try self.section("constants", table) {
      for key in constants.keys { layout.constants[try stockField(key)] = try text(key, constants) }
    }
    if let section = try self.section("recognise", table) {
      layout.marks = try list("columns", section)
      layout.forbids = try list("unless", section)
    }
    layout.filters = try filters(table)
    layout.footers = try list("footers", table).map { $0.lowercased() }
    layout.delimiter = try delimiter(table)
    if let word = try text("dates", table) {
      guard let order = DateOrder(rawValue: word) else {
        throw wrong("dates", word, "monthFirst, dayFirst or yearFirst")
      }
      layout.dateOrder = order
    }
    return layout
  }

  private func stockField(_ name: String) throws(ProfileRefusal) -> StockColumn {
    guard let field = StockColumn(rawValue: name) else {
      throw unknown(name, of: StockColumn.allCases.map(\.rawValue))
    }
    return field
  }
}
