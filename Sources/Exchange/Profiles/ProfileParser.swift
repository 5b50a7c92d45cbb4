import Domain
internal import TOMLKit

/// Turns the TOML of a mapping profile into a layout; every fault is named by line and key.
struct ProfileParser {
  let text: String

  func content() throws(ProfileRefusal) -> MappingProfile.Content {
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw ProfileRefusal(line: error.source.begin.line, key: "", why: Self.firstSentence(error.description))
    } catch {
      throw ProfileRefusal(line: 0, key: "", why: "it is no TOML")
    }
    switch try text("kind", table) ?? "orders" {
    case "orders": return .orders(try orders(table))
    case "products": return .products(try products(table))
    case "stock": return .stock(try stock(table))
    case let kind: throw wrong("kind", kind, "orders, products or stock")
    }
  }

  private func orders(_ table: TOMLTable) throws(ProfileRefusal) -> OrderLayout {
    try check(table, Self.keys)
    let id = try needed("id", table)
    let title = try text("title", table)
    var layout = OrderLayout(id: id, title: title ?? id, columns: try columns(table), marks: "")
    guard layout.columns[.externalId] != nil else {
      throw ProfileRefusal(
        line: line(of: "columns"), key: "externalId", why: "it is missing: no row could be told apart")
    }
    try recognition(table, &layout)
    try habits(table, &layout)
    layout.statuses = try statuses("status", table)
    layout.paymentStatuses = try statuses("paymentStatus", table)
    layout.fulfilmentStatuses = try statuses("fulfilmentStatus", table)
    layout.constants = try constants(table)
    layout.filters = try filters(table)
    return layout
  }

  private static let keys: Set<String> = [
    "id", "title", "kind", "delimiter", "decimal", "dates", "zone", "currency", "tax", "idPrefix", "cancelledPrefix",
    "blankContinues", "whole", "footers", "always", "recognise", "columns", "constants", "status", "paymentStatus",
    "fulfilmentStatus", "filter", "itemsAfterDiscount", "discountIsChange",
  ]

  func check(_ table: TOMLTable, _ known: Set<String>) throws(ProfileRefusal) {
    for key in table.keys where !known.contains(key) {
      throw ProfileRefusal(line: line(of: key), key: key, why: "no such key is known")
    }
  }

  private func recognition(_ table: TOMLTable, _ layout: inout OrderLayout) throws(ProfileRefusal) {
    // A profile gives way to a built-in format that knows the file better.
    layout.handicap = 30
    guard let section = try section("recognise", table) else {
      layout.marksNeeded = Int.max
      return
    }
    let names = try list("columns", section)
    layout.marks = names.joined(separator: "|")
    layout.marksNeeded = names.isEmpty ? Int.max : names.count
    layout.forbids = try list("unless", section).joined(separator: "|")
  }

  private func habits(_ table: TOMLTable, _ layout: inout OrderLayout) throws(ProfileRefusal) {
    layout.delimiter = try delimiter(table)
    if let word = try text("decimal", table) {
      guard let sign = DecimalSign(rawValue: word) else { throw wrong("decimal", word, "point or comma") }
      layout.decimal = sign
    }
    if let word = try text("dates", table) {
      guard let order = DateOrder(rawValue: word) else {
        throw wrong("dates", word, "monthFirst, dayFirst or yearFirst")
      }
      layout.dateOrder = order
    }
    if let word = try text("currency", table) {
      guard let currency = Currency(word) else { throw wrong("currency", word, "an ISO 4217 code such as EUR") }
      layout.currency = currency
    }
    if let word = try text("tax", table) {
      let rules: [String: OrderLayout.TaxRule] = [
        "added": .added, "included": .included, "byTotal": .byTotal, "byCurrency": .byCurrency,
      ]
      guard let rule = rules[word] else { throw wrong("tax", word, "added, included, byTotal or byCurrency") }
      layout.tax = rule
    }
    if let word = try text("always", table) {
      guard let meaning = StatusMeaning(word) else { throw wrong("always", word, "state/payment/fulfilment") }
      layout.always = meaning
    }
    layout.zoneName = try text("zone", table)
    layout.idPrefix = try text("idPrefix", table) ?? ""
    layout.cancelledPrefix = try text("cancelledPrefix", table) ?? ""
    layout.blankContinues = try flag("blankContinues", table)
    layout.itemsAfterDiscount = try flag("itemsAfterDiscount", table)
    layout.discountIsChange = try flag("discountIsChange", table)
    layout.footers = try list("footers", table).map { $0.lowercased() }
    for name in try list("whole", table) { layout.wholeNumberFields.insert(try field(name)) }
  }

  private func columns(_ table: TOMLTable) throws(ProfileRefusal) -> [OrderColumn: String] {
    guard let section = try section("columns", table) else {
      throw ProfileRefusal(line: 0, key: "columns", why: "the section is missing: it says which column is which field")
    }
    var columns: [OrderColumn: String] = [:]
    for key in section.keys { columns[try field(key)] = try list(key, section).joined(separator: "|") }
    return columns
  }

  private func constants(_ table: TOMLTable) throws(ProfileRefusal) -> [OrderColumn: String] {
    var constants: [OrderColumn: String] = [:]
    guard let section = try section("constants", table) else { return constants }
    for key in section.keys { constants[try field(key)] = try text(key, section) }
    return constants
  }

  private func statuses(_ name: String, _ table: TOMLTable) throws(ProfileRefusal) -> StatusWords {
    var words = StatusWords()
    guard let section = try section(name, table) else { return words }
    for key in section.keys {
      let meaning = try text(key, section) ?? ""
      guard words.add(key, meaning) else { throw wrong(key, meaning, "state/payment/fulfilment such as open/paid/-") }
    }
    return words
  }

  func filters(_ table: TOMLTable) throws(ProfileRefusal) -> [RowFilter] {
    guard let value = table["filter"] else { return [] }
    guard let array = value.array else { throw wrong("filter", "", "[[filter]] sections") }
    var filters: [RowFilter] = []
    for entry in array {
      guard let section = entry.table else { throw wrong("filter", "", "[[filter]] sections") }
      let column = try needed("column", section)
      let keep = try list("keep", section)
      let drop = try list("drop", section)
      guard keep.isEmpty != drop.isEmpty else { throw wrong("filter", column, "either keep or drop") }
      filters.append(RowFilter(column: column, values: Set(keep + drop), keeps: !keep.isEmpty))
    }
    return filters
  }

  // MARK: values

  private func field(_ name: String) throws(ProfileRefusal) -> OrderColumn {
    guard let field = OrderColumn.named(name) else { throw unknown(name, of: OrderColumn.allCases.map(\.name)) }
    return field
  }

  /// A field that nobody knows, with those that begin alike.
  func unknown(_ name: String, of names: [String]) -> ProfileRefusal {
    let near = names.filter { $0.lowercased().hasPrefix(name.prefix(4).lowercased()) }
    let hint =
      near.isEmpty ? "known are \(names.joined(separator: ", "))" : "near it are \(near.joined(separator: ", "))"
    return ProfileRefusal(line: line(of: name), key: name, why: "no such field is known; \(hint)")
  }

  func delimiter(_ table: TOMLTable) throws(ProfileRefusal) -> UInt8? {
    guard let sign = try text("delimiter", table) else { return nil }
    let known: [String: UInt8] = [",": 0x2c, ";": 0x3b, "|": 0x7c, "\t": 0x09, "tab": 0x09]
    guard let byte = known[sign] else { throw wrong("delimiter", sign, ", ; | or tab") }
    return byte
  }

  func needed(_ key: String, _ table: TOMLTable) throws(ProfileRefusal) -> String {
    guard let text = try text(key, table), !text.isEmpty else {
      throw ProfileRefusal(line: 0, key: key, why: "it is missing")
    }
    return text
  }

  func text(_ key: String, _ table: TOMLTable) throws(ProfileRefusal) -> String? {
    guard let value = table[key] else { return nil }
    guard let text = value.string else { throw wrong(key, "", "text in quotation marks") }
    return text
  }

  func flag(_ key: String, _ table: TOMLTable) throws(ProfileRefusal) -> Bool {
    guard let value = table[key] else { return false }
    guard let flag = value.bool else { throw wrong(key, "", "true or false") }
    return flag
  }

  func list(_ key: String, _ table: TOMLTable) throws(ProfileRefusal) -> [String] {
    guard let value = table[key] else { return [] }
    if let text = value.string { return [text] }
    guard let array = value.array else { throw wrong(key, "", "text or a list of texts") }
    var texts: [String] = []
    for entry in array {
      guard let text = entry.string else { throw wrong(key, "", "text or a list of texts") }
      texts.append(text)
    }
    return texts
  }

  func section(_ key: String, _ table: TOMLTable) throws(ProfileRefusal) -> TOMLTable? {
    guard let value = table[key] else { return nil }
    guard let section = value.table else { throw wrong(key, "", "a section [\(key)]") }
    return section
  }

  func wrong(_ key: String, _ found: String, _ expected: String) -> ProfileRefusal {
    let what = found.isEmpty ? "" : "“\(found)” is wrong; "
    return ProfileRefusal(line: line(of: key), key: key, why: "\(what)\(expected) was expected")
  }

  /// The line on which a key or a section stands: the parser's values do not say.
  func line(of key: String) -> Int { TOMLLines(text).line(of: key) }

  private static func firstSentence(_ text: String) -> String {
    let line = text.split(separator: "\n").first.map(String.init) ?? "it is no TOML"
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }
}
