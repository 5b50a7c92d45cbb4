internal import Domain

extension ActionTable {
  private static let ruleFields = [
    ActionField("moment", .choice(RuleMoment.allCases.map(\.rawValue))),
    ActionField("value", .text(limit: 500)), ActionField("place", .number),
  ]
  private static let effects = RuleEffect.allCases.map(\.rawValue)

  /// Rules that look at orders as they come in or are paid.
  static let ruleActions: [ActionDefinition] = [
    ActionDefinition(
      "createRule", on: "rules",
      [
        ActionField("name", .text(limit: 60), required: true),
        ActionField("sentence", .text(limit: 4096), required: true),
        ActionField("effect", .choice(effects), required: true),
      ] + ruleFields, right: .manageRules, creates: true,
      help:
        "Makes a review rule, switched off: a view of orders, and what is done to those that it finds. value is the "
        + "hold's reason, the tag, the warehouse, or the view of lines that are split off."
    ) { work, arguments in
      let id = try GivenIds.next("review_rules", kind: "rules", in: work.writer)
      let last = try work.writer.integer("SELECT MAX(position) FROM review_rules WHERE deleted = 0") ?? 0
      var rule = ReviewRule(id: id, name: "", place: last + 10, sentence: "", effect: .hold, value: "")
      try take(arguments, into: &rule, work)
      try RuleTable.insert(rule, in: work.writer)
      try work.append(action: "createRule", kind: "rules", subject: id, changes: rule.changes(since: nil))
      return id
    },
    ActionDefinition(
      "editRule", on: "rules",
      [
        ActionField("name", .text(limit: 60)), ActionField("sentence", .text(limit: 4096)),
        ActionField("effect", .choice(effects)),
      ] + ruleFields, right: .manageRules,
      help: "Changes a review rule; with another sentence or effect it is off until it was tried out again."
    ) { work, arguments in
      try change(ReviewRule.self, "editRule", work, arguments) { rule in
        let old = rule
        try take(arguments, into: &rule, work)
        if (rule.sentence, rule.effect, rule.value) != (old.sentence, old.effect, old.value) {
          rule.trial = nil
          rule.isActive = false
        }
      }
    },
    ActionDefinition(
      "tryRule", on: "rules", [ActionField("caught", .number), ActionField("of", .number)], right: .manageRules,
      help: "Tries a rule out on the orders of the last 90 days, of which it tells how many it would have caught. "
        + "Nothing is done to them."
    ) { work, arguments in
      try change(ReviewRule.self, "tryRule", work, arguments) { rule in
        rule.trial = RuleTrial(
          at: work.now, caught: try arguments.number("caught") ?? 0, of: try arguments.number("of") ?? 0)
      }
    },
    ActionDefinition(
      "switchRuleOn", on: "rules", right: .manageRules,
      help: "Switches a rule on that was tried out: from now on it looks at orders."
    ) { work, arguments in
      try change(ReviewRule.self, "switchRuleOn", work, arguments) { rule in
        if rule.isActive { throw ActionRefusal.rule(.alreadyOn(rule.name)) }
        if rule.trial == nil { throw ActionRefusal.rule(.notTried(rule.name)) }
        rule.isActive = true
      }
    },
    ActionDefinition(
      "switchRuleOff", on: "rules", right: .manageRules, help: "Switches a rule off; what it did stays."
    ) { work, arguments in
      try change(ReviewRule.self, "switchRuleOff", work, arguments) { rule in
        if !rule.isActive { throw ActionRefusal.rule(.alreadyOff(rule.name)) }
        rule.isActive = false
      }
    },
    ActionDefinition(
      "removeRule", on: "rules", right: .manageRules, help: "Takes a rule out; what it did stays."
    ) { work, arguments in
      let id = try arguments.subject()
      guard let rule = try RuleTable.load(id, in: work.writer), try !RuleTable.isDeleted(id, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "rules", String(id))
      }
      try RuleTable.set(deleted: true, rule, in: work.writer)
      try work.append(
        action: "removeRule", kind: "rules", subject: id,
        changes: [FieldChange(field: "removed", before: .flag(false), after: .flag(true))]
          + (rule.isActive ? [FieldChange(field: "active", before: .flag(true), after: .flag(false))] : []))
      return id
    },
    ActionDefinition(
      "reviewOrder", on: "orders", right: .editOrders,
      help: "Has the review rules look at an order now, those too that have caught it before."
    ) { work, arguments in
      let order = try Returning.order(work, try arguments.subject())
      try work.writer.run("DELETE FROM rule_hits WHERE order_id = ?", [.integer(order.id)])
      if try ReviewRules.run([order.id], .both, work, askedBy: work.actor.name) == 0 {
        throw ActionRefusal.order(.unchanged)
      }
      return order.id
    },
  ]

  private static func take(_ arguments: ActionArguments, into rule: inout ReviewRule, _ work: Work) throws {
    if let name = arguments.text("name") {
      if FoldedText.fold(name).isEmpty { throw ActionRefusal.rule(.emptyName) }
      if let taken = try RuleTable.find(name: name, in: work.writer), taken.id != rule.id {
        throw ActionRefusal.rule(.nameTaken(taken.name))
      }
      rule.name = name
    }
    if let place = try arguments.number("place") { rule.place = place }
    if let moment: RuleMoment = arguments.choice("moment") { rule.moment = moment }
    if let effect: RuleEffect = arguments.choice("effect") { rule.effect = effect }
    if let text = arguments.text("sentence") {
      rule.sentence = try ReviewRules.sentence(text, .orders).description
      try ReviewRules.checkPersonal(rule.sentence, work)
    }
    if let value = arguments.text("value") { rule.value = value }
    rule.value = try ReviewRules.value(rule.value, of: rule.effect, work)
  }
}

extension Undo {
  /// A rule's making and its taking out are undone by the other.
  static func revertRule(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    let rule = try current(ReviewRule.self, entry, work)
    let makes = entry.changes.contains { $0.field == "name" && $0.before == .null }
    let removal = entry.changes.first { $0.field == "removed" }
    guard makes || removal != nil else {
      if try RuleTable.isDeleted(rule.id, in: work.writer) {
        throw ActionRefusal.withdrawn(kind: "rules", rule.name)
      }
      return try putBack(rule, entry, work)
    }
    let removes = makes || removal?.before == .flag(true)
    if try RuleTable.isDeleted(rule.id, in: work.writer) == removes { return [] }
    if makes {
      let (ways, _) = inTheWay(entry, of: rule)
      if !ways.isEmpty { return ways }
    }
    if !removes, let taken = try RuleTable.find(name: rule.name, in: work.writer), taken.id != rule.id {
      return [FieldChange(field: "name", before: .text(rule.name), after: .text(taken.name))]
    }
    // One that was on is on again.
    let isSwitched = !makes && entry.changes.contains { $0.field == "active" }
    try RuleTable.set(deleted: removes, isActive: isSwitched && !removes, rule, in: work.writer)
    try work.append(
      action: "undo", kind: "rules", subject: rule.id,
      changes: [FieldChange(field: "removed", before: .flag(!removes), after: .flag(removes))]
        + (isSwitched ? [FieldChange(field: "active", before: .flag(removes), after: .flag(!removes))] : []),
      undoes: entry.seq)
    return []
  }
}
