internal import Domain
internal import Store
internal import Terminal

/// Marks: by key, by range, by the view; what they are for stands in `ConsoleState+Bulk`.
extension ConsoleState {
  /// What is marked of the list's kind.
  var marked: RecordSet { marks.set(list.kind) }

  /// Whether actions of the list are done to what is marked.
  var actsOnMarked: Bool { detail == nil && marks.count(list.kind) > 0 }

  mutating func runMarks(_ command: Command) -> [Effect] {
    switch command {
    case .mark: return marks.range == nil ? markSelected() : endRange()
    case .markRange: return marks.range == nil ? beginRange() : endRange()
    case .markAll: return read(.all, inverts: false)
    case .invertMarks: return read(.all, inverts: true)
    case .clearMarks:
      marks.clear(list.kind)
      marks.range = nil
      marks.next = nil
      say(.unmarkedAll)
      return []
    default: return []
    }
  }

  /// Marks the row, or takes its mark, and goes on to the next.
  private mutating func markSelected() -> [Effect] {
    guard let row = list.window.selectedRow, !list.isGrouped else { return [] }
    marks.toggle(row.id, list.kind)
    return list.move(by: 1, viewer) + (marks.outside(list.kind) == nil ? countMarks() : [])
  }

  private mutating func beginRange() -> [Effect] {
    guard let row = list.window.selectedRow, !list.isGrouped else { return [] }
    marks.range = Marks.Range(pane: shown, sentence: list.sentence, row: row, place: list.place)
    say(.rangeBegun, .hint)
    return []
  }

  private mutating func endRange() -> [Effect] {
    guard let range = currentRange, let row = list.window.selectedRow else {
      marks.range = nil
      return []
    }
    marks.range = nil
    return read(.between(range.row.anchor, row.anchor), inverts: false)
  }

  /// A range that is being drawn and marks that are on their way are meant by whoever goes on at once: the command
  /// waits for them. nil where there is nothing to wait for.
  mutating func finishMarks(before command: Command) -> [Effect]? {
    guard detail == nil, command.isDoneToMarked(list.kind) else { return nil }
    let effects = currentRange == nil ? [] : endRange()
    guard marks.isReading else { return nil }
    marks.next = command
    return effects
  }

  /// The range that is being drawn, while the list is still the one that it was begun in.
  var currentRange: Marks.Range? {
    guard let range = marks.range, range.pane == shown, range.sentence == list.sentence else { return nil }
    return range
  }

  private mutating func read(_ reach: MarkReading.Reach, inverts: Bool) -> [Effect] {
    marks.range = nil
    marks.beginReading(list.kind)
    say(.readingMarks, .hint)
    return [.bulk(.read(MarkReading(pane: shown, query: list.query(viewer), reach: reach, inverts: inverts)))]
  }

  mutating func take(_ reading: MarkReading, _ answer: Result<RecordSet, Trouble>) -> [Effect] {
    let isWanted = marks.endReading()
    guard isWanted else { return marks.isReading ? [] : replayQueued() }
    let next = marks.next
    marks.next = nil
    switch answer {
    case .failure(let trouble):
      say(trouble)
      queued = []
      return []
    case .success(let ids):
      marks.join(ids, reading.kind, inverts: reading.inverts)
      let count = marks.count(reading.kind)
      say(count == 0 ? .unmarkedAll : .markedAll(count))
      let effects = countMarks()
      guard let next, reading.pane == shown, detail == nil else { return effects + replayQueued() }
      return effects + run(next) + replayQueued()
    }
  }

  /// Asks how many of the marked records the list has.
  mutating func countMarks() -> [Effect] {
    guard marks.count(list.kind) > 0 else { return [] }
    return [.bulk(.inView(list.kind, serial: marks.beginCount(), marked, list.query(viewer)))]
  }

  /// After a change somewhere: a few marks are looked up again at once; of many thousands it would be read again and
  /// again while others work, so that count waits for the next view.
  mutating func recountMarks() -> [Effect] { marks.count(list.kind) <= 4_000 ? countMarks() : [] }

  /// Where the sentence of the list has changed, with whatever effects that had, what is in view is another.
  mutating func followView(_ old: Sentence, _ pane: PaneName) -> [Effect] {
    guard list.sentence != old || shown != pane else { return [] }
    marks.forgetCount(list.kind)
    return countMarks()
  }

  /// Whether a row of the window is drawn as marked.
  func isMarked(_ index: Int, _ row: ViewRow) -> Bool {
    if marked.contains(row.id) { return true }
    guard let range = currentRange else { return false }
    let selected = list.window.selected
    if index == selected || row.id == range.row.id { return true }
    let start: Int
    if let index = list.window.rows.firstIndex(where: { $0.id == range.row.id }) {
      start = index
    } else if let from = range.place, let to = list.place {
      // It has left the window: on the side where its place is.
      start = from < to ? -1 : Int.max
    } else {
      return false
    }
    return index >= min(start, selected) && index <= max(start, selected)
  }

  /// What the line of the sentence says of marks.
  func marksText(_ columns: Int) -> String {
    let count = marks.count(list.kind)
    if count == 0 { return "" }
    let outside = marks.outside(list.kind)
    return words(columns >= 60 ? .marked(count, outside: outside) : .markedShort(count, outside: outside))
  }

  mutating func say(_ wording: BulkWording, _ role: Role = .info) {
    status = Status(text: words(wording), role: role)
  }
}
