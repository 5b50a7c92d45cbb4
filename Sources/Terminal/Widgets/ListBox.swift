/// A short list to choose from: menus, completions, pickers.
public struct ListBox: Hashable, Sendable {
  public struct Item: Hashable, Sendable {
    public var title: String
    /// Said at the right: a key, or why it cannot be chosen.
    public var note: String
    public var isEnabled: Bool

    public init(_ title: String, note: String = "", isEnabled: Bool = true) {
      self.title = title
      self.note = note
      self.isEnabled = isEnabled
    }
  }

  public var items: [Item]
  public var selected: Int

  public init(items: [Item], selected: Int = 0) {
    self.items = items
    self.selected = selected
  }

  public var selectedItem: Item? { items.indices.contains(selected) ? items[selected] : nil }

  /// Takes a key that moves; false for all others.
  public mutating func handle(_ key: Key, page: Int = 10) -> Bool {
    switch key {
    case .up: selected -= 1
    case .down: selected += 1
    case .pageUp: selected -= page
    case .pageDown: selected += page
    case .home: selected = 0
    case .end: selected = items.count - 1
    default: return false
    }
    selected = min(max(selected, 0), max(items.count - 1, 0))
    return true
  }

  public func draw(into frame: inout Frame, in rect: Rect, isFocused: Bool = true) {
    guard !rect.isEmpty, !items.isEmpty else { return }
    let current = min(max(selected, 0), items.count - 1)
    let first = max(0, min(current - rect.height / 2, items.count - rect.height))
    for (place, item) in items[first...].prefix(rect.height).enumerated() {
      let line = Rect(x: rect.x, y: rect.y + place, width: rect.width, height: 1)
      frame.fill(line)
      var item = item
      let left = rect.width - frame.widths.columns(of: item.title) - 3
      // Why something cannot be chosen is said as far as there is room.
      if !item.isEnabled, left >= 8 { item.note = frame.widths.shortened(item.note, columns: left, cut: .end) }
      let noteColumns = frame.widths.columns(of: item.note)
      let showsNote = noteColumns > 0 && rect.width >= noteColumns + frame.widths.columns(of: item.title) + 3
      let room = showsNote ? rect.width - noteColumns - 2 : rect.width - 1
      frame.write(item.title, at: Point(rect.x + 1, line.y), width: room, role: item.isEnabled ? .text : .dim)
      if showsNote { frame.write(item.note, at: Point(rect.maxX - noteColumns - 1, line.y), role: .dim) }
      guard first + place == current else { continue }
      frame.restyle(line, role: isFocused ? .selected : .selectedDim)
      if isFocused { frame.cursor = line.origin }
    }
  }
}
