internal import Domain
internal import Store
internal import Terminal

/// An action of the store that has no key of its own: it is found in the palette by its name, and has a form like every
/// other one.
enum OtherAction {
  /// What its form is done to.
  enum Aim: Hashable, Sendable {
    /// It makes a record.
    case new
    /// The row that one stands on.
    case row
    /// A record of another kind, or of one that no list has: the form asks for its name.
    case named
  }

  /// In the order of the action table. What a handheld does scan by scan is the handheld's.
  static let all: [ActionDefinition] = ActionTable.all.filter { definition in
    // A command of that very name asks for it in a way of its own.
    Command.of(action: definition.id) == nil && Command(rawValue: definition.id) == nil
      && !definition.fields.contains { $0.name == "token" }
  }

  /// The command that stands for all of them in forms and drafts: the palette, by which they are had.
  static let command = Command.jump

  static func aim(_ definition: ActionDefinition, kind: Kind, hasSelection: Bool) -> Aim {
    if definition.creates || ownsNoRecord.contains(definition.kind) { return .new }
    return hasSelection && rows(definition.kind).contains(kind) ? .row : .named
  }

  /// Kinds whose actions name what they are about in their own fields.
  private static let ownsNoRecord: Set<String> = ["users", "views", "certificateRules"]

  /// Rows whose record an action on this kind is done to.
  private static func rows(_ kind: String) -> [Kind] {
    switch kind {
    case "orders": [.orders, .lines, .pegs]
    case "variants": [.variants, .stock, .moves]
    default: Kind(rawValue: kind).map { [$0] } ?? []
    }
  }

  static func unavailable(_ definition: ActionDefinition, in now: Circumstances) -> Unavailable? {
    if now.readOnly { return .readOnly }
    return now.actor.may(definition.right)
      ? nil : .lacksRight(definition.right, ask: now.holders[definition.right] ?? [])
  }
}

extension ConsoleState {
  var otherActionItems: [Palette.Item] {
    OtherAction.all.map { definition in
      let unavailable = OtherAction.unavailable(definition, in: circumstances)
      return Palette.Item(
        .action(definition.id), title: words.action(definition.id), note: unavailable.map(words.reason) ?? "",
        isEnabled: unavailable == nil, names: [definition.id])
    }
  }

  /// The form of an action that has no key.
  mutating func openOther(_ id: String) -> [Effect] {
    guard let definition = ActionTable.named(id) else { return [] }
    if let why = OtherAction.unavailable(definition, in: circumstances) {
      status = Status(text: words.reason(why), role: .warning)
      return []
    }
    let aim = OtherAction.aim(definition, kind: circumstances.kind, hasSelection: subject != nil)
    if aim == .row, let (kind, record) = subject {
      awaitsDialog = true
      recordSerial += 1
      let purpose = RecordRequest.Purpose.form(OtherAction.command, action: id)
      return [
        .record(
          detail?.request(purpose, serial: recordSerial)
            ?? RecordRequest(kind: kind, id: record, purpose: purpose, serial: recordSerial))
      ]
    }
    var form = ActionForm(
      command: OtherAction.command, definition: definition, words: words, viewer: viewer, makeId: makeId)
    if aim == .named { form.askForRecord(definition.kind, words) }
    form.size = size
    form.begun = erasuresKnown
    offerDraft(to: &form)
    mode = .form(form)
    return form.firstWish.map { [.suggest($0)] } ?? []
  }
}

extension ActionForm {
  /// The field that says which record is meant, where no row does.
  static let whoName = "\u{0}who"

  mutating func askForRecord(_ kind: String, _ words: Words) {
    let sought = Kind(rawValue: kind).flatMap { [.variants, .locations].contains($0) ? $0 : nil }
    entries.insert(
      Entry(
        name: ActionForm.whoName, label: words.recordKind(kind), isRequired: true,
        kind: sought.map(FieldKind.record) ?? .text(limit: 100),
        input: sought == nil
          ? .line(TextField(limit: 100)) : .search(TextField(limit: 100), [], chosen: nil)), at: 0)
    focus = 0
  }

  /// What stands over it.
  func title(_ words: Words) -> String { command == OtherAction.command ? words.action(action) : words.title(command) }
}

extension Desk {
  /// A request whose record was named rather than stood on.
  func resolved(_ request: ActionRequest) throws -> ActionRequest {
    guard let name = request.fields[ActionForm.whoName], let definition = ActionTable.named(request.action) else {
      return request
    }
    var request = request
    request.fields[ActionForm.whoName] = nil
    request.subject = try store.connection.readNow { try RecordNames.find(definition.kind, name.trimmed, in: $0) }
    return request
  }
}
