internal import Domain
internal import Store
internal import Terminal

/// All that is kept of a console.
struct Keepsake: Hashable, Sendable {
  var record: SessionRecord
  var draft: KeptDraft?
  var seen: Seen
  /// Forms that were left with something typed.
  var left: [FormDraft] = []
  /// How many people had been erased when the console opened.
  var erasures: Int64 = 0

  /// Whether keeping this again is worth a write; cursors count only at the end.
  func differs(from kept: Keepsake, atEnd: Bool) -> Bool {
    if draft.map({ !$0.isSame(as: kept.draft) }) ?? (kept.draft != nil) || seen != kept.seen { return true }
    if !left.elementsEqual(kept.left, by: { $0.isSame(as: $1) }) { return true }
    return atEnd ? record != kept.record : record.withoutRows != kept.record.withoutRows
  }
}

extension ConsoleState {
  // MARK: Kept

  func keepsake(leavesForGood: Bool) -> Keepsake {
    var draft = draftToRestore
    if case .form(let form) = mode { draft = KeptDraft(form, on: formRecord, now: viewer.now) }
    var left = drafts
    // What is being translated is not opened by itself at the next login, but it is there.
    if case .translate(let desk) = mode, let open = desk.draft(at: viewer.now) { left.keep(open) }
    return Keepsake(
      record: sessionRecord, draft: draft, seen: seen(leavesForGood: leavesForGood), left: left.drafts,
      erasures: erasuresBefore)
  }

  /// Somebody was erased: a form in which nothing has been typed yet can hold no word of theirs, nor can one that says
  /// no more than what the erasure has looked at. Of every other form what was kept before stays, and what is typed
  /// into it further is not kept.
  mutating func learn(_ erasures: Erasures) {
    guard erasures.count > erasuresKnown else { return }
    erasuresKnown = erasures.count
    drafts.renew(to: erasures.count) { erasures.stood($0) }
    switch mode {
    case .form(var form):
      let typed = KeptDraft(form, on: formRecord, now: viewer.now)
      guard form.draft(at: viewer.now) == nil || typed.map({ erasures.stood($0, takenOver: takenOver) }) == true else {
        return
      }
      form.begun = erasures.count
      mode = .form(form)
    case .translate(var desk):
      guard !desk.isChanged || desk.draft(at: viewer.now).map(erasures.stood) == true else { return }
      desk.begun = erasures.count
      mode = .translate(desk)
    default: break
    }
  }

  private var sessionRecord: SessionRecord {
    let places = PaneName.allCases.compactMap { pane -> SessionRecord.Place? in
      let place = SessionRecord.Place(pane: pane, sentence: self[pane].sentence, row: self[pane].rowToComeBackTo)
      return place.sentence == pane.sentence && place.row == nil ? nil : place
    }
    func way(_ visits: [Visit]) -> [SessionRecord.Place] {
      visits.suffix(SessionRecord.historyLimit).map {
        SessionRecord.Place(pane: $0.pane, sentence: $0.list.sentence, row: $0.list.rowToComeBackTo)
      }
    }
    return SessionRecord(
      shown: shown, places: places,
      open: detail.map { SessionRecord.OpenRecord(kind: $0.kind, id: $0.id, tab: $0.tab.rawValue) },
      back: way(history.back), forward: way(history.forward), showsViews: shelf.isShown)
  }

  // MARK: Brought back

  /// Brings back what this person had open and was writing, and begins to mark what others change; nothing of it costs
  /// a store without a session more than one look.
  mutating func comeBack(_ options: ConsoleOptions, _ desk: Desk) throws -> [Effect] {
    guard options.keepsSession else { return [] }
    let person = desk.person
    let (kept, drafts, seen, head, erasures) = try options.store.connection.readNow { reader in
      (
        try Sessions.kept(for: person, in: reader), try Sessions.drafts(of: person, in: reader),
        try Sessions.seen(by: person, in: reader), try Views.head(in: reader),
        try Sessions.erasures(in: reader)
      )
    }
    (erasuresBefore, erasuresKnown) = (erasures, erasures)
    mark(seen, head: head)
    var effects: [Effect] = []
    // Whoever names a view wants that one.
    if options.view == nil, let record = kept.flatMap({ SessionRecord($0.content) }) {
      effects += comeBack(to: record)
    }
    // The newest first, and the newest goes in last.
    for draft in drafts.reversed() {
      if let left = FormDraft(left: draft, erasures: erasures) { self.drafts.keep(left) }
    }
    keptBefore = Keepsake(record: sessionRecord, draft: nil, seen: seen, left: self.drafts.drafts)
    for draft in drafts
    where !draft.isLeft && (draft.console == ConsoleIdentity.own || !ConsoleIdentity.runs(draft.console)) {
      guard let found = KeptDraft(draft, erasures: erasures), mayRestore(found) else { continue }
      draftToRestore = found
      takenOver = [draft.console]
      awaitsDialog = true
      recordSerial += 1
      effects.append(
        .record(
          RecordRequest(
            kind: found.kind, id: found.id, purpose: .form(found.command, action: found.action), serial: recordSerial)))
      break
    }
    return effects
  }

  private mutating func comeBack(to record: SessionRecord) -> [Effect] {
    shelf.isShown = record.showsViews
    func visits(_ places: [SessionRecord.Place]) -> [Visit] {
      places.map { place in
        var pane = self[place.pane]
        pane.comeBack(to: place.sentence, row: place.row)
        return Visit(place.pane, pane)
      }
    }
    history = History(back: visits(record.back), forward: visits(record.forward))
    guard !record.isFresh else { return [] }
    for place in record.places { self[place.pane].comeBack(to: place.sentence, row: place.row) }
    shown = record.shown
    var effects = relayout()
    if let open = record.open {
      effects += self.open(open.kind, open.id)
      let text = cellText
      if let tab = DetailTab(rawValue: open.tab) { effects += detail?.show(tab, text) ?? [] }
    }
    let sentence = FilterBar.text(list.sentence, in: shown)
    sayBehindFault(
      .restored(
        sentence.isEmpty ? words(.everything) : sentence, key: keys.keys(of: .startAfresh, in: .list).first?.name ?? "")
    )
    return effects
  }

  /// What came back is said behind what is wrong with the settings: that is to be mended, and said once.
  private mutating func sayBehindFault(_ wording: ViewWording) {
    let text = words(wording)
    guard let fault = status, fault.role == .warning, fault.text.hasPrefix(settingsFaultSaid),
      !settingsFaultSaid.isEmpty
    else { return say(wording) }
    status = Status(text: fault.text + " " + text, role: .warning)
  }

  private func mayRestore(_ draft: KeptDraft) -> Bool {
    var now = circumstances
    (now.kind, now.hasSelection) = (draft.kind, true)
    return draft.command.unavailable(in: now) == nil
  }

  /// Puts what was typed before the line broke into the form of its record.
  mutating func restoreDraft(into form: inout ActionForm) {
    guard let draft = draftToRestore, form.action == draft.action, formRecord?.kind == draft.kind,
      formRecord?.id == draft.id
    else { return }
    draftToRestore = nil
    form.restore(draft, notice: words(ViewWording.draftRestored(cellText.date(draft.savedAt))))
    sayBehindFault(.draftIsBack)
  }

  /// The record of a draft cannot be had: what was typed about it goes with it.
  mutating func loseDraft() {
    guard draftToRestore != nil else { return }
    draftToRestore = nil
    say(.draftLost, .warning)
  }

  // MARK: Dropped

  /// Drops what came back: every list as at first. The way back leads to it still.
  mutating func startAfresh() -> [Effect] {
    leave()
    detail = nil
    var effects: [Effect] = []
    for pane in PaneName.allCases where self[pane].sentence != pane.sentence || pane == .orders {
      self[pane].comeBack(to: pane.sentence, row: nil)
      if pane == .orders || self[pane].isLoaded { effects += self[pane].load(viewer) }
    }
    shown = .orders
    say(.startedAfresh)
    return relayout() + effects
  }
}

extension ListPane {
  /// nil: the view's first row, where every list begins.
  var rowToComeBackTo: Int64? {
    guard isLoaded, !isGrouped else { return wanted }
    return place == 1 ? nil : window.selectedRow?.id
  }
}

extension Desk {
  /// Keeps what differs from what was kept before.
  func keep(_ keepsake: Keepsake, since kept: Keepsake?, takenOver: [String], atEnd: Bool) throws {
    if readOnly { return }
    var seen = Seen()
    for (list, seq) in keepsake.seen.marks where kept?.seen.marks[list] != seq { seen.marks[list] = seq }
    for (list, rows) in keepsake.seen.rows {
      let old = kept?.seen.rows[list] ?? [:]
      let new = rows.filter { old[$0.key] != $0.value }
      if !new.isEmpty { seen.rows[list] = new }
    }
    let console = ConsoleIdentity.own
    var leaving = Leaving(
      session: keepsake.record.plain, draft: keepsake.draft?.draft(of: atEnd ? ConsoleIdentity.ended : console),
      takenOver: takenOver, seen: seen)
    leaving.namelessSession = keepsake.record.withoutNames.plain
    leaving.erasures = keepsake.erasures
    let known = kept?.left ?? []
    leaving.left = keepsake.left.filter { draft in !known.contains { $0.isSame(as: draft) } }
      .compactMap { $0.leftDraft() }
    leaving.leftGone = known.filter { old in !keepsake.left.contains { $0.place == old.place } }.map(\.place.leftName)
    try store.keep(leaving, of: person, console: console, at: now())
  }
}
