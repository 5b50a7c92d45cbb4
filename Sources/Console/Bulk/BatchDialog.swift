internal import Domain
internal import Store
internal import Terminal

/// A batch, as it runs or as it ended: how many were done, which were refused and why, and what can be done about it.
struct BatchDialog: Sendable {
  private(set) var sight: BulkSight
  var isRunning: Bool

  enum Outcome: Sendable {
    case stay, leave
    case stop
    case goOn(Int64, retries: Bool)
    /// The records of the batch with a result, as a view.
    case view(Sentence)
    case undo(Int64)
    /// Another batch of the same person.
    case look(Int64)
  }

  init(_ sight: BulkSight, isRunning: Bool) {
    self.sight = sight
    self.isRunning = isRunning
  }

  mutating func take(_ batch: BulkBatch) { sight.batch = batch }

  /// How far an undo has come that runs while this is shown.
  var undoing: BulkProgress?

  private func bar(_ progress: BulkProgress, _ words: Words, columns: Int) -> String {
    BulkBar.text(done: progress.done, of: progress.total, words, columns: max(columns - 8, 10))
  }

  private enum Choice: CaseIterable {
    case stop, goOn, retry, failed, waiting, left, all, undo, earlier, later

    var key: Character {
      switch self {
      case .stop: "s"
      case .goOn: "c"
      case .retry: "r"
      case .failed: "f"
      case .waiting: "w"
      case .left: "l"
      case .all: "a"
      case .undo: "u"
      case .earlier: "p"
      case .later: "n"
      }
    }
  }

  private func can(_ choice: Choice) -> Bool {
    let batch = sight.batch
    return switch choice {
    case .stop: isRunning
    case .goOn: !isRunning && batch.left > 0 && batch.state == .open && !sight.isUndone
    case .retry: !isRunning && batch.failed > 0 && !sight.isUndone
    case .failed: batch.failed > 0
    case .waiting: batch.left > 0 && !isRunning
    case .left: sight.count(.left) > 0
    case .all: true
    case .undo: !isRunning && batch.seq != nil && sight.count(.done) > 0
    case .earlier: earlier != nil
    case .later: later != nil
    }
  }

  /// The unfinished ones before and behind this.
  private var earlier: Int64? { sight.unfinished.first { $0 < sight.batch.id } }
  private var later: Int64? { sight.unfinished.last { $0 > sight.batch.id } }

  mutating func handle(_ key: Key) -> Outcome {
    switch key.commandTwin {
    case .escape, .control("c"), .character("q"), .character("b"), .enter: return .leave
    case .left where can(.earlier): return outcome(.earlier)
    case .right where can(.later): return outcome(.later)
    case .character(let character):
      guard let choice = Choice.allCases.first(where: { $0.key == character }), can(choice) else { return .stay }
      return outcome(choice)
    default: return .stay
    }
  }

  private func outcome(_ choice: Choice) -> Outcome {
    switch choice {
    case .stop: .stop
    case .goOn: .goOn(sight.batch.id, retries: false)
    case .retry: .goOn(sight.batch.id, retries: true)
    case .failed: .view(BatchDialog.view(of: sight.batch, .failed))
    case .waiting: .view(BatchDialog.view(of: sight.batch, .waiting))
    case .left: .view(BatchDialog.view(of: sight.batch, .left))
    case .all: .view(BatchDialog.view(of: sight.batch, nil))
    case .undo: sight.batch.seq.map { .undo($0) } ?? .stay
    case .earlier: earlier.map { .look($0) } ?? .stay
    case .later: later.map { .look($0) } ?? .stay
    }
  }

  /// `orders batch:17.failed cols:…`: it can be saved, exported and listed by the command line.
  static func view(of batch: BulkBatch, _ result: BulkItem.Result?) -> Sentence {
    let label = result.map { "\(batch.id).\($0.rawValue)" } ?? String(batch.id)
    // Places and the ledger are not listed by batches.
    var sentence = Sentence(kind: batch.kind)
    if let field = field(batch.kind) { sentence.condition = .field(field, [.code(label)]) }
    sentence.columns =
      switch batch.kind {
      case .orders: [.number, .status, .result, .total].map(Field.order)
      case .lines: [.order, .sku, .listingId, .result, .title].map(Field.line)
      case .products: [.number, .title, .result, .review].map(Field.product)
      case .variants: [.sku, .product, .result, .title].map(Field.variant)
      case .customers: [.number, .name, .result, .country].map(Field.customer)
      case .carriers, .services, .sheets: []
      case .stock, .locations, .moves, .suppliers, .purchases, .purchaseLines, .receipts, .pegs, .returns, .rules: []
      case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
        .trackingEvents:
        []
      }
    return sentence
  }

  private static func field(_ kind: Kind) -> Field? {
    switch kind {
    case .orders: .order(.batch)
    case .lines: .line(.batch)
    case .products: .product(.batch)
    case .variants: .variant(.batch)
    case .customers: .customer(.batch)
    case .carriers, .services, .sheets: nil
    case .stock, .locations, .moves, .suppliers, .purchases, .purchaseLines, .receipts, .pegs, .returns, .rules: nil
    case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
      .trackingEvents:
      nil
    }
  }

  // MARK: Drawing

  func draw(into frame: inout Frame, in screen: Rect, _ text: CellText) {
    let words = text.words
    let columns = min(screen.width, 76) - (screen.width < 44 ? 0 : 4)
    let lines = lines(text, columns: columns)
    let hints = hints(words)
    let feet = BatchDialog.rows(hints, columns: columns, frame.widths)
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: words(.batchTitle(sight.batch.id)), width: 76,
      height: lines.count + feet.count + 1)
    guard !inner.isEmpty else { return }
    // On a small screen what became of it goes before the last of the keys.
    let (body, foot) = inner.splitBottom(min(feet.count, max(inner.height - lines.count, min(2, inner.height - 1), 1)))
    for (row, line) in lines.prefix(body.height).enumerated() {
      frame.write(line.0, at: Point(body.x, body.y + row), width: body.width, role: line.1)
    }
    for (row, hints) in feet.prefix(foot.height).enumerated() {
      KeyHints(hints).draw(into: &frame, in: Rect(x: foot.x, y: foot.y + row, width: foot.width, height: 1))
    }
    frame.cursor = body.origin
  }

  /// Hints in as many rows as they need.
  private static func rows(_ hints: [KeyHints.Hint], columns: Int, _ widths: WidthPolicy) -> [[KeyHints.Hint]] {
    var rows: [[KeyHints.Hint]] = []
    var used = 0
    for hint in hints {
      let wide = widths.columns(of: hint.key) + 1 + widths.columns(of: hint.title)
      if rows.isEmpty || used + 2 + wide > columns {
        rows.append([hint])
        used = wide
      } else {
        rows[rows.count - 1].append(hint)
        used += 2 + wide
      }
    }
    return rows
  }

  private func hints(_ words: Words) -> [KeyHints.Hint] {
    Choice.allCases.filter(can).map { choice in
      let title =
        switch choice {
        case .stop: words(.hintStop)
        case .goOn: words(.hintGoOn)
        case .retry: words(.hintRetry)
        case .failed: words(.hintFailed)
        case .waiting: words(.hintWaiting)
        case .left: words(.hintLeft)
        case .all: words(.hintAll)
        case .undo: words(.hintUndo)
        case .earlier: words(.hintEarlier)
        case .later: words(.hintLater)
        }
      return KeyHints.Hint(key: String(choice.key), title: title)
    } + [.init(key: "Esc", title: words(.hintBack))]
  }

  private func lines(_ text: CellText, columns: Int) -> [(String, Role)] {
    let words = text.words
    let batch = sight.batch
    var lines: [(String, Role)] = []
    func say(_ sentence: String, _ role: Role = .text, indent: Int = 0) {
      for line in TextWrap.lines(sentence, columns: max(columns - indent, 4)) {
        lines.append((String(repeating: " ", count: indent) + line, role))
      }
    }
    say("\(words.action(batch.action))  \(batch.actor)  \(text.date(batch.openedAt))", .title)
    let said = words.fields(of: batch, zone: text.viewer.zone)
    if !said.isEmpty { say(said, .dim) }
    say(BulkBar.text(done: batch.total - batch.left, of: batch.total, words, columns: columns), .accent)
    say(words(.fate(done: batch.done, refused: batch.failed, left: batch.left)))
    let undone = sight.count(.undone), left = sight.count(.left)
    if undone + left > 0 { say(words(.takenBack(undone, left: left)), .warning) }
    if isRunning {
      say(words(.runs), .info)
    } else if batch.left > 0 && !sight.isUndone {
      say(words(.stopped(batch.left)), .warning)
    }
    let others = sight.unfinished.filter { $0 != batch.id }
    if let place = sight.unfinished.firstIndex(of: batch.id), !others.isEmpty {
      say(words(.unfinishedPlace(place + 1, of: sight.unfinished.count)), .warning)
    } else if !others.isEmpty {
      say(words(.unfinished(others.count)), .warning)
    }
    if let undoing { say(words(.undoProgress(bar: bar(undoing, words, columns: columns))), .info) }
    for line in sight.lines where !line.code.isEmpty {
      let why = ActionRefusal(code: line.code).map(words.refused) ?? line.code
      say("\(words.number(line.count))  \(why)", indent: 2)
    }
    return lines
  }
}

/// How far something has come, in characters that every terminal has.
enum BulkBar {
  static func text(done: Int64, of total: Int64, _ words: Words, columns: Int) -> String {
    let numbers = "\(words.number(done)) / \(words.number(total))"
    let room = min(columns - numbers.utf8.count - 3, 30)
    guard room >= 5, total > 0 else { return numbers }
    let (product, overflow) = done.multipliedReportingOverflow(by: Int64(room))
    let filled = overflow ? room : Int(min(max(product / total, 0), Int64(room)))
    return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: room - filled) + "] " + numbers
  }
}
