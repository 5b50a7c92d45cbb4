internal import Domain
internal import Store

/// What a list is asked with: who looks, when, where.
struct Viewer: Hashable, Sendable {
  var actor: Actor
  var zone: Zone
  var now: Instant

  var inquiry: Inquiry { Inquiry(now: now, zone: zone, me: actor.name) }
}

/// A list over a view: its sentence, a window of its rows, and what it still waits for.
struct ListPane: Sendable {
  let name: PaneName
  private(set) var sentence: Sentence
  var window = RowWindow()
  /// The groups of a `group:` sentence, in place of rows.
  private(set) var groups: [ViewGroup]?
  private(set) var selectedGroup = 0
  private(set) var topGroup = 0
  private(set) var count: Int64?
  /// What went wrong with the last read; the rows before it stay.
  private(set) var trouble: Trouble?
  private(set) var generation = 0
  private var serial = 0
  private var inFlight: PageRequest?
  private var wantsAgain = false
  /// The row whose place is being counted.
  private var rankedRow: Int64?
  /// Rows that fit on the screen.
  var height = 1
  /// Whether anything was ever read.
  private(set) var isLoaded = false
  /// The journal's entry up to which this person has seen the list; nil: nothing is marked.
  private(set) var since: Int64?
  /// Rows that were opened behind it, with the newest entry that they showed.
  var opened: [Int64: Int64] = [:]
  /// The journal's newest entry as the rows were read.
  private(set) var readHead: Int64?
  /// The row that was selected when the list was left, until the first page comes.
  private(set) var wanted: Int64?

  init(_ name: PaneName, sentence: Sentence? = nil) {
    self.name = name
    self.sentence = sentence ?? name.sentence
  }

  var kind: Kind { sentence.kind }
  var isGrouped: Bool { sentence.group != nil }
  var columns: [Field] { sentence.effectiveColumns }

  /// Columns that every row brings beside those shown: the number in titles and the marks of the row.
  var queryColumns: [Field] {
    let extra: [Field] =
      switch kind {
      case .orders: [.order(.number), .order(.status), .order(.holds), .order(.late)]
      case .lines: [.line(.order)]
      case .products: [.product(.number), .product(.review)]
      case .variants: [.variant(.product)]
      case .customers: [.customer(.number)]
      case .stock: [.stock(.sku)]
      case .locations: [.location(.code)]
      case .moves: [.move(.sku)]
      case .suppliers: [.supplier(.code)]
      case .purchases: [.purchase(.number), .purchase(.state), .purchase(.late)]
      case .purchaseLines: [.purchaseLine(.purchase)]
      case .receipts: [.receipt(.sku)]
      case .carriers: [.carrier(.code)]
      case .services: [.service(.code)]
      case .sheets: [.sheet(.number)]
      case .pegs: [.peg(.order)]
      case .returns: [.returned(.number)]
      case .rules: [.rule(.name), .rule(.effect)]
      case .waves: [.wave(.number), .wave(.late), .wave(.short)]
      case .fulfilments: [.fulfilment(.order), .fulfilment(.late), .fulfilment(.short)]
      case .runs: [.run(.number), .run(.late), .run(.short)]
      case .parcels: [.parcel(.number), .parcel(.late)]
      case .manifests: [.manifest(.number)]
      case .alerts: [.alert(.number), .alert(.severity)]
      case .claims: [.claim(.number), .claim(.late)]
      case .lanes: [.lane(.way)]
      case .shipments: [.shipment(.number), .shipment(.doubts)]
      case .consolidations: [.consolidation(.number)]
      case .trackingEvents: [.trackingEvent(.number)]
      }
    return columns + extra.filter { !columns.contains($0) }
  }

  func value(_ field: Field, of row: ViewRow) -> FieldValue {
    guard let index = queryColumns.firstIndex(of: field), row.values.indices.contains(index) else { return .null }
    return row.values[index]
  }

  /// The number a row is known by.
  func number(of row: ViewRow) -> String { FieldText.text(value(numberField, of: row)) }

  var numberField: Field {
    switch kind {
    case .orders: .order(.number)
    case .lines: .line(.order)
    case .products: .product(.number)
    case .variants: .variant(.product)
    case .customers: .customer(.number)
    case .stock: .stock(.sku)
    case .locations: .location(.code)
    case .moves: .move(.sku)
    case .suppliers: .supplier(.code)
    case .purchases: .purchase(.number)
    case .purchaseLines: .purchaseLine(.purchase)
    case .receipts: .receipt(.sku)
    case .carriers: .carrier(.code)
    case .services: .service(.code)
    case .sheets: .sheet(.number)
    case .pegs: .peg(.order)
    case .returns: .returned(.number)
    case .rules: .rule(.name)
    case .waves: .wave(.number)
    case .fulfilments: .fulfilment(.number)
    case .runs: .run(.number)
    case .parcels: .parcel(.number)
    case .manifests: .manifest(.number)
    case .alerts: .alert(.number)
    case .claims: .claim(.number)
    case .lanes: .lane(.way)
    case .shipments: .shipment(.number)
    case .consolidations: .consolidation(.number)
    case .trackingEvents: .trackingEvent(.number)
    }
  }

  /// Whether keys that need the right row have to wait.
  var isWaiting: Bool {
    if window.owed != 0 { return true }
    switch inFlight?.purpose {
    case .new, .start, .end, .around: return true
    case .further, .nearer, .again, nil: return false
    }
  }

  var place: Int64? { isGrouped ? nil : window.place(of: count) }

  // MARK: Asking

  func query(_ viewer: Viewer) -> ViewQuery {
    ViewQuery(
      sentence, inquiry: viewer.inquiry, columns: queryColumns, mayReadPersonal: viewer.actor.may(.seePersonal))
  }

  /// Shows another view from its first row.
  mutating func show(_ new: Sentence, _ viewer: Viewer) -> [Effect] {
    sentence = new
    return load(viewer)
  }

  /// Reads the view from its first row.
  mutating func load(_ viewer: Viewer) -> [Effect] {
    generation += 1
    count = nil
    trouble = nil
    wantsAgain = false
    rankedRow = nil
    let query = query(viewer)
    let counting = Effect.count(pane: name, generation: generation, query)
    if isGrouped {
      inFlight = nil
      return [.groups(pane: name, generation: generation, query), counting]
    }
    groups = nil
    let start = wanted.map { ViewStart.around($0) } ?? .start
    return [ask(.new, start, limit: 2 * max(height, 4), query), counting]
  }

  /// What this person has seen of it.
  mutating func see(since: Int64?, opened: [Int64: Int64]) { (self.since, self.opened) = (since, opened) }

  /// Comes back to a list as it was left in another session: the same row is selected when its page comes.
  mutating func comeBack(to sentence: Sentence, row: Int64?) {
    self.sentence = sentence
    wanted = row
  }

  private mutating func ask(_ purpose: PageRequest.Purpose, _ from: ViewStart, limit: Int, _ query: ViewQuery) -> Effect
  {
    serial += 1
    var request = PageRequest(pane: name, serial: serial, purpose: purpose, query: query, from: from, limit: limit)
    request.since = since
    inFlight = request
    return .page(request)
  }

  /// Lets go of every row: who looks may not see them any more.
  mutating func forget(_ why: Trouble? = nil) {
    generation += 1
    serial += 1
    inFlight = nil
    wantsAgain = false
    rankedRow = nil
    window = RowWindow()
    groups = nil
    count = nil
    trouble = why
    isLoaded = why != nil
  }

  /// Asks for rows that the window will need soon, unless something is under way.
  mutating func refill(_ viewer: Viewer) -> [Effect] {
    guard !isGrouped, inFlight == nil else { return [] }
    if let missing = window.missing(height: height) {
      return [ask(missing.purpose, missing.from, limit: missing.limit, query(viewer))]
    }
    return []
  }

  /// Reads the same place again, and the count.
  mutating func again(_ viewer: Viewer) -> [Effect] {
    guard isLoaded else { return [] }
    let query = query(viewer)
    let counting = Effect.count(pane: name, generation: generation, query)
    if isGrouped { return [.groups(pane: name, generation: generation, query), counting] }
    if inFlight != nil {
      wantsAgain = true
      return [counting]
    }
    let place = window.again(height: height)
    return [ask(.again(fromStart: place.fromStart), place.from, limit: place.limit, query), counting]
  }

  mutating func goToStart(_ viewer: Viewer) -> [Effect] {
    if isGrouped { return moveGroup(by: -100_000) }
    if window.reachedStart {
      window.select(first: height)
      return refill(viewer)
    }
    return [ask(.start, .start, limit: 2 * max(height, 4), query(viewer))]
  }

  mutating func goToEnd(_ viewer: Viewer) -> [Effect] {
    if isGrouped { return moveGroup(by: 100_000) }
    if window.reachedEnd {
      window.select(last: height)
      return refill(viewer)
    }
    return [ask(.end, .end, limit: 2 * max(height, 4), query(viewer))]
  }

  mutating func go(to id: Int64, _ viewer: Viewer) -> [Effect] {
    [ask(.around(id), .around(id), limit: 2 * max(height, 4), query(viewer))]
  }

  mutating func move(by distance: Int, paging: Bool = false, _ viewer: Viewer) -> [Effect] {
    if isGrouped { return moveGroup(by: distance) }
    window.move(by: distance, height: height, paging: paging)
    // What was asked for before may lie in the other direction; the debt is asked for now.
    if window.owed != 0, let purpose = inFlight?.purpose, purpose == (window.owed > 0 ? .nearer : .further) {
      inFlight = nil
    }
    return refill(viewer)
  }

  private mutating func moveGroup(by distance: Int) -> [Effect] {
    let total = groups?.count ?? 0
    selectedGroup = min(max(selectedGroup + distance, 0), max(total - 1, 0))
    topGroup = max(min(max(topGroup, selectedGroup - height + 1), selectedGroup), 0)
    return []
  }

  mutating func resize(to rows: Int, _ viewer: Viewer) -> [Effect] {
    height = max(rows, 1)
    window.fit(height)
    _ = moveGroup(by: 0)
    return isLoaded ? refill(viewer) : []
  }

  // MARK: Answers

  /// Takes an answer; nil where it was for an older question.
  mutating func take(_ request: PageRequest, _ answer: Result<ViewPage, Trouble>, _ viewer: Viewer) -> [Effect]? {
    guard request.serial == serial, request == inFlight else { return nil }
    inFlight = nil
    switch answer {
    case .failure(let found):
      window.forgetOwed()
      if !found.isInterruption { trouble = found }
      isLoaded = true
      return []
    case .success(let page):
      trouble = nil
      isLoaded = true
      if let head = page.head { readHead = max(readHead ?? head, head) }
      let wanted = self.wanted
      self.wanted = nil
      switch request.purpose {
      case .new where wanted != nil:
        // The row is gone from the view: it begins at its start.
        guard let wanted, page.rows.contains(where: { $0.id == wanted }) else { return load(viewer) }
        window.replace(with: page, purpose: .around(wanted), count: count, height: height)
      case .further: window.append(page, height: height)
      case .nearer: window.prepend(page, height: height)
      case .new, .start, .end, .again:
        window.replace(with: page, purpose: request.purpose, count: count, height: height)
      case .around(let id):
        // A row that the view does not have leaves the list as it is; whoever asked says so.
        if page.rows.contains(where: { $0.id == id }) {
          rankedRow = nil
          window.replace(with: page, purpose: request.purpose, count: count, height: height)
        }
      }
    }
    if wantsAgain {
      wantsAgain = false
      return again(viewer)
    }
    return refill(viewer) + rank(viewer)
  }

  /// Asks, after a leap, how many rows stand before the selected one.
  private mutating func rank(_ viewer: Viewer) -> [Effect] {
    guard !isGrouped, inFlight?.purpose != .new, rankedRow == nil, window.place(of: count ?? 0) == nil,
      let row = window.selectedRow
    else { return [] }
    rankedRow = row.id
    return [.rank(pane: name, generation: generation, row, query(viewer))]
  }

  mutating func take(rank: Int64?, of row: Int64, generation: Int) {
    guard generation == self.generation, rankedRow == row else { return }
    rankedRow = nil
    if let rank { window.learn(rank, of: row) }
  }

  mutating func take(groups answer: Result<[ViewGroup], Trouble>, generation: Int) {
    guard generation == self.generation else { return }
    isLoaded = true
    switch answer {
    case .success(let found):
      let old = groups.flatMap { $0.indices.contains(selectedGroup) ? $0[selectedGroup].value : nil }
      groups = found
      trouble = nil
      selectedGroup = found.firstIndex { $0.value == old } ?? 0
      _ = moveGroup(by: 0)
    case .failure(let found): if !found.isInterruption { trouble = found }
    }
  }

  mutating func take(count answer: Result<Int64, Trouble>, generation: Int) {
    guard generation == self.generation, case .success(let found) = answer else { return }
    count = found
  }

  /// Back to what the list was before its sentence was changed: its rows are here still, only their count and their
  /// freshness are asked for.
  mutating func restore(_ old: ListPane, _ viewer: Viewer) -> [Effect] {
    let (generation, serial) = (generation, serial)
    self = old
    self.generation = generation + 1
    self.serial = serial + 1
    inFlight = nil
    window.forgetOwed()
    return isLoaded ? again(viewer) : load(viewer)
  }

  var selectedGroupValue: ViewGroup? {
    guard let groups, groups.indices.contains(selectedGroup) else { return nil }
    return groups[selectedGroup]
  }
}
