internal import Domain
internal import Store

/// What somebody had typed into a form that was neither sent nor left.
struct KeptDraft: Hashable, Sendable {
  var command: Command
  var action: String
  /// The row that the form was opened on.
  var kind: Kind
  var id: Int64
  /// That of the form: if it was sent after all, sending it again has no second effect.
  var operationId: String
  var focus: Int
  var values: [String: String]
  /// What the record said as the form opened: whoever changed it since is noticed.
  var shown: [String: String]
  var savedAt: Instant
  /// How many people had been erased when it was begun; what came back was there before this console.
  var begun: Int64

  func plain() -> Plain {
    .map([
      "command": .text(command.rawValue), "action": .text(action), "operation": .text(operationId),
      "focus": .number(Int64(focus)), "values": .map(values.mapValues(Plain.text)),
      "shown": .map(shown.mapValues(Plain.text)),
    ])
  }

  func draft(of console: String) -> Draft {
    var draft = Draft(console: console, kind: kind, subject: id, content: plain(), savedAt: savedAt)
    draft.begun = begun
    return draft
  }

  /// nil for a form that this program does not have.
  init?(_ draft: Draft, erasures: Int64) {
    guard let map = draft.content.map, let command = map["command"]?.text.flatMap(Command.init(rawValue:)),
      let action = map["action"]?.text, ActionTable.named(action) != nil, let operation = map["operation"]?.text
    else { return nil }
    self.command = command
    self.action = action
    (kind, id, operationId) = (draft.kind, draft.subject, operation)
    focus = Int(exactly: map["focus"]?.number ?? 0) ?? 0
    values = map["values"]?.map?.compactMapValues(\.text) ?? [:]
    shown = map["shown"]?.map?.compactMapValues(\.text) ?? [:]
    savedAt = draft.savedAt
    begun = erasures
  }

  init?(_ form: ActionForm, on record: (kind: Kind, id: Int64)?, now: Instant) {
    guard let record, form.draft(at: now) != nil else { return nil }
    (command, action, kind, id) = (form.command, form.action, record.kind, record.id)
    (operationId, focus, savedAt, begun) = (form.operationId, form.focus, now, form.begun)
    values = Dictionary(form.entries.map { ($0.name, $0.input.text) }) { first, _ in first }
    shown = [:]
    for entry in form.entries { shown[entry.name] = entry.shown }
  }

  /// The same thing typed; when it was does not count.
  func isSame(as other: KeptDraft?) -> Bool {
    guard var other else { return false }
    other.savedAt = savedAt
    return self == other
  }
}

extension ActionForm {
  /// Puts what was typed back in.
  mutating func restore(_ draft: KeptDraft, notice: String) {
    for index in entries.indices {
      guard let text = draft.values[entries[index].name] else { continue }
      entries[index].input.text = text
      read(index)
      if let shown = draft.shown[entries[index].name], entries[index].shown != nil { entries[index].shown = shown }
    }
    operationId = draft.operationId
    begun = min(begun, draft.begun)
    focus = min(max(draft.focus, 0), max(entries.count - 1, 0))
    intro.insert(notice, at: 0)
  }
}
