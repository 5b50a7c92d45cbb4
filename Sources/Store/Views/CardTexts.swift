internal import Domain

/// The texts of cards that come first in a view sorted by one of them, or next behind an anchor, so many that their
/// cards fill a page. Every other text comes behind all of these.
struct CardTexts {
  private struct Kept {
    var keys: [SQLValue]
    var cards: Int64
    /// Whether it stands where the anchor does: nobody knows how many of its rows are still to come.
    var isAtAnchor: Bool
  }

  private let order: ViewOrder
  private let anchor: PlacedRow?
  private let wanted: Int

  init(_ order: ViewOrder, from anchor: ViewAnchor?, wanted: Int) {
    self.order = order
    self.anchor = anchor.map { PlacedRow(id: 0, keys: $0.keys) }
    self.wanted = wanted
  }

  /// As they are written, and whether no card has another one behind the anchor: all together they may not fill a page.
  func read(_ column: SQL, with keys: inout SortKeyReader, in reader: any Reader) throws
    -> (texts: [String], areAll: Bool)
  {
    guard var gate = PageGate(order, keys, backwards: false) else { return ([], false) }
    // A server counts faster than a million rows come over its line; here they are at hand.
    let statement: SQL =
      reader.dialect == .postgres
      ? "SELECT 0, \(column), COUNT(*) FROM \(Driver.cardsInOrder) WHERE \(column) <> '' GROUP BY \(column)"
      : "SELECT 0, \(column), 1 FROM \(Driver.cardsInOrder) WHERE \(column) <> ''"
    var kept: [String: Kept] = [:]
    var counted = 0
    var isFull = false
    try reader.forEach(statement) { row in
      if gate.refuses(row) { return true }
      let text = row.text(1)
      if kept[text] != nil {
        kept[text]?.cards += row.integer(2)
      } else {
        let placed = PlacedRow(id: 0, keys: try keys.read(row, first: 1))
        if placed.keys.first == .null { return true }
        let isAtAnchor = anchor?.keys == placed.keys
        if let anchor, !isAtAnchor, !order.precedes(anchor, placed) { return true }
        kept[text] = Kept(keys: placed.keys, cards: row.integer(2), isAtAnchor: isAtAnchor)
      }
      counted += 1
      if counted.isMultiple(of: max(wanted, 64)), let last = prune(&kept) {
        gate.close(behind: last)
        isFull = true
      }
      return true
    }
    if prune(&kept) != nil { isFull = true }
    return (Array(kept.keys), !isFull)
  }

  /// Leaves the first texts that fill the page, and all that sort as the last of them; nil: they do not fill it yet.
  private func prune(_ kept: inout [String: Kept]) -> PlacedRow? {
    let texts = kept.sorted { precedes($0.value, $1.value) }
    var cards: Int64 = 0
    guard
      let last = texts.first(where: { text in
        if !text.value.isAtAnchor { cards += text.value.cards }
        return cards >= Int64(wanted)
      })?.value
    else { return nil }
    kept = kept.filter { !precedes(last, $0.value) }
    return PlacedRow(id: 0, keys: last.keys)
  }

  private func precedes(_ one: Kept, _ other: Kept) -> Bool {
    one.keys != other.keys
      && order.precedes(PlacedRow(id: 0, keys: one.keys), PlacedRow(id: 0, keys: other.keys))
  }
}
