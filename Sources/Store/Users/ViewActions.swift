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
      try checkName(name, of: "name")
      let sentence = arguments.text("sentence") ?? ""
      try check(sentence, name, work)
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
    ActionDefinition(
      "renameView", on: "views",
      [
        ActionField("name", .text(limit: 40), required: true), ActionField("to", .text(limit: 40), required: true),
        ActionField("shared", .flag),
      ], right: .look, creates: true, help: "Gives a saved view another name."
    ) { work, arguments in
      try renameView(arguments.text("name") ?? "", to: arguments.text("to") ?? "", work, arguments)
      return nil
    },
  ]

  private static func checkName(_ name: String, of field: String) throws {
    let isName = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-"
    }
    if !isName { throw ActionRefusal.badField(field, found: name, expected: .letters(atMost: nil)) }
  }

  /// One's own views, or everybody's by right: the empty owner.
  private static func owner(_ work: Work, _ arguments: ActionArguments) throws -> String {
    guard try arguments.flag("shared") ?? false else { return work.actor.name }
    try work.require(.shareViews)
    return ""
  }

  private static func renameView(
    _ name: String, to new: String, _ work: Work, _ arguments: ActionArguments
  ) throws {
    let owner = try owner(work, arguments)
    try checkName(new, of: "to")
    guard let sentence = try SavedViews.sentence(owner: owner, name: name, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "views", name)
    }
    if new == name { throw ActionRefusal.order(.unchanged) }
    if try SavedViews.sentence(owner: owner, name: new, in: work.writer) != nil {
      throw ActionRefusal.badField("to", found: new, expected: .notTaken(.viewName))
    }
    try SavedViews.keep(nil, owner: owner, name: name, in: work.writer)
    try SavedViews.keep(sentence, owner: owner, name: new, in: work.writer)
    var changes = [
      FieldChange(field: SavedViewFacts.field(owner: owner, name: name), before: .text(sentence), after: .null),
      FieldChange(field: SavedViewFacts.field(owner: owner, name: new), before: .null, after: .text(sentence)),
    ]
    for view in try mentioning(name, owner, work) {
      let sentence = ViewMentions.renamed(name, to: new, in: view.sentence)
      try SavedViews.keep(sentence, owner: view.owner, name: view.name, in: work.writer)
      changes.append(
        FieldChange(
          field: SavedViewFacts.field(owner: view.owner, name: view.name), before: .text(view.sentence),
          after: .text(sentence)))
    }
    try work.append(action: "renameView", kind: "views", subject: nil, changes: changes)
  }

  /// What stands on the view: what its owner keeps, and of a shared one whatever is shared. Other people's own views
  /// are their own business.
  private static func mentioning(_ name: String, _ owner: String, _ work: Work) throws -> [SavedView] {
    let known = try SavedViews.all(for: work.actor.name, in: work.writer)
    let isHidden = owner.isEmpty && known.contains { !$0.owner.isEmpty && FoldedText.areAlike($0.name, name) }
    return known.filter { view in
      // Where an own view has the name, own sentences mean that one; a shared sentence means each reader's.
      (owner.isEmpty ? view.owner.isEmpty || !isHidden : view.owner == owner)
        && ViewMentions.renamed(name, to: "", in: view.sentence) != view.sentence
    }
  }

  private static func keepView(
    _ action: String, _ sentence: String?, _ name: String, _ work: Work, _ arguments: ActionArguments
  ) throws {
    let owner = try owner(work, arguments)
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
  private static func check(_ sentence: String, _ name: String, _ work: Work) throws {
    let known = try SavedViews.all(for: work.actor.name, in: work.writer)
    func meant(_ name: String) -> String? {
      known.first { FoldedText.fold($0.name) == FoldedText.fold(name) }?.sentence
    }
    _ = try Sentence(sentence, views: meant)
    // Under its name, so that one that leads back to itself is noticed.
    _ = try Sentence("@" + name) { FoldedText.areAlike($0, name) ? sentence : meant($0) }
  }
}
