internal import Domain
internal import Store
internal import Terminal

/// A fall-back plan with what it would do to what waits.
struct TriedPlan: Sendable {
  var plan: FallbackPlan
  var trial: FallbackTrial
}

/// Plans for when a way is in trouble: made from a warning or a service, tried out at once, applied on a person's word.
extension ConsoleState {
  /// Asks which plan is tried out; on the page of a way with one plan, that one is offered.
  mutating func openPlan() -> [Effect] {
    let effects = openOther("tryFallback")
    guard case .form(var form) = mode, case .way(let record)? = detail?.record, record.plans.count == 1 else {
      return effects
    }
    if let index = form.entries.firstIndex(where: { $0.name == ActionForm.whoName }) {
      form.entries[index].input.text = record.plans[0].number
      form.entries[index].offered = record.plans[0].number
    }
    mode = .form(form)
    return effects
  }

  /// What follows a plan that was made, or is to be tried once more.
  mutating func tryOut(after request: ActionRequest, _ result: ActionResult) -> [Effect] {
    guard ["switchAlert", "createFallback", "tryFallback"].contains(request.action), let plan = result.subject else {
      return []
    }
    planSerial += 1
    awaitsDialog = true
    return [.bulk(.tryOut(plan, serial: planSerial, isNoted: request.action == "tryFallback"))]
  }

  mutating func take(tried answer: Result<TriedPlan, Trouble>, _ serial: Int) -> [Effect] {
    awaitsDialog = false
    guard serial == planSerial else { return replayQueued() }
    switch answer {
    case .failure(let trouble):
      say(trouble)
      queued = []
      return []
    case .success(let tried):
      let plan = tried.plan
      let order = BulkOrder(
        serial: serial, command: .switchWay, kind: .fulfilments, marked: tried.trial.switching, action: "switchWay",
        fields: ["plan": plan.number], reason: "\(plan.number) \(plan.name)", operationId: makeId())
      let dialog = BulkPlanDialog(
        order, title: "\(words.title(.switchWay)) · \(plan.number)", notes: words.trial(tried))
      mode = .bulkPlan(dialog)
      return (tried.trial.switching.isEmpty ? [] : [.bulk(.plan(order))]) + replayQueued()
    }
  }
}

extension Desk {
  /// Tries a plan out on what waits; `isNoted` where the journal has it already.
  func tryOut(_ id: Int64, isNoted: Bool) throws -> TriedPlan {
    let actor = try present()
    let (plan, trial) = try store.fallbackTrial(id, as: actor, now: now(), zone: zone)
    if !isNoted { _ = try store.perform(ActionRequest("tryFallback", subject: id), as: actor, now: now(), zone: zone) }
    return TriedPlan(plan: plan, trial: trial)
  }
}

extension Words {
  /// `FB-1 strike: YW-481 → DHL-EXP (DE, FR)`.
  func plan(_ plan: FallbackPlan) -> String {
    let places = plan.countries.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } + [plan.zone]
    let only = list(places.filter { !$0.isEmpty })
    return "\(plan.name): \(plan.from) → \(plan.to)" + (only.isEmpty ? "" : say(" (\(only))", "（\(only)）"))
  }

  /// What a plan would do, and what speaks against the rest.
  func trial(_ tried: TriedPlan) -> [String] {
    let trial = tried.trial
    var lines = ["\(tried.plan.number) \(plan(tried.plan))"]
    let (all, some) = (number(Int64(trial.concerned)), number(trial.switching.count))
    lines.append(say("\(some) of \(all) that wait would switch.", "等待的 \(all) 个中可改走 \(some) 个。"))
    if !trial.switching.isEmpty {
      let cost = trial.moreCost.filter { !$0.isZero }.map { $0.withCode }
      let money =
        cost.isEmpty ? say("Costs stay the same", "费用不变") : say("Cost changes by \(list(cost))", "费用增减 \(list(cost))")
      let days = number(Int64(abs(trial.moreDays)))
      let time =
        trial.moreDays == 0
        ? say("it takes as long.", "时效不变。")
        : trial.moreDays > 0
          ? say("\(days) days longer in all.", "共慢 \(days) 天。") : say("\(days) days faster in all.", "共快 \(days) 天。")
      lines.append(money + say("; ", "；") + time)
    }
    for one in trial.refused.prefix(4) {
      let why = one.reasons.map(rejection).joined(separator: say("; ", "；"))
      lines.append(say("\(one.number) stays: \(why)", "\(one.number) 不改：\(why)"))
    }
    if trial.refusedCount > 4 { lines.append("… \(number(Int64(trial.refusedCount - 4)))") }
    return lines
  }
}

extension DetailWriter {
  /// What a way is chosen by, and the plans for when it is in trouble.
  func plans(of record: WayRecord) -> [DetailLine] {
    guard let rules = record.rules else { return [] }
    var lines = [DetailLine(words.say("Fall-back plans", "备用方案"), .header)]
    for plan in record.plans {
      var line = DetailLine(plan.number, .accent, indent: 2)
      line.pieces.append(.init(text: "  " + words.plan(plan), role: .text))
      let tried = plan.triedAt.map { words.say("tried \(text.date($0))", "试算 \(text.date($0))") }
      line.pieces.append(.init(text: "  " + (tried ?? words.say("not tried yet", "尚未试算")), role: .dim))
      lines.append(line)
    }
    if record.plans.isEmpty { lines.append(DetailLine(words.say("None for this way.", "没有此渠道的方案。"), .dim, indent: 2)) }
    let settings = rules.settings
    lines += [.blank, DetailLine(words.wayTitle(.wayWeights), .header)]
    lines += facts(
      [
        (
          words.recordField("latenessPerDay"),
          settings.weights.latenessPerDay.withCode
        ),
        (words.recordField("lossPercent"), words.number(settings.weights.lossPercent)),
        (words.recordField("mustBeInTime"), words(settings.mustBeInTime ? .yes : .no)),
      ], indent: 2)
    if !settings.isSet {
      lines.append(DetailLine(words.say("Nobody has set them.", "尚未设定，按默认值。"), .dim, indent: 2))
    }
    lines += [.blank, DetailLine(words.say("Exchange rates", "汇率"), .header)]
    for rate in rules.rates {
      var line = DetailLine("\(rate.from.code) → \(rate.to.code)", .accent, indent: 2)
      line.pieces.append(.init(text: "  " + ExchangeTable.text(rate.hundredMillionths), role: .text))
      line.pieces.append(.init(text: "  \(rate.day.civil().dateText)  \(rate.source)", role: .dim))
      lines.append(line)
    }
    if rules.rates.isEmpty { lines.append(DetailLine(words.say("None.", "没有。"), .dim, indent: 2)) }
    return lines
  }
}
