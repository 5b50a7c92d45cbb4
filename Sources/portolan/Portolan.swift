internal import ArgumentParser
internal import Dispatch
internal import Terminal

/// `portolan`: the console of a cross-border shop, and everything it can do as commands for scripts.
@main
struct Portolan: ParsableCommand {
  /// The version of the program.
  static let number = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "portolan",
    abstract: "The back-office console of a cross-border e-commerce seller.",
    discussion: "Without a command it opens the console. `portolan actions` lists what can be done to the shop.",
    version: number,
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
    do {
      if let console = plainConsole {
        try console.open()
      } else {
        try runAsAsked()
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

  /// The console that usual arguments ask for, which are read by themselves: the tree of all commands, which is there
  /// to find one and to word what is wrong, takes a fifth of the time to the first screen.
  private static var plainConsole: ConsoleStart? {
    let arguments = CommandLine.arguments.dropFirst()
    guard Process.opensConsole(arguments), !["play", "scan"].contains(arguments.first) else { return nil }
    return ConsoleStart(plainly: arguments.first == "console" ? arguments.dropFirst() : arguments)
  }

  private static func runAsAsked() throws {
    var command: any ParsableCommand
    do {
      command = try parseAsRoot()
    } catch {
      exit(withError: error)
    }
    if let play = command as? PlayCommand { return try play.open() }
    try command.run()
  }
}
