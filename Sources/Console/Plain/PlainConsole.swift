internal import Domain
internal import Operations
internal import Store
internal import Terminal

/// The console as lines of text, for screen readers, braille displays and the poorest of lines: a command in, sentences
/// out, no frame, no cursor, no colour. It has the same commands, rights, actions and undo as the screen.
public struct PlainConsole {
  var rehearsal: Rehearsal
  let options: ConsoleOptions
  let words: Words
  let makeId: @Sendable () -> String
  private var changeMark: Int64?
  /// The entry that `apply` would take back.
  var plannedUndo: Int64?
  /// What `apply` would do.
  var planned: BulkOrder?
  public private(set) var hasQuit = false

  /// Tall, so that a whole record is one screen, and narrow, so that a list never stands beside it.
  private static let size = Size(columns: 100, rows: 400)
  /// So often at most a motion is done at once.
  private static let steps = 1000

  /// Throws `SentenceError` (of the options' view) and `StoreError`.
  public init(_ options: ConsoleOptions, work: PlainWork = PlainWork()) throws {
    try self.init(options, work: work, makeId: OperationId.make)
  }

  init(
    _ options: ConsoleOptions, work: PlainWork = PlainWork(), makeId: @escaping @Sendable () -> String
  ) throws {
    var options = options
    options.view = PlainConsole.view(options.view)
    self.options = options
    self.makeId = makeId
    let words = Words(language: options.language)
    self.words = words
    rehearsal = try Rehearsal(options, size: PlainConsole.size, makeId: makeId)
    rehearsal.conduct = { work.run($0, by: $1, words) }
    changeMark = try options.store.connection.changeMark()
  }

  /// What is said before the first command.
  public mutating func start() -> [String] {
    var lines = [summary]
    if let status = rehearsal.state.status { lines.append(status.text) }
    return lines + row
  }

  /// Takes one line of input and answers with lines of output, each free of control characters.
  public mutating func take(_ line: String) -> [String] {
    // Nothing moves while a line is typed: what others committed meanwhile, rights among it, counts from here on.
    if let now = try? options.store.connection.changeMark(), now != changeMark {
      changeMark = now
      rehearsal.send(.changed)
      if case .failure(let refusal) = Result(catching: { try rehearsal.present() }) {
        return [words.trouble(Trouble(refusal))].map { SafeText.line($0) }
      }
    }
    // A line is one line, whatever its terminal sent between the words.
    let line = String(line.map { $0.isNewline ? " " : $0 })
    let command = PlainCommand(line, words, options.settings.keyMap, pages: rehearsal.state.detail?.tabs ?? [])
    return answer(to: command).flatMap { $0.split(whereSeparator: \.isNewline) }.map { SafeText.line(String($0)) }
  }

  private mutating func answer(to command: PlainCommand) -> [String] {
    switch command {
    case .nothing: return row
    case .filter(let text): return filter(text)
    case .find(let text): return find(text)
    case .unclear(let word, let fitting): return [words(.plainUnclear(word, fitting.map { words.title($0) }))]
    case .page(let page): return turn(to: page)
    case .word(.apply, let text): return apply(text)
    case .word(let word, let text) where !text.isEmpty: return [words(.plainNoField(text, words.plainWord(word)))]
    case .word(.forget, _): return forget()
    case .word(.retry, _): return goOn(retries: true)
    case .word(.resume, _): return goOn(retries: false)
    case .command(let command, let text): return run(command, text)
    }
  }

  // MARK: What is said

  /// `Orders, 40 in the view “status:paid”.`
  var summary: String {
    let list = rehearsal.state.list
    let sentence = FilterBar.text(PlainConsole.withoutColumns(list.sentence), in: rehearsal.state.shown)
    return words(
      .plainSummary(
        kind: words.kind(list.kind), count: list.count.map(words.number) ?? "?",
        view: sentence.isEmpty ? words(.everything) : sentence))
  }

  /// The selected row as one sentence.
  var row: [String] {
    let state = rehearsal.state
    if state.detail != nil { return record }
    guard let selected = state.list.window.selectedRow else {
      return state.list.trouble.map { [words.trouble($0)] } ?? [words(.noRows)]
    }
    let place = state.list.place.map(words.number) ?? "?"
    let total = state.list.count.map(words.number) ?? "?"
    let text = PlainRow(state.list, selected, state.cellText).text
    let said = state.marked.contains(selected.id) ? words.list([text, words(.isMarked)]) : text
    return [words(.plainRow(place: place, total: total, said))]
  }

  // MARK: What is done

  mutating func filter(_ text: String) -> [String] {
    do {
      try show(text)
      return [summary] + row
    } catch {
      return [words.trouble(Trouble(error))]
    }
  }

  /// Shows a sentence. A view alone is shown as it was kept, whatever it lists.
  mutating func show(_ text: String) throws {
    rehearsal.readViews()
    let views = rehearsal.state.savedViews
    var (text, kind) = (text.trimmed, rehearsal.state.list.kind)
    if text.first == "@" || text.first == "＠", let kept = views[FoldedText.fold(String(text.dropFirst()).trimmed)] {
      (text, kind) = (kept, .orders)
    }
    let sentence = try Sentence(
      text, kind: kind, tongue: SentenceWords.tongue(for: text), views: { views[FoldedText.fold($0)] })
    rehearsal.show(PlainConsole.withColumns(sentence))
  }

  /// Goes to what was named: a view or a sentence with its kind, else a number.
  private mutating func go(to text: String) -> [String] {
    if case .filter(let text) = PlainCommand(text, words, options.settings.keyMap) { return filter(text) }
    return find(text)
  }

  mutating func find(_ text: String) -> [String] {
    rehearsal.find(text)
    if let status = rehearsal.state.status, status.role != .info { return [status.text] }
    return row
  }

  private mutating func run(_ command: Command, _ text: String) -> [String] {
    switch command {
    case .quit, .undo, .redo, .batch, .mark, .markRange, .invertMarks, .clearMarks:
      // What it has no use for would be heard as if it had been meant.
      if !text.isEmpty { return [words(.plainNoField(text, PlainCommand.spoken(command, words)))] }
    default: break
    }
    switch command {
    case .quit:
      hasQuit = true
      return [words(.plainBye)]
    case .help, .menu: return help(text)
    case .filter: return filter(text)
    case .jump: return text.isEmpty ? [words(.jumpPlaceholder)] : go(to: text)
    case .undo: return planUndo()
    case .redo: return redo()
    case .views: return views(text)
    case .saveView: return saveView(text)
    case .batch: return results()
    case .sort, .suspend, .columns, .group, .sideBar, .startAfresh, .settings:
      return [words(.plainNeedsScreen(words.title(command), instead: PlainCommand.instead(of: command)))]
    default: break
    }
    if let reason = command.unavailable(in: rehearsal.state.circumstances) {
      return ["\(words.title(command)): \(words.reason(reason))"]
    }
    if rehearsal.state.currentRange != nil, command.isDoneToMarked(rehearsal.state.list.kind) {
      rehearsal.run(.markRange)
    }
    if rehearsal.state.actsOnMarked, let action = command.action(on: rehearsal.state.list.kind) {
      return plan(action, command, text)
    }
    if command.section == .marks { return mark(command, text) }
    if let (kind, id) = rehearsal.state.subject, let action = command.action(on: kind) {
      return perform(action, command, on: id, of: kind, text)
    }
    if let refused = begin(command, text) { return refused }
    let said = said
    switch command {
    case .ordersPane, .productsPane, .linesPane, .customersPane, .stockPane, .purchasingPane, .returnsPane, .nextPane,
      .customerOrders,
      .historyBack, .historyForward, .fulfilmentPane, .walksList, .lateList, .toPackList, .parcelsList, .manifestsList,
      .alertsList, .claimsList, .lanesList, .shipmentsPane, .troubleList, .silentList, .consolidationsList,
      .strayNewsList:
      return said + [summary] + row
    case .servicesList, .sheetsList: return said + [summary] + row
    case .nextTab, .previousTab: return said + page
    default: return said + row
    }
  }

  /// Runs a command with what was said behind it: `open NUMBER`, `down 5`. What it has no use for is refused and
  /// not passed over: whoever hears no screen would not notice that another record was meant.
  private mutating func begin(_ command: Command, _ text: String) -> [String]? {
    guard !text.isEmpty else {
      rehearsal.run(command)
      return nil
    }
    if command == .open {
      rehearsal.find(text)
      if let status = rehearsal.state.status, status.role != .info { return [status.text] }
      if rehearsal.state.detail == nil { rehearsal.run(.open) }
      return nil
    }
    let isMotion = command.section == .moving && command != .first && command != .last && command != .back
    guard isMotion, let count = Int(text), (1...PlainConsole.steps).contains(count) else {
      let name = PlainCommand.spoken(command, words)
      return [words(.plainNoField(text, isMotion ? "\(name) [1-\(PlainConsole.steps)]" : name))]
    }
    for _ in 0..<count { rehearsal.run(command) }
    return nil
  }

  /// What an action is done to from a row: of a line its order, of a variant its product, of stock its SKU.
  private func subject(_ action: String, _ id: Int64, of kind: Kind) throws -> Int64 {
    if case .stock(let record) = rehearsal.state.detail?.record { return record.report.variantId }
    // A listing is mapped for its account.
    if action == "mapSku" { return id }
    let found = try options.store.connection.readNow {
      try BulkSubjects.of(RecordSet([id]), kind, action: action, in: $0).subjects.ids.first
    }
    guard let found else { throw ActionRefusal.noSuchRecord(kind: kind.rawValue, rehearsal.state.subjectNumber) }
    return found
  }

  private mutating func perform(
    _ action: String, _ command: Command, on id: Int64, of kind: Kind, _ text: String
  ) -> [String] {
    guard let definition = ActionTable.named(action) else { return [] }
    let number = rehearsal.state.subjectNumber
    do {
      let fields = try PlainCommand.fields(text, of: definition, words)
      guard PlainCommand.isWhole(fields.values, of: definition) else {
        return [words(.plainNeeds(PlainCommand.usage(command, definition, words)))]
      }
      let request = ActionRequest(
        action, subject: try subject(action, id, of: kind), fields: fields.values, reason: fields.reason,
        operationId: makeId())
      let result = try PaperDesk.perform(
        request, in: options.store, as: try rehearsal.present(), now: options.now(), zone: options.zone)
      rehearsal.send(.changed)
      let changes = result.changes.flatMap { words.parts($0, zone: options.zone) }.map { "\($0.label): \($0.after)" }
      let done = words(.done(action: words.action(action), record: number))
      return [([done] + [words.list(changes)].filter { !$0.isEmpty }).joined(separator: " ")]
    } catch let trouble as PlainCommand.Fault {
      return [words(.plainNoField(trouble.word, PlainCommand.usage(command, definition, words)))]
    } catch {
      return ["\(number): \(words.trouble(Trouble(error)))"]
    }
  }

  // MARK: Columns

  /// What a row is told by: its number, how it stands, whether it is late, and for whom it is.
  private static let orderColumns: [Field] = [
    .order(.number), .order(.status), .order(.shipBy), .order(.late), .order(.holds), .order(.customer),
    .order(.country), .order(.total), .order(.assignee), .order(.tags),
  ]

  private static func view(_ text: String?) -> String? {
    let text = text ?? "orders"
    return text.contains("cols:") || !text.hasPrefix("orders")
      ? text : text + " cols:" + orderColumns.map(\.id).joined(separator: ",")
  }

  private static func withColumns(_ sentence: Sentence) -> Sentence {
    guard sentence.kind == .orders, sentence.columns.isEmpty else { return sentence }
    var sentence = sentence
    sentence.columns = orderColumns
    return sentence
  }

  static func withoutColumns(_ sentence: Sentence) -> Sentence {
    guard sentence.columns == orderColumns else { return sentence }
    var sentence = sentence
    sentence.columns = []
    return sentence
  }
}
