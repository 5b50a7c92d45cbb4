/// Labelled fields, one of them with the focus, each with what is wrong about it.
public struct Form: Hashable, Sendable {
  public struct Field: Hashable, Sendable, Identifiable {
    public let id: String
    public var label: String
    public var input: TextField
    /// What is wrong with the content; empty where nothing is.
    public var error: String

    public init(id: String, label: String, text: String = "", placeholder: String = "", error: String = "") {
      self.id = id
      self.label = label
      input = TextField(text: text, placeholder: placeholder)
      self.error = error
    }
  }

  public var fields: [Field]
  /// Place of the field with the focus.
  public var focus: Int

  public init(fields: [Field], focus: Int = 0) {
    self.fields = fields
    self.focus = focus
  }

  /// The content of a field; empty where there is none of that name.
  public subscript(id: String) -> String { fields.first { $0.id == id }?.input.text ?? "" }

  /// Shows what is wrong, by field, and goes to the first of them.
  public mutating func show(errors: [String: String]) {
    for index in fields.indices { fields[index].error = errors[fields[index].id] ?? "" }
    if let first = fields.firstIndex(where: { !$0.error.isEmpty }) { focus = first }
  }

  /// Takes a key; false for Enter on the last field, Escape and whatever no field wants.
  public mutating func handle(_ key: Key) -> Bool {
    guard fields.indices.contains(focus) else { return false }
    switch key {
    case .tab, .down: focus = (focus + 1) % fields.count
    case .backTab, .up: focus = (focus + fields.count - 1) % fields.count
    case .enter:
      guard focus + 1 < fields.count else { return false }
      focus += 1
    default:
      guard fields[focus].input.handle(key) else { return false }
      fields[focus].error = ""
    }
    return true
  }

  /// Draws the fields around the focus: label and field beside each other, or stacked where there is little room.
  public func draw(into frame: inout Frame, in rect: Rect) {
    guard !rect.isEmpty, !fields.isEmpty else { return }
    let labels = min(fields.map { frame.widths.columns(of: $0.label) }.max() ?? 0, 24)
    let isStacked = rect.width < labels + 20
    let heights = fields.map { (isStacked ? 2 : 1) + ($0.error.isEmpty ? 0 : 1) }
    let current = min(max(focus, 0), fields.count - 1)
    var first = 0
    while first < current && heights[first...current].reduce(0, +) > rect.height { first += 1 }
    var y = rect.y
    for index in first..<fields.count where y < rect.maxY {
      let indent = isStacked ? 0 : labels + 1
      let field = fields[index]
      let labelRole: Role = index == current ? .title : .header
      frame.write(
        field.label, at: Point(rect.x, y), width: isStacked ? rect.width : labels, role: labelRole,
        align: isStacked ? .left : .right)
      if isStacked { y += 1 }
      guard y < rect.maxY else { return }
      let place = Rect(x: rect.x + indent, y: y, width: rect.width - indent, height: 1)
      field.input.draw(into: &frame, in: place, isFocused: index == current)
      y += 1
      if !field.error.isEmpty && y < rect.maxY {
        frame.write(field.error, at: Point(rect.x + indent, y), width: rect.width - indent, role: .danger)
        y += 1
      }
    }
  }
}
