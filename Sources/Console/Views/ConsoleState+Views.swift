internal import Domain
internal import Store
internal import Terminal

/// Saved views: looked at beside the list, opened, kept, renamed, forgotten.
extension ConsoleState {
  /// Whether the views stand beside the list on this screen.
  var showsSideBar: Bool {
    shelf.isShown && !manners.isZoomed
      && ScreenLayout.hasRoomForSideBar(size, showsDetail: detail != nil || showsPreview)
  }

  mutating func take(_ message: ViewingMessage) -> [Effect] {
    switch message {
    case .shelf(let views):
      shelf.take(views)
      savedViews = views.reversed().reduce(into: [:]) { $0[FoldedText.fold($1.name)] = $1.sentence }
      return countsWanted
    case .counts(let counts):
      shelf.take(counts)
      return []
    case .nextNews(let search, let answer): return take(search, answer)
    case .seenAll(let pane, let head):
      seeAll(pane, head: head)
      say(.seen)
      return []
    }
  }

  mutating func say(_ wording: ViewWording, _ role: Role = .info) {
    status = Status(text: words(wording), role: role)
  }

  /// Counts are asked for while somebody can see them.
  private var countsWanted: [Effect] {
    let isOpen = if case .viewing(.shelf) = mode { true } else { false }
    guard showsSideBar || isOpen else { return [] }
    return [.viewing(.counts(shelf.sentences))]
  }

  /// What is read of the views after a change; nothing where nobody sees them.
  var shelfWanted: [Effect] {
    let isOpen = if case .viewing(.shelf) = mode { true } else { false }
    return showsSideBar || isOpen ? [.viewing(.shelf)] : []
  }

  /// Runs a command of this page.
  mutating func runViewing(_ command: Command) -> [Effect] {
    switch command {
    case .views:
      mode = .viewing(.shelf)
      // The view that the list shows is the one to go on from.
      if let index = shelf.items.firstIndex(where: { $0.sentence == list.sentence }) { shelf.selected = index }
      return [.viewing(.shelf)]
    case .saveView:
      openNaming(.save(sentence: list.sentence.description))
      return []
    case .columns:
      mode = .viewing(.columns(ColumnList(list.sentence)))
      return []
    case .group:
      mode = .viewing(.group(GroupList(list.sentence, words)))
      return []
    case .sideBar:
      // Wanted and not seen for want of room: nothing is there to be hidden.
      if !shelf.isShown || showsSideBar { shelf.isShown.toggle() }
      if shelf.isShown, !showsSideBar { say(.noRoomForViews, .warning) }
      return relayout() + shelfWanted
    case .historyBack: return goBack()
    case .historyForward: return goForward()
    case .nextChange: return goToChange(backwards: false)
    case .previousChange: return goToChange(backwards: true)
    case .markSeen: return [.viewing(.seeAll(shown))]
    case .startAfresh: return startAfresh()
    default: return []
    }
  }

  private mutating func openNaming(_ purpose: NamingForm.Purpose) {
    let mayShare = viewer.actor.may(.shareViews)
    mode = .viewing(
      .naming(NamingForm(purpose, known: shelf.items.map(\.view), mayShare: mayShare, makeId: makeId)))
  }

  mutating func take(_ key: Key, _ dialog: ViewingDialog) -> [Effect] {
    switch dialog {
    case .shelf: return takeShelf(key)
    case .columns(var columns):
      switch columns.handle(key) {
      case .stay: mode = .viewing(.columns(columns))
      case .needsOne: say(.needsColumn, .warning)
      case .leave: mode = .plain
      case .columns(let fields):
        mode = .plain
        var sentence = list.sentence
        sentence.columns = fields
        return show(sentence)
      }
    case .group(var groups):
      switch groups.handle(key) {
      case .stay: mode = .viewing(.group(groups))
      case .leave: mode = .plain
      case .group(let field):
        mode = .plain
        var sentence = list.sentence
        sentence.group = field
        return show(sentence)
      }
    case .naming(var form):
      let outcome = form.handle(key)
      mode = .viewing(.naming(form))
      switch outcome {
      case .stay: return []
      case .leave: mode = .plain
      case .perform(let request): return [.perform(request)]
      }
    }
    return []
  }

  private mutating func takeShelf(_ key: Key) -> [Effect] {
    status = nil
    switch key.commandTwin {
    case .escape, .control("c"), .character("q"), .character("b"), .left: mode = .plain
    case .down, .character("j"), .control("n"), .character("2"): shelf.move(by: 1)
    case .up, .character("k"), .control("p"), .character("8"): shelf.move(by: -1)
    case .pageDown: shelf.move(by: 10)
    case .pageUp: shelf.move(by: -10)
    case .home, .character("g"), .character("7"): shelf.move(by: -shelf.items.count)
    case .end, .character("G"), .character("1"): shelf.move(by: shelf.items.count)
    case .enter, .right, .character("l"), .character("6"): return openSelectedView()
    case .character("a"), .insert: openNaming(.save(sentence: list.sentence.description))
    case .character("n"), .function(2): return changeSelectedView { .rename($0) }
    case .character("x"), .delete: return removeSelectedView()
    case .character("u"): return leaveShelf(.undo)
    default: break
    }
    return []
  }

  private mutating func leaveShelf(_ command: Command) -> [Effect] {
    mode = .plain
    return run(command)
  }

  mutating func openSelectedView() -> [Effect] {
    guard let item = shelf.selectedItem else { return [] }
    guard let sentence = item.sentence else {
      say(.viewIsUnreadable(item.view.name), .warning)
      return []
    }
    mode = .plain
    return show(sentence)
  }

  /// Shows a sentence in the list of its kind; the way back is kept.
  mutating func show(_ sentence: Sentence) -> [Effect] {
    let pane = PaneName(sentence.kind)
    if pane == shown, detail == nil, sentence == list.sentence { return [] }
    leave()
    detail = nil
    shown = pane
    staleLists.remove(pane)
    return relayout() + self[pane].show(sentence, viewer)
  }

  // MARK: Kept views changed

  /// Why the selected view is not this person's to change; nil where it is.
  private func lackedRight(to view: SavedView) -> Right? {
    view.owner.isEmpty && !viewer.actor.may(.shareViews) ? .shareViews : nil
  }

  private mutating func changeSelectedView(_ purpose: (SavedView) -> NamingForm.Purpose) -> [Effect] {
    guard let view = mayChangeSelected() else { return [] }
    openNaming(purpose(view))
    return []
  }

  private mutating func removeSelectedView() -> [Effect] {
    guard let view = mayChangeSelected() else { return [] }
    return [
      .perform(
        ActionRequest(
          "removeView", fields: ["name": view.name, "shared": view.owner.isEmpty ? "yes" : "no"],
          operationId: makeId()))
    ]
  }

  private mutating func mayChangeSelected() -> SavedView? {
    guard let view = shelf.selectedItem?.view else { return nil }
    if readOnly {
      status = Status(text: words(.readOnlyReason), role: .warning)
      return nil
    }
    if let right = lackedRight(to: view) {
      status = Status(
        text: "\(view.name): \(words.reason(.lacksRight(right, ask: holders[right] ?? [])))", role: .warning)
      return nil
    }
    return view
  }

  static let viewActions: Set<String> = ["saveView", "renameView", "removeView"]

  /// What became of a view that was kept, renamed or forgotten.
  mutating func take(viewChange request: ActionRequest, _ answer: Result<ActionResult, Trouble>) -> [Effect] {
    switch answer {
    case .failure(let trouble):
      queued = []
      if case .viewing(.naming(var form)) = mode {
        form.take(trouble)
        mode = .viewing(.naming(form))
      } else {
        say(trouble)
      }
      return []
    case .success:
      if case .viewing(.naming) = mode { mode = .plain }
      let name = request.fields["to"] ?? request.fields["name"] ?? ""
      let done: ViewWording =
        switch request.action {
        case "removeView": .viewRemoved(name)
        case "renameView": .viewRenamed(request.fields["name"] ?? "", name)
        default: .viewSaved(name, isShared: request.fields["shared"] == "yes")
        }
      status = Status(text: words(done) + "  " + words(.undoHint(key: "u")), role: .success)
      undos = []
      return [.viewing(.shelf)] + replayQueued()
    }
  }
}
