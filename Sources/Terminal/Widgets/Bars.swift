/// The names of a detail's pages in one row, the open one marked; where they do not fit, those around it.
public struct Tabs: Hashable, Sendable {
  public var titles: [String]
  public var selected: Int

  public init(titles: [String], selected: Int = 0) {
    self.titles = titles
    self.selected = selected
  }

  public func draw(into frame: inout Frame, in rect: Rect) {
    for (index, place) in places(in: rect, frame.widths) {
      let role: Role = index == min(max(selected, 0), titles.count - 1) ? .selectedDim : .hint
      frame.write(" \(titles[index]) ", at: place.origin, width: place.width, role: role)
    }
  }

  /// Where each name stands that is shown.
  public func places(in rect: Rect, _ widths: WidthPolicy) -> [(index: Int, place: Rect)] {
    guard !rect.isEmpty, !titles.isEmpty else { return [] }
    let current = min(max(selected, 0), titles.count - 1)
    let columns = titles.map { widths.columns(of: $0) + 2 }
    var first = 0
    while first < current && columns[first...current].reduce(0, +) > rect.width { first += 1 }
    var x = rect.x
    var places: [(index: Int, place: Rect)] = []
    for index in first..<titles.count where x < rect.maxX {
      places.append((index, Rect(x: x, y: rect.y, width: min(columns[index], rect.maxX - x), height: 1)))
      x += columns[index]
    }
    return places
  }
}

/// Keys and what they do, most wanted first; those that do not fit are left out whole.
public struct KeyHints: Hashable, Sendable {
  public struct Hint: Hashable, Sendable {
    public let key: String
    public let title: String

    public init(key: String, title: String) {
      self.key = key
      self.title = title
    }
  }

  public var hints: [Hint]

  public init(_ hints: [Hint]) { self.hints = hints }

  public func draw(into frame: inout Frame, in rect: Rect) {
    for (hint, place) in zip(hints, places(in: rect, frame.widths)) {
      let key = frame.write(hint.key, at: place.origin, role: .hintKey) + 1
      frame.write(hint.title, at: Point(place.x + key, place.y), role: .hint)
    }
  }

  /// Where each hint stands, as many as fit.
  public func places(in rect: Rect, _ widths: WidthPolicy) -> [Rect] {
    guard !rect.isEmpty else { return [] }
    var places: [Rect] = []
    var x = rect.x
    for hint in hints {
      let columns = widths.columns(of: hint.key) + 1 + widths.columns(of: hint.title)
      guard x + columns <= rect.maxX else { break }
      places.append(Rect(x: x, y: rect.y, width: columns, height: 1))
      x += columns + 2
    }
    return places
  }
}

/// A line that says how things stand, with something at its right end where there is room.
public struct StatusLine: Hashable, Sendable {
  public var text: String
  public var role: Role
  public var trailing: String

  public init(_ text: String, role: Role = .hint, trailing: String = "") {
    self.text = text
    self.role = role
    self.trailing = trailing
  }

  public func draw(into frame: inout Frame, in rect: Rect) {
    guard !rect.isEmpty else { return }
    var room = rect.width
    let columns = frame.widths.columns(of: trailing)
    if columns > 0 && columns + 8 <= rect.width {
      frame.write(trailing, at: Point(rect.maxX - columns, rect.y), role: .dim)
      room -= columns + 1
    }
    frame.write(text, at: rect.origin, width: room, role: role)
  }
}

/// Where a window of rows stands in the whole, at the right edge.
public struct ScrollBar: Hashable, Sendable {
  public var total: Int
  public var top: Int

  public init(total: Int, top: Int) {
    self.total = total
    self.top = top
  }

  public func draw(into frame: inout Frame, in rect: Rect) {
    let height = rect.height
    guard !rect.isEmpty, total > height else { return }
    let thumb = max(1, Int(Double(height) * Double(height) / Double(total)))
    let share = Double(min(max(top, 0), total - height)) / Double(total - height)
    let start = Int((share * Double(height - thumb)).rounded())
    frame.fill(Rect(x: rect.x, y: rect.y + start, width: 1, height: thumb), role: .selectedDim)
  }
}
