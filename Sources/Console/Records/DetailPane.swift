internal import Domain
internal import Store
internal import Terminal

/// The detail of one record: its head, its pages, and how far one is scrolled.
struct DetailPane: Sendable {
  /// Of the row that was opened: a line opens its order, a variant its product.
  let kind: Kind
  let id: Int64
  private(set) var record: Record?
  private(set) var isGone = false
  private(set) var trouble: Trouble?
  private(set) var tab: DetailTab
  private(set) var scroll = 0
  private var raw: [RawRecord]?
  /// Built when something comes or the width changes, never while painting.
  private var lines: [DetailLine] = []
  private var head: [DetailLine] = []
  private var width = 80
  private var height = 10

  /// Bytes of a raw record that are shown.
  static let rawLimit = 256 * 1024

  init(kind: Kind, id: Int64) {
    self.kind = kind
    self.id = id
    tab = DetailTab.all(for: kind)[0]
  }

  /// Whether the record is still on its way.
  var isWaiting: Bool { record == nil && !isGone && trouble == nil }

  var tabs: [DetailTab] { DetailTab.all(for: kind) }

  /// What reads the record again: of stock by its SKU, whose units may have left the row that was opened.
  func request(_ purpose: RecordRequest.Purpose, serial: Int) -> RecordRequest {
    var request = RecordRequest(kind: kind, id: id, purpose: purpose, serial: serial)
    if case .stock(let record) = record { request.variant = record.report.variantId }
    return request
  }

  // MARK: Updating

  mutating func take(_ answer: Result<Record?, Trouble>, _ text: CellText) -> [Effect] {
    switch answer {
    case .success(let found):
      isGone = found == nil
      let isFirst = record == nil
      if let found { record = found }
      trouble = nil
      rebuild(text)
      if isFirst { scroll(to: lines.firstIndex(where: \.isOpened) ?? 0) }
    case .failure(let found): trouble = found
    }
    rebuild(text)
    return tab == .raw && raw == nil ? askRaw() : []
  }

  mutating func take(raw answer: Result<[RawRecord], Trouble>, _ text: CellText) {
    switch answer {
    case .success(let found): raw = found
    case .failure(let found): trouble = found
    }
    rebuild(text)
  }

  mutating func show(_ new: DetailTab, _ text: CellText) -> [Effect] {
    guard tabs.contains(new), new != tab else { return [] }
    tab = new
    scroll = 0
    rebuild(text)
    return new == .raw && raw == nil ? askRaw() : []
  }

  mutating func show(next step: Int, _ text: CellText) -> [Effect] {
    let index = tabs.firstIndex(of: tab) ?? 0
    return show(tabs[(index + step + tabs.count) % tabs.count], text)
  }

  mutating func show(number: Int, _ text: CellText) -> [Effect] {
    tabs.indices.contains(number - 1) ? show(tabs[number - 1], text) : []
  }

  private func askRaw() -> [Effect] {
    switch record {
    case .order(let record):
      [.raw(.orders, record.order.id, account: record.order.accountId, externalId: record.order.externalId)]
    case .product(let record):
      record.account.map { [.raw(.products, record.product.id, account: $0, externalId: record.externalId ?? "")] }
        ?? []
    case .customer, .stock, .location, .supplier, .purchase, .returned, .rule, .fulfilment, .way, nil: []
    }
  }

  mutating func scroll(by distance: Int) { scroll = min(max(scroll + distance, 0), lastScroll) }
  mutating func scroll(to line: Int) { scroll = min(max(line, 0), lastScroll) }
  var page: Int { max(bodyHeight - 1, 1) }
  var lineCount: Int { lines.count }

  mutating func resize(width: Int, height: Int, _ text: CellText) {
    guard width != self.width || height != self.height else { return }
    (self.width, self.height) = (width, height)
    rebuild(text)
  }

  /// Lines of the head that belong together, in sum.
  private var headSteps: [Int] = []
  /// Whole facts only, a third of the place at most.
  private var headHeight: Int {
    min(headSteps.last { $0 <= max(height / 3, 1) } ?? headSteps.first ?? 0, max(height - 2, 1))
  }
  private var bodyHeight: Int { max(height - headHeight - 1, 0) }
  private var lastScroll: Int { max(lines.count - bodyHeight, 0) }

  /// Writes the pages anew: after an answer, a resize, a change of language or of the minute.
  mutating func rebuild(_ text: CellText) {
    let writer = DetailWriter(text: text, width: max(width - 2, 8))
    switch record {
    case .order(let record):
      head = writer.head(record)
      lines = writer.page(tab, of: record, raw: raw)
    case .product(let record):
      head = writer.head(record)
      lines = writer.page(tab, of: record, raw: raw)
    case .customer(let record):
      head = writer.head(record)
      lines = writer.page(tab, of: record)
    case .stock(let record):
      head = writer.head(record)
      lines = writer.page(tab, of: record)
    case .location(let record):
      head = writer.head(record)
      lines = writer.page(tab, of: record)
    case .fulfilment(let record):
      head = writer.head(record)
      lines = writer.page(tab, of: record)
    case .way(let record):
      head = writer.head(record)
      lines = writer.page(tab, of: record)
    case .supplier(let record):
      head = writer.head(record)
      lines = writer.page(tab, of: record)
    case .purchase(let record):
      head = writer.head(record)
      lines = writer.page(tab, of: record)
    case .returned(let record):
      head = writer.head(record)
      lines = writer.page(tab, of: record)
    case .rule(let record):
      head = writer.head(record)
      lines = writer.page(tab, of: record)
    case nil: (head, lines) = ([], [])
    }
    let pieces = head.map { writer.fitted([$0]) }
    headSteps = pieces.reduce(into: []) { steps, piece in steps.append((steps.last ?? 0) + piece.count) }
    (head, lines) = (pieces.flatMap { $0 }, writer.fitted(lines))
    // What the head has no room for stands below the first page.
    if tab == tabs.first, head.count > headHeight { lines += [.blank] + head.dropFirst(headHeight) }
    scroll = min(scroll, lastScroll)
  }

  /// Head and page as they stand here, line by line.
  var plainLines: [String] {
    if record == nil { return [] }
    return (head + [.blank] + lines).map { line in
      String(repeating: " ", count: max(line.indent, 0)) + line.pieces.map(\.text).joined()
    }
  }

  /// The same apart, for whoever hears a page without its head.
  var plainHead: [String] { record == nil ? [] : head.map(\.said) }
  var plainPage: [String] { record == nil ? [] : lines.map(\.said) }

  /// The page whose name stands at a point of the pane that is drawn into a rectangle.
  func tab(at point: Point, in rect: Rect, _ words: Words) -> DetailTab? {
    let bar = rect.splitTop(headHeight).rest.splitTop(1).top
    guard record != nil, bar.contains(point) else { return nil }
    let names = Tabs(titles: tabs.map { $0.title(words) }, selected: tabs.firstIndex(of: tab) ?? 0)
    return names.places(in: bar, .standard).first { $0.place.contains(point) }.map { tabs[$0.index] }
  }

  // MARK: Drawing

  func draw(into frame: inout Frame, in rect: Rect, _ text: CellText, isFocused: Bool, showsBar: Bool = true) {
    guard !rect.isEmpty else { return }
    let words = text.words
    guard record != nil else {
      let said = trouble.map(words.trouble) ?? (isGone ? words(.recordGone) : words(.loading))
      for (row, line) in TextWrap.lines(said, columns: max(rect.width - 2, 4)).prefix(rect.height).enumerated() {
        frame.write(line, at: Point(rect.x + 1, rect.y + row), width: rect.width - 1, role: .dim)
      }
      if isFocused { frame.cursor = rect.origin }
      return
    }
    let (top, rest) = rect.splitTop(headHeight)
    for (row, line) in head.prefix(top.height).enumerated() {
      draw(line, into: &frame, in: Rect(x: rect.x + 1, y: top.y + row, width: rect.width - 1, height: 1))
    }
    let (bar, body) = rest.splitTop(1)
    Tabs(titles: tabs.map { $0.title(words) }, selected: tabs.firstIndex(of: tab) ?? 0).draw(into: &frame, in: bar)
    if isFocused { frame.cursor = bar.origin }
    for (row, line) in lines.dropFirst(scroll).prefix(body.height).enumerated() {
      draw(line, into: &frame, in: Rect(x: body.x + 1, y: body.y + row, width: body.width - 1, height: 1))
    }
    if showsBar && lines.count > body.height && body.width > 10 {
      ScrollBar(total: lines.count, top: scroll).draw(
        into: &frame, in: Rect(x: body.maxX - 1, y: body.y, width: 1, height: body.height))
    }
  }

  private func draw(_ line: DetailLine, into frame: inout Frame, in rect: Rect) {
    var x = rect.x + line.indent
    for piece in line.pieces where x < rect.maxX {
      let used = frame.write(piece.text, at: Point(x, rect.y), width: rect.maxX - x, role: piece.role)
      if let link = piece.link { frame.link(Rect(x: x, y: rect.y, width: used, height: 1), to: link) }
      x += used
    }
  }
}
