public import Domain
internal import Foundation

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

  /// Label printers' language goes through as it is; pages are the system's to fit.
  public static func print(
    _ bytes: [UInt8], as format: PaperFormat, title: String, on printer: String, program: String = "/usr/bin/env"
  ) throws(PaperFault) {
    guard isName(printer) else { throw .printer("“\(printer)” is no name of a printer") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    var words = program == "/usr/bin/env" ? ["lp"] : []
    words += ["-d", printer, "-t", title]
    if format == .zpl { words += ["-o", "raw"] }
    process.arguments = words
    let (input, said) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardError = said
    process.standardOutput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw .printer("lp cannot be started: \(error.localizedDescription)")
    }
    // Where lp hangs up before it has read all, its own word below says why.
    let written = Result {
      try input.fileHandleForWriting.write(contentsOf: Data(bytes))
      try input.fileHandleForWriting.close()
    }
    let answer = said.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if case .failure(let error) = written, process.terminationStatus == 0 {
      throw .printer("lp did not take it all: \(error.localizedDescription)")
    }
    if process.terminationStatus != 0 {
      let why = String(decoding: answer, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
      throw .printer(why.isEmpty ? "lp ended with \(process.terminationStatus)" : why)
    }
  }
}
