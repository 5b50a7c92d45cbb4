internal import Store
internal import Terminal

/// What was typed into a form that was left unsaved: it is there again when the form is opened on that record.
struct FormDraft: Sendable {
  struct Key: Hashable, Sendable {
    let action: String
    let subject: Int64
    /// One account has many lines to map.
    let number: String

    init(_ form: ActionForm) { (action, subject, number) = (form.action, form.subject, form.number) }
  }

  /// Fields that somebody typed in, by name.
  let texts: [String: String]

  init(_ form: ActionForm) {
    texts = form.entries.reduce(into: [:]) { texts, entry in
      if entry.input.text != (entry.shown ?? "") { texts[entry.name] = entry.input.text }
    }
  }
}

extension ActionForm {
  /// Puts a draft's words where they were; what the record says now is what they are compared with.
  mutating func take(_ draft: FormDraft) {
    for index in entries.indices {
      guard let text = draft.texts[entries[index].name] else { continue }
      switch entries[index].input {
      case .line(var field):
        field.text = text
        entries[index].input = .line(field)
      case .area(var area):
        area.text = text
        entries[index].input = .area(area)
      case .choice(var field, let choices):
        field.text = text
        entries[index].input = .choice(field, choices)
      case .search(var field, _, _):
        field.text = text
        entries[index].input = .search(field, [], chosen: nil)
      }
    }
  }
}
