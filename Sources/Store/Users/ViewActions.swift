internal import Domain

extension ActionTable {
  /// Sentences kept by name: one's own, or everybody's.
  static let viewActions: [ActionDefinition] = [
    ActionDefinition(
      "saveView", on: "views",
      [
        ActionField("name", .text(limit: 40), required: true),
        ActionField("sentence", .text(limit: 4000), required: true), ActionField("shared", .flag),
      ], right: .look, creates: true, help: "Keeps a sentence by a name, to be used as @name."
    ) { work, arguments in
      let name = arguments.text("name") ?? ""
      let isName = name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-"
      }
      if !isName { throw ActionRefusal.badField("name", found: name, expected: "letters, digits and dashes") }
      let sentence = arguments.text("sentence") ?? ""
      try check(sentence, work)
      try keepView("saveView", sentence, name, work, arguments)
      return nil
    },
    ActionDefinition(
      "removeView", on: "views", [ActionField("name", .text(limit: 40), required: true), ActionField("shared", .flag)],
      right: .look, help: "Forgets a saved view."
    ) { work, arguments in
      try keepView("removeView", nil, arguments.text("name") ?? "", work, arguments)
      return nil
    },
  ]

  private static func keepView(
    _ action: String, _ sentence: String?, _ name: String, _ work: Work, _ arguments: ActionArguments
  ) throws {
    let isShared = try arguments.flag("shared") ?? false
    if isShared { try work.require(.shareViews) }
    let owner = isShared ? "" : work.actor.name
    let before = try SavedViews.sentence(owner: owner, name: name, in: work.writer)
    if before == nil && sentence == nil { throw ActionRefusal.noSuchRecord(kind: "views", name) }
    if before == sentence { throw ActionRefusal.order(.unchanged) }
    try SavedViews.keep(sentence, owner: owner, name: name, in: work.writer)
    try work.append(
      action: action, kind: "views", subject: nil,
      changes: [
        FieldChange(
          field: SavedViewFacts.field(owner: owner, name: name), before: Plain(before), after: Plain(sentence))
      ])
  }

  /// A view that cannot be read would be an error each time it is opened.
  private static func check(_ sentence: String, _ work: Work) throws {
    let known = try SavedViews.all(for: work.actor.name, in: work.writer)
    do {
      _ = try Sentence(sentence) { name in
        known.first { FoldedText.fold($0.name) == FoldedText.fold(name) }?.sentence
      }
    } catch {
      throw ActionRefusal.badField("sentence", found: error.found, expected: error.message)
    }
  }
}
