internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Operations
internal import Store

struct DutiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duties", abstract: "The recurring work: what there is, what is due, and doing it.",
    discussion: """
      Every console does what is due by itself; where none is open, cron does: */5 * * * * portolan duties run. \
      It is safe from everywhere at once, and the journal names the user “system”.
      """,
    subcommands: [List.self, Run.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the duties, and which have something to do.")
    @OptionGroup var shared: SharedOptions
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, _) = try shared.open()
      let due = Set(try Duty.due(at: Process.now(), in: store).map(\.id))
      if json {
        Output.json([
          "duties": .list(
            Duty.all.map {
              [
                "id": .text($0.id), "help": .text($0.help), "right": .text($0.right.rawValue),
                "due": .flag(due.contains($0.id)),
              ]
            })
        ])
        return
      }
      for duty in Duty.all {
        Output.line("\(duty.id) · \(duty.right.rawValue) · \(due.contains(duty.id) ? "due" : "nothing to do")")
        Output.line("  \(duty.help)")
      }
    }
  }

  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run", abstract: "Does one duty, or all that have something to do.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "The duty's name; else all that are due.") var name: String?
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, actor) = try shared.open()
      let now = Process.now()
      var duties = Duty.all
      if let name {
        guard let duty = Duty.named(name) else {
          throw Failure(text: "“\(name)” is no duty; \(duties.map(\.id).joined(separator: ", ")) are.")
        }
        duties = [duty]
      } else {
        duties = try Duty.due(at: now, in: store)
      }
      let reports = try duties.map { try $0.run(in: store, as: actor, now: now) }
      if json {
        Output.json([
          "ran": .list(reports.map { ["duty": .text($0.duty), "done": .integer(Int64($0.done))] })
        ])
        return
      }
      for report in reports { Output.line("\(report.duty): \(report.done)") }
      if reports.isEmpty { Output.line("Nothing is due.") }
    }
  }
}
