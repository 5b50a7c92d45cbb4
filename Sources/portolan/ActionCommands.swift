internal import ArgumentParser
internal import Console
internal import Domain
internal import Exchange
internal import Operations
internal import Store

struct ActionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "actions", abstract: "The action table: what can be done, with which fields, right and key.",
    discussion: "Kinds are orders, products, variants and so on; `console` lists what the console does by itself.")
  @Argument(help: "Only actions on this kind.") var kind: String?
  @OptionGroup var choice: SettingsChoice
  @OptionGroup var language: LanguageChoice
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let language = language.chosen ?? .fromEnvironment()
    let rows = ActionRows.all(choice.load(), in: language)
    // The console's own change nothing in the shop: they are told when asked for.
    let actions = rows.filter { kind == nil ? $0.definition != nil : $0.kind == kind }
    if actions.isEmpty {
      let kinds = Set(rows.map(\.kind)).sorted().joined(separator: ", ")
      throw Failure(text: "There are no actions on “\(kind ?? "")”; there are on \(kinds).")
    }
    if json {
      Output.json(["actions": .list(actions.map(json))])
      return
    }
    for action in actions {
      let definition = action.definition
      let fields = (definition?.fields ?? []).map { $0.isRequired ? $0.name : "[\($0.name)]" }.joined(separator: " ")
      let facts = [action.id, action.kind, definition?.right.rawValue, definition?.undo.rawValue]
      let keys = action.keys.isEmpty ? [] : [action.keys.joined(separator: " ")]
      Output.line((facts.compactMap { $0 } + keys).joined(separator: " · "))
      Output.line("  \(action.help)\(fields.isEmpty ? "" : (language == .english ? " Fields: " : "字段：") + fields)")
    }
  }

  private func json(_ action: ActionRows.Row) -> JSONOutput {
    [
      "id": .text(action.id), "kind": .text(action.kind), "title": .text(action.title),
      "right": .text(orNull: action.definition?.right.rawValue),
      "undo": .text(orNull: action.definition?.undo.rawValue),
      "help": .text(action.help), "command": .text(orNull: action.command),
      "keys": .list(action.keys.map { .text($0) }),
      "fields": .list(
        (action.definition?.fields ?? []).map {
          .object([("name", .text($0.name)), ("required", .flag($0.isRequired))] + $0.shape.members)
        }),
    ]
  }
}

extension ActionField.Shape {
  /// What may be written in the field, as JSON: the shape's word, and its choices, length or kind of record.
  fileprivate var members: [(key: String, value: JSONOutput)] {
    switch self {
    case .text(let limit): [("shape", .text("text")), ("limit", .integer(Int64(limit)))]
    case .longText(let limit): [("shape", .text("longText")), ("limit", .integer(Int64(limit)))]
    case .choice(let words): [("shape", .text("choice")), ("values", .list(words.map(JSONOutput.text)))]
    case .record(let kind): [("shape", .text("record")), ("kind", .text(kind))]
    case .number, .money, .date, .flag, .words: [("shape", .text("\(self)"))]
    }
  }
}

struct DoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "do", abstract: "Performs an action on one or many.",
    discussion: "do holdOrder orders 1001 reason=fraudRisk, or do tagOrder 'orders status:paid country:DE' tag=vip.")
  @OptionGroup var shared: SharedOptions
  @Argument(help: "The action's id.") var action: String
  @Argument(help: "KIND NUMBER… or a sentence, then FIELD=VALUE….") var words: [String] = []
  @Flag(help: "Says what would be done, and does nothing.") var dryRun = false
  @Option(help: "Why; the journal keeps it.") var reason = ""
  @Option(help: "Makes a repeat of this command harmless.") var operation: String?
  @Flag(help: "One JSON object with a result for each.") var json = false

  func run() throws {
    guard let definition = ActionTable.named(action) else {
      throw ActionRefusal.unknownAction(action, fits: ActionTable.all.map(\.id))
    }
    var fields: [String: String] = [:]
    var rest: [String] = []
    for word in words {
      if let sign = word.firstIndex(of: "="), definition.fields.contains(where: { $0.name == word[..<sign] }) {
        fields[String(word[..<sign])] = String(word[word.index(after: sign)...])
      } else if let sign = word.firstIndex(of: "="), !word.contains(" "), rest.count != 0 || definition.creates {
        throw ActionRefusal.unknownField(String(word[..<sign]), fits: definition.fields.map(\.name))
      } else {
        rest.append(word)
      }
    }
    let (store, actor) = try shared.openForChanges()
    if let text = fields["sentence"], !text.utf8.allSatisfy({ $0 < 0x80 }) {
      // What is kept is read by everybody: its words are the canonical ones.
      fields["sentence"] = try store.connection.readNow { reader in
        try AskedView.reading(text, actor, reader).sentence.description
      }
    }
    let subjects = try Subjects.find(rest, definition, store, actor, shared)
    if case .many(_, let ids) = subjects, definition.id == PaperDesk.printing, !dryRun {
      // All of them at once: one file, and one word about it.
      let request = ActionRequest(action, fields: fields, reason: reason)
      let result = try PaperDesk(store: store, actor: actor).perform(request, on: ids.ids, at: Process.now())
      say([.init(number: "\(ids.count) parcels", entry: result.entry, changes: result.changes, refusal: nil)])
      return
    }
    if case .many(let kind, let ids) = subjects {
      let request = BulkRequest(
        action, on: kind, fields: fields, reason: reason, operationId: operation ?? OperationId.made())
      let report = BulkReport(store: store, actor: actor, zone: shared.zone, json: json, isPlan: dryRun)
      return dryRun ? try report.plan(request, ids) : try report.perform(request, ids)
    }
    guard case .few(let few) = subjects else { return }
    let run = SingleRuns(store: store, actor: actor, definition: definition, fields: fields, reason: reason)
    let results = try run.perform(few, dryRun: dryRun, operation: operation, now: Process.now, zone: shared.zone)
    say(results)
    let refused = results.count { $0.refusal != nil }
    if refused == results.count && !results.isEmpty { throw Failure(text: "", status: 2) }
    if refused > 0 { throw Failure(text: "", status: 1) }
  }

  private func say(_ results: [BulkReport.Result]) {
    var report = BulkReport.Lines(isPlan: dryRun, json: json)
    for result in results { report.add(result) }
    report.end(action: action, batch: nil)
  }
}

enum Changes {
  /// `field: before → after`; of lists and maps only what differs.
  static func lines(_ change: FieldChange) -> [String] {
    change.parts(dividingMoney: true).map { part in
      let isOfLine = change.field == "lines" && OrderLine.amounts.contains(part.field)
      func said(_ value: Plain) -> String {
        // Of a line whose order's currency is not at hand.
        if isOfLine, let units = value.number { return "\(units) minor units" }
        return text(value, part.field)
      }
      if case .list(let old) = part.before, case .list(let new) = part.after {
        let gone = old.filter { !new.contains($0) }.map { "−" + text($0, part.field) }
        let come = new.filter { !old.contains($0) }.map { "+" + text($0, part.field) }
        let told = gone + come
        return "\(name(part)): \(told.isEmpty ? "another order" : told.joined(separator: ", "))"
      }
      return "\(name(part)): \(said(part.before)) → \(said(part.after))"
    }
  }

  /// `lines MUG-1 fulfilled`
  static func name(_ part: ChangedPart) -> String {
    part.path.map { step in
      switch step {
      case .field(let name), .element(let name): name
      }
    }.joined(separator: " ")
  }

  /// A part of an order's sum with its currency; of a line, which has none of its own, with the word for its unit.
  private static func amount(_ value: Plain, _ name: String, of map: [String: Plain]) -> Plain {
    guard let units = value.number else { return value }
    if OrderMoney.parts.contains(name), let currency = Currency(map["currency"]?.text ?? "") {
      return .text(Money(minorUnits: units, currency: currency).withCode)
    }
    return OrderLine.amounts.contains(name) && map["quantity"] != nil ? .text("\(units) minor units") : value
  }

  private static func text(_ value: Plain, _ field: String) -> String {
    if case .number(let number) = value, let moment = JournalMoment.of(number, field: field) { return moment.iso8601 }
    if case .list(let items) = value { return "[" + items.map { text($0, field) }.joined(separator: ", ") + "]" }
    guard case .map(let map) = value else { return text(value) }
    if let money = Money(plain: value), map.count == 2 { return money.withCode }
    let said = map.filter { !isEmpty($0.value) }.sorted { $0.key < $1.key }
    return "{" + said.map { "\($0.key): \(text(amount($0.value, $0.key, of: map), $0.key))" }.joined(separator: ", ")
      + "}"
  }

  private static func isEmpty(_ value: Plain) -> Bool {
    switch value {
    case .null, .text(""), .list([]): true
    case .map(let map): map.values.allSatisfy(isEmpty)
    case .flag, .number, .text, .list: false
    }
  }

  static func text(_ value: Plain) -> String {
    switch value {
    case .null: "–"
    case .flag(let flag): flag ? "yes" : "no"
    case .number(let number): String(number)
    case .text(let text): text
    case .list(let list): "[" + list.map(text).joined(separator: ", ") + "]"
    case .map(let map):
      "{" + map.sorted { $0.key < $1.key }.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ") + "}"
    }
  }
}

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Undoes your last action, or that journal entry; says what it reverses.")
  @OptionGroup var shared: SharedOptions
  @Argument(help: "The journal entry; else your last one.") var entry: Int64?
  @Flag(help: "Says what would be reversed, and does nothing.") var dryRun = false
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let (store, actor) = try shared.openForChanges()
    var report =
      dryRun
      ? try store.rehearseUndo(entry: entry, as: actor, now: Process.now()) {
        Output.progress("judged: \($0)")
        return true
      }
      : try store.undo(entry: entry, as: actor, now: Process.now()) {
        Output.progress("undone: \($0)")
        return true
      }
    let entry = report.entry
    report.changeList = try store.connection.readNow { reader in
      try report.changeList.map {
        .init(record: $0.record, changes: try NamedChanges.of($0.changes, entry.kind, entry.subject, in: reader))
      }
    }
    Output.endProgress()
    if json {
      Output.json([
        "entry": .integer(report.entry.seq), "action": .text(report.entry.action), "dryRun": .flag(dryRun),
        "undone": .integer(Int64(report.undone)), "undoEntry": .integer(orNull: report.undoEntry),
        "refused": .list(
          report.refused.map {
            [
              "kind": .text($0.kind), "number": .text($0.number), "fields": .list($0.fields.map(JSONOutput.text)),
              "why": .text(why($0)),
            ]
          }),
      ])
    } else {
      let verb = dryRun ? "Would reverse" : "Reversed"
      if report.goesOnWith != nil { Output.line("It goes on with the undo that was broken off.") }
      Output.line("\(verb) entry \(report.entry.seq), \(report.entry.action): \(report.undone) record(s).")
      let shown = report.undone > 1 ? 20 : report.changeList.count
      for record in report.changeList.prefix(shown) {
        for line in record.changes.flatMap(Changes.lines) { Output.line("  \(record.record) \(line)") }
      }
      if report.changeList.count > shown { Output.line("  … and \(report.undone - shown) more.") }
      for one in report.refused { Output.line("  \(one.number) stays: \(why(one)).") }
    }
    if !report.refused.isEmpty { throw Failure(text: "", status: 1) }
  }

  /// Why a record of a batch stays as it is.
  private func why(_ record: UndoReport.Refused) -> String {
    switch record.fields {
    case ["erased"]: "its person was erased"
    case ["withdrawn"]: "it was withdrawn since"
    case ["sku"]: "another product has its SKU"
    case ["variants"] where record.kind == "products": "a variant of it is in use or was changed since"
    default: record.fields.joined(separator: ", ") + " changed since"
    }
  }
}
