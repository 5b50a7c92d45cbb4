internal import ArgumentParser
internal import Console
internal import Domain
internal import Exchange
internal import Glibc
internal import Operations
internal import Store
internal import Terminal

/// A refusal that has been said already, or is said now, with its exit status.
struct Failure: Error {
  var text: String
  var status: Int32 = 2

  private static func text(_ failure: TerminalFailure) -> String {
    switch failure {
    case .notATerminal:
      "The console needs a terminal for its input and output; `portolan console --plain`, `portolan ls` and "
        + "`portolan screen` need none."
    case .unsupportedTerminal(let name):
      "The terminal “\(name)” cannot be drawn on: `portolan console --plain` works in lines of text, or set TERM to "
        + "what the terminal is, for example xterm-256color."
    case .system(let code): "The terminal cannot be used: \(String(cString: strerror(code)))."
    }
  }

  /// Says the error in one sentence; nil where the argument parser words it itself.
  static func report(_ error: any Error) -> Int32? {
    switch error {
    case let failure as Failure:
      if !failure.text.isEmpty { Output.talk("portolan: " + failure.text) }
      return failure.status
    case let error as StoreError:
      Output.talk("portolan: \(error)")
      if case .engine = error { return 70 }
      return 2
    case let error as Demo.Refusal:
      Output.talk("portolan: \(error)")
      return 2
    case let error as CopyRefusal:
      Output.talk("portolan: \(error)")
      return 2
    case let error as SentenceError:
      Output.talk("portolan: \(error.message)")
      return 2
    case is ExitCode, is CleanExit, is ValidationError: return nil
    case let error as ActionRefusal:
      Output.talk("portolan: " + Said.text(error))
      return 2
    case let error as ViewRefusal:
      Output.talk("portolan: " + Said.text(error))
      return 2
    case let error as ProfileRefusal:
      Output.talk("portolan: \(error.message)")
      return 2
    case let fault as PaperFault:
      Output.talk("portolan: " + Said.text(fault))
      return 2
    case let error as ShippingFault:
      Output.talk("portolan: \(error.message)")
      return 2
    case let error as SourceRefusal:
      Output.talk("portolan: \(error.message)")
      return 2
    case let error as TerminalFailure:
      Output.talk("portolan: " + text(error))
      return 2
    default: return nil
    }
  }
}
