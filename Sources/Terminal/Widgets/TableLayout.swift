/// A column of a table, before it is known how much room there is.
public struct TableColumn: Hashable, Sendable {
  public let id: String
  public var title: String
  /// Fewest and most columns of the screen.
  public var minimum: Int
  public var maximum: Int
  /// 0 stays longest; where room is short the highest number goes first.
  public var priority: Int
  public var align: Alignment
  /// Which part of a text goes where it has no room.
  public enum Cut: Hashable, Sendable { case start, middle, end }

  /// Takes a share of what room is left over.
  public var grows: Bool
  public var cut: Cut

  public init(
    id: String, title: String, minimum: Int, maximum: Int, priority: Int = 0, align: Alignment = .left,
    grows: Bool = false, cut: Cut = .end
  ) {
    self.id = id
    self.title = title
    self.minimum = max(minimum, 1)
    self.maximum = max(maximum, minimum, 1)
    self.priority = priority
    self.align = align
    self.grows = grows
    self.cut = cut
  }
}

/// Columns fitted into a width: the least wanted go first, the others get what they need, growing ones the rest.
public struct TableLayout: Hashable, Sendable {
  public struct Placed: Hashable, Sendable {
    /// Place in the columns given.
    public let index: Int
    /// From the table's left edge.
    public let x: Int
    public let width: Int
  }

  public let columns: [TableColumn]
  public let placed: [Placed]
  public let width: Int

  /// At least one column stays, however narrow the table. `gap` columns stand between two, one at the left edge.
  public init(columns: [TableColumn], width: Int, gap: Int = 1) {
    self.columns = columns
    self.width = max(width, 0)
    let margin = width >= 40 ? 1 : 0
    var kept = Array(columns.indices)
    func needed() -> Int { kept.reduce(0) { $0 + columns[$1].minimum } + gap * max(kept.count - 1, 0) + margin }
    while kept.count > 1 && needed() > width {
      let worst = kept.max { (columns[$0].priority, $0) < (columns[$1].priority, $1) }
      kept.removeAll { $0 == worst }
    }
    var widths = kept.map { columns[$0].minimum }
    var spare = width - needed()
    if let only = widths.first, kept.count == 1, spare < 0 { widths[0] = max(only + spare, 0) }
    for place in kept.indices where spare > 0 {
      let more = min(spare, columns[kept[place]].maximum - widths[place])
      widths[place] += more
      spare -= more
    }
    let growing = kept.indices.filter { columns[kept[$0]].grows }
    if spare > 0, !growing.isEmpty {
      for (order, place) in growing.enumerated() {
        widths[place] += spare / growing.count + (order < spare % growing.count ? 1 : 0)
      }
    }
    var x = margin
    var placed: [Placed] = []
    for (place, index) in kept.enumerated() {
      placed.append(Placed(index: index, x: x, width: widths[place]))
      x += widths[place] + gap
    }
    self.placed = placed
  }
}
