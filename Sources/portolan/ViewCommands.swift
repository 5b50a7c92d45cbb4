internal import ArgumentParser
internal import Console
internal import Domain
internal import Exchange
internal import Store
internal import Terminal

/// A view asked for on the command line.
struct AskedView {
  let store: Store
  let actor: Actor
  let query: ViewQuery

  init(_ text: String, _ shared: SharedOptions) throws {
    let opened = try shared.open()
    let now = Process.now()
    store = opened.store
    actor = opened.actor
    let actor = opened.actor
    query = try opened.store.connection.readNow { reader in
      let reading = try AskedView.reading(text, actor, reader)
      for hint in reading.hints { Output.talk("portolan: \(hint.message)") }
      return ViewQuery(
        reading.sentence, inquiry: Inquiry(now: now, zone: shared.zone, me: actor.name),
        mayReadPersonal: actor.may(.seePersonal))
    }
  }

  /// Reads a sentence with what the shop knows: its saved views, its channels and labels, the Chinese names of fields.
  static func reading(_ text: String, _ actor: Actor, _ reader: any Reader) throws -> SentenceReading {
    var failure: (any Error)?
    func told<Answer>(_ ask: () throws -> Answer?) -> Answer? {
      do { return try ask() } catch {
        failure = error
        return nil
      }
    }
    let knowledge = SentenceKnowledge(
      tongue: SentenceWords.tongue(for: text),
      values: { field in told { try Views.knownValues(field, in: reader) } },
      views: { name in told { try SavedViews.named(name, for: actor.name, in: reader)?.sentence } })
    let reading = try Sentence.reading(text, kind: nil, knowledge)
    if let failure { throw failure }
    return reading
  }

  /// Hands on the rows page by page, so that a million of them take no more memory than one page.
  func forEach(limit: Int?, _ row: (ViewRow) throws -> Void) throws {
    var left = limit ?? Int.max
    var start = ViewStart.start
    while left > 0 {
      let page = try store.connection.readNow { try Views.page(query, from: start, limit: min(left, 500), in: $0) }
      for one in page.rows { try row(one) }
      left -= page.rows.count
      guard let last = page.rows.last, !page.reachedEnd else { return }
      start = .after(last.anchor)
    }
  }

  func output(_ row: ViewRow) -> JSONOutput {
    .object(zip(query.columns, row.values).map { (key: $0.id, value: FieldOutput.json($1, $0, query.inquiry.now)) })
  }

  func texts(_ row: ViewRow) -> [String] {
    zip(query.columns, row.values).map { FieldOutput.text($1, $0, query.inquiry.now) }
  }

  /// The columns' names for a table that programs read. Where nobody chose the columns and some are of money, the row's
  /// currency stands behind them: an amount without one cannot be taken in again.
  var tableHeader: [String] { query.columns.map(\.id) + (tellsCurrency ? ["currency"] : []) }

  func tableTexts(_ row: ViewRow) -> [String] {
    if !tellsCurrency { return texts(row) }
    return texts(row) + [row.values.currency?.code ?? ""]
  }

  private var tellsCurrency: Bool {
    query.sentence.columns.isEmpty && query.columns.contains { $0.type == .money }
      && !query.columns.contains { $0.id == "currency" }
  }

  /// As people read a row: a shop sells in many currencies, so each amount has its own beside it.
  func plainTexts(_ row: ViewRow) -> [String] {
    zip(texts(row), row.values).map { text, value in
      if case .money(_, let currency) = value { "\(text) \(currency.code)" } else { text }
    }
  }
}

enum FieldOutput {
  static func json(_ value: FieldValue, _ field: Field, _ now: Instant) -> JSONOutput {
    switch value {
    case .null: .null
    case .text(let text): .text(text)
    case .texts(let texts): .list(texts.map(JSONOutput.text))
    case .number(let number): .integer(number)
    case .money(let minorUnits, let currency): .money(Money(minorUnits: minorUnits, currency: currency))
    case .instant(let at) where field.type == .age: .text(age(at, now))
    case .instant(let at): .time(at)
    case .flag(let flag): .flag(flag)
    }
  }

  static func text(_ value: FieldValue, _ field: Field, _ now: Instant) -> String {
    if case .instant(let at) = value, field.type == .age { return age(at, now) }
    return FieldText.text(value)
  }

  private static func age(_ at: Instant, _ now: Instant) -> String {
    FieldText.age(milliseconds: now.milliseconds - at.milliseconds)
  }
}

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "ls", abstract: "Lists a view.")
  @OptionGroup var shared: SharedOptions
  @Argument(help: "The sentence, e.g. 'orders status:paid age>24h sort:-age'.") var sentence: String
  @Flag(help: "One JSON object with all rows.") var json = false
  @Flag(help: "One JSON object a line.") var jsonl = false
  @Flag(help: "CSV.") var csv = false
  @Flag(help: "Aligned text, which is the default.") var plain = false
  @Option(help: "At most so many rows.") var limit: Int?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit is nought or more") }
    if [json, jsonl, csv, plain].count(where: { $0 }) > 1 {
      throw ValidationError("one of --json, --jsonl, --csv and --plain")
    }
  }

  func run() throws {
    let view = try AskedView(sentence, shared)
    if view.query.sentence.group != nil { return try groups(view) }
    if json {
      var rows: [JSONOutput] = []
      try view.forEach(limit: limit ?? 100_000) { rows.append(view.output($0)) }
      Output.json(["kind": .text(view.query.sentence.kind.rawValue), "rows": .list(rows)])
    } else if jsonl {
      try view.forEach(limit: limit) { Output.json(view.output($0)) }
    } else if csv {
      let writer = CSVWriter()
      Output.data(writer.line(view.tableHeader))
      try view.forEach(limit: limit) { Output.data(writer.line(view.tableTexts($0))) }
    } else {
      var table = PlainTable(
        columns: view.query.columns.map { .init($0.id, alignsRight: $0.type == .money || $0.type == .number) },
        width: { WidthPolicy.standard.columns(of: $0) }, clean: { SafeText.line($0) })
      try view.forEach(limit: limit) { Output.data(table.row(view.plainTexts($0))) }
      Output.data(table.finish())
    }
  }

  private func groups(_ view: AskedView) throws {
    let all = try view.store.connection.readNow { try Views.groups(view.query, in: $0) }
    let groups = all.prefix(limit ?? all.count)
    guard let field = view.query.sentence.group else { return }
    if json || jsonl {
      let rows: [JSONOutput] = groups.map { group in
        [
          "value": FieldOutput.json(group.value, field, view.query.inquiry.now), "count": .integer(group.count),
          "totals": .list(group.totals.map(JSONOutput.money)),
        ]
      }
      if jsonl {
        rows.forEach { Output.json($0) }
      } else {
        Output.json(["group": .text(field.id), "rows": .list(rows)])
      }
      return
    }
    let cells = groups.map { group in
      [
        FieldOutput.text(group.value, field, view.query.inquiry.now), String(group.count),
        group.totals.map { $0.withCode }.joined(separator: ", "),
      ]
    }
    if csv {
      let writer = CSVWriter()
      Output.data(writer.line([field.id, "count", "totals"]))
      cells.forEach { Output.data(writer.line($0)) }
      return
    }
    var table = PlainTable(
      columns: [.init(field.id), .init("count", alignsRight: true), .init("totals")],
      width: { WidthPolicy.standard.columns(of: $0) }, clean: { SafeText.line($0) })
    cells.forEach { Output.data(table.row($0)) }
    Output.data(table.finish())
  }
}

struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "count", abstract: "Says how many a view has.")
  @OptionGroup var shared: SharedOptions
  @Argument(help: "The sentence.") var sentence: String
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let view = try AskedView(sentence, shared)
    let count = try view.store.connection.readNow { try Views.count(view.query, in: $0) }
    if json { Output.json(["count": .integer(count)]) } else { Output.line(String(count)) }
  }
}

extension FieldType {
  /// The type's word as JSON, with the words that a choice is made of.
  fileprivate var members: [(key: String, value: JSONOutput)] {
    switch self {
    case .choice(let words): [("type", .text("choice")), ("values", .list(words.map(JSONOutput.text)))]
    case .choices(let words): [("type", .text("choices")), ("values", .list(words.map(JSONOutput.text)))]
    case .text, .texts, .code, .codes, .person, .number, .money, .instant, .age, .flag:
      [("type", .text("\(self)"))]
    }
  }
}

struct FieldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields", abstract: "Lists the fields of a kind: for sentences, columns and exports.")
  @Argument(help: "One of: \(Kind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind: String
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    guard let kind = Kind(named: kind) else {
      throw Failure(text: "“\(kind)” is no kind; \(Kind.allCases.map(\.rawValue).joined(separator: ", ")) are.")
    }
    if json {
      Output.json([
        "kind": .text(kind.rawValue),
        "fields": .list(
          kind.fields.map {
            .object([("id", .text($0.id))] + $0.type.members + [("personal", .flag($0.isPersonal))])
          }),
      ])
      return
    }
    for field in kind.fields {
      let values: String =
        switch field.type {
        case .choice(let words), .choices(let words): words.joined(separator: ", ")
        case .text, .texts, .code, .codes, .person, .number, .money, .instant, .age, .flag: ""
        }
      Output.line("\(field.id)\(field.isPersonal ? " (personal)" : "")\(values.isEmpty ? "" : ": " + values)")
    }
  }
}
