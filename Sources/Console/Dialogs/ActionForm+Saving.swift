internal import Domain
internal import Store
internal import Terminal

extension ActionForm {
  /// Reads one field anew and says at once what is wrong with it, or how it was read.
  mutating func read(_ index: Int) {
    let reading = reading(of: entries[index])
    entries[index].error = reading.error
    entries[index].echo = reading.echo
  }

  func reading(of entry: Entry) -> FieldReading { reader.read(value(of: entry), as: entry.kind) }

  /// What the store would refuse of the whole form as it stands.
  mutating func foresee() {
    guard let refusal = foresight.refusal(values, now: reader.now) else {
      if case .action = trouble, isForeseen { trouble = nil }
      isForeseen = false
      return
    }
    trouble = .action(refusal)
    isForeseen = true
  }

  private var values: [String: String] {
    var values: [String: String] = [:]
    for entry in entries where entry.name != ActionForm.whyName {
      let reading = reading(of: entry)
      if reading.error == nil { values[entry.name] = reading.value }
    }
    return values
  }

  mutating func save() -> Outcome {
    for index in entries.indices {
      read(index)
      if entries[index].isRequired && value(of: entries[index]).trimmed.isEmpty { entries[index].error = .missing }
    }
    if let wrong = entries.firstIndex(where: { $0.error != nil }) {
      focus = wrong
      return .stay
    }
    var request = ActionRequest(
      action, subject: command.makesNew || subject == 0 ? nil : subject, fields: fixed, operationId: operationId)
    for entry in entries {
      let text = reading(of: entry).value
      if entry.name == ActionForm.whyName {
        request.reason = text
      } else if let shown = entry.shown {
        // Only what was changed is sent: what somebody else changes beside it is merged. A day is read otherwise than
        // it is shown.
        if text != shown && value(of: entry) != shown {
          request.fields[entry.name] = text
          request.seen[entry.name] = shown
        }
      } else if !text.isEmpty {
        request.fields[entry.name] = text
      }
    }
    // Where nothing was changed the store is asked with what it needs, and says that nothing would.
    if request.fields == fixed {
      for entry in entries where entry.isRequired {
        guard let shown = entry.shown else { continue }
        request.fields[entry.name] = shown
        request.seen[entry.name] = shown
      }
    }
    isSaving = true
    trouble = nil
    isForeseen = false
    return .save(request)
  }

  /// The store would not: says it at the field it is about.
  mutating func take(_ failure: Trouble) {
    isSaving = false
    renewOperation()
    trouble = failure
    isForeseen = false
    guard case .action(let refusal) = failure else { return }
    switch refusal {
    case .missingField(let name), .badField(let name, _, _):
      if let index = entries.firstIndex(where: { $0.name == name }) {
        entries[index].error = .refused(refusal)
        focus = index
        trouble = nil
      }
    case .conflict(let conflicts):
      for conflict in conflicts {
        guard let index = entries.firstIndex(where: { $0.name == conflict.field }) else { continue }
        entries[index].theirs = conflict.theirs.text ?? ""
        entries[index].shown = conflict.theirs.text ?? ""
        focus = index
      }
    default: break
    }
  }

  /// The plan was left: the fields can be changed.
  mutating func reopen() {
    isSaving = false
    trouble = nil
  }

  /// What to look for as the form opens, and while the field is typed in.
  var firstWish: Suggesting? { wish }

  var wish: Suggesting? {
    guard entries.indices.contains(focus), case .search(let field, _, _) = entries[focus].input else { return nil }
    return entries[focus].sought(field.text, hints: hints)
  }
}
