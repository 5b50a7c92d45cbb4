internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Store

struct AllocateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocate",
    abstract: "Promises stock to every order that waits for it, those first that have to leave first.",
    discussion: """
      Each order has an entry of its own and can be undone by itself. What no warehouse has waits for the next run; \
      `portolan why orders NUMBER warehouse` says why. For single orders there is `portolan do allocateOrder`.
      """)
  @OptionGroup var shared: SharedOptions
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let (store, actor) = try shared.open()
    let report = try store.allocateWaiting(as: actor, now: Process.now())
    if json {
      Output.json([
        "served": .integer(Int64(report.served)), "partly": .integer(Int64(report.partly)),
        "waiting": .integer(Int64(report.waiting)), "refused": .integer(Int64(report.refused)),
      ])
      return
    }
    Output.line(
      "\(report.served) orders have all they want, \(report.partly) a part of it; \(report.waiting) wait for stock.")
    if report.refused > 0 {
      Output.line("\(report.refused) were not asked: a SKU is not mapped, or they are not to be sent after all.")
    }
  }
}
