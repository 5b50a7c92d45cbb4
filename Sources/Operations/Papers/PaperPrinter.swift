public import Domain
internal import Foundation
internal import Glibc

/// Hands bytes to the system's printing, `lp`.
public enum PaperPrinter {
  /// A printer's name as CUPS takes it: letters, digits and `_-.`, beginning with none of the signs.
  public static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, text.utf8.count <= 127 else { return false }
    func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
    }
    return isPlain(first) && text.unicodeScalars.allSatisfy { isPlain($0) || "_-.@".unicodeScalars.contains($0) }
  }

  /// No name: the system's own default. Label printers' language goes through as it is; pages are the system's to fit.
  public static func print(
    _ bytes: [UInt8], as format: PaperFormat, title: String, on printer: String, program: String = "/usr/bin/env"
  ) throws(PaperFault) {
    guard printer.isEmpty || isName(printer) else { throw .printer("“\(printer)” is no name of a printer") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    var words = program == "/usr/bin/env" ? ["lp"] : []
    words += (printer.isEmpty ? [] : ["-d", printer]) + ["-t", title]
    if format == .zpl { words += ["-o", "raw"] }
    process.arguments = words
    do throws(Failure) {
      try give(bytes, to: process, called: "lp")
    } catch {
      throw .printer(error.why)
    }
  }

  /// Gives bytes to a program, which a shell starts.
  static func pipe(_ bytes: [UInt8], to program: String) throws(PaperFault) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", program]
    do throws(Failure) {
      try give(bytes, to: process, called: program)
    } catch {
      throw .program(error.why)
    }
  }

  private struct Failure: Error { var why: String }

  private static func give(_ bytes: [UInt8], to process: Process, called name: String) throws(Failure) {
    let (input, said) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardError = said
    process.standardOutput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw Failure(why: "\(name) cannot be started: \(error.localizedDescription)")
    }
    // Where it hangs up before it has read all, its own word below says why.
    let written = Result {
      try withoutPipeSignal { try input.fileHandleForWriting.write(contentsOf: Data(bytes)) }
      try input.fileHandleForWriting.close()
    }
    let answer = said.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if case .failure(let error) = written, process.terminationStatus == 0 {
      throw Failure(why: "\(name) did not take it all: \(error.localizedDescription)")
    }
    if process.terminationStatus != 0 {
      let why = String(decoding: answer, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
      throw Failure(why: why.isEmpty ? "\(name) ended with \(process.terminationStatus)" : why)
    }
  }

  /// Who hangs up on us is told by its status, and does not end us.
  private static func withoutPipeSignal(_ body: () throws -> Void) rethrows {
    var (pipe, before) = (sigset_t(), sigset_t())
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipe, &before)
    defer {
      var (none, wasPending) = (timespec(), sigset_t())
      sigpending(&wasPending)
      if sigismember(&wasPending, SIGPIPE) == 1 { sigtimedwait(&pipe, nil, &none) }
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    try body()
  }
}
