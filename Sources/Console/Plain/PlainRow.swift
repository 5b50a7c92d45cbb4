internal import Domain
internal import Store

/// A row as words: what it is first, how it stands next, then its other values by name.
struct PlainRow {
  let text: String

  init(_ list: ListPane, _ row: ViewRow, _ cells: CellText) {
    let words = cells.words
    var parts = [list.number(of: row)]
    var said: Set<Field> = [.order(.number), .line(.order), .product(.number), .variant(.product), .customer(.number)]
    if list.kind == .orders {
      let shown = list.queryColumns
      if shown.contains(.order(.status)) {
        parts.append(cells.text(list.value(.order(.status), of: row), of: .order(.status), width: 80))
      }
      if let lateness = PlainRow.lateness(list, row, cells) { parts.append(lateness) }
      let holds = cells.text(list.value(.order(.holds), of: row), of: .order(.holds), width: 80)
      if !holds.isEmpty { parts.append("\(words.title(.order(.holds))): \(holds)") }
      said.formUnion([.order(.status), .order(.late), .order(.shipBy), .order(.holds)])
    }
    for field in list.columns where said.insert(field).inserted {
      let value = cells.text(list.value(field, of: row), of: field, width: 80)
      // What it is called by was said first; what only draws says nothing.
      if value == parts[0], list.value(field, of: row) == .text(value) { continue }
      if value.contains(where: { $0.isLetter || $0.isNumber }) { parts.append("\(words.title(field)): \(value)") }
    }
    text = words.list(parts)
  }

  /// `late 2d 3h`, `due in 5h`; nil where nothing is promised, or all is on its way.
  private static func lateness(_ list: ListPane, _ row: ViewRow, _ cells: CellText) -> String? {
    let words = cells.words
    let isLate = list.value(.order(.late), of: row) == .flag(true)
    guard case .instant(let due) = list.value(.order(.shipBy), of: row) else {
      return isLate ? words(.late) : nil
    }
    if isLate { return words(.plainLate(words.age(from: due, to: cells.viewer.now, columns: 16))) }
    guard case .text(let status) = list.value(.order(.status), of: row), due > cells.viewer.now,
      [.unpaid, .authorised, .partlyPaid, .paid, .processing, .partlyShipped].contains(OrderStatus(rawValue: status))
    else { return nil }
    return words(.plainDue(words.age(from: cells.viewer.now, to: due, columns: 16)))
  }
}
