internal import Domain
internal import Store
internal import Terminal

/// The dialogs about views: which, which columns, grouped by what, kept under which name.
enum ViewingDialog: Sendable {
  /// The shelf has the keys, in the side bar or in a dialog of its own.
  case shelf
  case columns(ColumnList)
  case group(GroupList)
  case naming(NamingForm)
}

/// The columns of a list: on or off, and in which order.
struct ColumnList: Sendable {
  private(set) var fields: [Field]
  private(set) var shown: Set<Field>
  private let kind: Kind
  private var selected = 0

  enum Outcome: Hashable, Sendable {
    case stay, leave
    /// Empty: the kind's own.
    case columns([Field])
    case needsOne
  }

  init(_ sentence: Sentence) {
    kind = sentence.kind
    let own = sentence.effectiveColumns
    fields = own + sentence.kind.fields.filter { !own.contains($0) }
    shown = Set(own)
  }

  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("c"), .character("q"): return .leave
    case .enter:
      let chosen = fields.filter(shown.contains)
      if chosen.isEmpty { return .needsOne }
      return .columns(chosen == kind.defaultColumns ? [] : chosen)
    case .character(" "), .tab, .insert, .character("0"): toggle()
    case .character("K"), .shifted(.up), .controlled(.up), .left, .character("-"): carry(-1)
    case .character("J"), .shifted(.down), .controlled(.down), .right, .character("+"): carry(1)
    case .character("d"), .delete: self = ColumnList(Sentence(kind: kind))
    case .down, .character("j"), .character("2"): move(1)
    case .up, .character("k"), .character("8"): move(-1)
    case .pageDown: move(10)
    case .pageUp: move(-10)
    case .home: move(-fields.count)
    case .end: move(fields.count)
    default: break
    }
    return .stay
  }

  private mutating func move(_ step: Int) { selected = min(max(selected + step, 0), max(fields.count - 1, 0)) }

  private mutating func toggle() {
    guard fields.indices.contains(selected) else { return }
    let field = fields[selected]
    if shown.remove(field) == nil { shown.insert(field) }
  }

  private mutating func carry(_ step: Int) {
    let target = selected + step
    guard fields.indices.contains(selected), fields.indices.contains(target) else { return }
    fields.swapAt(selected, target)
    selected = target
  }

  func draw(into frame: inout Frame, in screen: Rect, _ words: Words) {
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: words(ViewWording.columnsTitle), width: 56, height: fields.count + 1)
    let (body, foot) = inner.splitBottom(inner.height > 3 ? 1 : 0)
    let items = fields.map { field in
      ListBox.Item((shown.contains(field) ? "[x] " : "[ ] ") + words.title(field), note: field.id)
    }
    ListBox(items: items, selected: selected).draw(into: &frame, in: body)
    KeyHints([
      .init(key: "Space", title: words(ViewWording.hintTurns)),
      .init(key: "S-Up", title: words(ViewWording.hintCarries)),
      .init(key: "Enter", title: words(.hintTakes)), .init(key: "d", title: words(ViewWording.hintUsual)),
    ]).draw(into: &frame, in: foot)
  }
}

/// The fields that rows can be grouped by, and none.
struct GroupList: Sendable {
  private let fields: [Field]
  private var list: ListBox

  enum Outcome: Hashable, Sendable {
    case stay, leave
    case group(Field?)
  }

  init(_ sentence: Sentence, _ words: Words) {
    fields = sentence.kind.fields.filter(\.isGroupable)
    list = ListBox(
      items: [ListBox.Item(words(ViewWording.noGroup))] + fields.map { ListBox.Item(words.title($0), note: $0.id) },
      selected: sentence.group.flatMap(fields.firstIndex).map { $0 + 1 } ?? 0)
  }

  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("c"), .character("q"): return .leave
    case .enter: return .group(list.selected > 0 && list.selected <= fields.count ? fields[list.selected - 1] : nil)
    case .character("j"), .character("2"): _ = list.handle(.down)
    case .character("k"), .character("8"): _ = list.handle(.up)
    default: _ = list.handle(key)
    }
    return .stay
  }

  func draw(into frame: inout Frame, in screen: Rect, _ words: Words) {
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: words(ViewWording.groupTitle), width: 44, height: list.items.count)
    list.draw(into: &frame, in: inner)
  }
}
