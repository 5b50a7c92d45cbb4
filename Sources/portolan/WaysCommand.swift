internal import ArgumentParser
internal import Console
internal import Domain
internal import Exchange
internal import Store

/// `portolan ways`: plans for when a way is in trouble.
struct WaysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ways",
    abstract: "Plans for when a carrier or a service is in trouble: tried out first, then applied.",
    discussion: "Plans are made by `portolan do createFallback name=… from=SERVICE to=SERVICE countries=DE,FR`.",
    subcommands: [Plans.self, Try.self, Apply.self], defaultSubcommand: Plans.self)

  struct Plans: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "plans", abstract: "Lists the plans.")
    @OptionGroup var shared: SharedOptions
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, _) = try shared.open()
      let plans = try store.connection.readNow { try FallbackPlan.all(in: $0) }
      if json {
        Output.json(["plans": .list(plans.map(WaysCommand.output))])
        return
      }
      for plan in plans {
        let where_ = (plan.countries.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } + [plan.zone])
          .filter { !$0.isEmpty }.joined(separator: ", ")
        Output.line("\(plan.number)  \(plan.name): \(plan.from) → \(plan.to)\(where_.isEmpty ? "" : " (\(where_))")")
      }
    }
  }

  struct Try: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "try", abstract: "Tells what a plan would do to what waits; nothing is switched.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "The plan, e.g. FB-1.") var plan: String
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, actor) = try shared.openForChanges()
      let id = try WaysCommand.plan(plan, store)
      let trial = try store.tryFallback(id, as: actor, now: Process.now(), zone: shared.zone)
      let cost = trial.moreCost.filter { !$0.isZero }.map { cost in
        let amount = Money(minorUnits: abs(cost.minorUnits), currency: cost.currency)
        return "\(amount.withCode) \(cost.minorUnits > 0 ? "more" : "less")"
      }.joined(separator: " and ")
      if json {
        Output.json([
          "concerned": .integer(Int64(trial.concerned)), "switching": .integer(trial.switching.count),
          "moreCost": .list(trial.moreCost.map(JSONOutput.money)), "moreDays": .integer(Int64(trial.moreDays)),
          "refusedCount": .integer(Int64(trial.refusedCount)),
          "refused": .list(
            trial.refused.map { one in
              [
                "number": .text(one.number),
                "reasons": .list(one.reasons.map { ["code": .text($0.code), "message": .text(Said.text($0))] }),
              ]
            }),
        ])
        return
      }
      Output.line(
        "\(trial.switching.count) of \(trial.concerned) that wait would switch: \(cost.isEmpty ? "no dearer" : cost), "
          + (trial.moreDays == 0
            ? "as many days in all."
            : "\(abs(trial.moreDays)) \(abs(trial.moreDays) == 1 ? "day" : "days") "
              + "\(trial.moreDays > 0 ? "more" : "less") in all."))
      for one in trial.refused {
        Output.line("  \(one.number) stays: \(one.reasons.map { Said.text($0) }.joined(separator: "; "))")
      }
    }
  }

  struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "apply", abstract: "Switches what waits to a plan's service, as one batch that is undone as one.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "The plan, e.g. FB-1; it must have been tried out.") var plan: String
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, actor) = try shared.openForChanges()
      let id = try WaysCommand.plan(plan, store)
      let batch = try store.applyFallback(
        id, as: actor, now: Process.now(), zone: shared.zone, operation: "fallback:\(id):\(Process.now().milliseconds)")
      if json {
        Output.json([
          "batch": .integer(batch.id), "entry": .integer(orNull: batch.seq), "done": .integer(batch.done),
          "failed": .integer(batch.failed),
        ])
      } else {
        Output.line("\(batch.done) switched, \(batch.failed) refused; undo with: portolan undo \(batch.seq ?? 0)")
      }
      if batch.failed > 0 { throw Failure(text: "", status: batch.done > 0 ? 1 : 2) }
    }
  }

  fileprivate static func plan(_ name: String, _ store: Store) throws -> Int64 {
    guard let id = try store.connection.readNow({ try FulfilmentNames.find("fallbacks", name, in: $0) }) else {
      throw ActionRefusal.noSuchRecord(kind: "fallbacks", name)
    }
    return id
  }

  fileprivate static func output(_ plan: FallbackPlan) -> JSONOutput {
    [
      "number": .text(plan.number), "name": .text(plan.name), "from": .text(plan.from), "to": .text(plan.to),
      "countries": .list(plan.countries.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(JSONOutput.text)),
      "zone": .text(plan.zone),
    ]
  }
}
