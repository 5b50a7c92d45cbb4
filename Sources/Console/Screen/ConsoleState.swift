internal import Domain
internal import Store
internal import Terminal

/// Everything the console shows and knows, as one value: messages change it, the screen is a function of it.
struct ConsoleState: Sendable {
  /// What has the keys at the moment.
  enum Mode: Sendable {
    case plain
    case filter(FilterBar)
    case jump(Palette)
    case help(HelpOverlay)
    case sort(SortList)
    case form(ActionForm)
    case translate(TranslationDesk)
    case hits(HitList)
    case undo(UndoDialog)
    case menu(Menu)
    case settings(SettingsDialog)
    case bulkPlan(BulkPlanDialog)
    case batch(BatchDialog)
    case viewing(ViewingDialog)
  }

  /// A line that is said until the next key.
  struct Status: Sendable {
    var text: String
    var role: Role
  }

  var words: Words
  let readOnly: Bool
  var keys: KeyMap
  let makeId: @Sendable () -> String
  var viewer: Viewer
  var size: Size
  var orders: ListPane
  var products: ListPane
  var lines: ListPane
  var customers: ListPane
  var stock: ListPane
  var purchasing: ListPane
  var returns: ListPane
  var fulfilment: ListPane
  var shipments: ListPane
  var shown: PaneName
  var detail: DetailPane?
  var mode = Mode.plain
  var status: Status?
  /// The search for news that ended before the view did, with where it ended.
  var newsGoesOn: NewsSearch?
  /// What was said at the start of a fault in the settings.
  var settingsFaultSaid = ""
  /// The store's server does not answer; it is asked on.
  var isStoreLost = false
  /// How far what is shown may be behind; nil where the store itself answers.
  var readsBehind: ReadsBehind?
  /// Keys that wait for an answer which decides what they mean.
  var queued: [Key] = []
  /// A form or a plan is on its way.
  var awaitsDialog = false
  /// What was typed or scanned to go to, for the words about it.
  var jumped = ""
  /// Undos of this session that could be undone, the last one last: that is redo.
  var undos: [Int64] = []
  var savedViews: [String: String] = [:]
  var knownValues: [Field: [String]] = [:]
  /// The list that is not shown has missed a change.
  var staleLists: Set<PaneName> = []
  var recordSerial = 0
  /// How the screen is shared out, and how the terminal is.
  var manners = ScreenManners()
  /// As they are kept, and as they are shown while one is tried.
  var settings: Settings
  var shownSettings: Settings
  /// Taken where the settings name no language.
  let systemLanguage: Language
  /// nil until they are looked for.
  var themes: [ThemeShelf.Entry]?
  /// What was chosen in the palette, the last one first.
  var recent: [Palette.Choice] = []
  /// Who has which right, as far as somebody lacked one.
  var holders: [Right: [String]] = [:]
  /// The command that was refused last, and what was said of it.
  var refused: (command: Command, said: String)?
  /// What was typed into forms and not saved.
  var drafts = FormDrafts()
  var marks = Marks()
  /// What is being done to many records, and since when.
  var bulk: BulkProgress?
  var bulkSince: Instant?
  /// The batch that was begun or looked at last.
  var lastBatch: Int64?
  var planSerial = 0
  /// Undos of many records in this session, with how many went back.
  var manyUndone: [Int64: Int64] = [:]
  /// What was said first while a batch runs, and when.
  var saidDuringBulk: (text: String, since: Instant)?
  /// Leaving was asked for while a batch runs.
  var isAskedToQuit = false
  var shelf = ViewShelf()
  var history = History()
  /// The first of two keys, until the second says what is meant.
  var prefix: Key?
  /// The record that the open form is about.
  var formRecord: (kind: Kind, id: Int64)?
  /// What another session left half done, until its record has come.
  var draftToRestore: KeptDraft?
  /// Consoles that ended without sending what was typed, whose drafts are ours now.
  var takenOver: [String] = []
  /// What was kept of this person before; nil: this console keeps nothing.
  var keptBefore: Keepsake?
  /// How many people had been erased when it opened: after one more, nothing of it that may name somebody is kept.
  var erasuresBefore: Int64 = 0
  /// How many there have been since, as far as the console has heard.
  var erasuresKnown: Int64 = 0

  init(
    words: Words, viewer: Viewer, size: Size, sentence: Sentence?, readOnly: Bool,
    settings: Settings = Settings(), makeId: @escaping @Sendable () -> String
  ) {
    self.words = words
    self.settings = settings
    shownSettings = settings
    systemLanguage = settings.language == nil ? words.language : .fromEnvironment()
    self.viewer = viewer
    self.size = size
    self.readOnly = readOnly
    keys = settings.keyMap
    self.words.keys = keys
    self.makeId = makeId
    shown = sentence.map { PaneName($0.kind) } ?? .orders
    orders = ListPane(.orders, sentence: shown == .orders ? sentence : nil)
    products = ListPane(.products, sentence: shown == .products ? sentence : nil)
    lines = ListPane(.lines, sentence: shown == .lines ? sentence : nil)
    customers = ListPane(.customers, sentence: shown == .customers ? sentence : nil)
    stock = ListPane(.stock, sentence: shown == .stock ? sentence : nil)
    purchasing = ListPane(.purchasing, sentence: shown == .purchasing ? sentence : nil)
    returns = ListPane(.returns, sentence: shown == .returns ? sentence : nil)
    fulfilment = ListPane(.fulfilment, sentence: shown == .fulfilment ? sentence : nil)
    shipments = ListPane(.shipments, sentence: shown == .shipments ? sentence : nil)
    _ = relayout()
  }

  var list: ListPane {
    get { self[shown] }
    set { self[shown] = newValue }
  }

  subscript(pane: PaneName) -> ListPane {
    get {
      switch pane {
      case .orders: orders
      case .products: products
      case .lines: lines
      case .customers: customers
      case .stock: stock
      case .purchasing: purchasing
      case .returns: returns
      case .fulfilment: fulfilment
      case .shipments: shipments
      }
    }
    set {
      switch pane {
      case .orders: orders = newValue
      case .products: products = newValue
      case .lines: lines = newValue
      case .customers: customers = newValue
      case .stock: stock = newValue
      case .purchasing: purchasing = newValue
      case .returns: returns = newValue
      case .fulfilment: fulfilment = newValue
      case .shipments: shipments = newValue
      }
    }
  }

  var cellText: CellText { CellText(words: words, viewer: viewer) }
  var place: Command.Place { detail == nil ? .list : .detail }

  /// The row that actions are done to, or to what it opens.
  var subject: (kind: Kind, id: Int64)? {
    if let detail { return (detail.kind, detail.id) }
    guard let row = list.window.selectedRow, !list.isGrouped else { return nil }
    return (list.kind, row.id)
  }

  /// The number of the record that actions are done to.
  var subjectNumber: String {
    if let record = detail?.record { return record.number }
    return list.window.selectedRow.map(list.number) ?? ""
  }

  var circumstances: Circumstances {
    Circumstances(
      place: place, kind: detail?.kind ?? list.kind,
      hasSelection: subject != nil || list.selectedGroupValue != nil || actsOnMarked, canRedo: !undos.isEmpty,
      readOnly: readOnly, actor: viewer.actor, holders: holders,
      hasMarks: marks.count(list.kind) > 0 || marks.isReading(list.kind))
  }

  /// Whether to hold the paint for a moment: what is on its way comes sooner than an eye sees.
  var holdsPaint: Bool {
    if case .filter = mode { return false }
    if awaitsDialog { return true }
    if let detail { return detail.isWaiting }
    return list.isWaiting
  }

  /// What is being written to a file in place of a clipboard.
  var savedCopy = ""
  /// What was copied or cut in a field.
  var cutText = ""

  mutating func say(_ wording: Wording, _ role: Role = .info) { status = Status(text: words(wording), role: role) }
  mutating func say(_ trouble: Trouble) {
    if trouble.isInterruption { return }
    if trouble.isLost { isStoreLost = true }
    status = Status(text: words.trouble(trouble), role: .danger)
  }

  // MARK: Messages

  /// Takes a message and says what is to be done outside.
  mutating func update(_ message: Message) -> [Effect] {
    let (sentence, pane) = (list.sentence, shown)
    return process(message) + followView(sentence, pane) + followSelection(after: message)
  }

  private mutating func process(_ message: Message) -> [Effect] {
    let effects = answer(to: message)
    // Whatever closed the dialog in which settings were tried, they are not kept by that.
    switch mode {
    case .jump, .settings: return effects
    default: return shownSettings == settings ? effects : effects + show(settings)
    }
  }

  private mutating func answer(to message: Message) -> [Effect] {
    switch message {
    case .key(let key): return take(key)
    case .page(let request, let answer): return take(request, answer)
    case .groups(let pane, let generation, let answer):
      self[pane].take(groups: answer, generation: generation)
      return pane == shown ? replayQueued() : []
    case .count(let pane, let generation, let answer):
      self[pane].take(count: answer, generation: generation)
      return []
    case .record(let request, let answer): return take(request, answer)
    case .raw(let kind, let id, let answer):
      guard detail?.record?.kind == kind, detail?.record?.id == id else { return [] }
      let text = cellText
      detail?.take(raw: answer, text)
      return []
    case .found(let search, let answer): return take(search, answer)
    case .rank(let pane, let generation, let row, let rank):
      self[pane].take(rank: rank, of: row, generation: generation)
      return []
    case .suggested(let wanted, let suggestions):
      if case .form(var form) = mode {
        form.offer(suggestions, for: wanted)
        mode = .form(form)
      }
      return []
    case .edited(let answer): return take(edited: answer)
    case .performed(let request, let answer):
      if ConsoleState.viewActions.contains(request.action) { return take(viewChange: request, answer) }
      return take(request, answer)
    case .undoPlanned(let answer): return take(plan: answer)
    case .undone(let answer): return take(undone: answer)
    case .values(let field, let values):
      knownValues[field] = values
      if case .filter(var bar) = mode {
        let outcome = bar.offer(field, views: savedViews, values: knownValues)
        mode = .filter(bar)
        if case .sentence(let sentence) = outcome { return self[shown].show(sentence, viewer) }
      }
      return []
    case .savedViews(let views):
      guard views != savedViews else { return [] }
      savedViews = views
      renewChoices()
      return []
    case .themes(let entries):
      themes = entries
      renewChoices()
      return []
    case .holders(let found): return take(holders: found)
    case .settingsKept(let changes, let answer): return take(kept: changes, answer)
    case .changed: return [.present(erasuresKnown: erasuresKnown)] + changed() + shelfWanted
    case .viewing(let message): return take(message)
    case .present(let answer, let erasures): return take(present: answer, erasures: erasures)
    case .copied(let answer):
      take(copied: answer)
      return []
    case .lost(let trouble):
      isStoreLost = trouble.isLost
      say(trouble)
      return []
    case .foundAgain:
      isStoreLost = false
      say(.storeFound, .success)
      return [.present(erasuresKnown: erasuresKnown)] + changed() + shelfWanted
    case .readsBehind(let behind):
      readsBehind = behind
      return []
    case .bulk(let message): return take(message)
    }
  }

  /// The first page's request, for whoever reads it before the loop runs.
  mutating func start() -> [Effect] { list.load(viewer) }

  /// Somebody has committed: what is on the screen is read again.
  mutating func changed(readsDetail: Bool = true) -> [Effect] {
    for pane in PaneName.allCases where pane != shown { staleLists.insert(pane) }
    // While a filter is typed its rows come with the next character anyway; the old place would be lost.
    var effects = self[shown].again(viewer) + recountMarks()
    if let detail, readsDetail {
      recordSerial += 1
      effects.append(.record(detail.request(.show, serial: recordSerial)))
    }
    return effects
  }

  /// Tells the lists and the detail how much room they have.
  mutating func relayout() -> [Effect] {
    let layout = layout
    var effects: [Effect] = []
    for pane in PaneName.allCases {
      effects += self[pane].resize(to: ListPane.rows(in: layout.listHeight), viewer)
    }
    let text = cellText
    if let place = layout.detail { detail?.resize(width: place.width, height: place.height, text) }
    return effects
  }

  mutating func replayQueued() -> [Effect] {
    var effects: [Effect] = []
    while !queued.isEmpty, !mustQueue(queued[0]) { effects += take(queued.removeFirst()) }
    return effects
  }
}
