internal import Domain
internal import Store
internal import Terminal

/// The console as lines of text, for screen readers, braille displays and the poorest of lines: a command in, sentences
/// out, no frame, no cursor, no colour. It has the same commands, rights, actions and undo as the screen.
public struct PlainConsole {
  var rehearsal: Rehearsal
  let options: ConsoleOptions
  let words: Words
  let makeId: @Sendable () -> String
  private var mark: Int64?
  public private(set) var hasQuit = false

  /// Tall, so that a whole record is one screen, and narrow, so that a list never stands beside it.
  private static let size = Size(columns: 100, rows: 400)

  /// Throws `SentenceError` (of the options' view) and `StoreError`.
  public init(_ options: ConsoleOptions) throws { try self.init(options, makeId: OperationId.make) }

  init(_ options: ConsoleOptions, makeId: @escaping @Sendable () -> String) throws {
    var options = options
    options.view = PlainConsole.view(options.view)
    self.options = options
    self.makeId = makeId
    words = Words(language: options.language)
    rehearsal = try Rehearsal(options, size: PlainConsole.size, makeId: makeId)
    mark = try options.store.connection.changeMark()
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
    if let now = try? options.store.connection.changeMark(), now != mark {
      mark = now
      rehearsal.send(.changed)
      if case .failure(let refusal) = Result(catching: { try rehearsal.present() }) {
        return [words.trouble(Trouble(refusal))].map { SafeText.line($0) }
      }
    }
    return answer(to: PlainCommand(line, words, options.settings.keyMap)).flatMap {
      $0.split(whereSeparator: \.isNewline)
    }
    .map { SafeText.line(String($0)) }
  }

  private mutating func answer(to command: PlainCommand) -> [String] {
    switch command {
    case .nothing: return row
    case .filter(let text): return filter(text)
    case .find(let text): return find(text)
    case .unclear(let word, let fitting): return [words(.plainUnclear(word, fitting.map { words.title($0) }))]
    case .command(let command, let text): return run(command, text)
    }
  }

  // MARK: What is said

  /// `Orders, 40 in the view “status:paid”.`
  private var summary: String {
    let list = rehearsal.state.list
    let sentence = FilterBar.text(PlainConsole.withoutColumns(list.sentence), in: rehearsal.state.shown)
    return words(
      .plainSummary(
        kind: words.kind(list.kind), count: list.count.map(words.number) ?? "?",
        view: sentence.isEmpty ? words(.everything) : sentence))
  }

  /// The selected row as one sentence.
  private var row: [String] {
    let state = rehearsal.state
    if state.detail != nil { return record }
    guard let selected = state.list.window.selectedRow else {
      return state.list.trouble.map { [words.trouble($0)] } ?? [words(.noRows)]
    }
    let place = state.list.place.map(words.number) ?? "?"
    let total = state.list.count.map(words.number) ?? "?"
    return [words(.plainRow(place: place, total: total, PlainRow(state.list, selected, state.cellText).text))]
  }

  /// The open record: its lines, without what only draws.
  private var record: [String] {
    let frame = rehearsal.state.view(.standard)
    let layout = ScreenLayout(PlainConsole.size, showsDetail: true)
    let lines = frame.lines
    return lines[min(layout.body.y, lines.count)..<min(layout.body.maxY, lines.count)].map { line in
      line.filter { !"│─┌┐└┘├┤┬┴┼█░▒▓▲▼".contains($0) }.trimmed
    }.filter { !$0.isEmpty }
  }

  // MARK: What is done

  mutating func filter(_ text: String) -> [String] {
    do {
      let kind = rehearsal.state.shown.kind
      let views = rehearsal.state.savedViews
      let sentence = try Sentence(
        text, kind: kind, tongue: SentenceWords.tongue(for: text), views: { views[FoldedText.fold($0)] })
      rehearsal.show(PlainConsole.withColumns(sentence))
      return [summary] + row
    } catch {
      return [words.trouble(Trouble(error))]
    }
  }

  private mutating func find(_ text: String) -> [String] {
    rehearsal.find(text)
    if let status = rehearsal.state.status, status.role != .info { return [status.text] }
    return row
  }

  private mutating func run(_ command: Command, _ text: String) -> [String] {
    switch command {
    case .quit:
      hasQuit = true
      return [words(.plainBye)]
    case .help, .menu: return help(text)
    case .filter: return filter(text)
    case .jump: return text.isEmpty ? [words(.jumpPlaceholder)] : find(text)
    case .undo, .redo: return takeBack(command)
    case .views: return views(text)
    case .saveView: return saveView(text)
    case .sort, .suspend, .columns, .group, .sideBar,
      .startAfresh, .settings:
      return [words.reason(.notHere)]
    default: break
    }
    if let reason = command.unavailable(in: rehearsal.state.circumstances) {
      return ["\(words.title(command)): \(words.reason(reason))"]
    }
    if let (kind, id) = rehearsal.state.subject, let action = command.action(on: kind) {
      return perform(action, command, on: id, text)
    }
    rehearsal.run(command)
    let said = rehearsal.state.status.map { [$0.text] } ?? []
    switch command {
    case .ordersPane, .productsPane, .linesPane, .customersPane, .nextPane, .customerOrders, .historyBack,
      .historyForward:
      return said + [summary] + row
    default: return said + row
    }
  }

  private mutating func perform(_ action: String, _ command: Command, on id: Int64, _ text: String) -> [String] {
    guard let definition = ActionTable.named(action) else { return [] }
    let number = rehearsal.state.subjectNumber
    do {
      let fields = try PlainCommand.fields(text, of: definition, words)
      let missing = definition.fields.filter { $0.isRequired && (fields.values[$0.name] ?? "").isEmpty }
      guard missing.isEmpty else { return [words(.plainNeeds(PlainCommand.usage(command, definition, words)))] }
      let request = ActionRequest(
        action, subject: id, fields: fields.values, reason: fields.reason, operationId: makeId())
      let result = try options.store.perform(
        request, as: try rehearsal.present(), now: options.now(), zone: options.zone)
      rehearsal.send(.changed)
      let changes = result.changes.map { change in
        let after = words.plain(change.after, field: change.field, zone: options.zone)
        return "\(words.recordField(change.field)): \(after)"
      }
      let done = words(.done(action: words.action(action), record: number))
      return [([done] + [words.list(changes)].filter { !$0.isEmpty }).joined(separator: " ")]
    } catch let trouble as PlainCommand.Fault {
      return [words(.plainNoField(trouble.word, PlainCommand.usage(command, definition, words)))]
    } catch {
      return ["\(number): \(words.trouble(Trouble(error)))"]
    }
  }

  private mutating func takeBack(_ command: Command) -> [String] {
    if let reason = command.unavailable(in: rehearsal.state.circumstances) {
      return ["\(words.title(command)): \(words.reason(reason))"]
    }
    rehearsal.run(command)
    // The plan is what a person would be asked about; here the command was the answer.
    if command == .undo, case .undo = rehearsal.state.mode { rehearsal.press(.enter) }
    let said = rehearsal.state.status.map { [$0.text] } ?? []
    return said + row
  }

  private func help(_ text: String) -> [String] {
    let pattern = FuzzyPattern(text)
    return rehearsal.state.commandRows.filter { !$0.command.needsScreen }.compactMap { row in
      guard FuzzyMatch(pattern, in: FuzzyText("\(row.title) \(row.command.rawValue)")) != nil else { return nil }
      let reason = row.unavailable.map { " (" + words.reason($0) + ")" } ?? ""
      return "\(row.command.rawValue): \(row.help)\(reason)"
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
