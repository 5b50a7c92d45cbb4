internal import Domain
internal import Store

/// The saved views at hand: one's own first, then those of everybody, each with what is known of its size.
struct ViewShelf: Sendable {
  struct Item: Sendable {
    let view: SavedView
    /// nil where it cannot be read (it names a view that is gone, say).
    let sentence: Sentence?
    /// An own view of the same name goes first.
    let isShadowed: Bool

    var isShared: Bool { view.owner.isEmpty }
  }

  private(set) var items: [Item] = []
  /// Whether anybody has asked the store yet.
  private(set) var isLoaded = false
  private(set) var tallies: [Sentence: ViewTally] = [:]
  /// Views that were too dear to count.
  private(set) var uncounted: Set<Sentence> = []
  var selected = 0
  /// Whether it stands beside the list where there is room.
  var isShown = true

  var selectedItem: Item? { items.indices.contains(selected) ? items[selected] : nil }

  mutating func take(_ views: [SavedView]) {
    isLoaded = true
    let old = selectedItem?.view
    var texts: [String: String] = [:]
    for view in views.reversed() { texts[FoldedText.fold(view.name)] = view.sentence }
    let own = Set(views.filter { !$0.owner.isEmpty }.map { FoldedText.fold($0.name) })
    items = views.map { view in
      Item(
        view: view, sentence: try? Sentence(view.sentence, kind: .orders) { texts[FoldedText.fold($0)] },
        isShadowed: view.owner.isEmpty && own.contains(FoldedText.fold(view.name)))
    }
    let found = items.firstIndex { $0.view.name == old?.name && $0.view.owner == old?.owner }
    selected = found ?? min(selected, max(items.count - 1, 0))
    let wanted = Set(sentences)
    tallies = tallies.filter { wanted.contains($0.key) }
    uncounted.formIntersection(wanted)
  }

  mutating func take(_ counts: [Sentence: ViewTally?]) {
    for (sentence, tally) in counts {
      if let tally {
        tallies[sentence] = tally
        uncounted.remove(sentence)
      } else {
        tallies[sentence] = nil
        uncounted.insert(sentence)
      }
    }
  }

  /// What is to be counted; views that are never used in place of another's are not.
  var sentences: [Sentence] {
    var known: Set<Sentence> = []
    return items.compactMap { $0.isShadowed ? nil : $0.sentence }.filter { known.insert($0).inserted }
  }

  func tally(of item: Item) -> ViewTally? { item.sentence.flatMap { tallies[$0] } }

  mutating func move(by step: Int) { selected = min(max(selected + step, 0), max(items.count - 1, 0)) }
}
