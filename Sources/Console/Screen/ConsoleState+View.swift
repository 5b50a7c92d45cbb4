internal import Domain
internal import Store
internal import Terminal

extension ConsoleState {
  /// The screen.
  func view(_ widths: WidthPolicy) -> Frame {
    var frame = Frame(size: size, widths: widths)
    guard !frame.bounds.isEmpty else { return frame }
    let layout = layout
    let text = cellText
    if manners.isSelectingText { return viewForSelecting(frame, layout, text) }
    let isInShelf = if case .viewing(.shelf) = mode { true } else { false }
    if let bar = layout.bar { drawBar(into: &frame, in: bar) }
    if let place = layout.list { drawList(into: &frame, in: place, text) }
    if let place = layout.sideBar {
      shelf.drawBar(into: &frame, in: place, words, current: list.sentence, isFocused: isInShelf)
    }
    if let point = layout.sideDivider { frame.verticalLine(at: point, height: layout.body.height) }
    if let point = layout.divider { frame.verticalLine(at: point, height: layout.body.height) }
    if let place = layout.detail, detail == nil { drawPreview(into: &frame, in: place, text) }
    if let place = layout.detail { detail?.draw(into: &frame, in: place, text, isFocused: true) }
    switch mode {
    case .filter(let bar): bar.draw(into: &frame, in: layout.sentence, below: layout.belowPrompt, words)
    case .jump(let bar):
      frame.fill(layout.sentence)
      bar.draw(into: &frame, in: layout.sentence, below: layout.belowPrompt)
    case .plain, .help, .sort, .form, .translate, .hits, .undo, .menu, .settings, .bulkPlan, .batch, .viewing:
      if layout.detail?.y != layout.sentence.y { drawSentence(into: &frame, in: layout.sentence) }
    }
    drawFoot(into: &frame, in: layout.foot)
    switch mode {
    case .plain, .filter, .jump: break
    case .help(let overlay): overlay.draw(into: &frame, in: frame.bounds, words)
    case .sort(let sorting): sorting.draw(into: &frame, in: frame.bounds, words)
    case .form(let form): form.draw(into: &frame, in: frame.bounds, words, keys)
    case .translate(let desk): desk.draw(into: &frame, in: frame.bounds, words, keys)
    case .hits(let hits): hits.draw(into: &frame, in: frame.bounds, words)
    case .undo(let dialog): dialog.draw(into: &frame, in: frame.bounds, text)
    case .menu(let menu): menu.draw(into: &frame, in: frame.bounds, words)
    case .settings(let dialog): dialog.draw(into: &frame, in: frame.bounds, words)
    case .bulkPlan(let dialog): dialog.draw(into: &frame, in: frame.bounds, text)
    case .batch(let dialog): dialog.draw(into: &frame, in: frame.bounds, text)
    case .viewing(let dialog): draw(dialog, into: &frame, layout)
    }
    // What has no room on a tiny screen has no cursor either.
    if !(frame.cursor.map(frame.bounds.contains) ?? false) { frame.cursor = Point(0, 0) }
    return frame
  }

  private func draw(_ dialog: ViewingDialog, into frame: inout Frame, _ layout: ScreenLayout) {
    switch dialog {
    case .shelf:
      if layout.sideBar == nil {
        shelf.drawDialog(into: &frame, in: frame.bounds, words, current: list.sentence)
      } else if status == nil {
        shelf.drawHints(into: &frame, in: layout.foot, words)
      }
    case .columns(let columns): columns.draw(into: &frame, in: frame.bounds, words)
    case .group(let groups): groups.draw(into: &frame, in: frame.bounds, words)
    case .naming(let form): form.draw(into: &frame, in: frame.bounds, words)
    }
  }

  func drawBar(into frame: inout Frame, in rect: Rect) {
    frame.fill(rect, role: .bar)
    var x = rect.x
    for (pane, text) in barNames(rect.width) where x < rect.maxX {
      x += frame.write(
        text, at: Point(x, rect.y), width: rect.maxX - x, role: pane == shown ? .selectedDim : .bar)
    }
    for text in barEnds {
      let columns = frame.widths.columns(of: text) + 1
      guard x + columns + 2 < rect.maxX else { continue }
      frame.write(text, at: Point(rect.maxX - columns, rect.y), width: columns, role: .bar)
      break
    }
  }

  /// What the bar ends with, the fullest first.
  private var barEnds: [String] {
    let age = readsBehind.map { words(.readsBehind($0)) + "  " } ?? ""
    let who = age + gaugeText + viewer.actor.name + (readOnly ? " · " + words(.readOnly) : "")
    // Whoever finds that the terminal selects no text any more sees why.
    let mouse = words(.craft(.mouseInBar))
    return manners.usesMouse ? [mouse + "  " + who, mouse, who] : [who]
  }

  /// What the bar begins with, and the pane that each part of it shows.
  ///
  /// Whose program it is goes first, then the blanks between names, then whoever works here, then the names of the
  /// panes that are not shown; a digit of each pane stays on the smallest screen.
  func barNames(_ width: Int) -> [(pane: PaneName?, text: String)] {
    let wide = barPanes { " \($0) \(title(of: $1)) " }
    let program = " Portolan "
    let end = (barEnds.map { WidthPolicy.standard.columns(of: $0) }.min() ?? 0) + 3
    if columns(of: wide) + max(ConsoleState.roomForWho, end) + program.utf8.count <= width {
      return [(nil, program)] + wide
    }
    let close = barPanes { "\($0) \(title(of: $1)) " }
    let ways = [
      wide, close, barPanes { $1 == shown ? " \($0) \(title(of: $1)) " : " \($0) " },
      barPanes { $1 == shown ? " \($0) \(title(of: $1)) " : "\($0) " },
    ]
    return [wide, close].first { columns(of: $0) + end < width } ?? ways.first { columns(of: $0) <= width }
      ?? barPanes { $1 == shown ? "\($0) \(title(of: $1)) " : "\($0)" }
  }

  private func barPanes(_ text: (Int, PaneName) -> String) -> [(pane: PaneName?, text: String)] {
    PaneName.allCases.enumerated().map { (pane: $1, text: text($0 + 1, $1)) }
  }

  private func columns(of parts: [(pane: PaneName?, text: String)]) -> Int {
    parts.reduce(0) { $0 + WidthPolicy.standard.columns(of: $1.text) }
  }

  private static let roomForWho = 14

  func title(of pane: PaneName) -> String {
    switch pane {
    case .orders: words(.ordersPane)
    case .products: words(.productsPane)
    case .lines: words(lines.sentence.condition == pane.sentence.condition ? .unmappedPane : .linesPane)
    case .customers: words(.customersPane)
    case .stock: words(.stockPane)
    case .purchasing: words(.purchasingPane)
    case .returns: words(.returnsPane)
    case .fulfilment: words(.fulfilmentPane)
    case .shipments: words(.shipmentsPane)
    }
  }

  private func drawSentence(into frame: inout Frame, in rect: Rect) {
    guard !rect.isEmpty else { return }
    let shownText = FilterBar.text(list.sentence, in: shown)
    let marks = marksText(rect.width)
    let place = busyText + [marks, positionText].filter { !$0.isEmpty }.joined(separator: "  ")
    let columns = frame.widths.columns(of: place)
    let room = rect.width - (columns > 0 ? columns + 2 : 0)
    // A list without a filter is told by its name.
    let isBare = shownText == list.kind.rawValue && words.language != .english
    frame.write(
      shownText.isEmpty ? words(.everything) : isBare ? words.kind(list.kind) : shownText,
      at: Point(rect.x + (rect.width >= 40 ? 1 : 0), rect.y),
      width: max(room - 1, 1), role: shownText.isEmpty ? .dim : .accent)
    if room > 4 {
      frame.write(place, at: Point(rect.maxX - columns, rect.y), width: columns, role: marks.isEmpty ? .dim : .marked)
    }
  }

  /// `12 / 1,000,000`; what is not known yet stays away: after a leap the place until it is counted.
  private var positionText: String {
    let total = list.count.map(words.number) ?? (list.isLoaded ? "…" : "")
    if list.isGrouped { return total }
    guard let place = list.place else { return total }
    return size.columns < 30 ? words.number(place) : "\(words.number(place)) / \(total)"
  }

  func drawList(into frame: inout Frame, in rect: Rect, _ text: CellText) {
    let isEmpty = list.isGrouped ? list.groups?.isEmpty ?? true : list.window.isEmpty
    guard isEmpty else {
      return list.draw(
        into: &frame, in: rect, text, isFocused: detail == nil,
        isMarked: marks.count(list.kind) > 0 || currentRange != nil ? { isMarked($0, $1) } : nil)
    }
    let lines: [String]
    if let trouble = list.trouble {
      lines = TextWrap.lines(words.trouble(trouble), columns: max(rect.width - 2, 4))
    } else if !list.isLoaded {
      lines = [words(.loading)]
    } else {
      lines = nothingText.flatMap { TextWrap.lines($0, columns: max(rect.width - 2, 4)) }
    }
    let top = rect.height > 8 ? 2 : 0
    for (row, line) in lines.prefix(max(rect.height - top, 0)).enumerated() {
      frame.write(line, at: Point(rect.x + 1, rect.y + top + row), width: rect.width - 1, role: row == 0 ? .text : .dim)
    }
    if detail == nil { frame.cursor = rect.origin }
  }

  private func drawFoot(into frame: inout Frame, in rect: Rect) {
    guard !rect.isEmpty else { return }
    if let status { return say(status.text, status.role, into: &frame, in: rect) }
    if isStoreLost { return say(words(.storeLost), .danger, into: &frame, in: rect) }
    if let trouble = list.trouble, detail == nil {
      return say(words.trouble(trouble), .danger, into: &frame, in: rect)
    }
    if let progress = progressText(columns: rect.width) { return say(progress, .info, into: &frame, in: rect) }
    switch mode {
    case .filter:
      KeyHints([
        .init(key: "Enter", title: words(.hintKeeps)), .init(key: "Esc", title: words(.hintTakesBack)),
        .init(key: "Tab", title: words(.hintCompletes)),
      ]).draw(into: &frame, in: rect)
    // A form has hints of its own; the list's keys are text there.
    case .form, .translate: break
    case .plain, .jump, .help, .sort, .hits, .undo, .menu, .settings, .bulkPlan, .batch, .viewing:
      KeyHints(footHints(rect.width).map(\.hint)).draw(into: &frame, in: rect)
    }
  }

  /// What is said is said whole: where a line is too short for it, it grows upwards.
  private func say(_ text: String, _ role: Role, into frame: inout Frame, in rect: Rect) {
    let lines = TextWrap.lines(text, columns: max(rect.width, 4), widths: frame.widths)
      .prefix(max(min(4, rect.maxY / 2), 1))
    for (row, line) in lines.enumerated() {
      let place = Rect(x: rect.x, y: rect.maxY - lines.count + row, width: rect.width, height: 1)
      frame.fill(place)
      frame.write(line, at: place.origin, width: rect.width, role: role)
    }
  }

  /// What an empty list says: how to begin, or how to see more.
  private var nothingText: [String] {
    let isWhole = list.sentence.condition == .everything && !list.isGrouped
    switch list.kind {
    case .orders where isWhole:
      return [words(.emptyOrders), ""] + beginning
    case .products where isWhole, .variants where isWhole:
      return [words(.emptyProducts), ""] + beginning
    case .customers where isWhole: return [words(.emptyCustomers), ""] + beginning
    case .stock where isWhole, .moves where isWhole:
      return [words(.emptyStock), "", words(.emptyStockHint)]
    case .pegs where isWhole: return [words(.emptyPegs)]
    case .purchases where isWhole, .suppliers where isWhole, .purchaseLines where isWhole, .receipts where isWhole:
      return [words(.emptyPurchases), "", words(.emptyPurchasesHint)]
    case .claims where isWhole: return [words(.emptyClaims)]
    case .lanes where isWhole: return [words(.emptyLanes)]
    case .alerts where isWhole || list.sentence.condition == Command.alertsList.delaySentence?.condition:
      return [words(.emptyAlerts)]
    case .shipments where isWhole || list.sentence.condition == PaneName.shipments.sentence.condition:
      return [words(.emptyShipments), "", words(.emptyShipmentsHint)]
    case .trackingEvents where isWhole: return [words(.noEventsYet), "", words(.emptyShipmentsHint)]
    case .consolidations where isWhole: return [words(.emptyConsolidations), "", words(.emptyConsolidationsHint)]
    case .waves where isWhole, .fulfilments where isWhole, .runs where isWhole, .parcels where isWhole,
      .manifests where isWhole:
      return [words(.emptyWaves), "", words(.emptyWavesHint)]
    case .lines where list.sentence.condition == PaneName.lines.sentence.condition:
      return [words(.nothingUnmapped), words(.nothingUnmappedWhy)]
    case .returns where isWhole: return [words(.emptyReturns), "", words(.emptyReturnsHint)]
    case .rules where isWhole: return [words(.emptyRules), "", words(.emptyRulesHint)]
    case .carriers where isWhole, .services where isWhole, .sheets where isWhole:
      return [words.way(.emptyWays), "", words.way(.emptyWaysHint)]
    case .carriers, .services, .sheets: return [words(.noRows), "", words(.noRowsHint(key: keyName(.filter)))]
    case .orders, .lines, .products, .variants, .customers, .stock, .locations, .moves, .suppliers, .purchases,
      .purchaseLines, .receipts, .pegs, .returns, .rules, .waves,
      .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations, .trackingEvents:
      return [words(.noRows), "", words(.noRowsHint(key: keyName(.filter)))]
    }
  }

  private var beginning: [String] {
    [words(.emptyHint(command: "portolan import FILE")), words(.emptyHint(command: "portolan demo"))]
  }
}
