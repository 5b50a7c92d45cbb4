import Domain

/// Lines that stand packed in a cell of their order's row, as WooCommerce's exporters write them:
/// `name:Mug|sku:M|quantity:2|total:8.00`, several in one cell parted by `;`, or each in a column of its own.
extension RowReading {
  /// The row's packed lines; a cell that cannot be read makes the row unreadable.
  func readPacked(in currency: Currency?) -> [IncomingLine] {
    var lines: [IncomingLine] = []
    for index in mapper.columns.packed where !row[index].isBlank {
      for fields in PackedLines.read(row[index].text) {
        guard let line = line(fields, currency) else {
          let found = fields.map { "\($0.key):\($0.value)" }.sorted().joined(separator: "|")
          refusePacked(RowIssue(line: row.line, field: mapper.headerName(index), code: .wrongRecord, found: found))
          return []
        }
        lines.append(line)
      }
    }
    return lines
  }

  /// nil where its quantity or amount is none.
  private func line(_ fields: [String: String], _ currency: Currency?) -> IncomingLine? {
    var line = IncomingLine(
      externalId: fields["id"], sku: fields["sku"] ?? "",
      listingId: fields["variation_id"] ?? fields["product_id"] ?? "",
      title: fields["name"] ?? "")
    if line.listingId == "0" { line.listingId = fields["product_id"] ?? "" }
    if line.title.isEmpty && line.sku.isEmpty { return nil }
    if let text = fields["quantity"] ?? fields["qty"] {
      guard let count = WholeNumber.read(text), abs(count) <= 1_000_000_000 else { return nil }
      line.quantity = count
    }
    func amount(_ names: String...) -> Int64?? {
      guard let text = names.lazy.compactMap({ fields[$0] }).first, !text.isEmpty else { return .some(nil) }
      guard
        let units = Amount.read(text, currency: currency, decimal: mapper.signs[OrderColumn.lineAmount.rawValue])?
          .minorUnits, units.magnitude <= UInt64(OrderTableMapper.amountLimit)
      else { return nil }
      return .some(units)
    }
    guard let before = amount("subtotal", "sub_total"), let after = amount("total"),
      let tax = amount("total_tax", "tax")
    else { return nil }
    line.amount = before ?? after
    line.tax = tax ?? 0
    if let before, let after { line.discount = max(0, before - after) }
    return line
  }
}

/// Cuts packed lines; a sign that stands in a name, and parts no fields, stays in it.
enum PackedLines {
  private static let first: Set<String> = ["id", "name", "product_id", "item_id"]

  static func read(_ text: String) -> [[String: String]] {
    var lines: [[(key: String, value: String)]] = []
    for piece in text.split(separator: ";", omittingEmptySubsequences: false) {
      guard let last = lines.indices.last, let end = lines[last].indices.last, !begins(piece) else {
        lines.append(fields(String(piece)))
        continue
      }
      let cut = piece.firstIndex(of: "|") ?? piece.endIndex
      lines[last][end].value += ";" + piece[..<cut]
      lines[last] += fields(String(piece[cut...].dropFirst()))
    }
    return lines.map { Dictionary($0.map { ($0.key, $0.value) }) { first, _ in first } }.filter { !$0.isEmpty }
  }

  /// Whether a line begins here, and no sign of a name was taken for a divider.
  private static func begins(_ piece: Substring) -> Bool {
    guard let colon = piece.firstIndex(of: ":") else { return piece.trimmingSpaces.isEmpty }
    return first.contains(piece[..<colon].trimmingSpaces)
  }

  private static func fields(_ text: String) -> [(key: String, value: String)] {
    var fields: [(key: String, value: String)] = []
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      if let colon = part.firstIndex(of: ":"), !part[..<colon].isEmpty,
        part[..<colon].trimmingSpaces.allSatisfy(isOfKey)
      {
        fields.append((part[..<colon].trimmingSpaces, part[part.index(after: colon)...].trimmingSpaces))
      } else if let last = fields.indices.last {
        fields[last].value += "|" + part
      }
    }
    return fields
  }

  private static func isOfKey(_ character: Character) -> Bool {
    character == "_" || character.isASCII && character.isLowercase
  }
}
