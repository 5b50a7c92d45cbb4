internal import Domain
internal import Store

extension ConsoleState {
  /// A pane that lists several kinds; where it is shown already, the next of them.
  mutating func showNext(of pane: PaneName, _ kinds: [Kind]) -> [Effect] {
    guard shown == pane, detail == nil else { return show(pane) }
    let now = kinds.firstIndex(of: list.sentence.kind) ?? -1
    let next = kinds[(now + 1) % kinds.count]
    return show(next == pane.kind ? pane.sentence : Sentence(kind: next))
  }

  /// The pane; where it is shown already, the next of its lists.
  mutating func showFulfilment() -> [Effect] {
    guard shown == .fulfilment, detail == nil else { return show(.fulfilment) }
    let lists = [PaneName.fulfilment.sentence] + Command.fulfilmentLists.compactMap(\.fulfilmentSentence)
    let now = lists.firstIndex { $0.kind == list.sentence.kind && $0.condition == list.sentence.condition }
    return show(lists[((now ?? -1) + 1) % lists.count])
  }

  /// The same of parcels on their way.
  mutating func showShipments() -> [Effect] {
    guard shown == .shipments, detail == nil else { return show(.shipments) }
    let lists =
      [PaneName.shipments.sentence] + Command.shipmentLists.compactMap(\.shipmentSentence)
      + Command.delayLists.compactMap(\.delaySentence)
    // Two of them differ by their order alone.
    let now = lists.firstIndex { wanted in
      wanted.kind == list.sentence.kind && wanted.sort == list.sentence.sort
        && wanted.condition.normalised == list.sentence.condition.normalised
    }
    return show(lists[((now ?? -1) + 1) % lists.count])
  }

  /// The form of what makes a record of its own, whatever row one stands on.
  mutating func openNew(_ command: Command) -> [Effect] {
    guard let action = command.action(on: list.kind), let definition = ActionTable.named(action) else { return [] }
    var form = ActionForm(
      command: command, definition: definition, given: given(to: command), words: words, viewer: viewer,
      makeId: makeId)
    form.size = size
    form.begun = erasuresKnown
    offerDraft(to: &form)
    mode = .form(form)
    return form.firstWish.map { [.suggest($0)] } ?? []
  }

  /// Of orders, those that are marked or listed are meant.
  private func given(to command: Command) -> [String: String] {
    if command == .openConsolidation { return ["parcels": meantParcels] }
    guard command == .planWave, list.kind == .orders else { return [:] }
    let ids = marked.ids(after: nil, limit: ConsoleState.namedOrders + 1)
    var condition = list.sentence.condition
    if actsOnMarked {
      guard ids.count <= ConsoleState.namedOrders else { return [:] }
      condition = .field(.order(.id), ids.map { .number(.equal($0)) })
    }
    if condition == .everything { return [:] }
    let text = Sentence(kind: .orders, condition: condition).description
    return text.utf8.count <= 500 ? ["sentence": text] : [:]
  }

  /// Parcels that are marked, else the one that one stands on; what stands in consolidations goes in with them.
  private var meantParcels: String {
    let letter: String
    switch list.kind {
    case .shipments: letter = "P-"
    case .consolidations: letter = "L-"
    default: return ""
    }
    let ids = actsOnMarked ? marked.ids(after: nil, limit: 100) : subject.map { [$0.1] } ?? []
    return ids.map { "\(letter)\($0)" }.joined(separator: ",")
  }

  /// More than these are put into a wave one by one, with a result for each.
  private static let namedOrders = 40
}
