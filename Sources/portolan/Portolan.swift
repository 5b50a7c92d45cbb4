internal import ArgumentParser
internal import Dispatch
internal import Terminal

/// `portolan`: the console of a cross-border shop, and everything it can do as commands for scripts.
@main
struct Portolan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portolan",
    abstract: "The back-office console of a cross-border e-commerce seller.",
    discussion: "Without a command it opens the console. `portolan actions` lists what can be done to the shop.",
    version: "0.1.0",
    subcommands: [
      ConsoleCommand.self, DemoCommand.self, ListCommand.self, CountCommand.self, ShowCommand.self, WhyCommand.self,
      ActionsCommand.self, FieldsCommand.self, DoCommand.self, BatchesCommand.self, UndoCommand.self,
      ImportCommand.self, ExportCommand.self, FormatsCommand.self, ScreenCommand.self, PlayCommand.self,
      ScanCommand.self, ThemesCommand.self, KeysCommand.self, SettingsCommand.self, ViewsCommand.self,
      UsersCommand.self, AllocateCommand.self, QuoteCommand.self, WaysCommand.self, CheckCommand.self,
      TrackCommand.self, DutiesCommand.self, ShippingCommand.self, PublishCommand.self, PapersCommand.self,
      StoreCommand.self,
    ],
    defaultSubcommand: ConsoleCommand.self)

  static func main() {
    Process.prepare()
    // The guardian is forked before anything else, so that it stays as small as a process can be.
    if Process.opensConsole(CommandLine.arguments.dropFirst()) { TerminalSession.guardProcess() }
    var command: any ParsableCommand
    do {
      command = try asked()
    } catch {
      exit(withError: error)
    }
    do {
      if let console = command as? ConsoleCommand {
        try console.open()
      } else if let play = command as? PlayCommand {
        try play.open()
      } else {
        try command.run()
      }
      Output.flush()
    } catch {
      Output.flush()
      if let status = Failure.report(error) { Process.leave(status) }
      // Help that was asked for, and wrong usage found late, are the argument parser's to word.
      if exitCode(for: error) != .failure { exit(withError: error) }
      Output.talk("portolan: something went wrong that should not: \(error)")
      Process.leave(70)
    }
    Process.leave(0)
  }

  /// What the arguments ask for. The console's usual ones are read by themselves: the tree of all commands, which is
  /// there to find one and to word what is wrong, takes a fifth of the time to the first screen.
  private static func asked() throws -> any ParsableCommand {
    let arguments = CommandLine.arguments.dropFirst()
    guard Process.opensConsole(arguments), !["play", "scan"].contains(arguments.first) else { return try parseAsRoot() }
    let words = arguments.first == "console" ? arguments.dropFirst() : arguments
    if let console = ConsoleCommand.plainly(words) { return console }
    return try parseAsRoot()
  }
}
