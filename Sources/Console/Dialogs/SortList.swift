internal import Domain
internal import Terminal

/// The fields that rows can be sorted by; the one they are sorted by turns round when chosen again.
struct SortList: Sendable {
  let fields: [Field]
  private var list: ListBox

  enum Outcome: Hashable, Sendable {
    case stay, leave
    case sort([SortKey])
  }

  init(_ sentence: Sentence, _ words: Words) {
    // The columns on the screen come first.
    let shown = sentence.effectiveColumns.filter(\.isSortable)
    let fields = shown + sentence.kind.fields.filter { $0.isSortable && !shown.contains($0) }
    let current = (sentence.sort.isEmpty ? sentence.kind.defaultSort : sentence.sort).first
    self.fields = fields
    list = ListBox(
      items: fields.map { field in
        let isCurrent = field == current?.field
        let order = current?.descending == true ? words(.descending) : words(.ascending)
        return ListBox.Item(words.title(field), note: isCurrent ? order : field.id)
      },
      selected: fields.firstIndex { $0 == current?.field } ?? 0)
    self.current = current
  }

  private let current: SortKey?

  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("c"): return .leave
    case .enter, .right:
      guard fields.indices.contains(list.selected) else { return .leave }
      let field = fields[list.selected]
      // Moments and amounts are wanted newest and largest first.
      let starts = [.instant, .money, .number].contains(field.type)
      let descending = field == current?.field ? current?.descending == false : starts
      return .sort([SortKey(field, descending: descending)])
    default: _ = list.handle(key)
    }
    return .stay
  }

  func draw(into frame: inout Frame, in screen: Rect, _ words: Words) {
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: words(.sortTitle), width: 44, height: fields.count)
    list.draw(into: &frame, in: inner)
  }
}
